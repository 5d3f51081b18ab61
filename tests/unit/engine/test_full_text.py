"""The index of all texts: what is in it, when it is made, and what happens where it cannot be."""

from __future__ import annotations

import gzip
import json
import random
import shutil
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace
from tests.published import ROOT, Site, run
from tests.small_archive import Workplace, differing, make_workplace, write

from defectarchive import build
from defectarchive.checks.withholding.finder import finder_of_names
from defectarchive.checks.withholding.leaks import is_leak
from defectarchive.engine.full_text import FullText
from defectarchive.engine.traces import TextsTrace
from defectarchive.pages.search.texts import TEXTS, SearchablePage
from defectarchive.search.text_documents import (
    ENTRY,
    UnreadableIndexError,
    address,
    address_in,
    document,
    sorted_entry,
)
from defectarchive.workspace.errors import WorkspaceError
from defectarchive.workspace.output import Output
from defectarchive.workspace.pagefind import Pagefind, find_pagefind

FOUND = find_pagefind()
pytestmark = pytest.mark.skipif(
    FOUND is None, reason="Pagefind is not installed: pip install -e '.[search]'"
)


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    return make_workplace(tmp_path / "archive", FOUND)


def texts(site: Site) -> dict[str, dict[str, Any]]:
    """What the index keeps of each page, by the page's path."""
    fragments = (data for path, data in site.items() if path.endswith(".pf_fragment"))
    found = (json.loads(gzip.decompress(data).removeprefix(b"pagefind_dcd")) for data in fragments)
    return {each["url"].partition("?")[0]: each for each in found}


def index_of(site: Site) -> dict[str, bytes]:
    return {path: data for path, data in site.items() if path.startswith(TEXTS)}


def out_of_order(place: Workplace, told: str) -> Pagefind:
    """A program in the place of Pagefind that runs these lines of Python."""
    program = write(place.folder / "program", f"#!{sys.executable}\n{told}\n")
    program.chmod(0o755)
    assert place.pagefind is not None
    return replace(place.pagefind, program=program)


# --- what is in it --------------------------------------------------------------------------------


def test_cases_people_and_articles_are_in_it_with_what_they_are(place: Workplace) -> None:
    place.build()
    found = {each["url"] for each in texts(place.site()).values()}
    crossing = "said=10+Apr+2031+%28disputed%29"
    assert found == {
        f"/cases/crossing-2031/?kind=case&{crossing}&said=Asylum+request+%28disputed%29&said=Storskog",
        "/cases/expulsion-2033/?kind=case&said=Jan+2033&said=Expulsion",
        f"/people/ivan-ivanov/?kind=person&said=Subject&{crossing}&said=Storskog",
        "/people/the-attache/?kind=person&said=Subject&said=Jan+2033",
        "/articles/two-cross/?kind=article&said=13+Apr+2031&said=Example+Times",
        "/articles/they-flee/?kind=article&said=15+Apr+2031&said=Coast+Radio",
        "/articles/expelled/?kind=article&said=2+Jan+2033&said=Coast+Radio",
    }


def test_of_a_page_its_main_part_is_in_it(place: Workplace) -> None:
    place.build()
    content = texts(place.site())["/articles/they-flee/"]["content"]
    assert "Two men, says the radio." in content
    assert "Skip to the content" not in content
    assert "Cite this" not in content
    assert "¶" not in content


def test_a_page_without_a_main_part_is_searched_as_a_whole() -> None:
    assert document(b"<p>Words", "nb").endswith(b'<html lang="nb"><body>\n<p>Words')


def test_the_address_tells_what_a_page_is() -> None:
    assert address(SearchablePage("cases/x/", "tally")) == "/cases/x/?kind=tally"
    assert address(SearchablePage("articles/x/", "article", "zh-Hant")) == (
        "/articles/x/?kind=article&lang=zh-Hant"
    )


def test_the_ids_and_the_facets_are_of_the_same_pages(place: Workplace) -> None:
    place.build()
    site = place.site()
    ids, table = (
        json.loads(site[f"{TEXTS}{name}-en.js"].removeprefix(b"defectarchive(")[:-3])
        for name in ("ids", "facets")
    )
    fragments = [f"{TEXTS}fragment/{each}.pf_fragment" for each in ids]
    kinds = [
        [table["facets"][number][1] for number in row[2] if table["facets"][number][0] == "kind"]
        for row in table["rows"]
    ]
    urls = [json.loads(gzip.decompress(site[path])[12:])["url"] for path in fragments]
    assert [[url.partition("kind=")[2].partition("&")[0]] for url in urls] == kinds
    assert len(ids) == 7


