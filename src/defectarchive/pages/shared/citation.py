"""What citing a case or a person takes: the page itself, and the articles that it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from defectarchive.frozen import Frozen, Stored
from defectarchive.language.editions import Edition
from defectarchive.language.language_marks import language_of, plain
from defectarchive.model.archive import Archive, Article, Chain, Event, Person, property_of
from defectarchive.model.dates.date import Date, Precision
from defectarchive.model.ids import Kind
from defectarchive.model.records import Retraction
from defectarchive.pages.shared import routes
from defectarchive.pages.shared.context import Context
from defectarchive.resolve.order import publication_key, published_at_latest
from defectarchive.views.citations import CitationView
from defectarchive.views.rows import Link

CSL_JSON, CLAIMS = "cite.csl.json", "claims.csl.json"
"""The files beside a page: the citations of a case or person and of its sources; and of its claims,
for a case."""

PAGE = "page"


class CitedWork(Stored, frozen=True):
    """A work to cite: a page of this archive, or a source article that it rests on.

    key: unique among the works of the archive. kind: page, or what the outlet is: newspaper,
    magazine, blog … or "". authors: as the text has them, never taken apart. container: the outlet.
    relays: what it rests on, one of these chains: names of outlets by step, "" for an unnamed one;
    own_reporting: or, perhaps, on reporting of its own.
    updated, retracted: what the outlet did to the article since. claim: the id of one of its
    claims, each of which has an address of its own on it. said: of a claim, who says it where.
    """

    key: str
    kind: str
    title: str
    authors: tuple[str, ...]
    container: str
    issued: Date | None
    url: str
    archived: str
    accessed: Date | None
    language: str
    updated: Date | None = None
    retracted: Retraction | None = None
    claim: str = ""
    relays: tuple[tuple[tuple[str, ...], ...], ...] = ()
    own_reporting: bool = False
    said: str = ""


def case_citation(context: Context, event: Event) -> CitationView:
    """How to cite the page of a case."""
    path, changed = routes.case(event.id), case_changed(context.archive, event)
    cited = _citation(context, path, context.title(event), changed)
    return replace(cited, claims=path + CLAIMS if context.indexes.claims[event.id] else "")


def person_citation(context: Context, person: Person) -> CitationView:
    """How to cite the page of a person."""
    path, changed = routes.person(person.id), person_changed(context.archive, person)
    return _citation(context, path, person.name, changed)


def _citation(context: Context, path: str, title: str, changed: Date | None) -> CitationView:
    return CitationView(
        author=context.edition.title,
        title=title,
        url=context.edition.base_url + path,
        changed=context.date(changed) if changed else None,
        file=path + CSL_JSON,
        of_all=(
            Link("BibTeX", context.site.top + routes.CITATIONS_BIB),
            Link("RIS", context.site.top + routes.CITATIONS_RIS),
        ),
    )


def claim_works(context: Context, event: Event) -> Iterator[CitedWork]:
    """Each claim of a case, at its own address: who says it, in which article, on whose story."""
    archive, notes = context.archive, context.claim_index(event.id)
    page: CitedWork = context.row(CITED_CASE, event.id)
    places = {each: _place(context, archive.articles[each]) for each in event.articles}
    for claim in event.claims():
        article, prop = archive.articles[claim.article], property_of(claim)
        about = context.label(prop)
        if claim.subject.kind is Kind.PERSON:
            about = f"{context.called(claim.subject.id).name}, {about}"
        value = context.value(prop, claim.value, event.id).text
        outlet = archive.outlets[article.outlet].name
        who = context.thing(claim.by).text if claim.by else outlet
        said = context.words.stance(claim.stance, who, claim.hedge)
        said += f" {places[article.id]}"
        if claim.wording:
            said += f" {context.words.quoted(claim.wording)}"
        yield replace(
            page,
            key=f"claim:{claim.id}",
            title=plain(f"{page.title}: {about}: {value}"),
            container=page.authors[0],
            url=context.edition.base_url + notes.path(claim.id),
            claim="",
            said=plain(said),
            retracted=article.retracted,
            updated=article.updated,
            relays=_names(archive, claim.chains),
            own_reporting=claim.own_reporting,
        )


def _place(context: Context, article: Article) -> str:
    outlet = context.archive.outlets[article.outlet].name
    return context.words.in_article(article.title, outlet, article.published)


CITED_CASE = "cited case"
"""The row that has the page of a case, to cite it."""


def cited_case(context: Context, identifier: str) -> CitedWork:
    """The page of a case."""
    event = context.archive.events[identifier]
    return case_works(context.archive, context.edition, event, context.title(event)).page


class Works(Frozen, frozen=True):
    """What a page of a case or person takes to cite: itself, and articles, by publication."""

    page: CitedWork
    articles: tuple[Article, ...]


def case_works(archive: Archive, edition: Edition, event: Event, title: str = "") -> Works:
    """The page of a case, and its articles. `title`: of the page, if not the case's own."""
    path, changed = routes.case(event.id), case_changed(archive, event)
    page = _page(edition, f"case:{event.id}", path, title or event.title, changed)
    claim = next((claim.id for fact in event.facts for claim in fact.claims), "")
    page = replace(page, claim=claim)
    return Works(page, tuple(archive.articles[each] for each in event.articles))


