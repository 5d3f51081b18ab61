"""All that planning may ask: archive, timeline, lookups and rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import Any, get_args, get_type_hints

from defectarchive.analysis.indexes import Indexes
from defectarchive.analysis.timeline import Timeline
from defectarchive.engine.store import Changes, Store
from defectarchive.engine.tables.answers import Answers
from defectarchive.engine.tables.short_answers import ShortAnswers
from defectarchive.engine.tables.table import Table
from defectarchive.model.archive import Archive, Translated
from defectarchive.model.site_settings import Deployment, SiteSettings
from defectarchive.pages.rows import ALL_ROWS
from defectarchive.pages.shared.context import Rows
from defectarchive.render.site import SitePlan
from defectarchive.trace import Recorded, Trace
from defectarchive.workspace.compiled_templates import compiled_templates
from defectarchive.workspace.templates import Templates


def _kinds(of: type) -> dict[str, Any]:
    """The types of the values of a record's mappings, by field."""
    return {name: get_args(hint)[1] for name, hint in get_type_hints(of).items()}


_OF_ARCHIVE = {name: kind for name, kind in _kinds(Archive).items() if name != "translations"}
_OF_INDEXES = _kinds(Indexes)
_OF_TRANSLATED = _kinds(Translated)


def archive_tables(store: Store | None) -> Mapping[str, Answers[Any]]:
    """The tables of the archive, by field; without translations."""
    return {name: Answers(name, kind, store) for name, kind in _OF_ARCHIVE.items()}


def _now(tables: Mapping[str, Table[Any]]) -> dict[str, dict[str, Any]]:
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
        self._indexes: dict[str, ShortAnswers[Any]] = {
            name: ShortAnswers(f"index {name}", kind, store) for name, kind in _OF_INDEXES.items()
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

    def let_go(self) -> None:
        """Forget what can be read again: each process asks for no more than its pages need."""
        of_languages = (tables.values() for tables in self._translated.values())
        if self._store:
            for answers in chain([self._timeline], self._archive.values(), *of_languages):
                self._store.holding.let_go(answers)

    def put(self, table: str, values: Mapping[str, Any], changes: Changes) -> Iterator[int]:
        """Replace some answers of a table, by its name; the numbers of what is not as it was."""
        tables: dict[str, Table[Any]] = {
            each.table: each for each in (*self._archive.values(), *self._indexes.values())
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

    def _record(self, answers: Table[Any]) -> Recorded[Any]:
        return Recorded(answers.table, answers, self.trace)
