"""Archives of all that an article can say, for properties: relays of every kind, many voices."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from tests.published import Site, built

OUTLETS = ("tv", "wire", "paper", "radio", "blog")
PEOPLE = ("ivan", "olga", "crew")
SPEAKERS = (*PEOPLE[:2], "Embassy", "Police")
VALUES: Mapping[str, Sequence[Any]] = {
    "type": ("defection", "recall", "arrest", "tally"),
    "date": (
        *("2003", "2003-05", "2003-05-14", "2003-05-14?", "2003-05-14T10:00", "2003-06~"),
        *("2003-06-01", "1990/2005", "2003-05-10/2003-05-20", "../2003-06", "[2003-05-14,2004]"),
        *("{2003-05,2004}", "2003-21", "200X", "XXXX-05-14"),
    ),
    "place": ("north", "storskog", "vardo"),
    "point": (
        *({"lat": 69.6, "lon": 30.2}, {"lat": 69.61, "lon": 30.2, "within_km": 5}),
        {"lat": 10.0, "lon": -20.5, "within_km": 0.5},
    ),
    "from": ("RU", "SU", "EU"),
    "to": ("NO", "SE"),
    "count": ("2", "3", "2..5", "4..", "..3"),
    "status": ("reported", "confirmed", "alleged", "denied"),
    "organisations": ("Embassy", "Police"),
    "motive": ("money", "Money", "conscience"),
    "statements": ("He came alone.", "he came alone.", "It rained."),
    "role": ("subject", "lawyer", "witness"),
    "age": ("40", "41", "38..40"),
    "nationality": ("RU", "NO"),
    "position": ("captain", "a captain"),
    "descriptor": ("an officer", "a sailor"),
}
OF_EVENT = tuple(VALUES)[:11]
OF_PERSON = tuple(VALUES)[11:]
STANCES = (
    *["asserts"] * 4,
    "confirms",
    "estimates",
    "alleges",
    "doubts",
    "denies",
    "unaware",
    "declines",
)
HEDGES = ("perhaps", "is said to")
PUBLISHED = (
    *("2003-07-01", "2003-07-02T10:00", "2003-07-02T23:30Z", "2003-07-03T00:30+02:00", "2003-07"),
    *("2004", "2005-01-09", "2005-02-01", "unknown"),
)
REGISTERS = {
    "site.yaml": "title: A test\n",
    "places.yaml": "north: {name: North, lat: 70, lon: 25}\n"
    "storskog: {name: Storskog, within: north}\n"
    "vardo: {name: Vardø, lat: 70.37, lon: 31.1}\n",
    "people/ivan.md": "---\nname: Ivan\n---\n",
    "people/olga.md": "---\nunnamed: true\ndescriptor: a sailor\n---\n",
    "outlets.yaml": "".join(f"{outlet}: {{name: The {outlet}}}\n" for outlet in OUTLETS),
    "organisations.yaml": "embassy: {name: Embassy}\npolice: {name: Police}\n",
}

steps = st.lists(st.sampled_from(OUTLETS), min_size=1, max_size=2, unique=True).map(" & ".join)
chains = st.lists(steps, min_size=1, max_size=2).map(" > ".join)
relays = st.lists(st.one_of(chains, st.just("unknown")), max_size=2)


def claim(prop: str) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {"value": st.sampled_from(VALUES[prop])},
        optional={
            "stance": st.sampled_from(STANCES),
            "by": st.sampled_from(SPEAKERS),
            "hedge": st.sampled_from(HEDGES),
            "relays": relays,
        },
    )


def listed(prop: str) -> st.SearchStrategy[list[dict[str, Any]]]:
    return st.lists(claim(prop), min_size=1, max_size=2)


def person() -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {"person": st.sampled_from(PEOPLE)}, optional={prop: listed(prop) for prop in OF_PERSON}
    )


def entry(events: Sequence[str]) -> st.SearchStrategy[dict[str, Any]]:
    also = st.lists(st.sampled_from(VALUES["type"][:3]), min_size=1, max_size=2, unique=True)
    further = st.one_of(also, listed("type"))
    return st.fixed_dictionaries(
        {"event": st.sampled_from(events)},
        optional={
            **{prop: listed(prop) for prop in OF_EVENT},
            "also": further,
            "summary": st.just("A summary."),
            "people": st.lists(person(), max_size=3),
            "relays": relays,
        },
    )


def articles(events: Sequence[str]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "title": st.just("A text"),
            "outlet": st.sampled_from(OUTLETS),
            "published": st.sampled_from(PUBLISHED),
            "events": st.lists(entry(events), min_size=1, max_size=2),
        },
        optional={
            "relays": relays,
            "own_reporting": st.booleans(),
            "retracted": st.sampled_from(
                [{"because": "It was wrong."}, {"date": "2004-02-01", "because": "It was wrong."}]
            ),
        },
    )


archives = st.one_of(
    st.lists(articles(["crossing"]), min_size=2, max_size=5),
    st.lists(articles(["crossing", "landing"]), min_size=3, max_size=6),
)


def publish(found: Sequence[Mapping[str, Any]]) -> Site:
    """The site of these articles."""
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder) / "content"
        files = {f"articles/a{n}.md": _file(_with_roles(each)) for n, each in enumerate(found)}
        for path, text in {**REGISTERS, **files}.items():
            target = content / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        return built(content, "--no-search", "--no-cache")


def _with_roles(article: Mapping[str, Any]) -> Mapping[str, Any]:
    """Nobody with a role in an article is named there without one too: claims.csv cannot tell."""
    named = [(e["event"], p) for e in article["events"] for p in e.get("people", [])]
    having = {(event, p["person"]) for event, p in named if "role" in p}
    for event, each in named:
        if (event, each["person"]) in having:
            each.setdefault("role", [{"value": "witness"}])
    return article


def _file(article: Mapping[str, Any]) -> str:
    # JSON is YAML; a key a line, so that each stands in a place of its own.
    lines = (f"{json.dumps(key)}: {json.dumps(value)}\n" for key, value in article.items())
    return f"---\n{''.join(lines)}---\n"
