"""The same wordings, looked up by somebody else's program: linkml-reference-validator.

It brings some thirty packages along, one of which is no wheel, so its answers stand in linkml.json
as version 0.4.0 gave them: wording, text, whether it finds one in the other. Where it is installed,
it is asked again. Each difference has its reason here.
"""

from __future__ import annotations

import importlib
import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from defectarchive.checks.quotations.find import Found, find_wording
from defectarchive.checks.quotations.text import CopyText

ANSWERS: list[tuple[str, str, bool]] = [
    (wording, text, answer)
    for wording, text, answer in json.loads(
        (Path(__file__).parent / "linkml.json").read_text(encoding="utf-8")
    )
]

ELLIPSES = "it knows three full stops as an ellipsis, and no other"
BRACKETS = (
    "it passes over what stands in brackets, and the words that they stand for must not be there"
)
EDGES = "it finds words within others, and numbers within numbers"
PUNCTUATION = "it passes over punctuation"
ORDER = "its parts may stand in any order"
DISTANCE = "its parts may stand any distance apart"
SHORT = "its parts may be one word"
LINE_ENDS = "it does not join what a line's end parts"
SIGNS = "it spells Greek letters out, and does not know raised digits"

DIFFERENCES = {
    "Two officers […] near Storskog": ELLIPSES,
    "Two officers … near Storskog": ELLIPSES,
    "Two officers [...] near Storskog": ELLIPSES,
    "We did [not] leave for money": BRACKETS,
    "possible to remain": EDGES,
    "fficers crossed": EDGES,
    "5 million roubles": EDGES,
    "did": EDGES,
    "leave for money the captain told": PUNCTUATION,
    "near Storskog ... Two officers": ORDER,
    "first part ... second part": DISTANCE,
    "Two ... Storskog": SHORT,
    "intelligence officers": LINE_ENDS,
    "m² of land": SIGNS,
    "α-helix": SIGNS,
}


@pytest.mark.parametrize(("wording", "text", "answer"), ANSWERS)
def test_both_find_the_same_but_for_what_is_named(wording: str, text: str, *, answer: bool) -> None:
    ours = isinstance(find_wording(wording, CopyText(text)), Found)
    assert (ours != answer) == (wording in DIFFERENCES)


def test_its_answers_are_as_it_would_give_them_now() -> None:
    if find_spec("linkml_reference_validator") is None:
        return
    models: Any = importlib.import_module("linkml_reference_validator.models")
    validation: Any = importlib.import_module(
        "linkml_reference_validator.validation.supporting_text_validator"
    )
    validator = validation.SupportingTextValidator(models.ReferenceValidationConfig())
    for wording, text, answer in ANSWERS:
        reference = models.ReferenceContent(reference_id="file:copy", content=text)
        assert validator.find_text_in_reference(wording, reference).found is answer, wording
