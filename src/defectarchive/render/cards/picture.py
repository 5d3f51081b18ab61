"""Where all stands on a card of 1200 by 630 pixels."""

from __future__ import annotations

from defectarchive.figures import year_line
from defectarchive.render.cards.canvas import HAIR, INK, RED, SOFT, Canvas
from defectarchive.render.cards.setting import Block, Measure, cut_off, first_fitting, fitted
from defectarchive.render.cards.typefaces import Typefaces
from defectarchive.render.cards.words import CardWords
from defectarchive.views.case import CaseCard
from defectarchive.views.figures import Locator, Span
from defectarchive.views.page import Page
from defectarchive.views.person import PersonCard
from defectarchive.views.time import YearCard

SIZE = 1200, 630
_EDGE = 72
_WIDE = SIZE[0] - 2 * _EDGE
# What stands at the right, and the room before it.
_BESIDE, _GAP = 352, 56
# Between which heights all stands but the title of the site.
_HEAD, _FOOT = 152, 578
# How much of a map is left out all around: its outlines end in steps there.
_RIM = 4
# Bars are at least so wide; those up to the other are a day or little more, and tall.
_NARROW, _DAY = 8, 14
_TALLEST_MAP, _STRIP, _SPAN = 318, 66, 132

_SITE = Measure("italic", ((34, 1), (28, 1), (24, 1)), 1.2)
_KICKER = Measure("sans", ((28, 1), (26, 2), (23, 3)), 1.36)
_SIZES = ((78, 2), (68, 2), (60, 3), (54, 3), (48, 4), (42, 4), (38, 4), (34, 4))
_TITLE = Measure("serif", _SIZES, 1.14)
_UNNAMED = Measure("italic", _SIZES, 1.14)
_YEAR = Measure("serif", ((150, 1), *_SIZES), 1.14)
_WORDS = Measure("sans", ((28, 2), (26, 3), (24, 3), (22, 4)), 1.4)
_FLAG = Measure("sans", ((28, 1),), 1.4)
_LABEL = Measure("sans", ((22, 1),), 1.3)
_DOT = " · "
_MOST_WORDS = 132


def draw_card(view: Page, words: CardWords, faces: Typefaces) -> bytes:
    """The card of a view, which has these words; all of them can be drawn (`Typefaces.has`)."""
    canvas = Canvas(faces, SIZE)
    sheet = _Sheet(canvas, faces, words)
    sheet.masthead()
    width, foot, title = _WIDE, _FOOT, _TITLE
    if isinstance(view, CaseCard) and view.locator and view.locator.height:
        width -= _BESIDE + _GAP
        sheet.locator(view.locator, view.span, hollow=view.case.place_caution is not None)
    elif isinstance(view, CaseCard | PersonCard | YearCard) and view.span:
        foot -= _SPAN
        sheet.span(view.span)
    if isinstance(view, YearCard):
        title = _YEAR
    if isinstance(view, PersonCard) and view.person.unnamed:
        title = _UNNAMED
    sheet.told(title, width, foot)
    return canvas.png()


class _Sheet:
    """A card that is being drawn."""

    def __init__(self, canvas: Canvas, faces: Typefaces, words: CardWords) -> None:
        self._canvas = canvas
        self._faces = faces
        self._words = words

    def masthead(self) -> None:
        """The title of the site over the double rule that its pages have."""
        block = self._whole_or_cut(self._words.site, _SITE, _WIDE, 60)
        self._canvas.text(block, _EDGE, 100 - block.leading, INK)
        self._canvas.box(_EDGE, 108, _WIDE, 2, INK)
        self._canvas.box(_EDGE, 114, _WIDE, 6, INK)

    def told(self, title: Measure, width: int, foot: int) -> None:
        """The kicker and the title from above, on what it rests and the flag from below."""
        canvas, words, top = self._canvas, self._words, _HEAD
        if kicker := self._kicker(width):
            canvas.text(kicker, _EDGE, top, SOFT)
            top += kicker.height + 14
        if flag := words.flag and fitted(self._faces, words.flag, _FLAG, width, _MOST_WORDS):
            foot -= flag.height
            canvas.box(_EDGE, foot + 13, 14, 14, RED)
            canvas.text(flag, _EDGE + 26, foot, RED)
        told = (words.words, words.short)
        if rests := first_fitting(self._faces, told, _WORDS, width, _MOST_WORDS):
            foot -= rests.height
            canvas.text(rests, _EDGE, foot, SOFT)
        block = self._whole_or_cut(words.title, title, width, foot - 16 - top)
        canvas.text(block, _EDGE, top, INK)

    def _kicker(self, width: int) -> Block | None:
        """As many pieces as there is room for: a value without its reserve would say more."""
        pieces = self._words.kicker
        texts = (_DOT.join(pieces[:count]) for count in range(len(pieces), 0, -1))
        return first_fitting(self._faces, texts, _KICKER, width, SIZE[1])

    def _whole_or_cut(self, text: str, measure: Measure, width: int, height: int) -> Block:
        whole = fitted(self._faces, text, measure, width, height)
        return whole or cut_off(self._faces, text, measure, width, height)

    def locator(self, locator: Locator, span: Span | None, *, hollow: bool) -> None:
        """The map, and the line of time beneath it. hollow: the place is given with reserve."""
        x, y, canvas = SIZE[0] - _EDGE - _BESIDE, _HEAD + 8, self._canvas
        scale = (_BESIDE + 2 * _RIM) / locator.width
        whole = round(locator.height * scale) - 2 * _RIM
        height = min(whole, _TALLEST_MAP)
        shift = max(0, min(whole - height, round(locator.y * scale - height / 2))) + _RIM
        canvas.map(locator, scale, (x, y, _BESIDE, height), (_RIM, shift))
        at = x + locator.x * scale - _RIM, y + locator.y * scale - shift
        canvas.spot(*at, locator.r * scale, hollow=hollow)
        y += height + 22
        if span:
            self._line_of_time(span, x, y + 12, _BESIDE)

    def span(self, span: Span) -> None:
        """Cases along time, across the foot of the card."""
        self._line_of_time(span, _EDGE, _FOOT - _SPAN + 62, _WIDE)

    def _line_of_time(self, span: Span, x: int, y: int, width: int) -> None:
        """A line at height y, ticks and bars across it, and the years at its ends below."""
        canvas, large = self._canvas, width == _WIDE
        canvas.box(x, y - 1, width, 2, HAIR)
        for tick in (0, *(tick * width // year_line.WIDTH for tick in span.ticks), width - 2):
            tall = 12 if tick in (0, width - 2) else 7
            canvas.box(x + tick, y - tall, 2, 2 * tall, HAIR)
        for bar in span.bars:
            draw = canvas.frame if bar.hollow else canvas.box
            wide = max(_NARROW, bar.width * width // year_line.WIDTH)
            tall = 22 if large and wide <= _DAY else 9
            left = min(bar.x * width // year_line.WIDTH, width - wide)
            draw(x + left, y - tall, wide, 2 * tall, RED)
        below, size = y + (30 if large else 14), _LABEL.sizes[0][0]
        for label, end in ((self._words.first, False), (self._words.last, True)):
            block = _LABEL.block([label], _LABEL.style, size)
            canvas.text(block, x + width * end, below, SOFT, end=end)
