"""The folder of kept copies, beside the content: what builds read of it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from defectarchive.loader.layout import COPIES_FOLDER
from defectarchive.workspace.source_tree import FileState, InputState, input_state, read_at_most

if TYPE_CHECKING:  # A build without changes only looks at the state of files.
    from defectarchive.model.records import CopyRecord

LARGEST_TEXT = 10_000_000
"""In bytes. The text of no article is longer; that of a long document is not either."""
TEXT_ENDING = ".txt"
# What comes before a file's ending is an ending as well: page.warc.gz.
_PACKED = ".gz"


def copies_folder(content: Path) -> Path:
    """Where the copies of this archive lie."""
    return content.resolve().parent / COPIES_FOLDER


def text_file(file: str) -> str:
    """The name of the file with the text of a copy: of `page.html`, `page.txt`."""
    stem = file.removesuffix(_PACKED)
    return f"{os.path.splitext(stem)[0]}{TEXT_ENDING}"


def read_texts(content: Path, copies: Iterable[CopyRecord]) -> dict[str, bytes]:
    """The texts of those copies that are on this machine, by the name of the copy's file.

    Raises WorkspaceError if one is there and cannot be read.
    """
    folder = copies_folder(content)
    texts = {}
    for copy in copies:
        place = folder / text_file(copy.file)
        if copy.file and place.is_file():
            texts[copy.file] = read_at_most(place, LARGEST_TEXT)
    return texts


def take_inputs(content: Path) -> InputState:
    """The state of all that a build reads: the content, and the texts of copies."""
    state = input_state(content)
    return InputState(state.taken, (*state.files, *texts_state(content)))


def texts_state(content: Path) -> tuple[FileState, ...]:
    """The state of every text of a copy, sorted by name: a build depends on them."""
    try:
        with os.scandir(copies_folder(content)) as entries:
            texts = [entry for entry in entries if entry.name.endswith(TEXT_ENDING)]
    except OSError:  # Nothing is kept, or not here.
        return ()
    states = []
    for entry in sorted(texts, key=lambda entry: entry.name):
        try:
            info = entry.stat(follow_symlinks=False)
        except OSError:  # It is gone since.
            continue
        path = f"../{COPIES_FOLDER}/{entry.name}"
        states.append(
            FileState(path, info.st_size, info.st_mtime_ns, info.st_ctime_ns, info.st_ino)
        )
    return tuple(states)
