"""The passage of a copy that is most like a wording that does not stand in it: for a message."""

from __future__ import annotations

import re
from collections import Counter

from defectarchive.checks.quotations.text import CopyText, fold, plain

_WORD = re.compile(r"[^\W_]+")
# Of a long wording, so many words are compared; so much of them must be there.
_MOST_WORDS, _LEAST_SHARED = 40, 0.5
_LONGEST = 240


def nearest_passage(wording: str, text: CopyText) -> str:
    """The passage with most of the wording's words, as it is written; "" where none has half."""
    wanted = [word[0] for word in _WORD.finditer(plain(fold(wording)))][:_MOST_WORDS]
    words = [*_WORD.finditer(text.plain)]
    if not wanted or not words:
        return ""
    start, shared = _fullest(wanted, [word[0] for word in words])
    if shared < max(1, len(wanted) * _LEAST_SHARED):
        return ""
    kept = set(wanted)
    window = words[start : start + len(wanted)]
    ends = [number for number, word in enumerate(window) if word[0] in kept]
    # With a word on either side: there the difference may be.
    first, last = max(0, start + ends[0] - 1), min(len(words), start + ends[-1] + 2) - 1
    passage = text.between(words[first].start(), words[last].end())
    return shortened(passage)


def shortened(passage: str) -> str:
    """A passage for a message: in quotation marks, and in the middle of a long one an ellipsis."""
    passage = " ".join(passage.split())
    if len(passage) > _LONGEST:
        half = _LONGEST // 2
        passage = f"{passage[:half].rpartition(' ')[0]} … {passage[-half:].partition(' ')[2]}"
    return f"“{passage}”"


def _fullest(wanted: list[str], words: list[str]) -> tuple[int, int]:
    """Where the run begins, as long as the wording, that shares most words; and how many.

    Of several, one that begins and ends as the wording does.
    """
    missing = Counter(wanted)
    shared = at = most = 0
    best = (0, 0)
    for number, word in enumerate(words):
        missing[word] -= 1
        shared += missing[word] >= 0
        start = number - len(wanted) + 1
        if start > 0:
            gone = words[start - 1]
            missing[gone] += 1
            shared -= missing[gone] > 0
        alike = (words[max(0, start)] == wanted[0]) + (word == wanted[-1])
        if (shared, alike) > best:
            best, most, at = (shared, alike), shared, max(0, start)
    return at, most
