"""Who only has a name in common with somebody: namesakes, and last names that stand alone."""

from __future__ import annotations

import pytest
from tests.archives import Outcome, article, make

ENTRIES = {
    "people": (
        "  people: [{{person: {0}}}]",
        "  motive: {{value: money, by: {0}}}",
        "  people: [{{person: group, unnamed: true, descriptor: d, members: [{0}]}}]",
    ),
    "outlets": ("  relays: [{0}]", "  relays: [Wire > {0}]"),
    "organisations": (
        "  organisations: [{0}]",
        "  people: [{{person: p, organisation: {0}}}]",
        "  motive: {{value: money, by: {0}}}",
    ),
    "places": ("  place: {0}",),
}
PREFIXES = {
    "people": "person",
    "outlets": "outlet",
    "organisations": "organisation",
    "places": "place",
}


def namesakes(kind: str, entry: str = "", not_same: str = "one", body: str = "") -> Outcome:
    """Two things called "Ann Elm" and "ANN ELM, Ann Elm" in an archive with one article."""
    parted = f"not_same_as: [{not_same}]" if not_same else ""
    if kind == "people":
        files = {
            "people/one.md": "name: Ann Elm",
            "people/two.md": f"name: A. Elm\nalso_known_as: [Ann Elm]\n{parted}",
        }
    else:
        files = {
            f"{kind}.yaml": "one:\n  name: Ann Elm\n"
            f"two:\n  name: A. Elm\n  also_known_as: [Ann Elm]\n  {parted}\n"
        }
    return make({"articles/a.md": article(f"- event: x\n{entry}", body=body), **files})


@pytest.mark.parametrize("kind", ENTRIES)
def test_two_of_one_name_are_an_error_that_names_both_and_the_remedy(kind: str) -> None:
    fault = namesakes(kind, not_same="").mistake()
    assert fault.code == "ambiguous-spelling"
    assert "one (" in fault.message
    assert "two" in fault.message
    assert "`not_same_as: [one]`" in fault.hint


@pytest.mark.parametrize("kind", ENTRIES)
def test_they_may_have_one_name_where_either_says_that_they_are_not_the_same(kind: str) -> None:
    assert not namesakes(kind).mistakes()


def test_the_first_may_say_it_as_well_and_by_a_former_id() -> None:
    found = make(
        {
            "articles/a.md": article("- event: x"),
            "people/one.md": "name: Ann Elm\nnot_same_as: [old-two]",
            "people/two.md": "name: Ann Elm\nformer_ids: [old-two]",
        }
    )
    assert not found.mistakes()


def test_a_third_of_that_name_has_to_be_told_from_both() -> None:
    found = make(
        {
            "articles/a.md": article("- event: x"),
            "people/one.md": "name: Ann Elm",
            "people/three.md": "name: Ann Elm\nnot_same_as: [one]",
            "people/two.md": "name: Ann Elm\nnot_same_as: [one]",
        }
    )
    assert "three (people/three.md:2) and two" in found.mistake().message


@pytest.mark.parametrize(
    "words", ["Ann Elm", "ANN ELM", "Ann-Elm", "ann elm", "Änn Elm", "ann-elm"]
)
@pytest.mark.parametrize(
    ("kind", "entry"), [(kind, entry) for kind, entries in ENTRIES.items() for entry in entries]
)
def test_a_reference_by_a_name_that_two_share_is_an_error_that_names_the_ids(
    kind: str, entry: str, words: str
) -> None:
    fault = namesakes(kind, entry.format(words)).mistake()
    assert fault.code == "ambiguous-reference"
    assert "one and of two" in fault.message


@pytest.mark.parametrize("words", ["Ann Elm", "ann elm"])
@pytest.mark.parametrize("kind", ENTRIES)
def test_so_is_a_link_by_that_name(kind: str, words: str) -> None:
    body = f"[[{PREFIXES[kind]}:{words}]]"
    assert namesakes(kind, body=body).mistake().code == "ambiguous-reference"


def test_so_are_may_be_within_an_outlet_and_a_ruling() -> None:
    found = make(
        {
            "articles/a.md": article("- event: x\n  place: one", outlet="Ann Elm"),
            "events/x.md": "rulings: {place: {value: Ann Elm, because: So.}}",
            "people/one.md": "name: Ann Elm",
            "people/two.md": "name: Ann Elm\nnot_same_as: [one]",
            "people/three.md": "name: Third\nmay_be: [{person: Ann Elm, because: So.}]",
            "outlets.yaml": "one: {name: Ann Elm}\ntwo: {name: Ann Elm, not_same_as: [one]}",
            "places.yaml": "one: {name: Ann Elm}\ntwo: {name: Ann Elm, not_same_as: [one]}\n"
            "three: {name: Third, within: Ann Elm}",
        }
    )
    assert sorted(mistake.split()[:2] for mistake in found.mistakes()) == [
        ["ambiguous-reference", "articles/a.md:3"],
        ["ambiguous-reference", "events/x.md:2"],
        ["ambiguous-reference", "people/three.md:3"],
        ["ambiguous-reference", "places.yaml:3"],
    ]


