"""What to write instead of a date that is written otherwise than EDTF does.

Editors know dates as "10 May 2003", "mid-May 2003" or "10.05.2003". The readings of early, mid
and late are the archive's own rule: in a month days 1-10, 10-20 and 20 to the end; in a year
January to April, May to August and September to December.
"""

import re
from collections.abc import Callable

from defectarchive.model.dates.days import days_in_month
from defectarchive.model.dates.phrases import MONTH, MONTHS, in_edtf

_PARTS = {"beginning": "early", "start": "early", "middle": "mid", "end": "late"}
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_YEAR = r"(?P<year>[0-9]{4})"


def _month(match: re.Match[str]) -> str:
    return f"{MONTHS.index(match['month'][:3]) + 1:02d}"


def _part(match: re.Match[str]) -> str:
    """Early, mid or late in a month or year."""
    year, which = match["year"], _PARTS.get(match["part"].removesuffix(" of"), match["part"])
    if not match["month"]:
        first = {"early": 1, "mid": 5, "late": 9}[which]
        return f"{year}-{first:02d}/{year}-{first + 3:02d}"
    month = _month(match)
    length = days_in_month(int(year), int(month))
    low, high = {"early": (1, 10), "mid": (10, 20), "late": (20, length)}[which]
    return f"{year}-{month}-{low:02d}/{year}-{month}-{high:02d}"


def _next_year(match: re.Match[str], step: int) -> str:
    return _iso(int(match["year"]) + step)


def _iso(year: int) -> str:
    if year < 0:
        return f"-{-year:04d}"
    return f"{year:04d}" if year <= 9999 else f"Y{year}"


def _common_era(match: re.Match[str]) -> str:
    return _iso(int(match["year"] or match["ce"]))


def _century(match: re.Match[str]) -> str:
    """The 19th century: 18XX, near enough, for by the strict count it ends with 1900."""
    return f"{int(match['nth']) - 1:02d}XX"


def _half(match: re.Match[str]) -> str:
    year = match["year"]
    return f"{year}-01/{year}-06" if match["half"] == "first" else f"{year}-07/{year}-12"


def _quarter(match: re.Match[str]) -> str:
    number = int(match["quarter"] or match["after"])
    return f"{match['year'] or match['before']}-{number + 32}"


def _at_a_time(match: re.Match[str]) -> str:
    """A day in words and a time of day, on the clock of twelve hours or of twenty-four."""
    day, hour = in_edtf(match["day"]), int(match["hour"])
    if match["half"]:
        hour = hour % 12 + (12 if match["half"] == "p" else 0)
    exact = re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", day)
    return f"{day}T{hour:02d}:{match['minute']}" if exact and hour < 24 else ""


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
    (
        (
            rf"(?:the )?(?P<part>early|mid|late|(?:beginning|start|middle|end) of)[- ]"
            rf"(?:in )?(?:{MONTH},? (?:of )?)?{_YEAR}"
        ),
        _part,
    ),
    (
        rf"(?:the )?(?P<season>spring|summer|autumn|fall|winter)(?: of)? {_YEAR}",
        lambda m: f"{m['year']}-{_SEASONS[m['season']]}",
    ),
    (
        rf"winter(?: of)? {_YEAR} ?[/–—-] ?[0-9]{{2,4}}",
        lambda m: f"{m['year']}-{_SEASONS['winter']}",
    ),
    (rf"(?:the )?(?P<half>first|second) half of {_YEAR}", _half),
    (rf"q(?P<quarter>[1-4])[ /-]?{_YEAR}|(?P<before>[0-9]{{4}})[ /-]?q(?P<after>[1-4])", _quarter),
    (r"(?:the )?(?P<decade>[0-9]{2}[1-9])0['’]?s", lambda m: f"{m['decade']}X"),
    (r"(?:the )?(?P<nth>[1-9][0-9]?)(?:st|nd|rd|th) century", _century),
    (r"(?P<year>[1-9][0-9]{0,3}) ?b\.?c\.?(?:e\.?)?", lambda m: _iso(1 - int(m["year"]))),
    (r"(?:a\.?d\.? ?(?P<year>[1-9][0-9]{0,3})|(?P<ce>[1-9][0-9]{0,3}) ?(?:ad|ce))", _common_era),
    # Before and after a year leave that year out; until and since do not.
    (rf"before {_YEAR}", lambda m: f"../{_next_year(m, -1)}"),
    (rf"after {_YEAR}", lambda m: f"{_next_year(m, 1)}/.."),
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
        r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})(?:,? (?:at )?|t) ?(?P<time>[0-9]{2}:[0-9]{2}[^/]*)",
        lambda m: f"{m['day']}T{m['time'].upper().replace(' ', '')}",
    ),
    (
        (
            r"(?P<day>[^/]*?[a-z][^/]*?),? (?:at )?(?P<hour>[0-9]{1,2})[:.](?P<minute>[0-9]{2})"
            r"(?: ?(?P<half>[ap])\.?m\.?)?"
        ),
        _at_a_time,
    ),
    (
        r"(?P<start>[0-9x-]{4,10}) ?(?:–|—| - | to ) ?(?P<end>[0-9x-]{4,10})",
        lambda m: f"{m['start']}/{m['end']}".upper(),
    ),
    (r"(?P<start>[0-9x-]{4,10})/open", lambda m: f"{m['start'].upper()}/.."),
    (r"(?P<start>[0-9x-]{4,10})/unknown", lambda m: f"{m['start'].upper()}/"),
    (r"unknown/(?P<end>[0-9x-]{4,10})", lambda m: f"/{m['end'].upper()}"),
    (r"(?P<known>[0-9]{1,3})(?P<masked>[xu?]{1,3})", _masked),
    (r"[0-9xu?]{4}(?:-[0-9xu?]{2}){0,2}", lambda m: re.sub("[ux?]", "X", m[0])),
    (r"(?P<year>[0-9]{1,3})", lambda m: f"{int(m['year']):04d}"),
    (r"y?(?P<year>-?[0-9]{5,})", lambda m: f"Y{m['year']}"),
    (r"(?P<date>.*[0-9x])(?:\?~|~\?)", lambda m: f"{m['date'].upper()}%"),
)


