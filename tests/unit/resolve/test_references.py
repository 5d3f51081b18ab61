"""References in an archive: what a mention means, what it creates, and what must resolve."""

from __future__ import annotations

import unicodedata

import pytest
from tests.archives import Outcome, article, make

CROSSING = "- event: crossing\n"
IVAN = "name: Ivan Ivanov\nalso_known_as: [Iván Ivánov, Иван Иванов]\nmerged_from: [old-ivan]"


def one(entry: str, **files: str) -> Outcome:
    """An archive of one article with one entry; other files by stem: people_ivan, outlets."""
    return make({"articles/a.md": article(CROSSING + entry), **_paths(files)})


def _paths(files: dict[str, str]) -> dict[str, str]:
    registers = ("outlets", "organisations", "places")
    return {
        f"{name}.yaml" if name in registers else f"{name.replace('_', '/', 1)}.md": text
        for name, text in files.items()
    }


# --- the order of lookup -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "mention",
    [
        "ivan-ivanov",
        "old-ivan",
        "Ivan Ivanov",
        "Иван Иванов",
        "'Ivan   Ivanov'",
        unicodedata.normalize("NFD", "Iván Ivánov"),
        "IVAN IVANOV",  # no spelling of his, but it gives his id
        "Old Ivan",  # nor this, but it gives an id that he had
    ],
)
def test_a_mention_finds_by_id_former_id_exact_spelling_or_slug(mention: str) -> None:
    found = one(f"  people: [{{person: {mention}, role: subject}}]", **{"people_ivan-ivanov": IVAN})
    assert list(found.archive.people) == ["ivan-ivanov"]
    assert found.event("crossing").people[0].person == "ivan-ivanov"
    assert not found.warnings("created-person")


def test_an_id_goes_before_a_spelling() -> None:
    found = one(
        "  people: [{person: vanya}]",
        people_vanya="name: Vanya the elder",
        people_ivan="name: Ivan\nalso_known_as: [vanya]",
    )
    assert [part.person for part in found.event("crossing").people] == ["vanya"]


def test_a_former_id_goes_before_a_spelling() -> None:
    found = one(
        "  people: [{person: vanya}]",
        people_elder="name: The elder\nmerged_from: [vanya]",
        people_ivan="name: Ivan\nalso_known_as: [vanya]",
    )
    assert [part.person for part in found.event("crossing").people] == ["elder"]


def test_an_exact_spelling_goes_before_the_slug() -> None:
    found = one(
        "  people: [{person: Ivan Ivanov}]",
        **{"people_ivan-ivanov": "name: Another Ivan", "people_ivan-2": "name: Ivan Ivanov"},
    )
    assert [part.person for part in found.event("crossing").people] == ["ivan-2"]


def test_a_reference_is_looked_up_within_its_kind() -> None:
    found = one(
        "  place: Storskog\n  organisations: [Storskog]",
        places="storskog: {name: Storskog}",
    )
    assert found.created() == {"outlet tv", "organisation storskog"}


def test_every_kind_of_mention_creates_what_it_names() -> None:
    found = make(
        {
            "articles/a.md": article(
                """
                - event: crossing
                  place: Long Quay
                  organisations: [Border Guard]
                  motive: {value: money, by: The Ministry, relays: [Third Wire]}
                  relays: [Second Wire]
                  people:
                    - {person: Olga Berg, organisation: The Embassy, relays: [Fourth Wire]}
                """,
                outlet="Example TV",
                rest="relays: [First Wire > Fifth Wire]",
            )
        }
    )
    assert found.created() == {
        "outlet example-tv",
        "outlet first-wire",
        "outlet second-wire",
        "outlet third-wire",
        "outlet fourth-wire",
        "outlet fifth-wire",
        "place long-quay",
        "organisation border-guard",
        "organisation the-embassy",
        "organisation the-ministry",
        "person olga-berg",
    }
    assert not found.mistakes()


def test_an_event_exists_because_an_article_reports_it_and_gives_no_warning() -> None:
    found = one("")
    assert list(found.archive.events) == ["crossing"]
    assert {fault.code for fault in found.warnings()} == {"created-outlet", "empty-entry"}


def test_mentions_with_one_slug_are_one_thing_with_one_warning() -> None:
    found = one("  organisations: [Air Postal Service, air postal service, AIR-POSTAL-SERVICE]")
    (fact,) = found.event("crossing").facts
    assert len(fact.claims) == 1
    (fault,) = found.warnings("created-organisation")
    assert fault.message == (
        'no organisation is known as "Air Postal Service": created air-postal-service'
    )


def test_the_warning_names_the_nearest_known_spelling_and_whose_it_is() -> None:
    found = one("  people: [{person: Ivan Ivanow}]", people_ivan=IVAN)
    (fault,) = found.warnings("created-person")
    assert fault.hint == (
        'did you mean "Ivan Ivanov" (ivan)? then write `person: ivan` with `as: Ivan Ivanow`, '
        "or add Ivan Ivanow to `also_known_as` in people/ivan.md; "
        "if this is right, declare it in people/ivan-ivanow.md"
    )


