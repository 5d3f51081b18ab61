"""What each article says, with every mention turned into an id and every chain followed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from defectarchive.diagnostics.diagnostic import Diagnostic, some, warning
from defectarchive.diagnostics.results import Result
from defectarchive.frozen import Frozen, Shared
from defectarchive.model.archive import (
    NOBODY,
    Chain,
    OriginSets,
    Provenance,
    Report,
    Statement,
    property_of,
)
from defectarchive.model.ids import EntityRef, Kind
from defectarchive.model.records import (
    ArticleRecord,
    ClaimRecord,
    MentionRecord,
    Ref,
    RelayRecord,
    ReportRecord,
    names_nobody,
)
from defectarchive.model.values import Stance, identity
from defectarchive.resolve.facts.claim_ids import ClaimParts, parts_of
from defectarchive.resolve.facts.origins import Attribution, OriginGraph, Topic
from defectarchive.resolve.facts.support import origins_of
from defectarchive.resolve.names.entity_names import EntityNames, each_outlet
from defectarchive.resolve.order import published_at_latest
from defectarchive.trace import Trace


class ReportInContext(Frozen, frozen=True):
    """One article's report of one event, as recorded, with what it rests on."""

    article: ArticleRecord
    outlet: str
    record: ReportRecord
    event: str
    chains: tuple[Chain, ...]
    own_reporting: bool


class EventStatements(Frozen, frozen=True):
    """All that is said of one event: reports and statements in order of publication.

    `parts`: by claim id, the identifying words of all equal claims that were merged into it.
    """

    event: str
    sources: tuple[ReportInContext, ...]
    reports: tuple[Report, ...]
    statements: tuple[Statement, ...]
    parts: Mapping[str, tuple[ClaimParts, ...]]


class _ClaimWithoutId(Frozen, frozen=True):
    """A claim that has no id yet, and the words from which its id is made."""

    stated: Statement
    parts: ClaimParts


class StatementReader:
    """Reads relay chains and values of articles, given who is who."""

    def __init__(self, entity_names: EntityNames) -> None:
        self._entity_names = entity_names

    def chains(self, relays: Iterable[RelayRecord]) -> tuple[Chain, ...]:
        """The chains with outlet ids. A name without an id, reported before, becomes NOBODY."""
        return tuple(Chain(tuple(self._step(step) for step in relay.steps)) for relay in relays)

    def _step(self, step: Ref) -> tuple[str, ...]:
        outlets = self._entity_names.outlets
        return tuple(
            dict.fromkeys(
                NOBODY if names_nobody(one.text) else outlets.find(one.text) or NOBODY
                for one in each_outlet(step, outlets)
            )
        )

    def sources(self, article: ArticleRecord) -> Iterator[ReportInContext]:
        """Each report of the article, with the outlets that it rests on."""
        # An outlet name that gives no id was reported before. Its reports are still read: without
        # them, references to what they mention would be reported too.
        outlet = self._entity_names.outlets.find(article.outlet.text) or ""
        for report in article.reports:
            relays = article.relays if report.relays is None else report.relays
            event = self._entity_names.events.find(report.event.text)
            if event is not None:
                chains = self.chains(relays)
                own = has_own_reporting(article, chains)
                yield ReportInContext(article, outlet, report, event, chains, own)

    def statements(
        self, source: ReportInContext, origins: OriginGraph
    ) -> Iterator[_ClaimWithoutId]:
        """Every claim of one report, in file order."""
        for subject, claim, mention in self._claims(source):
            stated = self._stated(source, origins, subject, claim, mention)
            if stated is not None:
                yield _ClaimWithoutId(
                    stated, parts_of(source.article, source.record, claim, mention)
                )

    def origins(self, sources: Sequence[ReportInContext]) -> OriginGraph:
        """The origins of all that is said of one event."""
        topics: dict[Topic, list[Attribution]] = {
            (subject, claim.property): []
            for source in sources
            if _has_own_relays(source.record)
            for subject, claim, mention in self._claims(source)
            if _own_relays(claim, mention) is not None
        }
        for source in sources if topics else ():
            said: dict[Topic, list[Attribution]] = {}
            for subject, claim, mention in self._claims(source):
                chains, own = self._rests_on(source, claim, mention)
                said.setdefault((subject, claim.property), []).append(
                    _attribution(source, chains, own)
                )
            whole = [*filter(None, [self._attribution(source)])]
            for topic, of_topic in topics.items():
                of_topic.extend(said.get(topic, whole))
        return OriginGraph(filter(None, map(self._attribution, sources)), topics)

    def _attribution(self, source: ReportInContext) -> Attribution | None:
        """What a report as a whole rests on; None where it claims nothing.

        If each of its claims has relays of its own, it rests on all of these instead.
        """
        if not _has_own_relays(source.record):
            if not any(True for _ in self._claims(source)):
                return None
            return _attribution(source, source.chains, source.own_reporting)
        claims = [(claim, mention) for _, claim, mention in self._claims(source)]
        if any(_own_relays(claim, mention) is None for claim, mention in claims):
            return _attribution(source, source.chains, source.own_reporting)
        rests_on = [self._rests_on(source, claim, mention) for claim, mention in claims]
        if not rests_on:
            return None
        chains = dict.fromkeys(chain for chains, _ in rests_on for chain in chains)
        return _attribution(source, tuple(chains), any(own for _, own in rests_on))

    def relays_apply(self, source: ReportInContext) -> bool:
        """Whether any claim of a report rests on the relays that are given for all of it."""
        return any(
            _own_relays(claim, mention) is None for _, claim, mention in self._claims(source)
        )

    def _claims(
        self, source: ReportInContext
    ) -> Iterator[tuple[EntityRef, ClaimRecord, MentionRecord | None]]:
        """Every claim of one report, in file order, with its subject and the person's entry."""
        event = EntityRef(Kind.EVENT, source.event)
        for claim in source.record.claims:
            yield event, claim, None
        for mention in source.record.people:
            person = self._entity_names.people.find(mention.person.text)
            if person is not None:
                subject = EntityRef(Kind.PERSON, person)
                for claim in mention.claims:
                    yield subject, claim, mention

    def _rests_on(
        self, source: ReportInContext, claim: ClaimRecord, mention: MentionRecord | None
    ) -> tuple[tuple[Chain, ...], bool]:
        """The chains that a claim rests on, and whether its outlet is an origin as well."""
        relays = _own_relays(claim, mention)
        if relays is None:
            return source.chains, source.own_reporting
        chains = self.chains(relays)
        return chains, has_own_reporting(source.article, chains)

    def _stated(
        self,
        source: ReportInContext,
        origins: OriginGraph,
        subject: EntityRef,
        claim: ClaimRecord,
        mention: MentionRecord | None,
    ) -> Statement | None:
        """The claim, without an id yet; None where its value is a mention that does not resolve."""
        value = self._entity_names.resolve_value(claim.value)
        if value is None:
            return None
        chains, own = self._rests_on(source, claim, mention)
        sets = origins.of(source.outlet, chains, own_reporting=own, topic=(subject, claim.property))
        return Statement(
            id="",
            anchors=(),
            fact_anchors=(),
            subject=subject,
            property=claim.property,
            value=value,
            said=Shared(_provenance(source, chains, sets, own_reporting=own)),
            by=None if claim.by is None else self._entity_names.speaker(claim.by),
            stance=claim.stance,
            hedge=claim.hedge,
            wording=claim.wording,
            note=claim.note,
            retracted=source.article.retracted is not None,
            line=claim.span.line,
            column=claim.span.column,
            end=claim.span.end,
        )


