"""In which script a name is written."""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import lru_cache

# How Unicode's names of letters begin, where that is not the name of the script.
_SCRIPTS = {"cjk": "han", "hangul": "hangul", "hiragana": "kana", "katakana": "kana"}


@lru_cache(maxsize=65536)
def scripts_of(text: str) -> tuple[str, ...]:
    """The scripts of the text's letters by the names that Unicode gives them, most letters first.

    Combining marks, digits and punctuation belong to every script.
    """
    names = (unicodedata.name(letter, "") for letter in text if letter.isalpha())
    counts = Counter(_SCRIPTS.get(word, word) for name in names if (word := _first_word(name)))
    return tuple(script for script, _ in counts.most_common())


def _first_word(name: str) -> str:
    word = name.partition(" ")[0].partition("-")[0].lower()
    # "MODIFIER LETTER PRIME" and the like go with any script.
    return "" if word in {"modifier", "feminine", "masculine", "micro"} else word
