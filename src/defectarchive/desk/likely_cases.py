"""Which cases of the archive a new article may be about, by its headline and date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from defectarchive.frozen import Frozen
from defectarchive.model.countries import COUNTRIES
from defectarchive.model.dates.date import Date
from defectarchive.model.ids import Kind, id_in_words, is_id, slug, without_accents
from defectarchive.model.records import (
    ArticleRecord,
    ClaimedDate,
    PersonRecord,
    PlaceRecord,
    Records,
    Ref,
    RefValue,
    ReportRecord,
)
from defectarchive.model.values import Country, Term
from defectarchive.resolve.order import publication_key

LIMIT = 6
"""How many cases are proposed."""

# What a case and a headline share counts so much; a word of its title counts 1.
_PERSON, _PLACE, _STATE = 6, 3, 2
# Days between a case and an article, each of which counts 1 where it is not passed.
_NEAR = (31, 183, 731)
_LONGEST_TITLE = 80
# How many letters a state's name shares with words made of it: Poland, Polish.
_STEM = 4


class CaseSummary(Frozen, frozen=True):
    """A case of the archive. `called`: its title, or what it was in short; never a headline.

    The words of whatever may be in a headline about it: `people` by their last names, `places`,
    `states` by their codes, and other `words`.
    """

    id: str
    called: str
    dates: tuple[Date, ...] = ()
    people: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()


def known_cases(records: Records) -> tuple[CaseSummary, ...]:
    """Every case that an article reports, sorted by id."""
    reports: dict[str, list[tuple[ArticleRecord, ReportRecord]]] = {}
    for article in sorted(records.articles, key=publication_key):
        for report in article.reports:
            reports.setdefault(report.event.text, []).append((article, report))
    titles = {event.id: event.title for event in records.events if event.title}
    people = _forms(Kind.PERSON, records.people)
    places = _forms(Kind.PLACE, records.places)
    return tuple(
        _case(event, reports[event], titles.get(event, ""), people, places)
        for event in sorted(reports)
    )


Forms = Mapping[str, Sequence[str]]


def _forms(kind: Kind, records: Iterable[PersonRecord | PlaceRecord]) -> Forms:
    """The spellings of things on file, by id and by the slug of each."""
    by_key: dict[str, list[str]] = {}
    for record in records:
        named = [] if record.name is None else [record.name]
        forms = [each.text for each in (*named, *record.also_known_as)]
        if kind is Kind.PLACE and isinstance(record, PlaceRecord) and record.within is not None:
            forms.append(record.within.text)
        for key in (record.id, *map(slug, forms[:1])):
            by_key[key] = forms
    return by_key


def _case(
    event: str,
    reports: Sequence[tuple[ArticleRecord, ReportRecord]],
    title: str,
    people: Forms,
    places: Forms,
) -> CaseSummary:
    title = title or next((report.title for _, report in reports if report.title), "")
    claims = [claim for _, report in reports for claim in report.claims]
    mentions = [mention for _, report in reports for mention in report.people]
    named = [form for each in mentions for form in (*_called(each.person, people), each.called)]
    at = [
        claim.value
        for claim in claims
        if isinstance(claim.value, RefValue) and claim.value.kind is Kind.PLACE
    ]
    states = [claim.value.code for claim in claims if isinstance(claim.value, Country)]
    dates = [claim.value.date for claim in claims if isinstance(claim.value, ClaimedDate)]
    acts = [claim.value.id for claim in claims if isinstance(claim.value, Term)]
    in_short = [
        *(id_in_words(act) for act in acts[:1]),
        *(_readable(ref) for ref in (*(each.person for each in mentions[:1]), *at[:1])),
        *(date.text for date in dates[:1]),
    ]
    return CaseSummary(
        event,
        _printable(title or ", ".join(in_short) or id_in_words(event)),
        (*dates, *(article.published for article, _ in reports)),
        frozenset(words[-1] for form in named if (words := _split(form))),
        frozenset(word for ref in at for form in _called(ref, places) for word in _telling(form)),
        frozenset(states),
        frozenset(_telling(f"{event} {title}")),
    )


def _called(ref: Ref, forms: Forms) -> list[str]:
    return [ref.text, *forms.get(ref.text, forms.get(slug(ref.text), ()))]


def _readable(ref: Ref) -> str:
    return id_in_words(ref.text) if is_id(ref.text) else ref.text


def _printable(text: str) -> str:
    line = " ".join(text.split())
    return "".join(ch if ch.isprintable() else " " for ch in line)[:_LONGEST_TITLE]


def likely_cases(
    cases: Iterable[CaseSummary], title: str, published: Date | None, limit: int = LIMIT
) -> tuple[CaseSummary, ...]:
    """The cases that an article with this headline and date may be about, likeliest first.

    By the people, places, states and other words that they share, and by nearness in time.
    """
    words = frozenset(_split(title))
    states = frozenset(_states(title))
    scored = []
    for case in cases:
        shared = (
            _PERSON * len(words & case.people)
            + _PLACE * len(words & case.places)
            + _STATE * len(states & case.states)
            + len(words & (case.words - case.people - case.places))
        )
        score = shared + _nearness(case.dates, published)
        if score:
            scored.append((-score, case.id, case))
    return tuple(case for _, _, case in sorted(scored, key=lambda item: item[:2])[:limit])


def _states(title: str) -> Iterator[str]:
    """The codes of the states that a headline speaks of, by name or by what is made of it."""
    words = _split(title)
    for code, name in COUNTRIES.items():
        parts = [part for part in _split(name) if len(part) >= _STEM]
        if re.search(rf"\b{code}\b", title) or (
            parts and all(any(word.startswith(part[:_STEM]) for word in words) for part in parts)
        ):
            yield code


def _nearness(dates: Iterable[Date], published: Date | None) -> int:
    if published is None or published.earliest is None:
        return 0
    gaps = [
        max(0, date.earliest - published.earliest, published.earliest - date.latest)
        for date in dates
        if date.earliest is not None and date.latest is not None
    ]
    gap = min(gaps, default=None)
    return 0 if gap is None else sum(gap <= limit for limit in _NEAR)


_WORD = re.compile(r"[^\W_]+")


def _split(text: str) -> list[str]:
    """The words of a text, without case and accents; an id's as well."""
    return _WORD.findall(without_accents(text))


def _telling(text: str) -> list[str]:
    """Words that tell something: four letters or more, numbers left out."""
    return [word for word in _split(text) if len(word) >= 4 and not word.isdigit()]
