"""Views: all that a template may see. A page's view is also all that the page depends on.

Every field of a page's view is a variable of its template. Views hold strings, numbers, flags,
None, tuples and other views, nothing else, so that they can be encoded and compared.

Paths run from the site's root and have no leading slash ("cases/x/", "cases/x/#c12ab"; "" is the
home page). A template writes `href="{{ root }}{{ link.path }}"`; `root` leads from the page to the
site's root ("./", "../../"), so one view of a row serves every page and any base path.

Words that do not come from the content are not here: where a view holds the value of an enum
(a stance, a standing, a rule, the kind of a list), the template finds the words. Dates, counts
and countries come worded by `defectarchive.words`. An empty string, an empty tuple or None
means that there is no such thing.
"""

from __future__ import annotations

from typing import Generic

from defectarchive.pages.citation_views import CitationView
from defectarchive.pages.evidence import (
    ChainView,
    ClaimView,
    FactRow,
    GroupView,
    IdentificationView,
    Participant,
    RelayTree,
    ReportView,
)
from defectarchive.pages.figures.views import MapFigure, PersonWeb, TimeFigure
from defectarchive.pages.history_items import ChangeLine, History
from defectarchive.pages.items import (
    ArticleItem,
    CaseItem,
    CorrectionItem,
    DateView,
    Link,
    Listing,
    NameItem,
    Part,
    PersonItem,
    PlaceItem,
    ProseView,
    QuestionItem,
    RoleView,
    Row,
    Section,
    SiteView,
    SourceItem,
    TimelineItem,
    TypeItem,
    TypeView,
    View,
    WaryLink,
    YearCase,
    YearItem,
)


class Page(View, frozen=True):
    """What every page has. path: its own ("cases/x/"); canonical URL: site.base_url + path.

    section: which part of the navigation it belongs to: home, cases, people, years, timeline, map,
    articles, outlets, organisations, places, types, search, open-questions, corrections, data,
    page (one of the editor's own) or "". title: from the content, "" where the template has the
    words. summary: a sentence for search engines, or "".
    """

    site: SiteView
    root: str
    path: str
    section: str
    title: str
    summary: str


class HomePage(Page, frozen=True):
    """`pages/home.html`. newest: the latest cases by when they happened, last first.

    articles: the latest by publication. first_year, last_year: "" where no case is dated.
    """

    cases: int
    people: int
    articles_total: int
    outlets: int
    first_year: str
    last_year: str
    newest: tuple[CaseItem, ...]
    articles: tuple[ArticleItem, ...]
    types: tuple[TypeItem, ...]
    tallies: tuple[CaseItem, ...]
    years: tuple[YearItem, ...]
    open_questions: int


class YearLink(View, frozen=True):
    """A year that a case touches. possible: it is perhaps in it."""

    year: int
    path: str
    possible: bool


class RelatedCase(View, frozen=True):
    """A case that this one stands in some relation to. label: "Followed by".

    article: who says so, None where the editor does.
    """

    label: str
    case: CaseItem
    article: ArticleItem | None


class MovedView(View, frozen=True):
    """A claim that stood here until the case was split. anchors: ids that it had here.

    case: where it is now; path: of the claim there; label and value: what it says.
    """

    anchors: tuple[str, ...]
    case: Link
    path: str
    label: str
    value: str


class CasePage(Page, frozen=True):
    """`pages/case.html`. A case or tally (`case.type.aggregate`).

    years: empty for a case that stands on /years/ in words (`in_words`) or has no date.
    statements: what articles say that is never compared. reports: one an article, by
    publication, as far as they fit on the page; report_parts: the pages that hold the others.
    claims_total: all claims, here and there. into: cases that it was split into; moved: claims
    that went. history: how it all became known. relays: who passes on whose story, None where
    one outlet alone tells of it. prose: the editor's own. lede: the editor's sentence or two,
    or "". order_unknown: it may have come before `previous`. former_ids: ids that lead
    here now.
    """

    case: CaseItem
    lede: str
    order_unknown: bool
    years: tuple[YearLink, ...]
    in_words: bool
    facts: tuple[FactRow, ...]
    statements: FactRow | None
    people: tuple[Participant, ...]
    reports: tuple[ReportView, ...]
    report_parts: tuple[Part, ...]
    claims_total: int
    history: History
    relays: RelayTree | None
    related: tuple[RelatedCase, ...]
    into: tuple[CaseItem, ...]
    moved: tuple[MovedView, ...]
    previous: CaseItem | None
    next: CaseItem | None
    corrections: tuple[CorrectionItem, ...]
    former_ids: tuple[str, ...]
    first_published: DateView
    cite: CitationView
    prose: ProseView | None


