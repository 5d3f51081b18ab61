"""A page cut into tags and texts, for what goes over a page once it is rendered."""

from __future__ import annotations

import re
from collections.abc import Sequence

# Attributes hold no >: templates escape it.
TOKEN = re.compile(r"<[^>]*>|[^<]+")
_NAME = re.compile(r"</?([A-Za-z0-9]+)")
BARE = frozenset({"title", "script", "style", "option", "textarea", "desc"})
"""Elements that hold text alone."""


def tag_name(tag: str) -> str:
    """The name of the element; "" for what is no tag of one."""
    match = _NAME.match(tag)
    return match[1] if match else ""


def encloses(tokens: Sequence[str], at: int) -> bool:
    """Whether the tags around a token are those of one element."""
    if at in (0, len(tokens) - 1):
        return False
    before, after = tokens[at - 1], tokens[at + 1]
    return before[1] != "/" and after == f"</{tag_name(before)}>"
