"""Works to cite → BibTeX, RIS and CSL-JSON.

Dates are as exact as they are known. What these formats cannot hold (a season, a range, "about") is
given in words, with the EDTF beside it; names are never taken apart into given and family names.

Sources: https://www.bibtex.com/format/ and the biblatex manual, 2.3.8; the RIS specification of
2001 with the types and tags of 2011; https://docs.citationstyles.org/en/stable/specification.html.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import msgspec

from defectarchive.frozen import Frozen
from defectarchive.language.words import Words
from defectarchive.model.dates.date import Date
from defectarchive.model.dates.days import iso_parts
from defectarchive.pages.shared.citation import PAGE, CitedWork

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def _remarks(work: CitedWork, words: Words) -> Iterator[str]:
    """What no other field has: what became of the article, and the EDTF of a date in words."""
    if work.said:
        yield work.said
    if work.retracted:
        date, because = work.retracted.date, work.retracted.because
        said = words.retracted(date)
        yield f"{said} {_line(because)}" if because else said
    if work.updated:
        yield words.updated(work.updated)
    if work.relays:
        yield words.relays(work.relays, own_reporting=work.own_reporting)
    if work.claim:
        yield words.claims_cited(f"{work.url}#{work.claim}")
    if work.issued and (work.issued.time or not work.issued.exact):
        yield f"EDTF: {work.issued.text}"


def _line(text: str) -> str:
    return " ".join(text.split())


# --- BibTeX -------------------------------------------------------------------------------------

# Braces count even after a backslash, so none may be left; the rest is what TeX acts upon.
_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{special: f"\\{special}" for special in "$&#_%"},
    }
)
# An address is taken as it stands, so that only what would end the field has to go.
_ADDRESS = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"})


def _bib_entry(work: CitedWork, words: Words) -> str:
    fields = "".join(f"  {name} = {value},\n" for name, value in _bib_fields(work, words))
    return f"@{'misc' if work.kind == PAGE else 'article'}{{{work.key},\n{fields}}}\n"


def _bib_fields(work: CitedWork, words: Words) -> Iterator[tuple[str, str]]:
    if work.authors:
        # In braces of its own, no name is taken apart at its last word, "and" or comma.
        yield "author", f"{{{' and '.join(f'{{{_tex(name)}}}' for name in work.authors)}}}"
    yield "title", f"{{{{{_tex(work.title)}}}}}"
    if work.container:
        yield "journal", f"{{{{{_tex(work.container)}}}}}"
    yield from _bib_date(work.issued, words)
    if work.url:
        yield "url", f"{{{work.url.translate(_ADDRESS)}}}"
    if work.archived:
        yield "archived", f"{{{work.archived.translate(_ADDRESS)}}}"
    if work.accessed and work.accessed.exact:
        yield "urldate", f"{{{iso_parts(work.accessed.exact)}}}"
    if work.language:
        yield "language", f"{{{_tex(work.language)}}}"
    if remarks := " ".join(_remarks(work, words)):
        yield "note", f"{{{_tex(remarks)}}}"


def _bib_date(date: Date | None, words: Words) -> Iterator[tuple[str, str]]:
    if date is None:
        return
    parts = date.exact
    if not parts:
        yield "year", f"{{{_tex(words.date(date))}}}"
        return
    yield "date", f"{{{iso_parts(parts)}}}"
    yield "year", f"{{{parts[0]}}}"
    if len(parts) > 1:
        yield "month", _MONTHS[parts[1] - 1]


def _tex(text: str) -> str:
    return _line(text).translate(_TEX)


# --- RIS ----------------------------------------------------------------------------------------

_RIS_TYPES = {PAGE: "ELEC", "magazine": "MGZN", "blog": "BLOG"}


def _ris_record(work: CitedWork, words: Words) -> str:
    lines = (f"{tag}  - {_line(value)}".rstrip() for tag, value in _ris_tags(work, words))
    return "".join(f"{line} \r\n" if line == "ER  -" else f"{line}\r\n" for line in lines)


def _ris_tags(work: CitedWork, words: Words) -> Iterator[tuple[str, str]]:
    yield "TY", _RIS_TYPES.get(work.kind, "NEWS")
    yield "ID", work.key
    for author in work.authors:
        yield "AU", author
    yield "TI", work.title
    if work.container:
        yield "T2", work.container
    yield from _ris_date(work.issued, words)
    if work.url:
        yield "UR", work.url
    if work.archived:
        yield "AV", work.archived
    if work.accessed and work.accessed.exact:
        yield "Y2", _slashed(work.accessed.exact)
    if work.language:
        yield "LA", work.language
    for remark in _remarks(work, words):
        yield "N1", remark
    yield "ER", ""


def _ris_date(date: Date | None, words: Words) -> Iterator[tuple[str, str]]:
    """Year and date. What is vague goes into the part for "other information", in words."""
    if date is None:
        return
    parts = date.exact
    year = parts[0] if parts else date.certain_year
    sure = year is not None and 1 <= year <= 9999 and not date.qualified
    if sure:
        yield "PY", f"{year:04d}"
    if parts:
        yield "DA", _slashed(parts)
    else:
        yield "DA", f"{f'{year:04d}' if sure else ''}///{words.date(date).replace('/', '-')}"


def _slashed(parts: Sequence[int]) -> str:
    """2003/05/10/, with empty places for what is not known."""
    year, month, day = (*(f"{part:02d}" for part in parts), "", "")[:3]
    return f"{year.zfill(4)}/{month}/{day}/"


# --- CSL-JSON -----------------------------------------------------------------------------------

_CSL_TYPES = {PAGE: "webpage", "magazine": "article-magazine", "blog": "post-weblog"}


def _csl_item(work: CitedWork, words: Words) -> str:
    # One step further in, as part of the array. No line ends within a JSON string.
    lines = msgspec.json.format(msgspec.json.encode(_csl(work, words)), indent=1)
    return lines.decode().replace("\n", "\n ")


def _csl(work: CitedWork, words: Words) -> dict[str, Any]:
    fields = {
        "id": work.key,
        "type": _CSL_TYPES.get(work.kind, "article-newspaper"),
        "title": work.title,
        "author": [{"literal": name} for name in work.authors],
        "container-title": work.container,
        "issued": _csl_date(work.issued, words),
        "accessed": _csl_date(work.accessed, words),
        "URL": work.url,
        "archive_location": work.archived,
        "language": work.language,
        "note": " ".join(_remarks(work, words)),
    }
    return {name: value for name, value in fields.items() if value}


def _csl_date(date: Date | None, words: Words) -> dict[str, Any]:
    if date is None:
        return {}
    parts = date.exact
    return {"date-parts": [parts]} if parts else {"literal": words.date(date)}


# --- files --------------------------------------------------------------------------------------


class Format(Frozen, frozen=True):
    """A format of citations. entry: a work in it; a file is a row of them, UTF-8.

    An entry depends on its work alone, so that one can stand in many files.
    """

    entry: Callable[[CitedWork, Words], str]
    before: str = ""
    between: str = ""
    after: str = ""

    def file(self, entries: Iterable[str]) -> bytes:
        """The file of these entries, of which there is at least one."""
        return f"{self.before}{self.between.join(entries)}{self.after}".encode()

    def piece(self, work: CitedWork, words: Words) -> bytes:
        """A work in a file of many that has nothing around it."""
        return f"{self.entry(work, words)}{self.between}".encode()

    def __call__(self, works: Iterable[CitedWork], words: Words) -> bytes:
        """The file of these works."""
        return self.file(self.entry(work, words) for work in works)


bibtex = Format(_bib_entry, between="\n")
"""Fields of BibTeX, with biblatex's `date`, `urldate`, `langid`."""
ris = Format(_ris_record)
"""Lines ended by CR LF as the format wants them."""
csl_json = Format(_csl_item, "[\n ", ",\n ", "\n]\n")
"""A JSON array."""