class SplitPage(Page, frozen=True):
    """`pages/split.html`. A case that became several, of which no article tells any more."""

    lede: str
    into: tuple[CaseItem, ...]
    moved: tuple[MovedView, ...]
    former_ids: tuple[str, ...]
    prose: ProseView | None


class CasePart(Page, frozen=True):
    """`pages/case-part.html`. Reports that did not fit on the page of the case (or its people)."""

    case: CaseItem
    part: Part
    parts: tuple[Part, ...]
    reports: tuple[ReportView, ...]
    people: tuple[Participant, ...]


class Spelling(View, frozen=True):
    """A form of a name.

    scripts: those of its letters ("latin", "cyrillic" …), most letters first. languages: names of
    those of the articles that use it. uses: articles that use it, at most five; articles: how many
    in all (0: it is the editor's own). outlets: which, at most five. first: its first publication.
    retracted: every article that uses it was withdrawn.
    """

    text: str
    scripts: tuple[str, ...]
    languages: tuple[str, ...]
    articles: int
    uses: tuple[Link, ...]
    outlets: tuple[Link, ...]
    first: DateView | None
    retracted: bool


class PersonCase(View, frozen=True):
    """A case of a person: their part in it (see `Participant`), and what is claimed of them."""

    case: CaseItem
    part: str
    roles: tuple[RoleView, ...]
    main: bool
    facts: tuple[FactRow, ...]
    identifications: tuple[IdentificationView, ...]


class MayBeView(View, frozen=True):
    """Somebody who may be the same person, and why. here: this person's own file says so."""

    person: PersonItem
    because: str
    here: bool


class SharedPerson(View, frozen=True):
    """Somebody who is in cases of this person; cases: in how many of them."""

    person: PersonItem
    cases: int


class Crowd(View, frozen=True):
    """A case of this person with so many people that only its own page lists them."""

    case: Link
    people: int


class PersonPage(Page, frozen=True):
    """`pages/person.html`. A person or group.

    born, nationality (country names) and prose are the editor's own. group: what is known of a
    group, None for an individual. groups: those that he belongs to. cases: in order, by decade.
    shared: by number of common cases; those in `crowds` alone are left out. quoted: other cases
    that some article lets him speak of.
    spellings_left: how many spellings, the least used, there was no room for. declared: he has a
    dossier. web: the cases and people around him, None where the lists say as much. former_ids: ids
    that lead here now.
    """

    person: PersonItem
    declared: bool
    descriptor: str
    spellings: tuple[Spelling, ...]
    spellings_left: int
    born: DateView | None
    nationality: tuple[str, ...]
    group: GroupView | None
    groups: tuple[PersonItem, ...]
    may_be: tuple[MayBeView, ...]
    organisations: tuple[WaryLink, ...]
    web: PersonWeb | None
    cases: Listing[PersonCase]
    shared: Listing[SharedPerson]
    crowds: tuple[Crowd, ...]
    quoted: Listing[CaseItem]
    corrections: tuple[CorrectionItem, ...]
    former_ids: tuple[str, ...]
    cite: CitationView
    prose: ProseView | None


class YearPage(Page, frozen=True):
    """`pages/year.html`. cases: sections of kind month, certain, possible, in that order.

    previous, next: the nearest years that have any case. known: the page of what was known at the
    end of it, "" before the first publication and after the last. figure: its months.
    """

    year: int
    known: str
    figure: TimeFigure
    certain: int
    possible: int
    cases: Listing[YearCase]
    previous: YearItem | None
    next: YearItem | None


class YearsIndex(Page, frozen=True):
    """`pages/years.html`. years: by decade. undated: cases of which nobody gives a date.

    wide: cases whose dates span too much for year pages (open, or more than ten years).
    known: the path of the index of what was known at the end of each year. figure: how many cases
    each year has, by type; None where no year has any.
    """

    known: str
    figure: TimeFigure | None
    years: Listing[YearItem]
    wide: Listing[CaseItem]
    undated: Listing[CaseItem]


class CasesIndex(Page, frozen=True):
    """`pages/cases.html`. cases: in order, by decade. tallies: estimates over many cases.

    table: the file with which a script filters and sorts the cases, "" where there is none.
    """

    cases: Listing[CaseItem]
    tallies: Listing[CaseItem]
    types: tuple[TypeItem, ...]
    table: str


class PeopleIndex(Page, frozen=True):
    """`pages/people.html`. named: by letter. unnamed: people (and groups) without a name.

    table: the file with which a script filters and sorts all of them, "" where there is none.
    """

    named: Listing[PersonItem]
    unnamed: Listing[PersonItem]
    table: str


