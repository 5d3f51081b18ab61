"""What can be wrong or doubtful about names and ids: each fault with its remedy."""

from __future__ import annotations

from collections.abc import Iterable

from defectarchive.diagnostics.diagnostic import Diagnostic, Span, error, warning
from defectarchive.model.ids import Kind, slug
from defectarchive.model.records import Ref, Spelling

PLURALS = {kind: "people" if kind is Kind.PERSON else f"{kind}s" for kind in Kind}


def home_of(kind: Kind, identifier: str) -> str:
    """Where a thing of that kind is declared."""
    return f"people/{identifier}.md" if kind is Kind.PERSON else f"{PLURALS[kind]}.yaml"


def ambiguous_spelling(
    kind: Kind, spelling: Spelling, first: str, where: Span, second: str
) -> Diagnostic:
    """Two things have one spelling, and neither is said not to be the other."""
    return error(
        "ambiguous-spelling",
        spelling.span,
        f'"{spelling.text}" is a spelling of two {PLURALS[kind]}: '
        f"{first} ({where.path}:{where.line}) and {second}",
        f"if they are two who share it, write `not_same_as: [{first}]` in "
        f"{home_of(kind, second)}; else keep it with one of them",
    )


def ambiguous_reference(kind: Kind, ref: Ref, ids: Iterable[str]) -> Diagnostic:
    """Namesakes share what is written."""
    return error(
        "ambiguous-reference",
        ref.span,
        f'"{ref.text}" is the name of {" and of ".join(ids)}',
        f"write the id of the {kind} that is meant",
    )


def same_slug(kind: Kind, ref: Ref, identifier: str, called: str) -> Diagnostic:
    """Nothing but the slug is like what is known. `called`: its name, "" where it has none."""
    known = f'{identifier} ("{called}")' if called else identifier
    homes = "people/" if kind is Kind.PERSON else home_of(kind, identifier)
    return warning(
        "same-slug",
        ref.span,
        f'"{ref.text}" is taken for the {kind} {known} '
        f"only because both give the id {slug(ref.text)}",
        f"if they are one, add these words to `also_known_as` in {home_of(kind, identifier)}; "
        f"if not, declare both in {homes}, each under an id of its own",
    )


def merged_into_itself(old: Ref) -> Diagnostic:
    """A thing lists its own id among those of others that turned out to be it."""
    message = f'"{old.text}" is listed as merged into itself'
    return error("reused-id", old.span, message, "take it out")


def reused_by_another(kind: str, old: Ref, current: str, taken: Span) -> Diagnostic:
    """A former id is the id of something else."""
    return error(
        "reused-id",
        old.span,
        f'"{old.text}" is a former id of {current}, '
        f"but {taken.path} uses it again for another {kind}",
        f"if the two are one, move what {taken.path} says and delete it there; "
        "an id is never reused: give another one an id of its own",
    )


def former_id_of_two(old: Ref, first: str, second: str) -> Diagnostic:
    """Two things list one former id."""
    return error(
        "reused-id",
        old.span,
        f'"{old.text}" is a former id of both {first} and {second}',
        "an old address can lead to one page only: keep it with one of them",
    )
