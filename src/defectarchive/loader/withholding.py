"""What a file withholds, where it cannot be read as it should: a slip must not print a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from defectarchive.diagnostics import Diagnostic
from defectarchive.fields import Found
from defectarchive.source import SourceFile, source_lines

# The key, misspelt or not, and all lines that are indented below it or are its items.
_WITHHOLD = re.compile(
    r"^(?:[ \t]*|.*[{,][ \t]*)[\"']?with[-_ ]?[hoe].*(?:\n(?:[ \t-].*)?)*",
    re.MULTILINE | re.IGNORECASE,
)
_KEY = re.compile(r"^.*?with[-_ ]?[hoe]\w*[\"']?[ \t]*:?", re.IGNORECASE)
_BETWEEN_NAMES = re.compile(r"""[\[\]{}"',:|>*&!#\n]+""")
_SHORTEST = 2


def keep_secret(yaml: str, first_line: int, found: Found) -> Found:
    """The diagnostics, those on `withhold` without what it hides: no excerpt, no quoted words.

    `yaml`: the text that they are about, which begins on that line of its file.
    """
    match = _WITHHOLD.search(yaml)
    if match is None:
        return found
    first = yaml.count("\n", 0, match.start()) + first_line
    lines = range(first, first + match.group().count("\n") + 1)
    return [_without_words(fault) if fault.span.line in lines else fault for fault in found]


def _without_words(fault: Diagnostic) -> Diagnostic:
    if fault.code.startswith("yaml-") or fault.code == "duplicate-key":
        message = re.sub(r"`.*?`|\".*?\"", "…", fault.message)
        return replace(fault, secret=True, message=message, hint="put each word in quotes")
    return replace(fault, secret=True)


def names_in_slips(files: Iterable[SourceFile]) -> Iterator[str]:
    """Whatever may be a name in what looks like `withhold`, in any of the files.

    Too much rather than too little: for the words of other diagnostics, while there are errors.
    """
    for file in files:
        if file.path.endswith((".md", ".yaml")) and b"with" in file.data.lower():
            lines = source_lines(file.data)
            # Front matter, or the whole of a register.
            closing = lines.index("---", 1) if "---" in lines[1:] else len(lines)
            for match in _WITHHOLD.finditer("\n".join(lines[:closing])):
                words = _BETWEEN_NAMES.split(_KEY.sub("", match.group(), count=1))
                names = (word.strip(" \t-") for word in words)
                yield from (name for name in names if len(name) >= _SHORTEST)
