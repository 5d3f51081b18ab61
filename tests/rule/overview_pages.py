"""Home, figures, the map and open questions beside what the claims come to."""

from __future__ import annotations

import re

from defectarchive.model.dates.date import parse_date
from tests.rule import words
from tests.rule.case_pages import Wrong
from tests.rule.list_pages import cases_of, title_of
from tests.rule.reading import Reading
from tests.rule.rows import Element, target, text, tree

SHOWN_FIRST = 25


def wrong_overviews(reading: Reading) -> Wrong:
    home, timeline, where, asked = (
        tree(reading.site[f"{folder}index.html"])
        for folder in ("", "timeline/", "map/", "open-questions/")
    )
    wrong = wrong_example(reading, home)
    for name, page in (("home", home), ("timeline", timeline)):
        wrong += [f"{name}: {fault}" for fault in wrong_figure(reading, page)]
    for name, page in (("home", home), ("map", where)):
        wrong += [f"{name}: {fault}" for fault in wrong_map(reading, page)]
    return wrong + wrong_questions(reading, asked)


# --- home ---------------------------------------------------------------------------------------


def wrong_example(reading: Reading, page: Element) -> Wrong:
    """The claim that the home page shows is one by which its case shows a value, and whole."""
    newest = [
        target(link.get("href"), "index.html").split("/")[1]
        for link in page.xpath("//section[h2[@id='cases']]//li/div/a[@class='title']")
    ]
    shown = {
        claim.id: claim
        for event in newest
        for (of, kind, _), facts in reading.facts.items()
        for prop, fact in facts.items()
        if of == event and kind == "event" and prop != "statement"
        for claim in fact.shown
    }
    cells = {
        text(row.find("dt")): row.find("dd")
        for row in page.xpath("//h2[@id='example']/following-sibling::dl/div")
    }
    if not cells:
        return ["no claim on the home page"] if shown else []
    link = cells["Claim"].xpath("./small/a/@href")[0]
    claim = shown.get(link.partition("#")[2])
    if claim is None:
        return [f"home shows {link}, which is not shown by the latest cases"]
    value = words.value(claim, reading)
    said = text(cells["Claim"]).partition(": ")[2].removesuffix("Link to this claim").strip()
    speaker = claim.by and words.speaker(claim.by, reading)
    outlet = reading.outlets[claim.outlet]["name"]
    voice = f"{words.VERBS[claim.stance]} by {speaker or outlet}"
    voice += f", “{claim.hedge}”" if claim.hedge else ""
    case = page.xpath("//h2[@id='example']/following-sibling::p")[0]
    wanted = {
        "Claim": value or said,
        "Voice": voice,
        "Origin": origin(reading, claim.outlet, claim.sets),
    }
    found = {"Claim": said, **{name: text(cells[name]) for name in ("Voice", "Origin")}}
    wrong = [f"home: {found}, not {wanted}"] if found != wanted else []
    if text(case) != title_of(reading, claim.event):
        wrong.append(f"home: {text(case)!r} is not {claim.event}")
    article = target(cells["Article"].find("a").get("href"), "index.html")
    if article != f"articles/{claim.article}/":
        wrong.append(f"home: {article} is not {claim.article}")
    return wrong


def origin(reading: Reading, outlet: str, sets: frozenset[frozenset[str]]) -> str:
    if sets == {frozenset({outlet})}:
        return "its own reporting"
    if not sets:
        return "no known origin"
    named = [
        words.WORDS.or_list(
            [
                reading.outlets[one]["name"] if one else "a source that is not named"
                for one in sorted((o.replace("unknown", "") for o in of), key=lambda o: (not o, o))
            ]
        )
        for of in sorted(sets, key=lambda of: sorted(o.replace("unknown", "") for o in of))
    ]
    return words.WORDS.and_list(named)


# --- figures ------------------------------------------------------------------------------------


