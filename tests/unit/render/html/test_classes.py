"""Classes are words, and what names one elsewhere names one that pages have."""

from __future__ import annotations

import re

from tests.published import ROOT, markup, site_of

from defectarchive.search.text_documents import EXCLUDED
from defectarchive.workspace.templates import read_templates

TEMPLATES = read_templates(None)
SHEETS = {
    path: re.sub(r"/\*.*?\*/", "", data.decode(), flags=re.DOTALL)
    for path, data in TEMPLATES.static.items()
    if path.endswith(".css")
}
# Words of two letters that the pages have.
SHORT = {"by"}


def classes_of(sheet: str) -> set[str]:
    return set(re.findall(r"\.([a-z][\w-]*)(?=[^{}]*\{)", sheet))


def test_classes_are_words_and_not_letters() -> None:
    named = {name for sheet in SHEETS.values() for name in classes_of(sheet)}
    for data in site_of("lighthouses").values():
        if data.startswith(b"<!doctype html>"):
            for _, attributes in markup(data).tags:
                named.update(attributes.get("class", "").split())
    assert len(named) > 100
    assert {name for name in named if len(name) < 3} == SHORT


def test_every_class_of_a_style_sheet_is_in_a_template_a_script_or_a_text() -> None:
    scripts = [data.decode() for path, data in TEMPLATES.static.items() if path.endswith(".js")]
    convert = (ROOT / "src/defectarchive/loader/markdown/convert.py").read_text(encoding="utf-8")
    used = set(
        re.findall(r"[a-z][\w-]*", " ".join([*TEMPLATES.sources.values(), *scripts, convert]))
    )
    for path, sheet in SHEETS.items():
        for name in classes_of(sheet):
            # Some names end in what a template fills in: sign-3, in-columns.
            stem = re.sub(r"-\w+$", "-", name)
            assert name in used or stem in used, f"{path}: .{name}"


def test_what_the_index_of_texts_leaves_out_is_on_pages() -> None:
    pages = [data for path, data in site_of("lighthouses").items() if path.endswith(".html")]
    found = {
        name for page in pages for _, a in markup(page).tags for name in a.get("class", "").split()
    }
    assert {selector.removeprefix(".") for selector in EXCLUDED} <= found
