"""A change as a unified diff, as git has it: nothing of it that is withheld is shown."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence

from defectarchive.checks.withholding.finder import WithheldNames
from defectarchive.checks.withholding.leaks import clean_path
from defectarchive.desk.changes.change import Change
from defectarchive.loader.source_file import source_lines

_HIDDEN = "…"
# As diagnostics count lines; each with what ends it.
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")


def unified_diff(change: Change, folder: str, withheld: WithheldNames) -> Iterator[str]:
    """The lines of the diff, file by file in order of path, which `git apply` can read.

    Not where a line holds a name that is withheld: it is shown as an ellipsis.
    """
    prefix = "" if folder == "." else f"{folder.strip('/')}/"
    for path in sorted({*change.changed(), *change.gone()}):
        was = change.moved.get(path, path)
        old = change.before.get(was)
        new = change.after.get(path)
        names = [clean_path(f"{prefix}{each}", withheld) for each in (was, path)]
        yield f"diff --git a/{names[0]} b/{names[1]}"
        if old is None:
            yield "new file mode 100644"
        elif new is None:
            yield "deleted file mode 100644"
        elif was != path:
            yield f"rename from {names[0]}"
            yield f"rename to {names[1]}"
        yield from _hunks(old, new, names, withheld)


def _hunks(
    old: bytes | None, new: bytes | None, names: Sequence[str], withheld: WithheldNames
) -> Iterator[str]:
    before, after = ([] if data is None else _lines(data, withheld) for data in (old, new))
    if before == after:
        return
    yield f"--- {'/dev/null' if old is None else f'a/{names[0]}'}"
    yield f"+++ {'/dev/null' if new is None else f'b/{names[1]}'}"
    hunks = difflib.unified_diff(before, after)
    # The names of files were said already.
    for number, line in enumerate(hunks):
        if number > 1:
            yield line.rstrip("\n")
            if not line.endswith("\n"):
                yield "\\ No newline at end of file"


def _lines(data: bytes, withheld: WithheldNames) -> list[str]:
    """The lines with their ends; those that hold a withheld name, or a part of one, as "…"."""
    lines = _LINE.findall(data.decode("utf-8-sig", "replace"))
    text = "\n".join(source_lines(data))
    hidden = {
        number
        for start, end in withheld.stretches(text, small=True)
        for number in range(text.count("\n", 0, start), text.count("\n", 0, end) + 1)
    }
    return [f"{_HIDDEN}\n" if number in hidden else line for number, line in enumerate(lines)]
