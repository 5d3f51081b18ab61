"""Archives for the commands that edit content: in memory, changed, and held to what they were."""

from __future__ import annotations

from collections.abc import Mapping

from defectarchive.desk.changes.change import Change
from defectarchive.desk.changes.read_archive import ArchiveReader, ReadArchive
from defectarchive.model.archive import Archive
from tests.archives import files_of
from tests.small_archive import FILES


def archive_of(files: Mapping[str, str] = FILES) -> dict[str, bytes]:
    """The files of an archive from texts by path, each indented as the test likes."""
    return {file.path: file.data for file in files_of(files)}


def small(**changed: str) -> dict[str, bytes]:
    """The small archive with some texts replaced: `small(two_cross="…")` by the name of a file."""
    files = archive_of()
    for name, text in changed.items():
        (path,) = (each for each in files if each.endswith(f"/{name.replace('_', '-')}.md"))
        files[path] = text.encode()
    return files


def read(files: Mapping[str, bytes]) -> ReadArchive:
    """What the files come to."""
    return ArchiveReader().read(files)


def archive(files: Mapping[str, bytes]) -> Archive:
    """The archive of files without an error."""
    found = read(files)
    assert found.archive is not None, [fault.message for fault in found.errors]
    return found.archive


def text(change: Change, path: str) -> str:
    """What a file is to be."""
    return change.after[path].decode()


def differences(change: Change) -> dict[str, list[str]]:
    """For each file that becomes another, the lines that go (-) and come (+), with its new name."""
    found: dict[str, list[str]] = {}
    for path in (*change.changed(), *change.gone()):
        was = change.moved.get(path, path)
        before = change.before.get(was, b"").decode().splitlines()
        after = change.after.get(path, b"").decode().splitlines()
        name = path if was == path else f"{was} → {path}"
        found[name] = [
            *(f"-{line}" for line in before if line not in after),
            *(f"+{line}" for line in after if line not in before),
        ]
    return found