def test_the_warning_names_another_created_thing_where_that_is_the_nearest() -> None:
    found = one("  organisations: [Border Guard Service, Border Gard Service]")
    hints = [fault.hint for fault in found.warnings("created-organisation")]
    assert [hint.split("?")[0] for hint in hints] == [
        'did you mean "Border Gard Service"',
        'did you mean "Border Guard Service"',
    ]


# --- who speaks ----------------------------------------------------------------------------------


def speaker(found: Outcome) -> str:
    (claim,) = found.fact("crossing", "motive").claims
    return f"{claim.by.kind} {claim.by.id}" if claim.by else ""


@pytest.mark.parametrize(
    ("by", "files", "means"),
    [
        ("Ivan Ivanov", {"people_ivan-ivanov": "name: Ivan Ivanov"}, "person ivan-ivanov"),
        ("embassy", {"organisations": "embassy: {name: The Embassy}"}, "organisation embassy"),
        ("The Embassy", {"organisations": "embassy: {name: The Embassy}"}, "organisation embassy"),
        ("The Embassy", {}, "organisation the-embassy"),
        (
            "guard",
            {"organisations": "guard: {name: Guard}", "people_guard": "name: G."},
            "person guard",
        ),
    ],
)
def test_a_speaker_is_a_person_else_an_organisation_which_may_be_created(
    by: str, files: dict[str, str], means: str
) -> None:
    assert speaker(one(f"  motive: {{value: money, by: {by}}}", **files)) == means


def test_a_speaker_may_be_a_person_whom_a_later_article_names_first() -> None:
    found = make(
        {
            "articles/a.md": article(
                CROSSING + "  motive: {value: money, by: Olga Berg}", published="2031-01-01"
            ),
            "articles/b.md": article(
                CROSSING + "  people: [{person: Olga Berg}]", published="2031-02-02"
            ),
        }
    )
    assert speaker(found) == "person olga-berg"
    assert not found.archive.organisations


# --- names of what is created --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "name"),
    [
        ("border-guard", "Border guard", "Border guard"),
        ("Border guard", "BORDER GUARD", "Border guard"),
        ("border-guard", "border-guard", "Border Guard"),
        ("'Border   guard'", "border-guard", "Border guard"),
    ],
)
def test_a_created_thing_has_the_name_of_its_first_mention_that_is_no_id(
    first: str, second: str, name: str
) -> None:
    found = make(
        {
            "articles/z.md": article(
                CROSSING + f"  organisations: [{first}]", published="2031-01-01"
            ),
            "articles/a.md": article(
                CROSSING + f"  organisations: [{second}]", published="2031-02-02"
            ),
        }
    )
    assert found.archive.organisations["border-guard"].name == name


def test_what_a_speaker_is_called_counts_as_a_mention_in_its_turn() -> None:
    found = make(
        {
            "articles/a.md": article(
                CROSSING + "  motive: {value: money, by: The EMBASSY}", published="2031-01-01"
            ),
            "articles/b.md": article(
                CROSSING + "  organisations: [The Embassy]", published="2031-02-02"
            ),
        }
    )
    assert found.archive.organisations["the-embassy"].name == "The EMBASSY"
    (fault,) = found.warnings("created-organisation")
    assert fault.span.path == "articles/a.md"


def test_how_an_article_calls_somebody_names_and_identifies_nobody() -> None:
    found = one("  people: [{person: iwan-1, as: Ivan Ivanov}]", **{"people_ivan-ivanov": IVAN})
    assert found.person("iwan-1").name == "Iwan 1"
    assert found.person("ivan-ivanov").parts == ()


# --- titles --------------------------------------------------------------------------------------


def title(file: str = "", early: str = "", late: str = "") -> str:
    events = {"events/crossing.md": f"title: {file}" if file else "corrections: []"}
    found = make(
        {
            **events,
            "articles/z.md": article(
                CROSSING + (f"  title: {early}" if early else ""), published="2031-01-01"
            ),
            "articles/a.md": article(
                CROSSING + (f"  title: {late}" if late else ""), published="2031-02-02"
            ),
        }
    )
    return found.event("crossing").title


def test_an_events_title_is_its_files_else_the_earliest_reports_else_that_articles() -> None:
    assert title(file="The file's", early="The early one's", late="The late one's") == "The file's"
    assert title(early="The early one's", late="The late one's") == "The early one's"
    assert title(late="The late one's") == "The late one's"
    assert title() == "A text"


# --- spellings that do not do --------------------------------------------------------------------