def wrong_figure(reading: Reading, page: Element) -> Wrong:
    """How many cases are drawn, and how many are not, and that no column has most of many."""
    dates = {event: reading.shown(event, "date") for event in cases_of(reading)}
    parsed = {event: parse_date(claim.value) for event, claim in dates.items() if claim}
    drawn = [event for event, date in parsed.items() if date.years() is not None]
    figure = next(iter(page.xpath("//figure[contains(@class,'time')]")), None)
    if figure is None:
        return [f"{len(drawn)} cases are not drawn"] if drawn else []
    wrong: Wrong = []
    bands = [text(each) for each in figure.xpath(".//tspan[@class='soft']")]
    key = text(figure.find("figcaption"))
    outside = numbers(key, r"Not drawn: (\d+) cases? of (?:another year|other years)")
    if sum(map(int, bands)) + outside != len(drawn):
        wrong.append(f"{bands} and {outside} cases, not {len(drawn)}")
    wide = len(parsed) - len(drawn)
    if numbers(key, r"Not drawn: (\d+) cases? whose") != wide:
        wrong.append(f"{key!r} does not say {wide} are too wide")
    undated = len(dates) - len(parsed)
    if numbers(key, r"Not drawn: (\d+) cases? without") != undated:
        wrong.append(f"{key!r} does not say {undated} have no date")
    return wrong


def numbers(line: str, pattern: str) -> int:
    return sum(map(int, re.findall(pattern, line)))


def wrong_map(reading: Reading, page: Element) -> Wrong:
    """How many cases stand on the map, in how many circles of how many, and why others do not."""
    spots = {event: spot(reading, event) for event in cases_of(reading)}
    drawn = [event for event, (on_map, _) in spots.items() if on_map]
    figure = next(iter(page.xpath("//figure[contains(@class,'map')]")), None)
    if figure is None:
        return [f"{len(drawn)} cases are on no map"] if drawn else []
    titles = [text(each) for each in figure.xpath(".//a/title")]
    counts = [int(re.fullmatch(r".*: (\d+) cases?", each)[1]) for each in titles]  # type: ignore[index]
    key = text(figure.find("figcaption"))
    wanted = {
        "circles": len(drawn),
        "drawn": len(drawn),
        "pointless": sum(1 for on_map, placed in spots.values() if placed and not on_map),
        "placeless": sum(1 for _, placed in spots.values() if not placed),
    }
    found = {
        "circles": sum(counts),
        "drawn": numbers(key, r"(\d+) cases? (?:is|are) drawn"),
        "pointless": numbers(key, r"(\d+) cases? (?:is|are) at (?:a place|places) without"),
        "placeless": numbers(key, r"Of (\d+) cases? no article that stands says where"),
    }
    return [] if found == wanted else [f"{found}, not {wanted}"]


def spot(reading: Reading, event: str) -> tuple[bool, bool]:
    """Whether a case can be drawn, and whether it is said where it was."""
    place, point = reading.shown(event, "place"), reading.shown(event, "point")
    around = (place.value, *reading.within[place.value]) if place else ()
    points = any(reading.places[each]["lat"] is not None for each in around)
    return bool(point) or points, bool(place or point)


# --- open questions -----------------------------------------------------------------------------


def wrong_questions(reading: Reading, page: Element) -> Wrong:
    """Cases on one origin and facts in dispute: how many, and those by which most hangs first."""
    origins = {
        event: len(reading.support(event).articles)
        for event in cases_of(reading)
        if reading.support(event).least < 2 and not reading.is_withdrawn(event)
    }
    disputes = [
        (event, len(fact.claims))
        for (event, _, _), facts in reading.facts.items()
        for fact in facts.values()
        if fact.disputed and fact.ruling is None and fact.prop != "statement"
    ]
    wrong = wrong_kind(page, "one-origin", [*origins.items()])
    return wrong + wrong_kind(page, "disagreement", disputes)


def wrong_kind(page: Element, kind: str, asked: list[tuple[str, int]]) -> Wrong:
    section = next(iter(page.xpath(f"//section[h2[@id='{kind}']]")), None)
    if section is None:
        return [f"{asked} are not among the open questions"] if asked else []
    number = int(text(section.find("h2/span")))
    paths = [link.get("href") for link in section.xpath("./ol/li/a")]
    shown = [target(path, "open-questions/index.html").split("/")[1] for path in paths]
    weights = sorted((weight for _, weight in asked), reverse=True)[:SHOWN_FIRST]
    least = dict.fromkeys(shown, 0)
    for event, weight in sorted(asked, key=lambda each: each[1]):
        least[event] = weight
    if number != len(asked) or sorted(set(shown) - {event for event, _ in asked}):
        return [f"{kind}: {number} of {shown}, not {len(asked)} of {asked}"]
    if len(shown) != len(weights) or least[shown[0]] != weights[0]:
        return [f"{kind}: {shown} are not those by which most hangs: {asked}"]
    return []
