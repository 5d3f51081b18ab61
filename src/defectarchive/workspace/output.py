"""Publishing: the site changes in one step, and only where it must.

Beside an output folder `site` lie, all made again when missing:

    .site.stage        the spare tree: the version before, which becomes the next one
    .site.ledger-…     what stands in each of the two trees (tree.py)
    .site.lock         held by the build at work
    .site.aside        only where trees cannot change places in one step (swap.py)

Each file is compared with what is published. A file that is the same keeps its time; the spare
tree gets it as a hard link, unless it has it already, which is the usual case: so the work is
that of the differences. Then the two trees change places. What is in the output folder and not
in the site is gone after the next build, as a page is whose case was withdrawn.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import shutil
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from defectarchive.workspace.errors import WorkspaceError, WrongUsageError, told_in_one_line
from defectarchive.workspace.manifest import (
    MANIFEST,
    PathRegister,
    Sum,
    encode_manifest,
    is_ours,
    read_manifest,
    sum_of,
)
from defectarchive.workspace.swap import recover, swap, sync
from defectarchive.workspace.tree import UNKNOWN, Tree, folders_of, read_ledger, scan, write_ledger


@dataclass(frozen=True, slots=True)
class Published:
    """What a build did to the site: paths written anew, kept as they were, and deleted; sorted.

    `manifest`: the SHA-256 of the site's manifest.
    """

    written: tuple[str, ...]
    kept: tuple[str, ...]
    deleted: tuple[str, ...]
    manifest: str = ""

    def paths(self) -> tuple[str, ...]:
        """All files of the site."""
        return (*self.written, *self.kept)


@dataclass(slots=True)
class Output:
    """An output folder that this build holds the lock of. `shown`: as the user calls it."""

    folder: Path
    shown: Path
    _published: Tree | None = None

    def beside(self, suffix: str) -> Path:
        """The file or folder next to the output that has this use."""
        return _beside(self.folder, suffix)

    def held(self) -> Mapping[str, Sum]:
        """The sum of each file of the published site, by path."""
        with told_in_one_line("read", self.shown):
            tree = self._tree()
            return {path: Sum(tree.digest(path), e.size) for path, e in [*tree.files.items()]}

    def holds(self, path: str, digest: str) -> bool:
        """Whether the published site has a file of this SHA-256 there."""
        with told_in_one_line("read", self.shown):
            return self._tree().digest(path) == digest

    def read(self, path: str) -> bytes:
        """A file of the published site."""
        with told_in_one_line("read", self.shown):
            return (self.folder / path).read_bytes()

    def is_as_left(self, manifest: str, size: int) -> bool:
        """Whether the site is the one with this manifest, and nobody has touched it since.

        `manifest`: its SHA-256; `size`: how many files the site has besides.
        """
        with told_in_one_line("read", self.shown):
            tree = self._tree()
            return (
                # What the ledger knows is as it was left, and it knows nothing that was not there.
                all(entry.digest != UNKNOWN for entry in tree.files.values())
                and len(tree.files) == size + 1
                and tree.folders == folders_of(tree.files)
                and tree.digest(MANIFEST) == manifest
            )

    def publish(self, artifacts: Iterable[tuple[str, bytes | Sum]]) -> Published:
        """Make the site hold exactly these files, each (path, bytes), and its manifest.

        A sum in the place of bytes: the file is as published (see `held`). Raises WorkspaceError,
        and ValueError for paths that collide or lead out of the folder; the site is then as it was.
        """
        publication = None
        try:
            with told_in_one_line("read", self.shown):
                publication = _Publication(self, self._tree())
            for path, content in artifacts:
                publication.put(path, content)
            return publication.finish()
        except BaseException as problem:
            if publication is not None:
                publication.give_up(disk_full=_is_disk_full(problem.__cause__))
            raise

    def forget_version_before(self) -> None:
        """Remove the spare tree: it may show what must not be seen any more."""
        stage = self.beside("stage")
        with told_in_one_line("remove", stage):
            if stage.is_dir():
                _ledger(self, stage).unlink(missing_ok=True)
                shutil.rmtree(stage)

    def _tree(self) -> Tree:
        if self._published is None:
            self._published = _scan(self, self.folder)
        return self._published


@contextlib.contextmanager
def open_output(folder: Path) -> Iterator[Output]:
    """Hold the output folder for one build. See `check_output` for what is refused beforehand."""
    check_output(folder)
    real = folder.resolve()
    with told_in_one_line("create", real.parent):
        real.parent.mkdir(parents=True, exist_ok=True)
    with _lock(_beside(real, "lock"), folder):
        output = Output(real, folder)
        with told_in_one_line("tidy up beside", folder):
            _tidy(output)
        yield output


def publish(folder: Path, artifacts: Iterable[tuple[str, bytes | Sum]]) -> Published:
    """Publish these files in `folder`, and nothing else."""
    with open_output(folder) as output:
        return output.publish(artifacts)


def check_output(folder: Path, *inputs: Path) -> None:
    """Refuse an output folder where publishing would destroy something; writes nothing.

    `inputs`: folders that the build reads. Raises WrongUsageError.
    """
    try:
        real = folder.resolve()
    except (OSError, RuntimeError) as problem:  # Python 3.13 leaves a loop unresolved instead.
        raise WrongUsageError(f"the output {folder} is a link that leads nowhere") from problem
    for other in inputs:
        if other.resolve().is_relative_to(real):
            raise WrongUsageError(f"the output {folder} would overwrite {other}, which is read")
        if real.is_relative_to(other.resolve()):
            raise WrongUsageError(f"the output {folder} lies inside {other}, which is read")
    for taken, name in _precious_folders():
        if taken.is_relative_to(real):
            raise WrongUsageError(
                f"the output {folder} is or holds {name}; name a folder of its own"
            )
    with told_in_one_line("look into", folder):
        for around in real.parents:
            if read_manifest(around) is not None:
                raise WrongUsageError(
                    f"the output {folder} lies inside the site {around}, whose next build would "
                    "remove it"
                )
        if os.path.lexists(real):
            _check_existing(real, folder)


def _precious_folders() -> Iterator[tuple[Path, str]]:
    yield Path("/"), "the root folder"
    # Either may be unknown: a user without home, a folder that was removed meanwhile.
    with contextlib.suppress(OSError, RuntimeError):
        yield Path.home().resolve(), "your home folder"
    with contextlib.suppress(OSError):
        yield Path.cwd().resolve(), "the folder you are in"


def _check_existing(real: Path, shown: Path) -> None:
    if not real.is_dir():
        raise WrongUsageError(f"the output {shown} is a file, not a folder")
    if os.path.ismount(real):
        raise WrongUsageError(f"the output {shown} is a mount point; name a folder inside it")
    if os.path.lexists(real / ".git"):
        raise WrongUsageError(f"the output {shown} is a git checkout; name a folder of its own")
    if next(real.iterdir(), None) is not None and not is_ours(real):
        raise WrongUsageError(
            f"the output {shown} holds files that are not from here (no {MANIFEST} of "
            "defectarchive); name an empty folder, or remove that one"
        )
    # Swapping needs no leave of the folder itself, root none at all: so a read-only site is asked.
    if not real.stat().st_mode & 0o222 or not os.access(real, os.W_OK):
        raise WorkspaceError(f"cannot write {shown}: the folder is read-only")


@dataclass(slots=True)
class _Publication:
    """One publishing under way. The stage is touched only once there is something to change."""

    output: Output
    published: Tree
    stage: Tree | None = None
    made_stage: bool = False
    register: PathRegister = field(default_factory=PathRegister)
    sums: dict[str, Sum] = field(default_factory=dict)
    written: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)

    def put(self, path: str, content: bytes | Sum) -> None:
        """Take in one file of the site."""
        with told_in_one_line("write", self.output.shown):
            self._put(path, content)

    def _put(self, path: str, content: bytes | Sum) -> None:
        self.register.enter(path)
        self.sums[path] = new = content if isinstance(content, Sum) else sum_of(content)
        if self.published.digest(path) == new.digest:
            self.kept.append(path)
            return
        if isinstance(content, Sum):
            raise ValueError(  # noqa: TRY004 - it is the site that is not as was said
                f"{path} is not as published, and its bytes are not given"
            )
        self._refuse_foreign_folder(path)
        self._open_stage().write(path, content, new.digest)
        self.written.append(path)

    def finish(self) -> Published:
        """Add the manifest, bring the stage up to the whole site, and swap."""
        self.put(MANIFEST, encode_manifest(self.sums))
        deleted = self.published.files.keys() - self.sums.keys()
        stray_folders = self.published.folders - folders_of(self.sums)
        with told_in_one_line("write", self.output.shown):
            if self.written or deleted or stray_folders:
                self._swap()
            else:
                _keep_ledger(self.output, self.published)
        return Published(
            tuple(sorted(self.written)),
            tuple(sorted(self.kept)),
            tuple(sorted(deleted)),
            self.sums[MANIFEST].digest,
        )

    def _swap(self) -> None:
        stage = self._open_stage()
        for path in self.kept:
            stage.adopt(path, self.published)
        stage.keep_only(self.sums)
        if self.output.folder.is_dir():
            stage.root.chmod(stat.S_IMODE(self.output.folder.stat().st_mode))
        sync(stage.root)
        _keep_ledger(self.output, stage)
        swap(stage.root, self.output.folder, self.output.beside("aside"))

    def give_up(self, *, disk_full: bool) -> None:
        """Leave nothing of a failed build but what the next one can use."""
        if self.stage is not None and (self.made_stage or disk_full):
            shutil.rmtree(self.stage.root, ignore_errors=True)

    def _open_stage(self) -> Tree:
        """The spare tree, from now on without ledger: until it is complete, nobody knows it."""
        if self.stage is None:
            root = self.output.beside("stage")
            if root.is_dir():
                self.stage = _scan(self.output, root)
                _ledger(self.output, root).unlink(missing_ok=True)
            else:
                root.mkdir(0o755)
                self.made_stage = True
                self.stage = Tree(root)
        return self.stage

    def _refuse_foreign_folder(self, path: str) -> None:
        """A folder where a page goes, which no build has made, may hold somebody's work."""
        if path not in self.published.folders:
            return
        ours = read_manifest(self.output.folder) or {}
        if not any(known.startswith(f"{path}/") for known in ours):
            raise WorkspaceError(
                f"{self.output.shown / path} is a folder, and a file of that name is to be "
                "written; move the folder away"
            )


