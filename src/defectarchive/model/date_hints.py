"""What to write instead of a date that is written otherwise than EDTF does.

Editors know dates as "10 May 2003", "mid-May 2003" or "10.05.2003". The readings of early, mid
and late are the archive's own rule: in a month days 1-10, 10-20 and 20 to the end; in a year
January to April, May to August and September to December.
"""

import re
from collections.abc import Callable

from defectarchive.model.days import days_in_month

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_MONTH = r"(?P<month>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\.?"
_YEAR = r"(?P<year>[0-9]{4})"


def _month(match: re.Match[str]) -> str:
    return f"{_MONTHS.index(match['month'][:3]) + 1:02d}"


def _part(match: re.Match[str]) -> str:
    """Early, mid or late in a month or year."""
    year, which = match["year"], match["part"]
    if not match["month"]:
        first = {"early": 1, "mid": 5, "late": 9}[which]
        return f"{year}-{first:02d}/{year}-{first + 3:02d}"
    month = _month(match)
    length = days_in_month(int(year), int(month))
    low, high = {"early": (1, 10), "mid": (10, 20), "late": (20, length)}[which]
    return f"{year}-{month}-{low:02d}/{year}-{month}-{high:02d}"


def _next_year(match: re.Match[str], step: int) -> str:
    year = int(match["year"]) + step
    if year < 0:
        return f"-{-year:04d}"
    return f"{year:04d}" if year <= 9999 else f"Y{year}"


def _padded(match: re.Match[str]) -> str:
    """Year, month and day with hyphens and zeros; "" where they cannot be in that order."""
    parts = [int(part) for part in (match["month"], match["day"]) if part]
    if not 1 <= parts[0] <= 12 or not 1 <= parts[-1] <= 31:
        return ""
    return "-".join((match["year"], *(f"{part:02d}" for part in parts)))


def _slashed(match: re.Match[str]) -> str:
    """Day and month between slashes: who writes 05/10/2003 may mean either, and 25 is no month."""
    first, second = int(match["first"]), int(match["second"])
    orders = sorted({(first, second), (second, first)})
    return '" or "'.join(
        f"{match['year']}-{month:02d}-{day:02d}"
        for month, day in orders
        if 1 <= month <= 12 and 1 <= day <= 31
    )


def _later_month(match: re.Match[str]) -> str:
    """2003-05/06, where the second end leaves out the year."""
    year, month, last = match["year"], match["month"], match["last"]
    return f"{year}-{month}/{year}-{last}" if month < last <= "12" else ""


def _later_year(match: re.Match[str]) -> str:
    """1991/92, where the second end leaves out the century."""
    year, last = match["year"], match["last"]
    return f"{year}/{year[:2]}{last}" if year[2:] < last else ""


def _masked(match: re.Match[str]) -> str:
    """199? and 19uu for a year of which the last digits are not known."""
    known = match["known"]
    return known + "X" * (4 - len(known)) if len(match[0]) == 4 else ""


