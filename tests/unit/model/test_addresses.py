"""Addresses in ASCII, and paths that are one."""

from __future__ import annotations

import pytest

from defectarchive.model.addresses import in_ascii, path_key


@pytest.mark.parametrize(
    ("address", "encoded"),
    [
        ("https://example.org/a%20b/", "https://example.org/a%20b/"),
        (
            "https://avhoppere-på-norsk.example/arkiv-å/",
            "https://xn--avhoppere-p-norsk-jrb.example/arkiv-%C3%A5/",
        ),
        ("https://EXAMPLE.org/Å", "https://EXAMPLE.org/%C3%85"),
        ("https://BÜCHER.example", "https://xn--bcher-kva.example"),
        ("https://straße.example/", "https://xn--strae-oqa.example/"),
        ("https://пример.рф:8080/а/б", "https://xn--e1afmkfd.xn--p1ai:8080/%D0%B0/%D0%B1"),
        ("https://例え。テスト/", "https://xn--r8jz45g.xn--zckzah/"),
        ("https://example.org/100%/å%C3%A5", "https://example.org/100%25/%C3%A5%C3%A5"),
        ("https://user:på@example.org/", "https://user:p%C3%A5@example.org/"),
        ("https://[2001:db8::1]:80/å", "https://[2001:db8::1]:80/%C3%A5"),
    ],
)
def test_the_host_is_in_idna_and_the_path_percent_encoded(address: str, encoded: str) -> None:
    assert in_ascii(address) == encoded
    assert in_ascii(encoded) == encoded


@pytest.mark.parametrize("host", ["å" * 60 + ".example", "på norsk.example", "å\u00a9.example"])
def test_a_host_that_can_be_none_is_refused(host: str) -> None:
    with pytest.raises(ValueError, match="host"):
        in_ascii(f"https://{host}/")


def test_paths_that_differ_in_case_or_normal_form_are_one() -> None:
    assert path_key("Cases/X") == path_key("cases/x")
    assert path_key("Caf\u00c9") == path_key("cafe\u0301")
    assert path_key("cafe") != path_key("caf\u00e9")
