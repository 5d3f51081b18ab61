"""Refuses output folders where publishing would destroy files, or would fail."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from defectarchive.workspace.errors import WorkspaceError, WrongUsageError, wrap_os_errors
from defectarchive.workspace.manifest import MANIFEST, is_ours, read_manifest
from defectarchive.workspace.mounts import is_mount_point, mounts_below


def check_output(folder: Path, *inputs: Path) -> None:
    """Refuse an output folder where publishing would destroy files, or fail; writes nothing.

    `inputs`: folders that the build reads. Raises WrongUsageError; WorkspaceError if the folder
    cannot be read or written.
    """
    try:
        real = folder.resolve()
    except (OSError, RuntimeError) as problem:  # Python 3.13 leaves a loop unresolved instead.
        raise WrongUsageError(
            "output-link", f"the output {folder} is a link that leads nowhere"
        ) from problem
    for other in inputs:
        if other.resolve().is_relative_to(real):
            raise WrongUsageError(
                "output-is-read", f"the output {folder} would overwrite {other}, which is read"
            )
        if real.is_relative_to(other.resolve()):
            raise WrongUsageError(
                "output-is-read", f"the output {folder} lies inside {other}, which is read"
            )
    for taken, name in _precious_folders():
        if taken.is_relative_to(real):
            raise WrongUsageError(
                "output-precious",
                f"the output {folder} is or holds {name}; name a folder of its own",
            )
    with wrap_os_errors("look into", folder):
        for around in real.parents:
            if read_manifest(around) is not None:
                raise WrongUsageError(
                    "output-in-site",
                    f"the output {folder} lies inside the site {around}, whose next build would "
                    "remove it",
                )
        _check_mounts(real, folder)
        if os.path.lexists(real):
            _check_existing(real, folder)
        _check_room(real.parent, folder)


def _precious_folders() -> Iterator[tuple[Path, str]]:
    yield Path("/"), "the root folder"
    # A user may have no home, and the working folder may have been removed.
    with contextlib.suppress(OSError, RuntimeError):
        yield Path.home().resolve(), "your home folder"
    with contextlib.suppress(OSError):
        yield Path.cwd().resolve(), "the folder you are in"


def _check_existing(real: Path, shown: Path) -> None:
    if not real.is_dir():
        raise WrongUsageError("output-file", f"the output {shown} is a file, not a folder")
    if os.path.lexists(real / ".git"):
        raise WrongUsageError(
            "output-checkout", f"the output {shown} is a git checkout; name a folder of its own"
        )
    if next(real.iterdir(), None) is not None and not is_ours(real):
        raise WrongUsageError(
            "output-foreign",
            f"the output {shown} holds files that are not from here (no {MANIFEST} of "
            "defectarchive); name an empty folder, or remove that one",
        )
    # The swap would work even on a read-only folder, and root may do anything; but whoever made the
    # site read-only does not want it replaced.
    if not real.stat().st_mode & 0o222 or not os.access(real, os.W_OK):
        raise WorkspaceError("system", f"cannot write {shown}: the folder is read-only")


def _check_mounts(real: Path, shown: Path) -> None:
    """Refuse if the site or its spare tree is or holds a mount point: it could not be swapped."""
    if real.is_dir() and is_mount_point(real):
        raise WrongUsageError(
            "output-mount",
            f"the output {shown} is a mount point, and cannot be replaced by a new site; name a "
            f"folder inside it, such as {shown / 'site'}, and have that served",
        )
    for place in (real, real.with_name(f".{real.name}.stage")):
        for inside in (*([place] if is_mount_point(place) else []), *mounts_below(place)):
            raise WrongUsageError(
                "output-mount",
                f"the output {shown} cannot be replaced by a new site: {inside} is a mount point; "
                "unmount it, or name another folder",
            )


def _check_room(parent: Path, shown: Path) -> None:
    """Refuse if the folder around the output is not writable: the new site is made there first."""
    around = next(folder for folder in (parent, *parent.parents) if folder.exists())
    if not os.access(around, os.W_OK | os.X_OK):
        raise WorkspaceError(
            "system",
            f"cannot write in {around}, where a new site is made before it takes the place of "
            f"{shown}; name an output whose folder can be written in",
        )


_INDEXES = ("index.html", "index.htm", "index.php", ".htaccess")
_ROOTS = frozenset({"htdocs", "public_html", "wwwroot"})


def web_root_above(output: Path) -> Path | None:
    """The nearest folder above the output that a web server seems to serve, if there is one.

    What lies beside the output, such as the cache, would then be served too. None is no proof that
    no server does.
    """
    for folder in output.resolve().parents:
        if folder.name in _ROOTS or any((folder / name).is_file() for name in _INDEXES):
            return folder
    return None
