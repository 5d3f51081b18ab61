"""Which quotations of a whole archive are checked, and what their marks stand for."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from defectarchive.model.archive import Archive
from defectarchive.model.copies import Copy, LeftOut

# Between the wordings of equal claims of one article, which are one claim.
_JOINED = "; "


def wordings_by_article(archive: Archive) -> Mapping[str, Collection[str]]:
    """The wordings of claims, each once, by id of their article."""
    found: dict[str, dict[str, None]] = {}
    for event in archive.events.values():
        for claim in event.claims():
            if claim.wording:
                found.setdefault(claim.article, {})[claim.wording] = None
    return {article: tuple(wordings) for article, wordings in found.items()}


def checked_wording(copy: Copy | None, wording: str) -> tuple[LeftOut, ...] | None:
    """What the marks of a claim's wording stand for; None if it is not checked.

    `wording`: without a mark of its language.
    """
    if copy is None:
        return None
    parts = _parts_of(wording, copy.checked)
    return tuple(each for part in parts for each in copy.checked[part]) if parts else None


def _parts_of(wording: str, known: Collection[str]) -> Sequence[str]:
    """The wordings that were joined to this one; () if it is not made of known ones."""
    if wording in known:
        return (wording,)
    for first in known:
        if wording.startswith(f"{first}{_JOINED}"):
            rest = _parts_of(wording[len(first) + len(_JOINED) :], known)
            if rest:
                return (first, *rest)
    return ()
