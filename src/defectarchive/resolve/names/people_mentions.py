"""What articles call people: forms of names to be kept, and last names that want a first name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from defectarchive.diagnostics.diagnostic import Diagnostic, warning
from defectarchive.model.ids import is_id, spelling_key, without_accents
from defectarchive.model.records import ArticleRecord, ClaimRecord, MentionRecord, Ref, ReportRecord
from defectarchive.resolve.names.name_index import MatchedBy, NameIndex


class PeopleMentions:
    """What one article calls people, kept with their names.

    An article that needs the editor to say who somebody is, or only describes them, does not
    itself use the name under which the editor puts them.
    """

    def __init__(self, article: ArticleRecord, people: NameIndex) -> None:
        self._article = article.id
        self._people = people
        self._entries = {
            entry.person.span: entry for report in article.reports for entry in report.people
        }
        self._nameless = {
            people.find(entry.person.text)
            for entry in self._entries.values()
            if _is_nameless(entry)
        }

    def record(self, ref: Ref) -> None:
        """Keep the words of a mention, and how its entry says that the article has them."""
        entry = self._entries.get(ref.span)
        person = self._people.find(ref.text)
        uses = person not in self._nameless and not (entry and entry.called)
        self._people.record_mention(ref, self._article if uses else "")
        if entry and entry.called and person is not None:
            self._people.record_form(person, entry.called, self._article)


def _is_nameless(entry: MentionRecord) -> bool:
    described = any(
        claim.property == "descriptor" and claim.stance.affirms for claim in entry.claims
    )
    return bool(entry.because or entry.unnamed or described)


def unnamed_in(articles: Iterable[ArticleRecord], people: NameIndex) -> set[str]:
    """The people of whom some article's entry says that nobody knows the name."""
    found = (
        people.find(entry.person.text)
        for article in articles
        for report in article.reports
        for entry in report.people
        if entry.unnamed
    )
    return {person for person in found if person is not None}


def surname_warnings(
    articles: Iterable[ArticleRecord], people: NameIndex, organisations: NameIndex
) -> Iterator[Diagnostic]:
    """A warning for each mention that is the last name of somebody else in the same report.

    None where the word is on file as somebody's, or is an id.
    """
    for article in articles:
        for report in article.reports:
            by_words = [each for each in _mentions(report) if not is_id(each[0].text)]
            named = _last_names(report, people) if report.people and by_words else {}
            for ref, speaks in by_words if named else ():
                if _is_on_file(ref.text, people, organisations if speaks else None):
                    continue
                found = named.get(without_accents(ref.text), set()) - {people.find(ref.text)}
                if len(found) == 1:
                    yield _surname(ref, found.pop(), people, speaks=speaks)


def _last_names(report: ReportRecord, people: NameIndex) -> dict[str, set[str]]:
    """The last words of the names of the people in a report, and who has them."""
    found: dict[str, set[str]] = {}
    for entry in report.people:
        person = people.find(entry.person.text)
        if person is None:
            continue
        # The id of somebody without a name is none either, put into words.
        own = () if entry.unnamed and person in people.created else people.spellings(person)
        for name in (*own, entry.called):
            words = spelling_key(name).split()
            if len(words) > 1:
                found.setdefault(without_accents(words[-1]), set()).add(person)
    return found


def _is_on_file(text: str, people: NameIndex, organisations: NameIndex | None) -> bool:
    """Whether a mention means something declared."""
    for names in (people, organisations):
        meant = None if names is None else names.match(text)
        if names is not None and meant is not None:
            return meant.how is MatchedBy.SPELLING or meant.ids[0] in names.declared
    return False


def _mentions(report: ReportRecord) -> Iterator[tuple[Ref, bool]]:
    """The people and the speakers of an entry, and whether they are speakers."""
    claims: list[ClaimRecord] = [*report.claims]
    for entry in report.people:
        yield entry.person, False
        claims += entry.claims
    for claim in claims:
        if claim.by is not None:
            yield claim.by, True


def _surname(ref: Ref, person: str, people: NameIndex, *, speaks: bool) -> Diagnostic:
    name = next(iter(people.spellings(person)), person)
    kept = f'; if "{ref.text}" is another, write their full name or an id of their own'
    return warning(
        "surname",
        ref.span,
        f'"{ref.text}" is the last name of {name} ({person}), who is in this entry, '
        "but is taken for another",
        f"if it is the same, write `{'by' if speaks else 'person'}: {person}`, "
        f"or the full name{kept}",
    )
