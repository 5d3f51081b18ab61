"""Ids and slugs: how things are named in files, URLs and data."""

from __future__ import annotations

import enum
import re
import unicodedata
from functools import lru_cache

from slugify import slugify

from defectarchive.frozen import Stored

ID_LENGTH = 100
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,99}")
# Nothing of these is seen, so that nobody can tell names apart by them: soft hyphens, joiners,
# marks of direction, variation selectors.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]"
)
# Typewriters, keyboards and newsrooms differ in these.
_ALIKE = str.maketrans(dict.fromkeys("’‘ʼ´", "'") | dict.fromkeys("‐‑", "-"))
# Letters that Unicode does not take for another one with an accent.
_LETTERS = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
_ACCENT = 200  # the combining class from which marks stand above or below a letter


class Kind(enum.StrEnum):
    """What kinds of thing have ids of their own; a text as well, since messages call them so."""

    ARTICLE = "article"
    EVENT = "event"
    PERSON = "person"
    OUTLET = "outlet"
    ORGANISATION = "organisation"
    PLACE = "place"


class EntityRef(Stored, frozen=True, order=True, tag=True):
    """One identified thing: its kind and id."""

    kind: Kind
    id: str


def is_id(text: str) -> bool:
    """Whether `text` is an id as it stands: lower-case Latin letters, digits and hyphens."""
    return _ID.fullmatch(text) is not None


@lru_cache(maxsize=65536)
def slug(text: str) -> str:
    """The id that `text` gives, "" where nothing of it can stand in one; never cut to length.

    The backend is pinned: python-slugify takes whichever transliteration package is installed,
    and they differ on Cyrillic, so URLs would depend on the machine.
    """
    return slugify(spelling_key(text), backend="text-unidecode")


def pair(one: str, other: str) -> str:
    """The key of two things together: of an event and a person, of a person and a year."""
    return f"{one} {other}"


def fold_spelling(text: str) -> str:
    """The form in which spellings are shown: NFC, runs of white space as one space."""
    return " ".join(unicodedata.normalize("NFC", text).split())


@lru_cache(maxsize=65536)
def spelling_key(text: str) -> str:
    """The form in which spellings are compared, never shown.

    As shown, but every apostrophe is the straight one, every hyphen the plain one, and what
    cannot be seen is not there.
    """
    seen = text if text.isascii() else _UNSEEN.sub("", text)
    return fold_spelling(seen).translate(_ALIKE)


def without_accents(text: str) -> str:
    """A spelling without case and accents: what keyboards and habits leave out of a name.

    A tone in Thai or a voiced kana is no accent: without it the word is another.
    """
    letters = unicodedata.normalize("NFKD", spelling_key(text).casefold()).translate(_LETTERS)
    return "".join(letter for letter in letters if unicodedata.combining(letter) < _ACCENT)


def id_in_words(identifier: str) -> str:
    """A readable name for a thing of which only the id is known: "ivan-ivanov" → "Ivan Ivanov"."""
    return " ".join(word[:1].upper() + word[1:] for word in identifier.split("-") if word)
