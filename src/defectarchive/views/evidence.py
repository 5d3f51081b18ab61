"""Facts, the claims behind them, and who says so."""

from __future__ import annotations

from defectarchive.views.rows import (
    ArticleItem,
    DateView,
    Link,
    PersonItem,
    RoleView,
    SupportView,
    View,
)


class ValueView(View, frozen=True):
    """A value. path: of the thing it names, or "". date: where it is a date. text: always."""

    text: str
    path: str
    date: DateView | None


class SourceMark(View, frozen=True):
    """A mark that leads to one claim. number: of the claim, as a note on its case's page.

    path: to the claim's anchor. outlet, published: for a title or a screen reader. by: who
    inside the article says so, or "". stance: asserts, confirms, estimates, alleges, doubts,
    denies, unaware or declines. hedge: the source's own words of caution, or "". updated: when
    the outlet changed the article, or "". retracted: it withdrew it.
    """

    number: int
    path: str
    outlet: str
    published: str
    by: str
    stance: str
    hedge: str
    updated: str
    retracted: bool


class VoiceView(View, frozen=True):
    """How some speakers stand to a value. who: their names, joined in words; "": the articles.

    outlets: who publishes it, for want of a speaker, joined likewise.
    """

    stance: str
    hedge: str
    who: str
    outlets: str


class SourcedValue(View, frozen=True):
    """A value with its sources. marks_left: further sources that are not marked for want of room.

    support: what stands behind it. voices: every way in which it is said, the plain one of the
    articles themselves first, and left out where it is the only one.
    """

    value: ValueView
    marks: tuple[SourceMark, ...]
    marks_left: int
    support: SupportView
    voices: tuple[VoiceView, ...]


class RulingView(View, frozen=True):
    """The editor's choice: the value, and the reason."""

    value: ValueView
    because: str


class FactRow(View, frozen=True):
    """All that is claimed of one property.

    values: what is shown (one for a single-valued property; none where all is denied or
    withdrawn). narrowed: wider values (a date, the place around it) that were published before
    the shown one; narrowed_by, narrowed_on: the outlet that first gave the shown one then, and
    when. agreeing: other values that agree with it; where the property moves_on, as a status does,
    those before it.
    alternatives: values that do not agree. objections: values that somebody doubts, denies,
    does not know or declines to speak of (see voices). superseded: values of which an outlet
    has since said otherwise. retracted: values that only retracted articles hold. left: how
    many values there was no room for. anchors: ids that stand for all that an article says of
    the property. rule: why the value is shown first: only-value, ruling, latest, asserted,
    support, unqualified, earliest, article-id or file-order.
    """

    property: str
    label: str
    moves_on: bool
    values: tuple[SourcedValue, ...]
    narrowed: tuple[SourcedValue, ...]
    narrowed_by: str
    narrowed_on: str
    agreeing: tuple[SourcedValue, ...]
    alternatives: tuple[SourcedValue, ...]
    objections: tuple[SourcedValue, ...]
    superseded: tuple[SourcedValue, ...]
    retracted: tuple[SourcedValue, ...]
    rule: str
    disputed: bool
    ruling: RulingView | None
    left: int
    anchors: tuple[str, ...] = ()


class ChainView(View, frozen=True):
    """A relay chain, nearest step first; a step rests on each of its outlets.

    A link without a text is a source that the article does not name.
    """

    steps: tuple[tuple[Link, ...], ...]


class LeftOutView(View, frozen=True):
    """What a mark in a wording stands for in the copy. mark: as it stands there, "[…]" or "[he]".

    text: "" for nothing. is_told: False where it would give away a name that is withheld.
    """

    mark: str
    text: str
    is_told: bool


class QuotationView(View, frozen=True):
    """That a wording stands in the kept copy of its article, which was taken on a day."""

    kept: DateView
    left_out: tuple[LeftOutView, ...]


class ClaimView(View, frozen=True):
    """One claim, under the article that makes it.

    anchor: the element's id; anchors: further ids of it. number: of the note. subject: the
    person it is about, None where it is about the case. by: who inside the article says it.
    hedge: the source's own words of caution. wording: as the article puts it; quotation: None
    where that is not checked; fragment: what an address of the article takes at its end to lead to
    those words, or "". note: the editor's. standing: shown, agrees, outvoted, disputes,
    superseded or retracted. chains, own_reporting: only where they are not the report's own; then
    it rests on one of the chains or, perhaps, on own reporting. origins: the outlets
    where it originates. alone: its value rests on this article alone. fact: the path to where
    the page of the case has the fact that it is about.
    """

    anchor: str
    anchors: tuple[str, ...]
    number: int
    path: str
    property: str
    label: str
    subject: Link | None
    value: ValueView
    by: Link | None
    stance: str
    hedge: str
    wording: str
    quotation: QuotationView | None
    fragment: str
    note: str
    standing: str
    chains: tuple[ChainView, ...]
    own_reporting: bool
    origins: tuple[Link, ...]
    alone: bool
    fact: str