def test_a_spelling_with_two_holders_is_an_error_that_names_both() -> None:
    found = one(
        "",
        people_ivan="name: Ivan Ivanov",
        people_vanya="name: Vanya\nalso_known_as: ['Ivan  Ivanov']",
    )
    assert found.mistake().code == "ambiguous-spelling"
    assert "ivan (people/ivan.md:2) and vanya" in found.mistake().message
    assert found.mistake().span.path == "people/vanya.md"


def test_one_spelling_may_be_of_a_person_and_of_a_place() -> None:
    found = one("", places="nord: {name: Nord}", people_nord="name: Nord")
    assert not found.mistakes()


@pytest.mark.parametrize("key", ["place", "person", "by", "outlet"])
def test_a_name_that_gives_no_id_is_an_error(key: str) -> None:
    entries = {
        "place": "  place: '???'",
        "person": "  people: [{person: '???'}]",
        "by": "  motive: {value: money, by: '???'}",
        "outlet": "  relays: ['???']",
    }
    found = one(entries[key])
    assert found.mistake().code == "empty-slug"
    assert '"???"' in found.mistake().message


def test_an_article_whose_outlet_gives_no_id_makes_no_further_mistakes() -> None:
    found = make(
        {
            "articles/a.md": article(CROSSING + "  date: 2031", outlet="'???'"),
            "articles/b.md": article(
                "- event: second\n  related: [{event: crossing, kind: follows}]",
                body="[[crossing]]",
            ),
            "events/crossing.md": "rulings: {date: {value: 2031, because: It is so.}}",
        }
    )
    assert found.mistake().code == "empty-slug"


def test_a_name_that_gives_too_long_an_id_is_an_error() -> None:
    found = one(f"  place: {'Long Quay ' * 11}")
    assert found.mistake().code == "long-name"
    assert one(f"  place: {'a' * 100}").archive.places.keys() == {"a" * 100}


# --- drafts --------------------------------------------------------------------------------------

DRAFT = article(
    """
    - event: secret
      place: Hidden Quay
      organisations: [Hidden Guard]
      motive: {value: money, by: Hidden Voice}
      people: [{person: Olga Berg}, {person: filed}]
    """,
    outlet="Hidden Times",
    rest="draft: true\nrelays: [Hidden Wire]",
    body="[[no-such-thing]]",
)
FILED = {"people/filed.md": "name: Filed\nmay_be: [{person: nobody-at-all, because: x}]"}


def test_what_only_a_draft_mentions_is_absent_and_gives_no_warning() -> None:
    found = make({"articles/d.md": DRAFT, "articles/a.md": article(CROSSING), **FILED})
    archive = found.archive
    assert (list(archive.events), list(archive.articles)) == (["crossing"], ["a"])
    assert (archive.people, archive.places, archive.organisations) == ({}, {}, {})
    assert list(archive.outlets) == ["tv"]
    assert [fault.code for fault in found.warnings()] == ["created-outlet", "empty-entry"]


def test_what_a_published_article_mentions_too_is_there() -> None:
    live = article(CROSSING + "  people: [{person: olga-berg}]\n  place: Hidden Quay")
    found = make({"articles/d.md": DRAFT, "articles/a.md": live})
    assert list(found.archive.people) == ["olga-berg"]
    assert list(found.archive.places) == ["hidden-quay"]


@pytest.mark.parametrize(
    "target",
    [
        *("article:d", "d", "secret", "olga-berg", "Olga Berg", "filed", "place:hidden-quay"),
        *("organisation:hidden-guard", "organisation:hidden-voice", "outlet:Hidden Wire"),
    ],
)
def test_a_link_to_what_only_a_draft_mentions_is_an_error_that_says_so(target: str) -> None:
    found = make(
        {"articles/d.md": DRAFT, "articles/a.md": article(CROSSING, body=f"[[{target}]]"), **FILED}
    )
    assert found.mistake().code == "only-in-draft"
    assert "known from a draft only" in found.mistake().message


def test_other_references_to_what_only_a_draft_mentions_say_so_too() -> None:
    found = make(
        {
            "articles/d.md": DRAFT,
            "articles/a.md": article(
                """
                - event: crossing
                  related: [{event: secret, kind: follows}]
                  people: [{person: group, members: [olga-berg]}]
                """
            ),
            "places.yaml": "quay: {name: Quay, within: Hidden Quay}",
            "people/ivan.md": "name: Ivan\nmay_be: [{person: filed, because: They look alike.}]",
            **FILED,
        }
    )
    assert [line.split()[0] for line in found.mistakes()] == ["only-in-draft"] * 4


def test_an_event_file_that_only_a_draft_mentions_has_no_page_and_may_speak_of_the_draft() -> None:
    notes = "---\nformer_ids: [older]\nrelated: [{event: third, kind: follows}]\n---\n[[olga-berg]]"
    for event in ("secret", "older"):
        found = make(
            {
                "articles/d.md": DRAFT.replace("event: secret", f"event: {event}"),
                "articles/a.md": article(CROSSING),
                "events/secret.md": notes,
            }
        )
        (fault,) = found.warnings("unmentioned-event")
        assert fault.message.startswith("no published article reports")
        assert list(found.archive.events) == ["crossing"]