def _scan(output: Output, root: Path) -> Tree:
    if not root.is_dir():
        return Tree(root)
    return scan(root, read_ledger(_ledger(output, root)))


def _ledger(output: Output, root: Path) -> Path:
    return output.beside(f"ledger-{root.stat().st_ino}")


def _keep_ledger(output: Output, tree: Tree) -> None:
    place = _ledger(output, tree.root)
    if read_ledger(place) != tree.files:
        write_ledger(place, tree)


def _beside(folder: Path, suffix: str) -> Path:
    return folder.with_name(f".{folder.name}.{suffix}")


def _is_disk_full(problem: BaseException | None) -> bool:
    return isinstance(problem, OSError) and problem.errno in (errno.ENOSPC, errno.EDQUOT)


@contextlib.contextmanager
def _lock(place: Path, shown: Path) -> Iterator[None]:
    """Hold the lock, or say who does. It goes with the process, however that ends.

    A POSIX lock and not flock, because worker processes would inherit the latter and hold it
    on after a killed build. The file stays: removing it would let two builds in.
    """
    with told_in_one_line("lock", shown):
        descriptor = os.open(place, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as problem:
            if problem.errno not in (errno.EACCES, errno.EAGAIN):
                raise WorkspaceError(f"cannot lock {place}: {problem.strerror}") from problem
            holder = os.pread(descriptor, 20, 0).decode("ascii", "replace").strip() or "unknown"
            raise WorkspaceError(
                f"another build (process {holder}) is at work on {shown}"
            ) from problem
        # Of one width and in one call, so that whoever reads it meanwhile reads one number.
        os.pwrite(descriptor, f"{os.getpid():<19}\n".encode(), 0)
        yield
    finally:
        os.close(descriptor)


def _tidy(output: Output) -> None:
    """Put in order what killed builds and removed sites have left beside the output."""
    stage, aside = output.beside("stage"), output.beside("aside")
    recover(stage, output.folder, aside)
    for spare in (stage, aside):
        if spare.is_symlink() or spare.is_file():
            spare.unlink()
    if aside.exists():
        shutil.rmtree(aside)
    current = {_ledger(output, root).name for root in (output.folder, stage) if root.is_dir()}
    prefix = output.beside("ledger-").name
    for found in output.folder.parent.iterdir():
        if found.name.startswith(prefix) and found.name not in current:
            found.unlink()
