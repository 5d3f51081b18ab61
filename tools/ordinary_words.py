"""Make src/defectarchive/checks/withholding/ordinary_words.gz.

    python tools/ordinary_words.py AMERICAN BOKMAAL RU_RU

Needs the packages wordfreq and spylls, and the paths of three dictionaries: lists of words with
their capitals (Debian: wamerican, wnorwegian), and one of Hunspell without its ending. Taken are
the commonest words by wordfreq that stand small in the dictionary of their language; but no
surname that Russian also has as an adjective, since it is hardly ever one.
"""

from __future__ import annotations

import gzip
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from spylls.hunspell import Dictionary
from wordfreq import top_n_list

TARGET = "src/defectarchive/checks/withholding/ordinary_words.gz"
CUT = 8
COMMONEST = {"en": 40_000, "nb": 50_000, "ru": 80_000}
# Not among the commonest, and names begin so.
ALSO = ["максим", "марксис", "антоним", "антонов", "arne", "arnested", "куропат", "новик"]
NAMES = re.compile(
    r"(антонова|вероника|виктория|осип|иван|ильин|ильина|маргарита|логинов|серафим|воронова|лора|туров|"
    r"фомин|фомина|майя|максимов|ali|eva|ida|irene|geir|arild|maria|jimmy|harry|tony|troy|tom|victor|"
    r"ho|khan|shah|john|brad|colleen|(петров|иванов|павлов|сергеев).{0,2})"
)


def ordinary(language: str, stands_small: Callable[[str], bool]) -> Iterator[str]:
    """The words of a language, cut to length."""
    for word in top_n_list(language, COMMONEST[language]):
        folded = word.casefold().replace("ё", "е")
        if (
            re.fullmatch(r"[^\W\d_]{2,}", word)
            and stands_small(word)
            and not NAMES.fullmatch(folded)
        ):
            yield folded[:CUT]


def small_words(path: str, encoding: str) -> set[str]:
    """The words of a list that stand small in it."""
    return {word for word in Path(path).read_text(encoding).split() if word == word.lower()}


american, bokmaal, russian = sys.argv[1:]
found = {
    *ALSO,
    *ordinary("en", small_words(american, "utf-8").__contains__),
    *ordinary("nb", small_words(bokmaal, "latin-1").__contains__),
    *ordinary("ru", Dictionary.from_files(russian).lookup),
}
Path(TARGET).write_bytes(gzip.compress(" ".join(sorted(found)).encode(), 9, mtime=0))
