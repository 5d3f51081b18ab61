"""Writes a seeded archive of any size, to measure with.

    python tests/bench/generate.py DIR --cases 10000 [--nasty] [--seed 1]

Ordinary: one article a case (250-350 words of Markdown with a heading, a list, a quote and
links), one to four people from a Zipf-skewed pool of a third as many, every third article
relaying another outlet, a fifth of the dates vague, 81 years. Nasty: five articles a case that
disagree, one person in 2,000 cases, half of all cases in one year.
"""

from __future__ import annotations

import argparse
import bisect
import random
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

FIRST_YEAR, YEARS = 1945, 81
OUTLETS = 60
PLACES = 80
ARTICLES_PER_NASTY_CASE = 5
NASTY_CASES_OF_ONE = 2000

GIVEN = (
    "Ivan Pyotr Olga Natalia Sergei Åse Bjørn Kåre Ingrid Øystein Håkon Maja Anna Tomas Leif "
    "Иван Пётр Ольга Наталья Сергей Алексей Юрий Мария"
).split()
FAMILY = (
    "Ivanov Sidorov Hansen Østby Århus Næss Bjørnstad Kuznetsov Orlov Berg Lund Moe Vik "
    "Иванов Петров Сидоренко Кузнецов Щербаков Ёлкин Юдин Чайковский"
).split()
WORDS = (
    "the officer said that a border crossing had been reported by two outlets and the ministry "
    "declined to comment while his lawyer spoke of an application which the authorities would "
    "consider in the ordinary way after questioning at the station near the coast where guards "
    "had found him on foot in the morning without papers although a second account differs"
).split()
TYPES = ("defection", "asylum-request", "border-crossing", "resignation", "expulsion", "arrest")
COUNTRIES = ("RU", "NO", "SE", "FI", "DE", "PL", "EE", "GB", "US", "TR")
ROLES = ("subject", "lawyer", "spokesperson", "official", "expert", "witness")


@dataclass
class Pool:
    """People of the archive, a few of them in very many cases, as in life (Zipf)."""

    ids: list[str]
    _weights: list[float]

    @classmethod
    def of(cls, size: int) -> Pool:
        weights = list(accumulate(1 / rank for rank in range(1, size + 1)))
        return cls([f"person-{number}" for number in range(size)], weights)

    def pick(self, rng: random.Random, count: int) -> list[str]:
        found = [
            self.ids[bisect.bisect(self._weights, rng.random() * self._weights[-1])]
            for _ in range(count)
        ]
        return list(dict.fromkeys(found))


def prose(rng: random.Random, count: int) -> str:
    words = rng.choices(WORDS, k=count)
    sentences = [words[start : start + 14] for start in range(0, count, 14)]
    return " ".join(f"{' '.join(s).capitalize()}." for s in sentences)


def body(rng: random.Random, people: list[str], outlet: str) -> str:
    links = " and ".join(f"[[{person}]]" for person in people)
    items = "\n".join(f"- {prose(rng, 12)}" for _ in range(3))
    return (
        f"{prose(rng, 90)}\n\n## What is known\n\nAccording to [[{outlet}]], {links} took part. "
        f"{prose(rng, 60)}\n\n{items}\n\n> {prose(rng, 28)}\n\n"
        f"{prose(rng, 70)} See [the statement](https://example.org/statement).\n"
    )


def date(rng: random.Random, year: int) -> str:
    month, day = rng.randint(1, 12), rng.randint(1, 28)
    if rng.random() < 0.8:
        return f"{year}-{month:02}-{day:02}"
    return rng.choice(
        [
            f"{year}",
            f"{year}-{month:02}",
            f"{year}-{rng.randint(21, 24)}",
            f"{year}-{month:02}-10/{year}-{month:02}-20",
            f"{year}-{month:02}~",
            f'"[{year}-{month:02}-01, {year}-{month:02}-09]"',
        ]
    )


