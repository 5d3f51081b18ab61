"""Things that would stand at one address are told before anything is published."""

from __future__ import annotations

import unicodedata

import pytest
from tests.archives import article, make

from defectarchive.loader.site_yaml import RESERVED
from defectarchive.pages.shared import routes

ARTICLE = article("- event: crossing")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("articles/Foo.md", "articles/foo.md"),
        ("people/straße.md", "people/strasse.md"),
        (
            unicodedata.normalize("NFC", "articles/é.md"),
            unicodedata.normalize("NFD", "articles/é.md"),
        ),
    ],
)
def test_files_whose_names_differ_in_case_or_normal_form_alone_are_an_error_naming_both(
    one: str, other: str
) -> None:
    text = ARTICLE if one.startswith("articles") else "name: Somebody"
    found = make({one: text, other: text})
    (fault,) = (fault for fault in found.diagnostics if fault.code == "same-address")
    assert {fault.span.path, fault.message.split()[3]} == {one, other}


def test_files_of_one_name_in_two_folders_have_two_addresses() -> None:
    assert not make({"articles/foo.md": ARTICLE, "people/foo.md": "name: Foo"}).mistakes()


@pytest.mark.parametrize("name", sorted(RESERVED))
def test_the_editors_pages_take_no_address_of_the_sites_own(name: str) -> None:
    fault = make({f"pages/{name}.md": "title: Mine"}).mistake()
    assert (fault.code, fault.message) == (
        "reserved-page",
        f"the site itself uses the address /{name}/",
    )


def test_every_name_in_the_root_of_the_site_is_reserved() -> None:
    addresses = [value for name, value in vars(routes).items() if name.isupper()]
    folders = {address.partition("/")[0] for address in addresses if "/" in address}
    assert {"cases", "known", "data"} <= folders
    # What an editor may write himself; `-` begins no id.
    assert folders - {"about", "-"} <= RESERVED


def test_the_editors_page_about_is_his_own() -> None:
    assert not make({"pages/about.md": "title: About"}).mistakes()


def test_nothing_leads_on_from_about_since_that_page_is_always_there() -> None:
    fault = make({"pages/method.md": "title: Method\nformer_ids: [about]"}).mistake()
    assert (fault.code, fault.hint) == ("reserved-page", "take it out")
