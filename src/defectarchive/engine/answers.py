"""The answers of one build: those of the last one, where nothing has changed, and new ones."""

from __future__ import annotations

from collections.abc import (
    Callable,
    ItemsView,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
    ValuesView,
)
from dataclasses import replace
from typing import Any, TypeVar, get_args, get_type_hints

import msgspec

from defectarchive.analysis.indexes import Indexes
from defectarchive.analysis.timeline import Timeline
from defectarchive.engine.codec import decoder_of, encode
from defectarchive.engine.store import AT_ONCE, Changes, Store, digest_of_answer
from defectarchive.model.archive import Archive, Translated
from defectarchive.model.partly_new import PartlyNew
from defectarchive.model.site_settings import Deployment, SiteSettings
from defectarchive.pages.rows import ALL_ROWS
from defectarchive.pages.shared.context import Rows
from defectarchive.render.site import SitePlan
from defectarchive.trace import EVERYTHING, KEYS, Recorded, Trace, number_of
from defectarchive.workspace.compiled_templates import compiled_templates
from defectarchive.workspace.templates import Templates

T = TypeVar("T")
_keys_decoder = msgspec.msgpack.Decoder(tuple[str, ...])
# A list of all that there is asks for more: reading the whole table at once takes a third of that.
_MANY = 1000
# How much of a table that was read from the store may be in memory, in bytes there: decoded it is
# five times as much. The second is for tables that have more: the parts of somebody in thousands of
# cases, which their page asks for several times, fit into that.
_MOST_HELD, _FEW_HELD = 8_000_000, 4_000_000
# So many keys in order are no accident.
_IN_ORDER = 8
# Where the keys of a table are kept, in `meta`.
_KEYS_OF = "keys of "


