"""Publishing: replaces the published site in one step, and writes only files that differ.

These lie beside an output folder `site`. Each is made again if it is missing:

    .site.stage        the spare tree: the previous version of the site, updated to the next one
    .site.ledger-…     a list of the files in each of the two trees (trees/ledger.py)
    .site.lock         a lock that the running build holds
    .site.store        what builds store for later ones (engine/store.py)
    .site.aside        only if the trees cannot change places in one step (trees/swap.py)

Only their owner can read them, because a web server may serve the folder that they are in. The
spare tree becomes readable to others when it is published, and private again when it is replaced.

Each new file is compared with the published one. An unchanged file keeps its modification time;
the spare tree usually has it already, and else gets it as a hard link. So the work grows with the
number of changed files, not with the size of the site. Then the two trees change places. A file
in the output folder that is not part of the new site is gone afterwards.
"""

from __future__ import annotations

import contextlib
import errno
import shutil
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from defectarchive.frozen import Frozen
from defectarchive.workspace.errors import WorkspaceError, reason, wrap_os_errors
from defectarchive.workspace.lock import lock
from defectarchive.workspace.manifest import (
    MANIFEST,
    FileDigest,
    PathRegister,
    check_path,
    encode_manifest,
    file_digest,
    read_manifest,
)
from defectarchive.workspace.patch import Content
from defectarchive.workspace.refusals import check_output
from defectarchive.workspace.trees.ahead import Ahead
from defectarchive.workspace.trees.ledger import (
    Ledger,
    ledger_folder_rights,
    read_ledger,
    scan_with_ledger,
    write_ledger,
)
from defectarchive.workspace.trees.swap import flush_filesystem, recover, swap
from defectarchive.workspace.trees.tree import (
    UNKNOWN,
    Modes,
    Tree,
    TreeFile,
    folders_of,
    set_rights,
)

_PRIVATE = Modes(0o600, 0o700)
_ALL_RIGHTS = 0o777
# Bytes of the ledger of a tree that is worth another process: some 10,000 files.
_LARGE = 1_000_000
# Errors of a rename that the two-step swap cannot avoid either.
_FIXED = {errno.EBUSY, errno.EXDEV}


class Published(Frozen, frozen=True):
    """What a build did to the site: the paths of files written, kept and deleted, each sorted.

    `manifest`: the SHA-256 of the site's manifest in hex. `foreign`: those of the deleted files
    that no build had made. `size`: of all files, in bytes.
    """

    written: tuple[str, ...]
    kept: tuple[str, ...]
    deleted: tuple[str, ...]
    manifest: str = ""
    foreign: tuple[str, ...] = ()
    size: int = 0

    def paths(self) -> tuple[str, ...]:
        """All files of the site."""
        return (*self.written, *self.kept)


