import re

import pytest

from defectarchive.diagnostics.diagnostic import Diagnostic, Severity
from defectarchive.loader.markdown import limits
from defectarchive.loader.markdown.convert import convert_body
from defectarchive.model.records import Body

PATH = "articles/a.md"


def convert(text: str) -> tuple[Body, tuple[Diagnostic, ...]]:
    return convert_body(text, PATH, 1)


def html(text: str) -> str:
    """The body as one string, with {target|label} for each link; there must be no complaint."""
    body, faults = convert(text)
    assert faults == ()
    return joined(body)


def joined(body: Body) -> str:
    labels = [f"{{{link.target}|{link.label}}}" for link in body.links]
    return "".join(part + label for part, label in zip(body.parts, [*labels, ""], strict=True))


def faults(text: str) -> list[tuple[str, int, int]]:
    return [(fault.code, fault.span.line, fault.span.column) for fault in convert(text)[1]]


def places(text: str) -> list[tuple[str, int, int]]:
    return [(link.target, link.span.line, link.span.column) for link in convert(text)[0].links]


# What Markdown means


def test_a_body_without_text_is_empty() -> None:
    assert convert("\n \n\t\n") == (Body(), ())
    assert convert("") == (Body(("",), ()), ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One *two* **three**\nfour", "<p>One <em>two</em> <strong>three</strong>\nfour</p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'),
        ("> a", "<blockquote>\n<p>a</p>\n</blockquote>"),
        ("`a < b`", "<p><code>a &lt; b</code></p>"),
        ("    a < b", "<pre><code>a &lt; b\n</code></pre>"),
        ("a  \nb", "<p>a<br>\nb</p>"),
        ("a\n\n***\n\nb", "<p>a</p>\n<hr>\n<p>b</p>"),
        ("AT&T & ©&nbsp;2031", "<p>AT&amp;T &amp; ©&nbsp;2031</p>"),
        (
            "*[FSB]: Federal Security Service\n\nThe FSB.",
            '<p>The <abbr title="Federal Security Service">FSB</abbr>.</p>',
        ),
    ],
)
def test_markdown_becomes_html(text: str, expected: str) -> None:
    assert html(text) == expected


def test_a_table_aligns_by_class_because_pages_forbid_style() -> None:
    table = html("| a | b | c |\n|:--|:-:|--:|\n| 1 | 2 | 3 |")
    assert '<td class="align-left">1</td>' in table
    assert '<td class="align-center">2</td>' in table
    assert '<th class="align-right">c</th>' in table
    assert "style" not in table


@pytest.mark.parametrize("level", [1, 2, 6])
def test_headings_begin_below_the_title_of_the_page(level: int) -> None:
    assert html(f"{'#' * level} A") == '<h2 id="h-a">A</h2>'


@pytest.mark.parametrize(
    ("levels", "become"),
    [
        ((2, 3, 3, 2), (2, 3, 3, 2)),
        ((1, 4, 2), (2, 3, 3)),
        ((3, 2, 3), (2, 2, 3)),
        ((1, 2, 3, 4, 5, 6), (2, 3, 4, 5, 6, 6)),
    ],
)
def test_headings_never_skip_a_level(levels: tuple[int, ...], become: tuple[int, ...]) -> None:
    page = html("\n\n".join(f"{'#' * level} A" for level in levels))
    assert tuple(map(int, re.findall("<h([2-6])", page))) == become


def test_headings_have_ids_in_their_own_script_and_each_its_own() -> None:
    found = re.findall(r'id="([^"]*)"', html("# Побег 1991\n\n# Побег 1991\n\n# *!*\n\n# A_b & c"))
    assert found == ["h-побег-1991", "h-побег-1991-2", "h-section", "h-a-b-c"]


