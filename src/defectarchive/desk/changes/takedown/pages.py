"""Whether pages would still show a name: templates may join it from texts that have parts of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from defectarchive.checks.withholding.finder import finder_of_names
from defectarchive.desk.changes.read_archive import ReadArchive
from defectarchive.engine.publication import files_that_leak
from defectarchive.model.archive import Archive
from defectarchive.pages.plan import ARTICLE, CASE, PERSON
from defectarchive.workspace.templates import read_templates

_MOST = 40
"""So many cases, people and articles are looked at; a build looks at all, and publishes no name."""
Things = set[tuple[str, str]]
"""Parts of the plan: what kind of thing it is, and its id."""


def pages_that_show(
    after: ReadArchive, suspects: Collection[str], names: Sequence[str]
) -> tuple[str, ...]:
    """Paths of pages that would show one of these names, though no file has it.

    `suspects`: paths of all files that have a word of one.

    Pages are made of the things whose files have a word of the name that the fewest files have:
    where that stands nowhere, nothing can join the name.
    """
    archive = after.archive
    things: Things = set()
    if archive is not None:
        texts = {
            path: after.files[path].decode("utf-8", "replace")
            for path in suspects
            if path in after.files
        }
        for name in names:
            things |= {each for path in _rarest(texts, name) for each in _about(archive, path)}
    if archive is None or not things:
        return ()
    looked_at = frozenset(sorted(things)[:_MOST])
    leaking = files_that_leak(
        archive,
        after.loaded.settings,
        finder_of_names(names),
        read_templates(None),
        lambda part: (part.name, part.thing) in looked_at,
    )
    return tuple(leaking)


def _rarest(texts: Mapping[str, str], name: str) -> Collection[str]:
    """The paths of the files that have that word of the name which the fewest have."""
    # What has no letters is no word to look for.
    finders = [finder for word in name.split() if (finder := finder_of_names([word]))]
    found = [
        [path for path, text in texts.items() if finder.is_in(text)]
        for finder in (finders if len(name.split()) > 1 else [])
    ]
    return min(found, key=len, default=[])


def _about(archive: Archive, path: str) -> Iterator[tuple[str, str]]:
    """What shows texts of that file: what it is about, and its cases."""
    folder, name = PurePosixPath(path).parent.name, PurePosixPath(path).name.partition(".")[0]
    cases: list[str] = []
    match folder:
        case "articles" if name in archive.articles:
            yield ARTICLE, name
            cases = [each.id for each in archive.events.values() if name in each.articles]
        case "people" if name in archive.people:
            yield PERSON, name
            cases = [
                each.id
                for each in archive.events.values()
                if any(part.person == name for part in each.people)
            ]
        case "events":
            cases = [name]
        case _:
            return
    for event in (archive.events[case] for case in cases if case in archive.events):
        yield CASE, event.id
