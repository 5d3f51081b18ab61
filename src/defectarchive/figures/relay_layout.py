"""Where each outlet of a case stands in the drawing of who passes on whose story.

An outline: each node has a row of its own and stands beneath the one whose story it passes on, one
step further in, so that names stay readable on a narrow screen. What rests on several others stands
beneath the first of them; lanes at the right lead to the rest.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from defectarchive.figures.text_width import cut, width_of
from defectarchive.frozen import Frozen

MOST = 40
"""How many nodes a drawing has at most; more would no longer be taken in at a glance."""
WIDTH = 400
ROW, STEP = 42, 22
# The mark of the first row, and how far from it the text begins.
_LEFT, _TOP, _TEXT = 10, 16, 14
_DEEPEST, _LANES, _LANE = 8, 6, 11
_LETTER = 7.9


class NodeSpot(Frozen, frozen=True):
    """The place of a node: its mark's centre, where its text begins, and how much of it fits."""

    x: int
    y: int
    text_x: int
    name: str


class Drawing(Frozen, frozen=True):
    """Spots by node, and paths in SVG's notation.

    `lines` lead down the tree, those of `either` to a node that rests on this or on another one;
    `lanes` lead to what else a node rests on, each to one of the `points`.
    """

    height: int
    spots: Mapping[str, NodeSpot]
    lines: tuple[str, ...]
    either: tuple[str, ...]
    lanes: tuple[str, ...]
    points: tuple[str, ...]


class Outline(Frozen, frozen=True):
    """Nodes from top to bottom: how far in each stands, beneath which, what else it rests on."""

    order: tuple[str, ...]
    depth: Mapping[str, int]
    above: Mapping[str, str]
    others: tuple[tuple[str, str], ...]


def outline(sources: Mapping[str, Sequence[str]], firm: frozenset[str]) -> Outline:
    """Sets the nodes in order. `sources`: what each rests on; both in the order to be kept.

    `firm` nodes are origins themselves: where nodes lead to each other, these stay on top.
    """
    above: dict[str, str] = {}
    for node in sorted(sources, key=lambda node: node in firm):
        for source in sources[node]:
            if not _leads_to(above, source, node):
                above[node] = source
                break
    beneath: dict[str, list[str]] = {}
    for node in sources:
        beneath.setdefault(above.get(node, ""), []).append(node)
    depth = dict(_descend(beneath))
    others = tuple(
        (node, source)
        for node in depth
        for source in dict.fromkeys(sources[node])
        if source not in (node, above.get(node))
    )
    return Outline(tuple(depth), depth, above, others)


def _leads_to(above: Mapping[str, str], start: str, node: str) -> bool:
    current: str | None = start
    while current is not None:
        if current == node:
            return True
        current = above.get(current)
    return False


def _descend(beneath: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, int]]:
    waiting = [(node, 0) for node in reversed(beneath.get("", ()))]
    while waiting:
        node, depth = waiting.pop()
        yield node, depth
        waiting += [(below, depth + 1) for below in reversed(beneath.get(node, ()))]


def draw(
    tree: Outline, names: Mapping[str, str], left_open: Mapping[str, Collection[str]]
) -> Drawing | None:
    """The drawing; None where there are more nodes or more steps in than it can show.

    `left_open`: for each node, those on which it may rest or not.
    """
    if len(tree.order) > MOST or max(tree.depth.values(), default=0) > _DEEPEST:
        return None
    rows = {node: number for number, node in enumerate(tree.order)}
    lanes = _lanes(tree.others, rows)
    room = WIDTH - _LANE * (1 + max(lanes.values(), default=-1))
    spots = {node: _spot(node, row, tree.depth[node], names, room) for node, row in rows.items()}
    lines = [
        (tree.above[node] in left_open[node], _line(spots[tree.above[node]], spots[node]))
        for node in tree.order
        if node in tree.above
    ]
    return Drawing(
        height=_TOP + ROW * len(rows) - 8,
        spots=spots,
        lines=tuple(line for is_open, line in lines if not is_open),
        either=tuple(line for is_open, line in lines if is_open),
        lanes=tuple(_lane(spots[a], spots[b], lane) for (a, b), lane in lanes.items()),
        points=tuple(_point(spots[node]) for node in dict.fromkeys(b for _, b in lanes)),
    )


def _spot(node: str, row: int, depth: int, names: Mapping[str, str], room: int) -> NodeSpot:
    x = _LEFT + STEP * depth
    return NodeSpot(x, _TOP + ROW * row, x + _TEXT, cut(names[node], room - x - _TEXT - 8, _LETTER))


def _line(above: NodeSpot, below: NodeSpot) -> str:
    down = below.y - 8
    return f"M{above.x} {above.y + 8}V{down}q0 8 8 8H{below.x - 8}"


@dataclass(slots=True)
class _Taken:
    """The rows between which a lane is in use."""

    spans: list[tuple[int, int]] = field(default_factory=list)

    def takes(self, first: int, last: int) -> bool:
        if any(
            first <= other_last and other_first <= last for other_first, other_last in self.spans
        ):
            return False
        self.spans.append((first, last))
        return True


def _lanes(
    others: Sequence[tuple[str, str]], rows: Mapping[str, int]
) -> dict[tuple[str, str], int]:
    """A lane for each further source, counted from the outermost; what finds none is not drawn."""
    taken = [_Taken() for _ in range(_LANES)]
    lanes: dict[tuple[str, str], int] = {}
    for pair in others:
        first, last = sorted(rows[node] for node in pair)
        lane = next((at for at, lane in enumerate(taken) if lane.takes(first, last)), None)
        if lane is not None:
            lanes[pair] = lane
    return lanes


def _lane(start: NodeSpot, end: NodeSpot, lane: int) -> str:
    """From behind one name out to the lane, along it, and back to the other name."""
    return f"M{_behind(start)} {start.y}H{WIDTH - 3 - _LANE * lane}V{end.y}H{_behind(end)}"


def _point(spot: NodeSpot) -> str:
    return f"M{_behind(spot) + 6} {spot.y - 4}l-6 4 6 4"


def _behind(spot: NodeSpot) -> int:
    return spot.text_x + width_of(spot.name, _LETTER) + 5
