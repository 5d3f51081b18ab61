"""The store: one SQLite file beside the output, with what the last build left for later ones.

It holds data only, never code, and is never trusted: whatever is wrong with it is a miss, and the
build prints a note. Each row has a digest of itself. Its tables:

    meta       one row each for the state of all inputs, the build's result, and the keys of tables
    answers    what was read, resolved and looked up, by table and key
    tasks      for each part of the plan the answers that it read, and the files that it made

It is changed in one transaction after the site has been published. A build that is killed between
the two leaves a store that is older than the site, and the next build takes longer.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from defectarchive.engine.digests import digest_of
from defectarchive.engine.holding import Holding
from defectarchive.workspace.errors import reason
from defectarchive.workspace.installed import installed

T = TypeVar("T")
_APPLICATION = 0x64656661  # "defa": how SQLite tells the files of one program from those of others.
_FORMAT = 2
# Not WITHOUT ROWID: whoever looks for a key would read all values that stand on the way to it, and
# the timeline of an archive is one of these, of some megabytes.
_SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, digest BLOB, value BLOB);
CREATE TABLE answers (tab TEXT, key TEXT, digest BLOB, value BLOB, PRIMARY KEY (tab, key));
CREATE TABLE tasks (key TEXT PRIMARY KEY, digest BLOB, trace BLOB, result BLOB);
"""
# Libraries whose version can change the bytes of pages.
_LIBRARIES = (
    *("babel", "jinja2", "markdown", "markupsafe", "msgspec", "nh3", "python_slugify", "pyyaml"),
    "text_unidecode",
)
AT_ONCE = 32
"""How many answers are read together where they are asked for in order."""
PROGRAM = "program"
"""The name of the row in `meta` that says which version of the program wrote the store."""


class StoreError(Exception):
    """The store cannot be used; the message says why."""


class Changes:
    """What a build changes in the store. A value of None: the row goes."""

    def __init__(self) -> None:
        self.meta: dict[str, bytes | None] = {}
        self.answers: dict[tuple[str, str], bytes | None] = {}
        self.tasks: dict[str, tuple[bytes, bytes] | None] = {}

    def __bool__(self) -> bool:
        return bool(self.meta or self.answers or self.tasks)

    def clear(self) -> None:
        """All is written."""
        for rows in (self.meta, self.answers, self.tasks):
            rows.clear()


