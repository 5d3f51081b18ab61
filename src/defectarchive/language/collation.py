"""How names are put in order and under which letter they stand."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TypeVar

from defectarchive.language.language_marks import plain

T = TypeVar("T")

# Sorts after every letter; the letters that an alphabet has after z are put behind it.
_LAST = "\ue000"
# Letters of their own, each group behind the letter that it begins with (CLDR's root and tailored
# orders). German has none: ä stands as a (DIN 5007-1). What is not named stands as its base.
_OWN_LETTERS = {
    "pl": "aą cć eę lł nń oó sś zźż",
    "ru": "ий",
    "uk": "гґ еє иіїй щь",
}


class Alphabet:
    """The order of names in one language. after_z: its letters that stand after z, in order.

    own: groups of letters of which all but the first stand behind that one.
    """

    def __init__(self, after_z: str = "", own: str = "") -> None:
        self._own = {letter: f"{_LAST}{at:02d}" for at, letter in enumerate(after_z.casefold())}
        for group in own.split():
            following = enumerate(group[1:])
            self._own |= {letter: f"{group[0]}{_LAST}{at:02d}" for at, letter in following}
        self._letters: dict[str, tuple[str, ...]] = {}
        self.sort_key = lru_cache(maxsize=131072)(self._sort_key)
        self.initial = lru_cache(maxsize=131072)(self._initial)

    def _sort_key(self, text: str) -> tuple[str, str]:
        """Names without regard to case, accents and punctuation in front; then as written."""
        text = plain(text)
        letters = self._plain(text)
        start = next((at for at, letter in enumerate(letters) if letter[0].isalnum()), 0)
        return "".join(self._own.get(letter, letter) for letter in letters[start:]), text

    def _plain(self, text: str) -> list[str]:
        """The letters of the text in small, without accents but for those of the alphabet."""
        known, letters = self._letters, list[str]()
        for letter in unicodedata.normalize("NFC", text.casefold()):
            parts = known.get(letter)
            if parts is None:
                parts = known[letter] = self._parts(letter)
            letters += parts
        return letters

    def _parts(self, letter: str) -> tuple[str, ...]:
        if letter in self._own:
            return (letter,)
        parts = unicodedata.normalize("NFKD", letter)
        return tuple(part for part in parts if not unicodedata.combining(part))

    def by_name(self, things: Iterable[T], name: Callable[[T], str]) -> list[T]:
        """The things in order of their names. Equal names stay in the order given."""
        return sorted(things, key=lambda thing: self.sort_key(name(thing)))

    def _initial(self, text: str) -> str:
        """The letter under which a name stands, or "": digits and all else stand together."""
        first = next((letter for letter in self._plain(plain(text)) if letter.isalnum()), "")
        return first.upper() if first.isalpha() else ""


# Each keeps the keys that it has made.
@lru_cache(maxsize=8)
def alphabet_of(language: str, after_z: str = "") -> Alphabet:
    """The alphabet of a language, by its BCP 47 tag. `after_z`: what its catalogue says."""
    return Alphabet(after_z, _OWN_LETTERS.get(language.partition("-")[0].lower(), ""))


def letter_slug(letter: str) -> str:
    """A letter in a URL: ASCII alone, since not every server and archive keeps other letters."""
    letter = letter.lower()
    return letter if letter.isascii() else "".join(f"u{ord(ch):04x}" for ch in letter)
