"""`name`: a name for somebody who had none, with the id that goes with it."""

from __future__ import annotations

from collections.abc import Iterable

from defectarchive.checks.withholding.finder import finder_of_names
from defectarchive.checks.withholding.leaks import names_withheld
from defectarchive.desk.changes.change import Change, Work
from defectarchive.desk.changes.declaring import put, undeclared
from defectarchive.desk.changes.homes import (
    Home,
    add_ids,
    has_home,
    home_of,
    move_home,
    record_of,
    take_id,
)
from defectarchive.desk.changes.new_content import NewContent
from defectarchive.desk.changes.read_archive import Files, ReadArchive
from defectarchive.desk.changes.references import follow
from defectarchive.desk.changes.safety import without_page
from defectarchive.desk.changes.source.edits import Edit
from defectarchive.desk.changes.source.scalars import scalar
from defectarchive.desk.changes.things import require_free, require_thing
from defectarchive.diagnostics.diagnostic import Diagnostic
from defectarchive.model.ids import EntityRef, Kind
from defectarchive.model.records import PersonRecord
from defectarchive.workspace.errors import WrongUsageError

FORMER = "former_ids"
_NAME, _UNNAMED = "name", "unnamed"


def named(
    files: Files, person: str, new: str, name: str, found: Iterable[Diagnostic] = ()
) -> Change:
    """Give somebody unnamed a name and an id, to which the old one leads; the id may stay.

    An empty name takes back a name that was given so, as if nobody had given it: `new` is then the
    id that they had before. Raises WrongUsageError.
    """
    work = Work(files, found)
    require_thing(work.read, Kind.PERSON, person)
    became = {EntityRef(Kind.PERSON, person): EntityRef(Kind.PERSON, new)}
    if finder_of_names(names_withheld(work.read.records)).is_in(f"{name} {new}"):
        raise WrongUsageError("name-withheld", "this name is withheld: no page could have it")
    if name.strip():
        give_name(work.content, work.read, person, new, name.strip())
        return work.finished(became)
    _take_back(work, person, new)
    before = work.archive if person == new else without_page(work.archive, Kind.PERSON, person)
    return work.finished(became, before=before)


def give_name(content: NewContent, read: ReadArchive, person: str, new: str, name: str) -> None:
    """Write the name into the person's file, which is made where there is none."""
    if read.archive is None or not read.archive.people[person].unnamed:
        raise WrongUsageError(
            "has-name",
            f"{person} has a name; another spelling goes into `also_known_as`, "
            "and `rename` gives another id",
        )
    if new != person:
        require_free(read, Kind.PERSON, new)
        follow(content, read, Kind.PERSON, person, new)
    if not has_home(content, Kind.PERSON, person):
        old = [f"{FORMER}: [{scalar(person)}]"] if new != person else []
        put(content, Kind.PERSON, new, [*old, f"{_NAME}: {scalar(name)}"])
        return
    home = home_of(Kind.PERSON, new)
    if new != person:
        move_home(content, Kind.PERSON, person, new)
        add_ids(content, home, FORMER, [person])
    _replace_entry(content, home, _UNNAMED, _NAME, scalar(name))


def _replace_entry(content: NewContent, home: Home, key: str, to: str, value: str) -> None:
    """Put one key and its value in the place of another."""
    file = content.file(home.path)
    root = file.mapping()
    entry = None if root is None else root.get(key)
    if entry is not None:
        quoted = entry.key.style if entry.key.style in ("'", '"') else ""
        edits = [
            Edit(entry.key.start, entry.key.end, f"{quoted}{to}{quoted}"),
            Edit(entry.value.start, entry.value.end, value),
        ]
        content.edit(home.path, edits)


def _take_back(work: Work, person: str, new: str) -> None:
    """Undo `give_name`: only where it would make the very same files once more."""
    read = work.read
    record = record_of(read, Kind.PERSON, person)
    former = [] if record is None else [old.text for old in record.former_ids]
    given = isinstance(record, PersonRecord) and record.name is not None
    if record is None or not given or (new != person and former[-1:] != [new]):
        raise WrongUsageError(
            "has-name", f"{person} has no name that was given to {new}: nothing can be taken back"
        )
    name = record.name.text if isinstance(record, PersonRecord) and record.name else ""
    for before in _without_name(work, person, new):
        as_before = work.reader.read(before.files)
        archive = as_before.archive
        if archive is None or new not in archive.people or not archive.people[new].unnamed:
            continue
        again = NewContent(before.files, read.loaded.settings.languages)
        give_name(again, as_before, new, person, name)
        if again.files == work.content.files:
            work.content = before
            return
    raise WrongUsageError(
        "has-name",
        f"the name of {person} was not given to somebody unnamed with a descriptor: "
        "nothing can be taken back",
    )


def _without_name(work: Work, person: str, new: str) -> list[NewContent]:
    """What the content may have been before: without a file, or with one without the name."""
    languages = work.read.loaded.settings.languages
    found: list[NewContent] = []
    for with_file in (False, True):
        before = NewContent(work.content.files, languages)
        if new != person:
            follow(before, work.read, Kind.PERSON, person, new)
        if with_file:
            home = home_of(Kind.PERSON, new)
            if new != person:
                move_home(before, Kind.PERSON, person, new)
                take_id(before, home, FORMER, new)
            _replace_entry(before, home, _NAME, _UNNAMED, "true")
            found.append(before)
        elif undeclared(before, Kind.PERSON, person):
            found.append(before)
    return found
