"""Readers of single values."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from defectarchive.loader.yaml import fields, nodes
from defectarchive.loader.yaml.fields import Fields, Reader
from defectarchive.loader.yaml.found import Found
from defectarchive.loader.yaml.nodes import Node, parse_yaml


def node(text: str) -> Node:
    parsed, found = parse_yaml(f"key: {text}\n", "x.yaml")
    assert not found
    assert isinstance(parsed, nodes.Mapping)
    return parsed.entries["key"].value


def read(reader: Callable[[Node, Found], object], text: str) -> tuple[object, list[str]]:
    found = Found()
    return reader(node(text), found), [fault.code for fault in found.diagnostics]


@pytest.mark.parametrize("text", ["NO", "1_000", "22:30", "0123", "True", "2003", "1.50", "~"])
def test_text_takes_numbers_and_words_as_they_are_written(text: str) -> None:
    assert read(fields.text, text) == (text, [])


def test_text_loses_the_white_space_around_it_and_none_within() -> None:
    assert read(fields.text, "'  a  b '") == ("a  b", [])
    assert read(fields.text, "|\n  a\n  b\n") == ("a\nb", [])


@pytest.mark.parametrize("text", ["", "null", "''", "'  '"])
def test_text_is_not_empty(text: str) -> None:
    assert read(fields.text, text) == (None, ["empty-value"])


@pytest.mark.parametrize("reader", [fields.text, fields.ref, fields.spelling])
def test_true_and_false_are_no_text_unless_quoted(reader: Reader[object]) -> None:
    found = Found()
    assert reader(node("true"), found) is None
    assert [fault.code for fault in found.diagnostics] == ["wrong-type"]
    assert found.diagnostics[0].hint == 'to mean the word itself, quote it: "true"'
    assert read(reader, "'false'") == (reader(node("'false'"), Found()), [])


@pytest.mark.parametrize("text", ["[a]", "{a: b}"])
def test_text_is_no_collection(text: str) -> None:
    assert read(fields.text, text) == (None, ["wrong-type"])


@pytest.mark.parametrize("text", ["yes", "no", "True", "'true'", "1", "on", "[true]", "truth"])
def test_only_true_and_false_are_booleans(text: str) -> None:
    assert read(fields.boolean, "true") == (True, [])
    assert read(fields.boolean, "false") == (False, [])
    assert read(fields.boolean, text) == (None, ["wrong-type"])


@pytest.mark.parametrize(
    ("text", "hint"), [("yes", "true"), ("No", "false"), ("truth", "true or false")]
)
def test_who_writes_yes_is_told_to_write_true(text: str, hint: str) -> None:
    found = Found()
    fields.boolean(node(text), found)
    assert found.diagnostics[0].hint == f"write {hint}"


@pytest.mark.parametrize("text", ["1.5", "true", "'1'", "one", "1_000"])
def test_a_whole_number_is_written_plainly(text: str) -> None:
    assert read(fields.integer, "-3") == (-3, [])
    assert read(fields.integer, text) == (None, ["wrong-type"])


@pytest.mark.parametrize("text", ["90.1", "-91", "1e999"])
def test_a_number_stays_within_its_limits(text: str) -> None:
    assert read(fields.number_between(-90, 90), "-90") == (-90.0, [])
    assert read(fields.number_between(-90, 90), text) == (None, ["out-of-range"])


@pytest.mark.parametrize("text", ["true", "'5'", "5°", ".nan", ".inf", "5,5"])
def test_a_number_is_a_number(text: str) -> None:
    assert read(fields.number_between(-90, 90), text) == (None, ["wrong-type"])


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/",
        "http://example.org:8080/a?b=c&d#e",
        "HTTPS://EXAMPLE.ORG",
        "https://пример.рф/путь",
        "https://[2001:db8::1]/",
        "https://web.archive.org/web/2003/http://example.org/",
    ],
)
def test_a_web_address_is_read_as_it_is(text: str) -> None:
    assert read(fields.url, text) == (text, [])


@pytest.mark.parametrize(
    "text",
    [
        *("example.org", "//example.org", "ftp://example.org", "javascript:alert(1)", "data:,x"),
        *("https://", "https:///path", "https://a b", "'https://a\tb'", "https://a\u00a0b"),
        *("https://a\\@b", 'https://a"b', "https://a<b", "https://[::1", "https://a:99999/"),
        "mailto:a@example.org",
    ],
)
def test_what_is_no_web_address_is_an_error(text: str) -> None:
    assert read(fields.url, text) == (None, ["bad-url"])


@pytest.mark.parametrize(
    "tag",
    [
        *("en", "nb", "NB", "ru-Latn", "pt-BR", "es-419", "zh-cmn-Hans-CN", "sl-rozaj-biske"),
        *("de-1996", "x-private", "en-x-simple", "i-klingon", "en-u-ca-gregory", "no", "uk", "sme"),
    ],
)
def test_a_well_formed_language_tag_is_read_as_it_is(tag: str) -> None:
    assert read(fields.language, tag) == (tag, [])


@pytest.mark.parametrize(
    "tag", ["Norwegian", "english", "nb_NO", "e", "en-", "-en", "en--US", "n0"]
)
def test_an_ill_formed_language_tag_is_an_error(tag: str) -> None:
    assert read(fields.language, tag) == (None, ["bad-language"])


@pytest.mark.parametrize(
    ("text", "proposal"),
    [("Storskog 2031", "storskog-2031"), ("Борис", "boris"), ("a_b", "a-b"), ("-a", "a")],
)
def test_what_is_no_id_is_an_error_that_proposes_one(text: str, proposal: str) -> None:
    found = Found()
    assert fields.id_ref(node(text), found) is None
    assert found.diagnostics[0].code == "bad-id"
    assert found.diagnostics[0].hint == f"write {proposal}"


def test_where_no_id_can_be_proposed_the_remedy_says_what_to_make_one_of() -> None:
    found = Found()
    assert fields.id_ref(node("😀"), found) is None
    assert found.diagnostics[0].hint == "make one of such letters and digits"


def test_a_list_gives_what_can_be_read_of_it() -> None:
    assert read(fields.listed(fields.integer), "[1, a, 2]") == ((1, 2), ["wrong-type"])
    assert read(fields.listed(fields.integer), "[]") == ((), [])
    assert read(fields.listed(fields.integer), "1") == (None, ["wrong-type"])


def test_an_empty_key_is_as_good_as_none_but_not_where_it_is_needed() -> None:
    mapping = node("{a: , b: null}")
    assert isinstance(mapping, nodes.Mapping)
    found = Found()
    reader = Fields(mapping, "it", ("a", "b", "c"), found)
    assert reader.optional("a", fields.text, "default") == "default"
    assert reader.maybe("b", fields.text) is None
    assert not found.diagnostics
    assert reader.required("a", fields.text) is None
    assert reader.required("c", fields.text) is None
    assert [(fault.code, fault.span.column) for fault in found.diagnostics] == [
        ("missing-field", 7),
        ("missing-field", 6),
    ]


def test_unknown_keys_are_told_at_the_key_with_what_was_meant() -> None:
    mapping = node("{titel: A}")
    assert isinstance(mapping, nodes.Mapping)
    found = Found()
    Fields(mapping, "it", ("title",), found)
    (fault,) = found.diagnostics
    assert (fault.code, fault.span.column, fault.span.end) == ("unknown-key", 7, 12)
    assert fault.hint == 'did you mean "title"?'


def test_a_hundred_mistakes_are_enough_to_look_for_similar_words() -> None:
    found = Found()
    mapping, _ = parse_yaml("".join(f"titl{chr(0x100 + n)}e: A\n" for n in range(200)), "x.yaml")
    assert isinstance(mapping, nodes.Mapping)
    Fields(mapping, "it", ("title",), found)
    assert len(found.diagnostics) == 200
    assert found.diagnostics[0].hint == 'did you mean "title"?'
    assert found.diagnostics[-1].hint == "allowed are: title"
