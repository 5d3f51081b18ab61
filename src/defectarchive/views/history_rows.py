"""How a case became known, article by article."""

from __future__ import annotations

from defectarchive.views.rows import (
    ArticleItem,
    CaseItem,
    DateView,
    Link,
    PartLink,
    View,
)


class ClaimVoice(View, frozen=True):
    """Who says something inside an article, and how. See `SourceMark`."""

    stance: str
    hedge: str
    by: str


class ChangeItem(View, frozen=True):
    """What an article said of one property, beside what was known before.

    property: its id. path: of the claim. voices: who inside the article says so, and with what
    reserve, each once; outright: the article itself says so as well, without any. value: in words,
    perhaps cut short; "" where it goes without saying. before: the earlier value, "" where it is
    the same; before_voice: with what reserve that was given, if any; source: the outlet that gave
    it; source_path: of that claim.
    """

    property: str
    path: str
    outright: bool
    voices: tuple[ClaimVoice, ...]
    value: str
    before: str
    before_voice: ClaimVoice | None
    source: str
    source_path: str


class ChangeRun(View, frozen=True):
    """Changes about one person, or about the case itself: then subject is None."""

    subject: Link | None
    items: tuple[ChangeItem, ...]


class ChangeLine(View, frozen=True):
    """What an article did to some properties.

    effect: added, narrowed, moved (a status went on from one to the next), contradicted,
    corroborated (by origins that are new), further (there is one origin more than before, but which
    one is new is left open), surer (an origin that was only possible is named), perhaps (it may
    come from a further origin), repeated, objected or declined. left: how many items there was no
    room for. origins: the origins that the effect is about, in words ("": it gives none); several:
    there are more than one. own: the
    one origin is the article's own outlet.
    """

    effect: str
    runs: tuple[ChangeRun, ...]
    left: int
    origins: str
    several: bool
    own: bool


class Mention(View, frozen=True):
    """Somebody whom an article is the first to mention, or the first to name.

    unnamed: it did not name them, and the text of the link describes them. before: how they were
    described until they were named, "" where they are new.
    """

    person: Link
    unnamed: bool
    before: str


class StepView(View, frozen=True):
    """One article in the history of a case.

    first: no other one may be earlier that tells of the case; order_unknown: it may have come
    before the one above it; alone: no other one tells of the case. mentions: at most four
    people, mentions_left: how many more; mentions_first: no other one may have told of them
    earlier. statements: how many it adds that are compared with
    nothing. repeats: it says nothing that was not known. withdrawn: when its outlet retracted it,
    "" where that is unsaid or not so.
    """

    article: ArticleItem
    first: bool
    order_unknown: bool
    alone: bool
    lines: tuple[ChangeLine, ...]
    mentions: tuple[Mention, ...]
    mentions_left: int
    mentions_first: bool
    statements: int
    repeats: bool
    withdrawn: str


class KnownDay(View, frozen=True):
    """A day on which a shown fact of a case changed, and the page of the case as known then."""

    date: DateView
    path: str


class History(View, frozen=True):
    """How a case became known.

    steps: its articles in order of publication, as far as they fit; parts: the pages that hold the
    others, steps_left of them. days: see `KnownDay`, none where nothing changed after the first.
    """

    steps: tuple[StepView, ...]
    parts: tuple[PartLink, ...]
    steps_left: int
    days: tuple[KnownDay, ...]


class DifferenceView(View, frozen=True):
    """A single-valued fact that was shown otherwise. then, now: "" where nothing was shown.

    label: of the property. subject: the person it is about, None where it is about the case.
    """

    label: str
    subject: Link | None
    then: str
    now: str


class KnownCaseView(View, frozen=True):
    """A case of which less, or something else, was known at the end of a year.

    left: how many differences there was no room for. people: those it is about and whom nobody had
    mentioned, at most four; people_left: how many more.
    """

    case: CaseItem
    differences: tuple[DifferenceView, ...]
    left: int
    people: tuple[Link, ...]
    people_left: int


class UnreportedCase(View, frozen=True):
    """A case that had happened and was not reported yet. reported: when it first was."""

    case: CaseItem
    reported: DateView


class KnownYearItem(View, frozen=True):
    """What was known at the end of a year.

    known: cases reported by then; differing: those of which something else was shown; unreported:
    cases that had happened and were not reported.
    """

    year: int
    path: str
    known: int
    differing: int
    unreported: int
