"""Relays, notes, articles, differences and feeds beside what the claims come to."""

from __future__ import annotations

import json
import re
from collections import Counter

from defectarchive.model.dates.date import parse_date
from tests.rule import words
from tests.rule.case_pages import Wrong
from tests.rule.facts import SINGLE, Fact, Said, Sets, Support
from tests.rule.reading import Reading
from tests.rule.rows import Element, text, tree

_TRAILS = 6


# --- where articles go back to ------------------------------------------------------------------


def wrong_relays(reading: Reading) -> Wrong:
    wrong: Wrong = []
    for event in reading.events:
        page = tree(reading.site[f"cases/{event}/index.html"])
        found = page.xpath("//section[h2[@id='relays']]/p")
        if found and text(found[0]) != (wanted := relays(reading, event)):
            wrong.append(f"{event}: {text(found[0])!r}, not {wanted!r}")
    return wrong


def relays(reading: Reading, event: str) -> str:
    """Where the articles by which a case is counted go back to, in a sentence."""
    counted = reading.counted(event)
    support = Support.of(counted)
    if reading.is_withdrawn(event):
        return "No article on this case still stands."
    if not counted:
        return "Nothing by which a case is counted is said of it."
    if not support.origins:
        return "None of this can be followed to an outlet that reported it."
    trails = Counter(
        Support.of(c for c in counted if c.article == a).sets for a in support.articles
    )
    ordered = sorted(
        trails.items(),
        key=lambda item: (not item[0], not _named(item[0]), -item[1], _sorted(item[0])),
    )
    told = [
        trail(reading, sets, count, first=not at)
        for at, (sets, count) in enumerate(ordered[:_TRAILS])
    ]
    left = sum(count for _, count in ordered[_TRAILS:])
    told += [f"and {left} more elsewhere"] if left else []
    several = len(told) > 1 or len(ordered[0][0]) > 1
    return "; ".join(told) + (f": {words.origins(support, reading)}" if several else "") + "."


def _named(sets: Sets) -> frozenset[str]:
    return frozenset(outlet for one in sets for outlet in one) - {"unknown"}


def _sorted(sets: Sets) -> list[list[str]]:
    return sorted(sorted(o.replace("unknown", "") for o in one) for one in sets)


def trail(reading: Reading, sets: Sets, count: int, *, first: bool) -> str:
    single = count == 1
    if not sets:
        verb = "does not say where it has" if single else "do not say where they have"
        return f"{words.articles(count)} {verb} it from"
    verb = ("goes back to" if single else "go back to") if first else "to"
    lead = f"{words.articles(count)} {verb}"
    named = [
        words.WORDS.or_list(
            [reading.outlets[o]["name"] for o in of if o]
            + ["a source that is not named"] * ("" in of)
        )
        for of in sorted(_sorted(sets), key=lambda of: ("" in of, of))
    ]
    joined = named[0] if len(named) == 1 else f"{', to '.join(named[:-1])} and to {named[-1]}"
    return f"{lead} {joined}"


# --- notes --------------------------------------------------------------------------------------


def wrong_notes(reading: Reading) -> Wrong:
    """What a note says became of its claim, and that nobody else says it."""
    standings = {
        "shown": "shown",
        "agrees": "agrees",
        "outvoted": "differs",
        "disputes": "disputes",
        "superseded": "since changed by its outlet",
        "retracted": "withdrawn",
    }
    wrong: Wrong = []
    by_id = {c.id: c for c in reading.claims}
    for path, data in reading.site.items():
        if not re.fullmatch(r"(cases|articles)/.*index\.html", path) or "/known/" in path:
            continue
        for note in tree(data).xpath("//ol[@class='notes']/li"):
            link = note.xpath("./p[1]/small/a/@href")
            claim = by_id.get(note.get("id") or (link[0].partition("#")[2] if link else ""))
            small = note.find("p/small")
            if claim is None or small is None:
                continue
            said, _, alone = text(small).partition(", ")
            fact = reading.facts[claim.about][claim.prop]
            wanted = standings[fact.standing(claim)]
            wanted = {"declines": "not answered", "unaware": "not known"}.get(claim.stance, wanted)
            if said != wanted:
                wrong.append(f"{path}: {claim.id} is {said!r}, not {wanted!r}")
            others = {c.article for c in fact.behind(claim.key)} - {claim.article}
            if alone == "here only" and others:
                wrong.append(f"{path}: {claim.id} is not here only, {others} say it")
    return wrong


