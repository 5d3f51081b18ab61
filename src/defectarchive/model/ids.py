"""Ids and slugs: how things are named in files, URLs and data."""

from __future__ import annotations

import enum
import re
import unicodedata
from functools import lru_cache

from slugify import slugify

from defectarchive.frozen import Frozen

ID_LENGTH = 100
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,99}")


class Kind(enum.Enum):
    """What kinds of thing have ids of their own."""

    ARTICLE = "article"
    EVENT = "event"
    PERSON = "person"
    OUTLET = "outlet"
    ORGANISATION = "organisation"
    PLACE = "place"


class Thing(Frozen, frozen=True, order=True):
    """One identified thing: its kind (a `Kind`'s value) and id."""

    kind: str
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
    return slugify(text, backend="text-unidecode")


def fold_spelling(text: str) -> str:
    """The form in which spellings are compared: NFC, runs of white space as one space."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def id_in_words(identifier: str) -> str:
    """A readable name for a thing of which only the id is known: "ivan-ivanov" → "Ivan Ivanov"."""
    return " ".join(word[:1].upper() + word[1:] for word in identifier.split("-") if word)
