"""In which script a name is written, and what languages are called."""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import lru_cache

_LANGUAGES = """
ar Arabic|az Azerbaijani|be Belarusian|bg Bulgarian|bs Bosnian|ca Catalan|cs Czech|cy Welsh
da Danish|de German|el Greek|en English|es Spanish|et Estonian|eu Basque|fa Persian|fi Finnish
fo Faroese|fr French|ga Irish|he Hebrew|hi Hindi|hr Croatian|hu Hungarian|hy Armenian
id Indonesian|is Icelandic|it Italian|ja Japanese|ka Georgian|kk Kazakh|ko Korean|ky Kyrgyz
lt Lithuanian|lv Latvian|mk Macedonian|mn Mongolian|nb Norwegian Bokmål|nl Dutch|nn Nynorsk
no Norwegian|pl Polish|pt Portuguese|ro Romanian|ru Russian|se Northern Sami|sk Slovak|sl Slovene
sq Albanian|sr Serbian|sv Swedish|tg Tajik|th Thai|tk Turkmen|tr Turkish|tt Tatar|uk Ukrainian
ur Urdu|uz Uzbek|vi Vietnamese|zh Chinese
"""
_NAMES = {
    entry[:2]: entry[3:] for line in _LANGUAGES.strip().split("\n") for entry in line.split("|")
}
# How Unicode's names of letters begin, where that is not the name of the script.
_SCRIPTS = {"cjk": "han", "hangul": "hangul", "hiragana": "kana", "katakana": "kana"}


def language_name(code: str) -> str:
    """What a language is called, by its BCP 47 code; the code itself where that is not known."""
    return _NAMES.get(code.partition("-")[0].lower(), code)


@lru_cache(maxsize=65536)
def scripts_of(text: str) -> tuple[str, ...]:
    """The scripts of the text's letters by the names that Unicode gives them, most letters first.

    Combining marks, digits and punctuation belong to every script.
    """
    names = (unicodedata.name(letter, "") for letter in text if letter.isalpha())
    found = Counter(_SCRIPTS.get(word, word) for name in names if (word := _first_word(name)))
    return tuple(script for script, _ in found.most_common())


def _first_word(name: str) -> str:
    word = name.partition(" ")[0].partition("-")[0].lower()
    # "MODIFIER LETTER PRIME" and the like go with any script.
    return "" if word in {"modifier", "feminine", "masculine", "micro"} else word
