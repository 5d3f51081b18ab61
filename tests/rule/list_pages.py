"""Rows of lists, and what pages count, beside what the claims come to."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator

from tests.rule import words
from tests.rule.case_pages import Wrong, part_rows, wrong_rows
from tests.rule.data_files import years
from tests.rule.reading import Reading
from tests.rule.rows import Element, has_class, target, text, tree

_PEOPLE = 4


def wrong_lists(reading: Reading) -> Wrong:
    """What is wrong in the lists of all pages."""
    wrong: Wrong = []
    for path, data in reading.site.items():
        if (
            path.endswith(".html")
            and not path.startswith("nb/")
            and b'http-equiv="refresh"' not in data
        ):
            page = tree(data)
            wrong += [f"{path}: {fault}" for fault in wrong_page(reading, path, page)]
    return wrong + wrong_tables(reading)


def wrong_page(reading: Reading, path: str, page: Element) -> Wrong:
    wrong: Wrong = []
    for item in page.iter("li"):
        link = next(
            iter(
                item.xpath(
                    "./div/a | ./a[contains(@class,'title')] | ./div/p/a[@class='title'] | ./h3/a"
                )
            ),
            None,
        )
        if link is None:
            continue
        kind, _, identifier = target(link.get("href"), path).rstrip("/").partition("/")
        if kind == "cases" and identifier in reading.events:
            wrong += wrong_case_row(reading, path, item, identifier)
        elif kind == "people" and identifier in reading.people:
            wrong += wrong_person_row(reading, item, identifier)
        elif (counts := row_counts(reading, path, kind, identifier)) and not has_class(item, "gap"):
            wrong += wrong_count(item, f"{kind}/{identifier}", counts)
    return wrong + wrong_leads(reading, path, page)


# --- cases --------------------------------------------------------------------------------------


def wrong_case_row(reading: Reading, path: str, item: Element, event: str) -> Wrong:
    wrong: Wrong = []
    meta = item.xpath("./p[@class='meta'] | ./div/p[@class='meta']")
    when = when_of(item)
    dated = words.shown_in_list(event, "date", reading) or "undated"
    if path.startswith("search/"):
        return []
    if (
        meta
        and not text(meta[0]).startswith(("Earliest article here", "according to", "linked by"))
        and not item.xpath("ancestor::section[h2[@id='related']]")
    ):
        wanted = case_meta(reading, event)
        if text(meta[0]) not in wanted:
            wrong.append(f"{event} is {text(meta[0])!r}, not {wanted[0]!r}")
        if when is not None and item.find("div/p/a") is None:
            line = of_the_day(item)
            line = line.removesuffix("order unknown: perhaps before the one above").strip()
            if line != dated:
                wrong.append(f"{event} is dated {line!r}, not {dated!r}")
    # In the list of the person's own cases, the title stands in a line with what became of it.
    if path.startswith("people/") and item.find("div/p/a[@class='title']") is not None:
        part = item.find("div")
        rows = part_rows(part, part.find("p"), path.split("/")[1])
        wrong += wrong_rows(reading, event, rows, subjects=False)
    return wrong


def case_meta(reading: Reading, event: str) -> list[str]:
    """What may stand beneath a title: with the people of the case; without on a person's page."""
    main = [p["person"] for p in reading.people_of(event) if reading.is_main(event, p["person"])]
    names = ", ".join(_named(reading, event, person) for person in main[:_PEOPLE])
    if len(main) > _PEOPLE:
        names += f" and {len(main) - _PEOPLE} more"
    counted = words.support(reading.counted(event), reading)
    what = [words.shown_in_list(event, prop, reading) for prop in ("type", "place")]
    rest = [
        "Withdrawn" if reading.is_withdrawn(event) else counted,
        "Disputed" * reading.in_dispute(event),
    ]
    return [" ".join(filter(None, [*what, people, *rest])) for people in (names, "")]


