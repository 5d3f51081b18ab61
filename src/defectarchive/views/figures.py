"""Drawings. Coordinates are whole numbers, so that each machine writes the same bytes.

A drawing is `WIDTH` units wide whatever its width on the screen, where one letter takes up `LETTER`
units at most: on a narrow screen the style sheet makes letters larger, and they still fit.
"""

from __future__ import annotations

from defectarchive.views.rows import Caution, Link, TypeView, View

WIDTH = 1200
LETTER = 21.0
TARGET = 84
"""What can be touched is as wide and high at least: 25 pixels on a screen of 390."""


class Tick(View, frozen=True):
    """A line across a time axis, and what stands beside it ("1991", "May"). x: where it stands."""

    x: int
    text: str


class Bar(View, frozen=True):
    """A run of days in which a case may fall. It may reach beyond the drawing, which cuts it."""

    x: int
    width: int


class Mark(View, frozen=True):
    """A case on a time axis: a sign centred on x and y, or, where its date is vague, bars.

    bars: the runs of days that it may fall in, in order; () for a sign. left, width: what can be
    touched, `TARGET` high, around it and above it. unsure: the source itself doubts the date, or
    gives it roughly. date: short, "" never; caution: with what reserve it is given. title: of the
    case, cut if long.
    """

    path: str
    title: str
    date: str
    caution: Caution | None
    x: int
    y: int
    left: int
    width: int
    unsure: bool
    bars: tuple[Bar, ...]


class StretchView(View, frozen=True):
    """One stretch of time that columns stand for: "1991", "May 1991".

    path: where its cases are listed, or "". sure, perhaps: how many are surely or perhaps in it,
    of all types that columns are drawn for.
    """

    text: str
    path: str
    x: int
    width: int
    sure: int
    perhaps: int


class Column(View, frozen=True):
    """The cases of one stretch of time, where they are too many for marks of their own.

    stretch: its number among the figure's. sure: cases surely in it, from y `top` down to the base;
    perhaps: those that may also fall elsewhere, of which each counts here with an equal share,
    drawn hatched between `hatched` and `top`. label: the number to print above, or "".
    """

    stretch: int
    x: int
    width: int
    hatched: int
    top: int
    sure: int
    perhaps: int
    label: str


class Band(View, frozen=True):
    """The cases of one type. type: None for all types together, or where nobody says which.

    all: all types together. plural: its name, or "". top: where it begins; y: the base line of its
    heading; base: of its marks or columns. cases: how many are drawn. marks or columns, never both.
    """

    type: TypeView | None
    all: bool
    plural: str
    top: int
    y: int
    base: int
    cases: int
    marks: tuple[Mark, ...]
    columns: tuple[Column, ...]


class TimeFigure(View, frozen=True):
    """Cases along time, a band a type.

    first, last: the stretch of time shown, in words; equal where it is one year or month. unit:
    what a column stands for: day, days, month, months, year, decade, century or longer. drawn:
    cases in it; outside: cases of other years, which are so few and so far that the rest would not
    be seen beside them; wide, undated: cases of the page that are not drawn, since their dates span
    too much or are not known. stretches: what columns stand for, in order; runs: the same, so many
    together as can be touched, as far as they have cases and a page. bars, hatched, unsure: whether
    any of these is drawn, for the key. signs: which signs.
    """

    width: int
    height: int
    first: str
    last: str
    unit: str
    ticks: tuple[Tick, ...]
    bands: tuple[Band, ...]
    signs: tuple[int, ...]
    drawn: int
    outside: int
    wide: int
    undated: int
    stretches: tuple[StretchView, ...]
    runs: tuple[StretchView, ...]
    bars: bool
    hatched: bool
    unsure: bool