# --- files of events -----------------------------------------------------------------------------


def test_an_event_file_that_no_article_mentions_gives_a_warning_and_no_page() -> None:
    found = one("", events_crosing="title: A slip of the pen")
    (fault,) = found.warnings("unmentioned-event")
    assert fault.span.path == "events/crosing.md"
    assert fault.hint == 'did you mean "crossing"? name it under `events:` in an article'
    assert list(found.archive.events) == ["crossing"]


def test_mistakes_in_an_event_file_without_a_page_are_found_all_the_same() -> None:
    notes = "---\nrelated: [{event: nothing, kind: follows}]\n---\n[[nobody]]\n"
    found = one("", events_other=notes)
    assert [line.split()[0] for line in found.mistakes()] == ["unresolved", "unresolved"]


def test_a_former_id_of_an_event_leads_to_it_from_articles_links_and_relations() -> None:
    found = make(
        {
            "articles/a.md": article("- event: old-crossing", body="[[old-crossing]]"),
            "articles/b.md": article(
                "- event: second\n  related: [{event: old-crossing, kind: follows}]"
            ),
            "events/crossing.md": "former_ids: [old-crossing]",
        }
    )
    assert list(found.archive.events) == ["crossing", "second"]
    assert found.event("crossing").former_ids == ("old-crossing",)
    assert found.event("second").related[0].event == "crossing"
    assert found.archive.body("articles", "a").links[0].thing.id == "crossing"


def test_an_event_that_was_merged_but_kept_its_file_is_an_error() -> None:
    found = one("", events_crossing="former_ids: [twin]", events_twin="title: The twin")
    assert found.mistake().code == "reused-id"
    assert found.mistake().span.path == "events/crossing.md"
    assert "events/twin.md" in found.mistake().message


def test_a_reused_id_is_an_error_that_names_the_file() -> None:
    found = one("", people_ivan="name: Ivan\nmerged_from: [vanya]", people_vanya="name: Vanya")
    assert found.mistake().code == "reused-id"
    assert "people/vanya.md" in found.mistake().message


def test_one_former_id_of_two_people_is_an_error() -> None:
    found = one("", people_a="name: A\nmerged_from: [old]", people_b="name: B\nmerged_from: [old]")
    assert found.mistake().message == '"old" is a former id of both a and b'


# --- what must resolve ---------------------------------------------------------------------------

KNOWN = {"people_ivan-ivanov": IVAN, "places": "storskog: {name: Storskog}"}


@pytest.mark.parametrize(
    ("entry", "files", "hint"),
    [
        ("  people: [{person: crew, members: [ivan-ivanof]}]", {}, 'did you mean "ivan-ivanov"?'),
        ("", {"people_b": "name: B\nmembers: [Ivan Ivanof]"}, 'did you mean "Ivan Ivanov"?'),
        (
            "",
            {"people_b": "name: B\nmay_be: [{person: ivan-ivanof, because: x}]"},
            'did you mean "ivan-ivanov"?',
        ),
        ("  related: [{event: crosing, kind: follows}]", {}, 'did you mean "crossing"?'),
        (
            "",
            {"events_crossing": "related: [{event: crosing, kind: follows}]"},
            'did you mean "crossing"?',
        ),
        (
            "",
            {"places": "storskog: {name: Storskog}\nq: {name: Q, within: storskok}"},
            'did you mean "storskog"?',
        ),
        ("", {"pages_about": "---\ntitle: T\n---\n[[storskok]]"}, 'did you mean "storskog"?'),
        (
            "",
            {"events_crossing": "rulings: {place: {value: Storskok, because: x}}"},
            'did you mean "Storskog"?',
        ),
    ],
)
def test_everything_else_must_resolve(entry: str, files: dict[str, str], hint: str) -> None:
    found = one(entry, **{**KNOWN, **files})
    assert (found.mistake().code, found.mistake().hint) == ("unresolved", hint)


def test_where_nothing_is_near_the_error_says_what_ids_are() -> None:
    found = one("", pages_about="---\ntitle: T\n---\n[[zzz]] and [[person:zzz]]")
    lines = found.mistakes()
    assert [line.partition(" ")[2] for line in lines] == [
        'pages/about.md:4 there is no page for "zzz"',
        'pages/about.md:4 there is no person "zzz"',
    ]


def test_members_may_be_and_places_resolve_by_name_and_to_what_mentions_create() -> None:
    found = one(
        "  place: Long Quay\n  people: [{person: Olga Berg}, {person: crew, members: [Olga Berg]}]",
        people_ivan="name: Ivan\nmay_be: [{person: Olga Berg, because: Her brother says so.}]",
        places="pier: {name: Pier, within: Long Quay}",
    )
    assert found.person("crew").members == ("olga-berg",)
    assert found.person("olga-berg").groups == ("crew",)
    assert [maybe.person for maybe in found.person("ivan").may_be] == ["olga-berg"]
    assert found.archive.places["pier"].within == ("long-quay",)


