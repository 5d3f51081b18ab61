"""An archive with errors, which no command edits: what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from defectarchive.cli.console import refusal, say

if TYPE_CHECKING:
    from defectarchive.desk.changes.safety import FaultyArchiveError


def explain(faulty: FaultyArchiveError, folder: str, names: Sequence[str] = ()) -> int:
    """Print every error, and that nothing was done; the result is the exit code.

    `names`: what must not be printed, besides what looks as if a file withheld it.
    """
    from defectarchive.checks.withholding.finder import finder_of_names
    from defectarchive.checks.withholding.leaks import redact
    from defectarchive.cli.report import in_brief
    from defectarchive.loader.source_file import SourceFile
    from defectarchive.loader.withheld_names import names_under_withhold

    files = [SourceFile(path, data) for path, data in faulty.files.items()]
    withheld = finder_of_names([*names, *names_under_withhold(files)])
    for text in in_brief(redact(faulty.errors, files, withheld), folder, files):
        say(text, error=True)
    say(refusal("defectarchive", faulty.code, faulty.message), error=True)
    return faulty.exit