def test_a_heading_with_a_link_is_named_by_what_the_link_says() -> None:
    body, _ = convert("# On [[person:ivan|Ivan I.]] and [[x-y]]")
    assert body.parts[0] == '<h2 id="h-on-ivan-i-and-x-y">On '


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "no".', "He said “no”."),
        ("It's 'so'", "It’s ‘so’"),
        ('"*Now*"', "“<em>Now</em>”"),
        ('"[[x]]"', "“{x|}”"),
        ("the '90s and '90", "the ’90s and ’90"),
        ("1991--1993 --- or so ...", "1991–1993 — or so …"),
        ('("a")', "(“a”)"),
        (r"\"straight\" \'so\' \--", "\"straight\" 'so' --"),
        ('`"code"` -- `...`', '<code>"code"</code> – <code>...</code>'),
        ("<https://example.org/a--b>", None),
    ],
)
def test_punctuation_is_set_outside_code_and_addresses(text: str, expected: str | None) -> None:
    shown = html(text).removeprefix("<p>").removesuffix("</p>")
    if expected is None:
        assert "a--b</a>" in shown
        assert 'a--b"' in shown
    else:
        assert shown == expected


# Footnotes


def test_footnotes_come_last_numbered_as_they_are_referred_to() -> None:
    text = "A[^b] c[^a] d[^b].\n\n[^a]: First [[x]].\n[^b]: Second.\n"
    shown = html(text)
    assert shown.index("Second.") < shown.index("First {x|}.")
    assert '<sup id="fnref-b"><a class="footnote-ref" href="#fn-b">1</a></sup>' in shown
    ids = re.findall(r' id="([^"]*)"', shown)
    assert sorted(ids) == ["fn-a", "fn-b", "fnref-a", "fnref-b", "fnref2-b"]
    assert sorted(re.findall(r'href="#([^"]*)"', shown)) == sorted([*ids, "fn-b"])


def test_the_way_back_from_a_footnote_has_no_words_of_its_own() -> None:
    assert '<a class="footnote-backref" href="#fnref-1">↩</a>' in html("A[^1]\n\n[^1]: B")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A[^1] b", ("footnote-unknown", 1, 2)),
        ("A[^1]\n\n[^1]: b\n\n[^1]: c", ("footnote-twice", 5, 1)),
        ("A[^1]\n\n[^1]:", ("footnote-empty", 3, 1)),
        ("A[^1]\n\n[^1]: [a]: b", ("footnote-empty", 3, 1)),
        ("A[^a b]\n\n[^a b]: c", ("footnote-label", 3, 1)),
        ("A\n\n[^1]: b", ("footnote-unused", 3, 1)),
        ("A[^1][^2]\n\n[^1]: b\n\n    [^2]: c", ("footnote-unknown", 1, 6)),
        ("A[^1][^2]\n\n[^1]: [^2]: c\n\n[^3]: d", ("footnote-nested", 3, 7)),
    ],
)
def test_a_footnote_amiss_is_told_with_its_place(text: str, found: tuple[str, int, int]) -> None:
    assert found in faults(text)


def test_a_footnote_that_nothing_refers_to_does_not_link_back() -> None:
    body, found = convert("A\n\n[^1]: b")
    assert [fault.severity for fault in found] == [Severity.WARNING]
    assert "href" not in joined(body)
    assert "b" in joined(body)


# Links to things


def test_a_body_is_cut_at_its_links() -> None:
    body, found = convert_body("See [[ivan-ivanov]] and [[event:x-1|the *x*]].\n", PATH, 12)
    assert found == ()
    assert body.parts == ("<p>See ", " and ", ".</p>")
    assert [(link.target, link.label) for link in body.links] == [
        ("ivan-ivanov", ""),
        ("event:x-1", "the *x*"),
    ]
    first = body.links[0].span
    assert (first.path, first.line, first.column, first.end) == (PATH, 12, 5, 20)


