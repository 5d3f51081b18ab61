"""A name → the patterns by which it is found: ways in which its words may be written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from defectarchive.checks.withholding.letters import (
    APOSTROPHE,
    HYPHENS,
    LETTER,
    SPACELESS,
    folded,
    legible,
    plain_forms,
)
from defectarchive.frozen import Frozen
from defectarchive.model.ids import slug

SHORT = 4
"""Words of fewer letters are looked for as a whole only."""
KEY = 4
"""So many letters, at most, tell which names a word may belong to."""

_WORD = re.compile(f"{LETTER}+")
_JOINED = re.compile(f"(?<=\\w)[{HYPHENS}{APOSTROPHE}](?=\\w)")
_SPACELESS = re.compile(f"[{SPACELESS}]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")
_CYRILLIC = re.compile("[а-я]")
# What a Russian word loses when another ending takes the place of its own: Анн-а, Толст-ой;
# Юри-й, where less than three letters would be left.
_ENDING = re.compile(r"(?:(?<=...)[иыо]й|[аеиоуыэюяйь])$")
_SHORTEST_STEM = 3
_MOST_FORMS = 6
_SHORTEST_SLUG_STEM = 4
_ENDINGS = frozenset(
    [
        "а",
        "я",
        "у",
        "ю",
        "е",
        "и",
        "ы",
        "о",
        "ой",
        "ою",
        "ей",
        "ею",
        "ом",
        "ем",
        "ым",
        "им",
        "ого",
        "его",
        "ому",
        "ему",
        "ая",
        "яя",
        "ую",
        "юю",
        "ое",
        "ее",
        "ые",
        "ие",
        "ых",
        "их",
        "ыми",
        "ими",
        "ов",
        "ев",
        "ам",
        "ям",
        "ами",
        "ями",
        "ах",
        "ях",
        "ин",
        "ина",
        "ину",
        "иной",
    ]
)
_SLUG_ENDINGS = frozenset(map(slug, _ENDINGS))


class Word(Frozen, frozen=True):
    """One word of a name, as it is compared. `whole`: it matches without added letters only.

    `stem`, `endings`: it also matches the stem with one of these endings. `other`: it is a
    transliteration that differs from the name as written.
    """

    text: str
    whole: bool
    stem: str = ""
    endings: frozenset[str] = frozenset()
    other: bool = False

    def fits(self, word: str) -> bool:
        """Whether a word of a text, in one of its spellings, is this one."""
        if word == self.text or (not self.whole and word.startswith(self.text)):
            return True
        return self.ends(word)

    def ends(self, word: str) -> bool:
        """Whether a word of a text is the stem with one of the endings."""
        stem = self.stem
        return bool(stem) and word.startswith(stem) and word[len(stem) :] in self.endings

    @property
    def keys(self) -> frozenset[str]:
        """The prefixes that any word which fits must have one of."""
        texts = (self.text, self.stem) if self.stem else (self.text,)
        return frozenset(text[:KEY] for text in texts)


class NamePattern(Frozen, frozen=True):
    """The words of a name in the order in which they stand; `turned`: a comma after the first.

    `joined`: the words of a name as one.
    """

    words: tuple[Word, ...]
    turned: bool = False
    joined: bool = False


def patterns_of(name: str) -> Iterator[NamePattern]:
    """Every way to write a name that stands in a script with spaces between words."""
    exact = name.endswith(".")
    first = folded(legible(name))
    patterns: dict[NamePattern, None] = {}
    for text, other in _texts(first):
        for words in _divided(text):
            declined = _has_cases(first, words)
            pattern = tuple(
                _word(word, words, exact=exact, other=other, declined=declined) for word in words
            )
            patterns.update(dict.fromkeys(_arranged(pattern)))
    yield from patterns


def _texts(first: str) -> Iterator[tuple[str, bool]]:
    """The folded name, and what it is as a slug."""
    yield first, False
    if first.isascii():
        return
    plain = slug(first)
    words = _WORD.findall(first)
    yield plain.replace("-", " "), True
    # Each word with or without Mueller's e: other letters of the same name may go without.
    forms = [plain_forms(word) or (slug(word),) for word in words]
    if len(words) <= _MOST_FORMS:
        yield from ((" ".join(some), True) for some in product(*forms))
    if _HAN.fullmatch(first):
        yield from _romanised(plain.split("-"))


def _romanised(syllables: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """Chinese names as newspapers spell them: Wang Xiaoming, not Wang Xiao Ming."""
    for cut in range(1, len(syllables)):
        yield f"{''.join(syllables[:cut])} {''.join(syllables[cut:])}", True


def _divided(text: str) -> Iterator[tuple[str, ...]]:
    """The words, those with a hyphen or apostrophe in two as well as in one."""
    for form in dict.fromkeys((text, _JOINED.sub("", text))):
        if words := tuple(_WORD.findall(form)):
            yield words


def _word(word: str, words: Sequence[str], *, exact: bool, other: bool, declined: bool) -> Word:
    whole = exact or (len(word) < SHORT and not (len(word) > 1 and _HANGUL.search(word)))
    if exact or not declined:
        return Word(word, whole, other=other)
    stem = slug(_ENDING.sub("", word)) if other else _ENDING.sub("", word)
    shortest = _SHORTEST_SLUG_STEM if other and len(words) == 1 else _SHORTEST_STEM
    endings = _SLUG_ENDINGS if other else _ENDINGS
    if len(stem) < shortest:
        # Ян → Яна, beside a surname.
        stem = word if len(words) > 1 and len(word) > 1 else ""
    return Word(word, whole, stem, endings if stem else frozenset(), other)


def _has_cases(first: str, words: Sequence[str]) -> bool:
    return bool(_CYRILLIC.search(first)) and sum(map(len, words)) >= SHORT


def _arranged(words: tuple[Word, ...]) -> Iterator[NamePattern]:
    yield NamePattern(words)
    if len(words) == 1:
        return
    yield NamePattern((words[-1], *words[:-1]), turned=True)
    yield NamePattern((_one(words),), joined=True)
    for place in range(len(words) - 1 if len(words) > 2 else 0):
        pair = _one(words[place : place + 2])
        yield NamePattern((*words[:place], pair, *words[place + 2 :]))


def _one(words: Iterable[Word]) -> Word:
    """Several words written as one, which is found as a whole word: #IvanPetrenko."""
    words = tuple(words)
    text = "".join(word.text for word in words)
    last = words[-1]
    stem = "".join(word.text for word in words[:-1]) + last.stem if last.stem else ""
    return Word(
        text, whole=True, stem=stem, endings=last.endings, other=any(word.other for word in words)
    )


