"""The style guide in a real browser: as sound as the pages that it teaches to make."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests import chromium
from tests.browser.looking import look_at, none
from tests.previewed import previewed
from tests.published import SITES

from defectarchive.preview.style_guide import PARTS

chromium.playwright()


def test_nothing_is_wrong_with_the_style_guide(browser: Any, tmp_path: Path) -> None:
    with previewed(SITES / "one-article" / "content", cwd=tmp_path) as preview:
        guide = f"{preview.address}styleguide/"
        pages = [guide, *(f"{guide}parts/{part}/" for part in PARTS)]
        found = look_at(browser, pages)
    assert found.looked_at == len(PARTS) + 1
    none([each for kind in found.of.values() for each in kind])
