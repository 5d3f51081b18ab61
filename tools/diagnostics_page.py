"""Writes docs/diagnostics.md from the table of messages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from defectarchive.diagnostics.codes.table import SECTIONS, CodeSection, Severity

PAGE = Path(__file__).parent.parent / "docs" / "diagnostics.md"

HEAD = """\
# Messages

Every message about the content begins with its place, and its code in brackets:

```text
content/articles/storskog.md:7:11: error[unknown-word]: "defecton" is not a role of this archive
```

An error stops the build and leaves the old site as it was; a warning does not. Warnings come first,
three of each code and the number of the rest, then all errors. `--all` shows every warning,
`--errors` none; `defectarchive check FILE…` tells of these files only. With `--format json` check
gives all messages to programs, with `--format github` they stand beside the lines of pull requests.

A command that cannot do what it is asked says so in one line, with its code at the end:

```text
defectarchive: another build (process 4711) is at work on build/site [busy]
```

Below are all codes. `make docs` writes this page.
"""


def page() -> str:
    """The page, as Markdown."""
    return "\n".join([HEAD, *(line for section in SECTIONS for line in _section(section))])


def _section(section: CodeSection) -> Iterator[str]:
    yield f"## {section.title}\n"
    if section.about:
        yield f"{section.about}\n"
    diagnostics = all(isinstance(row.weight, Severity) for row in section.rows)
    yield f"| code | {'' if diagnostics else 'exit code'} | what it means | what to do |"
    yield "| --- | --- | --- | --- |"
    for row in section.rows:
        yield f"| `{row.code}` | {row.weight.value} | {row.meaning} | {row.remedy} |"
    yield ""


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