class Answers(Mapping[str, T]):
    """The answers of one table. Those that this build has not made are read from the store.

    table: its name. kind: the type of its values. store: None if there is no store.
    """

    def __init__(self, table: str, kind: Any, store: Store | None) -> None:
        self.table = table
        self._store = store
        self._decode: Callable[[bytes], T] = decoder_of(kind)
        self._values: dict[str, T] = {}
        # Those values that this build has made; the others may be read again.
        self._made: set[str] = set()
        # How many bytes of the store those are.
        self._held = 0
        # Those of this build, once it has them; those that the store has and this build has not.
        self._known_keys: tuple[str, ...] | None = None
        self._gone: set[str] = set()
        # Whether the store has a row for each key, so that what it lacks was never there.
        self._is_complete = False
        # Whether all values are in memory, since this build has made all of them.
        self._whole = store is None
        # How many were read from the store one by one; and the data of all that are not decoded,
        # once those were many, if it may be held.
        self._read_singly = 0
        self._data: dict[str, bytes] | None = None
        self._is_large = False
        # Of a large table, data that was read with what was asked for; the key asked for last, and
        # how many have been asked for in order until it.
        self._ahead: dict[str, bytes] = {}
        self._last_asked = ""
        self._in_order = 0

    def _keys(self) -> tuple[str, ...]:
        if self._known_keys is None:
            self._known_keys = self._read_keys()
            if self._known_keys is None and self._store:
                raise self._store.damaged()
        return self._known_keys or ()

    def _read_keys(self) -> tuple[str, ...] | None:
        """Those of the store; None where it has no such table."""
        data = self._store.meta(_KEYS_OF + self.table) if self._store else None
        return None if data is None else _keys_decoder.decode(data)

    def _keys_before(self) -> tuple[str, ...] | None:
        """Those that this build replaces, None if there was no such table."""
        before = self._read_keys() if self._known_keys is None else self._known_keys
        self._is_complete = self._is_complete or before is None
        return before

    def __getitem__(self, key: str) -> T:
        # Most are in memory: no further call for these.
        value = self._values.get(key) or self._find(key)
        if value is None:
            raise KeyError(key)
        return value

    def get(self, key: str, default: Any = None) -> Any:
        """The answer for a key; `default` where there is none."""
        value = self._values.get(key) or self._find(key)
        return default if value is None else value

    def __contains__(self, key: object) -> bool:
        return self._find(str(key)) is not None

    def _find(self, key: str) -> T | None:
        """The answer for a key. No answer is None; very many are asked for that are not there."""
        value = self._values.get(key)
        store = self._store
        if value is not None or self._whole or store is None:
            return value
        data = self._stored(store, key)
        if data is None:
            return None
        if self._held > (_FEW_HELD if self._is_large else _MOST_HELD):
            self._values = {made: self._values[made] for made in self._made}
            self._held = 0
        self._held += len(data)
        value = self._values[key] = store.decoded(self._decode, data)
        return value

    def _stored(self, store: Store, key: str) -> bytes | None:
        if key in self._gone:
            return None
        self._read_singly += 1
        if self._data is None and self._read_singly > _MANY and not self._is_large:
            self._data = self._data_of_all(store)
            self._is_large = self._data is None
        data = self._of_large(store, key) if self._data is None else self._data.pop(key, None)
        if data is None and not self._is_complete:
            keys = self._read_keys()
            if keys is None or len(keys) > store.count(self.table):
                raise store.damaged()
            self._is_complete = True
        return data

    def _of_large(self, store: Store, key: str) -> bytes | None:
        """The data of one; when they are asked for in order, that of the next ones is read too."""
        data = self._ahead.pop(key, None)
        if data is not None:
            self._last_asked = key
            return data
        goes_on = key > self._last_asked and 2 * len(self._ahead) < AT_ONCE
        self._in_order = self._in_order + 1 if goes_on else 0
        self._last_asked = key
        self._ahead = {}
        if self._in_order < _IN_ORDER:
            return store.answer(self.table, key)
        self._ahead = dict(store.answers_from(self.table, key))
        return self._ahead.pop(key, None)

    def _data_of_all(self, store: Store) -> dict[str, bytes] | None:
        """The data of all answers, None if it is more than may be held."""
        found: dict[str, bytes] = {}
        size = 0
        for key, data in store.answers(self.table):
            found[key] = data
            size += len(data)
            if size > _MOST_HELD:
                return None
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys())

    def __len__(self) -> int:
        return len(self._keys())

    def items(self) -> ItemsView[str, T]:
        """All answers, in order."""
        self._read_all()
        return super().items()

    def values(self) -> ValuesView[T]:
        """All answers, in order, without their keys."""
        self._read_all()
        return super().values()

    def _read_all(self) -> None:
        if self._whole or self._store is None:
            return
        for key, data in self._store.answers(self.table):
            if key not in self._values and key not in self._gone:
                self._values[key] = self._store.decoded(self._decode, data)
        self._whole = True

    def put_all(self, values: Mapping[str, T], changes: Changes) -> Iterator[int]:
        """Replace all answers. The numbers of those that are not as they were.

        Of `PartlyNew` values of this same table only the new ones are looked at. Raises StoreError.
        """
        stored = self._store.digests(self.table) if self._store else {}
        before, old = self._keys_before(), self._values
        new, stay = values, set[str]()
        if isinstance(values, PartlyNew) and values.last is self:
            new, stay = values.new, values.keys() - values.new.keys()
            if self._store and not stay <= stored.keys():
                raise self._store.damaged()
        else:
            self._whole = True
        gone = (stored.keys() | old.keys()) - new.keys() - stay
        self._values = {key: old[key] for key in stay & old.keys()} | {**new}
        self._made = {*new} | (self._made & stay)
        self._known_keys = tuple(values)
        self._gone |= gone
        differs = False
        for key, value in new.items():
            # Without a store, what there was is in memory.
            if self._store is None and key in old and old[key] == value:
                continue
            data = encode(value)
            if key in stored and stored[key] == digest_of_answer(self.table, key, data):
                continue
            changes.answers[self.table, key] = data
            differs = True
            yield number_of(self.table, key)
        for key in gone:
            changes.answers[self.table, key] = None
            yield number_of(self.table, key)
        if before != self._known_keys:
            yield number_of(self.table, KEYS)
            changes.meta[_KEYS_OF + self.table] = encode(self._known_keys)
        if differs or gone or before != self._known_keys:
            yield number_of(self.table, EVERYTHING)

    def put(self, key: str, value: T, changes: Changes) -> Iterator[int]:
        """Add or replace one answer. The numbers of what is not as it was."""
        data = encode(value)
        old = self.get(key)
        self._values[key] = value
        self._made.add(key)
        self._gone.discard(key)
        if old is None or data != encode(old):
            changes.answers[self.table, key] = data
            yield number_of(self.table, key)
            yield number_of(self.table, EVERYTHING)

    def keep_only(self, keys: Sequence[str], changes: Changes) -> Iterator[int]:
        """Remove all answers but these. The numbers of what is not as it was."""
        before = self._keys_before()
        self._known_keys = tuple(keys)
        if before == self._known_keys:
            return
        changes.meta[_KEYS_OF + self.table] = encode(self._known_keys)
        yield number_of(self.table, KEYS)
        yield number_of(self.table, EVERYTHING)
        for key in set(before or ()).difference(keys):
            self._values.pop(key, None)
            self._made.discard(key)
            self._gone.add(key)
            changes.answers[self.table, key] = None
            yield number_of(self.table, key)

    def now(self) -> dict[str, T]:
        """All that are in memory, in order; this stays as it is when they change."""
        return {key: self._values[key] for key in self._keys() if key in self._values}

    def __reduce__(self) -> tuple[type[dict[str, T]], tuple[dict[str, T]]]:
        # Another machine has no store.
        return dict, (dict(self.items()),)


