"""Letters and words that are the same to a reader, whatever characters they are written with."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import chain

from defectarchive.model.ids import slug

# What Unicode calls "default ignorable": soft hyphen, zero-width space and joiners, direction
# marks, variation selectors, fillers, tags. And the Arabic stroke that only makes a word longer.
_INVISIBLE = (
    "\u00ad\u034f\u061c\u0640\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
# Marks that no letter of an alphabet needs: vowel signs of Arabic and Hebrew, and what can be put
# over or around any letter. The vowels of Thai, Hindi and the like are letters.
_MARKS = (
    "\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0898-\u089f\u08ca-\u08e1\u08e3-\u08ff"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
_UNSEEN = re.compile(f"[{_INVISIBLE}{_MARKS}]")
# Those that composing leaves over: of no letter in any alphabet.
_LEFT_OVER = re.compile("[\u0300-\u036f]+")


def _row(first: int, to: str) -> dict[int, str]:
    return {first + number: letter for number, letter in enumerate(to)}


_SMALL = "abcdefghijklmnopqrstuvwxyz"
# Letters that NFKC leaves as they are, or takes apart: (a), 🅐, 🅰, 🇦; and all apostrophes.
_STYLED: Mapping[int, str] = {
    **_row(0x249C, _SMALL),
    **_row(0x1F110, _SMALL.upper()),
    **_row(0x1F150, _SMALL.upper()),
    **_row(0x1F170, _SMALL.upper()),
    **_row(0x1F1E6, _SMALL.upper()),
    **dict.fromkeys(map(ord, "´`ʹʻʼʽˈ՚׳＇‘’‛′"), "'"),
    **dict.fromkeys(map(ord, "״"), '"'),
}
_ODD = re.compile(f"[{''.join(map(chr, _STYLED))}]")

_UNUSUAL = re.compile(f"[{_INVISIBLE}{_MARKS}{''.join(map(chr, _STYLED))}]")

APOSTROPHE = "'"
HYPHENS = "-\u058a\u05be\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d"
# Scripts that put no spaces between words: Thai, Lao, Burmese, Khmer, Han, kana.
SPACELESS = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3041-\u30fa\u30fc-\u30ff"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U0001b000-\U0001b16f"
    "\U00020000-\U000323af"
)
# A letter or digit; in scripts of India and around it, with the signs that make up a syllable.
LETTER = (
    "(?:[^\\W_\u0964\u0965]|[\u0900-\u0963\u0966-\u0dff\u0f18-\u0fbc\u1000-\u109f\u1780-\u17d3])"
)


def legible(text: str) -> str:
    """The text as it is read: NFKC, without what cannot be seen and what adds nothing."""
    if text.isascii():
        return text.replace("`", "'") if "`" in text else text
    # Its few different characters first: to look at each in such a class takes ten times as long.
    if _UNUSUAL.search("".join(set(text))):
        # What is composed already (Arabic alef with hamza) stays; words are compared without.
        text = _UNSEEN.sub("", _ODD.sub(lambda match: _STYLED[ord(match[0])], text))
    text = unicodedata.normalize("NFKC", text)
    return _LEFT_OVER.sub("", text)


# One letter to a reader of the language, or to whoever typed it on another keyboard.
_SAME = str.maketrans("ёٱأإآىیېکة", "еاااايييكه")


def folded(word: str) -> str:
    """A legible word in the form in which words are compared as they are written."""
    if word.isascii():
        return word.lower()
    lower = _LEFT_OVER.sub("", unicodedata.normalize("NFC", word.casefold()))
    return lower.translate(_SAME)


_UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae", "ß": "ss"}
)
_HAS_UMLAUT = re.compile("[äöüåøæß]")
_WITHOUT_SPACES = re.compile(f"[{SPACELESS}]")
_WITHOUT_CAPITALS = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")


@lru_cache(maxsize=65536)
def plain_forms(word: str) -> tuple[str, ...]:
    """A folded word as in a slug, and with Müller written Mueller; () where that is the same."""
    if word.isascii() or _WITHOUT_SPACES.search(word):
        return ()
    forms = [slug(word).replace("-", "")]
    if _HAS_UMLAUT.search(word):
        forms.append(slug(word.translate(_UMLAUTS)).replace("-", ""))
    return tuple(form for form in dict.fromkeys(forms) if form)


# Letters that look alike, great or small; after "confusables.txt" of Unicode.
_TO_LATIN = dict(
    zip(
        "авсенһіјкморѕтхуьӏԁгпԛԝαβεζηικμνορτυχ",
        "abcehhijkmopstxybldrnqwabezhikmnoptyx",
        strict=True,
    )
)
_TO_CYRILLIC = dict(
    zip("abcehijkmopstxyαβεηικμορτυχγπφλ", "авсеніјкморѕтхуавенікмортухгпфл", strict=True)
)
_TO_GREEK = dict(zip("abehikmnoptxyzавенкмортхуіф", "αβεηικμνορτχυζαβεηκμορτχυιφ", strict=True))
_ALIKE = tuple(
    str.maketrans(table)
    for table in (
        _TO_LATIN,
        _TO_LATIN | dict(zip("ηνυγωμи", "nvuywuu", strict=True)),
        _TO_CYRILLIC,
        _TO_CYRILLIC | dict(zip("rnubmi", "гпиьти", strict=True)),
        _TO_GREEK,
        _TO_GREEK | dict(zip("nvyuw", "ηνγυω", strict=True)),
    )
)
_ALPHABETS = tuple(
    re.compile(f"[{letters}]")
    for letters in ("a-zà-öø-ɏ", "\u0370-\u03ff\u1f00-\u1fff", "\u0400-\u052f")
)


def alike_forms(word: str) -> Iterator[str]:
    """A folded word whose letters are of two alphabets, with all of them of one."""
    if word.isascii() or sum(map(bool, (alphabet.search(word) for alphabet in _ALPHABETS))) < 2:
        return
    for table in _ALIKE:
        form = word.translate(table)
        if sum(map(bool, (alphabet.search(form) for alphabet in _ALPHABETS))) == 1:
            yield form


# Arabic and Hebrew ones: no word has letters of both.
_PARTICLES = ("ال", *"وفبكل", *"והבכלמש")
_SHORTEST = 2


def without_particles(word: str) -> Iterator[str]:
    """A folded word of Arabic or Hebrew without up to three of the words written onto it."""
    if not _WITHOUT_CAPITALS.search(word):
        return
    forms = {word}
    for _ in range(3):
        forms |= {
            rest
            for form in forms
            for particle in _PARTICLES
            if form.startswith(particle) and len(rest := form.removeprefix(particle)) >= _SHORTEST
        }
        # The article loses its first letter after the particle ل.
        forms |= {f"ا{form}" for form in forms if form.startswith("لل")}
    forms.discard(word)
    yield from sorted(forms)


_NUMBERED = re.compile(r"(.*[^\W\d])\d{1,3}")


@lru_cache(maxsize=65536)
def spellings(word: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a legible word may be read as: the same letters; those of a slug or another script."""
    first = folded(word)
    same = dict.fromkeys((first, *alike_forms(first), *without_particles(first)))
    if numbered := _NUMBERED.fullmatch(first):
        # The sign of a footnote, which NFKC has made a plain number.
        same[numbered[1]] = None
    plain = dict.fromkeys(chain.from_iterable(map(plain_forms, same)))
    return tuple(same), tuple(form for form in plain if form not in same)
