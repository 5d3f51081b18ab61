"""How much stands behind a value and with what reserve it is given, as readers are told."""

from __future__ import annotations

from collections.abc import Callable

from defectarchive.model.archive import NOBODY, Claim, ShownValue, Support
from defectarchive.model.ids import EntityRef
from defectarchive.views.rows import Caution, SupportView

# Up to how many outlets are named of which one is the origin; of more, the range tells enough.
_NAMED = 4

Name = Callable[[str], str]


def support_view(support: Support, outlet: Name, agreeing: int = 0) -> SupportView:
    """The counts in a view. `outlet`: what an outlet is called."""
    names = [outlet(one) for one in support.either if one != NOBODY]
    either = tuple(names) if len(names) <= _NAMED else ()
    return SupportView(
        articles=len(support.articles),
        least=support.origins_min,
        most=len(support.origins),
        either=either,
        unnamed=bool(either) and NOBODY in support.either,
        agreeing=agreeing,
    )


def caution_of(
    finding: ShownValue, shown: Claim, name: Callable[[EntityRef], str]
) -> Caution | None:
    """The reserve with which a value is shown; None where it is plainly stated.

    `shown`: the claim that gives it.
    """
    stance = shown.stance.value if finding.unsure and not shown.stance.outright else ""
    hedge = shown.hedge if finding.unsure else ""
    by = name(finding.voice) if finding.voice else ""
    return Caution(stance, hedge, by) if stance or hedge or by else None
