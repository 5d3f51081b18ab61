"""What a page has to say of claims, word for word; and of counts of articles and origins."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from defectarchive.language.words import Words
from defectarchive.model.dates.date import parse_date
from tests.rule.facts import Fact, Said, Support, voice
from tests.rule.reading import Reading
from tests.rule.values import bounds, point

WORDS = Words()
VERBS = {
    "asserts": "Said",
    "confirms": "Confirmed",
    "estimates": "Estimated",
    "alleges": "Alleged",
    "doubts": "Doubted",
    "denies": "Denied",
    "unaware": "Not known",
    "declines": "Not answered",
}
# Of more outlets than this the numbers tell enough, and of more speakers how many they are.
NAMED, SPEAKERS, VOICES = 4, 8, 12


def number(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def articles(count: int) -> str:
    return number(count, "article", "articles")


def cases(count: int) -> str:
    return number(count, "case", "cases")


def origins(support: Support, reading: Reading) -> str:
    """How many origins there are, or between which outlets it lies."""
    least, most = support.least, len(support.origins)
    sets = [*support.sets]
    if len(sets) == 1 and len(sets[0]) > 1 and len(support.origins) <= NAMED:
        names = [reading.outlets[o]["name"] for o in sorted(sets[0] - {"unknown"})]
        if "unknown" in sets[0]:
            return ", ".join(names) + " or a source that is not named"
        return WORDS.or_list(names)
    if not most:
        return "no known origin"
    if not least:
        return "at most one origin" if most == 1 else f"at most {most} origins"
    if least < most:
        return f"{least}–{most} origins"
    return "one origin" if most == 1 else f"{most} origins"


def support(behind: Iterable[Said], reading: Reading) -> str:
    found = Support.of(behind)
    if not found.articles:
        return ""
    text = origins(found, reading)
    one_of = not text.endswith(("origin", "origins"))
    return f"{articles(len(found.articles))}{':' if one_of else ','} {text}"


def beside(fact: Fact, key: str, reading: Reading, *, shown: bool) -> str:
    """The line beside a value: what stands behind it, what merely agrees, and on whose word."""
    behind = fact.behind(key)
    parts = [support(behind, reading)]
    further = [c for c in fact.agreeing(key) if c not in behind] if shown and fact.single else []
    count = len({c.article for c in further} - {c.article for c in behind})
    if count and fact.prop != "status":
        wider = all(fact.values.narrower(fact.prop, key, c.key) for c in further)
        kind = " less exact" if wider else ""
        agree = "agrees" if count == 1 else "agree"
        other = (
            f"{kind} {'one' if count == 1 else 'ones'}" if wider else f" other{'s' * (count > 1)}"
        )
        parts.append(f"and {count}{other} {agree}")
    one = voice(behind)
    if one:
        parts.append(f"on one {'person' if one in reading.people else 'organisation'}’s word")
    return "; ".join(parts)


def speaker(one: str, reading: Reading) -> str:
    known = reading.people.get(one) or reading.organisations[one]
    return str(known["name"])


def voices(claims: Sequence[Said], reading: Reading) -> list[str]:
    """Every way in which the claims give their value, each with all who speak so."""
    found: dict[tuple[str, str, bool], dict[str, None]] = {}
    for claim in claims:
        name = speaker(claim.by, reading) if claim.by else reading.outlets[claim.outlet]["name"]
        found.setdefault((claim.stance, claim.hedge, bool(claim.by)), {})[name] = None
    if [*found] == [("asserts", "", False)]:
        return []
    return [_voice(how, hedge, [*names], spoken=by) for (how, hedge, by), names in found.items()]


def _voice(stance: str, hedge: str, names: list[str], *, spoken: bool) -> str:
    more = [f"{len(names) - SPEAKERS} more"] if len(names) > SPEAKERS else []
    who = WORDS.and_list([*names[:SPEAKERS], *more])
    quoted = f"“{hedge}”" if hedge else ""
    if stance == "asserts" and not spoken:
        return quoted or f"Stated outright by {who}"
    verb = f"{VERBS[stance]} {'to' if stance == 'unaware' else 'by'} {who}"
    return f"{verb}, {quoted}" if hedge else verb


def caution(fact: Fact, shown: Said, reading: Reading, event: str = "") -> str:
    """The reserve with which a value is shown in a list: stance, hedge, and on whose word.

    event: a case of which this says what it is, which by its status may be no more than alleged.
    """
    status = reading.shown(event, "status") if event else None
    parts = [status.value] if status and status.value in ("alleged", "denied") else []
    if fact.unsure(shown):
        if not parts:
            parts += {"alleges": ["alleged"], "estimates": ["estimated"]}.get(shown.stance, [])
        parts += [f"“{shown.hedge}”"] if shown.hedge else []
    one = voice(fact.behind(shown.key))
    parts += [f"according to {speaker(one, reading)}"] if one else []
    return f"({', '.join(parts)})" if parts else ""


_TERMS = {"type": "event_types", "also": "event_types", "role": "roles", "status": "statuses"}
_STATES = ("from", "to", "nationality")


def value(claim: Said, reading: Reading) -> str | None:
    """A value as readers see it; None for a state, whose name is that of its time."""
    text = claim.value
    match claim.prop:
        case "date":
            text = WORDS.date(parse_date(text))
        case "count" | "age":
            low, high = (None if math.isinf(end) else int(end) for end in bounds(text))
            text = WORDS.count(low, high)
        case "place":
            text = reading.places[text]["name"]
        case "organisation" | "organisations":
            text = reading.organisations[text]["name"]
        case "point":
            lat, lon, within = point(text)
            text = f"{lat:.10g}, {lon:.10g}" + (f" (within {within:.10g} km)" if within else "")
        case prop if prop in _TERMS:
            terms = reading.archive["vocabulary"][_TERMS[prop]]
            text = next(each["label"] for each in terms if each["id"] == text)
    return None if claim.prop in _STATES else text


def shown_in_list(event: str, prop: str, reading: Reading) -> str:
    """A value as a list has it: with its reserve behind it; "" for none."""
    claim, fact = reading.shown(event, prop), reading.fact(event, prop)
    if claim is None or fact is None:
        status = reading.shown(event, "status") if prop == "type" else None
        denied = status is not None and status.value in ("alleged", "denied")
        return f"Case ({status.value})" if status and denied else ""
    words = WORDS.date_short(parse_date(claim.value)) if prop == "date" else value(claim, reading)
    of_case = event if prop == "type" else ""
    return f"{words} {caution(fact, claim, reading, of_case)}".strip()


def shown_in_table(event: str, prop: str, reading: Reading) -> str:
    """A value as a table has it: what is in dispute says so in its own cell."""
    shown = shown_in_list(event, prop, reading) if reading.shown(event, prop) else ""
    return f"{shown} (disputed)" if shown and prop in reading.disputed(event) else shown
