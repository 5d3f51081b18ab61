"""What may stand in the archive twice: articles, and cases. Warnings, never decisions.

`not_same_as` in either of two files says that they are two, and silences the warning. Candidates
are found by what they share, never by comparing each with each.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import TypeVar
from urllib.parse import unquote, urlsplit

from defectarchive.diagnostics.diagnostic import Diagnostic, warning
from defectarchive.diagnostics.similar_words import alike
from defectarchive.model.archive import Archive, Place
from defectarchive.model.dates.days import Day
from defectarchive.model.ids import Kind, without_accents
from defectarchive.model.outline import Outline
from defectarchive.model.records import ArticleRecord, EventRecord, Records
from defectarchive.resolve.names.entity_names import EntityNames
from defectarchive.resolve.names.name_index import NameIndex
from defectarchive.resolve.order import published_at_latest

# What addresses carry along to tell who clicked where.
_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|mc_cid|mc_eid|igshid|cmpid|ref)=", re.IGNORECASE)
_WORD = re.compile(r"\w+")
# Shorter headlines are given to more than one article: "Breaking news".
_HEADLINE = 3
# A date vaguer than this, in days, may be that of much else; then the acts have to be the same.
_VAGUE = 31
# Who has a part in more cases than this tells none of them from another: "a soldier", a tag.
_CASES = 60
_CASES_UNNAMED = 3
_WORTH_COMPARING, _TOLD_APART = 5, 30


def duplicate_articles(records: Records, entity_names: EntityNames) -> Iterator[Diagnostic]:
    """A warning for each article that has the address, or the headline, of an earlier one."""
    parted = _parted(records.articles, entity_names.by_kind[Kind.ARTICLE])
    # A draft is told to repeat what is published, never the other way round.
    articles = sorted(records.articles, key=lambda article: article.draft)
    told = set[tuple[str, str]]()
    for first, article in _alike(_addresses(articles), parted):
        told.add((first.id, article.id))
        yield warning(
            "duplicate-url",
            article.url_span or article.span,
            f"{first.id} has this address too",
            _remedy("articles", "article", first.id, article.id),
        )
    for first, article in _alike(_headlines(articles, entity_names), parted):
        if (first.id, article.id) not in told:
            yield warning(
                "duplicate-headline",
                article.title_span or article.span,
                f"{first.id} has this headline too, of the same outlet and day",
                _remedy("articles", "article", first.id, article.id),
            )


def _remedy(folder: str, noun: str, first: str, second: str) -> str:
    return (
        f"if they are one {noun}, keep one file, with the id of the other as `merged_from`; "
        f"if they are two, write `not_same_as: [{first}]` in {folder}/{second}.md"
    )


def _addresses(articles: Iterable[ArticleRecord]) -> Iterator[tuple[str, ArticleRecord]]:
    for article in articles:
        if address := _address(article.url):
            yield address, article


def _address(url: str) -> str:
    """The address without what does not tell pages apart; "" for a whole site's."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    asked = "&".join(part for part in parts.query.split("&") if not _TRACKING.match(part))
    path = unquote(parts.path).rstrip("/")
    return f"{host}{path}?{asked}" if path or asked else ""


def _headlines(
    articles: Iterable[ArticleRecord], entity_names: EntityNames
) -> Iterator[tuple[tuple[str, str, Day], ArticleRecord]]:
    of_day: dict[tuple[str, Day], list[ArticleRecord]] = {}
    for article in articles:
        day = article.published.earliest
        if day is not None and day == article.published.latest:
            outlet = entity_names.outlets.find(article.outlet.text) or article.outlet.text
            of_day.setdefault((outlet, day), []).append(article)
    for (outlet, day), some in of_day.items():
        for article in some if len(some) > 1 else ():
            words = _WORD.findall(without_accents(article.title))
            if len(words) >= _HEADLINE:
                yield (outlet, " ".join(words), day), article


K = TypeVar("K")


def _alike(
    keyed: Iterable[tuple[K, ArticleRecord]], parted: set[frozenset[str]]
) -> Iterator[tuple[ArticleRecord, ArticleRecord]]:
    """Each article with the first of those with its key that it is not said to differ from."""
    known: dict[K, list[ArticleRecord]] = {}
    for key, article in keyed:
        # Of articles that are said to be two, each may be the one that a third repeats.
        firsts = known.setdefault(key, [])
        first = next((each for each in firsts if {each.id, article.id} not in parted), None)
        if first is None:
            firsts.append(article)
        else:
            yield first, article


