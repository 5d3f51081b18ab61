"""What the pages of places and the map show."""

from __future__ import annotations

from defectarchive.views.figures import MapFigure
from defectarchive.views.page import Page
from defectarchive.views.rows import (
    CaseItem,
    Link,
    Listing,
    PlaceItem,
)


class PlacePage(Page, frozen=True):
    """`pages/place.html`. around: the places around it, nearest first; within: those in it.

    cases: in it and within it, in order. claimed: cases that some article puts there, while another
    place is shown first. former_ids: ids that lead here now.
    """

    place: PlaceItem
    spellings: tuple[str, ...]
    former_ids: tuple[str, ...]
    around: tuple[Link, ...]
    within: Listing[PlaceItem]
    cases: Listing[CaseItem]
    claimed: Listing[CaseItem]


class PlacesIndex(Page, frozen=True):
    """`pages/places.html`: by letter."""

    places: Listing[PlaceItem]


class MapPage(Page, frozen=True):
    """`pages/map.html`: the gazetteer. places: each below the one around it (see depth).

    figure: the map, None where no case is at a place with coordinates.
    """

    figure: MapFigure | None
    places: Listing[PlaceItem]