def _named(reading: Reading, event: str, person: str) -> str:
    """One of the people of a case, with the reserve with which all say so who say it."""
    fact = reading.facts[event, "person", person]["role"]
    main = [shown for shown in fact.shown if reading.is_main_role(shown.value)]
    cautions = [words.caution(fact, shown, reading) for shown in main]
    caution = "" if "" in cautions else next(iter(cautions), "")
    return f"{reading.people[person]['name']} {caution}".strip()


# --- people and counts --------------------------------------------------------------------------


def part_counts(reading: Reading, person: str) -> Counter[str]:
    """In how many cases and tallies somebody has a part, and in how many nothing is left of it."""
    found: Counter[str] = Counter()
    for event in reading.events:
        if any(p["person"] == person for p in reading.people_of(event)):
            has = reading.part(event, person) == "has"
            found[f"{'' if has else 'no '}{'tally' if reading.is_tally(event) else 'case'}"] += 1
    return found


def case_count(reading: Reading, person: str, joint: str = " ") -> str:
    found = part_counts(reading, person)
    without = found["no case"] + found["no tally"]
    parts = [words.cases(found["case"])] if found["case"] or not (found["tally"] or without) else []
    parts += [words.number(found["tally"], "tally", "tallies")] if found["tally"] else []
    for kind, one, many in (("no case", "case", "cases"), ("no tally", "tally", "tallies")):
        if found[kind]:
            parts.append(
                f"part denied, withdrawn or not confirmed in {words.number(found[kind], one, many)}"
            )
    return joint.join(parts)


def of_the_day(item: Element) -> str:
    """The date of a row in words: its own, or that of the heading under which it stands."""
    heading = item
    while not text(when_of(heading)):
        heading = heading.getprevious()
    count = 1
    following = heading.getnext()
    while following is not None and when_of(following) is not None:
        if text(when_of(following)):
            break
        count, following = count + 1, following.getnext()
    line = text(when_of(heading))
    if when_of(heading).tag == "h3":
        assert line.endswith(f"{count} cases, order unknown"), (line, count)
        line = line.removesuffix(f"{count} cases, order unknown").strip()
        # Only the first of them can come before what stands above.
        if heading is not item:
            line = line.removesuffix("order unknown: perhaps before the one above").strip()
    else:
        assert count == 1, line
    return line


def when_of(item: Element) -> Element:
    return next(iter(item.xpath("./*[@class='when']")), None)


def wrong_person_row(reading: Reading, item: Element, person: str) -> Wrong:
    meta = item.find("p[@class='meta']")
    if meta is None or "in common" in text(meta) or "see" in text(meta).split():
        return []
    line = text(meta)
    if not re.search(r"\b(case|cases|tally|tallies)$", line):
        return []
    wanted = case_count(reading, person)
    wrong = [] if line.endswith(wanted) else [f"{person} has {line!r}, not {wanted!r}"]
    if any(role not in line for role in roles_of(reading, person)[:4]):
        wrong.append(f"{person} is {roles_of(reading, person)}, not {line!r}")
    if reading.people[person]["unnamed"] and first_case(reading, person) not in squeezed(line):
        wrong.append(f"{person} is of {first_case(reading, person)!r}, not {line!r}")
    return wrong


def roles_of(reading: Reading, person: str) -> list[str]:
    """What somebody is in their cases, each with its reserve where there always is one."""
    vocabulary = reading.archive["vocabulary"]["roles"]
    found: dict[str, list[str]] = {}
    for event in of_person(reading, person):
        fact = reading.facts.get((event, "person", person), {}).get("role")
        if fact and reading.part(event, person) == "has":
            for shown in fact.shown:
                found.setdefault(shown.value, []).append(words.caution(fact, shown, reading))
    order = sorted(
        (each for each in vocabulary if each["id"] in found), key=lambda each: not each["main"]
    )
    return [
        f"{each['label']} {'' if '' in found[each['id']] else found[each['id']][0]}".strip()
        for each in order
    ]


def first_case(reading: Reading, person: str) -> str:
    """Where somebody without a name is first told of, without spaces; "" if nowhere."""
    cases = of_person(reading, person)
    having = [event for event in cases if reading.part(event, person) == "has"]
    if not cases:
        return ""
    event = (having or cases)[0]
    date = words.shown_in_list(event, "date", reading)
    return squeezed(f"{title_of(reading, event)}{', ' if date else ''}{date}")