def test_who_may_be_somebody_is_told_on_both_pages_the_reason_on_one() -> None:
    found = one(
        "",
        people_a="name: A\nmay_be: [{person: b, because: They look alike.}]",
        people_b="name: B",
    )
    (here,), (there,) = found.person("a").may_be, found.person("b").may_be
    assert (here.person, here.because, here.stated_here) == ("b", "They look alike.", True)
    assert (there.person, there.because, there.stated_here) == ("a", "They look alike.", False)


@pytest.mark.parametrize(
    ("entry", "files"),
    [
        ("  people: [{person: ivan, members: [ivan]}]", {}),
        ("", {"people_ivan": "name: I\nmay_be: [{person: ivan, because: x}]"}),
        ("  related: [{event: crossing, kind: follows}]", {}),
    ],
)
def test_nothing_refers_to_itself(entry: str, files: dict[str, str]) -> None:
    assert one(entry, **files).mistake().code == "self-reference"


# --- links in bodies -----------------------------------------------------------------------------


def links(found: Outcome) -> list[str]:
    prose = found.archive.body("articles", "a")
    return [f"{link.thing.kind}:{link.thing.id}|{link.label}" for link in prose.links]


def test_a_link_finds_any_kind_of_thing_by_id_or_name() -> None:
    body = (
        "[[a]] [[crossing|the case]] [[ivan-ivanov]] [[Иван Иванов]] [[old-ivan]] [[tv]] "
        "[[The Embassy]] [[ place : Long Quay |there]]"
    )
    found = make(
        {
            "articles/a.md": article(
                CROSSING + "  place: Long Quay\n  organisations: [The Embassy]", body=body
            ),
            "people/ivan-ivanov.md": IVAN,
        }
    )
    assert links(found) == [
        "article:a|",
        "event:crossing|the case",
        "person:ivan-ivanov|",
        "person:ivan-ivanov|",
        "person:ivan-ivanov|",
        "outlet:tv|",
        "organisation:the-embassy|",
        "place:long-quay|there",
    ]


def test_a_link_that_means_two_things_is_an_error_that_says_how_to_tell_them_apart() -> None:
    found = make({"articles/crossing.md": article(CROSSING, body="[[crossing]]")})
    assert found.mistake().code == "ambiguous-link"
    assert found.mistake().hint == "write [[article:crossing]] or [[event:crossing]]"
    told = make(
        {"articles/crossing.md": article(CROSSING, body="[[article:crossing]] [[event:crossing]]")}
    )
    assert not told.mistakes()


def test_an_id_of_one_thing_goes_before_the_name_of_another() -> None:
    found = make(
        {
            "articles/a.md": article(CROSSING + "  place: nord", body="[[nord]]"),
            "people/ivan.md": "name: Ivan\nalso_known_as: [nord]",
        }
    )
    assert links(found) == ["place:nord|"]


# --- places --------------------------------------------------------------------------------------


def test_places_within_each_other_in_a_circle_are_errors() -> None:
    places = "a: {name: A, within: b}\nb: {name: B, within: c}\nc: {name: C, within: b}"
    found = one("", places=places)
    assert [line.partition(" places lie ")[2] for line in found.mistakes()] == [
        "within each other in a circle: b → c → b",
        "within each other in a circle: c → b → c",
    ]
    assert one("", places="a: {name: A, within: a}").mistake().code == "place-circle"


def test_the_places_around_a_place_are_known_from_the_nearest_outwards() -> None:
    places = "a: {name: A, within: B}\nb: {name: B, within: c}\nc: {name: C}"
    assert one("", places=places).archive.places["a"].within == ("b", "c")


# --- rulings -------------------------------------------------------------------------------------


def test_a_ruling_on_what_no_claim_holds_is_an_error_that_says_what_they_hold() -> None:
    found = one(
        "  date: [{value: 2031-05-01}, {value: 2031-05-02}]",
        events_crossing="rulings: {date: {value: 2031-05-03, because: x}}",
    )
    assert found.mistake().code == "baseless-ruling"
    assert found.mistake().hint == (
        'a ruling chooses among what articles say: "2031-05-01", "2031-05-02"'
    )


@pytest.mark.parametrize(
    ("claim", "rest"),
    [
        ("{value: 2031, stance: denies}", ""),
        ("{value: 2031, stance: declines}", ""),
        ("2031", "retracted: {because: It was wrong.}"),
    ],
)
def test_a_ruling_on_what_nobody_puts_forward_any_longer_is_an_error_that_says_so(
    claim: str, rest: str
) -> None:
    found = make(
        {
            "articles/a.md": article(CROSSING + f"  date: {claim}", rest=rest),
            "events/crossing.md": "rulings: {date: {value: 2031, because: x}}",
        }
    )
    assert found.mistake().code == "baseless-ruling"
    assert "denied or retracted" in found.mistake().hint