def is_spaceless(name: str) -> bool:
    """Whether the name stands in a script that has no spaces between words."""
    return _SPACELESS.search(name) is not None


# What may stand between the words of a name there: signs, or something in brackets.
_SIGNS = r"[\W_]{0,3}"
_GAP = rf"(?:{_SIGNS}(?:[(（「『“«〈《【][^)）」』”»〉》】\n]{{1,36}}[)）」』”»〉》】])?{_SIGNS})"
# A line may end anywhere.
_LINE = r"(?:\n[ \t>]*)?"


def spaceless_patterns(name: str) -> Iterator[str]:
    """Patterns for a legible name in such a script; of one character, as a word by itself only."""
    parts = [part for part in re.split(r"[\s\-·・‧•,，、]+", folded(name)) if part]
    written = [_LINE.join(map(re.escape, part)) for part in parts]
    if sum(len(part) for part in parts) < 2:
        yield f"(?<!\\w){written[0]}(?!\\w)"
        return
    ends = [
        (before if _is_spaced(part[0]) else "", after if _is_spaced(part[-1]) else "")
        for part in parts
        for before, after in (("(?<!\\w)", "(?!\\w)"),)
    ]
    yield _GAP.join(f"{a}{text}{b}" for text, (a, b) in zip(written, ends, strict=True))


def _is_spaced(letter: str) -> bool:
    return not _SPACELESS.match(letter) and letter.isalnum()