@dataclass(slots=True)
class Output:
    """An output folder whose lock this build holds.

    `folder`: its real path; `shown`: the path that the user gave, for messages. `rights`: the modes
    of new files and folders. `trust_ledger` True: a file whose size, time and inode are as in the
    ledger is taken to be unchanged, without reading it. `ahead`: looks that have begun.
    """

    folder: Path
    shown: Path
    rights: Modes = field(default_factory=Modes)
    trust_ledger: bool = True
    _published: Tree | None = None
    _looks_ahead: bool = False
    ahead: Ahead = field(default_factory=Ahead)

    def beside(self, suffix: str) -> Path:
        """The path beside the output folder for this use: ".site.lock" for "lock"."""
        return _beside(self.folder, suffix)

    def look_ahead(self) -> None:
        """Begin to look at a tree in another process, where it is large.

        At the published one first; once that is known, at the spare one, which shares most files.
        """
        root = self.beside("stage") if self._published else self.folder
        with contextlib.suppress(OSError):
            if self.trust_ledger and _ledger(self, root).stat().st_size > _LARGE:
                self.ahead.begin(root, self._look(root), later=self._published is not None)
                self._looks_ahead = True

    def published_files(self) -> Mapping[str, TreeFile]:
        """Digest and size of each file of the published site, by path."""
        with wrap_os_errors("read", self.shown):
            tree = self._tree()
            for path in [path for path, file in tree.files.items() if file.digest == UNKNOWN]:
                tree.digest(path)
            return tree.files

    def holds(self, path: str, digest: str) -> bool:
        """Whether the published site has a file with this SHA-256 (in hex) at this path."""
        with wrap_os_errors("read", self.shown):
            return self._tree().digest(path) == digest

    def read(self, path: str) -> bytes:
        """A file of the published site."""
        with wrap_os_errors("read", self.shown):
            return (self.folder / path).read_bytes()

    def is_as_left(self, manifest: str, size: int) -> bool:
        """Whether the published site is exactly as the build with this manifest left it.

        `manifest`: its SHA-256 in hex; `size`: how many files the site has besides the manifest.
        """
        with wrap_os_errors("read", self.shown):
            tree = self._tree()
            return (
                # A digest is unknown if a file changed since the ledger was written, or is new.
                all(entry.digest != UNKNOWN for entry in tree.files.values())
                and len(tree.files) == size + 1
                and tree.folders == folders_of(tree.files)
                and not tree.irregular
                and self._root_is_as_wanted()
                and tree.digest(MANIFEST) == manifest
            )

    def publish(
        self,
        artifacts: Iterable[tuple[str, Content]],
        kept: Iterable[tuple[str, FileDigest]] = (),
    ) -> Published:
        """Make the site hold exactly these files, each (path, bytes), and its manifest.

        A FileDigest instead of bytes: the published file has that digest and stays. `kept`: more of
        these, which are asked for last. Raises WorkspaceError; and ValueError for paths that
        collide or lead out of the folder. After an error the old site is still in place.
        """
        publication = None
        try:
            with wrap_os_errors("read", self.shown):
                publication = _Publication(self, self._tree())
            for path, content in artifacts:
                publication.put(path, content)
            publication.keep(kept)
            return publication.finish()
        except BaseException as problem:
            if publication is not None:
                publication.give_up(disk_full=_is_disk_full(problem.__cause__))
            raise

    def root_mode(self) -> int:
        """The mode of the site's folder: what the user set with chmod, else that of new folders."""
        if not self.folder.is_dir():
            return self.rights.folder
        mode = stat.S_IMODE(self.folder.stat().st_mode)
        if mode & _ALL_RIGHTS != ledger_folder_rights(_ledger(self, self.folder)):
            return mode
        return mode & ~_ALL_RIGHTS | self.rights.folder

    def _root_is_as_wanted(self) -> bool:
        return stat.S_IMODE(self.folder.stat().st_mode) == self.root_mode()

    def remove_stage(self) -> None:
        """Remove the spare tree, since it may show names that are withheld now."""
        stage = self.beside("stage")
        with wrap_os_errors("remove", stage):
            if stage.is_dir():
                _ledger(self, stage).unlink(missing_ok=True)
                shutil.rmtree(stage)

    def _tree(self) -> Tree:
        if self._published is None:
            self._published = self.scan(self.folder)
            if self._looks_ahead:
                self.look_ahead()
        return self._published

    def scan(self, root: Path) -> Tree:
        """The tree at `root`, empty if there is none. Raises OSError."""
        return self.ahead.tree(root, self._look(root)) if root.is_dir() else Tree(root)

    def _look(self, root: Path) -> Callable[[], Tree]:
        place = _ledger(self, root) if self.trust_ledger else None
        other = None if root == self.folder else self._published
        return partial(scan_with_ledger, root, place, self.rights, other)


@contextlib.contextmanager
def open_output(folder: Path, *, trust_ledger: bool = True) -> Iterator[Output]:
    """Check and lock the output folder, and tidy up what killed builds left beside it.

    `trust_ledger`: see Output. Raises WrongUsageError for folders that `check_output` refuses, and
    WorkspaceError, for instance if another build holds the lock.
    """
    check_output(folder)
    real = folder.resolve()
    with wrap_os_errors("create", real.parent):
        real.parent.mkdir(parents=True, exist_ok=True)
    with lock(_beside(real, "lock"), folder):
        with wrap_os_errors("tidy up beside", folder):
            output = Output(real, folder, _rights_of_new(_beside(real, "probe")), trust_ledger)
            _tidy(output)
        with contextlib.closing(output.ahead):
            yield output


def publish(folder: Path, artifacts: Iterable[tuple[str, Content]]) -> Published:
    """Publish these files in `folder`, and nothing else."""
    with open_output(folder) as output:
        return output.publish(artifacts)


