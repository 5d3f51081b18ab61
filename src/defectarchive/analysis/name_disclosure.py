"""Since when somebody has a name: what a reader of the past may be told of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from defectarchive.language.language_marks import within
from defectarchive.model.archive import Archive, Claim, Fact
from defectarchive.model.values import Text
from defectarchive.resolve.order import Moment, publication_key, published_at_latest

# How much of a text stands within a sentence, in letters.
_LONGEST = 120


def first_naming(archive: Archive, identifier: str) -> str:
    """The article that was the first to name a person; "" where none did, or it cannot be told.

    An article names somebody where it gives a form of their name, or neither describes them nor
    needs the editor to say who they are.
    """
    person = archive.people[identifier]
    if person.unnamed:
        return ""
    naming = {article for usage in person.spellings for article in usage.articles}
    for part in archive.participations_of(person):
        nameless = {each.article for each in part.identifications}
        nameless.update(claim.article for claim in _descriptions(part.facts))
        naming.update(article for article in part.articles if article not in nameless)
    return min(naming, key=lambda each: publication_key(archive.articles[each]), default="")


class NameDisclosure:
    """Since when people have names. `first`: `first_naming` of a person."""

    def __init__(self, archive: Archive, first: Callable[[str], str]) -> None:
        self._archive = archive
        self.first = first

    def _order(self, article: str) -> tuple[Moment, str]:
        return publication_key(self._archive.articles[article])

    def is_named_by(self, person: str, article: str) -> bool:
        """Whether their name was known once that article was published."""
        first = self.first(person)
        return not first or self._order(first) <= self._order(article)

    def is_named_on(self, person: str, day: float) -> bool:
        """Whether their name was known at the end of that day."""
        first = self.first(person)
        return not first or published_at_latest(self._archive.articles[first].published)[0] <= day


def called(facts: Iterable[Fact]) -> Iterator[tuple[str, str]]:
    """What articles call somebody without reserve, each with the article, in order of publication.

    `facts`: those of the person. What was withdrawn is left out.
    """
    for claim in _descriptions(facts):
        if claim.calls() and isinstance(claim.value, Text):
            yield claim.article, claim.value.text


def _descriptions(facts: Iterable[Fact]) -> Iterator[Claim]:
    for fact in facts:
        if fact.property == "descriptor":
            yield from (claim for claim in fact.claims if claim.stance.affirms)


def cut_short(text: str) -> str:
    """A text that fits into a sentence, cut between words where it is too long."""
    return text if len(text) <= _LONGEST else within(text, _cut)


def _cut(text: str) -> str:
    if len(text) <= _LONGEST:
        return text
    return f"{text[:_LONGEST].rsplit(maxsplit=1)[0]}…"