def test_a_ruling_names_a_place_by_any_of_its_spellings() -> None:
    found = one(
        "  place: [Storskog, Vardo]",
        places="storskog: {name: Storskog, also_known_as: [The crossing]}",
        events_crossing="rulings: {place: {value: The crossing, because: x}}",
    )
    assert found.fact("crossing", "place").findings[0].rule.value == "ruling"


def test_a_persons_ruling_holds_in_each_event_where_a_claim_has_the_value() -> None:
    found = make(
        {
            "articles/a.md": article(
                """
                - event: first
                  people: [{person: ivan, age: [40, 41]}]
                - event: second
                  people: [{person: ivan, age: [43, 44]}]
                """
            ),
            "people/ivan.md": "name: Ivan\nrulings: {age: {value: 41, because: The passport.}}",
        }
    )
    rules = [
        found.fact(event, "age of ivan").findings[0].rule.value for event in found.archive.events
    ]
    assert rules == ["ruling", "file-order"]
    assert found.person("ivan").rulings[0][1].because == "The passport."


# --- people --------------------------------------------------------------------------------------


def test_an_unnamed_person_is_called_by_his_descriptor() -> None:
    found = one(
        "  people:\n"
        "    - {person: second-officer, unnamed: true, descriptor: a second officer}\n"
        "    - {person: third-officer, unnamed: true}\n"
        "    - {person: filed, descriptor: another word}",
        people_filed="unnamed: true\ndescriptor: the man with the hat",
    )
    people = found.archive.people
    assert {person.id: (person.name, person.unnamed) for person in people.values()} == {
        "second-officer": ("a second officer", True),
        "third-officer": ("Third Officer", True),
        "filed": ("the man with the hat", True),
    }
    assert all(person.spellings == () for person in people.values())


def test_a_denied_descriptor_names_nobody() -> None:
    found = one(
        "  people:\n    - {person: man, unnamed: true, "
        "descriptor: [{value: a spy, stance: denies}, a clerk]}"
    )
    assert found.person("man").name == "a clerk"


def test_a_person_with_a_name_in_his_file_is_named_whatever_articles_say() -> None:
    found = one(
        "  people: [{person: ivan, unnamed: true, descriptor: d}]", people_ivan="name: Ivan"
    )
    assert (found.person("ivan").name, found.person("ivan").unnamed) == ("Ivan", False)


def test_spellings_are_the_name_the_editors_and_each_articles_once() -> None:
    found = make(
        {
            "articles/a.md": article(
                CROSSING
                + "  people: [{person: ivan, as: Iwan Iwanow}, {person: ivan, as: Ivan I.}]"
            ),
            "articles/b.md": article(CROSSING + "  people: [{person: ivan, as: 'Iwan  Iwanow'}]"),
            "people/ivan.md": "name: Ivan Ivanov\nalso_known_as: [Ivan I.]",
        }
    )
    assert [(use.text, use.articles) for use in found.person("ivan").spellings] == [
        ("Ivan Ivanov", ()),
        ("Ivan I.", ("a",)),
        ("Iwan Iwanow", ("a", "b")),
    ]


def test_an_identification_with_a_reason_is_the_editors() -> None:
    found = one("  people: [{person: ivan, because: The date fits.}, {person: olga}]")
    parts = {part.person: part.identifications for part in found.event("crossing").people}
    assert [(i.article, i.because) for i in parts["ivan"]] == [("a", "The date fits.")]
    assert parts["olga"] == ()


def test_a_person_listed_twice_in_one_entry_has_both_roles_main_ones_first() -> None:
    found = one("  people: [{person: ivan, role: lawyer}, {person: ivan, role: subject}]")
    (part,) = found.event("crossing").people
    assert (part.roles, part.main, part.articles) == (("subject", "lawyer"), True, ("a",))


def test_main_people_stand_first_then_by_role_then_by_mention() -> None:
    found = one(
        "  people: [{person: w, role: witness}, {person: l, role: lawyer}, {person: nobody}, "
        "{person: b, role: subject}, {person: a, role: subject}]"
    )
    people = [part.person for part in found.event("crossing").people]
    assert people == ["b", "a", "l", "w", "nobody"]


# --- relations -----------------------------------------------------------------------------------


def relations(found: Outcome) -> dict[str, list[str]]:
    return {
        event.id: [
            f"{'<' if related.inverse else '>'} {related.relation} {related.event}"
            for related in event.related
        ]
        for event in found.archive.events.values()
    }


