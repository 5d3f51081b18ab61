"""What each article says, with every mention turned into an id and every chain followed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from defectarchive.diagnostics import Diagnostic, warning
from defectarchive.frozen import Frozen
from defectarchive.model.archive import Chain, Report, Stated
from defectarchive.model.ids import Kind, Thing
from defectarchive.model.records import (
    ArticleRecord,
    ClaimRecord,
    MentionRecord,
    RecordValue,
    Ref,
    RelayRecord,
    ReportRecord,
    When,
)
from defectarchive.model.values import Value, identity
from defectarchive.resolve.directory import Directory
from defectarchive.resolve.order import published_by
from defectarchive.resolve.origins import Origins, Telling, Topic

_REFERENCES = {
    "place": Kind.PLACE,
    "organisations": Kind.ORGANISATION,
    "organisation": Kind.ORGANISATION,
}
# 56 bits: among a million claims, one chance in 100,000 that any two share an id.
_ID_BYTES = 7


class Told(Frozen, frozen=True):
    """One article's report of one event, as recorded, with what it rests on."""

    article: ArticleRecord
    outlet: str
    record: ReportRecord
    event: str
    chains: tuple[Chain, ...]
    own_reporting: bool


class EventStatements(Frozen, frozen=True):
    """All that is said of one event: reports and statements in order of publication."""

    event: str
    told: tuple[Told, ...]
    reports: tuple[Report, ...]
    statements: tuple[Stated, ...]


class Sources:
    """Reads relay chains and values of articles, given who is who."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory

    def chains(self, relays: Iterable[RelayRecord]) -> tuple[Chain, ...]:
        """The chains by outlet id. Names that give no id are left out: they are errors already."""
        find = self._directory.outlets.find
        return tuple(
            Chain(
                tuple(found for outlet in relay.outlets if (found := find(outlet.text))),
                relay.unknown,
            )
            for relay in relays
        )

    def value(self, prop: str, value: RecordValue) -> Value | None:
        """The value with its mention resolved; None where the mention gives no id."""
        if isinstance(value, When):
            return value.date
        if not isinstance(value, Ref):
            return value
        kind = _REFERENCES[prop]
        found = self._directory.names[kind].find(value.text)
        return None if found is None else Thing(kind.value, found)

    def told(self, article: ArticleRecord) -> Iterator[Told]:
        """Each report of the article, with the outlets that it rests on."""
        # An outlet whose name gives no id is an error already; what it told is read all the same,
        # so that nothing else is called wrong for want of it.
        outlet = self._directory.outlets.find(article.outlet.text) or ""
        for report in article.reports:
            relays = article.relays if report.relays is None else report.relays
            event = self._directory.events.find(report.event.text)
            if event is not None:
                chains = self.chains(relays)
                own = reports_itself(article, chains)
                yield Told(article, outlet, report, event, chains, own)

    def statements(self, told: Told, origins: Origins) -> Iterator[Stated]:
        """Every claim of one report, in file order."""
        for subject, claim, mention in self._claims(told):
            yield from self._stated(told, origins, subject, claim, mention)

    def origins(self, tellings: Sequence[Told]) -> Origins:
        """The origins of all that is told of one event."""
        topics: dict[Topic, list[Telling]] = {
            (subject, claim.property): []
            for told in tellings
            if _has_own_relays(told.record)
            for subject, claim, mention in self._claims(told)
            if _own_relays(claim, mention) is not None
        }
        for told in tellings if topics else ():
            said: dict[Topic, list[Telling]] = {}
            for subject, claim, mention in self._claims(told):
                chains, own = self._rests_on(told, claim, mention)
                said.setdefault((subject, claim.property), []).append(_telling(told, chains, own))
            whole = [_telling(told, told.chains, told.own_reporting)]
            for topic, of_topic in topics.items():
                of_topic.extend(said.get(topic, whole))
        return Origins(
            (_telling(told, told.chains, told.own_reporting) for told in tellings), topics
        )

    def _claims(self, told: Told) -> Iterator[tuple[Thing, ClaimRecord, MentionRecord | None]]:
        """Every claim of one report, in file order, with its subject and the person's entry."""
        event = Thing(Kind.EVENT.value, told.event)
        for claim in told.record.claims:
            yield event, claim, None
        for mention in told.record.people:
            person = self._directory.people.find(mention.person.text)
            if person is not None:
                subject = Thing(Kind.PERSON.value, person)
                for claim in mention.claims:
                    yield subject, claim, mention

    def _rests_on(
        self, told: Told, claim: ClaimRecord, mention: MentionRecord | None
    ) -> tuple[tuple[Chain, ...], bool]:
        """The chains that a claim rests on, and whether its outlet is an origin as well."""
        relays = _own_relays(claim, mention)
        if relays is None:
            return told.chains, told.own_reporting
        chains = self.chains(relays)
        return chains, reports_itself(told.article, chains)

    def _stated(
        self,
        told: Told,
        origins: Origins,
        subject: Thing,
        claim: ClaimRecord,
        mention: MentionRecord | None,
    ) -> Iterator[Stated]:
        value = self.value(claim.property, claim.value)
        by = None if claim.by is None else self._directory.by(claim.by)
        if value is None:
            return
        chains, own = self._rests_on(told, claim, mention)
        yield Stated(
            id=_claim_id(subject, told, claim, value, by),
            subject=subject,
            event=told.event,
            property=claim.property,
            value=value,
            article=told.article.id,
            outlet=told.outlet,
            published=told.article.published,
            origins=origins.of(
                told.outlet, chains, own_reporting=own, topic=(subject, claim.property)
            ),
            chains=chains,
            own_reporting=own,
            by=by,
            stance=claim.stance,
            wording=claim.wording,
            note=claim.note,
            retracted=told.article.retracted is not None,
            span=claim.span,
        )


