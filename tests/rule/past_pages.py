"""Cases as they were known on some day, and years: from the claims that were out by then."""

from __future__ import annotations

import re

from defectarchive.model.dates.date import parse_date
from tests.rule import words
from tests.rule.case_pages import Wrong, case_rows, wrong_rows
from tests.rule.reading import Reading
from tests.rule.rows import text, tree

_KNOWN = re.compile(r"cases/([^/]+)/-/known/([^/]+)/index\.html")


def wrong_as_known(reading: Reading) -> Wrong:
    """What is wrong on the pages of cases as known on a day."""
    wrong: Wrong = []
    readings: dict[str, Reading] = {}
    for path, data in reading.site.items():
        found = _KNOWN.fullmatch(path)
        if not found:
            continue
        event, day = found.groups()
        then = readings.setdefault(day, Reading(reading.site, parse_date(day).latest))
        page = tree(data)
        rows = [*case_rows(page, path)]
        wrong += [f"{event} on {day}: {fault}" for fault in wrong_rows(then, event, rows)]
        lead = text(page.find(".//header/p[@class='lead']"))
        counted = words.support(then.counted(event), then)
        wanted = f"{counted} by then. Reading " if counted else "Reading "
        if not lead.startswith(wanted):
            wrong.append(f"{event} on {day}: the head says {lead!r}, not {wanted!r}")
    return wrong
