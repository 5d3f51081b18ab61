"""What readers can find, and by what they can narrow it down: rows for scripts, not for pages.

A facet is one value of one property by which rows are chosen: the year 1991, an outlet. Rows for
the search are names and titles; rows of tables are cases, people and articles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from defectarchive.frozen import Frozen
from defectarchive.language.language_marks import language_of
from defectarchive.model.archive import Archive, Article, Event, Fact, Person
from defectarchive.model.dates.days import iso_year
from defectarchive.model.values import Country, Term, Value
from defectarchive.pages.shared.context import Context
from defectarchive.views.rows import NameItem

MOST_ROWS = 20_000
"""Up to how many rows a list can be filtered; beyond, they would be too much to send."""
CASES_TABLE = "cases/-/table.js"
PEOPLE_TABLE = "people/-/table.js"
ARTICLES_TABLE = "articles/-/table.js"
SEARCH_INDEX = "search/-/index.js"
SEARCH_WORDS = "search/-/words.js"


class Facet(Frozen, frozen=True, order=True):
    """group: kind, type, year, place, country, role, outlet, status, language. rank: for order.

    label: "" where the template has the words (kind).
    """

    group: str
    rank: tuple[int, str]
    value: str
    label: str


class FoundRow(Frozen, frozen=True):
    """Something to find. cells: what is shown of it, texts and numbers."""

    path: str
    cells: tuple[str | int, ...]
    facets: tuple[Facet, ...]


def table_of(rows: int, path: str) -> str:
    """The path of the table over a list with so many rows, "" where it has none."""
    return path if 1 < rows <= MOST_ROWS else ""


def kind_facet(kind: str) -> Facet:
    """The facet that tells a name in the index from those of other kinds."""
    return Facet("kind", (_KINDS.index(kind), ""), kind, "")


def entity_facets(context: Context, item: NameItem) -> tuple[Facet, ...]:
    """The country of an outlet, organisation or place that a name leads to; () of a type."""
    identifier = item.path.rstrip("/").rpartition("/")[2]
    return tuple(_countries(context, [_country(context.archive, item.kind, identifier)]))


# In the order in which they stand among what is found: those that have names, then titles.
_KINDS = ("person", "group", "place", "organisation", "outlet", "type", "case", "tally", "article")


def rank_of(context: Context, item: NameItem) -> tuple[int, int]:
    """What stands first among what is found alike: by kind, then by the number of cases."""
    identifier = item.path.rstrip("/").rpartition("/")[2]
    match item.kind:
        case "person" | "group":
            cases = len(context.archive.people[identifier].events)
        case "place":
            cases = len(context.indexes.events_in.get(identifier, ()))
        case _:
            cases = 0
    return _KINDS.index(item.kind), -cases


def case_facets(context: Context, event: Event) -> tuple[Facet, ...]:
    """Type, years, places around it, countries, outlets and status of a case."""
    archive = context.archive
    place = context.indexes.places.get(event.id)
    places = (place, *archive.places[place].within) if place else ()
    outlets = dict.fromkeys(archive.articles[article].outlet for article in event.articles)
    return (
        *_types(context, [event.type]),
        *_years(context, context.indexes.years.get(event.id, ())),
        *(_named(context, "place", other, archive.places[other].name) for other in places),
        *_states(context, [event.id], _codes(_values(event.facts))),
        *(_named(context, "outlet", other, archive.outlets[other].name) for other in outlets),
        *_statuses(context, event.shown("status")),
        *_languages(context, language_of(event.title)),
    )


def person_facets(context: Context, person: Person) -> tuple[Facet, ...]:
    """Roles, countries, and the types and years of the cases of a person."""
    parts = [*context.archive.participations_of(person)]
    years = context.indexes.years
    roles = context.vocabulary.roles
    held = {role for part in parts for role in part.roles}
    claimed = _values(fact for part in parts for fact in part.facts)
    codes = [*_codes(person.nationality), *_codes(claimed)]
    return (
        *(
            Facet("role", (rank, ""), role, roles[role].label)
            for rank, role in enumerate(roles)
            if role in held
        ),
        *_states(context, person.events, codes),
        *_types(context, (_type_of(context, event) for event in person.events)),
        *_years(context, (year for event in person.events for year in years.get(event, ()))),
        *_languages(context, language_of(person.name)),
    )


def article_facets(context: Context, article: Article) -> tuple[Facet, ...]:
    """Outlet, years of publication, language, and the types of the cases of an article."""
    archive = context.archive
    language = article.language.partition("-")[0].lower()
    return (
        _named(context, "outlet", article.outlet, archive.outlets[article.outlet].name),
        *_years(context, article.published.years() or ()),
        *_languages(context, language),
        *_types(context, (_type_of(context, event) for event in article.events)),
    )


def _type_of(context: Context, event: str) -> str:
    kind = context.case(event).type
    return kind.id if kind else ""


def _types(context: Context, types: Iterable[str]) -> Iterator[Facet]:
    known = list(context.vocabulary.event_types)
    for word in dict.fromkeys(filter(None, types)):
        yield Facet("type", (known.index(word), ""), word, context.event_type(word).label)


def _years(context: Context, years: Iterable[int]) -> Iterator[Facet]:
    for year in sorted(set(years)):
        yield Facet("year", (year, ""), iso_year(year), context.words.year(year))


def _countries(context: Context, codes: Iterable[str]) -> Iterator[Facet]:
    for code in dict.fromkeys(filter(None, codes)):
        yield _named(context, "country", code, context.country(code))


def _states(context: Context, events: Sequence[str], codes: Iterable[str]) -> Iterator[Facet]:
    """The states of these codes at the time of the events, each with a value of its own."""
    for code in dict.fromkeys(codes):
        name = context.state(code, events)
        value = code if name == context.country(code) else f"{code}: {name}"
        yield _named(context, "country", value, name)


def _languages(context: Context, code: str) -> Iterator[Facet]:
    if code:
        yield _named(context, "language", code, context.words.translation.language_name(code))


def _statuses(context: Context, value: Value | None) -> Iterator[Facet]:
    known = context.vocabulary.statuses
    if isinstance(value, Term):
        rank = list(known).index(value.id)
        yield Facet("status", (rank, ""), value.id, known[value.id].label)


def _named(context: Context, group: str, value: str, label: str) -> Facet:
    return Facet(group, (0, "".join(context.alphabet.sort_key(label))), value, label)


def _values(facts: Iterable[Fact]) -> Iterator[Value]:
    return (finding.value for fact in facts for finding in fact.findings)


def _codes(values: Iterable[Value]) -> Iterator[str]:
    return (value.code for value in values if isinstance(value, Country))


def _country(archive: Archive, kind: str, identifier: str) -> str:
    match kind:
        case "outlet":
            return archive.outlets[identifier].country
        case "organisation":
            return archive.organisations[identifier].country
        case "place":
            return archive.places[identifier].country
        case _:
            return ""
