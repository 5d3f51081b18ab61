"""The feeds: cases, articles, changes to facts, and the cases of each type and person.

Dates are the content's own, so that the same content gives the same feeds. Each feed has the
newest entries only, and each comes twice: as Atom, and beside it as JSON Feed.
"""

from __future__ import annotations

import heapq
import math
import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from itertools import pairwise

from msgspec.structs import replace

from defectarchive.analysis.history import CaseSnapshot, Difference, changed
from defectarchive.frozen import Stored
from defectarchive.language.language_marks import language_of
from defectarchive.model.archive import Article, Claim, Event, Person, oldest_id
from defectarchive.model.dates.date import Date, Day, civil, iso_day, parse_date
from defectarchive.model.ids import EntityRef, Kind
from defectarchive.model.outline import Involvement
from defectarchive.pages.case.snapshots import case_snapshots, difference_view, never_changed
from defectarchive.pages.event_types import type_items
from defectarchive.pages.shared import routes
from defectarchive.pages.shared.context import Context
from defectarchive.pages.shared.corrections import Correctable, corrected_things, kind_of
from defectarchive.pages.shared.planned import PlannedPage, frame
from defectarchive.resolve.order import Moment, published_at_latest
from defectarchive.views.feeds import FeedEntry, FeedPage
from defectarchive.views.history_rows import DifferenceView
from defectarchive.views.rows import CaseItem, TypeView

NEWEST = 50
"""How many entries a feed has at most."""
_FORMS = ((routes.ATOM, "feeds/atom.xml"), (routes.JSON_FEED, "feeds/feed.json"))
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_OID, "defectarchive")
_NEVER = "1970-01-01T00:00:00Z"
# How many facts the summary of a change names.
_FACTS = 8
# Days of a long history are ends of months, so that one may lie this much after the last article.
_MONTH = 31


def feed_pages(context: Context) -> Iterator[PlannedPage]:
    """Every feed of the site but those of people, in both forms."""
    yield from _both(context, routes.HOME, "", _newest_cases(context, context.archive.events))
    yield from _both(context, routes.ARTICLES, context.words.feed("articles"), _articles(context))
    yield from _both(context, routes.KNOWN, context.words.feed("changes"), _changes(context))
    for item in type_items(context):
        entries = _newest_cases(context, context.indexes.types.get(item.type.id, ()))
        yield from _both(context, item.type.path, item.plural, entries)


def person_feeds(context: Context, identifier: str) -> Iterator[PlannedPage]:
    """The feeds of the cases of a person, in both forms."""
    person = context.archive.people[identifier]
    yield from _both(context, routes.person(person.id), person.name, _cases_of(context, person))


def _both(
    context: Context, about: str, name: str, entries: Sequence[FeedEntry]
) -> Iterator[PlannedPage]:
    """The feed beside the page `about`, as Atom and as JSON."""
    edition, base_url = context.edition, context.edition.base_url
    title = f"{edition.title}: {name}" if name else edition.title
    if edition.prefix:
        # An entry in another language is another entry, for those who follow both.
        entries = [
            replace(
                each,
                id=_urn(edition.prefix + each.id),
                language=each.language or language_of(each.title),
            )
            for each in entries
        ]
    for file, template in _FORMS:
        path = about + file
        view = FeedPage(
            **frame(context, path, "", title, "" if name else edition.description),
            id=base_url + about if base_url else _urn(f"site:{edition.prefix}{title}"),
            about=about,
            updated=_latest(entry.updated for entry in entries),
            entries=tuple(entries),
        )
        yield PlannedPage(path, template, view)


class FeedOrder(Stored, frozen=True):
    """Where something stands in feeds. last: when anything last came to be known of it.

    is_dated: whether anything tells when some article on it was published.
    """

    last: Moment
    is_dated: bool


def _moment(date: Date) -> Moment:
    day, minute = published_at_latest(date)
    # As they are read of the store: a row of whole numbers would never come out as it was.
    return float(day), float(minute)


def _newest(
    ids: Iterable[str], order_of: Callable[[str], FeedOrder], path_of: Callable[[str], str]
) -> list[str]:
    """Those that changed last, newest first, of one moment by path; only those that are dated."""
    dated = ((order_of(each), each) for each in ids)
    newest = heapq.nlargest(
        NEWEST,
        ((order.last, path_of(each), each) for order, each in dated if order.is_dated),
    )
    return [each for _, _, each in newest]


# --- cases --------------------------------------------------------------------------------------


CASE_ORDER = "feed order of case"
CASE_ENTRY = "feed entry of case"
"""The rows that have the place and the entry of a case in feeds."""


class CaseOrder(FeedOrder, frozen=True):
    """The same of a case. last_day: the last of its dates that is known to be a day or more.

    changed: whether what is known of it did not all come at once.
    """

    last_day: float
    changed: bool


