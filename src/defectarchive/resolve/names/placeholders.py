"""Words that stand where a name is missing: things called so would all be one thing."""

from __future__ import annotations

import re

from defectarchive.diagnostics.diagnostic import Diagnostic, error, warning
from defectarchive.model.ids import Kind, spelling_key
from defectarchive.model.records import Ref

_WORDS = "unknown|unidentified|unnamed|anonymous|n-a|tba|tk"
_WHOLE = re.compile(rf"({_WORDS})(?:-?\1)*")
_START = re.compile(rf"(?:{_WORDS})-.")

# What to write instead.
_RIGHT_FORMS = {
    Kind.PERSON: "give them an id that only they can have, as the case and their part in it, "
    "with `unnamed: true` and a `descriptor`; where nobody is named as speaking, leave `by` out",
    Kind.PLACE: "leave `place` out where no article tells it",
    Kind.ORGANISATION: "leave it out where no article tells it, `by` as well",
    Kind.OUTLET: "name who published it, if only by the address of the site; what rests on a "
    "source that it does not name has `relays: [unknown]`",
}


def is_placeholder(text: str) -> bool:
    """Whether nothing but "unknown" or the like is said, once or over and over."""
    return _WHOLE.fullmatch(_words(text)) is not None


def begins_like_a_placeholder(text: str) -> bool:
    """Whether the name only describes somebody unknown, as "Unidentified man"."""
    return _START.match(_words(text)) is not None


def placeholder(kind: Kind, ref: Ref) -> Diagnostic:
    """The error for a mention that names nothing."""
    return error(
        "placeholder",
        ref.span,
        f'"{ref.text}" is no name: whatever else is called so would be the same {kind}',
        _RIGHT_FORMS[kind],
    )


def placeholder_name(kind: Kind, ref: Ref, identifier: str) -> Diagnostic:
    """The warning for a created thing that has such a name."""
    return warning(
        "placeholder-name",
        ref.span,
        f'"{ref.text}" could be said of many: whatever else is called so is taken for the '
        f"{kind} {identifier}",
        _RIGHT_FORMS[kind],
    )


def _words(text: str) -> str:
    return re.sub(r"[\W_]+", "-", spelling_key(text).casefold()).strip("-")
