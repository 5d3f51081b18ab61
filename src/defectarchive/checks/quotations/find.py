"""Looking a wording up in the text of a copy: letter by letter, and nothing fuzzy."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from defectarchive.checks.quotations.text import CopyText, Place
from defectarchive.checks.quotations.wording import (
    MOST_IN_BRACKETS,
    Gap,
    Part,
    Reading,
    readings,
)
from defectarchive.frozen import Frozen
from defectarchive.model.copies import LeftOut


class Found(Frozen, frozen=True):
    """That a wording stands in a copy: the passage, and what the wording's marks stand for there.

    `passage`: as it is written, with what the marks stand for; "" for a wording without marks.
    """

    passage: str = ""
    left_out: tuple[LeftOut, ...] = ()


class NotFound(Frozen, frozen=True):
    """Why a wording is not found. `missing`: the part that is nowhere, if that is why.

    `short`: a part that is too short to be looked up. `apart`: how many characters stand between
    two parts that are there in order, if that is too many, and `between`: what. None of these: the
    order is another.
    """

    missing: Part | None = None
    short: Part | None = None
    apart: int = 0
    between: str = ""


def find_wording(wording: str, text: CopyText) -> Found | NotFound:
    """Where the wording stands in the text: of several places, where its marks stand for least."""
    fault: NotFound | None = None
    for reading in _readings(wording):
        found = _find(reading, text)
        if isinstance(found, Found):
            return found
        fault = fault or found
    return fault or NotFound()


@lru_cache(maxsize=1024)
def _readings(wording: str) -> tuple[Reading, ...]:
    return tuple(readings(wording))


def _find(reading: Reading, text: CopyText) -> Found | NotFound:
    parts = reading.parts
    if not parts:
        return NotFound(short=Part(""))
    if len(parts) > 1 and (short := next((part for part in parts if not part.is_enough), None)):
        return NotFound(short=short)
    known: dict[str, list[Place]] = {}
    for part in parts:
        if part.words not in known:
            known[part.words] = [*text.find(part.words)]
        if not known[part.words]:
            return NotFound(missing=part)
    places = [known[part.words] for part in parts]
    way = _shortest_way(places, reading.gaps[1:-1])
    if way is None:
        start, end = _widest_gap(places)
        return NotFound(apart=end - start, between=text.between(start, end))
    left_out = _left_out(reading.gaps, way, text)
    if not left_out:
        return Found()
    first, last = left_out[0].text or "", left_out[-1].text or ""
    passage = f"{first} {text.between(way[0][0], way[-1][1])} {last}"
    return Found(passage, tuple(left_out))


def _shortest_way(places: Sequence[Sequence[Place]], gaps: Sequence[Gap]) -> list[Place] | None:
    """A place of each part, in order and no farther apart than the gaps allow; None if none is.

    Where there are several ways, the one with the least in its gaps, and of these the first.
    """
    # For each part, the places that are reached: what stands in the gaps up to there at the least,
    # the place, and the number of the place before it.
    steps: list[list[tuple[int, Place, int]]] = [[(0, place, 0) for place in places[0]]]
    for gap, of_part in zip(gaps, places[1:], strict=True):
        ends = [place[1] for _, place, _ in steps[-1]]
        reached: list[tuple[int, Place, int]] = []
        for start, end in of_part:
            near = range(bisect_left(ends, start - gap.limit), bisect_left(ends, start + 1))
            if near:
                last = steps[-1]
                before = min(near, key=lambda number: last[number][0] + start - ends[number])
                reached.append((last[before][0] + start - ends[before], (start, end), before))
        if not reached:
            return None
        steps.append(reached)
    number = min(range(len(steps[-1])), key=lambda number: steps[-1][number][0])
    way: list[Place] = []
    for step in reversed(steps):
        _, place, number = step[number]
        way.append(place)
    return way[::-1]


def _widest_gap(places: Sequence[Sequence[Place]]) -> Place:
    """The widest gap between parts that are there in order; an empty one where they are not."""
    way, widest = places[0][0], (0, 0)
    for of_part in places[1:]:
        later = next((place for place in of_part if place[0] >= way[1]), None)
        if later is None:
            return 0, 0
        widest = max(widest, (way[1], later[0]), key=lambda gap: gap[1] - gap[0])
        way = later
    return widest


def _left_out(gaps: Sequence[Gap], way: Sequence[Place], text: CopyText) -> list[LeftOut]:
    """What the marks of a wording stand for.

    A bracket at either end has no other part beside it: it stands for the rest of its sentence, as
    far as a bracket goes. An ellipsis there leaves open where the sentence begins.
    """
    found = []
    first, *between, last = gaps
    if _is_bracket(first):
        found.append(LeftOut(first.mark, text.before(way[0][0], MOST_IN_BRACKETS)))
    for gap, here, there in zip(between, way, way[1:], strict=False):
        found.append(LeftOut(gap.mark, text.between(here[1], there[0])))
    if _is_bracket(last):
        found.append(LeftOut(last.mark, text.after(way[-1][1], MOST_IN_BRACKETS)))
    return found


def _is_bracket(gap: Gap) -> bool:
    return gap.limit == MOST_IN_BRACKETS
