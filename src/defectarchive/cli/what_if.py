"""`check --without`: what the archive would show without an article, an outlet or a speaker."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from defectarchive.cli.console import say
from defectarchive.diagnostics.diagnostic import asked_whether_meant, counted, in_folder, quoted
from defectarchive.workspace.errors import WrongUsageError

if TYPE_CHECKING:
    from defectarchive.analysis.what_if import Difference, WhatIf, Without
    from defectarchive.diagnostics.diagnostic import Diagnostic
    from defectarchive.engine.reading.check import CheckResult
    from defectarchive.model.archive import Archive, Support
    from defectarchive.model.ids import EntityRef
    from defectarchive.resolve.names.entity_names import EntityNames

_ARTICLE, _OUTLET, _BY = "article", "outlet", "by"


def tell_what_if(given: argparse.Namespace, checked: CheckResult, archive: Archive) -> int:
    """Print a line for each fact that would go, be otherwise, or rest on fewer origins."""
    from defectarchive.analysis.what_if import what_if
    from defectarchive.checks.withholding.leaks import redacted_text

    if given.files or given.format == "github":
        raise WrongUsageError("usage", "--without goes with no FILE, and with text or json")
    without = _without(checked, given.without)
    for outlet in sorted(without.outlets - {each.outlet for each in archive.articles.values()}):
        note = f"the archive has no article of {outlet}; what others have from it is theirs"
        say(redacted_text(note, checked.withheld), error=True)
    found = what_if(checked.records, checked.settings.vocabulary, archive, without)
    for error in found.errors:
        place = _place(error, given.content)
        say(redacted_text(f"{place}: there would be an error: {error.message}", checked.withheld))
    if given.format == "json":
        rows = [_row(each) for each in found.differences]
        said = [
            {key: redacted_text(value, checked.withheld) for key, value in row.items()}
            for row in rows
        ]
        say(json.dumps(said, ensure_ascii=False, indent=2))
    else:
        for line in _lines(found, given.content):
            say(redacted_text(line, checked.withheld))
    return 1 if found.errors else 0


def _without(checked: CheckResult, asked: Sequence[str]) -> Without:
    """What is meant. Raises WrongUsageError where that is nothing, or may be two things."""
    from defectarchive.analysis.what_if import Without
    from defectarchive.resolve.names.entity_names import collect_names
    from defectarchive.resolve.order import publication_key

    live = [article for article in checked.records.articles if not article.draft]
    names, _ = collect_names(checked.records, sorted(live, key=publication_key))
    found = [_meant(names, each) for each in asked]
    return Without(
        articles=frozenset(thing.id for kind, thing in found if kind == _ARTICLE),
        outlets=frozenset(thing.id for kind, thing in found if kind == _OUTLET),
        speakers=frozenset(thing for kind, thing in found if kind == _BY),
    )


def _meant(names: EntityNames, asked: str) -> tuple[str, EntityRef]:
    kind, colon, word = asked.partition(":")
    if not colon or kind not in (_ARTICLE, _OUTLET, _BY):
        kind, word = "", asked
    there = dict(_things(names, word.strip()))
    wanted = [kind] if kind else [each for each in (_ARTICLE, _OUTLET) if each in there]
    if len(wanted) > 1:
        forms = " or ".join(f"{each}:{word}" for each in wanted)
        raise WrongUsageError(
            "without-ambiguous", f"{quoted(word)} is an article and an outlet: write {forms}"
        )
    if not wanted or wanted[0] not in there:
        raise WrongUsageError("without-unknown", _unknown(names, asked, word, there))
    return wanted[0], there[wanted[0]]


def _things(names: EntityNames, word: str) -> Iterator[tuple[str, EntityRef]]:
    """All that may be meant by a word, by what it would be."""
    from defectarchive.diagnostics.diagnostic import Span
    from defectarchive.model.ids import EntityRef, Kind
    from defectarchive.model.records import Ref

    for name, kind in ((_ARTICLE, Kind.ARTICLE), (_OUTLET, Kind.OUTLET)):
        found = names.by_kind[kind].find(word)
        if found is not None:
            yield name, EntityRef(kind, found)
    speaker = names.speaker(Ref(word, Span("")))
    if speaker is not None:
        yield _BY, speaker


def _unknown(names: EntityNames, asked: str, word: str, there: dict[str, EntityRef]) -> str:
    if there:
        forms = " or ".join(f"{each}:{word}" for each in there)
        return f"no article or outlet is meant by {quoted(asked)}; there is {forms}"
    near = (index.nearest(word) for index in names.by_kind.values())
    hint = asked_whether_meant(next(filter(None, near), None))
    return f"there is no article, outlet or speaker {quoted(word)}{f'; {hint}' if hint else ''}"


# --- in words -----------------------------------------------------------------------------------


def _place(error: Diagnostic, folder: str) -> str:
    span = in_folder(error, folder).span
    return f"{span.path}:{span.line}"


def _lines(found: WhatIf, folder: str) -> Iterator[str]:
    from defectarchive.analysis.what_if import Outcome

    prefix = "" if folder in ("", ".") else f"{folder.rstrip('/')}/"
    for place in found.rulings:
        yield f"{prefix}{place.path}:{place.line}: the ruling would have nothing to choose"
    for difference in found.differences:
        yield _line(difference)
    outcomes = [difference.outcome for difference in found.differences]
    gone, other, fewer = (outcomes.count(each) for each in Outcome)
    yield (
        f"{counted(gone, 'fact')} would go, {other} be shown otherwise, "
        f"{fewer} rest on fewer origins"
    )


def _line(difference: Difference) -> str:
    from defectarchive.analysis.what_if import Outcome

    about = difference.event
    if difference.person:
        about = f"{difference.person} in {about}"
    if not difference.property:
        if difference.person:
            return f"{about}: would have no part ({difference.now})"
        return f"{about}: the case would rest on {_change(difference)}"
    fact = f"{about}: {difference.property} {quoted(difference.was)}"
    if difference.outcome is Outcome.FEWER:
        return f"{fact} would rest on {_change(difference)}"
    if difference.outcome is Outcome.GOES:
        return f"{fact} would go"
    if difference.was == difference.now:
        return f"{fact} would be shown with reserve alone"
    shown = f"{about}: {difference.property} would be {quoted(difference.now)}"
    return f"{shown}, is {quoted(difference.was)}" if difference.was else f"{shown} as well"


def _change(difference: Difference) -> str:
    before, after = map(_origins, difference.support)
    return f"{after}, rests on {before}"


def _origins(support: Support) -> str:
    """How many origins, as pages say it."""
    from defectarchive.pages.shared.support import support_view

    view = support_view(support, str)
    if not view.most:
        return "no known origin"
    either = [*view.either, *(["a source that is not named"] if view.unnamed else [])]
    if len(either) > 1:
        return " or ".join(either)
    if view.most == 1:
        return "one origin"
    return (
        f"{view.most} origins" if view.least == view.most else f"{view.least}–{view.most} origins"
    )


def _row(difference: Difference) -> dict[str, str]:
    before, after = difference.support
    return {
        "event": difference.event,
        "person": difference.person,
        "property": difference.property,
        "outcome": difference.outcome.value,
        "was": difference.was,
        "now": difference.now,
        "origins_were": _origins(before),
        "origins_now": _origins(after),
    }