def test_the_licence_of_what_is_not_ours_is_there(place: Workplace) -> None:
    place.build()
    assert b"MIT License" in place.site()[f"{TEXTS}LICENSE.txt"]


# --- when it is made ------------------------------------------------------------------------------


def test_pages_that_come_in_another_order_give_the_same_index(place: Workplace) -> None:
    place.build()
    site = place.site()
    assert place.pagefind is not None
    wanted = [SearchablePage(f"{path.strip('/')}/", "case") for path in texts(site)]
    found = []
    for seed in range(3):
        output = Path(place.folder / f"other-{seed}")
        files = [(path, data) for path, data in site.items() if not path.startswith(TEXTS)]
        random.Random(seed).shuffle(files)  # noqa: S311 - an order
        found.append(_published(place.pagefind, wanted, output, files))
    assert found[0] == found[1] == found[2]
    assert len(texts(found[0])) == len(wanted)


def _published(
    pagefind: Pagefind,
    pages: Sequence[SearchablePage],
    folder: Path,
    files: Iterable[tuple[str, bytes]],
) -> dict[str, bytes]:
    stage = FullText(pagefind, {"en": pages}, Output(folder, folder), TextsTrace(b"", {}, {}))
    try:
        return {
            path: data
            for path, data in stage.through(files)
            if isinstance(data, bytes) and path.startswith(TEXTS)
        }
    finally:
        stage.end()


def test_languages_stand_in_order_whatever_pagefind_says() -> None:
    given = b'{"version":"1","languages":{"nb":{"hash":"b"},"en":{"hash":"a"}},"x":[]}'
    assert list(msgspec.json.decode(sorted_entry(given))["languages"]) == ["en", "nb"]


def test_where_no_text_has_changed_pagefind_does_not_run(place: Workplace) -> None:
    place.build()
    before = index_of(place.site())
    frame = (ROOT / "templates" / "base.html").read_text("utf-8")
    write(place.templates / "base.html", frame.replace('<main id="main">', '<hr><main id="main">'))
    place.build(pagefind=out_of_order(place, "raise SystemExit(9)"))
    after = place.site()
    assert b"<hr><main" in after["cases/crossing-2031/index.html"]
    assert index_of(after) == before
    assert differing(after, place.cold()) == []


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("articles/they-flee.md", "Two men", "Three women"),
        ("articles/expelled.md", "One is expelled", "One is sent home"),
        ("outlets.yaml", "Coast Radio", "Radio of the Coast"),
    ],
)
def test_after_an_edit_the_index_is_that_of_a_cold_build(
    place: Workplace, path: str, old: str, new: str
) -> None:
    place.build()
    place.edit(path, old, new)
    place.build()
    assert any(new in each["content"] for each in texts(place.site()).values())
    assert differing(place.site(), place.cold()) == []


def test_a_page_that_is_gone_is_gone_from_the_index(place: Workplace) -> None:
    place.build()
    (place.content / "articles" / "expelled.md").unlink()
    place.build()
    assert "/articles/expelled/" not in texts(place.site())
    assert differing(place.site(), place.cold()) == []


def test_an_index_that_somebody_has_touched_is_made_anew(place: Workplace) -> None:
    place.build()
    site = place.site()
    (place.output / TEXTS / "pagefind.js").write_text("no longer a program")
    place.build()
    assert differing(place.site(), site) == []


def test_a_cache_that_is_behind_the_site_makes_no_wrong_index(place: Workplace) -> None:
    place.build()
    behind = place.store.read_bytes()
    place.edit("articles/they-flee.md", "Two men", "Three women")
    place.build()
    place.store.write_bytes(behind)
    place.edit("articles/they-flee.md", "Three women", "Two men")
    place.edit("articles/expelled.md", "A short text", "A long text")
    place.build()
    assert differing(place.site(), place.cold()) == []


# --- where it cannot be made ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "program",
    {
        "ends at once": "raise SystemExit(101)",
        "ends later": "import sys; sys.stdin.read(1000); raise SystemExit(101)",
        "reports an error": (
            "import base64, sys\n"
            'said = b\'{"message_id": null, "payload": {"type": "Error", "message": "no room"}}\'\n'
            "sys.stdout.buffer.write(base64.b64encode(said) + b',')\n"
            "sys.stdout.flush(); sys.stdin.read()"
        ),
        "talks nonsense": "import sys; print('hello,', flush=True); sys.stdin.read()",
        "gives files that cannot be read": (
            "import base64, sys\n"
            'files = b\'[{"path": "fragment/en_0.pf_fragment", "content": "Zm9yZWlnbg=="}]\'\n'
            'said = b\'{"message_id": 9, "payload": {"type": "GetFiles", "files": %s}}\' % files\n'
            "sys.stdout.buffer.write(base64.b64encode(said) + b',')\n"
            "sys.stdout.flush(); sys.stdin.read()"
        ),
    }.items(),
    ids=lambda each: each[0],
)
def test_a_pagefind_that_fails_is_one_line_and_the_old_site(
    place: Workplace, program: tuple[str, str]
) -> None:
    place.build()
    before = place.site()
    beside = sorted(path.name for path in place.folder.iterdir())
    place.edit("articles/they-flee.md", "Two men", "Three women")
    with pytest.raises(WorkspaceError) as raised:
        place.build(pagefind=out_of_order(place, program[1]))
    assert "\n" not in str(raised.value)
    assert "--no-search builds without it" in str(raised.value)
    assert place.site() == before
    assert sorted(path.name for path in place.folder.iterdir() if path.name != "program") == beside


