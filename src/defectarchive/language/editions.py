"""Makes the edition of each language: the archive and the site's texts, translated if possible.

A text without a translation stays in the first language, marked with that language so that a screen
reader pronounces it right. A name without a translation stays as it is, without a mark, since many
names are the same in all languages. Values of claims are not translated here, because they are
compared with each other; pages translate them with `Translator.said`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from msgspec.structs import replace

from defectarchive.frozen import Frozen
from defectarchive.language.catalogue import reworded
from defectarchive.language.language_marks import marked
from defectarchive.model.archive import (
    Archive,
    Article,
    Claim,
    EditorPage,
    Event,
    Fact,
    Organisation,
    Participation,
    Person,
    Place,
    Prose,
    ProseLink,
    Ruling,
    SplitCase,
    Translated,
    text_key,
)
from defectarchive.model.ids import fold_spelling
from defectarchive.model.records import Corrected, Correction
from defectarchive.model.site_settings import Deployment, SiteSettings
from defectarchive.model.vocabulary import Vocabulary
from defectarchive.trace import Mapped, Trace

_C = TypeVar("_C", Correction, Corrected)
_N = TypeVar("_N", bound=Organisation | Place)
Recall = Callable[[str], Prose]
_UNTRANSLATED = Translated({}, {})


class Translator(Frozen, frozen=True):
    """Translates the archive's texts into one language.

    `first`: the archive's first language; "" if this is that one, and texts stay as they are.
    """

    first: str = ""
    translated: Translated = _UNTRANSLATED

    def said(self, kind: str, text: str) -> str:
        """The translation of a text; if there is none, the text marked with the first language.

        `kind`: the field that the text is from ("title", "note").
        """
        return (self._found(kind, text) or marked(text, self.first)) if self.first else text

    def called(self, kind: str, name: str) -> str:
        """The translation of a name; if there is none, the name itself, without a mark."""
        return self._found(kind, name) or name

    def _found(self, kind: str, text: str) -> str:
        return self.translated.texts.get(text_key(kind, fold_spelling(text)), "")


class Edition(Frozen, frozen=True):
    """The site in one language: the texts of site.yaml in that language, and its place in the site.

    `languages`: all languages of the site, beginning with the first; () if there is only one.
    `prefix`: the beginning of its paths, "" for the first language, else for instance "nb/".
    """

    language: str
    languages: tuple[str, ...]
    prefix: str
    title: str
    description: str
    licence: str
    exit_page: str
    vocabulary: Vocabulary
    deployment: Deployment

    @property
    def base_url(self) -> str:
        """The edition's absolute URL, with a slash at its end; "" if the site's is not known."""
        return self.deployment.base_url and self.deployment.base_url + self.prefix


def translator_of(archive: Archive, edition: Edition) -> Translator:
    """The translator into the language of the edition."""
    if not edition.prefix:
        return Translator()
    return Translator(edition.languages[0], archive.translations[edition.language])


def first_edition(settings: SiteSettings, deployment: Deployment) -> Edition:
    """The site in the language of its settings."""
    return Edition(
        language=settings.language,
        languages=settings.languages,
        prefix="",
        title=settings.title,
        description=settings.description,
        licence=settings.licence,
        exit_page=settings.exit_page,
        vocabulary=settings.vocabulary,
        deployment=deployment,
    )


def editions_of(
    archive: Archive, settings: SiteSettings, deployment: Deployment, trace: Trace
) -> Iterator[tuple[Archive, Edition]]:
    """The archive and the site, once for each language, the first one first.

    Nothing is translated before it is asked for; `trace`: notes what that takes.
    """
    first = first_edition(settings, deployment)
    yield archive, first
    for language in settings.languages[1:]:
        words = Translator(settings.language, archive.translations[language])
        edition = replace(
            first,
            language=language,
            prefix=f"{language}/",
            title=words.said("title", first.title),
            description=words.said("description", first.description),
            licence=words.called("licence", first.licence),
            vocabulary=reworded(first.vocabulary, words.said, shipped=False),
        )
        yield _in_language(archive, language, words, trace), edition


def _in_language(archive: Archive, language: str, translator: Translator, trace: Trace) -> Archive:
    """The archive with its texts in that language."""
    words = _Wording(archive, language, translator)
    return replace(
        archive,
        events=Mapped(archive.events, trace.memo(words.event)),
        splits=Mapped(archive.splits, trace.memo(words.split)),
        people=Mapped(archive.people, trace.memo(words.person)),
        participations=Mapped(archive.participations, trace.memo(words.participation)),
        articles=Mapped(archive.articles, trace.memo(words.article)),
        outlets=Mapped(archive.outlets, trace.memo(lambda one: words.named(archive.outlets[one]))),
        organisations=Mapped(
            archive.organisations, trace.memo(lambda one: words.named(archive.organisations[one]))
        ),
        places=Mapped(archive.places, trace.memo(lambda one: words.named(archive.places[one]))),
        pages=Mapped(archive.pages, trace.memo(words.page)),
        bodies=_Bodies(archive.bodies, translator.translated.bodies, trace.memo(words.body)),
    )


class _Bodies(Mapped[Prose]):
    """The bodies in a language: those of the first one, and translations of what has none there."""

    def __init__(
        self, first: Mapping[str, Prose], translated: Mapping[str, Prose], recall: Recall
    ) -> None:
        super().__init__(first, recall)
        self._first = first
        self._translated = translated

    def __contains__(self, key: object) -> bool:
        return key in self._translated or key in self._first

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys((*self._first, *self._translated)))

    def __len__(self) -> int:
        return sum(1 for _ in self)


class _Wording:
    """Puts the parts of an archive into the words of one language."""

    def __init__(self, archive: Archive, language: str, translator: Translator) -> None:
        self._archive = archive
        self._language = language
        self._translator = translator
        self.said = translator.said

    def event(self, identifier: str) -> Event:
        event = self._archive.events[identifier]
        return replace(
            event,
            title=self._title(event),
            lede=self.said("lede", event.lede),
            summary=self.said("summary", event.summary),
            facts=self._facts(event.facts),
            people=tuple(map(self._participation, event.people)),
            reports=tuple(
                replace(
                    report,
                    title=self.said("title", report.title),
                    summary=self.said("summary", report.summary),
                )
                for report in event.reports
            ),
            corrections=self.corrections(event.corrections),
        )

    def _title(self, event: Event) -> str:
        """The title in this language.

        An event without a title of its own has the headline of an article; if that is not
        translated, it is marked with the article's language and not with the first one.
        """
        articles = (self._archive.articles[each] for each in event.articles)
        spoken = next((each.language for each in articles if each.title == event.title), "")
        title = self._translator.called("title", event.title)
        if spoken and title == event.title:
            return title if spoken == self._language else marked(title, spoken)
        return self.said("title", event.title)

    def split(self, identifier: str) -> SplitCase:
        split = self._archive.splits[identifier]
        title, lede = self.said("title", split.title), self.said("lede", split.lede)
        return replace(split, title=title, lede=lede)

    def article(self, identifier: str) -> Article:
        article = self._archive.articles[identifier]
        retracted = article.retracted
        return replace(
            article,
            retracted=retracted
            and replace(retracted, because=self.said("because", retracted.because)),
            corrected=self.corrections(article.corrected),
            corrections=self.corrections(article.corrections),
        )

    def page(self, identifier: str) -> EditorPage:
        page = self._archive.pages[identifier]
        return replace(page, title=self.said("title", page.title))

    def person(self, identifier: str) -> Person:
        person = self._archive.people[identifier]
        return replace(
            person,
            name=self.said("descriptor", person.name) if person.unnamed else person.name,
            descriptor=self.said("descriptor", person.descriptor),
            may_be=tuple(
                replace(each, because=self.said("because", each.because)) for each in person.may_be
            ),
            rulings=tuple((name, self._ruling(ruling)) for name, ruling in person.rulings),
            corrections=self.corrections(person.corrections),
        )

    def participation(self, key: str) -> Participation:
        return self._participation(self._archive.participations[key])

    def corrections(self, corrections: tuple[_C, ...]) -> tuple[_C, ...]:
        return tuple(replace(each, text=self.said("text", each.text)) for each in corrections)

    def named(self, thing: _N) -> _N:
        """An outlet, organisation or place; a translated name keeps the original as a spelling."""
        name = self._translator.called("name", thing.name)
        if name == thing.name:
            return thing
        spellings = (thing.name, *(each for each in thing.also_known_as if each != name))
        return replace(thing, name=name, also_known_as=spellings)

    def body(self, path: str) -> Prose:
        """A body, in this language where there is a translation.

        Else it is in the first language, with link labels in that language.
        """
        translated = self._translator.translated.bodies.get(path)
        if translated is not None:
            return translated
        prose = self._archive.bodies[path]
        links = (
            ProseLink(link.thing, link.label or self._archive.name_of(link.thing))
            for link in prose.links
        )
        return Prose(prose.parts, tuple(links), self._translator.first)

    def _participation(self, part: Participation) -> Participation:
        identifications = tuple(
            replace(each, because=self.said("because", each.because))
            for each in part.identifications
        )
        return replace(part, facts=self._facts(part.facts), identifications=identifications)

    def _facts(self, facts: Iterable[Fact]) -> tuple[Fact, ...]:
        return tuple(
            replace(
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
        return replace(claim, note=self.said("note", claim.note), wording=wording)

    def _ruling(self, ruling: Ruling) -> Ruling:
        return replace(ruling, because=self.said("because", ruling.because))
