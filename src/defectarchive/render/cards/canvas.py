"""A sheet of paper in the colours of the site: text, boxes and maps, saved as a PNG.

It is drawn with a palette from the start: each colour of text has so many steps from the paper to
itself. Coordinates are whole pixels, so each machine draws the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from io import BytesIO

from PIL import Image, ImageChops, ImageDraw

from defectarchive.render.cards.setting import Block
from defectarchive.render.cards.typefaces import Typefaces
from defectarchive.views.figures import Locator

Colour = tuple[int, int, int]
Points = list[tuple[float, float]]

# As in templates/static/style.css.
PAPER, INK, SOFT = (252, 252, 250), (26, 26, 28), (74, 75, 80)
HAIR, RED = (133, 132, 125), (156, 31, 13)
_SEA, _LAND = (243, 243, 239), (207, 206, 200)
_STEPS, _COAST = 6, 3
_RAMPS: Sequence[tuple[Colour, Colour, int]] = (
    *((PAPER, colour, _STEPS) for colour in (INK, SOFT, HAIR, RED)),
    (_SEA, _LAND, _COAST),
    ((224, 184, 176), (199, 158, 149), _COAST),
)
"""First and last colour of each ramp, and its steps. The last: the map beneath red."""
_START = {last: sum(ramp[2] for ramp in _RAMPS[:at]) for at, (_, last, _) in enumerate(_RAMPS)}
_MAP, _MAP_IN_RED = 4 * _STEPS, 4 * _STEPS + _COAST
_FINER = 3
"""Curves are drawn so many times larger."""
_OUTLINE = 2
_COMMAND = re.compile(r"([Mlz])([^Mlz]*)")
_NUMBER = re.compile(r"-?\d+")


class Canvas:
    """A sheet to draw on."""

    def __init__(self, faces: Typefaces, size: tuple[int, int]) -> None:
        self._faces = faces
        self._image = Image.new("P", size, _START[INK])
        self._image.putpalette([value for ramp in _RAMPS for value in _colours(*ramp)])
        self._pen = ImageDraw.Draw(self._image)

    def png(self) -> bytes:
        """The picture."""
        out = BytesIO()
        self._image.save(out, "PNG", compress_level=6)
        return out.getvalue()

    def box(self, x: int, y: int, width: int, height: int, colour: Colour) -> None:
        """A filled box."""
        shape = (x, y, x + width - 1, y + height - 1)
        self._pen.rectangle(shape, fill=_START[colour] + _STEPS - 1)

    def frame(self, x: int, y: int, width: int, height: int, colour: Colour) -> None:
        """The outline of a box, white within."""
        self.box(x, y, width, height, colour)
        inner = width - 2 * _OUTLINE, height - 2 * _OUTLINE
        if min(inner) > 0:
            shape = (x + _OUTLINE, y + _OUTLINE)
            self._image.paste(_START[INK], (*shape, shape[0] + inner[0], shape[1] + inner[1]))

    def text(self, block: Block, x: int, y: int, colour: Colour, *, end: bool = False) -> None:
        """A block whose first line begins at y. `end`: x is where its lines end."""
        for number, line in enumerate(block.lines):
            base = y + number * block.leading + round(block.leading * 0.5 + block.size * 0.33)
            start = x - self._faces.width(line, block.style, block.size) if end else x
            self._line(line, block, start, base, colour)

    def _line(self, line: str, block: Block, x: float, base: int, colour: Colour) -> None:
        left, top = int(x) - block.size, base - 2 * block.size
        mask = Image.new("L", (self._image.width - left, 3 * block.size))
        pen = ImageDraw.Draw(mask)
        at = x - left
        for font, run in self._faces.runs(line, block.style, block.size):
            pen.text((at, 2 * block.size), run, fill=255, font=font, anchor="ls")
            at += font.getlength(run)
        self._stamp(mask, left, top, colour)

    def _stamp(self, mask: Image.Image, left: int, top: int, colour: Colour) -> None:
        """Colour where the mask is, over the paper."""
        box = mask.getbbox()
        if box is None:
            return
        start = _START[colour]
        steps = [start + value * (_STEPS - 1) // 255 for value in range(256)]
        part = mask.crop(box)
        drawn = part.point(lambda value: 255 if value >= 256 // _STEPS else 0)
        self._image.paste(part.point(steps), (left + box[0], top + box[1]), drawn)

    def map(
        self,
        drawn: Locator,
        scale: float,
        box: tuple[int, int, int, int],
        shift: tuple[int, int],
    ) -> None:
        """Land and borders within a box: left, top, width, height.

        scale: pixels in a unit. shift: by how many the map begins left of the box and above it.
        """
        left, top, width, height = box
        size = width * _FINER, height * _FINER
        mask = Image.new("L", size)
        for ring in _lines(drawn.land, scale * _FINER, shift):
            _turn_over(mask, ring)
        pen = ImageDraw.Draw(mask)
        for border in _lines(drawn.borders, scale * _FINER, shift):
            pen.line(border, fill=0, width=_FINER + 2)
        steps = [_MAP + value * (_COAST - 1) // 255 for value in range(256)]
        self._image.paste(mask.reduce(_FINER).point(steps), (left, top))

    def spot(self, x: float, y: float, radius: float, *, hollow: bool) -> None:
        """A place on the map, and how far around it that may be."""
        reach = round(radius) + 4
        left, top = int(x) - reach, int(y) - reach
        size = 2 * reach + 1
        centre = (x - left + 0.5) * _FINER, (y - top + 0.5) * _FINER

        def disc(r: float, hole: float) -> Image.Image:
            mask = Image.new("L", (size * _FINER, size * _FINER))
            pen = ImageDraw.Draw(mask)
            pen.circle(centre, r * _FINER, fill=255)
            if hole > 0:
                pen.circle(centre, hole * _FINER, fill=0)
            return mask.reduce(_FINER)

        solid = radius < 14
        if not hollow and not solid:
            within = self._image.crop((left, top, left + size, top + size))
            red = [value + _COAST if _MAP <= value < _MAP_IN_RED else value for value in range(256)]
            self._image.paste(within.point(red), (left, top), disc(radius, 0).point(_half))
        hole = 0 if solid and not hollow else radius - 3
        self._stamp(disc(radius, hole), left, top, RED)


def _half(value: int) -> int:
    return 255 if value > 127 else 0


def _colours(first: Colour, last: Colour, steps: int) -> Iterator[int]:
    for step in range(steps):
        for one, other in zip(first, last, strict=True):
            yield one + (other - one) * step // (steps - 1)


def _lines(path: str, scale: float, shift: tuple[int, int]) -> Iterator[Points]:
    """The rings or lines of a path that moves and draws as `figures.land` writes it."""
    points: Points = []
    left, top = shift[0] * _FINER, shift[1] * _FINER
    x = y = 0
    for command, told in _COMMAND.findall(path):
        numbers = [int(number) for number in _NUMBER.findall(told)]
        if command == "M":
            if len(points) > 1:
                yield points
            x, y = numbers
            points = [(x * scale - left, y * scale - top)]
        for at in range(0, len(numbers) if command == "l" else 0, 2):
            x, y = x + numbers[at], y + numbers[at + 1]
            points.append((x * scale - left, y * scale - top))
    if len(points) > 1:
        yield points


def _turn_over(mask: Image.Image, ring: Points) -> None:
    """Water becomes land within a ring, and land water."""
    left, top = int(min(x for x, _ in ring)), int(min(y for _, y in ring))
    right, bottom = int(max(x for x, _ in ring)) + 2, int(max(y for _, y in ring)) + 2
    left, top = max(0, left), max(0, top)
    right, bottom = min(mask.width, right), min(mask.height, bottom)
    if right <= left or bottom <= top:
        return
    inside = Image.new("L", (right - left, bottom - top))
    ImageDraw.Draw(inside).polygon([(x - left, y - top) for x, y in ring], fill=255)
    before = mask.crop((left, top, right, bottom))
    mask.paste(ImageChops.difference(before, inside), (left, top))
