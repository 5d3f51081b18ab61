"""The ledger of a tree: a file beside it.

A ledger lists the digest, size, modification time and inode of every file of a complete tree. Its
name has the inode of the tree's root folder, so it still belongs to the tree after a swap. A file
that differs from its entry has an unknown digest; without a ledger, all files do. A file with an
unknown digest is read or replaced, so it does not matter at which step a build was killed.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

import msgspec

from defectarchive.frozen import Frozen
from defectarchive.workspace.trees.tree import Modes, Tree, TreeFile, scan

_HEADER = "defectarchive ledger 3"
_LONGEST_HEADER = 100
_decode_files = msgspec.msgpack.Decoder(dict[str, TreeFile]).decode


class Ledger(Frozen, frozen=True):
    """The files of a complete tree by path, and the mode that the build gave to its folders."""

    files: dict[str, TreeFile]
    folder_rights: int = 0


def write_ledger(place: Path, tree: Tree, rights: Modes) -> None:
    """Write the ledger of a complete tree, atomically."""
    header = f"{_HEADER} {rights.folder:o}\n".encode()
    write_private(place, header + msgspec.msgpack.encode(tree.files))


def write_private(place: Path, data: bytes) -> None:
    """Write a file atomically that only its owner can read; a link at `place` is replaced."""
    draft = place.with_name(f"{place.name}.new")
    draft.unlink(missing_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
    try:
        with open(os.open(draft, flags, 0o600), "wb") as file:
            file.write(data)
        draft.replace(place)
    except OSError:
        draft.unlink(missing_ok=True)
        raise


def ledger_folder_rights(place: Path) -> int:
    """The mode that the ledger's build gave to folders; 0 if it says none."""
    with contextlib.suppress(OSError, ValueError), place.open("rb") as file:
        return _folder_rights(file.readline(_LONGEST_HEADER).decode().removesuffix("\n"))
    return 0


def _folder_rights(first: str) -> int:
    header, _, rights = first.rpartition(" ")
    if header != _HEADER:
        raise ValueError(first)
    return int(rights, 8)


def read_ledger(place: Path) -> Ledger:
    """The ledger; an empty one if there is none or it is incomplete."""
    with contextlib.suppress(OSError, ValueError, msgspec.DecodeError):
        first, _, files = place.read_bytes().partition(b"\n")
        return Ledger(_decode_files(files), _folder_rights(first.decode()))
    return Ledger({})


def scan_with_ledger(
    root: Path, place: Path | None, rights: Modes, other: Tree | None = None
) -> Tree:
    """The tree on disk, with what its ledger at `place` tells; None for one that is not trusted.

    `other`: see `scan`.
    """
    return scan(root, read_ledger(place).files if place else {}, rights, other)
