"""Names that are withheld, from files that may be wrong: for what has to be printed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from defectarchive.loader.source_file import SourceFile
from defectarchive.loader.withheld_names import misspelt_withheld_names


def names_at_hand(content: Path) -> Iterator[str]:
    """What files of the content withhold, as far as they can be read: for what is to be printed."""
    with suppress(OSError):
        for path in sorted(content.glob("people/*.md")):
            with suppress(OSError):
                yield from misspelt_withheld_names([SourceFile("people/-.md", path.read_bytes())])
