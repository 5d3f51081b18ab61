"""Whether a withheld name stands in a text, and where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise, takewhile

from defectarchive.checks.withholding.between import COMMA, FARTHEST, is_slug, may_stand_between
from defectarchive.checks.withholding.context import (
    begins_sentence,
    is_in_address,
    is_month_of_date,
)
from defectarchive.checks.withholding.letters import (
    APOSTROPHE,
    HYPHENS,
    LETTER,
    folded,
    legible,
    spellings,
)
from defectarchive.checks.withholding.names import (
    SHORT,
    NamePattern,
    Word,
    is_spaceless,
    patterns_of,
    spaceless_patterns,
)
from defectarchive.checks.withholding.ordinary import is_longer_word, is_ordinary
from defectarchive.checks.withholding.places import (
    LineIndex,
    first_words,
    placed_readings,
    plain_readings,
)
from defectarchive.checks.withholding.readings import readings
from defectarchive.frozen import Frozen

# Joins two parts of one word: a hyphen, perhaps at the end of a line, or an apostrophe.
_GLUE = rf"(?:[{HYPHENS}](?:[ \t\r]*\n[ \t>]*)?|{APOSTROPHE})"
_RUN = re.compile(f"{LETTER}+(?:{_GLUE}{LETTER}+)*")
# For texts without combining signs, which nearly all are: takes half the time.
_PLAIN_RUN = re.compile(rf"[^\W_]+(?:{_GLUE}[^\W_]+)*")
_HAS_SIGNS = re.compile("[\u0900-\u1fff]")
_PIECE = re.compile(f"{LETTER}+")
_GLUED = re.compile(_GLUE)
# What particles, endings and the like may add to a word of a name.
_ADDED = 16
# A name of this many letters is not found by chance in lower-case words.
_TELLING = 6
# A short name with more letters than this added is another word.
_LONGEST = 3
_MOST_DULL = 300_000

Place = tuple[int, int, int]
"""Line and column, from 1, and the column after the end."""


class WithheldNames(Frozen, frozen=True):
    """Names to look for: as they were written, each once, in order."""

    names: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.names)

    def is_in(self, text: str, path: str = "") -> bool:
        """Whether any of the names stands in a text: markup, data, an address or a message.

        `path`: the path of the file with this text, which may tell how the text is read.
        """
        if not self.names:
            return False
        finder = _finder_of(self.names)
        return any(finder.is_in(legible(reading)) for reading in readings(text, path))

    def is_in_path(self, path: str) -> bool:
        """Whether a name stands in an address, where all words are in lower case."""
        return self.is_in(f"/{path}")

    def is_in_plain(self, text: str) -> bool:
        """Whether one stands in a text without any markup or escapes."""
        return bool(self.names) and _finder_of(self.names).is_in(legible(text))

    def may_be_in(self, source: str) -> bool:
        """Whether a word that may begin a name stands anywhere in a source file, quickly.

        Where it does not, no method finds a name in any part of the file.
        """
        if not self.names:
            return False
        finder = _finder_of(self.names)
        return any(map(finder.may_begin_in, first_words(source)))

    def places(self, source: str, *, small: bool = False) -> tuple[Place, ...]:
        """Where in a source file names stand, even with markup or the end of a line within.

        `small`: also where a name is written as an ordinary word, in lower case.
        """
        lines = LineIndex(source)
        return tuple(sorted({lines.place(*each) for each in self.stretches(source, small=small)}))

    def stretches(self, source: str, *, small: bool = False) -> tuple[tuple[int, int], ...]:
        """The same as offsets: where each begins, and where it ends, perhaps on a later line."""
        if not self.names:
            return ()
        finder = _finder_of(self.names)
        if not small and not any(map(finder.is_in, plain_readings(source))):
            return ()
        found = {
            (reading.starts[start], reading.ends[end - 1])
            for reading in placed_readings(source)
            for start, end in finder.spans(reading.text, small=small)
        }
        return tuple(sorted(found))

    def columns(self, line: str) -> tuple[tuple[int, int], ...]:
        """Where in one line of source names stand: column from 1, column after the end."""
        return tuple((start, end) for _, start, end in self.places(line))


def finder_of_names(names: Iterable[str]) -> WithheldNames:
    """The names as editors wrote them; texts without letters are ignored."""
    return WithheldNames(
        tuple(sorted({" ".join(name.split()) for name in names if has_letters(name)}))
    )


def has_letters(name: str) -> bool:
    """Whether there is anything in the name to look for."""
    return _PIECE.search(legible(name)) is not None


@lru_cache(maxsize=8)
def _finder_of(names: tuple[str, ...]) -> _Finder:
    return _Finder(names)


class _Finder:
    """The names, ready to be looked for in legible texts."""

    def __init__(self, names: Iterable[str]) -> None:
        patterns: dict[NamePattern, None] = {}
        anywhere: list[str] = []
        for name in names:
            if is_spaceless(name):
                anywhere += spaceless_patterns(legible(name))
            patterns.update(dict.fromkeys(patterns_of(name)))
        self._patterns: dict[str, list[NamePattern]] = {}
        self._later: dict[str, list[Word]] = {}
        for pattern in patterns:
            for key in pattern.words[0].keys:
                self._patterns.setdefault(key, []).append(pattern)
            for word in pattern.words[1:]:
                for key in word.keys:
                    self._later.setdefault(key, []).append(word)
        self._lengths = sorted({len(key) for key in (*self._patterns, *self._later)})
        words = [word.text for pattern in patterns for word in pattern.words]
        # In letters: what a word of a text may have at most, to be one of a name.
        self.longest = max(map(len, words), default=0) + _ADDED
        most = max((len(pattern.words) for pattern in patterns), default=0)
        self.reach = (FARTHEST + self.longest) * most
        self._anywhere = re.compile("|".join(anywhere)) if anywhere else None
        # Caches over runs of words. `_dull`: no word of any name. `_beginning`: may begin names,
        # with the numbers of each name's further words. `_going_on`: may be such further words,
        # with their numbers.
        self._numbers = {
            word: number
            for number, word in enumerate(
                dict.fromkeys(word for pattern in patterns for word in pattern.words[1:])
            )
        }
        self._dull: set[str] = set()
        self._beginning: dict[str, frozenset[frozenset[int]]] = {}
        self._going_on: dict[str, frozenset[int]] = {}

    def is_in(self, text: str) -> bool:
        """Whether a name stands in a legible text."""
        if self._anywhere and not text.isascii() and self._anywhere.search(text.casefold()):
            return True
        # Nearly all pages have no word that could begin a name: one pass in C, then a set.
        fresh = self._look_at(text)
        return not fresh.isdisjoint(self._beginning) and any(self._named(text, small=False))

    def may_begin_in(self, text: str) -> bool:
        """Whether a word that may begin a name stands in a legible text."""
        if self._anywhere and not text.isascii():
            return True
        return not self._look_at(text).isdisjoint(self._beginning)

    def spans(self, text: str, *, small: bool = False) -> Iterator[tuple[int, int]]:
        """Where names begin and end in a legible text."""
        if self._anywhere and not text.isascii():
            # Case makes no difference in length in any of these scripts.
            yield from (match.span() for match in self._anywhere.finditer(text))
        yield from self._named(text, small=small)

    def _look_at(self, text: str) -> set[str]:
        """Put the runs of words of a text into the caches; return those not yet known as dull."""
        fresh = set(_pattern_for(text).findall(text)) - self._dull
        for run in fresh.difference(self._beginning, self._going_on):
            words = [*self._joins(_PIECE.findall(run))]
            patterns = [pattern for word in words for pattern in self.candidates(word)]
            if patterns:
                self._beginning[run] = frozenset(
                    frozenset(self._numbers[word] for word in pattern.words[1:])
                    for pattern in patterns
                )
            later = frozenset(number for word in words for number in self._goes_on(word))
            if later:
                self._going_on[run] = later
            elif not patterns:
                if len(self._dull) > _MOST_DULL:
                    self._dull.clear()
                self._dull.add(run)
        return fresh

    def _goes_on(self, word: str) -> Iterator[int]:
        """The numbers of all further words of names that this word may be."""
        return (
            self._numbers[later]
            for spelling, key in self._keys(word)
            for later in self._later.get(key, ())
            if later.fits(spelling)
        )

    def _joins(self, pieces: Sequence[str]) -> Iterator[str]:
        """Each piece alone and joined with those after it, up to the length of a name's word."""
        most = self.longest
        for first in range(len(pieces)):
            word = ""
            for piece in pieces[first:]:
                word += piece[:most]
                yield word[:most]
                if len(word) > most:
                    break

    def candidates(self, word: str) -> list[NamePattern]:
        """The patterns of which the word may be the first one."""
        return [
            pattern
            for spelling, key in self._keys(word)
            for pattern in self._patterns.get(key, ())
            if pattern.words[0].fits(spelling)
        ]

    def _keys(self, word: str) -> Iterator[tuple[str, str]]:
        """Each spelling of the word, with each of its prefixes that may be a key."""
        same, plain = spellings(word)
        for spelling in (*same, *plain):
            for length in self._lengths:
                if length <= len(spelling):
                    yield spelling, spelling[:length]

    def _named(self, text: str, *, small: bool) -> Iterator[tuple[int, int]]:
        self._look_at(text)
        pattern = _pattern_for(text)
        for run in pattern.finditer(text):
            rests = self._beginning.get(run[0])
            if rests and self._may_go_on(text, run, pattern, rests):
                yield from _NameSearch(text, run.span(), self, small=small).all()

    def _may_go_on(
        self,
        text: str,
        run: re.Match[str],
        pattern: re.Pattern[str],
        rests: frozenset[frozenset[int]],
    ) -> bool:
        """Whether all further words of some name stand near a run that may be its first word."""
        if frozenset() in rests:
            return True
        last = run.end() + self.reach
        words = takewhile(lambda word: word.start() < last, pattern.finditer(text, run.start()))
        near: set[int] = set()
        near.update(*(self._going_on[word[0]] for word in words if word[0] in self._going_on))
        return any(rest <= near for rest in rests)


