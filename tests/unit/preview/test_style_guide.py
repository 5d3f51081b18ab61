"""The style guide: every part with an example, in the preview and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.published import ROOT, SITES, built, markup, target_of, text_of

from defectarchive.engine.options import BuildOptions
from defectarchive.preview.builder import PreviewBuilder
from defectarchive.preview.style_guide import PARTS, style_guide
from defectarchive.views.rows import MARKS
from defectarchive.workspace.templates import Templates, read_templates

Look = Callable[[str], bytes | None]
CONTENT = SITES / "three-origins-unruled" / "content"
# What these hold stands in the head of a page, within other parts, or in pictures.
UNSEEN = {"cards", "meta"}


@pytest.fixture(scope="module")
def look() -> Look:
    return style_guide(read_templates(None))


def page(look: Look, part: str) -> bytes:
    data = look(f"styleguide/parts/{part}/index.html")
    assert data is not None
    return data


def test_every_file_of_parts_has_its_page() -> None:
    files = {path.stem for path in (ROOT / "templates/parts").glob("*.html")}
    shown = {
        found
        for part in PARTS
        for found in re.findall(
            r"block file %}parts/(\w+)\.html",
            (ROOT / f"templates/styleguide/{part}.html").read_text(encoding="utf-8"),
        )
    }
    assert files - UNSEEN == shown


@pytest.mark.parametrize("part", PARTS)
def test_each_example_has_a_name_and_a_line_of_what_it_is_for(look: Look, part: str) -> None:
    html = page(look, part).decode()
    examples = re.findall(
        r'<section class="group">\n<h2>([^<]+)</h2>\n<p class="remark">([^<]+)</p>\n'
        r'<div class="gist">(.*?)\n</div>\n</section>',
        html,
        flags=re.DOTALL,
    )
    assert examples
    assert len(examples) == html.count('class="gist">\n')
    for name, what, example in examples:
        assert what.endswith("."), name
        assert "<svg" in example or re.sub(r"<[^>]*>|\s", "", example), name


@pytest.mark.parametrize("part", ["", *PARTS])
def test_the_links_of_the_guide_lead_somewhere(look: Look, part: str) -> None:
    path = f"styleguide/{f'parts/{part}/' if part else ''}index.html"
    data = look(path)
    assert data is not None
    found = markup(data)
    assert found.faults == []
    assert len(found.ids) == len(set(found.ids))
    for link in found.links:
        if ":" not in link:
            target, _ = target_of(link, path)
            assert look(target) is not None, link


def test_the_examples_show_what_there_is_to_show(look: Look) -> None:
    evidence = text_of(page(look, "evidence"))
    for words in (
        *("Ruling:", "No editor has ruled on this.", "Denied by", "Alleged by", "Not known to"),
        *("on one person’s word", "“as far as we understand”", "less exact ones agree"),
        *("Since changed by the outlet itself:", "Bay Herald or Cape Times", "1–2 origins", "Also"),
    ):
        assert words in evidence
    words = text_of(page(look, "words"))
    assert "on one organisation’s word" in words
    assert "(estimated, according to Pilot Service)" in words
    assert "part denied" in words
    notes = text_of(page(look, "notes"))
    assert "withdrawn" in notes
    assert "since changed by its outlet" in notes
    assert "Cape Times or Bay Herald; which of them, it does not say." in notes
    relays = page(look, "relays")
    assert "in a circle" in text_of(relays)
    assert "Half filled: perhaps an origin." in text_of(relays)
    assert b'class="either"' in relays
    assert "Claims that stood here" in text_of(page(look, "split"))
    assert "How to read this archive" in text_of(page(look, "reading"))
    assert b'class="lede"' in page(look, "frame")
    assert "Not yet mentioned:" in text_of(page(look, "history"))
    assert "order unknown" in text_of(page(look, "rows"))
    signs = page(look, "signs").decode()
    assert all(f'"sign sign-{n}"' in signs and f'"#si{n}"' in signs for n in range(MARKS))


def test_the_preview_has_the_guide_beside_the_site_and_a_build_has_none(tmp_path: Path) -> None:
    outcome = PreviewBuilder(BuildOptions(CONTENT, tmp_path / "site")).build()
    assert outcome.site is not None
    assert outcome.site.get("styleguide/index.html")
    assert not [path for path in outcome.site if path.startswith("styleguide")]
    assert not [path for path in built(CONTENT) if path.startswith("styleguide")]


def test_a_page_of_ones_own_with_that_name_stands_before_it(tmp_path: Path) -> None:
    for path in ("site.yaml", "pages/styleguide.md"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(
            "title: Mine\n" if path == "site.yaml" else "---\ntitle: My style\n---\n",
            encoding="utf-8",
        )
    outcome = PreviewBuilder(BuildOptions(tmp_path, tmp_path / "site")).build()
    assert outcome.site is not None
    assert b"My style" in (outcome.site.get("styleguide/index.html") or b"")


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("styleguide/signs.html", "{{ nothing }}", "templates/styleguide/signs.html:1: "),
        ("styleguide/content/site.yaml", "titel: x", "templates/styleguide/content/site.yaml:1: "),
    ],
)
def test_a_mistake_in_the_guide_is_told_with_its_place(name: str, text: str, said: str) -> None:
    shipped = read_templates(None)
    changed = Templates({**shipped.sources, name: text}, shipped.static)
    data = style_guide(changed)("styleguide/parts/signs/index.html")
    assert data is not None
    assert said in data.decode()


STYLE = (ROOT / "templates/static/style.css").read_text(encoding="utf-8")


def test_lines_to_one_of_several_are_broken_otherwise_than_those_to_what_is_rested_on_besides() -> (
    None
):
    dashes = re.findall(r"\.relays \.(?:either|lane)\{stroke-dasharray:([^}]+)\}", STYLE)
    assert len(dashes) == len(set(dashes)) == 2
