"""The archive and its settings as one language has them: translated where there is a translation.

What has none keeps its words in the first language, marked with it, so that a screen reader speaks
it right. Names are the same in many languages: without a translation they stand as they are.
Values of claims are left alone, since they are compared; `Translator.said` words them when shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from msgspec.structs import replace as changed

from defectarchive.language.catalogue import in_words
from defectarchive.language.language_marks import marked
from defectarchive.loader.site_yaml import SiteConfig
from defectarchive.model.archive import (
    Archive,
    Claim,
    Event,
    Fact,
    Organisation,
    Participation,
    Person,
    Place,
    Prose,
    ProseLink,
    Ruling,
    Translated,
)
from defectarchive.model.ids import fold_spelling
from defectarchive.model.records import Corrected, Correction, Folder

_C = TypeVar("_C", Correction, Corrected)
_N = TypeVar("_N", bound=Organisation | Place)
_UNTRANSLATED = Translated({}, {})


@dataclass(frozen=True, slots=True)
class Translator:
    """Texts of the archive in a language; `first` "": it is the first, or the only one."""

    first: str = ""
    translated: Translated = _UNTRANSLATED

    def said(self, kind: str, text: str) -> str:
        """A text of that kind in this language; in the first, and marked, where it has none."""
        return (self._found(kind, text) or marked(text, self.first)) if self.first else text

    def called(self, kind: str, name: str) -> str:
        """A name in this language, or as it is."""
        return self._found(kind, name) or name

    def _found(self, kind: str, text: str) -> str:
        return self.translated.texts.get(kind, {}).get(fold_spelling(text), "")


def translator_of(archive: Archive, config: SiteConfig) -> Translator:
    """What the archive has in the language of the site."""
    if not config.prefix:
        return Translator()
    return Translator(config.languages[0], archive.translations[config.language])


def editions_of(archive: Archive, config: SiteConfig) -> Iterator[tuple[Archive, SiteConfig]]:
    """The archive and its settings, once for each language, the first one first."""
    yield archive, config
    for language in config.languages[1:]:
        prefix = f"{language}/"
        base_url = config.base_url and config.base_url + prefix
        own = replace(config, language=language, prefix=prefix, base_url=base_url)
        yield in_language(archive, own), _settings(archive, own)


def in_language(archive: Archive, config: SiteConfig) -> Archive:
    """The archive with its texts in the language of the site."""
    words = _Edition(archive, config.language, translator_of(archive, config))
    return changed(
        archive,
        events={each.id: words.event(each) for each in archive.events.values()},
        splits={
            each.id: changed(
                each,
                title=words.said("title", each.title),
                lede=words.said("lede", each.lede),
                prose=words.prose("events", each.id, each.prose),
            )
            for each in archive.splits.values()
        },
        people={each.id: words.person(each) for each in archive.people.values()},
        articles={
            each.id: changed(
                each,
                retracted=each.retracted
                and changed(each.retracted, because=words.said("because", each.retracted.because)),
                corrected=words.corrections(each.corrected),
                corrections=words.corrections(each.corrections),
                prose=words.prose("articles", each.id, each.prose),
            )
            for each in archive.articles.values()
        },
        outlets=words.named(archive.outlets),
        organisations=words.named(archive.organisations),
        places=words.named(archive.places),
        pages={
            each.id: changed(
                each,
                title=words.said("title", each.title),
                prose=words.prose("pages", each.id, each.prose),
            )
            for each in archive.pages.values()
        },
    )


class _Edition:
    """Puts the parts of an archive into the words of one language."""

    def __init__(self, archive: Archive, language: str, translator: Translator) -> None:
        self._archive = archive
        self._language = language
        self._translator = translator
        self.said = translator.said

    def event(self, event: Event) -> Event:
        return changed(
            event,
            title=self._title(event),
            lede=self.said("lede", event.lede),
            summary=self.said("summary", event.summary),
            facts=self._facts(event.facts),
            people=tuple(map(self._participation, event.people)),
            reports=tuple(
                changed(
                    report,
                    title=self.said("title", report.title),
                    summary=self.said("summary", report.summary),
                )
                for report in event.reports
            ),
            corrections=self.corrections(event.corrections),
            prose=self.prose("events", event.id, event.prose),
        )

    def _title(self, event: Event) -> str:
        """The title; where that is a headline, for want of one, in the language of its article."""
        articles = (self._archive.articles[each] for each in event.articles)
        spoken = next((each.language for each in articles if each.title == event.title), "")
        title = self._translator.called("title", event.title)
        if spoken and title == event.title:
            return title if spoken == self._language else marked(title, spoken)
        return self.said("title", event.title)

    def person(self, person: Person) -> Person:
        return changed(
            person,
            name=self.said("descriptor", person.name) if person.unnamed else person.name,
            descriptor=self.said("descriptor", person.descriptor),
            may_be=tuple(
                changed(each, because=self.said("because", each.because)) for each in person.may_be
            ),
            participations=tuple(map(self._participation, person.participations)),
            rulings=tuple((name, self._ruling(ruling)) for name, ruling in person.rulings),
            corrections=self.corrections(person.corrections),
            prose=self.prose("people", person.id, person.prose),
        )

    def corrections(self, found: tuple[_C, ...]) -> tuple[_C, ...]:
        return tuple(changed(each, text=self.said("text", each.text)) for each in found)

    def named(self, things: Mapping[str, _N]) -> dict[str, _N]:
        """Outlets, organisations or places; the name in the first language stays a spelling."""
        return {identifier: self._named(thing) for identifier, thing in things.items()}

    def _named(self, thing: _N) -> _N:
        name = self._translator.called("name", thing.name)
        if name == thing.name:
            return thing
        spellings = (thing.name, *(each for each in thing.also_known_as if each != name))
        return changed(thing, name=name, also_known_as=spellings)

    def prose(self, folder: Folder, identifier: str, prose: Prose) -> Prose:
        """The body in this language; else as it is, links by the names that fit its words."""
        translator = self._translator
        found = translator.translated.bodies.get((folder, identifier))
        if found or not prose:
            return found or prose
        links = (
            ProseLink(link.thing, link.label or self._archive.name_of(link.thing))
            for link in prose.links
        )
        return Prose(prose.parts, tuple(links), translator.first)

    def _participation(self, part: Participation) -> Participation:
        identifications = tuple(
            changed(each, because=self.said("because", each.because))
            for each in part.identifications
        )
        return changed(part, facts=self._facts(part.facts), identifications=identifications)

    def _facts(self, facts: Iterable[Fact]) -> tuple[Fact, ...]:
        return tuple(
            changed(
                fact,
                claims=tuple(map(self._claim, fact.claims)),
                ruling=fact.ruling and self._ruling(fact.ruling),
            )
            for fact in facts
        )

    def _claim(self, claim: Claim) -> Claim:
        if not (claim.note or claim.wording):
            return claim
        spoken = self._archive.articles[claim.article].language
        foreign = spoken and spoken != self._language
        wording = marked(claim.wording, spoken) if foreign else claim.wording
        return changed(claim, note=self.said("note", claim.note), wording=wording)

    def _ruling(self, ruling: Ruling) -> Ruling:
        return changed(ruling, because=self.said("because", ruling.because))


def _settings(archive: Archive, config: SiteConfig) -> SiteConfig:
    """The site's own texts in its language."""
    words = translator_of(archive, config)
    return replace(
        config,
        title=words.said("title", config.title),
        description=words.said("description", config.description),
        licence=words.called("licence", config.licence),
        vocabulary=in_words(config.vocabulary, words.said, shipped=False),
    )