_REMEDIES: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
    (rf"(?P<part>early|mid|late)[- ](?:in )?(?:{_MONTH} )?{_YEAR}", _part),
    (
        rf"(?P<day>[0-9]{{1,2}})\.? {_MONTH},? {_YEAR}",
        lambda m: f"{m['year']}-{_month(m)}-{int(m['day']):02d}",
    ),
    (
        rf"{_MONTH} (?P<day>[0-9]{{1,2}}),? {_YEAR}",
        lambda m: f"{m['year']}-{_month(m)}-{int(m['day']):02d}",
    ),
    (rf"{_MONTH},? {_YEAR}", lambda m: f"{m['year']}-{_month(m)}"),
    (
        rf"(?:the )?(?P<season>spring|summer|autumn|fall|winter)(?: of)? {_YEAR}",
        lambda m: f"{m['year']}-{_SEASONS[m['season']]}",
    ),
    (r"(?:the )?(?P<decade>[0-9]{3})0s", lambda m: f"{m['decade']}X"),
    (rf"(?:about|around|circa|ca\.?|c\.?) ?{_YEAR}", lambda m: f"{m['year']}~"),
    # Before and after a year leave that year out; until and since do not.
    (rf"before {_YEAR}", lambda m: f"../{_next_year(m, -1)}"),
    (rf"after {_YEAR}", lambda m: f"{_next_year(m, 1)}/.."),
    (rf"(?:until|by) {_YEAR}", lambda m: f"../{m['year']}"),
    (rf"(?:since|from) {_YEAR}", lambda m: f"{m['year']}/.."),
    (rf"(?P<day>[0-9]{{1,2}})\.(?P<month>[0-9]{{1,2}})\.{_YEAR}", _padded),
    # What can be a month is one.
    (rf"{_YEAR} ?[/–—] ?(?P<last>1[3-9]|[2-9][0-9])", _later_year),
    (
        rf"{_YEAR}(?P<joint>[-./ ])(?P<month>[0-9]{{1,2}})(?:(?P=joint)(?P<day>[0-9]{{1,2}}))?",
        _padded,
    ),
    (rf"{_YEAR}(?P<month>[0-9]{{2}})(?P<day>[0-9]{{2}})", _padded),
    (
        r"(?P<month>[0-9]{4}-[0-9]{2})-(?P<first>[0-9]{2}) ?[/–—-] ?(?P<last>[0-9]{2})",
        lambda m: f"{m['month']}-{m['first']}/{m['month']}-{m['last']}",
    ),
    (rf"{_YEAR}-(?P<month>[0-9]{{2}}) ?[/–—] ?(?P<last>[0-9]{{2}})", _later_month),
    (rf"(?P<first>[0-9]{{1,2}})/(?P<second>[0-9]{{1,2}})/{_YEAR}", _slashed),
    (rf"{_YEAR}-(?P<end>[0-9]{{4}})", lambda m: f"{m['year']}/{m['end']}"),
    (
        r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[ t]+(?P<time>[0-9]{2}:[0-9]{2}[^/]*)",
        lambda m: f"{m['day']}T{m['time'].upper()}",
    ),
    (
        r"(?P<start>[0-9x-]{4,10}) ?(?:–|—| - | to ) ?(?P<end>[0-9x-]{4,10})",
        lambda m: f"{m['start']}/{m['end']}".upper(),
    ),
    (r"(?P<start>[0-9x-]{4,10})/open", lambda m: f"{m['start'].upper()}/.."),
    (r"(?P<start>[0-9x-]{4,10})/unknown", lambda m: f"{m['start'].upper()}/"),
    (r"unknown/(?P<end>[0-9x-]{4,10})", lambda m: f"/{m['end'].upper()}"),
    (r"(?P<known>[0-9]{1,3})(?P<masked>[xu?]{1,3})", _masked),
    (r"[0-9xu]{4}(?:-[0-9xu]{2}){0,2}", lambda m: m[0].replace("u", "x").upper()),
    (r"(?P<year>[0-9]{1,3})", lambda m: f"{int(m['year']):04d}"),
    (r"y?(?P<year>-?[0-9]{5,})", lambda m: f"Y{m['year']}"),
    (r"y?(?P<year>-?[0-9]{4})s[0-9]", lambda m: f"{m['year']}~"),
    (r"(?P<date>.*[0-9x])(?:\?~|~\?)", lambda m: f"{m['date'].upper()}%"),
)


def hint_for(text: str) -> str:
    """A remedy, 'write "2003-05-10"', for a text that is no EDTF; "" where none is known."""
    plain = " ".join(text.lower().split())
    for pattern, remedy in _REMEDIES:
        match = re.fullmatch(pattern, plain)
        if match is not None:
            written = remedy(match)
            return f'write "{written}"' if written else ""
    return ""
