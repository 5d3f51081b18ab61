"""New files on the disk: never over what is there."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from defectarchive.workspace.errors import WrongUsageError, wrap_os_errors


def write_archive(folder: Path, files: Mapping[str, str]) -> None:
    """Write a new archive into a folder that is empty or not yet there."""
    with wrap_os_errors("write", folder):
        if os.path.lexists(folder):
            if not folder.is_dir():
                raise WrongUsageError("folder-taken", f"{folder} is a file, not a folder")
            if next(folder.iterdir(), None) is not None:
                raise WrongUsageError("folder-taken", f"{folder} is not empty; name a new folder")
        for path, text in files.items():
            _write(folder / path, text)


def refuse_if_taken(path: Path) -> None:
    """Raise WrongUsageError where there is something of that name."""
    if os.path.lexists(path):
        raise WrongUsageError("file-taken", f"{path} exists already and was left as it is")


def write_new(path: Path, text: str) -> None:
    """Write one new file; raises WrongUsageError where there is one of that name."""
    with wrap_os_errors("write", path):
        try:
            _write(path, text)
        except FileExistsError:
            refuse_if_taken(path)
            raise  # It is a folder's place that a file takes.


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)
