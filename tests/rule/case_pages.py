"""Facts on pages beside what the claims come to: values, marks, counts, voices, and their order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from tests.rule import words
from tests.rule.facts import Fact, Said
from tests.rule.opening import wrong_opening
from tests.rule.reading import Reading
from tests.rule.rows import (
    Element,
    Group,
    Row,
    groups,
    has_class,
    rows_of,
    target,
    text,
    tree,
)

Wrong = list[str]
_CASE = re.compile(r"cases/([^/]+)/(?:-/\d+/)?index\.html")


def wrong_cases(reading: Reading) -> Wrong:
    """What is wrong on the pages of all cases."""
    pages: dict[str, list[tuple[str, Element]]] = {}
    for path, data in reading.site.items():
        found = _CASE.fullmatch(path)
        if found and found[1] in reading.events:
            pages.setdefault(found[1], []).append((path, tree(data)))
    assert pages.keys() == reading.events.keys()
    return [fault for event, of in pages.items() for fault in wrong_case(reading, event, of)]


def wrong_case(reading: Reading, event: str, pages: list[tuple[str, Element]]) -> Wrong:
    rows = [row for path, page in pages for row in case_rows(page, path)]
    wrong = [f"{event}: {fault}" for fault in wrong_rows(reading, event, rows)]
    first = next(page for path, page in pages if "/-/" not in path)
    wrong += [f"{event}: {fault}" for fault in wrong_head(reading, event, first)]
    claims = sorted(
        note.get("id") for _, page in pages for note in page.xpath("//ol[@class='notes']/li")
    )
    if claims != sorted(c.id for c in reading.claims if c.event == event):
        wrong.append(f"{event}: not every claim stands on its page once")
    return wrong


def case_rows(page: Element, path: str) -> Iterator[Row]:
    """All rows of facts on the page of a case, its people's among them."""
    for section in page.iter("section"):
        heading = section.find("h2")
        name = heading.get("id") if heading is not None else ""
        if name == "facts":
            for table in section.findall("dl"):
                yield from rows_of(table, "")
        elif name == "statements":
            yield statements(section)
        elif name == "people":
            for who in section.iter("section"):
                if who is not section:
                    yield from person_rows(who, path)
            for other in section.findall(".//ul[@class='others']/li"):
                yield from person_rows(other, path)


def statements(section: Element) -> Row:
    found: list[Group] = []
    for item in section.findall(".//ul[@class='said']/li"):
        found += groups(item, "" if has_class(item, "objection") else "shown")
    left = sum(
        int(n)
        for p in section.findall(".//p")
        for n in re.findall(r"and (\d+) more among", text(p))
    )
    return Row("Statement", "", found, text(section), left=left)


def person_rows(part: Element, path: str) -> Iterator[Row]:
    """The rows of somebody in a case: what the heading says of the part, and the tables."""
    head = part.find("h3") if part.find("h3") is not None else part.find("p")
    person = target(head.find("a").get("href"), path).split("/")[1]
    roles = head.find("small")
    yield from part_rows(part, head if roles is None else roles, person)


def part_rows(part: Element, roles: Element, person: str) -> Iterator[Row]:
    yield Row("(head)", person, [*groups(roles, "")], text(roles))
    for table in part.findall("dl"):
        yield from rows_of(table, person)
    for line in part.findall("p"):
        label = line.find("span[@class='label']")
        if label is None or not text(label).endswith(":") or line.find("a") is None:
            continue
        found = [*_plain(line, label)]
        yield Row(text(label).rstrip(":"), person, found, text(line))


def _plain(line: Element, label: Element) -> Iterator[Group]:
    for group in groups(line, "", label):
        group.category = "shown" if group.category == "?" else group.category
        yield group


# --- a row --------------------------------------------------------------------------------------


