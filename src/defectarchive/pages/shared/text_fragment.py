"""Where in an article a wording stands, as the end of a link: https://wicg.github.io/scroll-to-text-fragment/."""

from __future__ import annotations

import re

# What an editor has put in, or left out, in square brackets; or left out with dots alone.
_NOT_OF_THE_ARTICLE = re.compile(r"\[[^\]]*\]|…|\.\.\.")
# Of a longer wording its beginning and end are named: so many words of each.
_WORDS = 3
# Signs that mean something in such a link or in an address; letters of any script may stand in one.
_SIGNS = re.compile(r"[\x00-\x20%&,#\"<>`^{}|\\\[\]\x7f-\xa0-]")


def text_fragment(wording: str) -> str:
    """What an address takes at its end to lead to a wording: "#:~:text=he%20crossed"; "" for none.

    What stands in brackets is not in the article, so that only the words around it are named.
    """
    parts = [part.split() for part in _NOT_OF_THE_ARTICLE.split(wording)]
    # One word alone may stand anywhere.
    runs = [part for part in parts if len(part) > 1]
    if not runs:
        return ""
    first, last = runs[0], runs[-1]
    if first is last and len(first) <= 2 * _WORDS:
        return f"#:~:text={_escaped(first)}"
    return f"#:~:text={_escaped(first[:_WORDS])},{_escaped(last[-_WORDS:])}"


def _escaped(words: list[str]) -> str:
    return _SIGNS.sub(lambda sign: "".join(f"%{b:02X}" for b in sign[0].encode()), " ".join(words))