def title_of(reading: Reading, event: str) -> str:
    title = str(reading.events[event]["title"])
    return f"Withdrawn: {title}" if reading.is_withdrawn(event) else title


def of_person(reading: Reading, person: str) -> list[str]:
    """The cases that tell of somebody, in order, tallies last."""
    order = [entry["event"] for entry in reading.archive["timeline"]["order"]]
    events = [*order, *reading.archive["timeline"]["tallies"]]
    return [e for e in events if any(p["person"] == person for p in reading.people_of(e))]


def cases_of(reading: Reading) -> list[str]:
    return [event for event in reading.events if not reading.is_tally(event)]


def in_place(reading: Reading, place: str) -> int:
    shown = {event: reading.shown(event, "place") for event in cases_of(reading)}
    return sum(1 for c in shown.values() if c and place in {c.value, *reading.within[c.value]})


def of_year(reading: Reading, year: int) -> tuple[int, int]:
    """In how many cases the year is certain, and in how many it is one of several."""
    certain = possible = 0
    for event in cases_of(reading):
        date = reading.shown(event, "date")
        touched = years(date.value) if date else []
        if f"{year:04d}" in touched:
            # Of a set of which all are meant, each year is.
            sure = len(touched) == 1 or (date is not None and date.value[0] == "{")
            certain, possible = certain + sure, possible + (not sure)
    return certain, possible


def acts_in(reading: Reading, organisation: str) -> int:
    """In how many cases an organisation acts or employs somebody, by what is shown."""
    props = {"organisations", "organisation", "from", "to"}
    return sum(
        1
        for event in cases_of(reading)
        if any(
            claim.value == organisation
            for (of, _, _), facts in reading.facts.items()
            if of == event
            for prop in props & facts.keys()
            for claim in facts[prop].shown
        )
    )


def row_counts(reading: Reading, path: str, kind: str, identifier: str) -> list[str]:
    """How a row of that kind may count; nothing for a list in which it counts something else."""
    match kind:
        case "places" if path.startswith(("places/", "map/")) and identifier in reading.places:
            return [words.cases(in_place(reading, identifier))]
        case "years" if path.startswith("years/") and identifier:
            certain, possible = of_year(reading, int(identifier))
            perhaps = f"{possible} more perhaps" if certain else f"{words.cases(possible)} perhaps"
            return [
                f"{words.cases(certain) if certain else ''} {perhaps if possible else ''}".strip()
            ]
        case "outlets" if path.startswith("outlets/index") and identifier in reading.outlets:
            return [str(sum(1 for a in reading.articles.values() if a["outlet"] == identifier))]
        case "organisations" if (
            path.startswith("organisations/index") and identifier in reading.organisations
        ):
            return [str(acts_in(reading, identifier))]
    return []


def wrong_count(item: Element, what: str, counts: list[str]) -> Wrong:
    meta = item.find("p[@class='meta']")
    line = text(meta) if meta is not None else ""
    ends = any(line == count or line.endswith(f" {count}") for count in counts)
    # Nought is not said; degrees may end a line as well.
    if counts == ["0 cases"]:
        ends = not re.search(r"\bcases?$", line)
    elif counts == ["0"]:
        ends = not re.search(r"\d$", line)
    return [] if ends else [f"{what} has {line!r}, not {counts}"]


# --- heads --------------------------------------------------------------------------------------


