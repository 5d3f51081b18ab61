"""copies.yaml as text. The program owns its form: an entry an article, by id."""

from __future__ import annotations

from collections.abc import Iterable

from defectarchive.loader.layout import COPIES_FOLDER
from defectarchive.loader.registers import COPY_KEYS
from defectarchive.model.records import CopyRecord

_HEAD = f"""\
# What is known of the kept copies of articles, which lie in {COPIES_FOLDER}/ beside this folder.
# `defectarchive keep` writes this file. Commit it, and not the copies.
"""


def register_text(copies: Iterable[CopyRecord]) -> str:
    """The whole file."""
    return _HEAD + "".join(map(_entry, sorted(copies, key=lambda copy: copy.id)))


def _entry(copy: CopyRecord) -> str:
    values = (copy.file, copy.sha256, copy.kept.text, copy.text, copy.quotes)
    # A digest may be all digits, a file may be called 1e5.html: both are text.
    lines = (f'  {key}: "{value}"\n' for key, value in zip(COPY_KEYS, values, strict=True))
    return f"{copy.id}:\n{''.join(lines)}"