class ReportView(View, frozen=True):
    """What one article says about one case, on the page of the case.

    chains, own_reporting: what it rests on as a whole; relays_apply: some claim of it does, and not
    on something of its own. origins: the outlets where it originates.
    """

    article: ArticleItem
    title: str
    summary: str
    chains: tuple[ChainView, ...]
    own_reporting: bool
    relays_apply: bool
    origins: tuple[Link, ...]
    claims: tuple[ClaimView, ...]


class IdentificationView(View, frozen=True):
    """That an article's nameless person is taken for this one, by the editor, and why."""

    article: ArticleItem
    because: str


class GroupCount(View, frozen=True):
    """How many people a group has, by some sources.

    text: in words. outlets: who says so, at most five; outlets_left: how many more. editor: the
    editor does.
    """

    text: str
    outlets: tuple[Link, ...]
    outlets_left: int
    editor: bool


class GroupView(View, frozen=True):
    """A group: what sources make of its number, and who is known of it.

    members: those who have an entry, as far as there is room; members_left: how many more. named:
    how many of all of them have a name. unnamed: how many of the group then have none, in words,
    over all counts ("11", "between 11 and 13"), "0" for nobody, "" where that cannot be said.
    """

    counts: tuple[GroupCount, ...]
    members: tuple[PersonItem, ...]
    members_left: int
    named: int
    unnamed: str


class Participant(View, frozen=True):
    """A person or group in a case. group: None for an individual. articles: how many.

    part: has, or where nothing that stands gives them one: denied, doubted, unanswered, withdrawn.
    """

    person: PersonItem
    part: str
    roles: tuple[RoleView, ...]
    main: bool
    facts: tuple[FactRow, ...]
    identifications: tuple[IdentificationView, ...]
    group: GroupView | None
    articles: int


class RelayWay(View, frozen=True):
    """What one article of an outlet rests on, of which it leaves open what it is.

    alternatives: each is one outlet, or several that it rests on together; a link without a text is
    a source that it does not name. own: or it reported itself.
    """

    alternatives: tuple[tuple[Link, ...], ...]
    own: bool


class RelayNode(View, frozen=True):
    """An outlet in the relay tree of a case, or outlets that relay each other in a circle.

    x, y: the centre of its mark in the drawing; text_x: where its text begins; short: its name,
    cut to fit. outlets: one, or several for a circle, its origin first. kind: origin; possible
    (one of several of which one is); relay; unnamed (it rests on what it does not name); silent
    (it says neither what it rests on nor that it reported itself); fallen (an origin of
    retracted articles alone). ring: outlets relay each other, or one itself. articles: how many
    of its own, first: when the first was published, updated and retracted: how many of them
    were. ways: what its articles rest on, at most six; ways_left: how many more.
    """

    x: int
    y: int
    text_x: int
    short: str
    outlets: tuple[Link, ...]
    kind: str
    ring: bool
    articles: int
    first: str
    updated: int
    retracted: int
    ways: tuple[RelayWay, ...]
    ways_left: int


class TrailView(View, frozen=True):
    """How many articles go back to the same possible origins.

    sets: in each, at least one is an origin; a link without a text is an unnamed source. (): the
    articles do not say where they have it from.
    """

    articles: int
    sets: tuple[tuple[Link, ...], ...]


class RelayTree(View, frozen=True):
    """Who passes on whose story in a case. nodes: from top to bottom, each beneath its source.

    height: 0 where nothing is drawn, for there are too many nodes or nothing is relayed; then the
    first 60 stand in words, and left says how many more. lines: paths from a node to those beneath
    it; either: those to one of several of which it is not said which; lanes: to what else they rest
    on, each to one of the points. trails: where the articles that count go back to, at most six;
    trails_left: how many articles more. relayed: something is.
    """

    width: int
    height: int
    nodes: tuple[RelayNode, ...]
    left: int
    lines: tuple[str, ...]
    either: tuple[str, ...]
    lanes: tuple[str, ...]
    points: tuple[str, ...]
    trails: tuple[TrailView, ...]
    trails_left: int
    support: SupportView
    relayed: bool
