"""The words of a card, as its template gives them."""

from __future__ import annotations

import re
from html import unescape

from defectarchive.frozen import Frozen

_PIECE = re.compile(r'<p class="(\w+)">(.*?)</p>', re.DOTALL)


class CardWords(Frozen, frozen=True):
    """What stands on a card, each without markup; "" for nothing.

    words: on what it rests; short: less of that, for want of room. kicker: its pieces, each a value
    with its reserve. first, last: at the ends of the line of time.
    """

    site: str
    title: str
    words: str
    short: str
    flag: str
    first: str
    last: str
    kicker: tuple[str, ...]

    def texts(self) -> tuple[str, ...]:
        """All of them."""
        lines = (self.site, self.title, self.words, self.short, self.flag, self.first, self.last)
        return tuple(text for text in (*lines, *self.kicker) if text)


def words_of(rendered: str) -> CardWords:
    """The words in what a card's template gives: elements `p`, of the class that says what."""
    found: dict[str, list[str]] = {}
    for name, text in _PIECE.findall(rendered):
        found.setdefault(name, []).append(unescape(text))
    one = {name: texts[0] for name, texts in found.items()}
    names = ("site", "title", "words", "short", "flag", "first", "last")
    lines = {name: one.get(name, "") for name in names}
    return CardWords(**lines, kicker=tuple(found.get("kicker", ())))
