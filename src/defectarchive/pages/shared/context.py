"""What all pages share: the archive, how its things look in lists, and who stands where.

Each row is made once and then shown on many pages. Nothing here depends on the order in which
it is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import Any, TypeVar

from msgspec.structs import replace

from defectarchive import __version__
from defectarchive.analysis.aftermath import Aftermath
from defectarchive.analysis.indexes import Indexes
from defectarchive.analysis.name_disclosure import NameDisclosure, first_naming
from defectarchive.analysis.timeline import Timeline
from defectarchive.frozen import Frozen
from defectarchive.language.catalogue import Translation, autonym, in_words
from defectarchive.language.collation import alphabet_of
from defectarchive.language.editions import Edition, translator_of
from defectarchive.language.words import Words, machine_datetime
from defectarchive.model.archive import (
    NOBODY,
    Archive,
    Article,
    Claim,
    Event,
    Fact,
    Participation,
    Person,
    Place,
    Prose,
    ShownValue,
)
from defectarchive.model.dates.date import Date
from defectarchive.model.ids import EntityRef, Kind
from defectarchive.model.outline import Involvement
from defectarchive.model.ranges import Range, hull, joined
from defectarchive.model.records import Folder
from defectarchive.model.values import Count, Country, GeoPoint, Term, Text, Value
from defectarchive.model.vocabulary import ALLEGED, DENIED, ROLE, TYPE, Property, ValueKind
from defectarchive.pages.shared import routes
from defectarchive.pages.shared.claim_locations import ClaimIndex, ClaimPlaces
from defectarchive.pages.shared.grouping import Groups
from defectarchive.pages.shared.pagination import ParentPage
from defectarchive.pages.shared.prose import prose_view
from defectarchive.pages.shared.row_limits import LONGEST_GIST, cut_text
from defectarchive.pages.shared.support import caution_of, support_view
from defectarchive.resolve.facts.comparison import Surroundings
from defectarchive.trace import Trace
from defectarchive.views.evidence import ValueView
from defectarchive.views.rows import (
    MARKS,
    ArticleItem,
    CaseItem,
    Caution,
    DatedCase,
    DateView,
    LanguageView,
    Link,
    PersonItem,
    PlaceItem,
    ProseView,
    RoleView,
    SiteView,
    SourceItem,
    TypeView,
    WaryLink,
    YearItem,
)

# How many people a row of a case names, and how many roles one of a person.
_ROW_PEOPLE, _ROLES = 4, 4
# Notes on claims are asked for by the pages of a case and of its articles, which are made together.
_CASES_KEPT = 256
# What pages that are made one after the other have in common.
_FEW_KEPT = 64


K = TypeVar("K", bound=Hashable)
T = TypeVar("T")
Rows = Mapping[str, Mapping[str, Any]]


class RowKind(Frozen, frozen=True):
    """What is made of each thing of a kind for pages about many. things: their field in `Archive`.

    type: of what `make` gives for an id.
    """

    things: str
    type: Any
    make: Callable[[Context, str], Any]


class RowSource(Frozen, frozen=True):
    """The kinds of rows, by name, and by that name what has been made of each thing.

    made None: each is made when it is first asked for.
    """

    kinds: Mapping[str, RowKind]
    made: Rows | None = None


class Context:
    """The archive as pages see it, in the words of one language."""

    def __init__(
        self,
        archive: Archive,
        timeline: Mapping[str, Timeline],
        indexes: Indexes,
        edition: Edition,
        translation: Translation,
        trace: Trace,
        rows: RowSource,
    ) -> None:
        """`timeline`: under "". What is asked of any of these is noted in `trace`."""
        self.archive = archive
        self.indexes = indexes
        self.edition = edition
        self.words = Words(translation)
        self.vocabulary = in_words(edition.vocabulary, translation)
        self.alphabet = alphabet_of(edition.language, translation.after_z)
        self.groups = Groups(self.words, self.alphabet)
        self.row_kinds = rows.kinds
        made: dict[str, Callable[[str], Any]] = {
            name: rows.made[name].__getitem__ if rows.made else trace.memo(partial(kind.make, self))
            for name, kind in rows.kinds.items()
        }
        self._made = made
        self.naming = NameDisclosure(archive, made["naming"])
        self.claim_index = trace.memo(self._make_claim_index, _CASES_KEPT)
        self.claim_places: Callable[[str], ClaimPlaces] = made["claims"]
        self.aftermath = trace.memo(self._make_aftermath, _CASES_KEPT)
        # Rows and links: each is made once and then shown on many pages.
        self.case: Callable[[str], CaseItem] = made["case"]
        self.case_link: Callable[[str], Link] = made["title"]
        self.person: Callable[[str], PersonItem] = made["person"]
        self.called: Callable[[str], PersonItem] = made["name"]
        self.article: Callable[[str], ArticleItem] = made["article"]
        self.outlet = trace.memo(self._make_outlet)
        self.thing = trace.memo(self._make_thing)
        self._trace = trace
        self._kept: dict[Callable[..., Any], Callable[[Any], Any]] = {}
        self._timeline = timeline
        self._site = trace.memo(self._make_site)
        self._translator = translator_of(archive, edition)
        self._dates: dict[str, DateView] = {}
        self._types: dict[str, TypeView] = {}

    def _make_claim_index(self, event: str) -> ClaimIndex:
        body = self.archive.body("events", event)
        return ClaimIndex(self.archive.events[event], self.archive.copies, body)

    def _make_claim_places(self, event: str) -> ClaimPlaces:
        return self.claim_index(event).places

    def _make_aftermath(self, event: str) -> Aftermath:
        return Aftermath(self.archive.events[event], self.surroundings)

    def row(self, name: str, identifier: str) -> Any:
        """The row of this kind that was made of a thing."""
        return self._made[name](identifier)

    def kept(self, make: Callable[[Context, K], T], key: K) -> T:
        """What `make` gives for a key; of the last few keys, made once for all that show it."""
        recall = self._kept.get(make)
        if recall is None:
            recall = self._kept[make] = self._trace.memo(partial(make, self), _FEW_KEPT)
        made: T = recall(key)
        return made

    @property
    def timeline(self) -> Timeline:
        """All cases in order."""
        return self._timeline[""]

    @property
    def surroundings(self) -> Surroundings:
        """The places around each place."""
        return self.indexes.surroundings

    @property
    def site(self) -> SiteView:
        """What every page says of the site."""
        return self._site("")

    def _make_site(self, _: str) -> SiteView:
        edition = self.edition
        own = sorted(self.archive.pages.values(), key=lambda page: (page.order, page.id))
        return SiteView(
            title=edition.title,
            description=edition.description,
            language=edition.language,
            licence=edition.licence,
            base_url=edition.base_url,
            pages=tuple(Link(page.title, routes.own_page(page.id)) for page in own),
            version=__version__,
            sitemap=bool(edition.base_url),
            offline=edition.deployment.offline,
            exit_page=edition.exit_page,
            search=edition.deployment.search,
            cards=bool(edition.deployment.cards),
            languages=_languages(edition),
            top="../" if edition.prefix else "",
            top_url=edition.deployment.base_url,
        )

    def said(self, kind: str, text: str) -> str:
        """A text of that kind in the language of the site."""
        return self._translator.said(kind, text)

    def gist(self, event: Event) -> str:
        """What a case is in a sentence or two: the editor's, else an article's, or "".

        That only a retracted article says it is said before it; that it is denied, behind it.
        """
        summary = cut_text(event.lede or event.summary, LONGEST_GIST)
        if summary and not event.lede and event.summary_withdrawn:
            summary = self.words.withdrawn(summary)
        return self.with_caution(summary, self.as_by_status(event, None))

    def about(self, event: Event) -> str:
        """The same for where no title stands above it: of what is denied, its title at least."""
        caution = self.as_by_status(event, None)
        return self.gist(event) or (
            self.with_caution(self.title(event), caution) if caution else ""
        )

    def title(self, event: Event) -> str:
        """What a case is called; before it, where nothing said of it stands, that this is so."""
        return self.words.withdrawn_title(event.title) if self.is_withdrawn(event) else event.title

    def headline(self, article: Article) -> str:
        """The title of an article; before it, where it was retracted, that it was."""
        said = self.words.retracted_title
        return said(article.title) if article.retracted else article.title

    def is_withdrawn(self, event: Event) -> bool:
        """Whether every article on it was retracted."""
        return self.indexes.are_retracted(event.articles)

    def host(self, path: str, section: str, name: str = "") -> ParentPage:
        """The page at `path`, as the lists on it refer to it."""
        return ParentPage(self.site, Link(name, path), section, self.words)

    # --- rows ---------------------------------------------------------------------------------

    def cases(self, identifiers: Iterable[str]) -> tuple[CaseItem, ...]:
        return tuple(self.case(identifier) for identifier in identifiers)

    def _make_title(self, identifier: str) -> Link:
        """A link to a case or tally, by its title: it stays as it is when more is known of it."""
        return Link(self.title(self.archive.events[identifier]), routes.case(identifier))

    def _make_case(self, identifier: str) -> CaseItem:
        """The row of a case or tally."""
        event = self.archive.events[identifier]
        main = [part for part in event.people if part.main]
        return CaseItem(
            id=event.id,
            title=self.title(event),
            path=routes.case(event.id),
            type=self.event_type(event.type) if event.type else None,
            date=self.date(event.date) if event.date else None,
            place=self._shown_place(event),
            people=tuple(map(self._case_person, main[:_ROW_PEOPLE])),
            people_left=max(0, len(main) - _ROW_PEOPLE),
            support=support_view(event.support, self.outlet_name),
            disputed=bool(event.disputed)
            or any(fact.disputed for part in main for fact in part.facts if fact.property == ROLE),
            withdrawn=self.is_withdrawn(event),
            type_caution=self.as_by_status(event, self.caution(event.fact(TYPE))),
            date_caution=self.caution(event.fact("date")),
            place_caution=self.caution(event.fact("place")),
        )

    def _case_person(self, part: Participation) -> WaryLink:
        """Somebody whom a case is about, with what reserve each main role of theirs is given."""
        person = self.called(part.person)
        roles = [fact for fact in part.facts if fact.property == ROLE]
        main = [
            self.caution_in(fact, finding)
            for fact in roles
            for finding in fact.findings
            if isinstance(finding.value, Term) and self.vocabulary.roles[finding.value.id].main
        ]
        # Of several roles, one that is given without reserve will do.
        caution = None if None in main else next(iter(main), None)
        return WaryLink(person.name, person.path, caution)

    def caution(self, fact: Fact | None) -> Caution | None:
        """With what reserve the value of a single-valued property is shown, if any is."""
        return self.caution_in(fact, fact.findings[0]) if fact and fact.findings else None

    def caution_in(self, fact: Fact, finding: ShownValue) -> Caution | None:
        """With what reserve one of the values of a fact is shown."""
        shown = _claim_of(fact, finding)
        return caution_of(finding, shown, lambda thing: self.thing(thing).text)

    def as_by_status(self, event: Event, caution: Caution | None) -> Caution | None:
        """The reserve with which it is said what a case is: by its status it may be denied."""
        status = event.shown("status")
        if not isinstance(status, Term) or status.id not in (ALLEGED, DENIED):
            return caution
        stance = "denied" if status.id == DENIED else "alleges"
        return replace(caution, stance=stance) if caution else Caution(stance, "", "")

    def with_caution(self, text: str, caution: Caution | None) -> str:
        """A value, and behind it the reserve with which it is shown."""
        if not (text and caution):
            return text
        return f"{text} ({self.words.caution(caution.stance, caution.hedge, caution.by)})"

    def _shown_place(self, event: Event) -> Link | None:
        place = self.indexes.places.get(event.id)
        return self.thing(EntityRef(Kind.PLACE, place)) if place else None

    def _make_name(self, identifier: str) -> PersonItem:
        """What a person or group is called, without what they have a part in.

        Pages about cases show no more of people, and stay as they are when somebody has one more.
        """
        person = self.archive.people[identifier]
        count = self.group_size(_counts(person))
        return PersonItem(person.name, routes.person(identifier), person.unnamed, count, 0, "")

    def _make_person(self, identifier: str) -> PersonItem:
        """The row of a person or group."""
        person = self.archive.people[identifier]
        years = [year for event in person.events for year in self.indexes.years.get(event, ())]
        tallies = self._tallies(person.events)
        without = [part.event for part in person.parts if part.part is not Involvement.HAS]
        tallies_without_part = self._tallies(without)
        return PersonItem(
            name=person.name,
            path=routes.person(identifier),
            unnamed=person.unnamed,
            count=self.group_size(_counts(person)),
            cases=len(person.events) - tallies,
            span=self.words.years(min(years), max(years)) if years else "",
            tallies=tallies,
            cases_without_part=len(without) - tallies_without_part,
            tallies_without_part=tallies_without_part,
            roles=tuple(islice(_with_cautions(self._roles(person)), _ROLES)),
            roles_left=max(0, len(self._roles(person)) - _ROLES),
            told=self._told(person) if person.unnamed else None,
        )

    def _roles(self, person: Person) -> dict[str, list[Caution | None]]:
        """What somebody is in the cases in which they have a part, with what reserve each time."""
        found: dict[str, list[Caution | None]] = {}
        parts = (p for p in self.archive.participations_of(person) if p.part is Involvement.HAS)
        for fact in (fact for part in parts for fact in part.facts if fact.property == ROLE):
            for finding in fact.findings:
                if isinstance(finding.value, Term):
                    given = self._plain_caution(fact, finding)
                    found.setdefault(finding.value.id, []).append(given)
        known = self.vocabulary.roles
        order = sorted(found, key=lambda role: (not known[role].main, [*known].index(role)))
        return {known[role].label: found[role] for role in order}

    def _told(self, person: Person) -> DatedCase | None:
        """The first case in which somebody has a part or, if there is none, in which they had."""
        events = (*person.events, *(part.event for part in person.parts))
        if not events:
            return None
        event = self.archive.events[events[0]]
        fact = event.fact("date")
        caution = self._plain_caution(fact, fact.findings[0]) if fact and fact.findings else None
        date = self.date(event.date) if event.date else None
        return DatedCase(Link(self.title(event), routes.case(event.id)), date, caution)

    def _plain_caution(self, fact: Fact, finding: ShownValue) -> Caution | None:
        """As `caution_in`; the row of a person must not need that of whoever speaks."""
        return caution_of(finding, _claim_of(fact, finding), self.archive.name_of)

    def _tallies(self, events: Iterable[str]) -> int:
        return sum(1 for event in events if event in self.indexes.tallies)

    def _make_article(self, identifier: str) -> ArticleItem:
        """The row of an article."""
        article = self.archive.articles[identifier]
        return ArticleItem(
            id=article.id,
            title=article.title,
            path=routes.article(article.id),
            outlet=self.outlet(article.outlet),
            published=self.date(article.published),
            url=article.url,
            archived=article.archived,
            language=article.language,
            updated=self.date(article.updated) if article.updated else None,
            retracted=article.retracted is not None,
        )

    def outlet_item(self, identifier: str, count: int) -> SourceItem:
        """The row of an outlet; `count` is of whatever the list counts."""
        outlet = self.archive.outlets[identifier]
        country = self.country(outlet.country)
        kind = self.said("kind", outlet.type)
        return SourceItem(outlet.name, routes.outlet(identifier), kind, country, count)

    def organisation_item(self, identifier: str, count: int) -> SourceItem:
        """The row of an organisation; `count` is of whatever the list counts."""
        organisation = self.archive.organisations[identifier]
        country = self.country(organisation.country)
        kind = self.said("kind", organisation.type)
        return SourceItem(organisation.name, routes.organisation(identifier), kind, country, count)

    def place_item(self, identifier: str) -> PlaceItem:
        """The row of a place."""
        place = self.archive.places[identifier]
        return PlaceItem(
            name=place.name,
            path=routes.place(identifier),
            depth=len(place.within),
            country=self.country(place.country),
            coordinates=_coordinates(place),
            cases=self.indexes.count_cases(self.indexes.events_in.get(identifier, ())),
        )

    def year_item(self, number: int) -> YearItem:
        """The row of a year that some case touches."""
        cases = self.indexes.cases_of_year[str(number)]
        return YearItem(number, routes.year(number), len(cases.certain), len(cases.possible))

    # --- small things -------------------------------------------------------------------------

    def date(self, date: Date) -> DateView:
        view = self._dates.get(date.text)
        if view is None:
            machine, words = machine_datetime(date), self.words
            view = DateView(words.date(date), words.date_short(date), machine, date.text)
            self._dates[date.text] = view
        return view

    def label(self, prop: Property) -> str:
        """What a property is called."""
        return self.words.translation.gettext(prop.label)

    def country(self, code: str) -> str:
        """What a state is called."""
        return self.words.translation.country(code)

    def state(self, code: str, events: Iterable[str]) -> str:
        """What a state was called at the time of these events, as far as they have a date."""
        dates = [date for each in events if (date := self.indexes.dates.get(each))]
        return self.words.translation.state(code, dates or [None])

    def count(self, count: Count) -> str:
        """The count in words."""
        return self.words.count(count.low, count.high)

    def group_size(self, counts: Sequence[Count]) -> str:
        """How many people a group has, in words, where sources give these numbers; "" for one."""
        return "" if _is_one(counts) else self._either(joined(count.bounds for count in counts))

    def _either(self, ranges: Iterable[Range]) -> str:
        return self.words.or_list([self.words.count(*each) for each in ranges])

    def event_type(self, identifier: str) -> TypeView:
        view = self._types.get(identifier)
        if view is None:
            types = self.vocabulary.event_types
            word = types[identifier]
            path = routes.event_type(identifier)
            mark = list(types).index(identifier) % MARKS
            view = TypeView(word.id, word.label, path, word.aggregate, mark)
            self._types[identifier] = view
        return view

    def role(self, identifier: str) -> RoleView:
        word = self.vocabulary.roles[identifier]
        return RoleView(word.id, word.label, word.main)

    def outlet_name(self, identifier: str) -> str:
        """What an outlet is called."""
        return self.archive.outlets[identifier].name

    def source(self, identifier: str) -> Link:
        """An outlet in a chain; a link without a text for a source that nobody names."""
        return self.outlet(identifier) if identifier != NOBODY else Link("", "")

    def _make_outlet(self, identifier: str) -> Link:
        """A link to an outlet."""
        return Link(self.archive.outlets[identifier].name, routes.outlet(identifier))

    def _make_thing(self, subject: EntityRef) -> Link:
        """A link to anything that has a page, by its name."""
        if subject.kind is Kind.EVENT and subject.id in self.indexes.published:
            return self.case_link(subject.id)
        if subject.kind is Kind.PERSON:
            name = self.called(subject.id).name
        else:
            name = self.archive.name_of(subject)
        return Link(name, routes.thing(subject))

    def body(self, folder: Folder, identifier: str) -> ProseView | None:
        """What the editor wrote about a thing, if anything."""
        return self.prose(self.archive.body(folder, identifier))

    def prose(self, prose: Prose) -> ProseView | None:
        return prose_view(self.name_of, prose) if prose else None

    def name_of(self, thing: EntityRef) -> str:
        """What a thing is called in a text."""
        of_person = thing.kind is Kind.PERSON
        return self.called(thing.id).name if of_person else self.archive.name_of(thing)

    def value(  # noqa: PLR0911 - one for each kind
        self, prop: Property, value: Value, event: str
    ) -> ValueView:
        """A value of the property in an event, as readers see it."""
        match value:
            case Text():
                return ValueView(self.said(prop.id, value.text), "", None)
            case Date():
                date = self.date(value)
                return ValueView(date.words, "", date)
            case EntityRef():
                link = self.thing(value)
                return ValueView(link.text, link.path, None)
            case Count():
                return ValueView(self.count(value), "", None)
            case Country():
                return ValueView(self.state(value.code, [event]), "", None)
            case GeoPoint():
                return ValueView(self.words.point(value), "", None)
            case Term():
                listed = prop.kind is ValueKind.EVENT_TYPE and self.indexes.has_type(value.id)
                path = routes.event_type(value.id) if listed else ""
                return ValueView(self.vocabulary.terms(prop.kind)[value.id].label, path, None)


def _claim_of(fact: Fact, finding: ShownValue) -> Claim:
    return next(claim for claim in fact.claims if claim.id == finding.claim)


def _with_cautions(values: Mapping[str, Sequence[Caution | None]]) -> Iterator[WaryLink]:
    """Values without links, each with the first of its reserves unless once there was none."""
    for text, cautions in values.items():
        yield WaryLink(text, "", None if None in cautions else cautions[0])


def _languages(edition: Edition) -> tuple[LanguageView, ...]:
    up = "../" if edition.prefix else ""
    top_url = edition.deployment.base_url
    views = []
    for tag in edition.languages:
        prefix = f"{tag}/" if tag != edition.languages[0] else ""
        way = None if tag == edition.language else up + prefix
        views.append(LanguageView(tag, autonym(tag), way, top_url and top_url + prefix))
    return tuple(views)


def hull_of(counts: Iterable[Count]) -> Count:
    """The range that holds all of them; one at least."""
    return Count(*hull(count.bounds for count in counts))


def is_group(person: Person) -> bool:
    """Whether several people are known as one: by their number, or by those who are among them."""
    return bool(person.members) or not _is_one(_counts(person))


def _counts(person: Person) -> Sequence[Count]:
    """How many people a group has: by the editor, else by the first case in which it is shown."""
    if person.count:
        return [person.count]
    return next((part.counts for part in person.parts if part.counts), ())


def _is_one(counts: Sequence[Count]) -> bool:
    return all(count.low == count.high == 1 for count in counts)


def _coordinates(place: Place) -> str:
    if place.latitude is None or place.longitude is None:
        return ""
    return f"{place.latitude:g}, {place.longitude:g}"


ROWS: Mapping[str, RowKind] = {
    "name": RowKind("people", PersonItem, Context._make_name),  # noqa: SLF001
    "person": RowKind("people", PersonItem, Context._make_person),  # noqa: SLF001
    "article": RowKind("articles", ArticleItem, Context._make_article),  # noqa: SLF001
    "naming": RowKind("people", str, lambda context, person: first_naming(context.archive, person)),
    "title": RowKind("events", Link, Context._make_title),  # noqa: SLF001
    "case": RowKind("events", CaseItem, Context._make_case),  # noqa: SLF001
    "claims": RowKind("events", ClaimPlaces, Context._make_claim_places),  # noqa: SLF001
}
"""The rows that stand in lists; what one needs of others stands first.

naming: the article that was the first to name somebody, see `NameDisclosure`. claims: where those
of a case stand.
"""
