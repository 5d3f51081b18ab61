"""Under which word of a name somebody stands in a list. The name itself is never taken apart."""

from __future__ import annotations

import re

from defectarchive.language.language_marks import plain

_AFTER = re.compile(r"(jr|sr|[iv]{2,3}|iv)\.?", re.IGNORECASE)
# What stands in brackets or quotation marks is no part of the name.
_ASIDE = re.compile(r"[(\[«“„‘\"][^)\]»”“’\"]*[)\]»”“’\"]")


def by_surname(name: str) -> str:
    """The name with its last word first: "Petrov, Ivan". In most languages that is the surname.

    As it stands: one word, one that has a comma, a description (it begins small), and a name that
    ends in an initial.
    """
    words = _ASIDE.sub(" ", plain(name)).split()
    after: list[str] = []
    while len(words) > 1 and _AFTER.fullmatch(words[-1]):
        after.insert(0, words.pop())
    if len(words) < 2 or "," in name or not words[0][0].isupper() or len(words[-1].rstrip(".")) < 2:
        return name
    return f"{words[-1]}, {' '.join((*words[:-1], *after))}"
