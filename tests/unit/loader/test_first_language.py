"""Texts per language, cut down to the first; the rest is put aside."""

from __future__ import annotations

from textwrap import dedent

from tests.archives import make

from defectarchive.diagnostics.diagnostic import Diagnostic
from defectarchive.loader.first_language import in_first_language
from defectarchive.loader.yaml.nodes import Mapping, Scalar, parse_yaml
from defectarchive.model.records import TranslationRecord

KEYS = {"title": "title", "motive": "motive", "statements": "statement"}


def choose(
    text: str,
) -> tuple[Mapping, tuple[TranslationRecord, ...], tuple[Diagnostic, ...]]:
    node, faults = parse_yaml(dedent(text), "x.md")
    assert isinstance(node, Mapping)
    assert not faults
    (chosen, translations), found = in_first_language(node, ("en", "nb"), KEYS)
    return chosen, translations, found


def said(records: tuple[TranslationRecord, ...]) -> list[tuple[str, str, str, str]]:
    return [(record.id, record.text, record.language, record.said) for record in records]


def text_of(mapping: Mapping, key: str) -> str:
    node = mapping.entries[key].value
    assert isinstance(node, Scalar)
    return node.text


def test_the_first_language_is_left_in_the_place_of_all() -> None:
    chosen, translations, found = choose("title: {nb: Tåke, en: Fog}")
    assert text_of(chosen, "title") == "Fog"
    assert said(translations) == [("title", "Fog", "nb", "Tåke")]
    assert not found


def test_a_value_within_a_claim_is_of_the_claims_property() -> None:
    _, translations, _ = choose(
        """
        motive: {value: {en: fog, nb: tåke}, by: guard}
        statements:
          - {en: It was cold., nb: Det var kaldt.}
          - value: {en: It was dark., nb: Det var mørkt.}
        """
    )
    assert said(translations) == [
        ("motive", "fog", "nb", "tåke"),
        ("statement", "It was cold.", "nb", "Det var kaldt."),
        ("statement", "It was dark.", "nb", "Det var mørkt."),
    ]


def test_white_space_does_not_tell_texts_apart() -> None:
    _, translations, _ = choose('title: {en: "Thick   fog", nb: Tykk tåke}')
    assert said(translations) == [("title", "Thick fog", "nb", "Tykk tåke")]


def test_other_mappings_and_other_keys_stay_as_they_are() -> None:
    text = "motive: {value: fog, by: guard}\nplace: {en: here, nb: her}\n"
    chosen, translations, found = choose(text)
    assert (translations, found) == ((), ())
    node, _ = parse_yaml(text, "x.md")
    assert chosen == node


ARTICLE = """\
---
title: T
outlet: o
published: 2003{draft}
events:
  - event: e
    motive: {motive}
---
"""


def test_a_claim_keeps_its_id_when_it_is_translated() -> None:
    one = make({"articles/a.md": ARTICLE.format(draft="", motive="fog")})
    files = {
        "site.yaml": "title: S\nlanguages: [en, nb]\n",
        "articles/a.md": ARTICLE.format(draft="", motive="{en: fog, nb: tåke}"),
    }
    assert make(files).fact("e", "motive").claims[0].id == one.fact("e", "motive").claims[0].id


def test_what_only_a_draft_says_is_in_no_language_in_the_archive() -> None:
    files = {
        "site.yaml": "title: S\nlanguages: [en, nb]\n",
        "articles/a.md": ARTICLE.format(draft="", motive="fog"),
        "articles/b.md": ARTICLE.format(draft="\ndraft: true", motive="{en: fog, nb: tåke}"),
        "articles/b.nb.md": "Et utkast.\n",
    }
    translated = make(files).archive.translations["nb"]
    assert (translated.texts, translated.bodies) == ({}, {})