def test_a_name_may_be_the_target() -> None:
    assert html("[[ Иван Иванов | И. ]]") == "<p>{Иван Иванов|И.}</p>"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[[x]] [[x]]\n[[x]]", [("x", 1, 1), ("x", 1, 7), ("x", 2, 1)]),
        ("a[^1] [[b]]\n\n[^1]: [[c]]\n\n[[d]]", [("b", 1, 7), ("d", 5, 1), ("c", 3, 7)]),
        ("- a\n    - [[b]]\n\n> > [[c]]", [("b", 2, 7), ("c", 4, 5)]),
        ("a|b\n-|-\n[[c|d]]|[[e\\|f]]", [("c", 3, 1), ("e", 3, 9)]),
        ("# [[a]]\n*[[b]]* **[[c]]**", [("a", 1, 3), ("b", 2, 2), ("c", 2, 11)]),
        ("é\t[[a]] 😀[[b]]", [("a", 1, 3), ("b", 1, 10)]),
        ("a\n===\n\n1. [[b]]", [("b", 4, 4)]),
        ("what![[a]]", [("a", 1, 6)]),
        ("[[[a]]]", [("a", 1, 2)]),
    ],
)
def test_a_link_has_its_place_in_the_file(text: str, expected: list[tuple[str, int, int]]) -> None:
    assert places(text) == expected
    assert faults(text) == []


def test_a_label_may_go_on_in_the_next_line() -> None:
    body, found = convert("> a [[x|the\n> crossing]] b")
    assert found == ()
    assert [link.label for link in body.links] == ["the crossing"]
    assert body.links[0].span.end == 12


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("`[[x]]`", "<p><code>[[x]]</code></p>"),
        ("`` a `[[x|y]]` ``", "<p><code>a `[[x|y]]`</code></p>"),
        ("    [[x]] <b> ![y](z)", "<pre><code>[[x]] &lt;b&gt; ![y](z)\n</code></pre>"),
        ("`[[` and `]]`", "<p><code>[[</code> and <code>]]</code></p>"),
        ("`&#8238;`", "<p><code>&amp;#8238;</code></p>"),
        ("`[a](b)` `[^1]`", "<p><code>[a](b)</code> <code>[^1]</code></p>"),
        (r"\[[x]]", "<p>[[x]]</p>"),
        (r"\![x] \<b>", "<p>![x] &lt;b&gt;</p>"),
    ],
)
def test_code_and_escapes_mean_nothing(text: str, shown: str) -> None:
    assert html(text) == shown


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a [[]]", ("link-empty", 1, 3)),
        ("a [[|b]]", ("link-empty", 1, 3)),
        ("a [[b", ("link-open", 1, 3)),
        ("a [[b\n\nc]]", ("link-open", 1, 3)),
        ("[see [[x]]](https://example.org/)", ("link-nested", 1, 6)),
        ("[see [[x]]][r]\n\n[r]: https://example.org/", ("link-nested", 1, 6)),
        ("[a [b](https://b.org/) c](https://c.org/)", ("link-nested", 1, 8)),
        ('[a](https://example.org/ "[[x]]")', ("link-misplaced", 1, 27)),
        ("[a](https://example.org/[[x]])", ("link-misplaced", 1, 25)),
        ("a\n\n*[FSB]: the [[x]]", ("link-misplaced", 3, 13)),
        ('a\n\n[r]: https://example.org/ "[[x]]"', ("link-misplaced", 3, 28)),
    ],
)
def test_a_link_that_cannot_be_is_an_error(text: str, found: tuple[str, int, int]) -> None:
    assert found in faults(text)
    assert all(fault.is_error for fault in convert(text)[1])


# Addresses


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("[a](https://example.org/?b=1&copy=2)", "https://example.org/?b=1&amp;copy=2"),
        ("[a](<https://example.org/b c>)", "https://example.org/b c"),
        ("[a](HTTP://example.org)", "HTTP://example.org"),
        (r"[a](https://example.org/\_b)", "https://example.org/_b"),
        ("[a](https://example.org/b_(c))", "https://example.org/b_(c)"),
        ("[a](mailto:a@example.org)", "mailto:a@example.org"),
        ("[a](#h-b)", "#h-b"),
        ("<a@example.org>", "mailto:a@example.org"),
        ("<https://example.org/b>", "https://example.org/b"),
        ("[a][b]\n\n[b]: https://example.org/b", "https://example.org/b"),
        ("[b]\n\n[b]:\n  <https://example.org/b>", "https://example.org/b"),
        ("> [b]\n>\n> [b]: https://example.org/b 'c'", "https://example.org/b"),
    ],
)
def test_whole_addresses_are_links(text: str, address: str) -> None:
    assert f'href="{address}"' in html(text)


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("[a](javascript:alert)", 5),
        ("[a](JavaScript&#58;alert)", 5),
        ("[a](java\\script:alert)", 5),
        ("[a](&#9;javascript&colon;alert)", 5),
        ("[a](data:text/html,x)", 5),
        ("[a](//example.org/)", 5),
        ("[a](https:example.org)", 5),
        ("[a](/about/)", 5),
        ("[a](about)", 5),
        ("[a]( <ftp://example.org/>)", 7),
        ("<ftp://example.org/>", 8),
        ("[a]: vbscript:b\n\n[a]", 6),
    ],
)
def test_other_addresses_are_errors_with_their_place(text: str, column: int) -> None:
    assert faults(text) == [("link-address", 1, column)]
    assert 'href="#"' in joined(convert(text)[0])


