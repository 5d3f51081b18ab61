"""Names that are withheld, from files that may be wrong: for what has to be printed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from defectarchive.loader.source_file import SourceFile
from defectarchive.loader.withheld_names import names_under_withhold


def withheld_names_on_disk(content: Path) -> Iterator[str]:
    """What files of the content withhold, as far as they can be read: for what is to be printed."""
    with suppress(OSError):
        for path in sorted(content.glob("people/*.md")):
            with suppress(OSError):
                yield from names_under_withhold([SourceFile("people/-.md", path.read_bytes())])
