"""Compiled templates, kept for this user as Python keeps compiled modules.

To compile the templates of a page takes longer than to make a hundred of them. Kept are only those
that ship with the program, by a digest of it: never one that a user wrote.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import stat
import sys
from importlib.metadata import version
from pathlib import Path

from jinja2 import BytecodeCache, FileSystemBytecodeCache
from jinja2.bccache import Bucket

from defectarchive.frozen import Frozen
from defectarchive.workspace.templates import Templates

_FOLDER = "defectarchive"
# Of so many versions of the program.
_KEPT = 3


class CompiledTemplates(Frozen, frozen=True):
    """Where the compiled templates of this program are, by language."""

    folder: Path

    def of(self, language: str) -> BytecodeCache:
        """The templates in a language."""
        return _Compiled(str(self.folder), f"{language}-%s")


class _Compiled(FileSystemBytecodeCache):
    """Whatever cannot be read is compiled, and what cannot be written is compiled again."""

    def load_bytecode(self, bucket: Bucket) -> None:
        with contextlib.suppress(OSError, EOFError, ValueError, TypeError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        with contextlib.suppress(OSError):
            super().dump_bytecode(bucket)


def compiled_templates(templates: Templates) -> CompiledTemplates | None:
    """Where these templates are kept; None if they are a user's, or there is no safe place.

    That is the user's own cache folder, if nobody else may write there.
    """
    if not templates.shipped or not hasattr(os, "getuid"):
        return None
    try:
        caches = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
        home = caches / _FOLDER
        folder = home / _digest(templates)
        caches.mkdir(0o700, parents=True, exist_ok=True)
        home.mkdir(0o700, exist_ok=True)
        if not _is_own(home):
            return None
        if not folder.is_dir():
            folder.mkdir(0o700)
            _forget_old(home)
        return CompiledTemplates(folder) if _is_own(folder) else None
    except (OSError, RuntimeError):
        return None


def _digest(templates: Templates) -> str:
    """A digest of all that compiled templates depend on."""
    package = Path(__file__).parents[1]
    makers = sorted([*package.glob("render/html/*.py"), *package.glob("language/**/*.py")])
    digest = hashlib.blake2b(f"{sys.version} {version('jinja2')}".encode(), digest_size=8)
    for name, text in templates.sources.items():
        digest.update(f"\0{name}\0{text}".encode())
    for path in makers:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _is_own(folder: Path) -> bool:
    found = folder.lstat()
    others_write = found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not others_write


def _forget_old(home: Path) -> None:
    folders = sorted(home.iterdir(), key=lambda folder: folder.lstat().st_mtime, reverse=True)
    for folder in folders[_KEPT:]:
        shutil.rmtree(folder, ignore_errors=True)
