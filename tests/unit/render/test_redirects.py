"""_redirects: for servers, the same as the redirect pages say to browsers."""

from __future__ import annotations

import re

import pytest
from tests.archives import edition_of
from tests.published import ARCHIVES, Site, built, site_of

from defectarchive.checks.withholding.finder import finder_of_names
from defectarchive.checks.withholding.leaks import is_leak
from defectarchive.pages.shared import routes
from defectarchive.render.redirects import redirects_file

REFRESH = re.compile(rb'<meta http-equiv="refresh" content="0; url=((?:\.\./)+)([^"]*)">')


def led_on(site: Site) -> dict[str, str]:
    """Where each page that only leads on is, and where to."""
    found = {}
    for path, data in site.items():
        told = REFRESH.search(data) if path.endswith(".html") else None
        if told:
            up = told[1].count(b"../") + 1
            root = "/".join(path.split("/")[:-up])
            target = f"{root}/{told[2].decode()}" if root else told[2].decode()
            found[path.removesuffix("index.html")] = target
    return found


def rules(site: Site) -> list[list[str]]:
    return [line.split(" ") for line in site.get(routes.REDIRECTS, b"").decode().splitlines()]


@pytest.mark.parametrize("name", ARCHIVES)
def test_a_site_has_a_rule_for_each_redirect_page_and_for_no_other_address(name: str) -> None:
    site = site_of(name)
    pages = {f"/{old}": f"/{new}" for old, new in led_on(site).items()}
    assert {old: new for old, new, _ in rules(site)} == pages
    assert len(rules(site)) == len(pages)
    assert all(f"{new[1:]}index.html" in site for new in pages.values())


def test_every_edition_has_its_rules_in_one_file_in_order_of_addresses() -> None:
    found = rules(site_of("two-languages"))
    assert found == sorted(found)
    assert {old.split("/")[1] for old, _, _ in found} == {"cases", "nb"}
    assert {code for _, _, code in found} == {"301"}


def test_where_nothing_has_moved_there_is_no_file() -> None:
    site = site_of("one-article")
    assert led_on(site) == {}
    assert routes.REDIRECTS not in site


def test_a_site_below_the_root_of_its_host_has_the_path_that_the_host_is_asked_for() -> None:
    site = built(ARCHIVES["two-languages"], "--no-search", "--base-url", "https://a.example/b/c")
    found = rules(site)
    assert found
    assert all(old.startswith("/b/c/") and new.startswith("/b/c/") for old, new, _ in found)


def test_the_order_in_which_things_moved_makes_no_difference() -> None:
    moved = [("b/", "c/"), ("a/", "c/")]
    assert redirects_file(moved, edition_of()) == b"/a/ /c/ 301\n/b/ /c/ 301\n"
    assert redirects_file(moved[::-1], edition_of()) == redirects_file(moved, edition_of())


def test_a_withheld_name_in_it_is_found() -> None:
    data = redirects_file([("people/ottokar-brennwald/", "people/x/")], edition_of())
    assert is_leak(routes.REDIRECTS, data, finder_of_names(["Ottokar Brennwald"]))
    assert not is_leak(routes.REDIRECTS, data, finder_of_names(["Ada Quay"]))
