"""What the page of a person or group shows."""

from __future__ import annotations

from defectarchive.views.citations import CitationView
from defectarchive.views.evidence import (
    FactRow,
    GroupView,
    IdentificationView,
)
from defectarchive.views.figures import PersonWeb, Span
from defectarchive.views.page import Page
from defectarchive.views.rows import (
    CaseItem,
    CorrectionItem,
    DateView,
    Link,
    Listing,
    PersonItem,
    ProseView,
    RoleView,
    View,
    WaryLink,
)


class SpellingView(View, frozen=True):
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

    descriptor, born, nationality (country names) and prose are the editor's own. group: what is
    known of a group, None for an individual. groups: those that they belong to. cases: in order, by
    decade. shared: by number of common cases; those in `crowds` alone are left out. quoted: other
    cases that some article lets them speak of. spellings_left: how many spellings, the least used,
    there was no room for. declared: they have a dossier. web: the cases and people around them,
    None where the lists say as much. former_ids: ids that lead here now.
    """

    person: PersonItem
    declared: bool
    descriptor: str
    spellings: tuple[SpellingView, ...]
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


class PersonCard(Page, frozen=True):
    """`cards/person.txt`. group: it is several people. span: None where no case has a year."""

    person: PersonItem
    group: bool
    span: Span | None
