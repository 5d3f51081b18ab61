"""What a file withholds, where it cannot be read as it should: a slip must not print a name."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from defectarchive.diagnostics.diagnostic import Diagnostic, error
from defectarchive.loader.source_file import SourceFile, source_lines

# What may be an outermost key: its margin and itself. The colon may be what is missing.
_OUTERMOST = re.compile(r"""([ \t]*)["']?(\w+(?:-\w+)?)["']?[ \t]*:?""")
# The same where all keys are in one pair of braces.
_IN_BRACES = re.compile(r"""([{,][ \t]*)["']?(\w+(?:-\w+)?)["']?[ \t]*:""")
_SPELT_RIGHT = re.compile(r"""(?:^|[{,\s"'])with-?hold["']?[ \t]*:""", re.IGNORECASE)
_NEXT = re.compile(r"[ \t-]|$")
_ALIKE = 0.75
_BETWEEN_NAMES = re.compile(r"""[\[\]{}"',:|>*&!#\n]+""")
_SHORTEST = 2


def keep_secret(yaml: str, first_line: int, found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The diagnostics, those on `withhold` without what it hides: no excerpt, no quoted words.

    `yaml`: the text that they are about, which begins on that line of its file.
    """
    faults = tuple(found)
    if not faults:
        return ()
    hidden = {first_line + number for number, _ in _lists(yaml.split("\n"))}
    return tuple(
        _without_words(_graver(fault)) if fault.span.line in hidden else fault for fault in faults
    )


def _graver(fault: Diagnostic) -> Diagnostic:
    """A name that is cut short is withheld in part alone: what is a doubt elsewhere is an error."""
    if fault.code != "cut-short":
        return fault
    return error("withhold-cut-short", fault.span, fault.message, fault.hint)


def _lists(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The numbers, from 0, of the lines of such a list, and what stands there of it.

    A misspelt key is looked for among the outermost: elsewhere it may be any word of a text.
    """
    filled = [line for line in lines if line.strip()]
    margin = min((len(line) - len(line.lstrip()) for line in filled), default=0)
    pattern = _IN_BRACES if filled and filled[0].lstrip().startswith("{") else _OUTERMOST
    inside = False
    for number, line in enumerate(lines):
        if start := _after_key(line, margin, pattern):
            inside = True
            yield number, line[start:]
        elif inside := inside and _NEXT.match(line) is not None:
            yield number, line


def _after_key(line: str, margin: int, pattern: re.Pattern[str]) -> int:
    """Where a list begins in the line; 0 where none does."""
    if right := _SPELT_RIGHT.search(line):
        return right.end()
    if pattern is _IN_BRACES:
        keys = [*pattern.finditer(line)]
    else:
        keys = [key for key in (pattern.match(line),) if key and len(key[1]) <= margin]
    return next((key.end() for key in keys if is_misspelt(key[2], "withhold")), 0)


def is_misspelt(key: str, meant: str) -> bool:
    """Whether a key may be that one, with a letter or two wrong."""
    letters = re.sub(r"[\W_]", "", key.casefold())
    if letters[:1] != meant[0]:
        return False
    matcher = difflib.SequenceMatcher(None, letters, meant, autojunk=False)
    return letters.startswith(meant) or matcher.ratio() >= _ALIKE


def _without_words(fault: Diagnostic) -> Diagnostic:
    if fault.code.startswith("yaml-") or fault.code == "duplicate-key":
        message = re.sub(r"`.*?`|\".*?\"", "…", fault.message)
        return replace(fault, secret=True, message=message, hint="put each word in quotes")
    return replace(fault, secret=True)


def names_under_withhold(files: Iterable[SourceFile]) -> Iterator[str]:
    """Whatever may be a name in what looks like `withhold`, in any of the files.

    Too much rather than too little: for the words of other diagnostics, while there are errors.
    """
    for file in files:
        # As far as the front matter goes at most, since "without" stands in many a text.
        head = file.data.partition(b"\n---\n")[0]
        if file.path.endswith((".md", ".yaml")) and b"with" in head.lower():
            lines = source_lines(file.data)
            # Front matter, or the whole of a register.
            first, last = (1, lines.index("---", 1)) if "---" in lines[1:] else (0, len(lines))
            hidden = "\n".join(rest for _, rest in _lists(lines[first:last]))
            names = (word.strip(" \t-") for word in _BETWEEN_NAMES.split(hidden))
            yield from (name for name in names if len(name) >= _SHORTEST)