def _own_relays(
    claim: ClaimRecord, mention: MentionRecord | None
) -> tuple[RelayRecord, ...] | None:
    """The relays of the claim, or of its person's entry, which replace those of the report."""
    if claim.relays is None and mention is not None:
        return mention.relays
    return claim.relays


def _has_own_relays(report: ReportRecord) -> bool:
    """Whether anything in the report rests on other relays than the report; few do."""
    return any(claim.relays is not None for claim in report.claims) or any(
        mention.relays is not None or any(claim.relays is not None for claim in mention.claims)
        for mention in report.people
    )


def _telling(told: Told, chains: tuple[Chain, ...], own: bool) -> Telling:  # noqa: FBT001
    return Telling(told.article.id, told.outlet, published_by(told.article.published), chains, own)


def reports_itself(article: ArticleRecord, chains: tuple[Chain, ...]) -> bool:
    """Whether the outlet is an origin too: as the file says, else where nothing is relayed."""
    return not chains if article.own_reporting is None else article.own_reporting


def _claim_id(
    subject: Thing, told: Told, claim: ClaimRecord, value: Value, by: Thing | None
) -> str:
    """A hash of what is claimed by whom; wording and note may be mended without moving it."""
    parts = (
        subject.kind,
        subject.id,
        told.event,
        claim.property,
        identity(value),
        told.article.id,
        f"{by.kind}:{by.id}" if by is not None else "",
        claim.stance.value,
    )
    digest = hashlib.blake2b("\x1f".join(parts).encode(), digest_size=_ID_BYTES)
    return f"c{digest.hexdigest()}"


def gather(
    live: Iterable[ArticleRecord], directory: Directory
) -> tuple[Mapping[str, EventStatements], list[Diagnostic]]:
    """All that the articles say, by event, and a warning for each circle of relays."""
    sources = Sources(directory)
    by_event: dict[str, list[Told]] = {}
    for article in live:
        for told in sources.told(article):
            by_event.setdefault(told.event, []).append(told)
    gathered: dict[str, EventStatements] = {}
    diagnostics: list[Diagnostic] = []
    for event, tellings in sorted(by_event.items()):
        origins = sources.origins(tellings)
        gathered[event] = _event_statements(event, tellings, sources, origins)
        diagnostics += _circle_warnings(tellings, origins)
    return gathered, diagnostics


def _event_statements(
    event: str, tellings: Iterable[Told], sources: Sources, origins: Origins
) -> EventStatements:
    reports: list[Report] = []
    statements: dict[str, Stated] = {}
    tellings = tuple(tellings)
    for told in tellings:
        said = list(sources.statements(told, origins))
        for stated in said:
            known = statements.get(stated.id)
            statements[stated.id] = stated if known is None else _merged(known, stated)
        own = origins.of(told.outlet, told.chains, own_reporting=told.own_reporting)
        found = {origin for stated in said for origin in stated.origins} if said else own
        reports.append(
            Report(
                article=told.article.id,
                event=event,
                title=told.record.title,
                summary=told.record.summary,
                chains=told.chains,
                own_reporting=told.own_reporting,
                origins=tuple(sorted(found)),
                claims=tuple(dict.fromkeys(stated.id for stated in said)),
            )
        )
    return EventStatements(event, tellings, tuple(reports), tuple(statements.values()))


def _merged(one: Stated, other: Stated) -> Stated:
    """Equal claims of one article are one; nothing of their words is lost."""
    return replace(
        one,
        wording=_joined(one.wording, other.wording),
        note=_joined(one.note, other.note),
        origins=tuple(sorted({*one.origins, *other.origins})),
        chains=tuple(dict.fromkeys((*one.chains, *other.chains))),
        own_reporting=one.own_reporting or other.own_reporting,
    )


def _joined(one: str, other: str) -> str:
    return "; ".join(dict.fromkeys(words for words in (one, other) if words))


def _circle_warnings(tellings: Iterable[Told], origins: Origins) -> Iterator[Diagnostic]:
    spans = {told.article.id: told.record.event.span for told in tellings}
    for circle in origins.circles():
        if len(circle.outlets) == 1:
            message = f"{circle.outlets[0]} relays itself"
        else:
            message = f"{' and '.join(circle.outlets)} relay each other in a circle"
        names = ", ".join(dict.fromkeys(circle.articles))
        yield warning(
            "relay-circle",
            spans[circle.articles[0]],
            f"{message} ({names}): counted as one origin, {circle.origin}",
            "find out who reported it first-hand, and name that outlet last in `relays`",
        )
