"""Links, dates, rows of lists, and the lists themselves."""

from __future__ import annotations

from typing import Generic, TypeVar

from defectarchive.frozen import Frozen


class View(Frozen, frozen=True):
    """A view."""


class Link(View, frozen=True):
    """A link within the site. A path of "" beside a text means that there is no page to link."""

    text: str
    path: str


class DateView(View, frozen=True):
    """A date, perhaps a vague one.

    words: "between 10 and 20 May 2003". short: for rows and tables. machine: what HTML's
    `datetime` takes, "" where the date is too vague for it. edtf: as the archive notes it.
    """

    words: str
    short: str
    machine: str
    edtf: str


class ProseView(View, frozen=True):
    """The editor's text: HTML parts with links between them; `{{ prose|prose(root) }}` joins it.

    language: where it is not that of the page, else "".
    """

    parts: tuple[str, ...]
    links: tuple[Link, ...]
    language: str = ""


class LanguageView(View, frozen=True):
    """One of the languages of the site. tag: BCP 47. name: what it calls itself.

    way: from the root of this language's pages to the root of that one's, None for this one.
    url: its whole address, "" where there is no base_url.
    """

    tag: str
    name: str
    way: str | None
    url: str


class SiteView(View, frozen=True):
    """What every page shows of the site.

    base_url: where the site will live, with a slash at its end, or "". language: BCP 47.
    pages: the editor's own pages in order (about is among them). version: of the generator.
    sitemap: whether there is a sitemap.xml (it needs a base_url). offline: the site is read from a
    disk; links of pages then name index.html by themselves. exit_page: where the control to leave
    at once leads, "" for none. search: /search/ can be asked for names. cards: pages of cases,
    people and years have a card of their own. languages: all that the
    site is in, the first one first; () where there is one. top: from the root of the pages to what
    all languages share: "../", or "" for the first; top_url: its whole address, or "".
    """

    title: str
    description: str
    language: str
    licence: str
    base_url: str
    pages: tuple[Link, ...]
    version: str
    sitemap: bool
    offline: bool = False
    exit_page: str = ""
    search: bool = False
    cards: bool = False
    languages: tuple[LanguageView, ...] = ()
    top: str = ""
    top_url: str = ""


class SupportView(View, frozen=True):
    """How much stands behind something.

    articles: how many give it. least, most: how many origins they have at the least, and how many
    are possible. either: names of the one set of outlets of which the texts leave open which it is,
    unnamed: a source without a name is one of them; () where the numbers say it. agreeing: further
    articles whose values fit; wider: all of these are less exact. voice: "person" or
    "organisation" where all of it is on the word of one, else "".
    """

    articles: int
    least: int
    most: int
    either: tuple[str, ...] = ()
    unnamed: bool = False
    agreeing: int = 0
    wider: bool = False
    voice: str = ""


class Caution(View, frozen=True):
    """With what reserve a shown value is given.

    stance: alleges or estimates; denied where it is said of a case that it is not so; disputed
    where nothing else says that it is; "" where it is put forward as a fact. hedge: the source's
    own words of caution, or "". by: the one speaker who vouches for it, or "".
    """

    stance: str
    hedge: str
    by: str


MARKS = 16
"""How many signs for types of event the style sheet has."""


class TypeView(View, frozen=True):
    """An event's type. aggregate: a tally over many cases, itself no case.

    mark: which of the `MARKS` signs stands for it, from 0.
    """

    id: str
    label: str
    path: str
    aggregate: bool
    mark: int


class RoleView(View, frozen=True):
    """The part that somebody has in a case. main: the case is about them."""

    id: str
    label: str
    main: bool


# --- Rows of lists ----------------------------------------------------------------------------


class PersonItem(View, frozen=True):
    """A person or group in a list.

    name reads well whether or not there is one. unnamed: it is a description. count: how many
    people a group has, in words ("15", "more than 20"), "" for an individual. cases: in how
    many cases they have a part; tallies: in how many tallies. cases_without_part: in how many cases
    all that gave them a part was denied, doubted or withdrawn; tallies_without_part: in how many
    tallies. span: first and last year of their cases as text ("2022–2023"), or "". roles: those
    that they have in some case, without links, the main ones first; roles_left: how many more.
    told: the first case that tells of somebody without a name, which tells them apart from others
    of one description; None of anybody else.
    """

    name: str
    path: str
    unnamed: bool
    count: str
    cases: int
    span: str
    tallies: int = 0
    cases_without_part: int = 0
    tallies_without_part: int = 0
    roles: tuple[WaryLink, ...] = ()
    roles_left: int = 0
    told: DatedCase | None = None


class DatedCase(View, frozen=True):
    """A case by its title and its date. caution: with what reserve that is given."""

    case: Link
    date: DateView | None
    caution: Caution | None


