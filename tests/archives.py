"""Archives for tests: read from a folder or from texts in memory, put together, set in order."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from textwrap import dedent
from typing import Any

from defectarchive.analysis.indexes import make_indexes
from defectarchive.analysis.timeline import Timeline, build_timeline
from defectarchive.diagnostics.diagnostic import Diagnostic, in_order
from defectarchive.language.catalogue import ENGLISH, Translation
from defectarchive.language.editions import Edition, first_edition
from defectarchive.loader.files import load
from defectarchive.loader.source_file import SourceFile
from defectarchive.model.archive import Archive, Claim, Event, Fact, Person, ShownValue
from defectarchive.model.site_settings import Deployment, SiteSettings
from defectarchive.model.values import as_data
from defectarchive.pages.plan import page_parts, pages_of
from defectarchive.pages.rows import ALL_ROWS
from defectarchive.pages.shared.context import Context, RowSource
from defectarchive.pages.shared.planned import PlannedPage, chunks_of
from defectarchive.render.data.archive_json import archive_json
from defectarchive.render.data.schema import schema_document
from defectarchive.resolve.archive import resolve
from defectarchive.trace import Trace
from tests.whole_archive import with_defaults

SITES = Path(__file__).parent / "sites"


@dataclass(frozen=True)
class Outcome:
    """What an archive's files come to. Words for tests: short, and strings wherever possible."""

    resolved: Archive | None
    diagnostics: tuple[Diagnostic, ...]

    @cached_property
    def archive(self) -> Archive:
        assert self.resolved is not None, self.mistakes()
        return self.resolved

    @cached_property
    def timeline(self) -> Timeline:
        return build_timeline(self.archive)

    def event(self, identifier: str) -> Event:
        return self.archive.events[identifier]

    def person(self, identifier: str) -> Person:
        return self.archive.people[identifier]

    def fact(self, event: str, prop: str) -> Fact:
        """The event's own fact; "age of ivan" is a person's in this event."""
        name, _, person = prop.partition(" of ")
        facts = self.event(event).facts
        if person:
            (facts,) = (part.facts for part in self.event(event).people if part.person == person)
        (fact,) = (fact for fact in facts if fact.property == name)
        return fact

    def mistakes(self) -> list[str]:
        """Every error as `code path:line message`."""
        return [_line(fault) for fault in self.diagnostics if fault.is_error]

    def mistake(self) -> Diagnostic:
        """The one error that there is."""
        (fault,) = (fault for fault in self.diagnostics if fault.is_error)
        return fault

    def warnings(self, code: str = "") -> list[Diagnostic]:
        """The warnings, or those whose code begins like this."""
        return [
            fault
            for fault in self.diagnostics
            if not fault.is_error and fault.code.startswith(code)
        ]

    def created(self) -> set[str]:
        """What warnings say was created by being mentioned: `place long-quay`."""
        return {
            f"{fault.code.removeprefix('created-')} {fault.message.rpartition(' ')[2]}"
            for fault in self.warnings("created-")
        }


def load_folder(content: Path) -> Outcome:
    """The archive that stands in a folder."""
    return put_together(
        SourceFile(path.relative_to(content).as_posix(), path.read_bytes())
        for path in content.rglob("*")
        if path.is_file()
    )


def load_site(name: str) -> Outcome:
    """A golden archive."""
    return load_folder(SITES / name / "content")


def put_together(files: Iterable[SourceFile]) -> Outcome:
    loaded = load(list(files))
    resolution = resolve(loaded.records, loaded.settings.vocabulary)
    found = in_order([*loaded.diagnostics, *resolution.diagnostics])
    whole = not any(fault.is_error for fault in found)
    return Outcome(resolution.archive if whole else None, found)


def make(files: Mapping[str, str]) -> Outcome:
    """An archive from texts by path, each written with whatever indentation the test has.

    A Markdown file that does not begin with hyphens is front matter without a body, unless it is a
    body in another language; a site.yaml is added where there is none.
    """
    return put_together(files_of(files))


def files_of(files: Mapping[str, str]) -> list[SourceFile]:
    """The files of such an archive."""
    texts = {"site.yaml": "title: A test", **files}
    return [SourceFile(path, _written(path, text).encode()) for path, text in texts.items()]


def article(
    events: str, outlet: str = "tv", published: str = "2031-04-13", rest: str = "", body: str = ""
) -> str:
    """An article's file. `events` and `rest` (more keys) are YAML, indented as the test likes."""
    head = f"title: A text\noutlet: {outlet}\npublished: {published}\n"
    more = dedent(rest).strip("\n")
    entries = dedent(events).strip("\n")
    return f"---\n{head}{more}\nevents:\n{entries}\n---\n{body}\n"


def _written(path: str, text: str) -> str:
    text = dedent(text).strip("\n") + "\n"
    if path.endswith(".md") and path.count(".") == 1 and not text.startswith("---"):
        return f"---\n{text}---\n"
    return text


def _line(fault: Diagnostic) -> str:
    return f"{fault.code} {fault.span.path}:{fault.span.line} {fault.message}"


def claims(fact: Fact) -> dict[str, tuple[str, str, str]]:
    """For each article its claim: value, origins, standing. For facts with one claim an article."""
    return {claim.article: row(claim) for claim in fact.claims}


def row(claim: Claim) -> tuple[str, str, str]:
    """A claim's value, origins and standing."""
    return (as_data(claim.value), " ".join(claim.origins), claim.standing.value)


def article_of(fact: Fact, finding: ShownValue) -> str:
    """From which article a value is shown."""
    (claim,) = (claim for claim in fact.claims if claim.id == finding.claim)
    return claim.article


def shown(fact: Fact) -> list[tuple[str, str, str, int]]:
    """Each value shown: value, from which article, by which rule, and the size of its support."""
    return [
        (
            as_data(finding.value),
            article_of(fact, finding),
            finding.rule.value,
            finding.support.size,
        )
        for finding in fact.findings
    ]


_PLAIN = SiteSettings(title="t")


def edition_of(settings: SiteSettings = _PLAIN) -> Edition:
    """The site in its first language, at the address that its settings give."""
    return first_edition(settings, Deployment(settings.base_url))


def context_of(outcome: Outcome, settings: SiteSettings = _PLAIN) -> Context:
    """What the pages in the first language have in common."""
    return context_over(outcome.archive, outcome.timeline, edition_of(settings))


def context_over(
    archive: Archive, timeline: Timeline, edition: Edition, words: Translation = ENGLISH
) -> Context:
    """What the pages of an edition have in common."""
    indexes = make_indexes(archive, timeline)
    return Context(archive, {"": timeline}, indexes, edition, words, Trace(), RowSource(ALL_ROWS))


def plan_site(
    archive: Archive, timeline: Timeline, settings: SiteSettings, words: Translation = ENGLISH
) -> Iterator[PlannedPage]:
    """Every page of the site in one language, but /data/; and the feeds."""
    context = context_over(archive, timeline, edition_of(settings), words)
    for part in page_parts(context):
        yield from pages_of(context, part)


def whole_archive_of(archive: Archive, edition: Edition) -> dict[str, Any]:
    """What archive.json says, with all that it leaves out."""
    parts = archive_json(archive, lambda: build_timeline(archive), edition)
    data = json.loads(b"".join(chunks_of(parts)))
    return with_defaults(data, json.loads(schema_document(edition)))
