"""Words as the search compares them: without case, accents and script.

`static/names.js` does the same to what a reader types. It is told `LETTERS` by the index, so that
the two cannot come to differ.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LONGEST = 24
"""How much of a word counts, in letters."""

# Cyrillic letters, those that Slavic languages have in common and those of one, as they are most
# often written in Latin ones; Latin letters that are no others with an accent; what stands within
# a word and is no part of it.
_PAIRS = (
    "а a б b в v г g д d е e ж zh з z и i к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts "
    "ч ch ш sh щ shch ы y э e ю yu я ya і i є ye ґ g ђ dj ј j љ lj њ nj ћ c џ dz ѕ dz ѓ g ќ k "
    "ұ u ү u қ q ғ g ң n ө o һ h ә a "
    "æ ae œ oe ø o đ d ð d þ th ł l ı i ħ h ŋ n ŧ t ß ss ς σ"
)
_SILENT = "ъь'’ʼ‘ʹʺ`´\u00ad\u200b\u200c\u200d\u2060"

LETTERS = {
    **dict(zip(_PAIRS.split()[::2], _PAIRS.split()[1::2], strict=True)),
    **dict.fromkeys(_SILENT, ""),
}
"""What is put in the place of a letter."""

# What is joined onto the word behind it: l'État, O'Brien.
_JOINED = re.compile(r"[^\W_]+['’ʼ‘`´](?=[^\W_]{3})")


@lru_cache(maxsize=131072)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, each once, in Latin letters where there are such for them."""
    letters: list[str] = []
    for letter in unicodedata.normalize("NFKD", text).lower():
        plain = LETTERS.get(letter)
        if plain is not None:
            letters.append(plain)
        elif unicodedata.category(letter)[0] in "LN":
            letters.append(letter)
        elif unicodedata.category(letter)[0] != "M":
            letters.append(" ")
    return tuple(dict.fromkeys(word[:LONGEST] for word in "".join(letters).split()))


def keys_of(text: str) -> tuple[str, ...]:
    """By which words a text is found: its own, and those onto which an apostrophe joins another."""
    apart = _JOINED.sub(" ", text)
    return (
        words_of(text) if apart == text else tuple(dict.fromkeys(words_of(text) + words_of(apart)))
    )