class WaryLink(Link, frozen=True):
    """A link to what is shown as a value, and with what reserve it is given."""

    caution: Caution | None = None


class CaseItem(View, frozen=True):
    """A case (or tally) in a list.

    people: those the case is about, at most four; people_left: how many more. support: what stands
    behind what the case is, articles 0 for nothing. type_caution … : with what reserve these are
    given, or None. disputed: something about it is in dispute. withdrawn: every article on it was
    retracted, which the title says as well.
    """

    id: str
    title: str
    path: str
    type: TypeView | None
    date: DateView | None
    place: Link | None
    people: tuple[WaryLink, ...]
    people_left: int
    support: SupportView
    disputed: bool
    withdrawn: bool = False
    type_caution: Caution | None = None
    date_caution: Caution | None = None
    place_caution: Caution | None = None


class ArticleItem(View, frozen=True):
    """A source article in a list or at the head of its claims.

    updated: the outlet changed it later. retracted: the outlet withdrew it. url, archived: the
    article itself and its archived copy, outside this site. language: BCP 47, of the text.
    """

    id: str
    title: str
    path: str
    outlet: Link
    published: DateView
    url: str
    archived: str
    language: str
    updated: DateView | None
    retracted: bool


class SourceItem(View, frozen=True):
    """An outlet or organisation in a list. type: "newspaper" …; count: its articles or cases."""

    name: str
    path: str
    type: str
    country: str
    count: int


class PlaceItem(View, frozen=True):
    """A place in a list. depth: how many places lie around it. cases: in it and within it.

    coordinates: "69.66, 30.19", degrees north and east, or "".
    """

    name: str
    path: str
    depth: int
    country: str
    coordinates: str
    cases: int


class TypeItem(View, frozen=True):
    """A type of event in a list, with its number of cases (or tallies).

    also: in how many other cases it was a further act.
    """

    type: TypeView
    plural: str
    cases: int
    also: int = 0


class YearItem(View, frozen=True):
    """A year that some case touches. certain: cases sure to be in it; possible: perhaps in it."""

    year: int
    path: str
    certain: int
    possible: int


class NameItem(View, frozen=True):
    """A name, spelling or title to look up.

    kind: case, tally, person, group, article, outlet, organisation, place or type. of: the name of
    the thing where the text is another spelling of it, else "".
    """

    text: str
    path: str
    kind: str
    of: str


class QuestionItem(View, frozen=True):
    """A thing that is open, in the list that says what is open about it.

    detail: what tells it from others: properties in question, the outlet of an article, or "".
    date: the vague date where that is the question; of an article: its publication.
    """

    link: Link
    detail: str
    date: DateView | None


class CorrectionItem(View, frozen=True):
    """A correction that the editor owns up to; about: the case, person or article."""

    date: DateView
    text: str
    about: Link


class YearCase(View, frozen=True):
    """A case on the page of a year. order_unknown: it may have come before the one above it.

    of_day: it is of the very day of the one above it, in no known order, as so many rows together
    are: day, of the first of them; 0 of all others.
    """

    case: CaseItem
    order_unknown: bool
    day: int = 0
    of_day: bool = False


class TimelineItem(YearCase, frozen=True):
    """A case on the timeline.

    gap: the calendar years without any case between the one above and this one, first and last, as
    text ("1992", "2021"), or ().
    """

    gap: tuple[str, ...] = ()


Row = TypeVar("Row")


class Group(View, frozen=True):
    """What the rows of a section or part have in common.

    kind says how to word it: "" (nothing), letter, decade, year, month, other (no letter),
    undated, open (no earliest day), certain (sometime in the year), possible (perhaps in the
    year), number (a part of many) or, on /open-questions/, the question: disagreement,
    year-unsure, one-origin, sole-source, retracted-support, unnamed, no-archived-copy,
    unreviewed, not-updated, created.
    text: "K", "1990s", "1991", "May 1991": already in words, or "".
    """

    kind: str
    text: str


class Section(View, Generic[Row], frozen=True):
    """Rows under one heading. anchor: a fragment that is unique on the page, or ""."""

    group: Group
    anchor: str
    rows: tuple[Row, ...]


class PartLink(View, frozen=True):
    """A page of its own for part of a long list. group: as far as it goes; count: its rows.

    number, of: the second of three pages of this group; 1 of 1 otherwise. text: what such a page
    has of the group ("1–4 May 1991", "Aas – Berg"), or "" if only its number tells.
    """

    group: Group
    number: int
    of: int
    path: str
    count: int
    text: str = ""


class Listing(View, Generic[Row], frozen=True):
    """A list: its rows by section, or, where these would not fit on the page, parts that hold them.

    total: how many rows there are in all; 0 means that there is nothing to show.
    """

    total: int
    sections: tuple[Section[Row], ...]
    parts: tuple[PartLink, ...]