class MapPlace(View, frozen=True):
    """A circle on the map around x and y, its area by the number of cases.

    It stands for a place or for several that are too near each other to be told apart. cases: those
    shown to be there, or at a place within it that has no coordinates. sort: what it is of the
    place `link`: is (that place alone), all (it and what lies in it), in (several places in it, but
    not all), near (it and some around it). places: how many they are; largest: the first of these
    by cases, if they are several. label: the name as far as there is room for it, at label_x and
    label_y; anchor: start, middle or end. "" where it would run into another. left, top: what can
    be touched, `TARGET` wide and high.
    """

    link: Link
    sort: str
    places: int
    largest: tuple[Link, ...]
    cases: int
    x: int
    y: int
    r: int
    label: str
    label_x: int
    label_y: int
    anchor: str
    left: int
    top: int


class ScaleBar(View, frozen=True):
    """How long a distance is on the map, in kilometres, at its foot."""

    width: int
    km: int


class MapFigure(View, frozen=True):
    """Places, and points of cases, over the outlines of land.

    land, borders, grid: paths in SVG's notation. places: circles, the largest first; points: how
    many places and points of cases these stand for; cases: all of them together. far: those so far
    from nearly all others that a map of all would show little, on a map of their own, or None;
    there, near: the path around what the larger map shows, elsewhere "". pointless: cases at places
    that have no coordinates, nor any around them; placeless: cases of which nobody says where.
    scale: None where it differs too much.
    """

    width: int
    height: int
    land: str
    borders: str
    grid: str
    places: tuple[MapPlace, ...]
    points: int
    cases: int
    scale: ScaleBar | None
    pointless: int = 0
    placeless: int = 0
    near: str = ""
    far: MapFigure | None = None


class WebRow(View, frozen=True):
    """A person in the web: a row. own: the one whose page it is; near: in a case with them.

    short: the name as it is drawn. first, last: from which to which x its line runs. more: how many
    cases of theirs are not drawn; at_least: or more than that.
    """

    person: Link
    unnamed: bool
    short: str
    own: bool
    near: bool
    y: int
    first: int
    last: int
    more: int
    at_least: bool


class WebColumn(View, frozen=True):
    """A case in the web: a column with a dot at each of its people.

    own: whose web it is has a part in it. people: the names of those at the dots. left: how many
    people it has who are not drawn. year: printed above it, "" where there is no room.
    """

    case: Link
    type: TypeView | None
    date: str
    own: bool
    x: int
    top: int
    bottom: int
    dots: tuple[int, ...]
    people: tuple[str, ...]
    left: int
    year: str


class PersonWeb(View, frozen=True):
    """The cases around a person and the people around these, two steps.

    people_left, cases_left: people in their cases, and their own cases, that are not drawn.
    names: the x at which names end. signs: which signs of types are used.
    """

    width: int
    height: int
    names: int
    rows: tuple[WebRow, ...]
    columns: tuple[WebColumn, ...]
    signs: tuple[int, ...]
    people_left: int
    cases_left: int


class Strip(View, frozen=True):
    """The span of days that a case may fall in, along the years around it.

    ticks: where years, or the months of one year, begin. first, last: the years at its ends.
    x, width: of the span.
    """

    ticks: tuple[int, ...]
    first: str
    last: str
    x: int
    width: int


class Locator(View, frozen=True):
    """Where and when a case was, small. land, borders: paths; x, y: the place; height: 0 for none.

    r: how far around the point it may have been. strip: None for a date that is open, or wider than
    the strip.
    """

    width: int
    height: int
    land: str
    borders: str
    x: int
    y: int
    r: int
    strip: Strip | None


class SpanBar(View, frozen=True):
    """A run of days in which a case may fall. hollow: given with reserve, or vaguely."""

    x: int
    width: int
    hollow: bool


class Span(View, frozen=True):
    """Cases along the years or months around them. ticks: where these begin.

    first, last: the years at its ends.
    """

    ticks: tuple[int, ...]
    first: str
    last: str
    bars: tuple[SpanBar, ...]
