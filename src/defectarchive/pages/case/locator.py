"""Where and when a case was, small, beside its opening."""

from __future__ import annotations

from defectarchive.figures.locator_layout import WIDTH, locate, strip
from defectarchive.model.archive import Event
from defectarchive.model.dates.date import Date
from defectarchive.pages.place.map import spot_of
from defectarchive.pages.shared.context import Context
from defectarchive.views.figures import Locator, Strip


def locator(context: Context, event: Event, times: int = 1) -> Locator | None:
    """None where neither a point nor a closed date is known. times: how much larger its map is."""
    spot = spot_of(context, event.id)
    point = context.indexes.points.get(event.id)
    shown = locate(spot.at, point.within_km if point else 0.0, times) if spot else None
    time = _strip(context, event.date) if event.date else None
    if shown is None and time is None:
        return None
    return Locator(
        width=WIDTH * times,
        height=shown.height if shown else 0,
        land=shown.land if shown else "",
        borders=shown.borders if shown else "",
        x=shown.x if shown else 0,
        y=shown.y if shown else 0,
        r=shown.r if shown else 0,
        strip=time,
    )


def _strip(context: Context, date: Date) -> Strip | None:
    if date.earliest is None or date.latest is None:
        return None
    found = strip(date.earliest, date.latest)
    if found is None:
        return None
    ticks, first, last, x, width = found
    return Strip(ticks, context.words.year(first), context.words.year(last), x, width)
