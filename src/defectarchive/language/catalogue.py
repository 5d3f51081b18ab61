"""The program's own words in one language, from a catalogue in GNU gettext's PO format.

English is what stands in the code and the templates. Every other language is one file,
`locale/<language>.po`, beside the templates; the names of states and languages, and how numbers are
grouped, are those of the Unicode CLDR, by way of Babel.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from typing import TypeVar

from msgspec import field
from msgspec.structs import replace

from defectarchive.frozen import Frozen
from defectarchive.model.countries import BODIES, COUNTRIES, GIVEN_ANEW, holders
from defectarchive.model.dates.date import Date
from defectarchive.model.language_codes import LANGUAGES
from defectarchive.model.translatable import _
from defectarchive.model.vocabulary import SHIPPED, EventType, Relation, Role, Status, Vocabulary

_W = TypeVar("_W", EventType, Role, Status, Relation)
_FOLDER = "locale/"
_LATER = _("{former}, later {present}")
_NAMES: Mapping[str, str] = {**COUNTRIES, **BODIES}
_PLACE = re.compile(r"%\(\w+\)[sd]|\{\w*\}")
_AFTER_Z = _("letters after z")
"""What a catalogue translates with the letters that its alphabet has after z, in their order."""


class Translation(Frozen, frozen=True):
    """Words in one language. `after_z`: letters of its alphabet that stand after z, in order.

    `group`: what stands between thousands, `point`: before decimals. `countries`, `languages`:
    names by code.
    """

    language: str = "en"
    catalogue: NullTranslations = field(default_factory=NullTranslations)
    group: str = ","
    point: str = "."
    after_z: str = ""
    countries: Mapping[str, str] = field(default_factory=lambda: _NAMES)
    languages: Mapping[str, str] = field(default_factory=lambda: LANGUAGES)

    def gettext(self, message: str) -> str:
        """The message in this language; as it is where nobody has translated it."""
        return self.catalogue.gettext(message)

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """The form that goes with the number."""
        return self.catalogue.ngettext(singular, plural, number)

    def country(self, code: str) -> str:
        """What a state is called, by its ISO 3166-1 code; the code where that is not known."""
        return self.countries.get(code, code)

    def state(self, code: str, dates: Iterable[Date | None]) -> str:
        """The name of the state that had this code on these dates, since codes are given anew.

        Where the dates do not decide it, all that it may have been.
        """
        numbers = holders(code, dates)
        known = GIVEN_ANEW.get(code, ())
        names = [self._holder(code, known[number].name) for number in numbers]
        if len(names) < 2:
            return names[0] if names else self.country(code)
        return self.gettext(_LATER).format(former=names[0], present=names[-1])

    def _holder(self, code: str, name: str) -> str:
        """The CLDR has a name for the state of today."""
        return self.country(code) if name == COUNTRIES[code] else self.gettext(name)

    def language_name(self, code: str) -> str:
        """What a language is called, by its BCP 47 code; the code where that is not known."""
        return self.languages.get(code.partition("-")[0].lower(), code)


ENGLISH = Translation()


def catalogue_of(language: str, sources: Mapping[str, str]) -> str | None:
    """The name of the catalogue for a BCP 47 tag: "nb-NO", else "nb"; None where there is none."""
    names = (f"{_FOLDER}{tag}.po" for tag in (language, language.partition("-")[0]))
    return next((name for name in names if name in sources), None)


def is_english(language: str) -> bool:
    """Whether the language needs no catalogue."""
    return language.partition("-")[0].lower() == ENGLISH.language


@lru_cache(maxsize=64)
def autonym(language: str) -> str:
    """What a language is called in itself; the code where that is not known."""
    if is_english(language):
        return LANGUAGES[ENGLISH.language]
    from babel import Locale  # noqa: PLC0415 - as below
    from babel.core import UnknownLocaleError  # noqa: PLC0415

    try:
        name = Locale.parse(language, sep="-").get_display_name()
    except (UnknownLocaleError, ValueError):
        name = None
    return f"{name[:1].upper()}{name[1:]}" if name else language


class CatalogueError(Exception):
    """A catalogue that cannot be used: whoever wrote it has to mend it."""


def translation(language: str, sources: Mapping[str, str]) -> Translation:
    """The words of a language, from the catalogues among the templates' `sources`.

    English where there is no catalogue. Raises CatalogueError where one cannot be used.
    """
    name = catalogue_of(language, sources)
    if name is None or is_english(language):
        return ENGLISH
    return _read(language, name, sources[name])


@lru_cache(maxsize=8)
def _read(language: str, name: str, text: str) -> Translation:
    # Many builds are in English alone, and Babel takes as long to load as a small archive.
    from babel import Locale  # noqa: PLC0415
    from babel.core import UnknownLocaleError  # noqa: PLC0415
    from babel.messages.mofile import write_mo  # noqa: PLC0415
    from babel.messages.pofile import PoFileError, read_po  # noqa: PLC0415

    try:
        locale = Locale.parse(language.partition("-")[0])
    except (UnknownLocaleError, ValueError):
        locale = Locale("en")
    compiled = io.BytesIO()
    try:
        messages = read_po(io.BytesIO(text.encode()), locale=locale, abort_invalid=True)
    except PoFileError as problem:
        raise CatalogueError(f"{name}: {problem}") from problem
    for message in messages:
        if fault := _fault(message.id, message.string or ""):
            raise CatalogueError(f"{name}:{message.lineno}: {fault}")
    write_mo(compiled, messages)
    compiled.seek(0)
    catalogue = GNUTranslations(compiled)
    letters = catalogue.gettext(_AFTER_Z)
    return Translation(
        language=language,
        catalogue=catalogue,
        group=locale.number_symbols["latn"]["group"],
        point=locale.number_symbols["latn"]["decimal"],
        after_z="" if letters == _AFTER_Z else letters,
        countries={
            code: locale.territories.get(code) or catalogue.gettext(name)
            for code, name in _NAMES.items()
        },
        languages={code: locale.languages.get(code, name) for code, name in LANGUAGES.items()},
    )


def _fault(message: str | Iterable[str], said: str | Iterable[str]) -> str:
    """What is wrong with a translation, "" where nothing is: what it fills in must be the same."""
    given = [message] if isinstance(message, str) else [*message]
    wanted = {place for form in given for place in _PLACE.findall(form)}
    for form in filter(None, [said] if isinstance(said, str) else said):
        filled = set(_PLACE.findall(form))
        if strange := sorted(filled - wanted):
            return f"the message has no {strange[0]}, but its translation does"
        # A singular may do without its number.
        if missing := sorted(wanted - filled - {"%(num)d"}):
            return f"the translation leaves out {missing[0]}"
    return ""


def in_words(vocabulary: Vocabulary, words: Translation) -> Vocabulary:
    """The vocabulary with the words that ship translated; the editor's own stay as they are."""
    return reworded(vocabulary, lambda _field, text: words.gettext(text), shipped=True)


def reworded(
    vocabulary: Vocabulary, said: Callable[[str, str], str], *, shipped: bool
) -> Vocabulary:
    """The vocabulary with either the words that ship or the editor's own said otherwise.

    `said`: given "label", "plural" or "inverse", and the text.
    """

    def words(own: Mapping[str, _W], ours: Mapping[str, _W], *fields: str) -> dict[str, _W]:
        return {
            name: replace(word, **{field: said(field, getattr(word, field)) for field in fields})
            if (word == ours.get(name)) is shipped
            else word
            for name, word in own.items()
        }

    return replace(
        vocabulary,
        event_types=words(vocabulary.event_types, SHIPPED.event_types, "label", "plural"),
        roles=words(vocabulary.roles, SHIPPED.roles, "label"),
        statuses=words(vocabulary.statuses, SHIPPED.statuses, "label"),
        relations=words(vocabulary.relations, SHIPPED.relations, "label", "inverse"),
    )
