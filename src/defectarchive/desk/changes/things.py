"""Whether a command may take a thing, or an id: refusals, each with its reason."""

from __future__ import annotations

from collections.abc import Iterator

from defectarchive.checks.withholding.finder import finder_of_names
from defectarchive.checks.withholding.leaks import names_withheld
from defectarchive.desk.changes.homes import records_of
from defectarchive.desk.changes.read_archive import ReadArchive
from defectarchive.desk.changes.references import own_references
from defectarchive.diagnostics.diagnostic import asked_whether_meant, quoted
from defectarchive.model.ids import ID_LENGTH, EntityRef, Kind, is_id
from defectarchive.resolve.names.name_index import NameIndex
from defectarchive.workspace.errors import WrongUsageError


def require_thing(read: ReadArchive, kind: Kind, identifier: str) -> None:
    """Refuse unless the archive has a thing of that kind under that very id."""
    names = read.names.by_kind[kind]
    if identifier in names.declared or identifier in names.created:
        return
    if identifier in names.former:
        now = names.former[identifier]
        raise WrongUsageError("unknown-thing", f"the {kind} {identifier} is called {now} now")
    if EntityRef(kind, identifier) in read.names.drafted:
        if kind is Kind.ARTICLE:
            raise WrongUsageError(
                "only-draft",
                f"the article {identifier} is a draft: nothing leads to it yet, "
                "so its file can be edited, or be given another name, with the entry of its copy "
                "in copies.yaml if one is kept",
            )
        raise WrongUsageError(
            "only-draft",
            f"only drafts speak of the {kind} {identifier}: it can be changed there as it stands",
        )
    if kind is Kind.EVENT and identifier in read.names.untold:
        path = read.names.untold[identifier].path
        raise WrongUsageError(
            "unknown-thing", f"no article reports the event {identifier}, though there is {path}"
        )
    # Whoever gives a name, or nearly one, is told the id.
    near = asked_whether_meant(names.find(identifier) or _id_near(names, identifier))
    raise WrongUsageError(
        "unknown-thing",
        f"there is no {kind} with the id {quoted(identifier)}{f'; {near}' if near else ''}",
    )


def _id_near(names: NameIndex, text: str) -> str | None:
    near = names.nearest(text)
    return None if near is None else names.find(near)


def require_id(text: str) -> None:
    """Refuse what is no id."""
    if not is_id(text):
        raise WrongUsageError(
            "bad-new-id", f"not an id (a-z, 0-9 and hyphens, at most {ID_LENGTH}): {quoted(text)}"
        )


def require_free(read: ReadArchive, kind: Kind, identifier: str) -> None:
    """Refuse an id that means something already, or once did, or has a name that is withheld."""
    require_id(identifier)
    if finder_of_names(names_withheld(read.records)).is_in_path(identifier):
        raise WrongUsageError("name-withheld", "this id has a name that is withheld")
    for reason in _taken(read, kind, identifier):
        raise WrongUsageError("id-taken", f"{identifier} cannot be the id of the {kind}: {reason}")


def _taken(read: ReadArchive, kind: Kind, identifier: str) -> Iterator[str]:
    """Why an id is not free."""
    names = read.names.by_kind[kind]
    if identifier in names.declared or identifier in names.created:
        yield f"there is {'an' if kind[0] in 'aeio' else 'a'} {kind} of that id"
    if identifier in names.former:
        yield f"it is a former id of {names.former[identifier]}, to which it leads"
    records = records_of(read, kind)
    yield from (f"{record.span.path} has it" for record in records if record.id == identifier)
    for old in (old for one in records for old in (*one.former_ids, *one.merged_from)):
        if old.text == identifier:
            yield f"{old.span.path}:{old.span.line} lists it as a former id"
    if EntityRef(kind, identifier) in read.names.drafted:
        yield "a draft speaks of something by that id"
    meant = names.match(identifier)
    if meant is not None:
        yield f"it is how {' and '.join(meant.ids)} can be called"
    for told in own_references(read.records):
        if kind in told.kinds and told.text == identifier:
            yield f"{told.span.path}:{told.span.line} speaks of something by that id"
