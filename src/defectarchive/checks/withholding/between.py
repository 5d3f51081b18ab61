"""What may stand between two words of a name, so that they are still read as one name."""

from __future__ import annotations

import re

from defectarchive.checks.withholding.letters import HYPHENS, LETTER

FARTHEST = 40
"""How many characters may stand there at most."""
BREAK = "\u2029"
"""What stands between two blocks of a text: paragraphs, cells, items of a list."""
COMMA = re.compile(r"[ \t\r\n]*[,،、，][ \t\r\n]*")
"""What stands in "Petrenko, Ivan"."""

_MOST_WORDS = 2
# In brackets, quotation marks or dashes. A straight mark opens only after a space, since the
# one that closes a quotation looks the same.
_ASIDE = re.compile(
    r"\([^()]*\)|\[[^][]*\]|\{[^{}]*\}|[“„”«»][^“„”«»\"]*[“”«»]"
    r"|(?:(?<=\s)|^)(?:\"[^\"]*[^\s\"]\"|''?[^']*[^\s']''?)(?!\w)"
    r"|(?:(?<=\s)|^)[–—-]{1,2}(?=\s)[^–—]*\s[–—-]{1,2}(?=\s|$)|[–—](?=\S)[^–—]*[–—]"
)
# One letter, or one of the few short forms that stand within a name, and its stop are no end of
# a sentence.
_STOP = re.compile(r"(?<![^\W\d_])(?:[^\W\d_]|[Jj]r|[Ss]r|[Dd]r|[Ss]t)\.")
_APART = re.compile(rf"[,;،؛、。！？{BREAK}]|\n[ \t\r]*\n|[.!?…][\"')\]»”’]*\s")
_WORD = re.compile(rf"{LETTER}+")
_GEORGIAN = re.compile("[\u10a0-\u10ff]")
# As in an address: nothing but words and what joins them there.
_SLUG = re.compile(rf"[{HYPHENS}_.+]+(?:[a-z0-9]+[{HYPHENS}_.+]+)*")


def may_stand_between(text: str) -> bool:
    """Whether two words of a name with this legible text between them are one name."""
    if len(text) > FARTHEST or BREAK in text:
        return False
    if text == " ":
        return True
    if is_slug(text):
        return len(_WORD.findall(text.replace("_", "-"))) <= _MOST_WORDS
    rest = _STOP.sub(_initial, _ASIDE.sub(" ", text))
    if _APART.search(rest):
        return False
    words = [word for word in _WORD.findall(rest) if not word.isdigit()]
    # Georgian has capitals in Unicode, but names are not written with them.
    others = [word for word in words if not _GEORGIAN.match(word)]
    cased = sum(word.isupper() or word.islower() or word[0].isupper() for word in others)
    return not any(word[0].islower() for word in others) and len(words) - cased <= _MOST_WORDS


def is_slug(text: str) -> bool:
    """Whether the words that stand there, if any, are joined as in an address."""
    return _SLUG.fullmatch(text) is not None


def _initial(match: re.Match[str]) -> str:
    return match[0].removesuffix(".")