@dataclass(slots=True)
class _Publication:
    """One run of `Output.publish`. It opens the spare tree (stage) only for the first change."""

    output: Output
    published: Tree
    stage: Tree | None = None
    made_stage: bool = False
    sums: dict[str, FileDigest] = field(default_factory=dict)
    written: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)

    def put(self, path: str, content: Content) -> None:
        """Take in one file of the site."""
        with wrap_os_errors("write", self.output.shown):
            self._put(path, content)

    def _put(self, path: str, content: Content) -> None:
        if isinstance(content, FileDigest):
            new = content
        else:
            new = file_digest(content) if isinstance(content, bytes) else content.digest
        self._enter(path, new)
        if self.published.digest(path) == new.digest:
            self.kept.append(path)
            return
        if isinstance(content, FileDigest):
            raise ValueError(  # noqa: TRY004 - it is the site that is not as was said
                f"{path} is not as published, and its bytes are not given"
            )
        check_path(path)
        self._refuse_foreign_folder(path)
        chunks = (content,) if isinstance(content, bytes) else content.chunks()
        self._open_stage().write(path, chunks, new.digest)
        self.written.append(path)

    def keep(self, files: Iterable[tuple[str, FileDigest]]) -> None:
        """Take in files that stay as they are published."""
        published = self.published.files
        for path, digest in files:
            self._enter(path, digest)
            if published[path].digest != digest.digest:
                raise ValueError(f"{path} is not as published")
            self.kept.append(path)

    def _enter(self, path: str, digest: FileDigest) -> None:
        if self.sums.setdefault(path, digest) is not digest:
            raise ValueError(f"two artifacts collide at {path!r}")

    def _refuse_collisions(self) -> None:
        """Raise ValueError for paths that collide, or lead out of the folder.

        Those that stood beside each other before do not.
        """
        if not self.sums.keys() <= self.published.files.keys():
            register = PathRegister()
            for path in self.sums:
                register.enter(path)

    def finish(self) -> Published:
        """Add the manifest, complete the stage and swap it with the site, if anything changed."""
        self.put(MANIFEST, encode_manifest(self.sums))
        self._refuse_collisions()
        deleted = self.published.files.keys() - self.sums.keys()
        ours = (read_manifest(self.output.folder) or {}) if deleted else {}
        foreign = deleted - ours.keys() - {MANIFEST}
        folders, irregular = folders_of(self.sums), self.published.irregular
        with wrap_os_errors("write", self.output.shown):
            if self.written or deleted or self.published.folders - folders or irregular:
                self._swap(folders)
            else:
                self.output.folder.chmod(self.output.root_mode())
                _keep_ledger(self.output, self.published)
        return Published(
            tuple(sorted(self.written)),
            tuple(sorted(self.kept)),
            tuple(sorted(deleted)),
            self.sums[MANIFEST].digest,
            tuple(sorted(foreign)),
            sum(digest.size for digest in self.sums.values()),
        )

    def _swap(self, folders: AbstractSet[str]) -> None:
        """Complete the stage, with these folders, and put it in the place of the site."""
        stage = self._open_stage()
        stage.adopt(self.kept, self.published)
        stage.keep_only(self.sums.keys(), folders)
        flush_filesystem(stage.root)
        _keep_ledger(self.output, stage)
        stage.root.chmod(self.output.root_mode())
        try:
            swap(stage.root, self.output.folder, self.output.beside("aside"))
        except OSError as problem:
            if problem.errno not in _FIXED:
                raise
            raise WorkspaceError(
                "output-fixed",
                f"cannot put the new site in the place of {self.output.shown}: "
                f"{reason(problem)}; it is mounted, or a part of a container's image: name a "
                "folder inside a mount",
            ) from problem
        finally:
            _shut(stage.root)

    def give_up(self, *, disk_full: bool) -> None:
        """Clean up after a failed build: remove the stage if it is new, or the disk is full.

        A stage that was there before still has files that the next build can use.
        """
        if self.stage is not None and (self.made_stage or disk_full):
            shutil.rmtree(self.stage.root, ignore_errors=True)

    def _open_stage(self) -> Tree:
        """The spare tree. Its ledger is removed, and written again once the tree is complete."""
        if self.stage is None:
            root = self.output.beside("stage")
            if root.is_dir():
                self.stage = self._spare_tree(root)
            if self.stage is None:
                root.mkdir(_PRIVATE.folder)
                self.made_stage = True
                self.stage = Tree(root)
        return self.stage

    def _spare_tree(self, root: Path) -> Tree | None:
        """The previous version of the site, made writable; None if that is not permitted.

        A tree that cannot be changed is moved out of the way.
        """
        try:
            tree = self.output.scan(root)
            tree.open_folders(self.output.rights)
        except PermissionError:
            # The files belong to another user, who ran the last build.
            _put_away(root, self.output.beside("left"))
            return None
        _ledger(self.output, root).unlink(missing_ok=True)
        return tree

    def _refuse_foreign_folder(self, path: str) -> None:
        """Refuse to replace a folder by a file if no build made the folder: it may be a user's."""
        if path not in self.published.folders:
            return
        ours = read_manifest(self.output.folder) or {}
        if not any(known.startswith(f"{path}/") for known in ours):
            raise WorkspaceError(
                "folder-in-the-way",
                f"{self.output.shown / path} is a folder, and a file of that name is to be "
                "written; move the folder away",
            )


