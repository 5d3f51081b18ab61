"""Long lists: which rows stand on the page, and which on pages of their own.

No page of HTML may pass 256 KB, however large the archive, and no list is split
that fits. What a row will weigh is estimated from its view alone, so that the plan of pages
depends on nothing that a template does; the estimate is generous.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic

import msgspec

from defectarchive.frozen import Frozen
from defectarchive.language.words import Words
from defectarchive.model.archive import Prose
from defectarchive.model.dates.days import Day
from defectarchive.pages.shared import routes
from defectarchive.pages.shared.row_limits import cut_text
from defectarchive.views.page import ListPart
from defectarchive.views.rows import Group, Link, Listing, PartLink, Row, Section, SiteView

PAGE_LIMIT = 256 * 1024
"""What no page may pass, in bytes."""
BUDGET = 200_000
"""What the lists of one page may weigh by estimate. The rest of the page has what is left."""
# What the markup around a row weighs, beyond the names of its fields; cases name many things.
_MARKUP = {"case": 200, "timeline": 220, "year": 220}
_LEAST_MARKUP = 60
_PART_BYTES = 400  # About what the link to one part weighs.
# Letters of a name that stands for where a part begins or ends.
_END = 40

_encode = msgspec.json.Encoder().encode


class GroupKey(Frozen, frozen=True):
    """A group to which a row belongs, and its name in a URL."""

    group: Group
    slug: str


class ListRow(Frozen, Generic[Row], frozen=True):
    """A row, and the groups to which it belongs, from coarse to fine.

    at: where it stands in the order of the list: a day, or a name; None if neither says that.
    """

    row: Row
    keys: tuple[GroupKey, ...] = ()
    at: Day | str | None = None


@dataclass(slots=True)
class ListPlan(Generic[Row]):
    """A list before it is known whether it fits.

    name: of the list, as templates know it. rows: what its rows are (see `ListPart`). entries: in
    order. heading: which of the keys makes sections, -1
    none. prefix: goes before slugs and anchors, to tell the lists of one page apart.
    """

    name: str
    rows: str
    entries: Sequence[ListRow[Row]]
    heading: int = -1
    prefix: str = ""


class ParentPage(Frozen, frozen=True):
    """The page that lists belong to. link: its path, and its name where it has one of its own."""

    site: SiteView
    link: Link
    section: str
    words: Words = field(default_factory=Words)


class _Weighed(Frozen, Generic[Row], frozen=True):
    """A row of a list, and what it may weigh: see `weight`."""

    entry: ListRow[Row]
    bytes: int


class PagedList(Frozen, Generic[Row], frozen=True):
    """A list as its page shows it, and the pages beside it (none if it fits)."""

    listing: Listing[Row]
    pages: tuple[ListPart[Row], ...] = ()


def weight(view: object) -> int:
    """About how many bytes of HTML a view makes, from above.

    Its JSON is about as long as its HTML: names of fields stand for markup. Characters that HTML
    escapes and JSON does not are counted for what they become.
    """
    data = _encode(view)
    # A quotation mark within a value has a backslash in JSON.
    escaped = len(data) - len(data.translate(None, b"&<>'\\"))
    return len(data) + 5 * escaped


def room_beside(prose: Prose) -> int:
    """What the lists of a page may weigh that has a body as well."""
    return max(0, BUDGET - sum(len(part.encode()) for part in prose.parts))


def _weigh(plan: ListPlan[Row]) -> list[_Weighed[Row]]:
    markup = _MARKUP.get(plan.rows, _LEAST_MARKUP)
    return [_Weighed(entry, weight(entry.row) + markup) for entry in plan.entries]


def _sum(rows: Iterable[_Weighed[Row]]) -> int:
    return sum(row.bytes for row in rows)


def lay_out(host: ParentPage, plan: ListPlan[Row], budget: int = BUDGET) -> PagedList[Row]:
    """One list of a page, split if it does not fit."""
    rows = _weigh(plan)
    return _whole(plan) if _sum(rows) <= budget else _split(host, plan, rows)


def lay_out_all(
    host: ParentPage, plans: Sequence[ListPlan[Any]], budget: int = BUDGET
) -> list[PagedList[Any]]:
    """The lists of a page that has several: the largest are split until the rest fits."""
    rows = [_weigh(plan) for plan in plans]
    results: list[PagedList[Any]] = [_whole(plan) for plan in plans]
    left = dict(enumerate(map(_sum, rows)))
    spent = 0
    while left and spent + sum(left.values()) > budget:
        largest = max(left, key=lambda index: (left[index], -index))
        del left[largest]
        results[largest] = _split(host, plans[largest], rows[largest])
        spent += _PART_BYTES * len(results[largest].pages)
    return results


def fill(weights: Iterable[int], budget: int = BUDGET) -> list[int]:
    """How many of the things go on each page, in order; each page takes one at least."""
    counts: list[int] = []
    room = 0
    for size in weights:
        if counts and size <= room:
            counts[-1] += 1
            room -= size
        else:
            counts.append(1)
            room = budget - size
    return counts


def _whole(plan: ListPlan[Row]) -> PagedList[Row]:
    sections = _sections(plan, plan.entries)
    return PagedList(Listing(len(plan.entries), sections, ()))


def _split(host: ParentPage, plan: ListPlan[Row], rows: Sequence[_Weighed[Row]]) -> PagedList[Row]:
    parts: list[tuple[PartLink, Sequence[ListRow[Row]]]] = []
    for key, members in _divide(rows, 0):
        runs = _runs(members)
        for number, run in enumerate(runs, start=1):
            slug = plan.prefix + (key.slug if number == 1 or not key.slug else f"{key.slug}-")
            slug += "" if number == 1 and key.slug else str(number)
            path = routes.part(host.link.path, slug)
            text = _extent(host.words, run) if len(runs) > 1 or not key.slug else ""
            parts.append((PartLink(key.group, number, len(runs), path, len(run), text), run))
    listing: Listing[Row] = Listing(len(plan.entries), (), tuple(part for part, _ in parts))
    return PagedList(listing, tuple(_page(host, plan, parts, at) for at in range(len(parts))))


def _runs(rows: Sequence[_Weighed[Row]]) -> list[Sequence[ListRow[Row]]]:
    """What goes on each page. A page ends with a day where that leaves it more than half full."""
    entries, weights = [row.entry for row in rows], [row.bytes for row in rows]
    runs: list[Sequence[ListRow[Row]]] = []
    start = 0
    while start < len(entries):
        end = cut = start + fill(weights[start:], BUDGET)[0]
        while start < cut < len(entries) and _stand_together(entries[cut - 1], entries[cut]):
            cut -= 1
        if 2 * sum(weights[start:cut]) > BUDGET:
            end = cut
        runs.append(entries[start:end])
        start = end
    return runs


def _stand_together(one: ListRow[Row], other: ListRow[Row]) -> bool:
    return one.at is not None and one.at == other.at


def _extent(words: Words, run: Sequence[ListRow[Row]]) -> str:
    """What a part is called after what is in it: "1–4 March 2022", "Aas – Berg"; "" if nothing."""
    first, last = run[0].at, run[-1].at
    if isinstance(first, Day) and isinstance(last, Day):
        return words.period(min(first, last), max(first, last))
    if isinstance(first, str) and isinstance(last, str):
        ends = (cut_text(first, _END), cut_text(last, _END))
        return words.from_to(*ends)
    return ""


def _divide(
    rows: Sequence[_Weighed[Row]], level: int
) -> Iterable[tuple[GroupKey, Sequence[_Weighed[Row]]]]:
    """The groups of a level; those that are too large for a page, by the next level."""
    groups: dict[GroupKey, list[_Weighed[Row]]] = {}
    for row in rows:
        groups.setdefault(_key(row.entry, level), []).append(row)
    for key, members in groups.items():
        finer = any(level + 1 < len(row.entry.keys) for row in members)
        if finer and _sum(members) > BUDGET:
            yield from _divide(members, level + 1)
        else:
            yield key, members


_NO_KEY = GroupKey(Group("number", ""), "")


def _key(entry: ListRow[Row], level: int) -> GroupKey:
    """The entry's group of that level; one that is not divided so far keeps its finest."""
    return entry.keys[min(level, len(entry.keys) - 1)] if entry.keys else _NO_KEY


def _page(
    host: ParentPage,
    plan: ListPlan[Row],
    parts: Sequence[tuple[PartLink, Sequence[ListRow[Row]]]],
    at: int,
) -> ListPart[Row]:
    part, entries = parts[at]
    return ListPart(
        site=host.site,
        root=routes.root_of(part.path),
        path=part.path,
        section=host.section,
        title=host.link.text,
        summary="",
        rows=plan.rows,
        list=plan.name,
        of=host.link,
        part=part,
        sections=_sections(plan, entries),
        previous=parts[at - 1][0] if at else None,
        next=parts[at + 1][0] if at + 1 < len(parts) else None,
    )


_NO_GROUP = Group("", "")


def _sections(plan: ListPlan[Row], entries: Sequence[ListRow[Row]]) -> tuple[Section[Row], ...]:
    if not entries:
        return ()
    if plan.heading < 0:
        return (Section(_NO_GROUP, "", tuple(entry.row for entry in entries)),)
    groups: dict[GroupKey, list[Row]] = {}
    for entry in entries:
        groups.setdefault(_key(entry, plan.heading), []).append(entry.row)
    return tuple(
        Section(key.group, f"{plan.prefix}in-{key.slug}", tuple(rows))
        for key, rows in groups.items()
    )