class Store:
    """One store, as the last build left it. `place`: the file. `holding`: what is read of it.

    Reading raises StoreError. A forked process opens the file anew.
    """

    def __init__(self, place: Path) -> None:
        self.place = place
        self.holding = Holding()
        self._process = 0
        self._connection: sqlite3.Connection | None = None
        try:
            self._check()
        except StoreError:
            self.close()
            raise

    def _read(self, query: str, *values: str) -> sqlite3.Cursor:
        try:
            return self._open().execute(query, values)
        except sqlite3.Error as problem:
            raise self.damaged() from problem

    def _open(self) -> sqlite3.Connection:
        if self._connection is None or self._process != os.getpid():
            # A build that was killed while it wrote has left a journal: what it wrote is undone.
            # Else nobody writes while it is open, so SQLite need not look for that each time.
            mode = "rw" if _beside(self.place, "journal").exists() else "ro&immutable=1"
            address = f"{self.place.resolve().as_uri()}?mode={mode}"
            self._connection = sqlite3.connect(address, uri=True, check_same_thread=False)
            self._process = os.getpid()
        return self._connection

    def _check(self) -> None:
        """Raise StoreError if it is no store of this version of the program."""
        if self.place.is_symlink():
            raise StoreError(f"{self.place} is a link, and stays unused: the build takes longer")
        try:
            with self.place.open("rb") as file:
                begins = file.read(16)
        except OSError as problem:
            raise StoreError(
                f"{self.place} cannot be read ({reason(problem)}): made anew"
            ) from problem
        if begins != b"SQLite format 3\0":
            raise StoreError(f"{self.place} is no store of this program: made anew")
        (application,) = self._one("PRAGMA application_id")
        (form,) = self._one("PRAGMA user_version")
        if application != _APPLICATION:
            raise StoreError(f"{self.place} is no store of this program: made anew")
        if form != _FORMAT or self.meta(PROGRAM) != code_digest():
            raise StoreError(f"{self.place} is of another version of the program: made anew")

    def _one(self, query: str, *values: str) -> tuple[object, ...]:
        row = self._fetch(self._read(query, *values))
        return row if row is not None else (None,)

    def _fetch(self, cursor: sqlite3.Cursor) -> tuple[bytes, ...] | None:
        try:
            row: tuple[bytes, ...] | None = cursor.fetchone()
        except sqlite3.Error as problem:
            raise self.damaged() from problem
        return row

    def _sound(self, digest: bytes, *parts: bytes) -> None:
        if digest != digest_of(*parts):
            raise self.damaged()

    def damaged(self) -> StoreError:
        """For whoever finds that it is not as it was written."""
        return StoreError(f"{self.place} is damaged: made anew")

    def decoded(self, decode: Callable[[bytes], T], data: bytes) -> T:
        """What some data of the store says. Raises StoreError."""
        try:
            return decode(data)
        except (msgspec.DecodeError, ValueError) as problem:
            raise self.damaged() from problem

    def meta(self, name: str) -> bytes | None:
        """One row of `meta`."""
        row = self._fetch(self._read("SELECT digest, value FROM meta WHERE name = ?", name))
        if row is None:
            return None
        self._sound(row[0], name.encode(), row[1])
        return row[1]

    def answer(self, table: str, key: str) -> bytes | None:
        """One answer."""
        row = self._fetch(
            self._read("SELECT digest, value FROM answers WHERE tab = ? AND key = ?", table, key)
        )
        if row is None:
            return None
        self._sound(row[0], _name(table, key), row[1])
        return row[1]

    def digests(self, table: str) -> dict[str, bytes]:
        """The digest of each answer of a table, by key."""
        return dict(self._rows("SELECT key, digest FROM answers WHERE tab = ?", table))

    def count(self, table: str) -> int:
        """How many answers a table has."""
        (number,) = self._one("SELECT count(*) FROM answers WHERE tab = ?", table)
        return int(str(number))

    def answers(self, table: str) -> Iterator[tuple[str, bytes]]:
        """All answers of a table, by key."""
        query = "SELECT key, digest, value FROM answers WHERE tab = ? ORDER BY key"
        for key, digest, value in self._rows(query, table):
            self._sound(digest, _name(table, key), value)
            yield key, value

    def answers_from(self, table: str, key: str) -> Iterator[tuple[str, bytes]]:
        """The answers of a table from this key on, by key: `AT_ONCE`, or those that are left."""
        query = (
            "SELECT key, digest, value FROM answers WHERE tab = ? AND key >= ? "
            "ORDER BY key LIMIT CAST(? AS INTEGER)"
        )
        for found, digest, value in self._rows(query, table, key, str(AT_ONCE)):
            self._sound(digest, _name(table, found), value)
            yield found, value

    def tasks(self) -> Iterator[tuple[str, bytes, bytes]]:
        """Key, trace and result of every task."""
        for key, digest, trace, result in self._rows("SELECT * FROM tasks"):
            self._sound(digest, key.encode(), trace, result)
            yield key, trace, result

    def _rows(self, query: str, *values: str) -> Iterator[tuple[Any, ...]]:
        try:
            yield from self._read(query, *values)
        except sqlite3.Error as problem:
            raise self.damaged() from problem

    def close(self) -> None:
        """Close the file."""
        if self._connection is not None and self._process == os.getpid():
            self._connection.close()
        self._connection = None


def _name(table: str, key: str) -> bytes:
    return f"{table}\0{key}".encode("utf-8", "surrogateescape")


def digest_of_answer(table: str, key: str, value: bytes) -> bytes:
    """The digest that a row of `answers` has."""
    return digest_of(_name(table, key), value)


def save(place: Path, changes: Changes) -> None:
    """Write changes into the store, in one transaction. Raises OSError and sqlite3.Error."""
    with contextlib.closing(sqlite3.connect(place, isolation_level=None)) as connection:
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("BEGIN IMMEDIATE")
        _write(connection, changes)
        connection.execute("COMMIT")


