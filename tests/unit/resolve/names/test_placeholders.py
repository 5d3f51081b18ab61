"""Words that stand for a missing name: no thing is called so unless it is declared."""

from __future__ import annotations

import pytest
from tests.archives import Outcome, article, make

WORDS = ["unknown", "Unidentified", "UNNAMED", "anonymous", "n/a", "N.A.", "n-a", "tba", "TK"]
REPEATED = ["TK TK", "tktk", "unknown, unknown", "n/a n/a", "(Unknown)", "«unknown»"]
ENTRIES = {
    "person": "  people: [{{person: '{0}'}}]",
    "place": "  place: '{0}'",
    "organisation": "  organisations: ['{0}']",
    "by": "  motive: {{value: money, by: '{0}'}}",
    "outlet": "",
}


def mention(key: str, word: str, **files: str) -> Outcome:
    outlet = f"'{word}'" if key == "outlet" else "tv"
    text = article(f"- event: x\n{ENTRIES[key].format(word)}", outlet=outlet)
    paths = {name.replace("__", "/").replace("_yaml", ".yaml"): t for name, t in files.items()}
    return make({"articles/a.md": text, **paths})


@pytest.mark.parametrize("word", [*WORDS, *REPEATED])
@pytest.mark.parametrize("key", [*ENTRIES])
def test_a_placeholder_is_an_error_wherever_it_would_create_a_thing(key: str, word: str) -> None:
    fault = mention(key, word).mistake()
    assert fault.code == "placeholder"
    assert word in fault.message


@pytest.mark.parametrize(
    ("key", "remedy"),
    [
        ("person", "`unnamed: true`"),
        ("place", "leave `place` out"),
        ("organisation", "leave it out"),
        ("by", "`by`"),
        ("outlet", "name who published it"),
    ],
)
def test_the_remedy_is_the_right_form(key: str, remedy: str) -> None:
    assert remedy in mention(key, "unknown").mistake().hint


@pytest.mark.parametrize("word", ["Unknown", "unknown", "UNKNOWN"])
def test_what_is_declared_may_be_called_so(word: str) -> None:
    found = mention("outlet", word, outlets_yaml="unknown: {name: Unknown}")
    assert not found.mistakes()
    assert [*found.archive.outlets] == ["unknown"]


def test_unknown_in_relays_is_what_it_was() -> None:
    text = article("- event: x\n  count: 2", rest="relays: [Example Wire > unknown]")
    found = make({"articles/a.md": text})
    assert not found.mistakes()
    assert found.event("x").support.origins == ()


@pytest.mark.parametrize(
    "word", ["Unknown Pleasures", "unidentified-man", "Unidentified man", "Anonymous: a source"]
)
@pytest.mark.parametrize("key", [*ENTRIES])
def test_a_created_name_that_begins_so_is_a_warning(key: str, word: str) -> None:
    found = mention(key, word)
    assert not found.mistakes()
    assert [word in fault.message for fault in found.warnings("placeholder-name")] == [True]


@pytest.mark.parametrize("word", ["Unknownson", "Tkachenko", "Tbaten", "Na", "The Unknown", "ТК"])
@pytest.mark.parametrize("key", [*ENTRIES])
def test_a_name_that_only_looks_alike_is_a_name(key: str, word: str) -> None:
    found = mention(key, word)
    assert not found.mistakes()
    assert not found.warnings("placeholder")


def test_a_declared_name_that_begins_so_is_no_warning() -> None:
    files = {"people__unknown-man.md": "unnamed: true\ndescriptor: an unknown man"}
    assert not mention("person", "unknown-man", **files).warnings("placeholder")