def _provenance(
    source: ReportInContext, chains: tuple[Chain, ...], sets: OriginSets, *, own_reporting: bool
) -> Provenance:
    return Provenance(
        event=source.event,
        article=source.article.id,
        path=source.article.span.path,
        outlet=source.outlet,
        published=source.article.published,
        chains=chains,
        own_reporting=own_reporting,
        origins=origins_of(sets),
        origin_sets=sets,
    )


def _own_relays(
    claim: ClaimRecord, mention: MentionRecord | None
) -> tuple[RelayRecord, ...] | None:
    """The relays of the claim, else of its person's entry; None where those of the report apply."""
    if claim.relays is None and mention is not None:
        return mention.relays
    return claim.relays


def _has_own_relays(report: ReportRecord) -> bool:
    """Whether any claim or person's entry of the report has relays of its own; few do."""
    return any(claim.relays is not None for claim in report.claims) or any(
        mention.relays is not None or any(claim.relays is not None for claim in mention.claims)
        for mention in report.people
    )


def _attribution(source: ReportInContext, chains: tuple[Chain, ...], own: bool) -> Attribution:  # noqa: FBT001
    return Attribution(
        source.article.id, source.outlet, published_at_latest(source.article.published), chains, own
    )


def has_own_reporting(article: ArticleRecord, chains: tuple[Chain, ...]) -> bool:
    """Whether the outlet is an origin too: `own_reporting` if given, else if it relays nothing."""
    return not chains if article.own_reporting is None else article.own_reporting


class EventSources(Frozen, frozen=True):
    """The reports of one event in order of publication. `read`: what was looked up to find them."""

    reports: tuple[ReportInContext, ...]
    read: frozenset[int]


def collect_sources(
    live: Iterable[ArticleRecord], reader: StatementReader, trace: Trace
) -> dict[str, EventSources]:
    """The reports of each event, by id. What is looked up is noted in `trace`."""
    by_event: dict[str, list[ReportInContext]] = {}
    read: dict[str, set[int]] = {}
    for article in live:
        with trace.noting() as numbers:
            sources = [*reader.sources(article)]
        for source in sources:
            by_event.setdefault(source.event, []).append(source)
            read.setdefault(source.event, set()).update(numbers)
    return {
        event: EventSources(tuple(sources), frozenset(read[event]))
        for event, sources in sorted(by_event.items())
    }