class NewStore:
    """A store that is written bit by bit beside the place where it will be.

    So what a build is to store need not fill its memory until the site is published. All methods
    raise OSError and sqlite3.Error.
    """

    def __init__(self, place: Path, *, goes_on: bool = False) -> None:
        """`goes_on`: with what another process has written and closed."""
        self._place = place
        self._draft = _beside(place, _DRAFT)
        if not goes_on:
            self._draft.unlink(missing_ok=True)
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
            os.close(os.open(self._draft, flags, 0o600))
        self._connection = sqlite3.connect(self._draft, isolation_level=None)
        run = self._connection.execute
        # Whatever a killed build leaves of it is thrown away.
        run("PRAGMA journal_mode = OFF")
        run("PRAGMA synchronous = OFF")
        if goes_on:
            return
        run(f"PRAGMA application_id = {_APPLICATION}")
        run(f"PRAGMA user_version = {_FORMAT}")
        for statement in filter(str.strip, _SCHEMA.split(";")):
            run(statement)

    def write(self, changes: Changes) -> None:
        """Add these rows."""
        if not self._connection.in_transaction:
            self._connection.execute("BEGIN")
        _write(self._connection, changes)

    def close(self) -> Path:
        """Write no more. Where it can be read, or gone on with."""
        if self._connection.in_transaction:
            self._connection.execute("COMMIT")
        self._connection.close()
        return self._draft

    def finish(self) -> None:
        """Put it in the place of whatever store is there."""
        self.close()
        with self._draft.open("rb") as file:
            os.fsync(file.fileno())
        forget(self._place)
        self._draft.replace(self._place)


def _write(connection: sqlite3.Connection, changes: Changes) -> None:
    connection.executemany(
        "INSERT OR REPLACE INTO meta VALUES (?, ?, ?)",
        (
            (name, digest_of(name.encode(), value), value)
            for name, value in {**changes.meta, PROGRAM: code_digest()}.items()
            if value is not None
        ),
    )
    connection.executemany(
        "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?)",
        (
            (table, key, digest_of_answer(table, key, value), value)
            for (table, key), value in sorted(changes.answers.items())
            if value is not None
        ),
    )
    connection.executemany(
        "INSERT OR REPLACE INTO tasks VALUES (?, ?, ?, ?)",
        (
            (key, digest_of(key.encode(), *task), *task)
            for key, task in sorted(changes.tasks.items())
            if task is not None
        ),
    )
    connection.executemany(
        "DELETE FROM meta WHERE name = ?", ((name,) for name in _none(changes.meta))
    )
    connection.executemany("DELETE FROM answers WHERE tab = ? AND key = ?", _none(changes.answers))
    connection.executemany(
        "DELETE FROM tasks WHERE key = ?", ((key,) for key in _none(changes.tasks))
    )


def _none(rows: Mapping[Any, object]) -> Iterator[Any]:
    return (key for key, value in rows.items() if value is None)


def forget(place: Path) -> None:
    """Remove the store, and whatever SQLite may have left beside it. Raises OSError."""
    for path in (place, *(_beside(place, ending) for ending in _BESIDE)):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def tidy(place: Path) -> None:
    """Remove what a killed build has left of a new store."""
    with contextlib.suppress(OSError):
        _beside(place, _DRAFT).unlink(missing_ok=True)


def _beside(place: Path, ending: str) -> Path:
    return place.with_name(f"{place.name}-{ending}")


_DRAFT = "new"
_BESIDE = ("journal", "wal", "shm")


def digest_of_files(files: Mapping[str, bytes]) -> bytes:
    """A digest over names and contents, in order of name."""
    parts: Iterable[bytes] = (
        part
        for name, data in sorted(files.items())
        for part in (name.encode("utf-8", "surrogateescape"), digest_of(data))
    )
    return digest_of(*parts)


@cache
def code_digest() -> bytes:
    """A digest of the program: its own files, versions of its libraries, the version of Python."""
    root = os.path.dirname(os.path.dirname(__file__))
    files: dict[str, bytes] = {}
    for folder, _, names in os.walk(root):
        for name in names:
            if name.endswith((".py", ".gz", ".json", "LICENSE-pagefind")):
                with open(f"{folder}/{name}", "rb", buffering=0) as file:
                    files[f"{folder[len(root) :]}/{name}"] = file.read()
    versions = sorted(installed(_LIBRARIES).items())
    return digest_of(sys.version.encode(), str(versions).encode(), digest_of_files(files))
