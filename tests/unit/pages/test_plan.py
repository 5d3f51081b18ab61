"""The plan of all pages, for every golden archive."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec
import pytest
from tests.archives import SITES, article, load_folder, make, plan_site

from defectarchive.loader.site_yaml import read_settings
from defectarchive.loader.source_file import SourceFile
from defectarchive.model.site_settings import SiteSettings
from defectarchive.pages.shared.pagination import PAGE_LIMIT
from defectarchive.pages.shared.planned import PlannedPage
from defectarchive.render.html.renderer import Renderer
from defectarchive.views.rows import Link, View
from defectarchive.workspace.templates import read_templates

CONTENT = Path(__file__).parents[3] / "content"
ARCHIVES = [CONTENT, *sorted(folder / "content" for folder in SITES.iterdir() if folder.is_dir())]


@cache
def pages(content: Path) -> tuple[PlannedPage, ...]:
    outcome = load_folder(content)
    site = SourceFile("site.yaml", (content / "site.yaml").read_bytes())
    settings, _ = read_settings(site)
    return tuple(plan_site(outcome.archive, outcome.timeline, settings))


def every_archive() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("content", ARCHIVES, ids=lambda content: content.parent.name)


def views(view: object) -> Iterator[View]:
    if isinstance(view, View):
        yield view
        for name in view.__struct_fields__:
            yield from views(getattr(view, name))
    elif isinstance(view, tuple):
        for item in view:
            yield from views(item)


@every_archive()
def test_no_link_dangles(content: Path) -> None:
    planned = {page.path for page in pages(content)}
    anchors = {
        getattr(view, "path", "")
        for page in pages(content)
        if page.template in {"pages/case.html", "pages/case-part.html"}
        for view in views(page.view)
        if type(view).__name__ == "ClaimView"
    }
    files = {"data/archive.json", "data/events.csv", "data/people.csv", "data/claims.csv"}
    files |= {"data/archive.schema.json", "data/datapackage.json"}
    files |= {"data/citations.bib", "data/citations.ris"}
    for page in pages(content):
        for view in views(page.view):
            path = getattr(view, "path", None)
            if path is None or (path == "" and isinstance(view, Link)):
                continue
            target, hash_sign, _ = path.partition("#")
            if type(view).__name__ == "ValueView" and not path:
                continue
            file = f"{target}index.html" if target == "" or target.endswith("/") else target
            assert file in planned | files, (page.path, path)
            assert not hash_sign or path in anchors, (page.path, path)


@every_archive()
def test_no_two_pages_have_one_path(content: Path) -> None:
    paths = [page.path for page in pages(content)]
    assert len(paths) == len({path.casefold() for path in paths})


@every_archive()
def test_every_view_can_be_encoded_and_names_its_own_path(content: Path) -> None:
    for page in pages(content):
        assert msgspec.json.encode(page.view)
        assert page.path in {page.view.path, f"{page.view.path}index.html"}


@every_archive()
def test_the_addresses_of_the_contract_are_all_there(content: Path) -> None:
    paths = {page.path for page in pages(content)}
    fixed = (
        "timeline cases people years articles outlets organisations places types map search "
        "open-questions corrections about"
    ).split()
    assert {"index.html", "404.html", "feed.xml"} <= paths
    assert {f"{name}/index.html" for name in fixed} <= paths


@every_archive()
def test_every_claim_has_its_anchor_on_its_cases_pages(content: Path) -> None:
    archive = load_folder(content).archive
    for event in archive.events.values():
        shown = [
            view.anchor  # type: ignore[attr-defined]
            for page in pages(content)
            if page.path.startswith(f"cases/{event.id}/")
            for view in views(page.view)
            if type(view).__name__ == "ClaimView"
        ]
        assert sorted(shown) == sorted(claim.id for claim in event.claims())


def test_a_former_id_leads_to_the_case() -> None:
    outcome = make(
        {
            "articles/a.md": article("- event: new-name"),
            "events/new-name.md": "title: A case\nformer_ids: [old-name]",
        }
    )
    planned = plan_site(outcome.archive, outcome.timeline, SiteSettings(title="t"))
    found = {page.path: page for page in planned}
    redirect = found["cases/old-name/index.html"]
    assert redirect.template == "pages/redirect.html"
    assert redirect.view.target.path == "cases/new-name/"  # type: ignore[attr-defined]


def test_a_case_of_many_articles_is_folded_and_every_mark_leads_to_its_claim() -> None:
    files = {
        f"articles/a{number:04}.md": article(
            f"- event: x\n  date: 2031-04-{number % 28 + 1:02}"
            f"\n  statements: [{{value: No {number}}}]"
            "\n  people: [{person: ivan, role: subject}]",
            outlet=f"o{number}",
        )
        for number in range(900)
    }
    outcome = make(files)
    planned = [
        page
        for page in plan_site(outcome.archive, outcome.timeline, SiteSettings(title="t"))
        if page.path.startswith(("cases/x/", "people/ivan/"))
    ]
    anchors = [
        view.path  # type: ignore[attr-defined]
        for page in planned
        for view in views(page.view)
        if type(view).__name__ == "ClaimView"
    ]
    marks = {
        view.path  # type: ignore[attr-defined]
        for page in planned
        for view in views(page.view)
        if type(view).__name__ == "SourceMark"
    }
    assert len(anchors) == len(set(anchors)) == len(outcome.event("x").claims())
    assert marks <= set(anchors)
    assert any("/-/" in path for path in anchors)
    assert all(len(msgspec.json.encode(page.view)) < 256 * 1024 for page in planned)


def test_a_long_body_leaves_less_room_for_the_lists_beside_it() -> None:
    # Short paragraphs make most HTML of a body.
    body = "".join(f"Paragraph {number}\n\n" for number in range(7000))
    entries = "".join(
        f"- event: case-{number}\n  title: {'A long title ' * 20}{number}"
        "\n  people: [{person: ivan, role: subject}]\n"
        for number in range(150)
    )
    outcome = make(
        {
            "articles/a.md": article(entries, body=body),
            "people/ivan.md": f"---\nname: Ivan\n---\n{body}",
        }
    )
    renderer = Renderer(read_templates(None).sources)
    site = plan_site(outcome.archive, outcome.timeline, SiteSettings(title="t"))
    pages = {page.path: page for page in site}
    for path in ("people/ivan/index.html", "articles/a/index.html"):
        assert len(body) < len(renderer.render(pages[path])) < PAGE_LIMIT
