"""The templates and static files: those that ship, overlaid file by file by the user's own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from defectarchive.frozen import Frozen
from defectarchive.loader.layout import is_ignored
from defectarchive.workspace.errors import WrongUsageError, wrap_os_errors

STATIC = "static/"
"""Where static files are, among the templates as in a site."""
# In a wheel the templates lie in the package; in a checkout, beside src/.
_PLACES = (Path(__file__).parents[1] / "templates", Path(__file__).parents[3] / "templates")


class Templates(Frozen, frozen=True):
    """`sources`: texts by name ("pages/case.html"). `static`: files as published ("static/…").

    `shipped`: whether all are the program's own; `own`: the static files that are.
    """

    sources: Mapping[str, str]
    static: Mapping[str, bytes]
    shipped: bool = False
    own: frozenset[str] = frozenset()


def read_templates(overlay: Path | None) -> Templates:
    """The shipped templates with those in `overlay` in their place, file by file.

    Raises WrongUsageError where there is no such folder, a template is not UTF-8, or a static file
    is a link: those are published, and a link could lead to any file of the machine.
    """
    if overlay is not None and not overlay.is_dir():
        raise WrongUsageError("no-templates", f"there is no folder {overlay}")
    shipped = _read(template_folders(None)[0])
    files = {**shipped, **({} if overlay is None else _read(overlay))}
    sources: dict[str, str] = {}
    for name, data in sorted(files.items()):
        if not name.startswith(STATIC):
            try:
                sources[name] = data.decode("utf-8-sig")
            except UnicodeDecodeError as problem:
                raise WrongUsageError(
                    "template-encoding", f"the template {name} is not UTF-8"
                ) from problem
    static = {name: data for name, data in sorted(files.items()) if name.startswith(STATIC)}
    own = frozenset(name for name, data in static.items() if shipped.get(name) is data)
    return Templates(sources, static, shipped=overlay is None, own=own)


def template_folders(overlay: Path | None) -> tuple[Path, ...]:
    """The folders that templates are read from; of two files, that in the later one counts."""
    shipped = next(place for place in _PLACES if place.is_dir())
    return (shipped,) if overlay is None else (shipped, overlay)


def _read(folder: Path) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    with wrap_os_errors("read", folder):
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            if is_ignored(name):
                continue
            if f"{name}/".startswith(STATIC) and path.is_symlink():
                raise WrongUsageError(
                    "template-link",
                    f"{path} is a symbolic link, and links are not followed where files are "
                    "published; put the file itself there",
                )
            if path.is_file():
                files[name] = path.read_bytes()
    return files
