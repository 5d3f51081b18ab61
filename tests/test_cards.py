"""Cards for sharing: what they say, which pages have one, and when one is drawn again."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from defectarchive.engine.reading.check import check
from defectarchive.model.site_settings import Deployment
from defectarchive.pages.shared.planned import PlannedCard
from defectarchive.render.cards.words import CardWords, words_of
from defectarchive.render.site import plan_of
from defectarchive.workspace.pillow import pillow_version
from defectarchive.workspace.templates import read_templates
from tests.published import ARCHIVES, Markup, Site, base_of, built, pages, run, site_of
from tests.rule.rows import text, tree
from tests.small_archive import Workplace, differing, make_workplace, write

_OWN = re.compile(r"(?:[a-z]{2}/)?(?:cases|people|years)/[^/]+/index\.html")
RIGHT_TO_LEFT = ("harbour-arabic", "harbour-hebrew")
every_archive = pytest.mark.parametrize("name", ARCHIVES)


def metas(found: Markup) -> dict[str, str]:
    return {
        attributes["property"]: attributes["content"]
        for tag, attributes in found.tags
        if tag == "meta" and attributes.get("property", "").startswith("og:image")
    }


def carded(site: Site) -> Iterator[tuple[str, dict[str, str]]]:
    """Pages that name a card of their own, and what they say of it."""
    for path, found in pages(site):
        told = metas(found)
        if "og:image:alt" in told:
            yield path, told


def cards_of(content: Path) -> dict[str, CardWords]:
    """The words of each card of an archive, by the path of the page beside it."""
    own = content.parent / "templates"
    templates = read_templates(own if own.is_dir() else None)
    checked = check(content)
    assert checked.archive is not None
    where = Deployment(checked.settings.base_url, cards="any")
    plan = plan_of(checked.archive, checked.settings, where, templates.sources, templates.static)
    found = (page for part in plan.page_parts() for page in plan.make(part))
    return {
        page.path.replace("card.png", "index.html"): words_of(plan.renderer.render(page).decode())
        for page in found
        if isinstance(page, PlannedCard)
    }


# --- what they say --------------------------------------------------------------------------------


@every_archive
def test_all_words_of_a_card_are_said_on_its_page_as_its_text(name: str) -> None:
    site, cards = site_of(name), cards_of(ARCHIVES[name])
    for path, told in carded(site):
        words = cards[path]
        for each in words.texts():
            if each != words.short:
                assert each.rstrip(".") in told["og:image:alt"], path
        # Less of what the page says in full.
        assert not words.short or words.short.split(":")[0] in words.words, path


@every_archive
def test_the_words_of_a_card_stand_on_its_page(name: str) -> None:
    """With every reserve: what pages say is held against the claims elsewhere (tests/rule)."""
    for path, words in cards_of(ARCHIVES[name]).items():
        page = tree(site_of(name)[path])
        (header,) = page.xpath("//header[h1]")
        assert words.title.lower() == text(header.find("h1")).lower()
        if "cases/" not in path:
            continue
        pieces = [text(each) for each in header.xpath("p[@class='kicker']/span")]
        assert list(words.kicker) == pieces
        (lead,) = header.xpath("p[@class='lead']")
        assert text(lead).startswith(words.words)
        flags = header.xpath("p[@class='flag'] | p[@class='warn']/span")
        assert [words.flag] * bool(words.flag) == [text(flag) for flag in flags][:1]


def test_a_value_and_its_reserve_are_one_piece_of_the_kicker() -> None:
    words = cards_of(ARCHIVES["content"])["cases/medvedev-crossing-2023/index.html"]
    assert words.kicker[1] == "13 January 2023, 01:58 (according to Finnmark Police District)"


def test_both_editions_have_cards_in_their_own_words() -> None:
    cards = cards_of(ARCHIVES["content"])
    assert cards["people/andrey-medvedev/index.html"].kicker == ("Person", "2023")
    assert cards["nb/years/2023/index.html"].kicker == ("År",)
    told = dict(carded(site_of("two-languages")))
    assert "Langrevet" in told["nb/cases/ferry-on-long-reef/index.html"]["og:image:alt"]


# --- which pages have one -------------------------------------------------------------------------


@every_archive
def test_each_page_of_a_case_person_or_year_has_its_card(name: str) -> None:
    site = site_of(name)
    base, named = base_of(site), dict(carded(site))
    cards = {p.replace("card.png", "index.html") for p in site if p.endswith("/card.png")}
    own = {path for path in site if is_own(path, site[path])}
    # The fonts have no letter of these.
    assert cards - {"static/index.html"} == (set() if name in RIGHT_TO_LEFT else own)
    assert named.keys() == (cards - {"static/index.html"} if base else set())
    for path, told in named.items():
        card = path.replace("index.html", "card.png")
        assert told["og:image"] == base + card
        assert (told["og:image:width"], told["og:image:height"]) == ("1200", "630")


def is_own(path: str, page: bytes) -> bool:
    """Whether it is the page of a case, person or year: no redirect, no case that was split."""
    if b'http-equiv="refresh"' in page or b"Case that was split" in page:
        return False
    return bool(_OWN.fullmatch(path))


@every_archive
def test_a_card_has_the_size_of_cards_and_weighs_little(name: str) -> None:
    for path, data in site_of(name).items():
        if path.endswith("/card.png"):
            assert data.startswith(b"\x89PNG\r\n\x1a\n")
            assert [int.from_bytes(data[at : at + 4], "big") for at in (16, 20)] == [1200, 630]
            assert len(data) < 40_000, path


@pytest.mark.parametrize("option", ["--no-cards", "--offline"])
def test_without_cards_every_page_has_that_of_the_site(option: str) -> None:
    site = built(ARCHIVES["one-article"], "--no-search", option, cards=True)
    assert [path for path in site if path.endswith("card.png")] == ["static/card.png"]
    assert not [*carded(site)]


def test_without_the_package_the_build_says_so_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("defectarchive.workspace.pillow.pillow_version", lambda: "")
    site = built(ARCHIVES["one-article"], "--no-search", cards=True)
    (line,) = (line for line in capsys.readouterr().err.splitlines() if "pillow" in line)
    assert line.startswith("defectarchive: cards for sharing are left out")
    assert [path for path in site if path.endswith("card.png")] == ["static/card.png"]


def test_a_card_with_a_letter_that_no_font_has_is_not_made(tmp_path: Path) -> None:
    place = make_workplace(tmp_path)
    place.edit("events/crossing-2031.md", "Storskog", "ستورسكوغ")
    place.build(cards=pillow_version())
    site = place.site()
    assert "cases/crossing-2031/card.png" not in site
    assert "cases/expulsion-2033/card.png" in site
    told = metas(dict(pages(site))["cases/crossing-2031/index.html"])
    assert told == {"og:image": "https://archive.example.org/static/card.png"}


# --- how they are made ----------------------------------------------------------------------------


def test_a_card_has_the_same_bytes_in_each_process_and_place(tmp_path: Path) -> None:
    sites = []
    for number, variables in enumerate(
        (
            {"LC_ALL": "C", "TZ": "UTC", "PYTHONHASHSEED": "1"},
            {"LC_ALL": "nb_NO.UTF-8", "TZ": "Asia/Tokyo"},
        )
    ):
        place = make_workplace(tmp_path / str(number))
        order = ("build", "--content", place.content, "--output", place.output, "--no-search")
        assert run(*order, "--jobs", str(number + 1), variables=variables).returncode == 0
        sites.append({p: data for p, data in place.site().items() if p.endswith("card.png")})
    assert len(sites[0]) > 5
    assert differing(*sites) == []


def drawn(place: Workplace) -> list[str]:
    """The cards that a build draws."""
    time.sleep(0.06)
    why = place.build(explain=True).why
    return sorted(path for path in why if path.endswith("card.png"))


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    place = make_workplace(tmp_path / "archive", cards=pillow_version())
    assert drawn(place)
    assert drawn(place) == []
    return place


Change = Callable[[Workplace], object]


@pytest.mark.parametrize(
    ("change", "cards"),
    [
        (lambda p: p.edit("events/crossing-2031.md", "A note.", "Another note."), []),
        (lambda p: p.edit("articles/expelled.md", "A short text.", "A longer text."), []),
        (
            lambda p: p.edit("events/crossing-2031.md", "The crossing", "A crossing"),
            ["cases/crossing-2031/card.png"],
        ),
        (
            lambda p: p.edit("people/ivan-ivanov.md", "Ivan Ivanov", "Iwan Iwanow"),
            ["people/ivan-ivanov/card.png"],
        ),
    ],
    ids=["a note", "a body", "a title", "a name"],
)
def test_a_card_is_drawn_again_where_its_words_have_changed_alone(
    place: Workplace, change: Change, cards: list[str]
) -> None:
    change(place)
    assert drawn(place) == cards
    assert differing(place.site(), place.cold()) == []


def test_cards_come_and_go_with_the_option(place: Workplace) -> None:
    place.build(cards="")
    assert differing(place.site(), place.cold(cards="")) == []
    assert drawn(place)
    assert differing(place.site(), place.cold()) == []


def test_a_card_that_was_changed_beside_the_program_is_drawn_anew(place: Workplace) -> None:
    write(place.output / "cases/crossing-2031/card.png", b"another picture")
    assert drawn(place) == ["cases/crossing-2031/card.png"]


def test_a_name_that_the_words_of_a_card_would_show_stops_the_build(place: Workplace) -> None:
    """In the picture it is no text, so the words are looked through."""
    card = read_templates(None).sources["cards/person.txt"]
    write(place.templates / "cards/person.txt", card + '<p class="flag">Ottokar Brennwald</p>')
    found = place.build(withheld=("Brennwald",))
    assert found.counts is None
    assert [each.code for each in found.diagnostics if each.is_error] == ["withheld-name"]
    assert place.build(cards="", withheld=("Brennwald",)).counts is not None