def wrong_rows(
    reading: Reading, event: str, rows: Iterable[Row], *, subjects: bool = True
) -> Wrong:
    wrong: Wrong = []
    labels = {
        ("", p["label"]): p["id"] for p in reading.archive["vocabulary"]["event_properties"]
    } | {
        ("person", p["label"]): p["id"] for p in reading.archive["vocabulary"]["person_properties"]
    }
    seen: dict[tuple[str, str], Row] = {}
    for row in rows:
        if row.label == "(head)":
            wrong += wrong_part(reading, event, row)
            continue
        prop = labels["person" if row.subject else "", row.label]
        seen[row.subject, prop] = row
        about = (event, "person", row.subject) if row.subject else (event, "event", event)
        fact = reading.facts.get(about, {}).get(prop)
        where = f"{row.subject} {prop}".strip()
        wrong += [
            f"{where}: {fault}"
            for fault in (wrong_fact(reading, fact, row) if fact else ["no claims"])
        ]
    for (_, kind, subject), facts in ((a, f) for a, f in reading.facts.items() if a[0] == event):
        for prop, fact in facts.items():
            name = subject if kind == "person" else ""
            hidden = prop in ("role", "descriptor") and not (fact.disputed or fact.superseded)
            # That the main act was one is told by its own row.
            standings = {fact.standing(claim) for claim in fact.claims}
            hidden = hidden or (prop == "also" and not fact.shown and standings == {"agrees"})
            hidden = hidden or (prop == "statement" and reading.until is not None)
            if subjects and (name, prop) not in seen and not hidden:
                wrong.append(f"{name} {prop}: has no row")
    return wrong


def wrong_part(reading: Reading, event: str, row: Row) -> Wrong:
    """The roles beside a name, and what became of the part."""
    wrong: Wrong = []
    flags = {
        "denied": "part denied",
        "doubted": "part doubted",
        "unanswered": "part not confirmed",
        "withdrawn": "withdrawn with its article",
        "has": "",
    }
    part = flags[reading.part(event, row.subject)]
    if part and part not in row.text:
        wrong.append(f"{row.subject}: {row.text!r} does not say {part!r}")
    if not part and any(flag in row.text for flag in flags.values() if flag):
        wrong.append(f"{row.subject}: has a part, but {row.text!r}")
    fact = reading.facts.get((event, "person", row.subject), {}).get("role")
    # Of those whom the case is about, a row of the table has the roles.
    if fact and not fact.disputed and fact.shown and row.groups:
        found = [g for g in row.groups if g.category == "?"]
        for group in found:
            group.category, group.support = "shown", None
        head = Row(
            "Role",
            row.subject,
            [g for g in row.groups if g.category in ("shown", "objections")],
            "",
        )
        wrong += [f"{row.subject} role: {f}" for f in wrong_groups(reading, fact, head, ["shown"])]
    return wrong


def expected(fact: Fact) -> Mapping[str, Mapping[str, list[Said]]]:
    """What stands in which part of a row: by value, the claims."""
    found: dict[str, dict[str, list[Said]]] = {}

    def put(category: str, claims: Iterable[Said]) -> None:
        for claim in claims:
            found.setdefault(category, {}).setdefault(claim.key, []).append(claim)

    shown = {claim.key for claim in fact.shown}
    for key in shown:
        put("shown", (c for c in fact.behind(key) if c.key == key))
        agreeing = fact.agreeing(key) if fact.single else []
        put("agreeing", (c for c in agreeing if c.key != key))
    backed = {c.id for of in found.values() for claims in of.values() for c in claims}
    put("alternatives", (c for c in fact.up if c.id not in backed and c.key != fact.shown_type))
    put(
        "objections",
        (c for c in fact.claims if not c.affirms and fact.standing(c) in ("disputes", "outvoted")),
    )
    put("superseded", fact.superseded)
    put("retracted", (c for c in fact.claims if fact.standing(c) == "retracted"))
    return found


def wrong_fact(reading: Reading, fact: Fact, row: Row) -> Wrong:
    wrong = wrong_groups(reading, fact, row, None)
    if row.disputed != fact.disputed and fact.prop != "statement" and row.label != "plain":
        wrong.append(f"disputed: {row.disputed}, not {fact.disputed}")
    return wrong + wrong_rule(fact, row) + wrong_narrowing(reading, fact, row)


