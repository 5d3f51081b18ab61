"""Words that say nothing as long as they are written small: "mark", "may", "вера", "bergen".

The commonest of three languages that stand small in dictionaries, each cut to eight
letters; made by tools/ordinary_words.py.
"""

from __future__ import annotations

import gzip
from functools import cache
from importlib.resources import files

_CUT = 8


@cache
def _words() -> frozenset[str]:
    packed = files(__package__).joinpath("ordinary_words.gz").read_bytes()
    return frozenset(gzip.decompress(packed).decode().split())


def is_ordinary(word: str, name: int) -> bool:
    """Whether a folded word is one that begins with at least so many letters of an ordinary one.

    `name`: how many letters of the word are a name. "marked" is ordinary where that is "Mark",
    since "mark" is; "petrol" is where it is "Petr", "petrov" is not.
    """
    words = _words()
    shortest = min(name, _CUT, len(word))
    return any(word[:length] in words for length in range(shortest, min(len(word), _CUT) + 1))


def is_longer_word(word: str, name: int) -> bool:
    """Whether a folded word is an ordinary one that is longer than a name with an ending."""
    return len(word) > name + 1 and is_ordinary(word, name + 2)