# What is not allowed in


@pytest.mark.parametrize(
    "tag",
    ["<script>", "</div>", "<img src=x onerror=y>", "<!-- a -->", "<?php", "<![CDATA[", "<a\nb>"],
)
def test_html_is_shown_as_text_with_a_warning(tag: str) -> None:
    body, found = convert(f"a {tag} b\n\n{tag}\n")
    assert [(fault.code, fault.severity) for fault in found] == [
        ("raw-html", Severity.WARNING),
        ("raw-html", Severity.WARNING),
    ]
    shown = re.sub("</?p>|\n", "", joined(body))
    assert "<" not in shown
    assert shown.count("&lt;") == 2


def test_less_than_and_its_like_are_no_html() -> None:
    assert html("a < b, 3<4, <3") == "<p>a &lt; b, 3&lt;4, &lt;3</p>"


def test_pictures_are_errors() -> None:
    assert faults("a\n\nb ![c](d.png)") == [("image", 3, 3)]
    assert faults("![a][b]\n\n[b]: https://example.org/") == [("image", 1, 1)]
    assert "<img" not in joined(convert("![c](d.png)")[0])


def test_an_exclamation_mark_may_stand_before_a_footnote() -> None:
    assert "No!<sup" in html("No![^1]\n\n[^1]: a")


@pytest.mark.parametrize(
    "reference", ["&#0;", "&#x1;", "&#8238;", "&#x202E;", "&#xFDD0;", "&#x81;"]
)
def test_references_to_barred_characters_are_errors_and_stay_as_they_are(reference: str) -> None:
    assert faults(f"a {reference}") == [("character", 1, 3)]
    assert joined(convert(f"a {reference}")[0]) == f"<p>a &amp;{reference[1:]}</p>"


@pytest.mark.parametrize(
    "forged", [r"&\#xFDD0;&\#xFDE1;&\#xFDD1;", "&#x00000000000FDD0;&#64992;", "&#99999999999;"]
)
def test_no_character_reference_forges_a_link(forged: str) -> None:
    body, _ = convert(f"[[x]] {forged}")
    assert len(body.links) == 1
    assert not re.search("[\ufdd0-\ufdef]", joined(body))


# Order and state


def test_complaints_come_in_the_order_of_the_text() -> None:
    found = faults("a[^1] ![b](c) <b>\n\n[^1]: ![d](e)\n\n![f](g)")
    assert found == sorted(found, key=lambda fault: fault[1:])
    assert len(found) == 4


def test_one_body_leaves_nothing_behind_for_the_next() -> None:
    first = "# A\n\n[r] FSB a[^1] *b\n\n3. c\n\n[r]: https://r.org/\n*[FSB]: F\n\n[^1]: [[d]]"
    second = "# A\n\n[r] FSB a\\[^1] *b* _c\n\n1. d"
    alone = convert(first), convert(second)
    too_much = "[" * 10_000
    convert(too_much)
    assert (convert(first), convert(second)) == alone
    assert (convert(second), convert(first)) == alone[::-1]
    assert "<abbr" not in joined(alone[1][0])


# Limits

SIZE = 128 * 1024