def wrong_groups(reading: Reading, fact: Fact, row: Row, only: list[str] | None) -> Wrong:
    wrong: Wrong = []
    wanted = {k: dict(v) for k, v in expected(fact).items() if only is None or k in only}
    by_id = {c.id: c for c in (*fact.claims, *fact.besides)}
    found: dict[tuple[str, str], list[Group]] = {}
    for group in row.groups:
        keys = {by_id[c].key for c in group.claims if c in by_id}
        if not {*group.claims} <= {*by_id} or len(keys) != 1:
            wrong.append(f"{group.text!r} is marked with claims of another value: {group.claims}")
            continue
        category = "agreeing" if group.category == "narrowed" else group.category
        found.setdefault((category, keys.pop()), []).append(group)
    for (category, key), parts in found.items():
        of = wanted.get(category, {}).pop(key, None)
        if of is None:
            wrong.append(f"{category} has {key!r}, which is none of it")
            continue
        marks = [c for group in parts for c in group.claims]
        left = sum(group.left for group in parts)
        if not {*marks} <= {c.id for c in of} or len(marks) + left != len(of):
            wrong.append(f"{category} {key!r} has {len(marks)} marks and {left}, not {len(of)}")
        for group in parts:
            marked = of if group.left else [by_id[c] for c in group.claims]
            wrong += wrong_words(reading, fact, group, marked)
    missing = [f"{k} {key!r}" for k, of in wanted.items() for key in of]
    if len(missing) != row.left:
        wrong.append(f"{row.left} values are said to be left out: {missing}")
    return wrong


def wrong_words(reading: Reading, fact: Fact, group: Group, claims: list[Said]) -> Wrong:
    wrong: Wrong = []
    texts = {words.value(claim, reading) for claim in claims}
    if None not in texts and group.text not in texts:
        wrong.append(f"{group.text!r} stands for {texts}")
    order = {claim: at for at, claim in enumerate(group.claims)}
    ordered = sorted(claims, key=lambda c: order.get(c.id, len(order)))
    said = sorted(words.voices(ordered, reading))
    if sorted(group.voices) != said and len(said) <= words.VOICES:
        wrong.append(f"{group.text!r} is given by {group.voices}, not {said}")
    if group.support is not None:
        line = words.beside(fact, claims[0].key, reading, shown=group.category == "shown")
        if group.support != line:
            wrong.append(f"{group.text!r} has {group.support!r}, not {line!r}")
    return wrong


RULES = {
    "ruling": "Shown first by the editor’s ruling.",
    "latest": "Shown because it is the latest word.",
    "asserted": "Shown first because it is stated outright; "
    "the rest is alleged, estimated or hedged.",
    "support": "Shown first because it has the most support.",
    "unqualified": "Shown first because its date is given without reserve.",
    "earliest": "Shown first because it was published first.",
    "order": "Shown first for the sake of order alone: nothing else tells the values apart.",
}


def wrong_rule(fact: Fact, row: Row) -> Wrong:
    """Which rule chose is said wherever another value stands beside."""
    told = [name for name, rule in RULES.items() if rule in row.text]
    others = any(group.category == "alternatives" for group in row.groups)
    rule = fact.rule if fact.single and fact.candidates else ""
    wanted = [rule] if rule and others else []
    return [] if told == wanted else [f"it says {told}, not {wanted}"]


def wrong_narrowing(reading: Reading, fact: Fact, row: Row) -> Wrong:
    """What was narrowed had been said before, and was wider."""
    wrong: Wrong = []
    by_id = {c.id: c for c in fact.claims}
    for group in (g for g in row.groups if g.category == "narrowed"):
        key = fact.shown[0].key
        first = min((c for c in fact.up if c.key == key), key=lambda c: c.told)
        outlet = reading.outlets[first.outlet]["name"]
        if f"by {outlet}, " not in row.text:
            wrong.append(f"{outlet} narrowed it first")
        for claim in (by_id[c] for c in group.claims):
            if claim.told >= first.told or not fact.values.narrower(fact.prop, key, claim.key):
                wrong.append(f"{claim.id} ({claim.value}) was not narrowed to {key}")
    return wrong


# --- the head -----------------------------------------------------------------------------------


def wrong_head(reading: Reading, event: str, page: Element) -> Wrong:
    wrong = wrong_opening(reading, event, page)
    total = number(sum(1 for claim in reading.claims if claim.event == event))
    if not text(page.xpath("//section[h2/@id='claims']/p")[0]).startswith(total):
        wrong.append(f"there are {total}")
    kicker = text(page.find(".//header/p[@class='kicker']"))
    shown = [words.shown_in_list(event, prop, reading) for prop in ("type", "place")]
    date, fact = reading.shown(event, "date"), reading.fact(event, "date")
    if date and fact:
        shown.insert(
            1, f"{words.value(date, reading)} {words.caution(fact, fact.shown[0], reading)}".strip()
        )
    line = " ".join(filter(None, shown))
    if kicker != line:
        wrong.append(f"the head has {kicker!r}, not {line!r}")
    return wrong


def number(claims: int) -> str:
    return words.number(claims, "claim.", "claims.")
