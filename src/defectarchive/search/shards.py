"""The data files of search.js and tables.js: the index of names in shards, and tables over lists.

Each file is a script that calls `defectarchive({…})` with its data: browsers load scripts from a
disk without a server, but not JSON. A row is `[path, cells, facets]`, where facets are indexes into
the file's own list of `[group, value, label]`.

A shard holds all rows that have a word with a certain prefix. If these exceed `SHARD` bytes, it
holds only the first of them, and there is a shard for each prefix that is one letter longer. So a
search loads the index and one shard of about `SHARD` bytes at most, however large the archive.
Where nothing is spelled like that, it loads the list of all words too, looks for those that may be
meant, and goes on with their shards.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

import msgspec

from defectarchive.frozen import Frozen
from defectarchive.language.language_marks import plain
from defectarchive.pages.search.found import (
    article_rows,
    case_rows,
    names_in_order,
    person_rows,
)
from defectarchive.pages.search.rows import (
    ARTICLES_TABLE,
    CASES_TABLE,
    PEOPLE_TABLE,
    SEARCH_INDEX,
    SEARCH_WORDS,
    Facet,
    FoundRow,
    table_of,
)
from defectarchive.pages.search.texts import facets_file, text_rows
from defectarchive.pages.shared import routes
from defectarchive.pages.shared.context import Context
from defectarchive.pages.shared.planned import PlannedFile
from defectarchive.search.normalise import LETTERS, LONGEST, keys_of

SHARD = 64 * 1024
"""The largest size of a shard's rows, in bytes."""
FIRST = 200
"""How many rows a shard has at most if not all of its rows fit."""
# Between words of the list, so that no withheld name is found across two of them.
_APART = ";"

_encode = msgspec.json.encode


class Shard(Frozen, frozen=True):
    """The numbers of the rows that have a word with this prefix.

    total: how many such rows there are, including those left out because they do not fit.
    """

    beginning: str
    rows: Sequence[int]
    total: int

    @property
    def path(self) -> str:
        """The path of its file. Letters that are not ASCII appear as hexadecimal code points."""
        letters = (c if c.isascii() and c.isalnum() else f"-{ord(c):x}-" for c in self.beginning)
        return routes.SEARCH + f"-/n-{''.join(letters)}.js"


def finding_files(context: Context) -> Iterator[PlannedFile]:
    """The files of the tables, and of the index of names if the site has a search."""
    archive = context.archive
    if table_of(len(context.timeline.entries), CASES_TABLE):
        yield PlannedFile(CASES_TABLE, lambda: [_table(case_rows(context))])
    if table_of(len(archive.people), PEOPLE_TABLE):
        yield PlannedFile(PEOPLE_TABLE, lambda: [_table(person_rows(context))])
    if table_of(len(archive.articles), ARTICLES_TABLE):
        yield PlannedFile(ARTICLES_TABLE, lambda: [_table(article_rows(context))])
    if context.edition.deployment.search:
        yield from _index(context)


def text_files(context: Context) -> Iterator[PlannedFile]:
    """The facets by which results of the full-text search can be filtered, if the site has one."""
    if context.edition.deployment.fulltext:
        path = facets_file(context.edition.language)
        yield PlannedFile(path, lambda: [_table(text_rows(context))])


def _table(rows: Iterable[FoundRow]) -> bytes:
    return script(_data(list(rows)))


def _index(context: Context) -> Iterator[PlannedFile]:
    # The sort is stable: what has the same rank stays in the order of names.
    names = sorted(names_in_order(context), key=lambda name: name.rank)
    return index_files([name.row for name in names])


def index_files(rows: Sequence[FoundRow]) -> Iterator[PlannedFile]:
    """The index of these rows, the list of its words, and its shards."""
    weights = [len(_encode((row.path, row.cells))) + 4 * len(row.facets) for row in rows]
    keys = [keys_of(str(row.cells[0])) for row in rows]
    shards = list(cut(weights, keys))
    words = _APART.join(sorted({key for own in keys for key in own}))
    index = {
        "letters": LETTERS,
        "longest": LONGEST,
        "words": SEARCH_WORDS,
        # For each prefix: whether the shard is complete, how many rows match, and its path.
        "shards": {s.beginning: [len(s.rows) == s.total, s.total, s.path] for s in shards},
    }
    yield PlannedFile(SEARCH_INDEX, lambda: [script(index)])
    yield PlannedFile(SEARCH_WORDS, lambda: [script(words)])
    for shard in shards:
        yield PlannedFile(shard.path, _ShardContent(rows, shard))


class _ShardContent(Frozen, frozen=True):
    """A shard's content, made when it is asked for."""

    rows: Sequence[FoundRow]
    shard: Shard

    def __call__(self) -> Iterable[bytes]:
        return (script(_data([self.rows[number] for number in self.shard.rows])),)


def cut(weights: Sequence[int], keys: Sequence[Iterable[str]]) -> Iterator[Shard]:
    """Distribute rows over shards. For each row: its size in bytes, and the keys that find it."""
    by_key: dict[str, list[int]] = {}
    for number, own in enumerate(keys):
        for key in dict.fromkeys(own):
            by_key.setdefault(key, []).append(number)
    return _divide("", sorted(by_key), by_key, weights)


def _divide(
    beginning: str, keys: Sequence[str], by_key: Mapping[str, Sequence[int]], weights: Sequence[int]
) -> Iterator[Shard]:
    rows = sorted({number for key in keys for number in by_key[key]})
    if sum(weights[number] for number in rows) <= SHARD:
        yield Shard(beginning, rows, len(rows))
        return
    # Rows that have the prefix as a whole word come first.
    first = dict.fromkeys([*by_key.get(beginning, ()), *rows])
    yield Shard(beginning, list(_fitting(first, weights)), len(rows))
    longer = (key for key in keys if key != beginning)
    for start, members in groupby(longer, key=lambda key: key[: len(beginning) + 1]):
        yield from _divide(start, list(members), by_key, weights)


def _fitting(rows: Iterable[int], weights: Sequence[int]) -> Iterator[int]:
    room = SHARD
    for at, number in enumerate(rows):
        room -= weights[number]
        if at == FIRST or room < 0:
            return
        yield number


def _data(rows: Sequence[FoundRow]) -> Mapping[str, Any]:
    facets: list[Facet] = sorted({facet for row in rows for facet in row.facets})
    numbers = {facet: number for number, facet in enumerate(facets)}
    return {
        "facets": [(facet.group, facet.value, plain(facet.label)) for facet in facets],
        "rows": [
            (r.path, [_cell(cell) for cell in r.cells], [numbers[facet] for facet in r.facets])
            for r in rows
        ],
    }


def _cell(cell: str | int) -> str | int:
    return plain(cell) if isinstance(cell, str) else cell


def script(data: Any) -> bytes:
    """A script that calls `defectarchive` with the data as JSON."""
    return b"defectarchive(%s);\n" % _encode(data)