def wrong_articles(reading: Reading) -> Wrong:
    """What is said to rest on one article alone does."""
    wrong: Wrong = []
    for article in reading.articles:
        page = tree(reading.site[f"articles/{article}/index.html"])
        for item in page.xpath("//li[@class='report']"):
            event = item.find("h3/a").get("href").rstrip("/").rpartition("/")[2]
            only = len(reading.events[event]["articles"]) == 1
            line = text(item)
            stands = article not in reading.retracted
            if ("all of it rests on this one" in line) != (only and stands):
                wrong.append(f"{article} on {event}: other articles tell of it, or none")
            compared = comparable(reading, item)
            alone = [c for c in compared if is_alone(reading, c)]
            found = re.search(r"Of its (\d+) claims? that can be compared, (\d+) rest", line)
            if found and int(found[1]) != len(compared):
                wrong.append(
                    f"{article} on {event}: {found[1]} can be compared, not {len(compared)}"
                )
            if found and int(found[2]) > len(alone):
                wrong.append(
                    f"{article} on {event}: {found[2]} rest on it alone, at most {len(alone)} do"
                )
            if "No other article says any of its claims that can be compared" in line and len(
                alone
            ) < len(compared):
                wrong.append(f"{article} on {event}: other articles say some of it")
    return wrong


def comparable(reading: Reading, item: Element) -> list[Said]:
    links = item.xpath("./ol[@class='notes']/li/p[1]/small/a/@href")
    ids = {link.partition("#")[2] for link in links}
    return [c for c in reading.claims if c.id in ids and c.prop != "statement"]


def is_alone(reading: Reading, claim: Said) -> bool:
    fact = reading.facts[claim.about][claim.prop]
    return claim.affirms and not {c.article for c in fact.behind(claim.key)} - {claim.article}


# --- then and now -------------------------------------------------------------------------------


def wrong_differences(reading: Reading) -> Wrong:
    """What is said to have been known otherwise on a day was, as far as there is room."""
    wrong: Wrong = []
    for path, data in reading.site.items():
        of_day = re.fullmatch(r"cases/([^/]+)/-/known/([^/]+)/index\.html", path)
        of_year = re.fullmatch(r"known/(\d+)/index\.html", path)
        if not (of_day or of_year):
            continue
        day = of_day[2] if of_day else f"{of_year[1]}-12-31" if of_year else ""
        then = Reading(reading.site, parse_date(day).latest)
        page = tree(data)
        if of_day:
            for table in page.xpath("//section[h2[@id='later']]//table"):
                wrong += wrong_table(then, reading, of_day[1], table, f"{of_day[1]} on {day}")
            if not page.xpath("//h2[@id='later']") and differences(then, reading, of_day[1]):
                wrong.append(f"{of_day[1]} on {day}: something is known otherwise now")
            continue
        wrong += wrong_known_year(then, reading, page, day)
    return wrong


def wrong_known_year(then: Reading, reading: Reading, page: Element, day: str) -> Wrong:
    wrong: Wrong = []
    cases = [event for event in reading.events if not reading.is_tally(event)]
    known = [event for event in cases if is_known(then, reading, event)]
    lead = text(page.find(".//header/p[@class='lead']"))
    plural = "case" if len(cases) == 1 else "cases"
    told = f"articles in this archive had told of {len(known)}"
    wanted = f"By then, {told} of its {len(cases)} {plural}."
    if not lead.startswith(wanted):
        wrong.append(f"{day}: {lead!r}, not {wanted!r}")
    rows = {}
    for item in page.xpath("//section[h2[@id='differing']]//li"):
        event = item.find("div/a").get("href").rstrip("/").rpartition("/")[2]
        rows[event] = item
        for table in item.iter("table"):
            wrong += wrong_table(then, reading, event, table, f"{event} in {day}")
    for event in known:
        people = [
            p["person"] for p in reading.people_of(event) if reading.is_main(event, p["person"])
        ]
        new = [p for p in people if p not in {each["person"] for each in then.people_of(event)}]
        differs = bool(differences(then, reading, event) or new)
        if differs != (event in rows) and not page.xpath("//ol[@class='rows parts']"):
            wrong.append(f"{event} in {day} {'differs' if differs else 'does not differ'}")
    return wrong


