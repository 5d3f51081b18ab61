"""`check --urls`: the list for the auto-archiver, and what came of it back into articles."""

from __future__ import annotations

import argparse
import difflib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from defectarchive.cli.console import say
from defectarchive.diagnostics.diagnostic import counted
from defectarchive.workspace.errors import WrongUsageError, wrap_os_errors

if TYPE_CHECKING:
    from defectarchive.checks.withholding.finder import WithheldNames
    from defectarchive.desk.archived_urls import Archived
    from defectarchive.workspace.source_tree import Source


def exchange_urls(given: argparse.Namespace, names: Sequence[str]) -> int:
    """Write the list of addresses or, where the file has addresses of copies, take these over."""
    from defectarchive.checks.withholding.finder import finder_of_names
    from defectarchive.checks.withholding.leaks import names_withheld
    from defectarchive.desk.archived_urls import list_text, read_list, with_copies
    from defectarchive.loader.files import load
    from defectarchive.workspace.source_tree import read_source

    source = read_source(Path(given.content))
    loaded = load(source.files)
    articles = loaded.records.articles
    withheld = finder_of_names([*names_withheld(loaded.records), *names])
    file = Path(given.urls)
    copies: dict[str, str] | None = {}
    if file.exists():
        copies = read_list(_text(file))
        if copies is None:
            message = f"{file} is no list of the auto-archiver, nor one made for it: left as it was"
            raise WrongUsageError("urls-file", message)
    if copies:
        found = [*with_copies(articles, source.files, copies, loaded.settings.vocabulary)]
        _take_over(given, source, found, withheld)
        return 0
    text = list_text(articles, withheld)
    if not given.dry_run:
        with wrap_os_errors("write", file):
            file.write_text(text, encoding="utf-8", newline="\n")
    say(f"{file}: {counted(text.count(chr(10)) - 1, 'page')} without an archived copy")
    return 0


def _text(file: Path) -> str:
    if not file.is_file():
        raise WrongUsageError("urls-file", f"{file} is a folder, not a file")
    with wrap_os_errors("read", file):
        data = file.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise WrongUsageError("urls-file", f"{file} is not UTF-8") from problem


def _take_over(
    given: argparse.Namespace, source: Source, found: Sequence[Archived], withheld: WithheldNames
) -> None:
    from defectarchive.checks.withholding.leaks import redacted_text
    from defectarchive.desk.changes.change import Change
    from defectarchive.desk.changes.saving import save

    before = {file.path: file.data for file in source.files}
    folder = given.content.rstrip("/")
    after = dict(before)
    said: list[str] = []
    for each in found:
        path = each.article.span.path
        shown = f"{folder}/{path}"
        if each.data is None:
            text = f"{shown}: write archived: {each.address} there yourself"
            say(redacted_text(text, withheld), error=True)
            continue
        after[path] = each.data
        said.append(f"{shown}: archived: {each.address}")
        if given.dry_run:
            old, new = (data.decode("utf-8", "replace") for data in (before[path], each.data))
            lines = old.splitlines(keepends=True), new.splitlines(keepends=True)
            said[-1] = "".join(difflib.unified_diff(*lines, shown, shown)).rstrip("\n")
    if not given.dry_run:
        save(Path(given.content), Change(before, after))
    for text in said:
        say(redacted_text(text, withheld))
    if not found:
        say("no article lacks a copy that the list has")