def case_order(context: Context, identifier: str) -> CaseOrder:
    """Where a case stands in feeds."""
    dates = [*_dates_of(context, context.archive.events[identifier])]
    days = (date.latest for date in dates)
    return CaseOrder(
        last=_moment(max(dates, key=published_at_latest)),
        is_dated=not context.indexes.published[identifier].open_ended,
        last_day=float(max((day for day in days if day is not None), default=-math.inf)),
        changed=not never_changed(context, identifier),
    )


def case_entry(context: Context, identifier: str) -> FeedEntry:
    """The entry of a case, in the feeds of its people and its type too."""
    event, item = context.archive.events[identifier], context.case(identifier)
    last = max(_dates_of(context, event), key=published_at_latest)
    return FeedEntry(
        # Not the address, so that a site which moves does not send everything anew.
        id=_urn(f"event:{oldest_id(event)}"),
        title=item.title,
        path=item.path,
        published=instant(event.first_published),
        updated=_latest((instant(event.first_published), instant(last))),
        summary=context.about(event),
        type=_type(context, item),
    )


def _order(context: Context, event: str) -> CaseOrder:
    order: CaseOrder = context.row(CASE_ORDER, event)
    return order


def _entry(context: Context, event: str) -> FeedEntry:
    entry: FeedEntry = context.row(CASE_ENTRY, event)
    return entry


def _newest_cases(context: Context, events: Iterable[str]) -> tuple[FeedEntry, ...]:
    """Those of these cases and tallies that changed last, newest first.

    Leaves out cases on which no article has a known date of publication.
    """
    newest = _newest(events, partial(_order, context), routes.case)
    return tuple(_entry(context, event) for event in newest)


def _cases_of(context: Context, person: Person) -> tuple[FeedEntry, ...]:
    """Those of a person's cases; where nothing left gives them a part, it is said."""
    parts = {part.event: part.part for part in person.parts}
    newest = _newest(parts, partial(_order, context), routes.case)
    return tuple(_part(context, event, parts[event]) for event in newest)


def _part(context: Context, event: str, part: Involvement) -> FeedEntry:
    entry = _entry(context, event)
    if part is Involvement.HAS:
        return entry
    said = context.words.part(part)
    return replace(entry, summary=" ".join(filter(None, (said, entry.summary))))


def _type(context: Context, item: CaseItem) -> TypeView | None:
    """The type of a case, which says with what reserve it is given."""
    if item.type is None or item.type_caution is None:
        return item.type
    return replace(item.type, label=context.with_caution(item.type.label, item.type_caution))


def _dates_of(context: Context, event: Event) -> Iterator[Date]:
    """When anything came to be known of a case, or was put right."""
    yield event.first_published
    for correction in event.corrections:
        yield correction.date
    for identifier in event.articles:
        yield from _dates_of_article(context.archive.articles[identifier])


def _dates_of_article(article: Article) -> Iterator[Date]:
    for date in (article.published, article.updated, article.withdrawn):
        if date is not None and date.latest is not None:
            yield date


# --- articles -----------------------------------------------------------------------------------


ARTICLE_ORDER = "feed order of article"
"""The row that has the place of an article in feeds."""


def article_order(context: Context, identifier: str) -> FeedOrder:
    """Where an article stands in feeds."""
    article = context.archive.articles[identifier]
    return FeedOrder(_moment(_last(article)), not article.published.open_ended)


def _last(article: Article) -> Date:
    """When anything last came to be known of an article."""
    return max(_dates_of_article(article), key=published_at_latest, default=article.published)


def _articles(context: Context) -> tuple[FeedEntry, ...]:
    """The articles that were published, changed or withdrawn last."""

    def order_of(identifier: str) -> FeedOrder:
        order: FeedOrder = context.row(ARTICLE_ORDER, identifier)
        return order

    articles = context.archive.articles
    newest = _newest(articles, order_of, str)
    return tuple(_article(context, articles[identifier]) for identifier in newest)


def _article(context: Context, article: Article) -> FeedEntry:
    item = context.article(article.id)
    summaries = (
        report.summary
        for event in article.events
        for report in context.claim_index(event).reports.get(article.id, ())
    )
    return FeedEntry(
        id=_urn(f"article:{oldest_id(article)}"),
        title=context.headline(article),
        path=item.path,
        published=instant(article.published),
        updated=_latest((instant(article.published), instant(_last(article)))),
        summary=_gist(context, article, next(filter(None, summaries), "")),
        author=item.outlet.text,
        language=article.language,
    )


def _gist(context: Context, article: Article, summary: str) -> str:
    """What an article says in short; before it, where that was retracted, when."""
    if article.retracted is None:
        return summary
    return " ".join(filter(None, (context.words.retracted(article.retracted.date), summary)))


# --- changes to facts ---------------------------------------------------------------------------