def event_statements(
    event: str, sources: tuple[ReportInContext, ...], reader: StatementReader
) -> Result[EventStatements]:
    """All that the articles say of an event, and a warning for each circle of relays."""
    origins = reader.origins(sources)
    reports: list[Report] = []
    statements: dict[str, Statement] = {}
    parts: dict[str, tuple[ClaimParts, ...]] = {}
    drafts = [list(reader.statements(source, origins)) for source in sources]
    named = _with_ids([words for said in drafts for words in said])
    # A claim that an article repeats in a second entry on the event is listed in the first only.
    listed: set[str] = set()
    for source, said in zip(sources, drafts, strict=True):
        claims = [named[_same(words.stated)] for words in said]
        statements |= {claim.id: claim for claim in claims}
        for claim, words in zip(claims, said, strict=True):
            parts[claim.id] = (*parts.get(claim.id, ()), words.parts)
        reports.append(
            Report(
                article=source.article.id,
                event=event,
                title=source.record.title,
                summary=source.record.summary,
                chains=source.chains,
                own_reporting=source.own_reporting,
                relays_apply=reader.relays_apply(source),
                origins=tuple(sorted({origin for claim in claims for origin in claim.origins})),
                claims=tuple(dict.fromkeys(c.id for c in claims if c.id not in listed)),
            )
        )
        listed.update(claim.id for claim in claims)
    gathered = EventStatements(event, sources, tuple(reports), tuple(statements.values()), parts)
    return gathered, tuple(_circle_warnings(sources, origins))


# Claims of one event with equal keys are one: article, subject, property, value, speaker, stance.
_Same = tuple[str, EntityRef, str, str, EntityRef | None, Stance]


def _same(stated: Statement) -> _Same:
    value = identity(stated.value)
    return stated.article, stated.subject, stated.property, value, stated.by, stated.stance


def _with_ids(claims: Sequence[_ClaimWithoutId]) -> dict[_Same, Statement]:
    """Every distinct claim with its ids: its fact's id if no other claim shares that one."""
    equal: dict[_Same, list[tuple[_ClaimWithoutId, str]]] = {}
    for words in claims:
        equal.setdefault(_same(words.stated), []).append((words, words.parts.fact_id()))
    # How many distinct claims share each fact id.
    meant = Counter(fact for of_one in equal.values() for fact in {fact for _, fact in of_one})
    found: dict[_Same, Statement] = {}
    for same, of_one in equal.items():
        alone = property_of(of_one[0][0].stated).single
        ids = {
            fact if alone and meant[fact] == 1 else words.parts.claim_id() for words, fact in of_one
        }
        # The least id is the primary one, so that the order in the file does not matter.
        primary, *anchors = sorted(ids)
        facts = {fact for _, fact in of_one}
        # Of two articles that turned out to be one it may have stood in either.
        for parts in (each for words, _ in of_one for each in words.parts.in_merged()):
            anchors.append(parts.claim_id())
            facts.add(parts.fact_id())
        found[same] = replace(
            _merged([words.stated for words, _ in of_one]),
            id=primary,
            anchors=tuple(dict.fromkeys(anchors)),
            fact_anchors=tuple(sorted(facts - {primary, *anchors})),
        )
    return found


def _merged(claims: Sequence[Statement]) -> Statement:
    """Equal claims of one article as one, with the hedges, wordings and notes of all."""
    first, *others = claims
    if not others:
        return first
    sets = tuple(sorted({one for claim in claims for one in claim.origin_sets}))
    said = replace(
        first.said.value,
        chains=tuple(dict.fromkeys(chain for claim in claims for chain in claim.chains)),
        own_reporting=any(claim.own_reporting for claim in claims),
        origins=origins_of(sets),
        origin_sets=sets,
    )
    return replace(
        first,
        said=Shared(said),
        hedge=_joined(claim.hedge for claim in claims),
        wording=_joined(claim.wording for claim in claims),
        note=_joined(claim.note for claim in claims),
    )


def _joined(words: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(filter(None, words)))


def _circle_warnings(
    sources: Iterable[ReportInContext], origins: OriginGraph
) -> Iterator[Diagnostic]:
    spans = {source.article.id: source.record.event.span for source in sources}
    for circle in origins.circles():
        if len(circle.outlets) == 1:
            message = f"{circle.outlets[0]} relays itself"
        else:
            message = f"{' and '.join(some(circle.outlets))} relay each other in a circle"
        names = ", ".join(some([*dict.fromkeys(circle.articles)]))
        yield warning(
            "relay-circle",
            spans[circle.articles[0]],
            f"{message} ({names}): counted as one origin, {circle.origin}",
            "find out who reported it first-hand, and name that outlet last in `relays`",
        )