def _ledger(output: Output, root: Path) -> Path:
    return output.beside(f"ledger-{root.stat().st_ino}")


def _keep_ledger(output: Output, tree: Tree) -> None:
    place = _ledger(output, tree.root)
    if read_ledger(place) != Ledger(tree.files, output.rights.folder):
        write_ledger(place, tree, output.rights)


def _beside(folder: Path, suffix: str) -> Path:
    return folder.with_name(f".{folder.name}.{suffix}")


def _is_disk_full(problem: BaseException | None) -> bool:
    return isinstance(problem, OSError) and problem.errno in (errno.ENOSPC, errno.EDQUOT)


def _rights_of_new(probe: Path) -> Modes:
    """The modes that new files and folders get here, found by making a file and a folder.

    The umask alone does not tell: some file systems have no modes, and folders may pass on theirs.
    """
    _remove(probe)
    probe.mkdir()
    try:
        file = probe / "file"
        file.touch()
        rights = (stat.S_IMODE(place.stat().st_mode) for place in (file, probe))
        return Modes(next(rights), next(rights) & _ALL_RIGHTS)
    finally:
        _remove(probe)


def _tidy(output: Output) -> None:
    """Finish or remove what killed builds and removed sites have left beside the output."""
    stage, aside = output.beside("stage"), output.beside("aside")
    recover(stage, output.folder, aside)
    for spare in (stage, aside):
        if spare.is_symlink() or spare.is_file():
            spare.unlink()
    if aside.exists():
        shutil.rmtree(aside)
    current = {_ledger(output, root).name for root in (output.folder, stage) if root.is_dir()}
    prefix = output.beside("").name
    for entry in output.folder.parent.iterdir():
        if not entry.name.startswith(prefix):
            continue
        use = entry.name.removeprefix(prefix)
        if use.startswith("ledger-") and entry.name not in current:
            entry.unlink()
        elif use.startswith("left-") or use == "cache":
            # "cache": what earlier versions of the program stored.
            shutil.rmtree(entry, ignore_errors=True)
        elif use.partition("-")[0] in ("ledger", "lock", "stage", "store"):
            _shut(entry)


def _shut(place: Path) -> None:
    """Let only the owner read this file or folder."""
    # Fails on file systems without modes, and for other users' files; neither can be helped.
    with contextlib.suppress(OSError):
        if place.is_dir() and not place.is_symlink():
            set_rights(place, _PRIVATE.folder)
        elif place.is_file() and not place.is_symlink():
            set_rights(place, _PRIVATE.file)


def _put_away(tree: Path, name: Path) -> None:
    """Remove what can be removed of a tree, and rename the rest to `name` and an inode number."""
    shutil.rmtree(tree, ignore_errors=True)
    if tree.exists():
        tree.rename(name.with_name(f"{name.name}-{tree.stat().st_ino}"))


def _remove(place: Path) -> None:
    if place.is_symlink() or place.is_file():
        place.unlink()
    elif place.exists():
        shutil.rmtree(place)