_UNKNOWN = re.compile(
    r"(?:(?:the |a )?dates? )?(?:is )?"
    r"(?:unknown|unclear|not (?:known|given|stated)|unspecified|undated)(?: dates?)?"
    r"|no date|n\.?d\.?|n/a|none|null|tba|tbd|tbc|tk|\?+|-+|never"
)
_LEADING = re.compile(
    r"(?:(?:either|in|on|during|sometime in|some time in|(?:the )?night of) )?(.*)"
)
_HUNDREDS = re.compile(r"(?:the )?(?P<century>[0-9]{2})00['’]?s")
_DECADE_PART = re.compile(r"(?:the )?(?:early|mid|late)[- ](?:the )?(?P<decade>[0-9]{3})0['’]?s")
_SIGNIFICANT = re.compile(r"(?P<year>-?[0-9]{4})s(?P<digits>[1-4])")


def hint_for(text: str) -> str:
    """A remedy, 'write "2003-05-10"', for a text that is no EDTF; "" where none is known."""
    plain = _LEADING.sub(r"\1", " ".join(text.lower().split()), count=1)
    for answer in (_no_date, _hundreds, _part_of_decade, _significant):
        if said := answer(plain):
            return said
    written = _written(plain) or _either(plain)
    return f'write "{written}"' if written else ""


def _written(plain: str) -> str:
    for pattern, remedy in _REMEDIES:
        match = re.fullmatch(pattern, plain)
        if match is not None:
            return remedy(match)
    return in_edtf(plain)


def _either(plain: str) -> str:
    """Late 1993 or early 1994, spring or summer 1991: a set; the last gives the others its year."""
    parts = plain.split(" or ")
    year = re.search(r"[0-9]{4}", parts[-1])
    # Whether "spring 1991 or 1992" means the spring of both nobody can tell.
    if len(parts) < 2 or year is None or parts[-1] == year[0]:
        return ""
    whole = (part if re.search(r"[0-9]{4}", part) else f"{part} {year[0]}" for part in parts)
    members = [_written(part).replace("/", "..") for part in whole]
    fit = all(members) and not any(mark in "".join(members) for mark in "[T")
    return f"[{', '.join(members)}]" if fit else ""


def _no_date(plain: str) -> str:
    return "leave the date out where nobody gives one" if _UNKNOWN.fullmatch(plain) else ""


def _hundreds(plain: str) -> str:
    """The 1800s are a hundred years as a rule, the 2000s more often ten."""
    match = _HUNDREDS.fullmatch(plain)
    if match is None:
        return ""
    century = match["century"]
    ways = [f'"{century}XX" for the hundred years', f'"{century}0X" for the first ten of them']
    return f"write {' or '.join(ways if century < '20' else ways[::-1])}"


def _part_of_decade(plain: str) -> str:
    match = _DECADE_PART.fullmatch(plain)
    if match is None:
        return ""
    decade = match["decade"]
    return f'write "{decade}X", or the years that are meant, as "{decade}0/{decade}3"'


def _significant(plain: str) -> str:
    """1950S2 is a year of which two digits count: one from 1900 to 1999, estimated at 1950."""
    match = _SIGNIFICANT.fullmatch(plain)
    if match is None:
        return ""
    year, digits = match["year"], int(match["digits"])
    sure = len(year) - 4 + digits
    masked = year[:sure] + "X" * (4 - digits)
    more = (
        f', or "{year[: sure + 1]}{"X" * (3 - digits)}" if one more is known' if digits < 4 else ""
    )
    return f'write "{masked}", for by S{digits} so many digits of {year} are significant{more}'