def is_known(then: Reading, reading: Reading, event: str) -> bool:
    """Whether the first article that claims anything of it was out; if none does, the first."""
    claiming = [c.published for c in reading.claims if c.event == event]
    articles = [reading.articles[a]["published"]["edtf"] for a in reading.events[event]["articles"]]
    return any(map(then.is_out, claiming or articles))


def differences(
    then: Reading, now: Reading, event: str
) -> list[tuple[str, str, Fact | None, Fact | None]]:
    """Property, person, and the fact then and now, where a single value was shown otherwise."""
    found = []
    abouts = dict.fromkeys([*then.facts, *now.facts])
    for about in (a for a in abouts if a[0] == event):
        facts = [reading.facts.get(about, {}) for reading in (then, now)]
        for prop in dict.fromkeys([*facts[0], *facts[1]]):
            was, is_ = (of.get(prop) for of in facts)
            shown = [f.shown[0].key if f and f.shown else None for f in (was, is_)]
            if prop in SINGLE and (was or is_) and (was or is_).single and shown[0] != shown[1]:  # type: ignore[union-attr]
                person = about[2] if about[1] == "person" else ""
                found.append((prop, person, was, is_))
    return found


def wrong_table(then: Reading, now: Reading, event: str, table: Element, where: str) -> Wrong:
    labels = {p["label"]: p["id"] for p in now.archive["vocabulary"]["person_properties"]}
    labels |= {p["label"]: p["id"] for p in now.archive["vocabulary"]["event_properties"]}
    wanted: Counter[tuple[str, ...]] = Counter()
    for prop, _, was, is_ in differences(then, now, event):
        cells = [in_short(was, then, "not known"), in_short(is_, now, "no longer shown")]
        wanted[prop, *cells] += 1
    wrong = []
    for row in table.findall("tbody/tr"):
        prop = labels[(row.find("th").text or "").strip()]
        cells = [text(cell) for cell in row.findall("td")]
        if prop in ("from", "to"):
            continue
        if not wanted[prop, *cells]:
            wrong.append(f"{where}: {prop} is {cells}, not one of {[*wanted]}")
        wanted[prop, *cells] -= 1
    return wrong


def in_short(fact: Fact | None, reading: Reading, nothing: str) -> str:
    if fact is None or not fact.shown:
        return nothing
    claim = fact.shown[0]
    value = words.value(claim, reading)
    if claim.prop == "date" and not (date := parse_date(claim.value)).time:
        value = words.WORDS.date_short(date)
    return f"{value} {words.caution(fact, fact.shown[0], reading)}".strip()


# --- feeds --------------------------------------------------------------------------------------


PARTS = {
    "denied": "The part of this person was denied.",
    "doubted": "The part of this person was doubted.",
    "unanswered": "The part of this person was not confirmed.",
    "withdrawn": "The part of this person was withdrawn with its article.",
}


def wrong_feeds(reading: Reading) -> Wrong:
    """Feeds of people say what became of a part; tags say with what reserve a type is given."""
    wrong: Wrong = []
    for person in reading.people:
        data = reading.site.get(f"people/{person}/feed.json")
        items = json.loads(data)["items"] if data else []
        found = Counter(
            next((p for p in PARTS.values() if i["content_text"].startswith(p)), "") for i in items
        )
        events = [
            e for e in reading.events if any(p["person"] == person for p in reading.people_of(e))
        ]
        dated = [e for e in events if reading.events[e]["first_published"] != "XXXX"]
        wanted = Counter(PARTS.get(reading.part(e, person), "") for e in dated)
        if data and found != wanted and len(items) < 50:
            wrong.append(f"feed of {person}: {found}, not {wanted}")
    allowed = {words.shown_in_list(event, "type", reading) for event in reading.events}
    for path, data in reading.site.items():
        if path.endswith("feed.json") and not path.startswith("nb/"):
            tags = {tag for item in json.loads(data)["items"] for tag in item.get("tags", ())}
            if tags - allowed:
                wrong.append(f"{path}: {tags - allowed} is none of {allowed}")
    return wrong