def _changes(context: Context) -> tuple[FeedEntry, ...]:
    """What was last shown otherwise than before, by an article or by a correction, newest first."""
    kept = _Newest()
    for thing in corrected_things(context):
        for day, correction in _corrected(context, thing):
            kept.add(day, correction)
    orders = ((event, _order(context, event)) for event in context.archive.events)
    last_days = {event: order.last_day for event, order in orders if order.changed}
    for identifier in sorted(last_days, key=lambda each: (last_days[each], each), reverse=True):
        if kept.is_too_old(last_days[identifier] + _MONTH):
            break
        event = context.archive.events[identifier]
        for before, after in pairwise(case_snapshots(context, event)):
            change = _change(context, event, before, after)
            if change is not None:
                kept.add(after.day, change)
    return kept.entries()


class _Newest:
    """The newest entries of all that were added; a heap, the oldest of them first."""

    def __init__(self) -> None:
        self._heap: list[tuple[Day, str, FeedEntry]] = []

    def is_too_old(self, day: float) -> bool:
        """Whether nothing of that day or before would be kept."""
        return len(self._heap) == NEWEST and day < self._heap[0][0]

    def add(self, day: Day, entry: FeedEntry) -> None:
        # Ids are all different, so that entries are never compared.
        push = heapq.heappush if len(self._heap) < NEWEST else heapq.heappushpop
        push(self._heap, (day, entry.id, entry))

    def entries(self) -> tuple[FeedEntry, ...]:
        return tuple(entry for _, _, entry in sorted(self._heap, reverse=True))


def _corrected(context: Context, thing: Correctable) -> Iterator[tuple[Day, FeedEntry]]:
    """What the archive itself had wrong. Known by its date, so that its words can be mended."""
    kind = kind_of(thing)
    about = context.thing(EntityRef(kind, thing.id))
    # Those of cases came first, so that their ids do without the kind.
    name = oldest_id(thing) if kind is Kind.EVENT else f"{kind}:{oldest_id(thing)}"
    seen: Counter[str] = Counter()
    for correction in thing.corrections:
        date = correction.date
        if date.latest is None:
            continue
        seen[date.text] += 1
        moment = instant(date)
        yield (
            date.latest,
            FeedEntry(
                id=_urn(f"correction:{name}:{date.text}:{seen[date.text]}"),
                title=about.text,
                path=about.path,
                published=moment,
                updated=moment,
                summary=correction.text,
            ),
        )


def _change(
    context: Context, event: Event, before: CaseSnapshot, after: CaseSnapshot
) -> FeedEntry | None:
    """What was shown otherwise after than before; None where all single values stayed."""
    differing = changed(before, after)
    if not differing:
        return None
    day = iso_day(after.day)
    facts = "; ".join(_in_words(difference_view(context, one)) for one in differing[:_FACTS])
    left = "; …" if len(differing) > _FACTS else ""
    told = dict.fromkeys(
        context.outlet(claim.outlet).text
        for one in differing
        for claim in _giving(one)
        if claim.article not in before.articles
    )
    moment = instant(parse_date(day))
    return FeedEntry(
        id=_urn(f"change:{oldest_id(event)}:{day}"),
        title=context.title(event),
        path=routes.as_known(event.id, day),
        published=moment,
        updated=moment,
        summary=facts + left,
        type=_type(context, context.case(event.id)),
        author=", ".join(told),
    )


def _giving(difference: Difference) -> Iterator[Claim]:
    """The claims that give what is shown now."""
    fact = difference.now
    if fact is not None:
        given = {one for finding in fact.findings for one in finding.claims}
        yield from (claim for claim in fact.claims if claim.id in given)


def _in_words(difference: DifferenceView) -> str:
    """As "Ivan Ivanov, Age: 34 → 35", with a dash for what was or is not known."""
    of = f"{difference.subject.text}, " if difference.subject else ""
    return f"{of}{difference.label}: {difference.then or '–'} → {difference.now or '–'}"


# --- ids and dates ------------------------------------------------------------------------------


def instant(date: Date) -> str:
    """A moment as RFC 3339 has it. A date without a time counts from the start of its last day."""
    day = date.earliest if date.latest is None else date.latest
    if day is None:
        return _NEVER
    year, month, day_of_month = civil(day)
    if not 1 <= year <= 9999:
        return _NEVER
    clock, zone = date.time or "00:00", date.zone or "Z"
    seconds = "" if clock.count(":") == 2 else ":00"
    return f"{year:04d}-{month:02d}-{day_of_month:02d}T{clock}{seconds}{zone}"


def _latest(instants: Iterable[str]) -> str:
    """The latest of those moments, whatever their zones.

    A day counts from its start, so that what changed on the day on which it was published would
    have changed before.
    """
    return max(instants, key=datetime.fromisoformat, default=_NEVER)


def _urn(name: str) -> str:
    return uuid.uuid5(_NAMESPACE, name).urn