def test_a_relation_is_told_from_both_sides_and_once_however_often_it_is_stated() -> None:
    found = make(
        {
            "articles/a.md": article(
                "- event: late\n  related: [{event: early, kind: follows}]\n- event: early"
            ),
            "articles/b.md": article(
                "- event: late\n  related: [{event: early, kind: follows}]", published="2032"
            ),
            "events/late.md": "related: [{event: early, kind: retaliates}]",
        }
    )
    assert relations(found) == {
        "early": ["< retaliates late", "< follows late"],
        "late": ["> retaliates early", "> follows early"],
    }
    assert [related.article for related in found.event("late").related] == ["", "a"]


def test_a_relation_that_reads_alike_from_both_sides_stands_once_on_each() -> None:
    found = make(
        {
            "articles/a.md": article(
                """
                - event: one
                  related: [{event: other, kind: same-wave}]
                - event: other
                  related: [{event: one, kind: same-wave}]
                """
            )
        }
    )
    assert relations(found) == {"one": ["> same-wave other"], "other": ["> same-wave one"]}


# --- articles ------------------------------------------------------------------------------------


def test_an_articles_language_is_its_own_else_its_outlets() -> None:
    found = make(
        {
            "articles/a.md": article(CROSSING, outlet="tv"),
            "articles/b.md": article(CROSSING, outlet="tv", rest="language: ru"),
            "articles/c.md": article(CROSSING, outlet="radio"),
            "outlets.yaml": "tv: {name: TV, language: nb}",
        }
    )
    languages = {article.id: article.language for article in found.archive.articles.values()}
    assert languages == {"a": "nb", "b": "ru", "c": ""}


@pytest.mark.parametrize(
    ("rest", "entry", "origins"),
    [
        ("", "", "tv"),
        ("relays: [wire]", "", "wire"),
        ("relays: [wire]\nown_reporting: true", "", "tv wire"),
        ("own_reporting: false", "", ""),
        ("", "  relays: [wire]", "wire"),
        ("own_reporting: true", "  relays: [wire]", "tv wire"),
        ("relays: [wire]", "  relays: [radio]", "radio"),
        ("relays: [wire]", "  relays: []", "tv"),
        ("relays: [wire, unknown]", "", "wire"),
        ("relays: [unknown]", "", ""),
    ],
)
def test_an_entrys_relays_replace_the_articles_and_none_make_the_outlet_the_origin(
    rest: str, entry: str, origins: str
) -> None:
    found = make(
        {"articles/a.md": article(f"{CROSSING}  date: 2031\n{entry}", outlet="tv", rest=rest)}
    )
    (claim,) = found.fact("crossing", "date").claims
    assert " ".join(claim.origins) == origins


def test_a_persons_and_a_claims_own_relays_replace_those_above_them() -> None:
    found = one(
        "  relays: [wire]\n"
        "  date: {value: 2031, relays: []}\n"
        "  place: {value: Quay, relays: [radio]}\n"
        "  people:\n"
        "    - {person: ivan, age: {value: 40, relays: [radio]}, role: lawyer, relays: [paper]}"
    )
    facts = {"date": "tv", "place": "radio", "age of ivan": "radio", "role of ivan": "paper"}
    for prop, origin in facts.items():
        assert found.fact("crossing", prop).claims[0].origins == (origin,)


def test_a_ruling_for_a_state_or_an_organisation_that_is_none_is_an_error() -> None:
    found = make(
        {
            "articles/a.md": article(f"{CROSSING}  from: RU"),
            "events/crossing.md": "rulings: {from: {value: Russia, because: x}}",
        }
    )
    assert (found.mistake().code, found.mistake().span.line) == ("unresolved", 2)


def test_claims_that_rest_on_each_other_are_one_origin_though_their_articles_are_two() -> None:
    found = make(
        {
            "articles/a.md": article(
                f"{CROSSING}  date: {{value: 2031, relays: [wire]}}\n  place: Quay",
                outlet="tv",
                published="2031-04-14",
            ),
            "articles/b.md": article(
                f"{CROSSING}  date: {{value: 2031, relays: [tv]}}\n  place: Quay", outlet="wire"
            ),
            "articles/c.md": article(f"{CROSSING}  date: 2031", outlet="blog", rest="relays: [tv]"),
        }
    )
    dates = found.fact("crossing", "date").claims
    assert {claim.article: claim.origins for claim in dates} == dict.fromkeys("abc", ("wire",))
    assert found.fact("crossing", "place").findings[0].support.origins == ("tv", "wire")
    (circle,) = found.warnings("relay-circle")
    assert "tv and wire relay each other in a circle (b, a)" in circle.message


@pytest.mark.parametrize("relays", ["tv", "radio > tv"])
def test_a_claim_that_its_outlet_takes_from_itself_is_warned_of(relays: str) -> None:
    found = one(f"  date: {{value: 2031, relays: [{relays}]}}")
    assert found.fact("crossing", "date").claims[0].origins == ("tv",)
    (circle,) = found.warnings("relay-circle")
    assert "tv relays itself" in circle.message