class TimelinePage(Page, frozen=True):
    """`pages/timeline.html`. cases: in order, by year; undated ones last. tallies: apart.

    figure: all of them along time, None where no case has a year.
    """

    figure: TimeFigure | None
    cases: Listing[TimelineItem]
    tallies: Listing[CaseItem]


class ArticlesIndex(Page, frozen=True):
    """`pages/articles.html`. articles: by year of publication, latest first.

    table: the file with which a script filters and sorts them, "" where there is none.
    """

    articles: Listing[ArticleItem]
    table: str


class LaterArticle(View, frozen=True):
    """A later article, and what it did to claims of the one whose page this is."""

    article: ArticleItem
    lines: tuple[ChangeLine, ...]


class ArticleReport(View, frozen=True):
    """What this article says about one case. claims: their path leads to the case's page.

    only: no other article tells of the case. compared: how many of its claims are compared with
    others, alone: how many of them rest on nothing else. later: the first later articles that
    confirm, repeat, narrow, contradict or deny what it says (a line's `effect`), at most twelve;
    more_later: there are more.
    """

    case: CaseItem
    title: str
    summary: str
    chains: tuple[ChainView, ...]
    own_reporting: bool
    claims: tuple[ClaimView, ...]
    only: bool
    compared: int
    alone: int
    later: tuple[LaterArticle, ...]
    more_later: bool


class RetractionView(View, frozen=True):
    """That the outlet withdrew the article: when, and why; url: where it says so, or ""."""

    date: DateView | None
    because: str
    url: str


class CorrectedView(View, frozen=True):
    """What the outlet put right in its article: when, and what; url: where it says so, or ""."""

    date: DateView
    text: str
    url: str


class ArticlePage(Page, frozen=True):
    """`pages/article.html`. A source article: prose is the editor's summary of it.

    kind: what its outlet is, "newspaper" …, or "". translated_from: BCP 47 of the original, or "".
    rests_on: articles on the same cases by the outlets that it relays; relayed_by: those that rest
    on its outlet. previous, next: by publication. reports: one a case. corrected: by the outlet;
    corrections: of what this archive had wrong. former_ids: ids that lead here now.
    """

    article: ArticleItem
    kind: str
    authors: tuple[str, ...]
    accessed: DateView | None
    retraction: RetractionView | None
    translated_from: str
    chains: tuple[ChainView, ...]
    own_reporting: bool
    reports: Listing[ArticleReport]
    rests_on: tuple[ArticleItem, ...]
    relayed_by: tuple[ArticleItem, ...]
    previous: ArticleItem | None
    next: ArticleItem | None
    corrected: tuple[CorrectedView, ...]
    corrections: tuple[CorrectionItem, ...]
    former_ids: tuple[str, ...]
    prose: ProseView | None


class SourcesIndex(Page, frozen=True):
    """`pages/outlets.html` and `pages/organisations.html`: by letter."""

    sources: Listing[SourceItem]


class OutletPage(Page, frozen=True):
    """`pages/outlet.html`. relays: outlets that its articles rest on; relayed_by: the other way.

    In both, count is the number of articles. articles: latest first, by year. former_ids: ids that
    lead here now.
    """

    outlet: SourceItem
    spellings: tuple[str, ...]
    language: str
    url: str
    former_ids: tuple[str, ...]
    articles: Listing[ArticleItem]
    relays: tuple[SourceItem, ...]
    relayed_by: tuple[SourceItem, ...]


class OrganisationPage(Page, frozen=True):
    """`pages/organisation.html`. cases: where it acts, or employs somebody.

    quoted: cases where an article lets it speak. people: those whom an article counts as its own.
    former_ids: ids that lead here now.
    """

    organisation: SourceItem
    spellings: tuple[str, ...]
    url: str
    former_ids: tuple[str, ...]
    cases: Listing[CaseItem]
    quoted: Listing[CaseItem]
    people: Listing[PersonItem]


class PlacePage(Page, frozen=True):
    """`pages/place.html`. around: the places around it, nearest first; within: those in it.

    cases: in it and within it, in order. claimed: cases that some article puts there, while another
    place is shown first. former_ids: ids that lead here now.
    """

    place: PlaceItem
    spellings: tuple[str, ...]
    former_ids: tuple[str, ...]
    around: tuple[Link, ...]
    within: Listing[PlaceItem]
    cases: Listing[CaseItem]
    claimed: Listing[CaseItem]


