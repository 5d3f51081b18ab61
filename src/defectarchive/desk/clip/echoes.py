"""Whether the archive has an article already, or one that says the same: an echo."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from defectarchive.desk.archived_urls import key
from defectarchive.frozen import Frozen
from defectarchive.model.ids import slug
from defectarchive.model.records import ArticleRecord

_WORD = re.compile(r"[^\W_]+")
# So many runs of so many words are looked for; so many of them make the same text.
_RUNS, _LONG, _ENOUGH = 16, 7, 8


class Echo(Frozen, frozen=True):
    """An article of the archive that has the same address, headline or text. `why`: which."""

    article: ArticleRecord
    why: str


def echoes(
    url: str,
    title: str,
    text: str,
    articles: Iterable[ArticleRecord],
    texts: Mapping[str, bytes],
) -> Iterator[Echo]:
    """The articles that are this one, or are told in its words. `texts`: of copies, by article."""
    runs = _runs(_words(text))
    for article in articles:
        if url and article.url and key(url) == key(article.url):
            yield Echo(article, "the same address")
        elif title and slug(title) == slug(article.title):
            yield Echo(article, "the same headline")
        elif article.id in texts and runs:
            there = " ".join(_words(texts[article.id].decode("utf-8", "replace")))
            same = sum(run in there for run in runs)
            if same * _RUNS >= _ENOUGH * len(runs):
                yield Echo(article, "nearly the same text")


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _runs(words: list[str]) -> list[str]:
    """Runs of words from all over the text; none of a text too short to tell."""
    if len(words) < 2 * _LONG:
        return []
    step = max(1, (len(words) - _LONG) // _RUNS)
    starts = range(0, len(words) - _LONG + 1, step)
    return [" ".join(words[start : start + _LONG]) for start in starts][:_RUNS]
