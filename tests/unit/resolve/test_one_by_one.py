"""Each event and each person is resolved without the others, with what is wrong in its own file."""

from __future__ import annotations

from tests.archives import article, files_of

from defectarchive.diagnostics.diagnostic import Diagnostic
from defectarchive.loader.files import load
from defectarchive.model.archive import Event
from defectarchive.model.vocabulary import SHIPPED
from defectarchive.resolve.archive import gather, resolve
from defectarchive.resolve.events import make_event
from defectarchive.resolve.people import PersonMentions, make_person

ENTRIES = """
  - {event: flight, type: defection, people: [{person: ivan, role: subject}]}
  - {event: landing, type: border-crossing, related: [{event: flight, kind: follows}]}
"""
RECORDS = load(
    files_of(
        {
            "articles/a.md": article(ENTRIES),
            "events/flight.md": "rulings: {type: {value: asylum-request, because: It is so.}}",
            "events/landing.md": "related: [{event: nowhere, kind: follows}]",
            "people/ivan.md": "name: Ivan\nmay_be: [{person: olga, because: They look alike.}]",
            "people/olga.md": "name: Olga\nmembers: [nobody]",
        }
    )
).records


GATHERED, _ = gather(RECORDS, SHIPPED)


def made(event: str) -> tuple[Event, tuple[Diagnostic, ...]]:
    return make_event(GATHERED.said(event), GATHERED.context)


def told(found: tuple[Diagnostic, ...]) -> list[str]:
    return [f"{fault.code} {fault.span.path}" for fault in found]


def test_an_event_comes_with_the_mistakes_of_its_own_file_alone() -> None:
    flight, found = made("flight")
    assert (flight.type, told(found)) == ("defection", ["baseless-ruling events/flight.md"])
    landing, found = made("landing")
    assert told(found) == ["unresolved events/landing.md"]
    assert [(one.event, one.inverse) for one in landing.related] == [("flight", False)]
    assert flight.related == ()


def test_a_person_comes_with_the_mistakes_of_his_own_file_alone() -> None:
    ivan, found = make_person(PersonMentions("ivan"), (), {}, GATHERED.context)
    assert ([guess.person for guess in ivan.may_be], told(found)) == (["olga"], [])
    olga, found = make_person(PersonMentions("olga"), (), {}, GATHERED.context)
    assert (olga.may_be, told(found)) == ((), ["unresolved people/olga.md"])


def test_all_of_them_are_told_where_the_archive_is_put_together() -> None:
    wrong = {f"{fault.code} {fault.span.path}" for fault in resolve(RECORDS, SHIPPED).diagnostics}
    assert wrong >= {
        "baseless-ruling events/flight.md",
        "unresolved events/landing.md",
        "unresolved people/olga.md",
    }
