"""After a few edits only some cases are resolved: out comes what the whole archive gives."""

from __future__ import annotations

import random
import re
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from defectarchive import build
from defectarchive.engine.edits.few_edits import Edits, edits_since, keep_edits
from defectarchive.engine.open_store import OpenStore
from defectarchive.engine.options import BuildOptions
from defectarchive.engine.publication import resolved_anew
from defectarchive.engine.reading.check import check
from defectarchive.engine.tables.known import Known
from defectarchive.workspace.copies import take_inputs
from defectarchive.workspace.output import open_output
from defectarchive.workspace.templates import read_templates

SITES = Path(__file__).parents[1] / "sites"
NAMES = ("denied-by-subject", "narrowing-dates", "ten-echoes", "three-origins-unruled")
_TRIES = 40


def _one_digit_more(line: str) -> str:
    return re.sub(r"\d", lambda digit: str((int(digit[0]) + 1) % 10), line, count=1)


def _other_stance(line: str) -> str:
    return re.sub("asserts|alleges|confirms|denies|doubts", "doubts", line)


def _with_hedge(line: str) -> str:
    return re.sub(r"(: )([\w-]+)$", r"\1{value: \2, hedge: it seems}", line)


def _one_letter_more(line: str) -> str:
    return re.sub(r"(\w+)(\W*)$", r"\1x\2", line)


_LINES = (_one_digit_more, _other_stance, _with_hedge, _one_letter_more, lambda line: f"{line}\n")


def edited(text: str, choose: random.Random) -> str:
    """The file with a line or two of its front matter changed, gone, doubled or moved."""
    head, mark, body = text.removeprefix("---\n").partition("\n---")
    lines = head.split("\n")
    for _ in range(choose.choice([1, 1, 2])):
        at, other = choose.randrange(len(lines)), choose.randrange(len(lines))
        match choose.randrange(4):
            case 0:
                lines[at] = ""
            case 1:
                lines[at], lines[other] = lines[other], lines[at]
            case _:
                lines[at] = choose.choice(_LINES)(lines[at])
    more = choose.choice(["", "", "\nMore.\n"])
    return "---\n" + "\n".join(lines) + mark + body + more


@contextmanager
def since_last_build(options: BuildOptions) -> Iterator[tuple[Edits | None, OpenStore]]:
    templates = read_templates(None)
    with open_output(options.output) as output:
        other = build._other_inputs(options, templates)
        store = OpenStore(output, take_inputs(options.content), other, used=True)
        yield edits_since(options, store), store
        store.drop()


def everything(known: Known) -> Mapping[str, Any]:
    tables = {**known._archive, **known._indexes, "timeline": known._timeline}
    return {name: [*answers.items()] for name, answers in tables.items()}


@pytest.mark.parametrize("name", NAMES)
def test_edits_come_to_what_a_look_at_everything_comes_to(name: str, tmp_path: Path) -> None:
    choose = random.Random(name)  # noqa: S311
    content = tmp_path / "content"
    shutil.copytree(SITES / name / "content", content)
    options = BuildOptions(content, tmp_path / "site", None)
    files = sorted([*content.glob("articles/*.md"), *content.glob("events/*.md")])
    time.sleep(0.05)
    build.build(options, lambda _what, _number: None)
    alone = 0
    for _ in range(_TRIES):
        file = choose.choice(files)
        before = file.read_text("utf-8")
        file.write_text(edited(before, choose), "utf-8")
        with since_last_build(options) as (edits, store):
            if edits is not None:
                alone += 1
                checked = check(content)
                assert checked.archive is not None, file.read_text("utf-8")
                changed = keep_edits(edits, store)
                full, different = resolved_anew(checked.archive, store, None)
                assert different <= changed
                assert everything(edits.known) == everything(full), file.read_text("utf-8")
                assert edits.checked.diagnostics == checked.diagnostics
        file.write_text(before, "utf-8")
    assert alone > _TRIES / 10
