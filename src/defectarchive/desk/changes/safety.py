"""Whether a change loses anything: it is looked at as a whole, before any of it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from defectarchive.desk.changes.read_archive import Files, ReadArchive
from defectarchive.diagnostics.codes.table import Exit
from defectarchive.diagnostics.diagnostic import Diagnostic, counted
from defectarchive.model.archive import Archive, Claim, Event, Lasting, SplitCase, old_ids
from defectarchive.model.ids import EntityRef, Kind
from defectarchive.model.values import identity
from defectarchive.workspace.errors import Refusal, WrongUsageError

Became = Mapping[EntityRef, EntityRef]
"""What things are after a change that are not what they were."""
Where = Callable[[Claim], str]
"""The case with which a claim stands after a change."""


class FaultyArchiveError(Refusal):
    """The archive has errors, so that nobody can say what a change would do to it."""

    exit = Exit.CONTENT_ERRORS

    def __init__(self, code: str, files: Files, errors: Sequence[Diagnostic]) -> None:
        number = counted(len(errors), "error")
        message = f"nothing was changed: there is {number} to be mended first"
        if len(errors) > 1:
            message = message.replace("there is", "there are")
        super().__init__(code, message)
        self.files = files
        self.errors = errors


def require_whole(read: ReadArchive) -> Archive:
    """The archive; raises FaultyArchiveError where there is none for errors."""
    if read.archive is None:
        raise FaultyArchiveError("faulty-archive", read.files, read.errors)
    return read.archive


def check_nothing_lost(
    before: Archive, after: ReadArchive, became: Became, where: Where | None = None
) -> None:
    """Refuse a change by which there is an error, a claim is lost, or an address leads nowhere."""
    if after.archive is None:
        first = after.errors[0]
        place = f"{first.span.path}:{first.span.line}"
        more = len(after.errors) - 1
        said = f" ({counted(more, 'more error')})" if more else ""
        raise WrongUsageError(
            "would-break",
            f"the archive would have an error in {place}: {first.message}{said}"
            + (f"; {first.hint}" if first.hint else ""),
        )
    for lost in _lost_claims(before, after.archive, became, where):
        raise WrongUsageError(
            "would-lose",
            f"what {lost.span.path}:{lost.span.line} says of the {lost.property} of "
            f"{lost.subject.id} would be lost, or said of something else",
        )
    for address in _lost_addresses(before, after.archive):
        raise WrongUsageError("would-lose", f"{address} would lead nowhere any more")


class _Said(NamedTuple):
    """What a claim comes to, whatever it is called."""

    article: str
    event: str
    subject: EntityRef
    property: str
    value: str
    by: EntityRef | None
    stance: str


def _lost_claims(
    before: Archive, after: Archive, became: Became, where: Where | None
) -> Iterator[Claim]:
    there = {_said(claim, {}, claim.event) for claim in _claims(after)}
    for claim in _claims(before):
        event = claim.event if where is None else where(claim)
        if _said(claim, became, event) not in there:
            yield claim


def _claims(archive: Archive) -> Iterator[Claim]:
    for event in archive.events.values():
        yield from event.claims()


def _said(claim: Claim, became: Became, event: str) -> _Said:
    case = EntityRef(Kind.EVENT, event)
    subject = case if claim.subject.kind is Kind.EVENT else claim.subject
    value = claim.value
    if isinstance(value, EntityRef):
        value = became.get(value, value)
    article = EntityRef(Kind.ARTICLE, claim.article)
    return _Said(
        became.get(article, article).id,
        became.get(case, case).id,
        became.get(subject, subject),
        claim.property,
        identity(value),
        None if claim.by is None else became.get(claim.by, claim.by),
        claim.stance.value,
    )


def _lost_addresses(before: Archive, after: Archive) -> Iterator[str]:
    """Pages, and claims on pages, to which nothing leads any more."""
    pages = {kind: _pages(things) for kind, things in _things(after)}
    for kind, things in _things(before):
        for thing in things:
            for identifier in (thing.id, *old_ids(thing)):
                now = pages[kind].get(identifier)
                if now is None:
                    yield f"the page of the {kind} {identifier}"
                elif isinstance(thing, Event | SplitCase) and isinstance(now, Event | SplitCase):
                    lost = _anchors(thing) - _anchors(now)
                    yield from (f"#{each} of {identifier}" for each in sorted(lost))


def _things(archive: Archive) -> tuple[tuple[Kind, Sequence[Lasting]], ...]:
    return (
        (Kind.ARTICLE, [*archive.articles.values()]),
        (Kind.EVENT, [*archive.events.values(), *archive.splits.values()]),
        (Kind.PERSON, [*archive.people.values()]),
        (Kind.OUTLET, [*archive.outlets.values()]),
        (Kind.ORGANISATION, [*archive.organisations.values()]),
        (Kind.PLACE, [*archive.places.values()]),
    )


def _pages(things: Sequence[Lasting]) -> dict[str, Lasting]:
    """By id and by every id that leads on, what stands there."""
    found: dict[str, Lasting] = {}
    for thing in things:
        found[thing.id] = thing
    for thing in things:
        for old in old_ids(thing):
            found.setdefault(old, thing)
    return found


def _anchors(case: Event | SplitCase) -> set[str]:
    """The addresses of claims on a case's page."""
    own = case.claims() if isinstance(case, Event) else ()
    found = {each for claim in own for each in (claim.id, *claim.anchors, *claim.fact_anchors)}
    return found | {anchor for moved in case.moved for anchor in moved.anchors}


def without_page(archive: Archive, kind: Kind, identifier: str) -> Archive:
    """The archive, without the address that a thing gives back when it takes an old id."""
    field = {Kind.EVENT: "events", Kind.PERSON: "people"}.get(kind, f"{kind}s")
    things = dict(getattr(archive, field))
    thing = things.get(identifier)
    if thing is None:
        return archive
    things[identifier] = replace(thing, id=thing.former_ids[-1], former_ids=thing.former_ids[:-1])
    return replace(archive, **{field: things})