@pytest.mark.parametrize("words", ["one", "two", "A. Elm"])
@pytest.mark.parametrize(
    ("kind", "entry"), [(kind, entry) for kind, entries in ENTRIES.items() for entry in entries]
)
def test_a_reference_by_id_or_by_a_name_of_ones_own_is_none(
    kind: str, entry: str, words: str
) -> None:
    assert not namesakes(kind, entry.format(words)).mistakes()


def test_an_id_that_the_shared_name_gives_means_the_one_who_has_it() -> None:
    found = make(
        {
            "people/ann-elm.md": "name: Ann Elm",
            "people/ann-elm-2.md": "name: Ann Elm\nnot_same_as: [ann-elm]",
            "articles/a.md": article("- event: x\n  people: [{person: ann-elm}]"),
        }
    )
    assert found.event("x").people[0].person == "ann-elm"


@pytest.mark.parametrize("path", ["people", "events", "articles", "outlets", "places"])
@pytest.mark.parametrize(("other", "code"), [("nobody", "unresolved"), ("x", "self-reference")])
def test_not_same_as_names_another_thing_that_exists(path: str, other: str, code: str) -> None:
    keys = f"not_same_as: [{other}]"
    files = {
        "articles/x.md": article("- event: x", rest=keys if path == "articles" else ""),
        "events/x.md": "title: X",
        "people/x.md": "name: X",
    }
    if path in ("people", "events"):
        files[f"{path}/x.md"] += f"\n{keys}"
    elif path != "articles":
        files[f"{path}.yaml"] = f"x: {{name: X, {keys}}}"
    assert make(files).mistake().code == code


# --- last names ----------------------------------------------------------------------------------


def surname(entry: str, **files: str) -> Outcome:
    return make(
        {
            "articles/a.md": article(f"- event: x\n{entry}"),
            **{path.replace("__", "/").replace("_", "."): text for path, text in files.items()},
        }
    )


GROZEV = "  motive: {{value: money, by: {0}}}\n  people: [{{person: {1}}}]"


@pytest.mark.parametrize("who", ["Christo Grozev", "christo-grozev", "x-1, as: Christo Grozev"])
@pytest.mark.parametrize("by", ["Grozev", "GROZEV"])
def test_a_speaker_called_by_the_last_name_of_somebody_in_the_entry_is_a_warning(
    who: str, by: str
) -> None:
    found = surname(GROZEV.format(by, who))
    (fault,) = found.warnings("surname")
    identifier = "x-1" if who.startswith("x") else "christo-grozev"
    assert identifier in fault.message
    assert f"`by: {identifier}`" in fault.hint
    assert found.warnings("created-organisation") == []


def test_so_is_a_person() -> None:
    found = surname("  people: [{person: Anna Elm}, {person: Elm, role: witness}]")
    (fault,) = found.warnings("surname")
    assert "Anna Elm (anna-elm)" in fault.message
    assert "`person: anna-elm`" in fault.hint


def test_a_name_in_another_script_has_a_last_word_too() -> None:
    assert surname(GROZEV.format("Грозев", "Христо Грозев")).warnings("surname")


@pytest.mark.parametrize(
    ("entry", "files"),
    [
        (GROZEV.format("Grozev", "Christo Petrov"), {}),
        (GROZEV.format("Christo", "Christo Grozev"), {}),
        (GROZEV.format("Christo Grozev", "Christo Grozev"), {}),
        (GROZEV.format("christo-grozev", "Christo Grozev"), {}),
        (GROZEV.format("grozev", "Christo Grozev"), {}),
        (GROZEV.format("Grozev", "Grozev"), {}),
        (
            GROZEV.format("Grozev", "Christo Grozev") + "\n- event: y",
            {"people__grozev_md": "name: G."},
        ),
        (
            GROZEV.format("Grozev", "Christo Grozev"),
            {"organisations_yaml": "firm: {name: A firm, also_known_as: [Grozev]}"},
        ),
        (
            GROZEV.format("Grozev", "christo-grozev"),
            {"people__christo-grozev_md": "name: Christo Grozev\nalso_known_as: [Grozev]"},
        ),
        (
            (
                "  motive: {value: money, by: Grozev}\n"
                "  people: [{person: Christo Grozev}, {person: Anna Grozev}]"
            ),
            {},
        ),
        (
            (
                "  motive: {value: money, by: Officer}\n"
                "  people: [{person: second-officer, unnamed: true, descriptor: an officer}]"
            ),
            {},
        ),
    ],
)
def test_what_is_meant_so_is_none(entry: str, files: dict[str, str]) -> None:
    assert surname(entry, **files).warnings("surname") == []


def test_somebody_in_another_entry_is_not_meant() -> None:
    entry = "  motive: {value: money, by: Grozev}\n- event: y\n  people: [{person: Christo Grozev}]"
    assert surname(entry).warnings("surname") == []


# --- new spellings -------------------------------------------------------------------------------


def test_a_new_spelling_of_somebody_known_can_be_joined_in_two_ways() -> None:
    file = {"people__ivan-ivanov_md": "name: Ivan Ivanov"}
    (fault,) = surname("  people: [{person: Iwan Iwanow}]", **file).warnings("created-person")
    assert "`person: ivan-ivanov` with `as: Iwan Iwanow`" in fault.hint
    assert "`also_known_as` in people/ivan-ivanov.md" in fault.hint