def test_a_claim_taken_from_a_follow_up_is_no_circle_where_its_outlet_reported_first_hand() -> None:
    found = make(
        {
            "articles/a.md": article(f"{CROSSING}  count: 2", outlet="tv"),
            "articles/b.md": article(
                f"{CROSSING}  date: {{value: 2031, relays: [wire]}}", outlet="tv"
            ),
            "articles/c.md": article(
                f"{CROSSING}  date: 2031",
                outlet="wire",
                published="2031-04-12",
                rest="relays: [tv]",
            ),
        }
    )
    dates = found.fact("crossing", "date").claims
    assert {claim.origins for claim in dates} == {("tv",)}
    assert found.warnings("relay-circle") == []


def test_equal_claims_of_one_article_are_one_and_lose_none_of_their_words() -> None:
    found = one(
        "  motive:\n"
        "    - {value: Money, wording: for cash, relays: [wire]}\n"
        "    - {value: money, wording: for gold, note: twice}\n"
        "    - {value: money, by: ivan}\n"
        "    - {value: money, stance: alleges}"
    )
    first, by_him, alleged = found.fact("crossing", "motive").claims
    assert (first.wording, first.note) == ("for cash; for gold", "twice")
    assert first.origins == ("tv", "wire")
    assert len({first.id, by_him.id, alleged.id}) == 3


def test_an_error_lists_only_the_first_of_very_many_values() -> None:
    dates = ", ".join(f"{{value: 2031-05-{day:02}}}" for day in range(1, 21))
    found = one(f"  date: [{dates}]", events_crossing="rulings: {date: {value: 2032, because: x}}")
    assert found.mistake().hint.endswith('"2031-05-08" and 12 more')


def test_two_reports_of_one_event_in_one_article_are_both_kept() -> None:
    found = make({"articles/a.md": article(f"{CROSSING}  date: 2031\n{CROSSING}  date: 2032")})
    assert len(found.event("crossing").reports) == 2
    assert found.event("crossing").articles == ("a",)
    assert len(found.fact("crossing", "date").claims) == 2


# --- what stands in files that cannot be read ----------------------------------------------------

UNREAD = (
    "title: T\noutlet: tv\npublished: 2031\nevents:\n- event: lost-2031\n  people: [{person: kari]"
)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("articles/lost.md", UNREAD),
        ("articles/lost.md", UNREAD.replace("[{person: kari]", "[{person: kari}]\nkey")),
        (
            "articles/lost.md",
            UNREAD.replace("outlet: tv", "outlett: tv").replace("kari]", "kari}]"),
        ),
        ("articles/lost.md", f"{UNREAD.replace('kari]', 'kari}]')}\n  summary: {'x' * 262_144}"),
        ("places.yaml", "lost: {name: [}\nlost-2031: {name: X}\nkari: {name: Y}"),
    ],
    ids=["syntax", "another syntax", "no outlet", "too large", "register"],
)
def test_what_a_file_that_cannot_be_read_may_have_created_is_not_called_wrong(
    path: str, text: str
) -> None:
    found = make(
        {
            "articles/a.md": article("- event: crossing", body="[[lost-2031]] [[Kari]] [[kar]]"),
            "people/ola.md": "name: Ola\nmay_be: [{person: kari, because: x}]",
            path: text,
        }
    )
    assert [fault for fault in found.mistakes() if "unresolved" in fault] == [
        'unresolved articles/a.md:9 there is no page for "kar"'
    ]
    told = found.warnings("unresolved-yet")
    assert all(path in fault.message for fault in told)
    # Past most other mistakes the file is read all the same, and gives what it creates.
    if len(text) > 262_144:
        assert [fault.span.path for fault in told] == ["articles/a.md"] * 2 + ["people/ola.md"]


def test_the_name_of_a_file_that_cannot_be_read_is_not_called_wrong() -> None:
    found = one(
        "", people_ola="---\nname: Ola\n---\n[[article:lost]] [[lost]]", articles_lost="x: ["
    )
    assert [fault.code for fault in found.warnings("unresolved")] == ["unresolved-yet"] * 2


def test_a_created_person_is_named_by_who_speaks_as_well() -> None:
    found = one("  people: [{person: kari-moe}]\n  motive: {value: fear, by: Kári Moe}")
    assert found.person("kari-moe").name == "Kári Moe"


@pytest.mark.parametrize(("first", "then"), [("Kari Moe", "Kári Moe"), ("Kári Moe", "Kari Moe")])
def test_the_first_mention_in_the_file_names_a_person_whoever_speaks(first: str, then: str) -> None:
    found = one(f"  people: [{{person: {first}}}]\n  motive: {{value: fear, by: {then}}}")
    assert found.person("kari-moe").name == first
    found = one(f"  motive: {{value: fear, by: {first}}}\n  people: [{{person: {then}}}]")
    assert found.person("kari-moe").name == first
