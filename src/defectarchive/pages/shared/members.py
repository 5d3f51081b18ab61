"""How many people a group has, by whom, who of them is known, and how many remain unnamed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from defectarchive.model.archive import Claim, Fact
from defectarchive.model.values import Count, identity
from defectarchive.pages.shared.context import Context, hull_of
from defectarchive.views.evidence import GroupCount, GroupView
from defectarchive.views.rows import Caution, PersonItem

GROUP_MEMBERS = 12
"""How many members of a group stand on the page of a case; its own page has them all."""
# How many outlets a count names.
_OUTLETS = 5
_ONE = Count(1, 1)


@dataclass(slots=True)
class _Said:
    """One number, with what reserve, and who gives it so."""

    count: Count
    caution: Caution | None = None
    outlets: dict[str, None] = field(default_factory=dict)
    editor: bool = False


def group_view(
    context: Context,
    facts: Iterable[Fact],
    editors: Count | None,
    members: Sequence[PersonItem],
    most: int,
) -> GroupView | None:
    """What sources make of a group; None where nothing says that it is one.

    `facts`: all of what is claimed of it; `editors`: the number that the editor gives; `most`: how
    many members are listed.
    """
    said = _said(context, facts, editors)
    if not members and all(one.count == _ONE for one in said):
        return None
    named = sum(1 for member in members if not member.unnamed)
    return GroupView(
        counts=tuple(_count(context, one) for one in said),
        members=tuple(members[:most]),
        members_left=max(0, len(members) - most),
        named=named,
        unnamed=_unnamed(context, [one.count for one in said], named),
    )


def _said(context: Context, facts: Iterable[Fact], editors: Count | None) -> list[_Said]:
    """The numbers given, each once in each voice: the editor's, then as they were published."""
    found: dict[tuple[str, Caution | None], _Said] = {}
    if editors is not None:
        found[identity(editors), None] = _Said(editors, editor=True)
    for claim in _standing(facts):
        if isinstance(claim.value, Count):
            caution = _caution(context, claim)
            one = found.setdefault((identity(claim.value), caution), _Said(claim.value, caution))
            one.outlets[claim.outlet] = None
    return list(found.values())


def _caution(context: Context, claim: Claim) -> Caution | None:
    """In whose voice a number is given, where that is not the article's own, outright."""
    if claim.by is None and claim.is_outright():
        return None
    stance = "" if claim.stance.outright else claim.stance.value
    return Caution(stance, claim.hedge, context.thing(claim.by).text if claim.by else "")


def _standing(facts: Iterable[Fact]) -> Iterable[Claim]:
    for fact in facts:
        if fact.property == "count":
            for claim in fact.claims:
                if claim.puts_forward():
                    yield claim


def _count(context: Context, said: _Said) -> GroupCount:
    outlets = [*said.outlets]
    return GroupCount(
        text=context.with_caution(context.count(said.count), said.caution),
        outlets=tuple(context.outlet(outlet) for outlet in outlets[:_OUTLETS]),
        outlets_left=max(0, len(outlets) - _OUTLETS),
        editor=said.editor,
    )


def _unnamed(context: Context, counts: Sequence[Count], named: int) -> str:
    if not counts:
        return ""
    whole = hull_of(counts)
    low = max(0, (whole.low or 0) - named)
    high = None if whole.high is None else max(0, whole.high - named)
    if high is None and not low:
        return ""
    # "At most 3" reads better than "between 0 and 3".
    return context.words.count((low or None) if high else low, high)
