"""site.yaml: settings and vocabulary."""

from __future__ import annotations

from msgspec.structs import replace

from defectarchive.loader.site_yaml import MAX_REGISTER, read_settings
from defectarchive.loader.source_file import SourceFile
from defectarchive.model.site_settings import SiteSettings
from defectarchive.model.vocabulary import SHIPPED, EventType, Relation, Role, Status


def read(text: str) -> SiteSettings:
    settings, found = read_settings(SourceFile("site.yaml", text.encode()))
    assert found == ()
    return settings


def codes(text: str) -> list[str]:
    return [fault.code for fault in read_settings(SourceFile("site.yaml", text.encode()))[1]]


def test_a_title_is_enough() -> None:
    assert read("title: Crossings\n") == SiteSettings(title="Crossings", language="en")


def test_all_settings_are_read() -> None:
    settings = read(
        "title: 1984\ndescription: One sentence.\nbase_url: https://example.org/archive\n"
        "language: nb\nlicence: CC BY 4.0\n"
    )
    assert settings == SiteSettings(
        title="1984",
        description="One sentence.",
        base_url="https://example.org/archive/",
        language="nb",
        licence="CC BY 4.0",
        vocabulary=replace(SHIPPED, language="nb"),
    )


def test_the_site_needs_a_title() -> None:
    assert codes("") == ["missing-field"]
    assert codes("title:\n") == ["missing-field"]


def test_the_address_of_the_site_is_http_without_query_or_fragment() -> None:
    for address in ("example.org", "ftp://example.org/", "https://", "https://e.org/?a", "//e.org"):
        assert codes(f"title: T\nbase_url: {address}\n") == ["bad-url"]


def test_without_a_vocabulary_the_shipped_one_holds() -> None:
    assert read("title: T\n").vocabulary == SHIPPED
    assert read("title: T\nvocabulary:\n").vocabulary == SHIPPED


def test_new_words_stand_after_those_that_ship() -> None:
    words = read(
        "title: T\nvocabulary:\n"
        "  event_types: {swap: {label: Swap, plural: Swaps}, census: {label: C, aggregate: true}}\n"
        "  roles: {pilot: {label: Pilot, main: true}}\n"
        "  statuses: {rumoured: {label: Rumoured}}\n"
        "  relations: {causes: {label: Causes, inverse: Caused by}}\n"
    ).vocabulary
    assert list(words.event_types)[-3:] == ["tally", "swap", "census"]
    assert words.event_types["swap"] == EventType("swap", "Swap", "Swaps")
    assert words.event_types["census"] == EventType("census", "C", "C", aggregate=True)
    assert words.roles["pilot"] == Role("pilot", "Pilot", main=True)
    assert words.statuses["rumoured"] == Status("rumoured", "Rumoured")
    assert words.relations["causes"] == Relation("causes", "Causes", "Caused by")


def test_only_the_keys_given_replace_those_of_a_shipped_word() -> None:
    words = read(
        "title: T\nvocabulary:\n"
        "  event_types: {tally: {label: Estimate}}\n"
        "  roles: {subject: {label: Defector}}\n"
        "  relations: {follows: {inverse: Led to}}\n"
    ).vocabulary
    assert words.event_types["tally"] == EventType("tally", "Estimate", "Tallies", aggregate=True)
    assert words.roles["subject"] == Role("subject", "Defector", main=True)
    assert words.relations["follows"] == Relation("follows", "Follows", "Led to")
    assert list(words.roles) == list(SHIPPED.roles)


def test_a_new_word_needs_a_label() -> None:
    assert codes("title: T\nvocabulary: {roles: {pilot: {main: true}}}\n") == ["missing-field"]
    assert codes("title: T\nvocabulary: {roles: {pilot: }}\n") == ["missing-field"]


def test_a_word_is_an_id() -> None:
    assert codes("title: T\nvocabulary: {roles: {Test Pilot: {label: P}}}\n") == ["bad-id"]


def test_unknown_keys_and_groups_are_errors() -> None:
    assert codes("title: T\nlicense: X\n") == ["unknown-key"]
    assert codes("title: T\nvocabulary: {stances: {}}\n") == ["unknown-key"]
    assert codes("title: T\nvocabulary: {roles: {x: {label: X, plural: Y}}}\n") == ["unknown-key"]


def test_what_is_wrong_does_not_hide_what_is_right() -> None:
    settings, found = read_settings(
        SourceFile("site.yaml", b"title: T\nlanguage: english\nlicence: L\nvocabulary: [a]\n")
    )
    assert [fault.code for fault in found] == ["bad-language", "wrong-type"]
    assert settings == SiteSettings(title="T", licence="L")


def test_a_file_beyond_the_cap_is_not_parsed() -> None:
    assert codes("#" * (MAX_REGISTER + 1)) == ["too-large"]
