"""Dates and counts in words: the one place outside the templates where readers' words are made.

Every literal passes through `_`, so that Babel finds it; `Words` puts them in the language of its
translation.

A date of an event is a statement about when it happened, so an interval reads "between", and what
is not known is said: nothing here is more exact than its date.
"""

from collections.abc import Sequence

from defectarchive.frozen import Frozen
from defectarchive.language.catalogue import ENGLISH, Translation
from defectarchive.model.dates.date import Date, Precision, civil
from defectarchive.model.dates.days import Day, days_in_month, is_leap, iso_parts
from defectarchive.model.dates.spans import ALL_MONTHS, APPROXIMATE, UNCERTAIN, DatePoint, DateSpan
from defectarchive.model.ids import Kind
from defectarchive.model.outline import Involvement
from defectarchive.model.translatable import _
from defectarchive.model.values import GeoPoint, Stance
from defectarchive.model.vocabulary import PROPERTIES

_MONTHS = (
    _("January"),
    _("February"),
    _("March"),
    _("April"),
    _("May"),
    _("June"),
    _("July"),
    _("August"),
    _("September"),
    _("October"),
    _("November"),
    _("December"),
)
_SHORT_MONTHS = (
    _("Jan"),
    _("Feb"),
    _("Mar"),
    _("Apr"),
    _("May"),
    _("Jun"),
    _("Jul"),
    _("Aug"),
    _("Sep"),
    _("Oct"),
    _("Nov"),
    _("Dec"),
)
_SEASONS = {
    21: _("spring {year}"),
    22: _("summer {year}"),
    23: _("autumn {year}"),
    24: _("winter {year}"),
    33: _("the first quarter of {year}"),
    34: _("the second quarter of {year}"),
    35: _("the third quarter of {year}"),
    36: _("the fourth quarter of {year}"),
}
_SEASONS_OF = {
    21: _("spring of {year}"),
    22: _("summer of {year}"),
    23: _("autumn of {year}"),
    24: _("winter of {year}"),
}
_WINTER = 24
_RESERVES = {
    "alleges": _("alleged"),
    "estimates": _("estimated"),
    "denied": _("denied"),
    "disputed": _("disputed"),
}
_SAID_BY = {
    Stance.ASSERTS: _("Said by %(who)s"),
    Stance.CONFIRMS: _("Confirmed by %(who)s"),
    Stance.ESTIMATES: _("Estimated by %(who)s"),
    Stance.ALLEGES: _("Alleged by %(who)s"),
    Stance.DOUBTS: _("Doubted by %(who)s"),
    Stance.DENIES: _("Denied by %(who)s"),
    Stance.UNAWARE: _("Not known to %(who)s"),
    Stance.DECLINES: _("Not answered by %(who)s"),
}


class _Style(Frozen, frozen=True):
    """How dates are put."""

    months: tuple[str, ...]
    between: str
    """Joins the ends of a range of names or years."""
    between_days: str
    """Joins the ends of a range of days, before their month."""
    between_dates: str
    """Joins the ends where they hold more than one word."""
    about: str
    roughly: str
    """What "about" is before "between"."""
    possibly: str