def test_a_program_that_is_not_there_is_one_line(place: Workplace) -> None:
    assert place.pagefind is not None
    missing = replace(place.pagefind, program=place.folder / "nowhere")
    with pytest.raises(WorkspaceError, match=r"cannot start .*nowhere"):
        place.build(pagefind=missing)
    assert not place.output.exists()


def test_fragments_of_another_kind_are_no_addresses() -> None:
    for data in (b"", b"no gzip", gzip.compress(b"pagefind_dcd{"), gzip.compress(b"[]")):
        with pytest.raises(UnreadableIndexError):
            address_in(data)
    for data in (b"", b"[]", b"{}", b'{"languages": 1}'):
        with pytest.raises(UnreadableIndexError):
            sorted_entry(data)


def test_without_the_package_the_build_says_so_in_one_line(tmp_path: Path) -> None:
    place = make_workplace(tmp_path)
    hidden = write(tmp_path / "hidden" / "pagefind_bin.py", "raise ImportError")
    done = run(
        *("build", "--content", place.content, "--output", place.output, "--no-cards"),
        variables={"PYTHONPATH": str(hidden.parent)},
    )
    assert done.returncode == 0, done.stderr
    (line,) = (line for line in done.stderr.splitlines() if "pagefind" in line)
    assert line.startswith("defectarchive: the search in all texts is left out")
    assert differing(place.site(), place.cold()) == []
    assert b"data-texts" not in place.site()["search/index.html"]
    assert "search/-/index.js" in place.site()


@pytest.mark.parametrize("option", ["--no-search", "--offline"])
def test_nothing_of_it_is_there_where_it_is_not_wanted(tmp_path: Path, option: str) -> None:
    place = make_workplace(tmp_path)
    done = run("build", "--content", place.content, "--output", place.output, option)
    assert done.returncode == 0
    assert "pagefind" not in done.stderr
    site = place.site()
    assert index_of(site) == {}
    assert not [path for path, data in site.items() if b"data-texts" in data or b"wasm-" in data]


def test_an_archive_without_articles_has_no_index(tmp_path: Path) -> None:
    place = make_workplace(tmp_path, FOUND)
    shutil.rmtree(place.content / "articles")
    for folder in ("events", "people"):
        shutil.rmtree(place.content / folder)
    place.build()
    assert index_of(place.site()) == {}
    assert b"data-texts" not in place.site()["search/index.html"]


# --- withheld names -------------------------------------------------------------------------------


def test_what_is_compressed_is_looked_through_before_it_was() -> None:
    data = gzip.compress(b'pagefind_dcd{"content":"met Ottokar Brennwald"}')
    assert is_leak("x.pf_fragment", data, finder_of_names(["Brennwald"]))
    assert not is_leak("x.pf_fragment", data, finder_of_names(["Grønvik"]))
    assert not is_leak("x.gz", b"\x1f\x8b broken", finder_of_names(["Grønvik"]))


def test_a_name_that_comes_about_in_the_index_alone_stops_the_build(place: Workplace) -> None:
    """What stands between two words on the page, and is left out of the index."""
    place.build()
    before = place.site()
    page = (ROOT / "templates" / "pages" / "article.html").read_text("utf-8")
    between = "{% block main %}<p>Ottokar <nav>or rather</nav> Brennwald</p>"
    write(place.templates / "pages" / "article.html", page.replace("{% block main %}", between))
    names = ("Ottokar Brennwald",)
    built: build.BuildResult = place.build(withheld=names)
    assert built.counts is None
    assert [found.code for found in built.diagnostics if found.is_error] == ["withheld-name"]
    assert place.site() == before
    assert place.build(withheld=names, pagefind=None).counts is not None


def test_the_entry_of_an_index_is_what_pagefind_asks_for_first(place: Workplace) -> None:
    place.build()
    entry = json.loads(place.site()[TEXTS + ENTRY])
    assert entry["languages"]["en"]["page_count"] == 7
