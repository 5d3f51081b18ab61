"""An archive of 10,000 articles, built as its editors would. Takes minutes."""

from __future__ import annotations

from pathlib import Path

import pytest

from defectarchive.cli import main
from defectarchive.workspace.manifest import verify_site
from tests.bench.generate import generate

CASES, LARGEST_PAGE = 10_000, 256 * 1024


def build(content: Path, site: Path, *options: str) -> None:
    given = [
        "--content",
        str(content),
        "--output",
        str(site),
        "--no-search",
        "--no-cards",
        *options,
    ]
    assert main.main(["build", *given]) == 0


@pytest.mark.long
def test_ten_thousand_articles_are_built_whole_in_any_way(tmp_path: Path) -> None:
    content, site = tmp_path / "content", tmp_path / "warm" / "site"
    generate(content, CASES, nasty=False)
    build(content, site, "--jobs", "2")
    assert verify_site(site) == ()
    largest = max(page.stat().st_size for page in site.rglob("*.html"))
    assert largest <= LARGEST_PAGE
    articles = sorted((content / "articles").iterdir())
    articles[77].write_text(f"{articles[77].read_text('utf-8')}\nA sentence more.\n", "utf-8")
    articles[5000].unlink()
    build(content, site, "--jobs", "2")
    cold = tmp_path / "cold" / "site"
    build(content, cold, "--jobs", "1", "--no-cache")
    assert (site / "manifest.json").read_bytes() == (cold / "manifest.json").read_bytes()