class Words:
    """Dates, counts and lists in the words of one language."""

    def __init__(self, translation: Translation = ENGLISH) -> None:
        self.translation = translation
        self._ = translation.gettext
        self._months = tuple(map(self._, _MONTHS))
        self._short_months = tuple(map(self._, _SHORT_MONTHS))
        self._seasons = {season: self._(words) for season, words in _SEASONS.items()}
        self._seasons_of = {season: self._(words) for season, words in _SEASONS_OF.items()}
        self._long = _Style(
            self._months,
            self._("between {start} and {end}"),
            self._("between {first} and {last}"),
            self._("between {start} and {end}"),
            self._("about {date}"),
            self._("roughly {date}"),
            self._("possibly {date}"),
        )
        # Within another phrase, where a second "between" would confuse.
        self._nested_style = _Style(
            self._months,
            self._("{start}–{end}"),
            self._("{first}–{last}"),
            self._("{start} – {end}"),
            self._("about {date}"),
            self._("about {date}"),
            self._("possibly {date}"),
        )
        self._short = _Style(
            self._short_months,
            self._("{start}–{end}"),
            self._("{first}–{last}"),
            self._("{start} – {end}"),
            self._("c. {date}"),
            self._("c. {date}"),
            self._("{date} (?)"),
        )

    # --- numbers, counts, lists -----------------------------------------------------------------

    def number(self, number: int) -> str:
        """A number with its thousands marked: "1,200"."""
        return f"{number:,}".replace(",", self.translation.group)

    def count(self, low: int | None, high: int | None) -> str:
        """A count known within bounds: "15", "between 2 and 5", "21 or more", "at most 5"."""
        if low is None:
            if high is None:
                return self._("an unknown number")
            return self._("at most {number}").format(number=self.number(high))
        if high is None:
            return self._("{number} or more").format(number=self.number(low))
        if low == high:
            return self.number(low)
        return self._("between {low} and {high}").format(
            low=self.number(low), high=self.number(high)
        )

    def and_list(self, items: Sequence[str]) -> str:
        """Joined as "a", "a and b", "a, b and c"; "" for none."""
        return self._joined(items, self._("{start} and {end}"))

    def or_list(self, items: Sequence[str]) -> str:
        """Joined as "a", "a or b", "a, b or c"; "" for none."""
        return self._joined(items, self._("{start} or {end}"))

    def unnamed_source(self) -> str:
        """A source in a list of origins that nobody names."""
        return self._("a source that is not named")

    def _joined(self, items: Sequence[str], last: str) -> str:
        if len(items) < 2:
            return "".join(items)
        return last.format(start=self._(", ").join(items[:-1]), end=items[-1])

    def somebody(self) -> str:
        """Whom nobody names or describes."""
        return self._("somebody without a name")

    def more(self, number: int) -> str:
        """What stands at the end of a list that was cut: "5 more"."""
        return self.translation.ngettext("%(num)d more", "%(num)d more", number) % {"num": number}

    def quotations(self, number: int) -> str:
        """How many quotations there are: "3 quotations"."""
        form = self.translation.ngettext("%(num)d quotation", "%(num)d quotations", number)
        return form % {"num": number}

    def size(self, size: int) -> str:
        """How large a file is, in decimal units: "840 bytes", "1.2 kB", "35 MB"."""
        if size < 1000:
            form = self.translation.ngettext("%(num)d byte", "%(num)d bytes", size)
            return form % {"num": size}
        kilo = size / 1000
        number, unit = (kilo, "kB") if kilo < 999.5 else (kilo / 1000, "MB")
        if number >= 9.95:
            return f"{self.number(round(number))} {unit}"
        return f"{number:.1f} {unit}".replace(".", self.translation.point)

    def noun(self, prop: str, subject: str) -> str:
        """What a property of an event or person is called within a sentence: "the date"."""
        known = PROPERTIES[Kind(subject)][prop]
        return self._(known.noun or known.label)

    def caution(self, stance: str, hedge: str, by: str) -> str:
        """With what reserve something is said: "alleged, “perhaps”, according to the police"."""
        parts = [
            self._(_RESERVES[stance]) if stance else "",
            self.quoted(hedge) if hedge else "",
            self._("according to {who}").format(who=by) if by else "",
        ]
        return self._(", ").join(filter(None, parts))

    def stance(self, stance: Stance, who: str, hedge: str) -> str:
        """Who says something, and how, as a sentence: "Alleged by the embassy, “perhaps”."."""
        said = self._(_SAID_BY[stance])
        parts = (said % {"who": who}, self.quoted(hedge) if hedge else "")
        return f"{self._(', ').join(filter(None, parts))}."

    def quoted(self, words: str) -> str:
        """Words of a source: "“perhaps”"."""
        return self._("“{words}”").format(words=words)

    def in_article(self, title: str, outlet: str, published: Date) -> str:
        """Where something is said: "In “A headline”, The Times, 3 May 2003."."""
        words = self._("In “{title}”, {outlet}, {date}.")
        return words.format(title=title, outlet=outlet, date=self.date(published))

    def point(self, point: GeoPoint) -> str:
        """Coordinates in degrees north and east: "69.66, 30.19 (within 2 km)"."""
        degrees = f"{point.latitude:.10g}, {point.longitude:.10g}"
        if not point.within_km:
            return degrees
        distance = f"{point.within_km:.10g}".replace(".", self.translation.point)
        return self._("{point} (within {distance} km)").format(point=degrees, distance=distance)

    def feed(self, kind: str) -> str:
        """What a feed holds, after the site's title: "articles" or "changes"."""
        return self._("Articles") if kind == "articles" else self._("Changes to facts")

    def retracted(self, date: Date | None) -> str:
        """That an article was retracted, and when."""
        if date is None:
            return self._("Retracted by its outlet.")
        return self._("Retracted by its outlet, %(date)s.") % {"date": self.date(date)}

    def part(self, part: Involvement) -> str:
        """What became of somebody's part in a case, in a sentence."""
        return {
            Involvement.DENIED: self._("The part of this person was denied."),
            Involvement.DOUBTED: self._("The part of this person was doubted."),
            Involvement.UNANSWERED: self._("The part of this person was not confirmed."),
        }.get(part, self._("The part of this person was withdrawn with its article."))

    def withdrawn_title(self, title: str) -> str:
        """The title of a case on which every article was retracted."""
        return self._("Withdrawn: {title}").format(title=title)

    def retracted_title(self, title: str) -> str:
        """The headline of an article that was retracted."""
        return self._("Retracted: %(title)s") % {"title": title}

    def disputed(self, text: str) -> str:
        """A value that is in dispute, where nothing else says so."""
        return self._("{value} (disputed)").format(value=text)

    def withdrawn(self, text: str) -> str:
        """A text of an article that was retracted."""
        return self._("Withdrawn with its article: {text}").format(text=text)

    def updated(self, date: Date) -> str:
        """That an article was updated, and when."""
        return self._("Updated by its outlet, %(date)s.") % {"date": self.date(date)}

    def relays(self, chains: Sequence[Sequence[Sequence[str]]], *, own_reporting: bool) -> str:
        """What a text passes on: "Passes on Example Wire → Example TV or Example Radio."."""
        unnamed = self._("a source that it does not name")
        said = [
            " → ".join(self.and_list([one or unnamed for one in step]) for step in chain)
            for chain in chains
        ]
        passed_on = {"outlets": self.or_list(said)}
        if own_reporting:
            return self._("Passes on %(outlets)s, or reports itself.") % passed_on
        return self._("Passes on %(outlets)s.") % passed_on

    def claims_cited(self, example: str) -> str:
        """How to cite one claim of a page, given the address of one of them."""
        return self._("Each claim has an address of its own, such as {address}").format(
            address=example
        )

    def month_name(self, month: int) -> str:
        """The name of the month from 1 to 12: "May"."""
        return self._months[month - 1]

    def month_short(self, month: int) -> str:
        """The abbreviated name of the month from 1 to 12: "Aug"."""
        return self._short_months[month - 1]

    # --- dates ----------------------------------------------------------------------------------

    def date(self, date: Date) -> str:
        """The date in words, as in a sentence: "between 10 and 20 May 2003", "about 2003"."""
        return self._worded(date, self._long)

    def date_short(self, date: Date) -> str:
        """The date for compact lists: "10–20 May 2003", "c. 22 Aug 2025". No time of day."""
        return self._worded(date, self._short)

    def _worded(self, date: Date, style: _Style) -> str:
        if date.precision is Precision.SET:
            return self._set(date, style)
        words = self._span(date.spans[0], style)
        if date.time is None or style is self._short:
            return words
        return self._("{date}, {time}").format(date=words, time=self._time(date.time, date.zone))

    def _time(self, time: str, zone: str | None) -> str:
        if zone is None:
            return time
        if zone == "Z":
            return self._("{time} UTC").format(time=time)
        return self._("{time} UTC{shift}").format(time=time, shift=zone)

    # --- one point ------------------------------------------------------------------------------

    def _point(self, point: DatePoint, style: _Style) -> str:
        words, ranged = self._bare(point, style)
        year, month, day = point.marks
        if year == month == day:
            if year & APPROXIMATE:
                words = (style.roughly if ranged else style.about).format(date=words)
            return style.possibly.format(date=words) if year & UNCERTAIN else words
        uncertain, approximate = self._marked(point, UNCERTAIN), self._marked(point, APPROXIMATE)
        if uncertain == approximate:
            remark = self._("{parts} uncertain and approximate").format(parts=uncertain)
        else:
            doubts = (
                self._("{parts} uncertain").format(parts=uncertain) if uncertain else "",
                self._("{parts} approximate").format(parts=approximate) if approximate else "",
            )
            remark = self._(", ").join(doubt for doubt in doubts if doubt)
        return self._("{date} ({remark})").format(date=words, remark=remark)

    def _marked(self, point: DatePoint, mark: int) -> str:
        """The parts that bear the mark: "year and month"; "" if none does."""
        year, month, day = point.marks
        parts: list[str] = []
        if year & mark:
            parts.append(self._("year"))
        # A part that was not given repeats the mark of the one before it.
        if month & mark and (point.months or month != year):
            parts.append(self._season_part(point) if point.season else self._("month"))
        if day & mark and (point.days or day != month):
            parts.append(self._("day"))
        return self.and_list(parts) if parts else ""

    def _season_part(self, point: DatePoint) -> str:
        return self._("season") if point.precision is Precision.SEASON else self._("quarter")

    def _bare(self, point: DatePoint, style: _Style) -> tuple[str, bool]:
        """The point without its marks, and whether the words begin with a range."""
        if point.season:
            return self._season(point, style), False
        if not point.months:
            return self._years(point, style)
        if not point.days:
            month, ranged = self._month(point.months, style)
            return self._of_year(month, point), ranged
        if len(point.months) > 1:
            day, _ranged = self._numbers(_possible_days(point), self._nested_style)
            month, _ranged = self._month(point.months, self._nested(style))
            words = self._("day {day} of {month}").format(day=day, month=month)
            return self._of_year(words, point), False
        day, ranged = self._numbers(_possible_days(point), style)
        words = self._("{day} {month}").format(day=day, month=style.months[point.months[0] - 1])
        return self._of_year(words, point), ranged

    def _nested(self, style: _Style) -> _Style:
        return self._nested_style if style is self._long else style

    def _numbers(self, numbers: tuple[int, ...], style: _Style) -> tuple[str, bool]:
        low, high = numbers[0], numbers[-1]
        if len(numbers) > 2 and high - low == len(numbers) - 1:
            return style.between_days.format(first=low, last=high), True
        return self.or_list([str(number) for number in numbers]), False

    def _month(self, months: tuple[int, ...], style: _Style) -> tuple[str, bool]:
        if months == ALL_MONTHS:
            return self._("an unknown month"), False
        names = [style.months[month - 1] for month in months]
        if len(months) > 2 and months[-1] - months[0] == len(months) - 1:
            return style.between.format(start=names[0], end=names[-1]), True
        return self.or_list(names), False

    def _of_year(self, words: str, point: DatePoint) -> str:
        """The day or month, with its year behind it."""
        if len(point.years) > 1:
            return self._("{date} of {year}").format(date=words, year=self._some_year(point))
        if point.months == ALL_MONTHS:
            return self._("{date} in {year}").format(date=words, year=self.year(point.years[0]))
        return self._("{date} {year}").format(date=words, year=self.year(point.years[0]))

    def _season(self, point: DatePoint, style: _Style) -> str:
        year = point.years[0]
        if point.precision is Precision.QUARTER and style is self._short and len(point.years) == 1:
            return self._("Q{number} {year}").format(number=point.season - 32, year=self.year(year))
        if len(point.years) > 1:
            words = self._seasons_of.get(point.season) or self._seasons[point.season]
            return words.format(year=self._some_year(point))
        if point.season != _WINTER:
            return self._seasons[point.season].format(year=self.year(year))
        if not 1000 <= year < 9999:
            return self._("winter beginning in {year}").format(year=self.year(year))
        end = str(year + 1) if (year + 1) % 100 == 0 else f"{(year + 1) % 100:02d}"
        return self._seasons[_WINTER].format(year=f"{year}–{end}")

    # --- years ----------------------------------------------------------------------------------

    def year(self, year: int) -> str:
        """A year as people write it: "2003", "AD 800", "44 BC" (year -43), "the year 12,000"."""
        if year > 9999:
            return self._("the year {number}").format(number=self.number(year))
        if year >= 1000:
            return str(year)
        if year > 0:
            return self._("AD {year}").format(year=year)
        before = 1 - year
        return self._("{year} BC").format(year=before if before < 10000 else self.number(before))

    def _years(self, point: DatePoint, style: _Style) -> tuple[str, bool]:
        """A year by itself, or the years that it may be, and whether that is a range."""
        years = point.years
        if len(years) == 1:
            return self.year(years[0]), False
        if point.any_year:
            return self._("an unknown year"), False
        group = self._group(years)
        if group:
            return group, False
        between = style.between_dates if years[0] < 1000 else style.between
        words = between.format(start=self.year(years[0]), end=self.year(years[-1]))
        if isinstance(years, range):
            return words, True
        return self._("{date} (some digits of the year unknown)").format(date=words), True

    def _some_year(self, point: DatePoint) -> str:
        """The years of a point as a noun."""
        years = point.years
        if point.any_year:
            return self._("an unknown year")
        group = self._group(years)
        if group:
            return self._("a year in {group}").format(group=group)
        words = self._("a year between {start} and {end}")
        return words.format(start=self.year(years[0]), end=self.year(years[-1]))

    def _group(self, years: Sequence[int]) -> str:
        """Such as "the 1990s", where that can mean nothing else, as "the 2000s" could."""
        first = years[0]
        decade = len(years) == 10 and first % 100 != 0
        century = len(years) == 100 and first % 1000 != 0
        if first < 100 or not isinstance(years, range) or not (decade or century):
            return ""
        return self._("the {year}s").format(year=first)

    # --- intervals and sets ---------------------------------------------------------------------

    def _span(self, span: DateSpan, style: _Style) -> str:
        nested = self._nested(style)
        start, end = span.start, span.end
        if all(each is None or _says_nothing(each) for each in (start, end)):
            return self._("date unknown")
        if span.point is not None:
            return self._point(span.point, style)
        if start is None or end is None:
            return self._half_open(span, nested)
        first, last = self._point(start, nested), self._point(end, nested)
        if first == last:
            return self._point(start, style)
        if _plain(start) and _plain(end) and start.precision is end.precision:
            return self._plain_interval(start, end, style)
        return style.between_dates.format(start=first, end=last)

    def _half_open(self, span: DateSpan, style: _Style) -> str:
        end = span.end
        if end and end.precision is Precision.YEAR and _plain(end) and not span.unknown_start:
            # What ends with a year, as people say it.
            return self._("before {year}").format(year=self.year(end.years[0] + 1))
        words = self._open(span, style, self._("{date} or earlier"), self._("{date} or later"))
        if span.unknown_start:
            return self._("{date} (start unknown)").format(date=words)
        return self._("{date} (end unknown)").format(date=words) if span.unknown_end else words

    def _open(self, span: DateSpan, style: _Style, earlier: str, later: str) -> str:
        """A span of which one end, not both, is open."""
        ends = ((span.start, later), (span.end, earlier))
        return "".join(
            words.format(date=self._point(end, style)) for end, words in ends if end is not None
        )

    def _plain_interval(self, start: DatePoint, end: DatePoint, style: _Style) -> str:
        """Says only once what the two ends have in common."""
        year, month, day = _first_day(start)
        end_year, end_month, end_day = _first_day(end)
        if start.precision is Precision.YEAR:
            joint = style.between if year >= 1000 and end_year <= 9999 else style.between_dates
            return joint.format(start=self.year(year), end=self.year(end_year))
        if year != end_year:
            return style.between_dates.format(
                start=self._bare(start, style)[0], end=self._bare(end, style)[0]
            )
        first, last = style.months[month - 1], style.months[end_month - 1]
        if start.precision is Precision.MONTH:
            words = style.between.format(start=first, end=last)
        elif month == end_month:
            days = style.between_days.format(first=day, last=end_day)
            words = self._("{day} {month}").format(day=days, month=first)
        else:
            day_month = self._("{day} {month}")
            words = style.between_dates.format(
                start=day_month.format(day=day, month=first),
                end=day_month.format(day=end_day, month=last),
            )
        return self._("{date} {year}").format(date=words, year=self.year(year))

    def _set(self, date: Date, style: _Style) -> str:
        if len(date.spans) == 1:
            return self._lone_member(date.spans[0], style, all_of=date.all_of)
        nested = self._nested(style)
        days = _days_of_one_month(date.spans)
        if days:
            members = [str(civil(day)[2]) for day in days]
        else:
            members = [self._member(span, nested, all_of=date.all_of) for span in date.spans]
        if date.all_of:
            words = self.and_list(members)
        else:
            words = self.or_list(members)
            if len(members) == 2 and style is self._long:
                words = self._("either {choice}").format(choice=words)
        if not days:
            return words
        year, month, _day = civil(days[0])
        words = self._("{day} {month}").format(day=words, month=style.months[month - 1])
        return self._("{date} {year}").format(date=words, year=self.year(year))

    def _lone_member(self, span: DateSpan, style: _Style, *, all_of: bool) -> str:
        if span.point is not None or not all_of:
            return self._span(span, style)
        nested = self._nested(style)
        if span.start is None or span.end is None:
            return self._open(
                span, nested, self._("{date} and earlier"), self._("{date} and later")
            )
        return self._("all of {dates}").format(dates=self._span(span, nested))

    def _member(self, span: DateSpan, style: _Style, *, all_of: bool) -> str:
        """One member of several."""
        if span.point is not None:
            return self._point(span.point, style)
        if span.start is not None and span.end is not None:
            return self._span(span, style)
        if all_of:
            return self._open(
                span, style, self._("all time up to {date}"), self._("all time from {date}")
            )
        return self._open(
            span, style, self._("any time up to {date}"), self._("any time from {date}")
        )

    # --- headings of lists ----------------------------------------------------------------------

    def day_of(self, year: int, month: int, day: int) -> str:
        """One day: "10 May 1991"."""
        words = self._("{day} {month}").format(day=day, month=self.month_name(month))
        return self._("{date} {year}").format(date=words, year=self.year(year))

    def month_of(self, year: int, month: int) -> str:
        """One month of one year: "May 1991"."""
        return self._("{date} {year}").format(date=self.month_name(month), year=self.year(year))

    def period(self, first: Day, last: Day) -> str:
        """A run of days, as a heading: "1–4 March 2022", "March–May 2022", "1991–2003"."""
        (year, month, day), (end, end_month, end_day) = civil(first), civil(last)
        whole = day == 1 and end_day == days_in_month(end, end_month)
        if whole and (month, end_month) == (1, 12):
            return self.years(year, end)
        apart = self._("{start} – {end}")
        if year != end:
            name = self.month_of if whole else self.day_of
            ends = ((year, month, day), (end, end_month, end_day))
            start, stop = (name(*each[: 2 if whole else 3]) for each in ends)
            return apart.format(start=start, end=stop)
        names = self.month_name(month), self.month_name(end_month)
        if whole and month == end_month:
            words = names[0]
        elif whole:
            words = self._("{start}–{end}").format(start=names[0], end=names[1])
        elif first == last:
            return self.day_of(year, month, day)
        elif month == end_month:
            days = self._("{first}–{last}").format(first=day, last=end_day)
            words = self._("{day} {month}").format(day=days, month=names[0])
        else:
            of_month = self._("{day} {month}").format
            words = apart.format(
                start=of_month(day=day, month=names[0]), end=of_month(day=end_day, month=names[1])
            )
        return self._("{date} {year}").format(date=words, year=self.year(year))

    def from_to(self, first: str, last: str) -> str:
        """What is between two names of a list: "Aas – Berg"."""
        return first if first == last else self._("{start} – {end}").format(start=first, end=last)

    def decade(self, first: int) -> str:
        """Ten years from the first on, as a heading: "1990s", "AD 10 – AD 19"."""
        if 1000 <= first <= 9999:
            return self._("{year}s").format(year=first)
        return self.years(first, first + 9)

    def years(self, first: int, last: int) -> str:
        """A run of years, as a heading: "1991", "1991–2003", "44 BC – AD 14"."""
        if first == last:
            return self.year(first)
        joint = (
            self._("{start}–{end}") if first >= 1000 and last <= 9999 else self._("{start} – {end}")
        )
        return joint.format(start=self.year(first), end=self.year(last))


