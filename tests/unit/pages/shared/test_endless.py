"""Input without end: pages stay under their limit, and the work grows no faster than the input."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from tests.archives import Outcome, article, context_of, make
from tests.published import Site, built, markup, rows, text_of

from defectarchive.analysis.indexes import CROWD
from defectarchive.diagnostics.diagnostic import Span, error
from defectarchive.figures import text_width
from defectarchive.pages.shared.pagination import PAGE_LIMIT
from defectarchive.pages.shared.row_limits import cut_text, first_of

STATEMENTS, RELAYS = 1200, 3000


def published(folder: Path, files: Mapping[str, str]) -> Site:
    for path, text in {"site.yaml": "title: T\n", **files}.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return built(folder, "--no-search")


def too_large(site: Site) -> list[tuple[str, int]]:
    return [
        (path, len(data))
        for path, data in site.items()
        if path.endswith(".html") and len(data) > PAGE_LIMIT
    ]


def pages_of(site: Site, folder: str) -> Iterator[tuple[str, bytes]]:
    return ((path, d) for path, d in site.items() if path.startswith(folder) and "html" in path)


class TestPages:
    def test_the_statements_of_one_article_go_on_pages_of_their_own(self, tmp_path: Path) -> None:
        files = {
            f"articles/a{number}.md": article(
                "- event: x\n  type: defection\n  statements:\n"
                + "\n".join(f"    - The {number} statement {at}" for at in range(STATEMENTS))
            )
            for number in range(3)
        }
        site = published(tmp_path, files)
        assert too_large(site) == []
        claims = {row["claim_id"] for row in rows(site, "data/claims.csv")}
        assert len(claims) == 3 * (STATEMENTS + 1)
        shown = [name for _, page in pages_of(site, "cases/x/") for name in markup(page).ids]
        assert claims <= set(shown)
        for number in range(3):
            texts = " ".join(text_of(page) for _, page in pages_of(site, f"articles/a{number}/"))
            assert f"The {number} statement 0" in texts
            assert f"The {number} statement {STATEMENTS - 1}" in texts

    def test_each_link_to_a_claim_of_a_long_report_leads_to_its_anchor(
        self, tmp_path: Path
    ) -> None:
        lines = "\n".join(f"    - Statement {at}" for at in range(STATEMENTS))
        entry = f"- event: x\n  type: defection\n  statements:\n{lines}"
        site = published(tmp_path, {"articles/a.md": article(entry)})
        anchors = {path: {*markup(page).ids} for path, page in pages_of(site, "cases/")}
        led = 0
        for _, page in pages_of(site, "articles/a/"):
            for link in markup(page).links:
                path, _, anchor = link.partition("#")
                if anchor.startswith("c") and "cases/x/" in path:
                    target = path[path.index("cases/x/") :]
                    assert anchor in anchors[f"{target}index.html"]
                    led += 1
        assert led >= STATEMENTS

    def test_what_a_text_rests_on_is_cut_after_many_outlets(self, tmp_path: Path) -> None:
        relays = "relays: [" + ", ".join(f"outlet {at}" for at in range(RELAYS)) + "]"
        claims = "- {event: x, type: defection}"
        site = published(tmp_path, {"articles/a.md": article(claims, rest=relays)})
        assert too_large(site) == []
        for page in ("cases/x/index.html", "articles/a/index.html"):
            assert f"{RELAYS - 100} more" in text_of(site[page])
        assert f"and {RELAYS - 400} more outlets" in text_of(site["outlets/tv/index.html"])
        (row,) = rows(site, "data/claims.csv")
        assert len(row["origins"].split("|")) == RELAYS

    @pytest.mark.parametrize("joint", [" > ", " & "])
    def test_so_is_a_chain_and_a_joint_one(self, tmp_path: Path, joint: str) -> None:
        relay = joint.join(f"outlet {at}" for at in range(RELAYS))
        claims = "- {event: x, type: defection}"
        site = published(tmp_path, {"articles/a.md": article(claims, rest=f"relays: ['{relay}']")})
        assert too_large(site) == []

    def test_a_summary_of_250_kilobytes_is_cut_where_it_is_shown(self, tmp_path: Path) -> None:
        summary = "word " * 50_000
        claims = f"- {{event: x, type: defection, summary: {summary}}}"
        site = published(tmp_path, {"articles/a.md": article(claims)})
        assert too_large(site) == []
        assert "word …" in text_of(site["cases/x/index.html"])
        assert summary.strip().encode() in site["data/archive.json"]


class TestGrowth:
    """Counted, not timed: what is made for one more of them."""

    @pytest.mark.parametrize("people", [CROWD, CROWD + 1, 800])
    def test_of_a_crowd_only_the_case_lists_everybody(self, tmp_path: Path, people: int) -> None:
        named = ", ".join(f"{{person: p{at}}}" for at in range(people))
        site = published(tmp_path, {"articles/a.md": article(f"- event: x\n  people: [{named}]")})
        assert too_large(site) == []
        page = site["people/p7/index.html"]
        crowd = people > CROWD
        assert (len(page) < 20_000) is crowd
        assert (f"its own page alone lists them: A text {people}" in text_of(page)) is crowd
        links = [link for _, each in pages_of(site, "cases/x/") for link in markup(each).links]
        for number in range(people):
            assert any(link.endswith(f"people/p{number}/") for link in links)

    def test_who_shares_another_case_too_is_still_listed_with_their_number(self) -> None:
        from defectarchive.pages.person.page import _shared  # noqa: PLC0415 - beside its use

        named = ", ".join(f"{{person: p{at}}}" for at in range(CROWD + 1))
        made = make(
            {
                "articles/a.md": article(
                    f"- event: x\n  people: [{named}]\n"
                    "- {event: y, people: [{person: p0}, {person: p1}]}"
                )
            }
        )
        context = context_of(made)
        assert _shared(context, made.person("p0")) == {"p1": 2}
        assert _shared(context, made.person("p2")) == {}

    @pytest.mark.parametrize("size", [1, 2, 12, 13, 2400])
    def test_a_circle_of_places_is_told_in_few_words(self, size: int) -> None:
        made = circle(size)
        errors = [found for found in made.diagnostics if found.code == "place-circle"]
        assert len(errors) == (size if size <= 12 else 1)
        assert sum(len(found.message) for found in errors) < 4_000
        if size > 12:
            assert "… " not in errors[0].message
            assert errors[0].message.endswith(f"→ {size + 1 - 11} more")

    def test_places_that_lead_into_a_circle_are_not_in_it(self) -> None:
        made = make(
            {
                "places.yaml": "a: {name: A, within: b}\nb: {name: B, within: c}\n"
                "c: {name: C, within: b}\n",
            }
        )
        assert [found.message.partition(": ")[2] for found in made.diagnostics] == [
            "b → c → b",
            "c → b → c",
        ]

    def test_places_within_places_have_all_around_them(self) -> None:
        made = make(
            {
                "places.yaml": "d: {name: D}\nb: {name: B, within: c}\na: {name: A, within: b}\n"
                "c: {name: C, within: d}\n",
            }
        )
        within = {place.id: place.within for place in made.archive.places.values()}
        assert within == {"a": ("b", "c", "d"), "b": ("c", "d"), "c": ("d",), "d": ()}

    def test_a_relay_circle_of_hundreds_is_told_in_few_words(self) -> None:
        size = 300
        made = make(
            {
                f"articles/a{at}.md": article(
                    "- {event: x, type: defection}",
                    outlet=f"o{at}",
                    rest=f"relays: [o{(at + 1) % size}]",
                )
                for at in range(size)
            }
        )
        (warned,) = made.warnings("relay-circle")
        assert len(warned.message) < 1_000
        assert f"{size - 11} more" in warned.message


def circle(size: int) -> Outcome:
    lines = (f"p{at}: {{name: Place {at}, within: p{(at + 1) % size}}}" for at in range(size))
    return make({"places.yaml": "\n".join(lines)})


class TestMessages:
    def test_one_that_quotes_a_text_without_end_is_cut_in_its_middle(self) -> None:
        found = error("bad-date", Span("a"), f"the word {'x ' * 100_000} is none", "y" * 5_000)
        assert len(found.message) < 1_000
        assert found.message.startswith("the word x")
        assert found.message.endswith("is none")
        assert len(found.hint) < 1_000


def test_a_name_without_end_is_measured_a_few_times(monkeypatch: pytest.MonkeyPatch) -> None:
    measured: list[str] = []
    real = text_width.width_of

    def width_of(text: str, letter: float) -> int:
        measured.append(text)
        return real(text, letter)

    monkeypatch.setattr(text_width, "width_of", width_of)
    assert text_width.cut("Ada, Bo, " * 5_000, 100, 10) == "Ada, Bo,…"
    assert len(measured) < 30


@pytest.mark.parametrize("room", range(0, 200, 7))
@pytest.mark.parametrize("text", ["Ada Lovelace", "王伟と汪微", "Zoe\u0301 Å", ""])
def test_what_fits_is_as_long_as_it_can_be(text: str, room: int) -> None:
    shown = text_width.cut(text, room, 10)
    kept = text
    while kept and kept != shown and text_width.width_of(kept, 10) + 10 > room:
        kept = kept[:-1]
    assert shown in (text, f"{kept.rstrip()}…")


@pytest.mark.parametrize(
    ("text", "cut"),
    [("one two", "one two"), ("one two three", "one two …"), ("x" * 20, "x" * 10 + " …")],
)
def test_a_text_is_cut_between_words(text: str, cut: str) -> None:
    assert cut_text(text, 10) == cut


def test_of_many_items_the_first_are_shown_and_the_rest_counted() -> None:
    assert first_of([1, 2, 3], lambda left: -left, 3) == (1, 2, 3)
    assert first_of([1, 2, 3, 4], lambda left: -left, 2) == (1, 2, -2)