def wrong_leads(reading: Reading, path: str, page: Element) -> Wrong:
    lead = next(iter(page.xpath("//header//p[@class='lead']")), None)
    line = text(lead) if lead is not None else ""
    about = (page.xpath("//meta[@name='description']/@content") or [""])[0]
    total = len(cases_of(reading))
    wanted = {
        "cases/index.html": f"{words.cases(total)}, in order of time.",
        "timeline/index.html": f"{words.cases(total)}. ",
        "articles/index.html": f"{words.articles(len(reading.articles))}. ",
    }.get(path, "")
    wrong = [] if line.startswith(wanted) else [f"the head says {line!r}, not {wanted!r}"]
    folder, _, rest = path.partition("/")
    identifier = rest.removesuffix("/index.html")
    if folder == "people" and identifier in reading.people:
        wanted = f"{reading.people[identifier]['name']}: {case_count(reading, identifier, ', ')}"
        wrong += (
            []
            if squeezed(about).startswith(squeezed(wanted))
            else [f"it says {about!r}, not {wanted!r}"]
        )
    elif folder == "places" and identifier in reading.places:
        wrong += (
            []
            if about.endswith(f": {words.cases(in_place(reading, identifier))}.")
            else [f"it says {about!r}"]
        )
    elif folder == "organisations" and identifier in reading.organisations:
        wanted = f": {words.cases(acts_in(reading, identifier))}."
        wrong += [] if about.endswith(wanted) else [f"it says {about!r}, not {wanted!r}"]
    elif folder == "years" and re.fullmatch(r"\d{4}", identifier):
        wrong += wrong_year(reading, int(identifier), line)
    elif path in ("index.html", "types/index.html"):
        wrong += wrong_home(reading, page, path)
    return wrong


def squeezed(line: str) -> str:
    return "".join(line.split())


def wrong_year(reading: Reading, year: int, line: str) -> Wrong:
    certain, possible = of_year(reading, year)
    other = "another year" if possible == 1 else "other years"
    wanted = f"{words.cases(possible)} that may belong to {other}."
    if certain:
        wanted = words.cases(certain) + (
            f", and {possible} that may belong to {other}." if possible else "."
        )
    return [] if line == wanted else [f"the head says {line!r}, not {wanted!r}"]


def wrong_home(reading: Reading, page: Element, path: str) -> Wrong:
    wrong: Wrong = []
    figures = {
        text(d.find("dt")): text(d.find("dd")) for d in page.xpath("//dl[@class='figures']/div")
    }
    wanted = {
        "cases": len(cases_of(reading)),
        "people": len(reading.people),
        "articles": len(reading.articles),
        "outlets": len(reading.outlets),
    }
    for name, count in wanted.items() if path == "index.html" else ():
        if figures.get(name, "") != (str(count) if count else ""):
            wrong.append(f"{figures.get(name)} {name}, not {count}")
    types = Counter(c.value for e in reading.events if (c := reading.shown(e, "type")))
    for item in page.xpath("//ul[@class='types']/li"):
        kind, _, identifier = target(item.find("a").get("href"), path).rstrip("/").partition("/")
        span = item.find("span")
        told = int(text(span)) if span is not None else 0
        if kind == "types" and told != types[identifier]:
            wrong.append(f"{identifier}: {told} cases, not {types[identifier]}")
    return wrong


# --- tables -------------------------------------------------------------------------------------


def wrong_tables(reading: Reading) -> Wrong:
    """The rows from which scripts make tables: as the lists, counts in cells of their own."""
    wrong: Wrong = []
    for path, cells in table_rows(reading, "cases"):
        event = path.split("/")[1]
        support = reading.support(event)
        shown = [words.shown_in_table(event, p, reading) for p in ("date", "type", "place")]
        wanted = [shown[0], cells[1], *shown[1:], len(support.articles), support.least]
        if cells != wanted:
            wrong.append(f"{event} in the table is {cells}, not {wanted}")
    for path, cells in table_rows(reading, "people"):
        person = path.split("/")[1]
        if cells[-1] != part_counts(reading, person)["case"]:
            wrong.append(f"{person} in the table is {cells}")
    return wrong


def table_rows(reading: Reading, name: str) -> Iterator[tuple[str, list[str | int]]]:
    data = reading.site.get(f"{name}/-/table.js")
    found = re.fullmatch(r"\w+\((.*)\);?\s*", data.decode(), re.DOTALL) if data else None
    for row in json.loads(found[1])["rows"] if found else ():
        yield row[0], row[1]