def person_works(archive: Archive, edition: Edition, person: Person) -> Works:
    """The page of a person, and the articles that tell of them."""
    path, articles = routes.person(person.id), _articles_on(archive, person)
    changed = person_changed(archive, person)
    page = _page(edition, f"person:{person.id}", path, person.name, changed)
    return Works(page, articles)


# --- dates --------------------------------------------------------------------------------------


def case_changed(archive: Archive, event: Event) -> Date | None:
    """When what a case's page shows last changed, as the content tells it; never by a clock.

    By the archive's own dates: when it read an article, and when it put something right. When an
    article was published tells nothing of this page, which may be twenty years younger.
    """
    articles = (archive.articles[each] for each in event.articles)
    corrected = (correction.date for correction in event.corrections)
    return _latest([*corrected, *_dates(articles)])


def person_changed(archive: Archive, person: Person) -> Date | None:
    """The same for a person's page."""
    corrected = (correction.date for correction in person.corrections)
    return _latest([*corrected, *_dates(_articles_on(archive, person))])


def _dates(articles: Iterable[Article]) -> Iterator[Date]:
    return (article.accessed for article in articles if article.accessed is not None)


def _latest(dates: Iterable[Date]) -> Date | None:
    """The latest of those dates that are a day."""
    exact = (date for date in dates if date.precision is Precision.DAY and not date.qualified)
    bounded = (date for date in exact if date.earliest == date.latest)
    return max(bounded, key=lambda date: (published_at_latest(date), date.text), default=None)


# --- works --------------------------------------------------------------------------------------


def _articles_on(archive: Archive, person: Person) -> tuple[Article, ...]:
    on_person = {article for part in person.parts for article in part.articles}
    articles = (archive.articles[article] for article in on_person)
    return tuple(sorted(articles, key=publication_key))


def _page(edition: Edition, key: str, path: str, title: str, changed: Date | None) -> CitedWork:
    return CitedWork(
        key=key,
        kind=PAGE,
        title=plain(title),
        authors=(plain(edition.title),),
        container="",
        issued=changed,
        url=edition.base_url + path,
        archived="",
        accessed=None,
        language=language_of(title) or edition.language,
    )


def source(archive: Archive, article: Article) -> CitedWork:
    """A source article."""
    outlet = archive.outlets[article.outlet]
    return CitedWork(
        key=f"article:{article.id}",
        kind=outlet.type,
        title=article.title,
        authors=article.authors,
        container=outlet.name,
        issued=article.published,
        url=article.url,
        archived=article.archived,
        accessed=article.accessed,
        language=article.language,
        updated=article.updated,
        retracted=article.retracted,
        relays=_names(archive, article.chains),
        own_reporting=article.own_reporting,
    )


def _names(archive: Archive, chains: Iterable[Chain]) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """The outlets of chains by name, "" for one that is not named."""
    return tuple(
        tuple(tuple(archive.outlets[one].name if one else "" for one in step) for step in steps)
        for steps in (chain.steps for chain in chains)
    )
