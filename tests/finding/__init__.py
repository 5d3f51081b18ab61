"""The search over names, run in Node as it runs in a browser, and tables of what it has to find."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from defectarchive.pages.search.rows import SEARCH_INDEX, FoundRow
from defectarchive.search.shards import index_files
from tests.checkers.programs import program
from tests.published import ROOT

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Answer:
    """What is found for a query. how: spelled, meant, both or none. left: words left out.

    paths, cells: of the first ten. size: of the data that it took, in bytes.
    """

    how: str
    left: str
    paths: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]
    size: int


def ask(files: Mapping[str, bytes], queries: Sequence[str], folder: Path) -> list[Answer]:
    """The answers to these queries, from these files of a site. `folder`: to write them to."""
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    script = ROOT / "templates" / "static" / "names.js"
    command = [
        program("node", "nodejs"),
        *map(str, (HERE / "names.mjs", script, folder, SEARCH_INDEX)),
    ]
    asked = json.dumps(queries)
    given = subprocess.run(command, input=asked, capture_output=True, text=True, check=True).stdout
    return [
        Answer(a["how"], a["left"], tuple(a["paths"]), tuple(map(tuple, a["cells"])), a["bytes"])
        for a in json.loads(given)
    ]


def index_of(rows: Iterable[tuple[str, ...]]) -> dict[str, bytes]:
    """The files of an index. Of each: text, which is its path, kind, usual name, details."""
    found = [FoundRow(cells[0], cells, ()) for cells in rows]
    return {file.path: file.content() for file in index_files(found)}


def table(name: str) -> list[tuple[str, str]]:
    """Queries, and the path of what has to be found first."""
    lines = (HERE / f"{name}.txt").read_text().splitlines()
    pairs = (line.split(" > ") for line in lines if " > " in line)
    return [(query, path) for query, path in pairs]