def machine_datetime(date: Date) -> str:
    """What `<time datetime>` takes for the date (HTML, 4.5.14), or "" where HTML has no value.

    It has none for a date that is marked uncertain or approximate: it knows only exact ones.
    """
    if not date.exact:
        return ""
    day = iso_parts(date.exact)
    return day if date.time is None else f"{day}T{date.time}{date.zone or ''}"


def _possible_days(point: DatePoint) -> tuple[int, ...]:
    """Without those that no month of the point is long enough for."""
    leap_or_any = next((year for year in point.years if is_leap(year)), point.years[0])
    longest = max(days_in_month(leap_or_any, month) for month in point.months)
    return tuple(day for day in point.days if day <= longest)


def _says_nothing(point: DatePoint) -> bool:
    """Whether neither day nor month nor a digit of the year is known."""
    return point.any_year and not point.months


def _plain(point: DatePoint) -> bool:
    """One day, month or year, without marks."""
    exact = len(point.years) == 1 and len(point.months) < 2 and len(point.days) < 2
    return exact and not any(point.marks)


def _first_day(point: DatePoint) -> tuple[int, int, int]:
    """Year, month and day on which a plain point begins."""
    return point.years[0], (*point.months, 1)[0], (*point.days, 1)[0]


def _days_of_one_month(spans: tuple[DateSpan, ...]) -> list[int]:
    """The days, if the members are plain days of the same month; else none."""
    points = [span.point for span in spans]
    days = [
        point.earliest
        for point in points
        if point is not None
        and point.earliest is not None
        and _plain(point)
        and point.precision is Precision.DAY
    ]
    alike = len(days) == len(spans) and len({civil(day)[:2] for day in days}) == 1
    return days if alike else []
