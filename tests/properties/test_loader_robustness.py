"""Whatever stands in a file: reading it never raises, never hangs, and tells of places in it."""

from __future__ import annotations

import string

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from defectarchive.diagnostics.diagnostic import Diagnostic, format_diagnostic
from defectarchive.loader.files import load, read_file
from defectarchive.loader.site_yaml import read_settings
from defectarchive.loader.source_file import SourceFile, source_lines
from defectarchive.loader.yaml.nodes import parse_yaml
from defectarchive.model.vocabulary import SHIPPED

PATHS = ("articles/a.md", "people/a.md", "events/a.md", "pages/a.md", "outlets.yaml", "places.yaml")

KEYS = (
    *("title", "outlet", "published", "url", "archived", "accessed", "retracted", "language"),
    *("authors", "relays", "own_reporting", "draft", "events", "event", "type", "date", "place"),
    *("from", "to", "count", "organisations", "status", "motive", "statements", "related", "kind"),
    *("people", "person", "as", "role", "age", "nationality", "because", "unnamed", "members"),
    *(
        "name",
        "descriptor",
        "also_known_as",
        "born",
        "may_be",
        "merged_from",
        "rulings",
        "withhold",
    ),
    *("value", "by", "stance", "wording", "note", "corrections", "text", "former_ids", "order"),
    *("country", "lat", "lon", "within", "label", "plural", "inverse", "main", "vocabulary"),
)
SCALARS = (
    *("2031", "2031-04", "early 2031", '"[2031, 2032]"', "RU", "NO", "no", "true", "yes", "null"),
    *("~", "2..5", "5..2", "-1", "1e999", "0x1", "https://example.org/", "A > B", "A > unknown"),
    *("defection", "defecton", "subject", "Борис", "'it''s'", '"\\0"', '"\\uD800"', "*a", "&a b"),
    *(
        "!t x",
        "<<",
        "@x",
        "`x`",
        "%x",
        "| ",
        ">-",
        "[",
        "{",
        "]",
        "}",
        ", ",
        "# c",
        "\t",
        "- ",
        "? ",
    ),
    *("\ufeff", "\u2028", "\u202e", "\x00", "---", "...", "a: b: c", "😀", "e\u0301", "''", '""'),
)

words = st.sampled_from((*KEYS, *SCALARS)) | st.text(max_size=8)
nodes = st.recursive(
    words,
    lambda inner: (
        st.lists(inner, max_size=4).map(lambda items: f"[{', '.join(items)}]")
        | st.lists(st.tuples(words, inner), max_size=4).map(
            lambda pairs: "{" + ", ".join(f"{key}: {value}" for key, value in pairs) + "}"
        )
    ),
    max_leaves=12,
)
lines = st.tuples(
    st.sampled_from(("", "  ", "    ", "- ", "  - ", "    - ", "\t")), st.sampled_from(KEYS), nodes
).map(lambda parts: f"{parts[0]}{parts[1]}: {parts[2]}")
yaml_like = st.lists(lines | nodes | st.text(max_size=30), max_size=12).map("\n".join)
bodies = st.text(alphabet=string.printable + "[]()*_#`<>&ё\u202e", max_size=60)
documents = st.tuples(st.sampled_from(("", "---\n", "\ufeff---\r\n")), yaml_like, bodies).map(
    lambda parts: f"{parts[0]}{parts[1]}\n---\n{parts[2]}"
)
BREAKS = '"one\\n\\n  two\\L"'
quickly = settings(suppress_health_check=[HealthCheck.too_slow])


def check_places(data: bytes, diagnostics: tuple[Diagnostic, ...]) -> None:
    in_file = source_lines(data)
    for fault in diagnostics:
        assert 1 <= fault.span.line <= len(in_file), fault
        line = in_file[fault.span.line - 1]
        assert 1 <= fault.span.column <= len(line) + 1, fault
        assert fault.span.end > fault.span.column, fault
        assert fault.message
        assert fault.hint, fault
        assert len(f"{fault.message}{fault.hint}".splitlines()) == 1, fault
        assert len(fault.message) + len(fault.hint) < 800, fault
        format_diagnostic(fault, line)


def check(path: str, data: bytes) -> None:
    reading = read_file(SourceFile(path, data), SHIPPED)
    check_places(data, reading.diagnostics)


@quickly
@given(st.sampled_from(PATHS), st.binary(max_size=200))
@example("articles/a.md", b"\xef\xbb\xbf\xff")
@example("outlets.yaml", b"\xff\xfe")
def test_any_bytes_are_read_without_failing(path: str, data: bytes) -> None:
    check(path, data)


@quickly
@given(st.sampled_from(PATHS), st.text(max_size=200))
def test_any_text_is_read_without_failing(path: str, text: str) -> None:
    check(path, text.encode("utf-8", "surrogatepass"))


