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
from defectarchive.render.cards.typefaces import BASE, Typefaces
from defectarchive.views.figures import Locator

Colour = tuple[int, int, int]
Points = list[tuple[float, float]]

# As in templates/static/style.css; the last two are sea and land beneath red.
PAPER, INK, SOFT = (252, 252, 250), (26, 26, 28), (74, 75, 80)
RED, HAIR = (156, 31, 13), (133, 132, 125)
_SEA, _COAST, _LAND = (243, 243, 239), (225, 224, 219), (207, 206, 200)
_RED_SEA, _RED_LAND = (224, 184, 176), (199, 158, 149)
_STEPS = 3
"""In so many steps letters go over from the paper into their colour."""


def _ramp(colour: Colour) -> Iterator[Colour]:
    for step in range(1, _STEPS + 1):
        red, green, blue = (
            one + (other - one) * step // _STEPS for one, other in zip(PAPER, colour, strict=True)
        )
        yield red, green, blue


_PALETTE: Sequence[Colour] = (
    *(PAPER, *_ramp(INK), *_ramp(SOFT), *_ramp(RED)),
    *(HAIR, _SEA, _COAST, _LAND, _RED_SEA, _RED_LAND),
)
"""No more than 16, so that a pixel takes half a byte."""
_REDDENED = {_SEA: _RED_SEA, _COAST: _RED_LAND, _LAND: _RED_LAND}
_IN_STEPS = [(value * _STEPS + 127) // 255 for value in range(256)]
_DRAWN = bytes(255 if step else 0 for step in _IN_STEPS)
_FINER = 3
"""Curves are drawn so many times larger."""
_OUTLINE, _RING, _DISC = 2, 3, 14
_COMMAND = re.compile(r"([Mlz])([^Mlz]*)")
_NUMBER = re.compile(r"-?\d+")


class Canvas:
    """A sheet to draw on."""

    def __init__(self, faces: Typefaces, size: tuple[int, int]) -> None:
        self._faces = faces
        self._image = Image.new("P", size, _PALETTE.index(PAPER))
        self._image.putpalette([value for colour in _PALETTE for value in colour])
        self._pen = ImageDraw.Draw(self._image)

    def png(self) -> bytes:
        """The picture."""
        out = BytesIO()
        self._image.save(out, "PNG", compress_level=4)
        return out.getvalue()

    def box(self, x: int, y: int, width: int, height: int, colour: Colour) -> None:
        """A filled box."""
        shape = (x, y, x + width - 1, y + height - 1)
        self._pen.rectangle(shape, fill=_PALETTE.index(colour))

    def frame(self, x: int, y: int, width: int, height: int, colour: Colour) -> None:
        """The outline of a box, paper within."""
        self.box(x, y, width, height, colour)
        wide, tall = width - 2 * _OUTLINE, height - 2 * _OUTLINE
        self.box(x + _OUTLINE, y + _OUTLINE, wide, tall, PAPER)

    def text(self, block: Block, x: int, y: int, colour: Colour, *, end: bool = False) -> None:
        """A block whose first line begins at y. `end`: x is where its lines end."""
        for number, line in enumerate(block.lines):
            base = y + number * block.leading + round(block.leading * 0.5 + block.size * 0.33)
            mask = self._faces.drawn(line, block.style, block.size)
            left = x - (mask.width - block.size if end else block.size)
            self._stamp(mask, left, base - round(BASE * block.size), colour)

    def _stamp(self, mask: Image.Image, left: int, top: int, colour: Colour) -> None:
        """Colour where the mask is, over the paper."""
        paper = _PALETTE.index(colour) - _STEPS
        steps = _exchanged(mask, bytes(paper + step for step in _IN_STEPS))
        self._image.paste(steps, (left, top), _exchanged(mask, _DRAWN))

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
        mask = Image.new("L", (width * _FINER, height * _FINER))
        for ring in _lines(drawn.land, scale * _FINER, shift):
            _turn_over(mask, ring)
        pen = ImageDraw.Draw(mask)
        for border in _lines(drawn.borders, scale * _FINER, shift):
            pen.line(border, fill=0, width=_FINER + 2)
        sea = _PALETTE.index(_SEA)
        steps = bytes(sea + (value * 2 + 127) // 255 for value in range(256))
        self._image.paste(_exchanged(mask.reduce(_FINER), steps), (left, top))

    def spot(self, x: float, y: float, radius: float, *, hollow: bool) -> None:
        """A place on the map, and how far around it that may be."""
        reach = round(radius) + 4
        left, top = int(x) - reach, int(y) - reach
        centre = (x - left + 0.5) * _FINER, (y - top + 0.5) * _FINER
        size = 2 * reach + 1
        large = radius >= _DISC
        if large and not hollow:
            within = self._image.crop((left, top, left + size, top + size))
            reddened = [_PALETTE.index(_REDDENED.get(each, each)) for each in _PALETTE]
            red = _exchanged(within, bytes(reddened).ljust(256, b"\0"))
            sharp = _exchanged(_disc(size, centre, radius), bytes(128) + b"\xff" * 128)
            self._image.paste(red, (left, top), sharp)
        hole = radius - _RING if large or hollow else 0
        self._stamp(_disc(size, centre, radius, hole), left, top, RED)


def _exchanged(image: Image.Image, values: bytes) -> Image.Image:
    """The image with the value that stands at each one's place in the place of that."""
    return Image.frombytes("L", image.size, image.tobytes().translate(values))


def _disc(size: int, centre: tuple[float, float], radius: float, hole: float = 0) -> Image.Image:
    mask = Image.new("L", (size * _FINER, size * _FINER))
    pen = ImageDraw.Draw(mask)
    pen.circle(centre, radius * _FINER, fill=255)
    if hole:
        pen.circle(centre, hole * _FINER, fill=0)
    return mask.reduce(_FINER)


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
