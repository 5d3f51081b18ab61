"""Whom and what a text names: known to the archive or not, and on whom it rests."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain, dropwhile

from babel import Locale, UnknownLocaleError

from defectarchive.frozen import Frozen
from defectarchive.model.ids import EntityRef, Kind, fold_spelling, is_id
from defectarchive.model.records import ArticleRecord
from defectarchive.resolve.names.entity_names import EntityNames

_KINDS = (Kind.PERSON, Kind.PLACE, Kind.ORGANISATION, Kind.OUTLET)
_SHORTEST = 3
_MOST = 30
_CAPITALS = "".join(sign for sign in map(chr, range(0x41, 0x530)) if sign.isupper())
_CAPITAL = rf"[{_CAPITALS}][^\W\d_]*(?:[-'’][^\W\d_]+)*"
# A name does not run on from a line to the next: that is a heading and a paragraph.
_GAP = r"[^\S\n]+"
_JOIN = rf"(?:{_GAP}(?:van|von|der|den|de|la|du|da|dos|av|af|al|el|bin|ibn)){{0,2}}{_GAP}"
_NAME = re.compile(rf"(?<![\w'’-]){_CAPITAL}(?:{_JOIN}{_CAPITAL})*")
_WORD = re.compile(r"[^\W\d_]+")
_BEGINS = re.compile(r"(?:^|[.!?:…\n]|[\"“”«»„(])\s*$")
_POSSESSIVE = re.compile(r"['’]s(?!\w)\s*")
# Everywhere else words of a language begin small.
_NOUNS_ARE_CAPITAL = ("de", "lb")
_AGENCIES = (
    *("Reuters", "AFP", "AP", "Associated Press", "dpa", "NTB", "TT", "Ritzau", "STT", "PAP"),
    *("EFE", "ANSA", "APA", "Belga", "ANP", "CTK", "MTI", "TASS", "RIA Novosti", "Interfax"),
    *("Ukrinform", "UNIAN", "Xinhua", "Kyodo"),
    *("ТАСС", "РИА Новости", "Интерфакс", "Укрінформ", "УНІАН"),
)
# Words between which an outlet stands that is passed on.
_TOLD = (
    r"told|citing|quoting|newspapers?|broadcaster|news\s+agency|reported\s+by|reports?\s+(?:in|from)|according\s+to|as\s+quoted\s+by|interview\s+with"
    r"|melder|skriver|opplyser\s+til|sier\s+til|forteller\s+til|if[øo]lge|til\s+avisen|avis(?:en|a)|kanalen|nyhetsbyrået"
    r"|berichtet(?:e)?|meldet(?:e)?|laut|gegen[üu]ber|selon|rapporte|d['’]apr[èe]s"
    r"|сообщает|сообщил[аио]?|передает|передаёт|пишет|по\s+данным|со\s+ссылкой\s+на"
    r"|повідомляє|пише|за\s+даними|podaje|informuje|wed[łl]ug"
)
_NAMES = rf"{_CAPITAL}(?:{_JOIN}{_CAPITAL}){{0,3}}"
_AFTER = re.compile(rf"\b(?i:{_TOLD})\s+[\"«„“]?({_NAMES})")
_BEFORE = re.compile(rf"({_NAMES})[\"»”]?\s+(?:reports|reported|melder|meldet|rapporte)\b")
_CREDIT = re.compile(r"[(/©]\s*([^\W\d_]{2,12})\s*[)/]")


class Mention(Frozen, frozen=True):
    """A thing of the archive that a text names, and how."""

    thing: EntityRef
    written: str


def known_mentions(
    text: str, names: EntityNames, articles: Iterable[ArticleRecord] = ()
) -> tuple[Mention, ...]:
    """What the archive knows, by any spelling on file, once each, in the order of the text.

    `articles`: those that spell names as well.
    """
    folded = _folded(text)
    found: dict[EntityRef, tuple[int, str]] = {}
    for thing, spelling in chain(_spellings(names), _called_by(names, articles)):
        key = _folded(spelling)
        if len(key) >= _SHORTEST and key in folded:
            place = re.search(rf"(?<!\w){re.escape(key)}(?!\w)", folded)
            if place and (thing not in found or len(spelling) > len(found[thing][1])):
                found[thing] = (place.start(), spelling)
    return tuple(
        Mention(thing, spelling)
        for thing, (_, spelling) in sorted(found.items(), key=lambda each: (each[1][0], each[0]))
    )


def _folded(text: str) -> str:
    return fold_spelling(text).casefold()


def _spellings(names: EntityNames) -> Iterator[tuple[EntityRef, str]]:
    for kind in _KINDS:
        index = names.by_kind[kind]
        for identifier in (*index.declared, *index.created):
            for spelling in index.spellings(identifier):
                if not is_id(spelling) or spelling == spelling.title():
                    yield EntityRef(kind, identifier), spelling


def _called_by(
    names: EntityNames, articles: Iterable[ArticleRecord]
) -> Iterator[tuple[EntityRef, str]]:
    """How articles call people (`as`)."""
    for article in articles:
        for mention in (each for report in article.reports for each in report.people):
            person = names.people.find(mention.person.text) if mention.called else None
            if person is not None:
                yield EntityRef(Kind.PERSON, person), mention.called


def unknown_names(text: str, language: str, known: Iterable[Mention]) -> tuple[str, ...]:
    """Capitalised words, and runs of them, that the archive does not know; in order, each once."""
    words = {word for each in known for word in _folded(each.written).split()}
    # Words that are also written small are no names: "The", "In", "Lawyer".
    small = {word for word in _WORD.findall(text) if word.islower()} | _days_and_months(language)
    found: dict[str, None] = {}
    for start, given in _runs_of_names(text):
        kept = [*dropwhile(lambda word: word.casefold() in small, given)]
        name = " ".join(kept)
        begins = len(kept) == len(given) and _BEGINS.search(text, max(0, start - 4), start)
        if len(kept) < 2 and (begins or language in _NOUNS_ARE_CAPITAL or len(name) < _SHORTEST):
            continue
        if not {word for word in _folded(name).split() if len(word) >= _SHORTEST} <= words:
            found[name] = None
    # A name of one word that is part of a longer one is the same, most likely.
    long = {word for name in found if " " in name for word in name.split()}
    return tuple(name for name in found if " " in name or name not in long)[:_MOST]


def _runs_of_names(text: str) -> Iterator[tuple[int, list[str]]]:
    """Where capitalised words begin, and these; "Ada's Quay" is two of them."""
    for match in _NAME.finditer(text):
        for part in _POSSESSIVE.split(match[0]):
            if part:
                yield match.start(), part.split()


@cache
def _days_and_months(language: str) -> frozenset[str]:
    """What days and months are called in a language, folded; in English where it is not known."""
    locale = next(filter(None, map(_locale, (language, "en"))), None)
    tables = () if locale is None else (locale.months, locale.days)
    wide = (table["format"]["wide"].values() for table in tables)
    return frozenset(name.casefold() for names in wide for name in names)


def _locale(language: str) -> Locale | None:
    try:
        return Locale.parse(language, sep="-") if language else None
    except (UnknownLocaleError, ValueError):
        return None


def relayed(text: str, names: EntityNames, authors: Iterable[str], own: str) -> tuple[str, ...]:
    """Outlets on which the text says that it rests: known ones, agencies, and what it cites so.

    `own`: what its own outlet is called.
    """
    kinds = (Kind.PERSON, Kind.ORGANISATION)
    others = {_folded(each) for kind in kinds for each in _called(names, kind)}
    outlets: Mapping[str, str] = {_folded(each): each for each in _called(names, Kind.OUTLET)}
    agencies = {_folded(each): each for each in _AGENCIES}
    cited = [match[1] for pattern in (_AFTER, _BEFORE) for match in pattern.finditer(text)]
    cited = [" ".join(name.split()) for name in (*cited, *_CREDIT.findall(text), *authors)]
    found: dict[str, None] = {}
    for name in cited:
        key = _folded(name)
        first = next((k for k in (*outlets, *agencies) if f"{key} ".startswith(f"{k} ")), "")
        if first:
            found[outlets.get(first) or agencies[first]] = None
        elif name.isupper() and len(name) >= _SHORTEST and key not in others:
            found[name] = None
    return tuple(name for name in found if _folded(name) != _folded(own))


def _called(names: EntityNames, kind: Kind) -> Iterator[str]:
    index = names.by_kind[kind]
    for identifier in (*index.declared, *index.created):
        yield from index.spellings(identifier)