def _pattern_for(text: str) -> re.Pattern[str]:
    return _RUN if not text.isascii() and _HAS_SIGNS.search(text) else _PLAIN_RUN


class _End(Frozen, frozen=True):
    """Where a word of a name ends: the number of the next piece, and what stands there.

    `direct`: it has the same letters, not a transliteration. `exact`: it has no added letters.
    """

    next: int
    written: str
    direct: bool
    exact: bool


class _NameSearch:
    """The names that begin in one run of words of a text."""

    def __init__(self, text: str, run: tuple[int, int], finder: _Finder, *, small: bool) -> None:
        self._text = text
        self._small = small
        self._finder = finder
        start, end = run
        pieces = [match.span() for match in _PIECE.finditer(text, start, end + finder.reach)]
        self._pieces = pieces
        self._first = sum(begin < end for begin, _ in pieces)
        self._glued = [
            _GLUED.fullmatch(text, one[1], other[0]) is not None for one, other in pairwise(pieces)
        ]

    def all(self) -> Iterator[tuple[int, int]]:
        """Where each of them begins and ends."""
        for first in range(self._first):
            for pattern in dict.fromkeys(
                pattern for end in self._words(first) for pattern in self._finder.candidates(end)
            ):
                end = self._end_of(pattern, 0, first, tells=self._small)
                if end:
                    yield self._pieces[first][0], end
                    break

    def _words(self, first: int) -> Iterator[str]:
        """The piece alone, then joined with one more glued piece each time."""
        word = ""
        for number in range(first, len(self._pieces)):
            start, end = self._pieces[number]
            word += self._text[start : min(end, start + self._finder.longest)]
            yield word
            if number >= len(self._glued) or not self._glued[number]:
                return
            if len(word) > self._finder.longest:
                return

    def _end_of(self, pattern: NamePattern, place: int, first: int, *, tells: bool) -> int:
        """Where the name ends if its word number `place` begins at piece `first`; else 0.

        `tells`: whether the words before show that this is a name and no ordinary words.
        """
        word, alone = pattern.words[place], len(pattern.words) == 1 and not pattern.joined
        end = self._fit(word, first, alone=alone)
        if end is None:
            return 0
        told = tells or self._tells(pattern, word, first, end)
        if place == len(pattern.words) - 1:
            return self._pieces[end.next - 1][1] if told else 0
        following = (
            self._end_of(pattern, place + 1, number, tells=told)
            for number in self._following(pattern, place, end)
        )
        return next(filter(None, following), 0)

    def _fit(self, word: Word, first: int, *, alone: bool) -> _End | None:
        """Where that word ends, if it begins there; no further than it must."""
        ends = (
            _fit(word, written, number, alone=alone)
            for number, written in enumerate(self._words(first), start=first + 1)
        )
        return next(filter(None, ends), None)

    def _following(self, pattern: NamePattern, place: int, end: _End) -> Iterator[int]:
        """The pieces at which the next word of the name may begin."""
        after = self._pieces[end.next - 1][1]
        for number in range(end.next, len(self._pieces)):
            between = self._text[after : self._pieces[number][0]]
            if len(between) > FARTHEST:
                return
            if pattern.turned and place == 0:
                if COMMA.fullmatch(between) or (number == end.next and is_slug(between)):
                    yield number
            elif may_stand_between(between) and (
                number == end.next or not is_slug(between) or self._is_whole(pattern, place, number)
            ):
                yield number

    def _is_whole(self, pattern: NamePattern, place: int, first: int) -> bool:
        """Whether the next word of the name is a whole one there: with others between, in a slug.

        "anna-lives-in-bergen" is not Anna Berg.
        """
        end = self._fit(pattern.words[place + 1], first, alone=False)
        return end is not None and end.exact

    def _tells(self, pattern: NamePattern, word: Word, first: int, end: _End) -> bool:
        """Whether what stands there is the name rather than an ordinary word."""
        start, last = self._pieces[first][0], self._pieces[end.next - 1][1]
        alone = len(pattern.words) == 1 and not pattern.joined
        plain = folded(end.written)
        letters = len(plain) if pattern.joined else min(len(word.text), len(plain))
        if end.written.islower():
            return is_in_address(self._text, start, last) or not (
                (alone and _is_doubtful(word, end, plain)) or is_ordinary(plain, letters)
            )
        if not end.written[1:].islower():
            return True
        if pattern.joined:
            return not is_ordinary(plain, letters)
        if is_month_of_date(self._text, start, last):
            return not alone
        if begins_sentence(self._text, start):
            # "Market" and "Will grant", where any word has a capital; "Mark" may be the man.
            return not (is_longer_word if alone else is_ordinary)(plain, letters)
        return True


def _is_doubtful(word: Word, end: _End, plain: str) -> bool:
    """Whether a word in lower case is more likely another word than a short name."""
    return len(word.text) < _TELLING and (not end.direct or len(plain) > len(word.text) + _LONGEST)


def _fit(word: Word, written: str, number: int, *, alone: bool) -> _End | None:
    """The end of a word of a name that is written so; None where it is another word."""
    same, plain = spellings(written)
    # "på" is no "Pa".
    if alone and len(word.text) < SHORT:
        plain = ()
    for spelling in (*same, *plain):
        if word.fits(spelling):
            exact = spelling == word.text or word.ends(spelling)
            return _End(number, written, spelling in same and not word.other, exact)
    return None