def _kinds(of: type) -> dict[str, Any]:
    """The types of the values of a record's mappings, by field."""
    return {name: get_args(hint)[1] for name, hint in get_type_hints(of).items()}


_OF_ARCHIVE = {name: kind for name, kind in _kinds(Archive).items() if name != "translations"}
_OF_INDEXES = _kinds(Indexes)
_OF_TRANSLATED = _kinds(Translated)


def archive_tables(store: Store | None) -> Mapping[str, Answers[Any]]:
    """The tables of the archive, by field; without translations."""
    return {name: Answers(name, kind, store) for name, kind in _OF_ARCHIVE.items()}


def _now(tables: Mapping[str, Answers[Any]]) -> dict[str, dict[str, Any]]:
    return {name: answers.now() for name, answers in tables.items()}


def _row_table(prefix: str, name: str) -> str:
    return f"{prefix}row {name}"


class Known:
    """All that planning may ask: archive, timeline and lookups.

    `archive`, `timeline` and `indexes` note in `trace` what they are asked. languages: those of the
    archive besides the first.
    """

    def __init__(
        self,
        store: Store | None,
        languages: Iterable[str],
        tables: Mapping[str, Answers[Any]] | None = None,
    ) -> None:
        """`tables`: those of the archive, where some of the store has been read already."""
        self.trace = Trace()
        self._store = store
        self._rows: dict[str, dict[str, Answers[Any]]] = {}
        self.languages = tuple(languages)
        self._archive = tables or archive_tables(store)
        self._indexes: dict[str, Answers[Any]] = {
            name: Answers(f"index {name}", kind, store) for name, kind in _OF_INDEXES.items()
        }
        self._timeline: Answers[Timeline] = Answers("timeline", Timeline, store)
        self._translated: dict[str, dict[str, Answers[Any]]] = {
            language: {
                name: Answers(f"{language} {name}", kind, store)
                for name, kind in _OF_TRANSLATED.items()
            }
            for language in self.languages
        }

    def replace(
        self, archive: Archive, timeline: Timeline, indexes: Indexes, changes: Changes
    ) -> Iterator[set[int]]:
        """Put everything in the place of what was known, table by table.

        For each the numbers of what has changed. What is in `changes` may be written after each.
        """
        for name, answers in self._archive.items():
            yield {*answers.put_all(getattr(archive, name), changes)}
        for name, index in self._indexes.items():
            yield {*index.put_all(getattr(indexes, name), changes)}
        yield {*self._timeline.put_all({"": timeline}, changes)}
        for language, tables in self._translated.items():
            for name, texts in tables.items():
                of_language = archive.translations[language]
                yield {*texts.put_all(getattr(of_language, name), changes)}

    def put(self, table: str, values: Mapping[str, Any], changes: Changes) -> Iterator[int]:
        """Replace some answers of a table, by its name; the numbers of what is not as it was."""
        tables = {
            answers.table: answers for answers in (*self._archive.values(), *self._indexes.values())
        }
        for key, value in values.items():
            yield from tables[table].put(key, value, changes)

    def __getstate__(self) -> dict[str, Any]:
        # Another machine has no store.
        return {**self.__dict__, "_store": None}

    def rows(self, prefix: str) -> dict[str, Answers[Any]]:
        """What is made of things for many pages, in the edition of that prefix."""
        if prefix not in self._rows:
            self._rows[prefix] = {
                name: Answers(_row_table(prefix, name), kind.type, self._store)
                for name, kind in ALL_ROWS.items()
            }
        return self._rows[prefix]

    def recorded_rows(self, prefix: str) -> Rows:
        """The same for pages, noted in `trace`."""
        rows = self.rows(prefix).items()
        return {
            name: Recorded(_row_table(prefix, name), answers, self.trace) for name, answers in rows
        }

    def body(self, language: str) -> Answers[Any]:
        """The bodies in a language, "" for the first one."""
        return self._translated[language]["bodies"] if language else self._archive["bodies"]

    @property
    def untraced(self) -> Archive:
        """The archive for what makes no page: this is noted in no trace."""
        return Archive(**self._archive)

    def count(self, name: str) -> int:
        """How many things of a kind there are; this is noted in no trace."""
        return len(self._archive[name])

    def plan(
        self, settings: SiteSettings, deployment: Deployment, templates: Templates
    ) -> SitePlan:
        """The plan of the site, which notes what it asks of all this."""
        return SitePlan(
            archive=self.archive,
            timeline=self.timeline,
            indexes=self.indexes,
            settings=settings,
            deployment=deployment,
            sources=templates.sources,
            static=templates.static,
            trace=self.trace,
            rows=self.recorded_rows,
            compiled=compiled_templates(templates),
            own=templates.own,
        )

    def as_now(self, plan: SitePlan) -> SitePlan:
        """The same plan over all this as it is now, whatever becomes of it; it has no store.

        What that plan is asked is noted nowhere.
        """
        archive, indexes = _now(self._archive), _now(self._indexes)
        translations = {
            language: Translated(**_now(tables)) for language, tables in self._translated.items()
        }
        rows = {prefix: _now(tables) for prefix, tables in self._rows.items()}
        return replace(
            plan,
            archive=Archive(**archive, translations=translations),
            timeline=self._timeline.now(),
            indexes=Indexes(**indexes),
            trace=Trace(),
            rows=rows.__getitem__,
        )

    @property
    def archive(self) -> Archive:
        """The archive."""
        return Archive(
            **{name: self._record(answers) for name, answers in self._archive.items()},
            translations={
                language: Translated(
                    **{name: self._record(answers) for name, answers in tables.items()}
                )
                for language, tables in self._translated.items()
            },
        )

    @property
    def timeline(self) -> Mapping[str, Timeline]:
        """The timeline, under ""."""
        return self._record(self._timeline)

    @property
    def indexes(self) -> Indexes:
        """The lookups."""
        return Indexes(**{name: self._record(answers) for name, answers in self._indexes.items()})

    def _record(self, answers: Answers[Any]) -> Recorded[Any]:
        return Recorded(answers.table, answers, self.trace)
