"""What a page of the preview was made from: files with their lines, quotations nobody checked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice

from defectarchive.checks.quotations.checked import checked_wording
from defectarchive.checks.withholding.finder import WithheldNames
from defectarchive.diagnostics.diagnostic import Span
from defectarchive.frozen import Frozen
from defectarchive.loader.files import FileResult
from defectarchive.loader.layout import SITE_FILE
from defectarchive.model.archive import Archive, Claim, old_ids
from defectarchive.model.records import ArticleRecord, ClaimRecord, ReportRecord
from defectarchive.preview.places import Places, SourceFault, SourcePlace

# Nobody edits a page by going through more files than these.
_MOST_FILES = 50


class PageSources(Frozen, frozen=True):
    """Of one page: its files, the one to edit first; its unchecked quotations; drafts that wait."""

    files: Sequence[SourcePlace] = ()
    quotations: Sequence[SourceFault] = ()
    drafts: Sequence[SourcePlace] = ()


def no_sources(_page: str) -> PageSources:
    """The sources of a page where none are known."""
    return PageSources()


class ArchiveSources:
    """The sources of any page of one build.

    A page is looked up when somebody looks at it, which other threads may do during the next build:
    `archive` has to be one that notes nothing of being asked. `readings`: what was read from files.
    `withheld`: drafts are not searched for these names, and are not named by them either.
    """

    def __init__(
        self,
        archive: Archive,
        readings: Mapping[str, FileResult],
        languages: Collection[str],
        places: Places,
        withheld: WithheldNames,
    ) -> None:
        self._archive = archive
        self._readings = readings
        self._languages = languages
        self._places = places
        drafts = (article.span for article in self._articles(readings) if article.draft)
        self._drafts = tuple(
            places.of(span) for span in drafts if not withheld.is_in_path(span.path)
        )

    def of_page(self, page: str) -> PageSources:
        """The sources of the page at this path, such as "/nb/cases/x/"; other paths have none."""
        parts = [part for part in page.split("/") if part not in ("", "index.html")]
        language = parts.pop(0) if parts and parts[0] in self._languages else ""
        folder, name = (*parts, "", "")[:2]
        files = (self._places.of(span) for span in self._spans(folder, name, language))
        claims = self._claims(folder, name)
        quotations = tuple(self._unchecked(claims)) if folder else ()
        return PageSources(
            tuple(islice(dict.fromkeys(files), _MOST_FILES)), quotations, self._drafts
        )

    def _spans(self, folder: str, name: str, language: str) -> Iterator[Span]:
        archive = self._archive
        match folder:
            case "":
                yield Span(SITE_FILE)
            case "articles":
                yield from self._files(folder, name, language)
            case "cases":
                yield from self._files("events", name, language)
                yield from self._entries(name, self._articles_of(name))
            case "people":
                yield from self._files(folder, name, language)
                person = archive.people.get(name)
                for part in person.parts if person else ():
                    yield from self._entries(part.event, part.articles)
            case "outlets" | "organisations" | "places":
                thing = getattr(archive, folder).get(name)
                if thing:
                    yield thing.span
            case _ if not name:
                yield from self._files("pages", folder, language)

    def _files(self, folder: str, name: str, language: str) -> Iterator[Span]:
        """The file of a thing, and that of its body in the language of the page."""
        for path in (f"{folder}/{name}.md", f"{folder}/{name}.{language}.md"):
            if path in self._readings:
                yield Span(path)

    def _articles_of(self, event: str) -> Sequence[str]:
        found = self._archive.events.get(event)
        return found.articles if found else ()

    def _entries(self, event: str, articles: Iterable[str]) -> Iterator[Span]:
        """Where these articles begin to tell of a case; their first lines where that is unclear."""
        found = self._archive.events.get(event)
        ids = (event, *(old_ids(found) if found else ()))
        for article in articles:
            path = f"articles/{article}.md"
            entries = (each.event for each in self._reports(path) if each.event.text in ids)
            yield next((entry.span for entry in entries), Span(path))

    def _claims(self, folder: str, name: str) -> Iterator[Claim]:
        """The claims that stand on a page with their wordings."""
        archive = self._archive
        match folder:
            case "articles":
                article = archive.articles.get(name)
                events = filter(None, map(archive.events.get, article.events if article else ()))
                of_events = chain.from_iterable(event.claims() for event in events)
                yield from (claim for claim in of_events if claim.article == name)
            case "cases":
                event = archive.events.get(name)
                yield from event.claims() if event else ()
            case "people":
                person = archive.people.get(name)
                for part in archive.participations_of(person) if person else ():
                    yield from chain.from_iterable(fact.claims for fact in part.facts)

    def _unchecked(self, claims: Iterable[Claim]) -> Iterator[SourceFault]:
        copies = self._archive.copies
        seen: set[tuple[str, str]] = set()
        for claim in claims:
            wording, copy = claim.wording, copies.get(claim.article)
            if not wording or checked_wording(copy, wording) is not None:
                continue
            if (claim.article, wording) not in seen:
                seen.add((claim.article, wording))
                place = self._places.of(self._span_of(claim))
                yield SourceFault(place.place, "", wording, href=place.href)

    def _span_of(self, claim: Claim) -> Span:
        """The place of a claim's wording; of several that were joined, that of the first."""
        for record in self._claim_records(claim.span.path):
            if record.wording_span and record.wording and claim.wording.startswith(record.wording):
                return record.wording_span
        return claim.span

    def _claim_records(self, path: str) -> Iterator[ClaimRecord]:
        for report in self._reports(path):
            yield from report.claims
            for mention in report.people:
                yield from mention.claims

    def _reports(self, path: str) -> Iterator[ReportRecord]:
        read = self._readings.get(path)
        for article in self._articles({path: read} if read else {}):
            yield from article.reports

    @staticmethod
    def _articles(readings: Mapping[str, FileResult]) -> Iterator[ArticleRecord]:
        return chain.from_iterable(read.records.articles for read in readings.values())