def filled(pattern: str, size: int = SIZE) -> str:
    return (pattern * (size // len(pattern) + 1))[:size]


@pytest.mark.parametrize(
    "text",
    [
        *map(filled, ["[", "[](", "[a](", "[a][", "[a", "![[", "](["]),
        *map(filled, ["`", "` ", "``a`", "*", "_", "*a ", "**a*b**c* ", "_*a*_ "]),
        *map(filled, ["- [", "> [ \n", "[[a](b)](", "[a](<", "[a]('"]),
        *map(filled, ["\\\\", "\\`", "<a ", "<![CDATA[", "&("]),
        *map(filled, ["#\n", "# a\n", "a\n=\n", "a\n---\n", "---\n", "* * *\n", "-\n", "- a\n"]),
        *map(filled, ["[a]: b\n", "*[a]\n", "- a\n# b\n", "a\n> b\n", "[a]: b\n 'c\n", "a\n"]),
        *map(filled, ["> ", ">", "1. ", "- > ", "> 1. "]),
        "- " * 100 + "a",
        "\n".join("    " * level + "- a" for level in range(60)),
        "\n\n".join("\t" * level + "1. a" for level in range(60)),
        "|".join("a" * 400) + "\n" + "|".join("-" * 400) + "\n" + "|\n" * 400,
        "a|b\n-|-\n" + "|" * (SIZE // 2),
        "a\n\n" * 20_000,
        "[^1]: a\n\n" + filled("x[^1] "),
        "".join(f"[^{number}]: a\n\n" for number in range(5_000)),
        "".join(f"*[A{number}]: a\n\n" for number in range(5_000)),
        "*[A]: " + "b" * 2_000 + "\n\n" + filled("A "),
        '[A]: https://a.org/ "' + "b" * 20_000 + '"\n\n' + filled("[A]\n\n", 20_000),
        "[" * 1_000 + "a" + "](https://b.org/)" * 1_000,
        "".join(f"{mark}a " for mark in ("*", "_") * 100) + "a_ a* " * 100,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_what_would_take_too_long_is_refused(text: str) -> None:
    body, found = convert(text)
    assert body == Body()
    (fault,) = found
    assert fault.code == "markdown-limit"
    assert fault.is_error
    assert fault.hint


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        (
            "A paragraph of some length, with *emphasis* and `code`. [a](https://b.org/)\n\n"
            * 1_500,
            {"p": 1_500, "em": 1_500, "code": 1_500, "a": 1_500},
        ),
        ("- an item in a tight list\n" * 1_000, {"ul": 1, "li": 1_000}),
        ("a|b|c\n-|-|-\n" + "1|2|3\n" * 1_000, {"table": 1, "td": 3_000}),
        (
            "".join(f"a[^{n}]\n\n" for n in range(500))
            + "".join(f"[^{n}]: b\n" for n in range(500)),
            {"sup": 500, "li": 500},
        ),
        ("> " * 15 + "a", {"blockquote": 15}),
        ("# A\n\na\n\n" * 3_900, {"h2": 3_900, "p": 3_900}),
        ("a " * (SIZE // 2), {"p": 1}),
        ("a[[b]] " * 400, {"p": 1}),
    ],
    ids=lambda value: repr(value[:12]) if isinstance(value, str) else "",
)
def test_large_bodies_of_an_ordinary_kind_are_taken(text: str, tags: dict[str, int]) -> None:
    body, found = convert(text)
    assert found == ()
    shown = joined(body)
    assert {tag: len(re.findall(f"<{tag}[ >]", shown)) for tag in tags} == tags


def test_a_limit_points_to_the_paragraph_that_passes_it() -> None:
    (fault,) = convert("a\n\nb *c*\n\n" + "[" * 4_000 + "\n\nd")[1]
    assert (fault.span.line, fault.span.column) == (5, 1)
    (fault,) = convert("a\n\n" + "> " * (limits.MAX_DEPTH + 1) + "b")[1]
    assert fault.span.line == 3
    (fault,) = convert("[^1]\n" * (limits.MAX_FOOTNOTE_MARKS + 1))[1]
    assert (fault.span.line, fault.span.column) == (limits.MAX_FOOTNOTE_MARKS + 1, 1)


def test_a_ruler_of_many_dashes_is_no_deep_list() -> None:
    assert html("- " * 40) == "<hr>"
