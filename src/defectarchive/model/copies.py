"""The kept copy of an article, as far as anybody but its editor sees it."""

from __future__ import annotations

from collections.abc import Mapping

from defectarchive.frozen import Stored
from defectarchive.model.dates.date import Date


class LeftOut(Stored, frozen=True):
    """What a mark in a wording, such as `[…]` or `[he]`, stands for in the copy.

    `text` "": for nothing. None: it is not told, since it holds a name that is withheld.
    """

    mark: str
    text: str | None


class Copy(Stored, frozen=True):
    """A kept copy. `sha256`: of the file, in hexadecimal digits; `kept`: the day it was taken.

    `checked`: the wordings that stand in it, each with what its marks stand for; none where the
    record does not fit what the article says now.
    """

    sha256: str
    kept: Date
    checked: Mapping[str, tuple[LeftOut, ...]]