def _parted(
    records: Iterable[ArticleRecord | EventRecord], names: NameIndex
) -> set[frozenset[str]]:
    """The pairs of which one is said not to be the other."""
    return {
        frozenset((record.id, names.find(ref.text) or ref.text))
        for record in records
        for ref in record.not_same_as
    }


def duplicate_cases(
    archive: Archive, records: Records, entity_names: EntityNames
) -> Iterator[Diagnostic]:
    """A warning for each case that shares a person, a place and a time with an earlier one."""
    parted = _parted(records.events, entity_names.events)
    for event in archive.outlines.values():
        parted.update(frozenset((event.id, other.event)) for other in event.related)
    told = set[str]()
    for person in archive.people.values():
        of_subject = [
            archive.outlines[part.event]
            for part in person.parts
            if part.has and (part.main or not part.roles)
        ]
        if len(of_subject) > (_CASES_UNNAMED if person.unnamed else _CASES):
            continue
        of_subject.sort(key=lambda event: (published_at_latest(event.first_published), event.id))
        for first, second in combinations(of_subject, 2):
            if (
                second.id not in told
                and frozenset((first.id, second.id)) not in parted
                and _may_be_one(first, second, archive.places)
            ):
                told.add(second.id)
                yield warning(
                    "duplicate-case",
                    second.span,
                    f"{second.id} may be the same case as {first.id}: "
                    f"{person.id} is in both, at one time and place",
                    _case_remedy(first, second),
                )


def similar_cases(
    archive: Archive, records: Records, entity_names: EntityNames
) -> Iterator[Diagnostic]:
    """A warning for each case without a file whose id is almost that of another one."""
    parted = _parted(records.events, entity_names.events)
    declared = {record.id for record in records.events}
    told = set[str]()
    for ids in _but_for_one_word(archive.outlines):
        # Who has a file is spelled as it should be.
        ordered = sorted(
            (archive.outlines[each] for each in ids),
            key=lambda event: (
                event.id not in declared,
                published_at_latest(event.first_published),
                event.id,
            ),
        )
        for first, second in combinations(ordered, 2):
            if (
                second.id not in told
                and second.id not in declared
                and frozenset((first.id, second.id)) not in parted
                and not any(other.event == first.id for other in second.related)
                and alike(first.id, second.id)
            ):
                told.add(second.id)
                yield warning(
                    "similar-case",
                    second.span,
                    f"{second.id} is a case of its own; {first.id} is spelled almost so",
                    f"if {first.id} is meant, write that; if they are two, write "
                    f"`not_same_as: [{first.id}]` in events/{second.id}.md",
                )


def _but_for_one_word(ids: Iterable[str]) -> Iterator[list[str]]:
    """Ids that have all words but one in common, which is no number and not short."""
    alike_but_for: dict[tuple[int, str], list[str]] = {}
    for each in ids:
        words = each.split("-")
        for at, word in enumerate(words):
            if word.isalpha() and len(word) >= _WORTH_COMPARING:
                rest = "-".join((*words[:at], *words[at + 1 :]))
                alike_but_for.setdefault((at, rest), []).append(each)
    # Where many ids differ in one word alone, that word is meant to tell them apart.
    return (some for some in alike_but_for.values() if 1 < len(some) <= _TOLD_APART)


def _may_be_one(one: Outline, other: Outline, places: Mapping[str, Place]) -> bool:
    if one.aggregate or other.aggregate or not _at_one_place(one, other, places):
        return False
    here, there = one.date, other.date
    if here is None or there is None or not here.overlaps(there):
        return False
    longest = max(last - first for first, last in (here.extent, there.extent))
    return longest <= _VAGUE or (longest < math.inf and not _acts(one).isdisjoint(_acts(other)))


def _at_one_place(one: Outline, other: Outline, places: Mapping[str, Place]) -> bool:
    here, there = one.place, other.place
    if not here or not there:
        return False
    return here == there or here in places[there].within or there in places[here].within


def _acts(event: Outline) -> set[str]:
    return {event.type, *event.also}


def _case_remedy(first: Outline, second: Outline) -> str:
    return (
        f"if they are one, give its reports one id and keep the other as `merged_from` in "
        f"events/; if they are two, write `not_same_as: [{first.id}]` in events/{second.id}.md, "
        "or how they are `related`"
    )