@quickly
@given(st.sampled_from(PATHS), documents | yaml_like)
@example("articles/a.md", "---\n? [\n---\n")
@example("people/a.md", "---\nname: a\u2028b\nwithhold: *a b\n---\n")
@example("articles/a.md", f"---\npublished: {BREAKS}\nurl: {BREAKS}\nlanguage: {BREAKS}\n---\n")
@example("articles/a.md", f"---\n{BREAKS}: 1\n{BREAKS}: 2\nevents: {BREAKS}\n---\n")
@example("articles/a.md", f"---\nevents: [{BREAKS}, {{event: {BREAKS}, type: {BREAKS}}}]\n---\n")
@example("articles/a.md", f"---\nevents: [{{event: e, count: {BREAKS}, to: {BREAKS}}}]\n---\n")
@example("articles/a.md", f"---\nevents: [{{event: e, date: [{BREAKS}]}}]\n---\n")
@example("articles/a.md", f"---\nevents: [{{event: e, date: [{{value: x}}, {BREAKS}]}}]\n---\n")
@example("articles/a.md", f"---\nevents:\n- event: e\n  date:\n  - {BREAKS}\n---\n")
@example("articles/a.md", f"---\nevents: [{{event: e, date: {{{BREAKS}: }}}}]\n---\n")
@example("people/a.md", f"---\nmay_be: [{BREAKS}]\nrulings: {{age: {BREAKS}}}\n---\n")
@example("outlets.yaml", f"{BREAKS}: {BREAKS}\na: {BREAKS}\n")
@example("outlets.yaml", "a: {name: \u2028, b: &a *a}")
def test_whatever_looks_like_content_is_read_without_failing(path: str, text: str) -> None:
    check(path, text.encode("utf-8", "surrogatepass"))


@quickly
@given(yaml_like)
def test_whatever_looks_like_settings_is_read_without_failing(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    check_places(data, read_settings(SourceFile("site.yaml", data))[1])


@quickly
@given(st.lists(st.tuples(st.text(max_size=20), st.binary(max_size=20)), max_size=4))
def test_files_at_any_place_are_read_or_told_of(files: list[tuple[str, bytes]]) -> None:
    load([SourceFile(path, data) for path, data in dict(files).items()])


@settings(deadline=None, max_examples=60)
@given(
    st.text(alphabet="[]{}-?:,#&*!|>'\"%@` \n\tab<", min_size=1, max_size=12),
    st.integers(1000, 20_000),
)
@example("[", 100_000)
@example("{a: [", 50_000)
@example("- ", 100_000)
@example("'", 100_000)
@example("a: b\n", 50_000)
@example("&a ", 80_000)
@example("{a,", 40_000)
def test_repetition_neither_crashes_nor_hangs_the_yaml_reader(unit: str, times: int) -> None:
    text = (unit * times)[: 256 * 1024]
    _, found = parse_yaml(text, "x.yaml")
    in_text = text.split("\n")
    for fault in found[:100]:
        assert 1 <= fault.span.line <= len(in_text)
        assert fault.span.column <= len(in_text[fault.span.line - 1]) + 1


@pytest.mark.parametrize(
    "front",
    [
        "authors: [" + "x," * 100_000 + "]\n",
        "".join(f"k{n}: v\n" for n in range(25_000)),
        "events: [" + "{event: E}," * 20_000 + "]\n",
        "events: [{event: e, people: [" + "{person: a, role: subjekt}," * 8_000 + "]}]\n",
        "events: [{event: e, motive: [" + "{value: m, stance: asert}," * 8_000 + "]}]\n",
        "relays: ['" + "a>" * 100_000 + "b']\n",
        "events: [{event: " + "A b" * 80_000 + "}]\n",
        "published: '" + "2031/" * 50_000 + "'\n",
        "language: '" + "a-" * 100_000 + "'\n",
        "language: 'en" + "-abcde" * 40_000 + "-'\n",
        "url: 'https://" + "a" * 250_000 + " '\n",
        "title: " + "a: " * 80_000 + "\n",
        "withhold:" + "\n" * 200_000,
        "withhold: x\n" * 20_000,
        '"' + "x" * 250_000 + '": y\n',
        "title: '" + "\u202e" * 80_000 + "'\n",
        "title: '" + "\u200b" * 80_000 + "'\n",
        "- " * 100_000 + "\u00a0\n",
        "a: b\n" * 10 + "a \u00a0" * 60_000 + "\n",
        "a:\u00a0b\n" * 30_000,
        "<<<<<<<\n" * 30_000,
        "title: a" + " " * 200_000 + "#b\n",
        "authors: [" + "a #b\n," * 30_000 + "]\n",
        "title: '" + "&amp;" * 45_000 + "'\n",
        "title: '" + "[[a]]" * 45_000 + "'\n",
    ],
)
@pytest.mark.parametrize("path", ["articles/a.md", "people/a.md"])
def test_large_nonsense_is_read_in_time(path: str, front: str) -> None:
    check(path, f"---\n{front[: 250 * 1024]}\n---\n".encode())
