"""A web of people and cases, drawn as rows and columns: a dot where a person is in a case.

After PAOHvis (Valdivia et al. 2021, doi:10.1109/TVCG.2019.2933196): cases in the order of time, so
that nothing crosses by chance, every name can be read, and the same web is always the same picture.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from defectarchive.figures.text_width import cut, width_of
from defectarchive.frozen import Frozen
from defectarchive.views.figures import LETTER, WIDTH

ROW, HEAD, RIGHT = 54, 112, 30
NAME = 470


class Web(Frozen, frozen=True):
    """Which people are in which cases. people: the one whose web it is comes first.

    cases: in order of time, each with its people; all of them are among `people`.
    """

    people: tuple[str, ...]
    cases: Mapping[str, tuple[str, ...]]


class WebDrawing(Frozen, frozen=True):
    """names: the x at which names end. x: of each case; y: of each person; years: those printed."""

    height: int
    names: int
    short: Mapping[str, str]
    x: Mapping[str, int]
    y: Mapping[str, int]
    years: Mapping[str, str]


def draw_web(web: Web, names: Mapping[str, str], years: Mapping[str, str]) -> WebDrawing:
    """names: of the people; years: of the cases, "" where that is not known."""
    short = {person: cut(names[person], NAME, LETTER) for person in web.people}
    end = max(width_of(name, LETTER) for name in short.values())
    step = (WIDTH - RIGHT - end - 30) // max(1, len(web.cases))
    step = min(step, 110)
    x = {case: end + 30 + step // 2 + step * at for at, case in enumerate(web.cases)}
    return WebDrawing(
        height=HEAD + ROW * len(web.people),
        names=end,
        short=short,
        x=x,
        y={person: HEAD + ROW * at + ROW // 2 for at, person in enumerate(web.people)},
        years=_years(tuple(web.cases), x, years),
    )


def _years(
    cases: Sequence[str], x: Mapping[str, int], years: Mapping[str, str]
) -> Mapping[str, str]:
    """Each year at its first case, as long as it does not run into the one before."""
    shown: dict[str, str] = {}
    free, last = 0, ""
    for case in cases:
        year = years[case]
        half = width_of(year, LETTER) // 2 + 6
        if year and year != last and x[case] - half >= free and x[case] + half <= WIDTH:
            shown[case] = last = year
            free = x[case] + half
    return shown
