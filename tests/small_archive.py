"""A small archive in a folder, to change and build again and again within one process."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from defectarchive import build
from defectarchive.engine.options import BuildOptions
from defectarchive.workspace.pagefind import Pagefind
from tests.published import Site, read_site

FILES: Mapping[str, str] = {
    "site.yaml": "title: Crossings\nbase_url: https://archive.example.org/\nlicence: CC0\n",
    "outlets.yaml": "example-times: {name: Example Times, country: NO}\n"
    "coast-radio: {name: Coast Radio, country: NO}\n",
    "places.yaml": "storskog: {name: Storskog, within: finnmark}\nfinnmark: {name: Finnmark}\n",
    "articles/two-cross.md": """\
---
title: Two officers cross
outlet: example-times
published: 2031-04-13
events:
  - event: crossing-2031
    title: Two officers cross at Storskog
    type: asylum-request
    date: 2031-04-10
    place: storskog
    people:
      - {person: ivan-ivanov, role: subject, age: 34}
---
[[ivan-ivanov]] crossed, and [[crossing-2031|the crossing]] was reported.
""",
    "articles/they-flee.md": """\
---
title: They flee
outlet: coast-radio
published: 2031-04-15
relays: [Example Times]
events:
  - event: crossing-2031
    type: defection
    date: 2031-04-11
    people:
      - {person: ivan-ivanov, role: subject, age: 35, as: Iwan Iwanow}
---
Two men, says the radio.
""",
    "articles/expelled.md": """\
---
title: One is expelled
outlet: coast-radio
published: 2033-01-02
events:
  - event: expulsion-2033
    title: An attaché is expelled
    type: expulsion
    date: 2033-01
    related: [{event: crossing-2031, kind: follows}]
    people:
      - {person: the-attache, role: subject, unnamed: true, descriptor: an attaché}
---
A short text.
""",
    "people/ivan-ivanov.md": "---\nname: Ivan Ivanov\nborn: 1997\n---\nAn officer.\n",
    "events/crossing-2031.md": "---\ntitle: The crossing at Storskog\n---\nA note.\n",
}


@dataclass(frozen=True)
class Workplace:
    """A folder with the archive's content, templates of its own, and the site.

    `pagefind`: what makes the index of all texts, `cards`: the version of what draws cards, for
    builds that are to have these.
    """

    folder: Path
    pagefind: Pagefind | None = None
    cards: str = ""

    @property
    def content(self) -> Path:
        return self.folder / "content"

    @property
    def templates(self) -> Path:
        return self.folder / "templates"

    @property
    def output(self) -> Path:
        return self.folder / "site"

    @property
    def store(self) -> Path:
        return self.folder / ".site.store"

    def write(self, path: str, text: str | bytes) -> Path:
        """Write a file of the content."""
        return write(self.content / path, text)

    def read(self, path: str) -> str:
        return (self.content / path).read_text(encoding="utf-8")

    def edit(self, path: str, old: str, new: str) -> None:
        """Put a text in the place of another in a file of the content."""
        text = self.read(path)
        assert old in text, (path, old)
        self.write(path, text.replace(old, new))

    def build(self, output: Path | None = None, **asked: Any) -> build.BuildResult:
        """Build, with these fields of the order."""
        asked = {"pagefind": self.pagefind, "cards": self.cards, **asked}
        order = BuildOptions(self.content, output or self.output, self.templates, **asked)
        return build.build(order, lambda _what, _number: None)

    def site(self) -> Site:
        return read_site(self.output)

    def cold(self, **asked: Any) -> Site:
        """The site as it is where nothing was ever built."""
        with tempfile.TemporaryDirectory() as folder:
            output = Path(folder) / "site"
            self.build(output, cache=False, **asked)
            return read_site(output)


def built(place: Workplace) -> Workplace:
    """Build once the files are older than a tick of the clock, as they are for an editor."""
    time.sleep(0.05)
    place.build()
    return place


def write(path: Path, text: str | bytes) -> Path:
    """Write a file, with its folders."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def make_workplace(folder: Path, pagefind: Pagefind | None = None, cards: str = "") -> Workplace:
    """The archive in this folder; nothing is built yet."""
    place = Workplace(folder, pagefind, cards)
    place.templates.mkdir(parents=True)
    for path, text in FILES.items():
        place.write(path, text)
    return place


def differing(one: Site, other: Site) -> list[str]:
    """Paths of the files that are not the same in both."""
    return [path for path in sorted({*one, *other}) if one.get(path) != other.get(path)]
