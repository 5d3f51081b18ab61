"""Dates in English words, as editors know them from articles, in EDTF: what a remedy suggests.

A phrase is made of atoms, such as "10 May 2003", "May 2003" and "2003", and of what joins them:
"or", "to", "before", "about". What an atom leaves out, as "June" in "June or July 1993", it takes
from the last.
"""

import re
from typing import NamedTuple

from defectarchive.model.dates.days import civil, day_number, days_in_month

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?\.?"
_YEAR = r"(?P<year>[0-9]{4})"
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_DAY}(?: of)?[ -]{MONTH}(?:,? |-){_YEAR}",
        rf"{_DAY}(?: of)? {MONTH}",
        rf"{MONTH} {_DAY}(?:,? {_YEAR})?",
        rf"{MONTH}(?:,? (?:of )?|-){_YEAR}",
        rf"{_YEAR}[ -]{MONTH}(?:[ -]{_DAY})?",
        MONTH,
        r"(?P<year>[0-9]{4})(?:-(?P<number>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?",
        _DAY,
    )
)
_LEADING = re.compile(
    rf"^(?:(?:on|in|during|sometime in|some time in|(?:on )?the (?:night|morning|evening) of) )?"
    rf"(?:{_WEEKDAY} )?(?:the )?"
)
_DAYS_OF_MONTH = re.compile(
    rf"{MONTH} (?P<days>[0-9]{{1,2}}(?: ?(?:–|—|-|/|,| or | and | to ) ?[0-9]{{1,2}})+),? {_YEAR}"
)


class _Atom(NamedTuple):
    """A date of which the year, or year and month, may be missing. 0 is not given."""

    year: int
    month: int = 0
    day: int = 0

    @property
    def edtf(self) -> str:
        year = f"{self.year:04d}" if self.year else "XXXX"
        parts = [f"{part:02d}" for part in (self.month, self.day) if part]
        return "-".join((year, *parts))


def in_edtf(plain: str) -> str:
    """The phrase, lower-case and with single blanks, in EDTF; "" where it is none."""
    spread = _DAYS_OF_MONTH.fullmatch(plain)
    if spread:
        plain = f"{spread['days']} {spread['month']} {spread['year']}"
    for pattern, joined in _PHRASES:
        match = pattern.fullmatch(plain)
        if match is not None:
            return joined(match[1])
    return _alternatives(plain) or _range(plain) or _one(plain)


def _one(text: str) -> str:
    atom = _atom(text)
    return "" if atom is None or not (atom.year or atom.month) else atom.edtf


def _marked(mark: str, text: str) -> str:
    found = _one(text)
    return found and found + mark


def _alternatives(text: str) -> str:
    if " or " not in text:
        return ""
    atoms = _shared(re.split(r",? or |, (?![0-9]{4})", text))
    return f"[{', '.join(atom.edtf for atom in atoms)}]" if len(atoms) > 1 else ""


def _range(text: str) -> str:
    inner = re.sub(r"^(?:between|from) ", "", text)
    for joint in (r" and ", r" (?:to|until|till|through) ", r" ?[–—/] ?", r" - ", r"-"):
        halves = re.split(joint, inner)
        if len(halves) == 2 and len(atoms := _shared(halves)) == 2:
            first, last = (atom.edtf for atom in atoms)
            return f"{first}/{last}" if first < last else ""
    return ""


def _shared(parts: list[str]) -> list[_Atom]:
    """The parts as dates, each with what it leaves out as the last has it; [] if one is none."""
    last = _atom(parts[-1])
    if last is None or not last.year:
        return []
    atoms: list[_Atom] = []
    for part in parts:
        atom = _atom(part)
        if atom is None:
            return []
        if not atom.year:
            month = atom.month or last.month
            atom = _Atom(last.year, month, atom.day)
        if not _exists(atom):
            return []
        atoms.append(atom)
    return atoms


def _atom(text: str) -> _Atom | None:
    rest = _LEADING.sub("", text.strip(" ,"))
    for form in _FORMS:
        match = form.fullmatch(rest)
        if match is None:
            continue
        groups = match.groupdict()
        number = int(groups.get("number") or 0)
        name = groups.get("month")
        month = MONTHS.index(name[:3]) + 1 if name else number
        atom = _Atom(int(groups.get("year") or 0), month, int(groups.get("day") or 0))
        # A lone day is none by itself, but may get its month from another.
        if not atom.month or _exists(atom):
            return atom
    return None


def _exists(atom: _Atom) -> bool:
    if not atom.month:
        return not atom.day
    if not 1 <= atom.month <= 12:
        return False
    # Where the year is not given, it may be a leap year.
    return atom.day <= days_in_month(atom.year or 2000, atom.month)


def _before(text: str) -> str:
    return _outside(text, -1, "../{}")


def _after(text: str) -> str:
    return _outside(text, 1, "{}/..")


def _outside(text: str, step: int, form: str) -> str:
    """What ends before, or begins after: before and after a date leave that date out."""
    atom = _atom(text)
    if atom is None or not atom.year:
        return ""
    if atom.day:
        year, month, day = civil(day_number(atom.year, atom.month, atom.day) + step)
        return form.format(_Atom(year, month, day).edtf)
    if atom.month:
        carry, index = divmod(atom.month - 1 + step, 12)
        return form.format(_Atom(atom.year + carry, index + 1).edtf)
    return form.format(_Atom(atom.year + step).edtf)


_ABOUT = r"(?:about|around|circa|approximately|approx\.?|roughly|ca\.?|c\.?|~) ?"
_PHRASES = tuple(
    (re.compile(pattern), joined)
    for pattern, joined in (
        (rf"{_ABOUT}(.+)", lambda text: _marked("~", text)),
        (r"(?:possibly|probably|perhaps|maybe|presumably) (.+)", lambda text: _marked("?", text)),
        (r"(.+?) ?\(?\?\)?", lambda text: _marked("?", text)),
        (r"(?:before|prior to|earlier than) (.+)", _before),
        (r"(?:after|later than) (.+)", _after),
        (r"(?:until|till|by|no later than|not after) (.+)", lambda text: _open("../{}", text)),
        (r"(?:since|no earlier than|not before) (.+)", lambda text: _open("{}/..", text)),
        (r"from (.+?)(?: on(?:wards?)?)?", lambda text: _open("{}/..", text) or _range(text)),
        (r"(.+?) (?:or|and) later", lambda text: _open("{}/..", text)),
        (r"(.+?) (?:or|and) earlier", lambda text: _open("../{}", text)),
    )
)


def _open(form: str, text: str) -> str:
    found = _one(text)
    return found and form.format(found)