def article(rng: random.Random, case: int, year: int, people: list[str], number: int) -> str:
    outlet = f"outlet-{rng.randrange(OUTLETS)}"
    relays = ""
    if case % 3 == 0:
        others = rng.sample(range(OUTLETS), rng.randint(1, 2))
        relays = f"relays: [{' > '.join(f'outlet-{other}' for other in others)}]\n"
    entries = "".join(
        f"      - {{person: {person}, role: {'subject' if n == 0 else rng.choice(ROLES)}, "
        f"age: {rng.randint(20, 70)}, nationality: {rng.choice(COUNTRIES)}}}\n"
        for n, person in enumerate(people)
    )
    published = f"{year + (number > 0)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
    return (
        f"---\ntitle: Report {number + 1} on case {case}\noutlet: {outlet}\n"
        f"published: {published}\nurl: https://example.org/{case}/{number}\n{relays}"
        f"events:\n  - event: case-{case}\n    title: What happened in case {case}\n"
        f"    type: {rng.choice(TYPES)}\n    date: {date(rng, year)}\n"
        f"    place: place-{rng.randrange(PLACES)}\n"
        f"    from: {rng.choice(COUNTRIES)}\n    to: {rng.choice(COUNTRIES)}\n"
        f"    count: {rng.randint(1, 4)}\n    status: {rng.choice(['reported', 'confirmed'])}\n"
        f"    motive: {{value: {rng.choice(WORDS)}, by: {people[0]}, stance: alleges}}\n"
        f"    statements:\n      - {prose(rng, 12)}\n    summary: {prose(rng, 20)}\n"
        f"    people:\n{entries}---\n{body(rng, people, outlet)}"
    )


def registers(rng: random.Random, content: Path, people: list[str]) -> None:
    content.mkdir(parents=True, exist_ok=True)
    (content / "site.yaml").write_text(
        "title: Bench\ndescription: Generated, to measure with.\n"
        "base_url: https://bench.example.org/\nlanguage: en\nlicence: CC0\n"
    )
    (content / "outlets.yaml").write_text(
        "".join(f"outlet-{n}: {{name: Outlet {n}, country: NO}}\n" for n in range(OUTLETS))
    )
    (content / "places.yaml").write_text(
        "".join(
            f"place-{n}: {{name: Place {n}, lat: {rng.uniform(50, 71):.3f}, "
            f"lon: {rng.uniform(5, 31):.3f}}}\n"
            for n in range(PLACES)
        )
    )
    (content / "people").mkdir(exist_ok=True)
    for number, person in enumerate(people):
        name = f"{rng.choice(GIVEN)} {rng.choice(FAMILY)} {number}"
        (content / "people" / f"{person}.md").write_text(
            f"---\nname: {name}\nnationality: {rng.choice(COUNTRIES)}\n---\n{prose(rng, 30)}\n",
            encoding="utf-8",
        )


def generate(content: Path, cases: int, *, nasty: bool = False, seed: int = 1) -> None:
    """Write the archive; the same arguments always give the same files."""
    rng = random.Random(seed)  # noqa: S311 - the same archive for the same seed; no secret
    pool = Pool.of(max(4, cases // 3))
    registers(rng, content, pool.ids)
    folder = content / "articles"
    folder.mkdir(exist_ok=True)
    for case in range(cases):
        year = FIRST_YEAR + rng.randrange(YEARS)
        people = pool.pick(rng, rng.randint(1, 4))
        if nasty:
            year = 1991 if case % 2 else year
            if case < NASTY_CASES_OF_ONE:
                people = list(dict.fromkeys([pool.ids[0], *people]))
        for number in range(ARTICLES_PER_NASTY_CASE if nasty else 1):
            (folder / f"case-{case}-report-{number + 1}.md").write_text(
                article(rng, case, year, people, number), encoding="utf-8"
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("content", type=Path, help="folder to write, made if missing")
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--nasty", action="store_true", help="disagreement, hubs and a full year")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    generate(arguments.content, arguments.cases, nasty=arguments.nasty, seed=arguments.seed)


if __name__ == "__main__":
    main()