class PlacesIndex(Page, frozen=True):
    """`pages/places.html`: by letter."""

    places: Listing[PlaceItem]


class MapPage(Page, frozen=True):
    """`pages/map.html`: the gazetteer. places: each below the one around it (see depth).

    figure: the map, None where no case is at a place with coordinates.
    """

    figure: MapFigure | None
    places: Listing[PlaceItem]


class TypePage(Page, frozen=True):
    """`pages/type.html`. title: the plural. cases: in order, by decade (tallies if aggregate).

    also: cases of another type in which this was a further act.
    """

    type: TypeView
    cases: Listing[CaseItem]
    also: Listing[CaseItem]


class TypesIndex(Page, frozen=True):
    """`pages/types.html`: the types that some case has."""

    types: tuple[TypeItem, ...]


class SearchPage(Page, frozen=True):
    """`pages/search.html`. names: every name, spelling and title, by letter.

    index: the file with which a script searches them; texts: the folder of the index of all texts.
    "" where there is none.
    """

    names: Listing[NameItem]
    index: str
    texts: str


class OpenQuestionsPage(Page, frozen=True):
    """`pages/open-questions.html`: one list a question, each with its kind (see `Group`)."""

    lists: tuple[QuestionList, ...]


class QuestionList(View, frozen=True):
    """All things of which one question is open."""

    kind: str
    items: Listing[QuestionItem]


class CorrectionsPage(Page, frozen=True):
    """`pages/corrections.html`: all corrections, newest first, by year."""

    corrections: Listing[CorrectionItem]


class DataFile(View, frozen=True):
    """A file for programs. name: "events.csv"; rows: how many lines of data, -1 where not so.

    size: in bytes.
    """

    name: str
    path: str
    rows: int
    size: int


class DataPage(Page, frozen=True):
    """`pages/data.html`. feeds: of all cases, of articles, of changes.

    A feed's text says which (cases, articles, changes); its path is that of the page beside it.
    """

    files: tuple[DataFile, ...]
    feeds: tuple[Link, ...]


class TextPage(Page, frozen=True):
    """`pages/text.html`: one of the editor's own pages."""

    prose: ProseView | None


class LiveExample(View, frozen=True):
    """A fact of this archive by which readers are told how to read it. case: where it stands."""

    case: Link
    fact: FactRow


class AboutPage(Page, frozen=True):
    """`pages/about.html`: what the editor says of the archive, and how to read it.

    It is always there: without a content/pages/about.md the template has the words, and prose is
    None. example: None where the archive has no fact to show.
    """

    prose: ProseView | None
    example: LiveExample | None


class NotFoundPage(Page, frozen=True):
    """`pages/404.html`. Shown for any address, so relative links need a <base href>.

    base: the path to give it: "/archive/", or "/" where no base_url says otherwise.
    """

    base: str


class RedirectPage(Page, frozen=True):
    """`pages/redirect.html`: a former id. meta refresh, canonical link and plain link to target."""

    target: Link


class FeedEntry(View, frozen=True):
    """A case, an article or a change in a feed. id: permanent, a URN. published, updated: RFC 3339.

    type: of the case. author: the outlets that it comes from, "" for the archive. language: BCP 47
    of the title, "" for the site's own.
    """

    id: str
    title: str
    path: str
    published: str
    updated: str
    summary: str
    type: TypeView | None = None
    author: str = ""
    language: str = ""


class FeedPage(Page, frozen=True):
    """`feeds/atom.xml` and `feeds/feed.json`: a feed, in its two forms. about: the page beside it.

    id: of the feed. entries: the newest, at most fifty.
    """

    id: str
    about: str
    updated: str
    entries: tuple[FeedEntry, ...]


class ListPart(Page, Generic[Row], frozen=True):
    """`pages/part.html`: part of a list that does not fit on the page that it belongs to.

    rows: what the rows are, by view: case (CaseItem), timeline (TimelineItem), year (YearCase),
    person (PersonItem), shared (SharedPerson), person-case (PersonCase), article (ArticleItem),
    report (ArticleReport), source (SourceItem), place (PlaceItem), year-item (YearItem), name
    (NameItem), question (QuestionItem) or correction (CorrectionItem). list: which list of which
    kind of page: cases, tallies, wide, undated, named, unnamed, shared, quoted … (the name of the
    Listing field, or the question). of: the page that the list belongs to (text "" where only
    `section` says what it is). figure: the cases of a decade, year or month of the timeline.
    """

    rows: str
    list: str
    of: Link
    part: Part
    sections: tuple[Section[Row], ...]
    previous: Part | None
    next: Part | None
    figure: TimeFigure | None = None
