"""What a case opens with, beside what its claims come to: the lede, and the line of trust."""

from __future__ import annotations

import re

from tests.rule import words
from tests.rule.facts import Said, Support
from tests.rule.reading import Reading
from tests.rule.rows import Element, text

Wrong = list[str]
# Of more names the number tells enough, and of more objectors.
NAMES, OBJECTORS = 4, 3


def wrong_opening(reading: Reading, event: str, page: Element) -> Wrong:
    header = page.find(".//header[h1]")
    line = text(header.find("p[@class='lead']")).removesuffix(" How sure is this?")
    said = re.split(_objection(reading, event), line.removesuffix("."), maxsplit=1)[0]
    wrong = [] if said == (told := trust(reading, event)) else [f"it says {said!r}, not {told!r}"]
    wrong += wrong_objectors(reading, event, line)
    flags = [text(flag) for flag in header.xpath("p[@class='flag'] | p[@class='warn']/span")]
    flagged = ["Withdrawn"] * reading.is_withdrawn(event)
    flagged += ["Disputed"] * reading.in_dispute(event)
    if flags != flagged:
        wrong.append(f"it is flagged {flags}, not {flagged}")
    return wrong + wrong_lede(reading, event, header.find("p[@class='lede']"))


def trust(reading: Reading, event: str) -> str:
    """The line of trust up to who objects, without its full stop."""
    counted = reading.counted(event)
    found = Support.of(counted)
    if reading.is_withdrawn(event):
        return "No article on this case still stands"
    if not found.articles:
        return "Nothing by which a case is counted is said of it"
    line = f"Rests on {words.support(counted, reading)}"
    if found.least == len(found.origins) == 1:
        line += f": {reading.outlets[min(found.origins)]['name']}"
    articles = [reading.articles[each] for each in found.articles]
    outlets = {article["outlet"] for article in articles}
    if len(outlets) < len(articles):
        line += "; all from one outlet" if len(outlets) == 1 else f"; from {len(outlets)} outlets"
    read = sum(bool(article["translated_from"]) for article in articles)
    if read == len(articles):
        line += "; read in translation" if read == 1 else "; all read in translation"
    elif read:
        line += f"; {words.articles(read)} read in translation"
    of_type = confirming(reading, event, "type")
    if shown := reading.shown(event, "type"):
        what = f": {words.value(shown, reading)}"
        line += _confirmed("confirmed", of_type, reading, what)
    of_status = [by for by in confirming(reading, event, "status") if by not in of_type]
    return line + _confirmed("status confirmed", of_status, reading)


def _confirmed(how: str, speakers: list[str], reading: Reading, what: str = "") -> str:
    names = [words.speaker(one, reading) for one in speakers]
    if len(names) > NAMES:
        names = [*names[:NAMES], f"{len(names) - NAMES} more"]
    return f"; {how} by {words.WORDS.and_list(names)}{what}" if names else ""


def confirming(reading: Reading, event: str, prop: str) -> list[str]:
    """Who confirms the shown value, outright."""
    fact, shown = reading.fact(event, prop), reading.shown(event, prop)
    if fact is None or shown is None:
        return []
    claims = [c for c in fact.up if c.key == shown.key and c.stance == "confirms" and not c.hedge]
    return list(dict.fromkeys(c.by for c in claims if c.by))


def objecting(reading: Reading, event: str) -> list[tuple[str, str]]:
    """Who denies or doubts something that is compared, and how."""
    found: dict[tuple[str, str], None] = {}
    for prop, fact in reading.facts.get((event, "event", event), {}).items():
        for claim in fact.claims if prop != "statement" else ():
            if claim.stance in ("denies", "doubts") and fact.standing(claim) != "retracted":
                found[_speaker(claim, reading), claim.stance] = None
    return [*found]


def _speaker(claim: Said, reading: Reading) -> str:
    return words.speaker(claim.by, reading) if claim.by else reading.outlets[claim.outlet]["name"]


def _objection(reading: Reading, event: str) -> str:
    """Where the objections begin."""
    return "|".join(re.escape(f"; {who} {how}: ") for who, how in objecting(reading, event)) or "$a"


def wrong_objectors(reading: Reading, event: str, line: str) -> Wrong:
    who = objecting(reading, event)
    named = [(one, how) for one, how in who if f"; {one} {how}: " in line]
    return [] if len(named) == min(len(who), OBJECTORS) else [f"of {who} it names {named}: {line}"]


def wrong_lede(reading: Reading, event: str, lede: Element) -> Wrong:
    """The editor's words; else an article's, and whose; else what is shown, with its reserve."""
    record, said = reading.events[event], text(lede)
    if record["lede"]:
        return [] if said == record["lede"] else [f"the lede is {said!r}"]
    if record["summary"]:
        wrong = [] if record["summary"][:900] in said else [f"the lede is {said!r}"]
        of = [r for r in record["reports"] if r["summary"] == record["summary"]]
        outlets = [reading.outlets[reading.articles[r["article"]]["outlet"]]["name"] for r in of]
        if not any(said.endswith(f"In short, as told by {name}") for name in outlets):
            wrong.append(f"the lede is not that of {outlets}: {said!r}")
        return wrong
    shown = [words.shown_in_list(event, prop, reading) for prop in ("type", "place")]
    wrong = [f"the lede lacks {each!r}: {said!r}" for each in shown if each not in said]
    return wrong + ([] if said else ["there is no lede"])
