"""Whether one word may be a slip, or another spelling, for another.

Meant to be right rather than helpful: an editor who is asked "did you mean Finmark?" of Denmark no
longer reads the question when it matters. So words are compared one by one, a slip changes a letter
or two and not the first, and numbers are never slips: 2018 is not meant by 2023.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache

_WORDS = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"[0-9]+")
# Ways to write one sound: Sergei, Sergey, Sergej; Alexander, Aleksander.
_SOUNDS = (("x", "ks"), ("y", "i"), ("j", "i"), ("ii", "i"))
# In names of people as well: Ivanov, Iwanow. Not in call signs: WBTV, WBTW.
_SOUNDS_IN_NAMES = (*_SOUNDS, ("w", "v"))
# Shorter, a letter in the place of another makes another word: Elm, Eld; WKYC, WKYT.
_TELLING = 5
# From so many letters on, two may be wrong.
_LONG = 11
# A stem that two forms of one word share, and what may follow it: defect-ed, defect-ion.
_STEM, _ENDING = 5, 3
# What has fewer letters may begin any word.
_ABBREVIATION = 4
# With its article, a long name in the North is still that name: Storvik, Storviken.
_NAME, _ARTICLE = 7, 2
# Comparing what is longer would take longer than it helps.
_LONGEST = 100


def alike(word: str, other: str) -> bool:
    """Whether `other` may be what somebody meant who wrote `word`."""
    if max(len(word), len(other)) > LONGEST:
        return False
    return _same_numbers(word, other) and _are_near(_words(word), _words(other))


def _are_near(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    if not mine or not theirs:
        return False
    if len(mine) == len(theirs):
        return all(map(_near, mine, theirs))
    return _near("".join(mine), "".join(theirs))


def alike_names(name: str, other: str) -> bool:
    """The same for people, of whose names one may have more words in the middle."""
    if max(len(name), len(other)) > _LONGEST or not _same_numbers(name, other):
        return False
    words, others = _words(name, _SOUNDS_IN_NAMES), _words(other, _SOUNDS_IN_NAMES)
    if _are_near(words, others):
        return True
    shorter, longer = sorted((words, others), key=len)
    return (
        1 < len(shorter) < len(longer)
        and _near(shorter[0], longer[0])
        and _near(shorter[-1], longer[-1])
        and all(any(_near(word, each) for each in longer) for word in shorter)
    )


LONGEST = 60
"""Of more letters than this, looking for similar words would take longer than it helps."""


def nearest(word: str, known: Collection[str]) -> str | None:
    """The one of these that is meant by a slip, a beginning or another form of it, if any is."""
    if len(word) > LONGEST:
        return None
    near = [each for each in known if alike(word, each)]
    if near:
        return min(near, key=lambda each: closeness(word, each))
    begun = [each for each in known if len(word) >= _ABBREVIATION and each.startswith(word)]
    if len(begun) == 1:
        return begun[0]
    return next((each for each in sorted(known) if _same_stem(word, each)), None)


def closeness(word: str, other: str) -> tuple[int, int, str]:
    """How near a word is to another that is like it, by sound, by letters; for sorting."""
    return _distance(_whole(word), _whole(other)), _distance(word, other), other


def _same_stem(word: str, other: str) -> bool:
    """Whether they are forms of one word: defected, defection."""
    mine, theirs = _whole(word), _whole(other)
    shared = 0
    while shared < min(len(mine), len(theirs)) and mine[shared] == theirs[shared]:
        shared += 1
    return shared >= _STEM and max(len(mine), len(theirs)) - shared <= _ENDING


def _whole(text: str) -> str:
    return " ".join(_words(text))


@lru_cache(maxsize=65536)
def _words(text: str, sounds: tuple[tuple[str, str], ...] = _SOUNDS) -> tuple[str, ...]:
    """Its words as they sound: without case, accents and what there are two ways to write."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    for one, same in sounds:
        plain = plain.replace(one, same)
    return tuple(_WORDS.findall(plain))


def _same_numbers(word: str, other: str) -> bool:
    """Whether all numbers are the same, but for a digit that a long one lacks."""
    mine, theirs = _NUMBER.findall(word), _NUMBER.findall(other)
    return len(mine) == len(theirs) and all(map(_same_number, mine, theirs))


def _same_number(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return one == other or (
        len(shorter) >= 3 and len(longer) == len(shorter) + 1 and _distance(one, other) == 1
    )


def _near(one: str, other: str) -> bool:
    if one == other:
        return True
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < 2 or len(longer) - len(shorter) > 2:
        return False
    if longer.startswith(shorter) and len(shorter) >= _NAME:
        return len(longer) - len(shorter) <= _ARTICLE
    swapped = sorted(one[:2]) == sorted(other[:2])
    if one[0] != other[0] and not swapped:
        return False
    distance = _distance(one, other)
    if len(longer) < _TELLING:
        # A letter too many, one too few, or two that changed places.
        return distance == 1 and (len(one) != len(other) or sorted(one) == sorted(other))
    return distance <= (2 if len(longer) >= _LONG else 1)


def _distance(one: str, other: str) -> int:
    """How many letters to put in, take out, change or swap with the next (Damerau, 1964)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        before, last, row = row, before, [at]
        for to, its in enumerate(other, start=1):
            cost = min(before[to] + 1, row[to - 1] + 1, before[to - 1] + (letter != its))
            if at > 1 and to > 1 and letter == other[to - 2] and one[at - 2] == its:
                cost = min(cost, last[to - 2] + 1)
            row.append(cost)
    return row[-1]
