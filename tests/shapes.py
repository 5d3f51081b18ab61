"""Archives in the shape of real ones that strain messages, made of words alone and always alike.

`sites`: incidents as a project that gathers videos keeps them: each site a place of its own, people
only by tags, several links each. `lists`: killings as three newsrooms list them, each with articles
of its own; the lists repeat each other, and write names and places as they like. `incidents`: most
of them in the first weeks of three years, at places on the map, a few of which are far off.

    python -m tests.shapes incidents DIR
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

_FIRST = (
    "James Mary Robert Patricia John Jennifer Michael Linda David Elizabeth William Barbara "
    "Richard Susan Joseph Jessica Thomas Sarah Charles Karen Christopher Lisa Daniel Nancy Matthew "
    "Betty Anthony Sandra Mark Margaret Donald Ashley Steven Kimberly Andrew Emily Paul Donna "
    "Joshua Michelle Kenneth Carol Kevin Amanda Brian Melissa Timothy Deborah Ronald Stephanie "
    "Jason Rebecca Edward Sharon Jeffrey Laura Ryan Cynthia Jacob Dorothy Gary Amy Nicholas Kathy"
).split()
_LAST = (
    "Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez "
    "Gonzalez Wilson Anderson Thomas Taylor Moore Jackson Martin Lee Perez Thompson White Harris "
    "Sanchez Clark Ramirez Lewis Robinson Walker Young Allen King Wright Scott Torres Nguyen Hill "
    "Flores Green Adams Nelson Baker Hall Rivera Campbell Mitchell Carter Roberts Gomez Phillips "
    "Evans Turner Diaz Parker Cruz Edwards Collins Reyes Stewart Morris Morales Murphy Cook Rogers "
    "Gutierrez Ortiz Morgan Cooper Peterson Bailey Reed Kelly Howard Ramos Kim Cox Ward Richardson"
).split()
_TOWNS = (
    "Houston Phoenix Dallas Austin Columbus Charlotte Denver Boston Portland Memphis Louisville "
    "Baltimore Milwaukee Albuquerque Tucson Fresno Sacramento Mesa Atlanta Omaha Raleigh Miami "
    "Oakland Tulsa Minneapolis Wichita Arlington Aurora Tampa Cleveland Bakersfield Stockton "
    "Lexington Riverside Henderson Greensboro Plano Lincoln Orlando Irvine Toledo Newark Durham "
    "Chandler Madison Lubbock Reno Buffalo Gilbert Glendale Norfolk Winston Laredo Chesapeake "
    "Garland Irving Scottsdale Fremont Boise Richmond Spokane Rochester Tacoma Fontana Oxnard "
    "Jackson Jacksonville Springfield Greenville Clayton Dayton Layton Marion Salem Clinton"
).split()
_OUTLETS = (
    "al.com azcentral.com wkyc.com wkyt.com wsmv.com wmctv.com wbtv.com wbtw.com kiro7.com "
    "abc7.com abc11.com abc13.com fox4news.com fox5atlanta.com cnn.com nbcnews.com cbsnews.com "
    "latimes.com nytimes.com chicagotribune.com usatoday.com denverpost.com miamiherald.com "
    "kansascity.com tulsaworld.com oregonlive.com cleveland.com mlive.com nola.com pennlive.com "
    "nj.com masslive.com syracuse.com lehighvalleylive.com gulflive.com silive.com"
).split()
_REGIONS = (
    "Kharkiv Donetsk Luhansk Kherson Zaporizhzhia Mykolaiv Odesa Sumy Chernihiv Dnipro".split()
)
_TAGS = "civilians soldiers children medics journalists drivers prisoners farmers police".split()
_KINDS = "School Hospital Bridge Market Depot Station Church Factory Warehouse Block".split()

_TYPES = "arrest arrest arrest death border-crossing recall".split()

Files = dict[str, str]


def sites(incidents: int = 1_340, links: int = 3_883, seed: int = 7) -> Files:
    """Incidents at sites of their own; unnamed people by tag; `links` articles about them."""
    chance = random.Random(seed)  # noqa: S311 - words, not secrets
    files: Files = {"site.yaml": _SITE, "outlets.yaml": "telegram: {name: Telegram}\n"}
    per_incident = [1] * incidents
    for _ in range(max(0, links - incidents)):
        per_incident[chance.randrange(incidents)] += 1
    number = 0
    for incident, count in enumerate(per_incident):
        region = chance.choice(_REGIONS)
        place = f"{chance.choice(_KINDS)} {chance.randrange(1, 300)} in {region}"
        day = _day(chance, 2022)
        tags = chance.sample(_TAGS, chance.randrange(3))
        for _ in range(count):
            outlet = chance.choice(("telegram", "Twitter", "YouTube", "tiktok.com", "vk.com"))
            files[f"articles/link-{number:05}.md"] = _article(
                f"{region} {day}: video {number}",
                outlet,
                day,
                f"https://{outlet.lower()}.example/{number}",
                f"incident-{incident:05}",
                [f"date: {day}", f"place: {place}"],
                [f"{{person: {tag}, unnamed: true, descriptor: {tag}}}" for tag in tags],
            )
            number += 1
    return files


def lists(killings: int = 2_528, articles: int = 5_082, seed: int = 7) -> Files:
    """Killings out of three lists. Each list has its own id for a killing, and writes as it likes.

    About one killing in ten stands there twice, since nobody saw that two lists mean the same.
    """
    chance = random.Random(seed)  # noqa: S311 - words, not secrets
    files: Files = {"site.yaml": _SITE}
    number = 0
    for killing in range(killings):
        name = f"{chance.choice(_FIRST)} {chance.choice(_LAST)}"
        if chance.random() < 0.3:
            name = name.replace(" ", f" {chance.choice(_FIRST)} ", 1)
        town, day = chance.choice(_TOWNS), _day(chance, 2013 + killing % 10)
        count = 1 + (chance.random() < articles / killings - 1) if number < articles else 1
        twice = is_repeated(killing)
        for each in range(max(count, 2 if twice else 1)):
            event = f"killing-{killing:05}" + ("-again" if twice and each else "")
            outlet = chance.choice(_OUTLETS)
            written = name if chance.random() < 0.9 else name.upper()
            files[f"articles/story-{number:05}.md"] = _article(
                f"Police identify {name} of {town}, {chance.randrange(18, 80)}",
                outlet,
                day,
                f"https://{outlet}/{day}/{number}",
                event,
                [f"date: {day}", f"place: {town}", "type: death"],
                [f"{{person: {written}, role: subject, age: {chance.randrange(18, 80)}}}"],
            )
            number += 1
    return files


def incidents(cases: int = 6_634, places: int = 4_457, seed: int = 7) -> Files:
    """Incidents on known days at places with points, thinning out over three years.

    Places lie in regions, and by ones and twos far from all the others.
    """
    chance = random.Random(seed)  # noqa: S311 - words, not secrets
    centres = [(47.0 + at % 4, 31.0 + at) for at in range(len(_REGIONS))]
    register = [
        f"region-{at}: {{name: {name} region, lat: {lat}, lon: {lon}}}\n"
        for at, (name, (lat, lon)) in enumerate(zip(_REGIONS, centres, strict=True))
    ]
    for number in range(places):
        region = min(int(chance.expovariate(0.4)), len(_REGIONS) - 1)
        lat, lon = (chance.gauss(middle, 0.35) for middle in centres[region])
        if number % 900 == 899:
            lat, lon = chance.uniform(-30, 60), chance.uniform(-100, 140)
        # As if looked up on a map, a name stands for several places.
        name = f"{chance.choice(_KINDS)} {number % (places // 2 or 1)}"
        register.append(
            f"place-{number}: {{name: {name}, lat: {lat:.4f}, lon: {lon:.4f}, "
            f"within: region-{region}, not_same_as: [{_twin(number, places)}]}}\n"
        )
    files: Files = {"site.yaml": _SITE, "places.yaml": "".join(register)}
    for number in range(cases):
        day = date(2022, 2, 24) + timedelta(days=min(int(chance.expovariate(1 / 150)), 1_040))
        tags = chance.sample(_TAGS, chance.randrange(3))
        place = number if number < places else chance.randrange(places)
        files[f"articles/link-{number:05}.md"] = _article(
            f"{chance.choice(_KINDS)} hit on {day}, video {number}",
            chance.choice(("telegram", "twitter", "youtube", "tiktok", "vk")),
            f"{day}",
            f"https://video.example/{number}",
            f"incident-{number:05}",
            [f"date: {day}", f"place: place-{place}", f"type: {chance.choice(_TYPES)}"],
            [f"{{person: {tag}-{number}, unnamed: true, descriptor: {tag}}}" for tag in tags],
        )
    return files


def _twin(number: int, places: int) -> str:
    half = places // 2 or 1
    return ", ".join(f"place-{n}" for n in range(number % half, places, half) if n != number)


def is_repeated(killing: int) -> bool:
    """Whether that killing of `lists` stands there twice, under two ids."""
    return killing % 10 == 3


_SITE = "title: T\nbase_url: https://archive.example.org/\n"


def _day(chance: random.Random, year: int) -> str:
    return f"{year}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"


def _article(
    title: str, outlet: str, day: str, url: str, event: str, claims: list[str], people: list[str]
) -> str:
    return "\n".join(
        [
            f'---\ntitle: "{title}"\noutlet: {outlet}\npublished: {day}\nurl: {url}\nevents:',
            f"  - event: {event}",
            *(f"    {claim}" for claim in claims),
            *_people(people),
            "---\n",
        ]
    )


def _people(people: list[str]) -> Iterator[str]:
    if people:
        yield "    people:"
        yield from (f"      - {person}" for person in people)


def write(files: Files, folder: Path) -> Path:
    """The archive, in a folder."""
    for path, text in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return folder


if __name__ == "__main__":
    write(
        {"sites": sites, "lists": lists, "incidents": incidents}[sys.argv[1]](), Path(sys.argv[2])
    )
