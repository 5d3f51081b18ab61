"""How a case became known, article by article: what each added to what was known before it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from defectarchive.analysis.history import (
    CaseSnapshot,
    Change,
    Effect,
    HistoryStep,
    history_steps,
    shows_effect,
    withdrawal_days,
)
from defectarchive.analysis.name_disclosure import called, cut_short
from defectarchive.model.archive import (
    NOBODY,
    Claim,
    Event,
    OriginSets,
    Participation,
    Standing,
    property_of,
)
from defectarchive.model.dates.date import Date, iso_day, parse_date
from defectarchive.model.ids import EntityRef, Kind
from defectarchive.model.values import Stance, Value, identity
from defectarchive.model.vocabulary import STATEMENT, Property
from defectarchive.pages.shared import routes
from defectarchive.pages.shared.context import Context
from defectarchive.pages.shared.lists import published_row
from defectarchive.pages.shared.pagination import ListPlan, PagedList, lay_out, weight
from defectarchive.resolve.order import order_unknown
from defectarchive.views.history_rows import (
    ChangeItem,
    ChangeLine,
    ChangeRun,
    ClaimVoice,
    History,
    KnownDay,
    Mention,
    StepView,
)
from defectarchive.views.rows import Link

# How much of the page of a case its history may take, by estimate. Nearly all fit.
_BUDGET = 16_000
# How many properties one line names, and people one article is said to bring in.
_ITEMS = 8
_MENTIONS = 4

_NOT_SHOWN = (Standing.OUTVOTED, Standing.DISPUTES, Standing.RETRACTED)
_SHOWN_VALUES = frozenset({Effect.NARROWED, Effect.CLOSER, Effect.CONTRADICTED, Effect.OBJECTED})
_ORDER = (
    "added",
    "narrowed",
    "closer",
    "moved",
    "contradicted",
    "objected",
    "corroborated",
    "further",
    "surer",
    "perhaps",
    "repeated",
    "declined",
)


def case_history(
    context: Context, event: Event, snapshots: Sequence[CaseSnapshot]
) -> tuple[History, PagedList[StepView]]:
    """The history as the page of a case shows it, and the pages of what does not fit there.

    `snapshots`: the readings of the case, none where there is but one.
    """
    steps = _steps(context, event)
    here = _that_fit(steps)
    rest = [
        published_row(context, step, context.archive.articles[step.article.id].published)
        for step in steps[here:]
    ]
    host = context.host(routes.case(event.id), "cases", context.title(event))
    laid_out = lay_out(host, ListPlan("history", "step", rest, 0, "history-"), 0)
    days = tuple(known_day(context, event.id, snapshot) for snapshot in snapshots)
    parts = laid_out.listing.parts
    return History(steps[:here], parts, len(rest), days if len(days) > 1 else ()), laid_out


def known_day(context: Context, event: str, snapshot: CaseSnapshot) -> KnownDay:
    """The day of a reading, and its page."""
    text = iso_day(snapshot.day)
    return KnownDay(context.date(parse_date(text)), routes.as_known(event, text))


def _that_fit(steps: Sequence[StepView]) -> int:
    """How many steps stand on the page of the case: one at least."""
    room = _BUDGET
    for number, step in enumerate(steps):
        room -= weight(step)
        if room < 0 and number:
            return number
    return len(steps)


def _steps(context: Context, event: Event) -> tuple[StepView, ...]:
    if len(event.articles) == 1:
        # All that is known of most cases stands in one article: nothing to compare.
        article = context.article(event.articles[0])
        return (
            StepView(
                article=article,
                first=True,
                order_unknown=False,
                alone=True,
                lines=(),
                mentions=(),
                mentions_left=0,
                mentions_first=False,
                statements=0,
                repeats=False,
                withdrawn=_withdrawn(context, article.id),
            ),
        )
    withdrawn = withdrawal_days(event, context.archive)
    told = history_steps(event, context.surroundings, withdrawn)
    parts = {part.person: part for part in event.people}
    # An entry that claims nothing reports nothing: the earliest article here is a later one.
    earliest = next((step for step in told if step.changes), told[0])
    published = {step.article: context.archive.articles[step.article].published for step in told}
    # Articles of one day or month may have come in either order.
    is_first = not any(
        order_unknown(published[earliest.article], published[step.article])
        for step in told
        if step is not earliest and step.changes
    )
    told_when = [published[step.article] for step in told if step.changes or step.people]
    before = [None, *(published[step.article] for step in told)]
    return tuple(
        _step(
            context,
            parts,
            step,
            first=step is earliest and is_first,
            unordered=order_unknown(date, published[step.article]),
            told_when=told_when,
        )
        for step, date in zip(told, before, strict=False)
    )


def _step(
    context: Context,
    parts: Mapping[str, Participation],
    told: HistoryStep,
    *,
    first: bool,
    unordered: bool,
    told_when: Sequence[Date],
) -> StepView:
    """`told_when`: when the articles were published that tell anything of the case."""
    published = context.archive.articles[told.article].published
    new = frozenset(told.people)
    mentions = [_mention(context, parts[person], told) for person in told.people]
    mentions += [
        naming
        for part in parts.values()
        if part.person not in new
        and told.article in part.articles
        and context.naming.first(part.person) == told.article
        if (naming := _naming(context, part)).before
    ]
    lines = change_lines(context, told.article, [c for c in told.changes if _tells(c, new)])
    statements = sum(1 for change in told.changes if _is_new_statement(change))
    return StepView(
        article=context.article(told.article),
        first=first,
        order_unknown=unordered,
        alone=False,
        lines=lines,
        mentions=tuple(mentions[:_MENTIONS]),
        mentions_left=max(0, len(mentions) - _MENTIONS),
        mentions_first=bool(mentions)
        and not first
        # It is itself among these.
        and sum(order_unknown(when, published) for when in told_when) <= 1,
        statements=statements,
        repeats=not (first or mentions or statements)
        and all(line.effect == "repeated" for line in lines),
        withdrawn=_withdrawn(context, told.article),
    )


def _withdrawn(context: Context, article: str) -> str:
    date = context.archive.articles[article].withdrawn
    return context.date(date).short if date else ""


def _mention(context: Context, part: Participation, told: HistoryStep) -> Mention:
    """Somebody of whom no earlier article told."""
    person = context.called(part.person)
    if context.naming.is_named_by(part.person, told.article):
        return Mention(Link(person.name, person.path), unnamed=person.unnamed, before="")
    text = next((text for article, text in called(part.facts) if article == told.article), "")
    said = _description(context, text)
    return Mention(Link(said, person.path), unnamed=True, before="")


def _naming(context: Context, part: Participation) -> Mention:
    """Somebody of whom earlier articles told without their name."""
    before = next((text for _, text in called(part.facts)), "")
    name = context.called(part.person).name
    said = _description(context, before)
    return Mention(Link(name, routes.person(part.person)), unnamed=False, before=said)


def _description(context: Context, text: str) -> str:
    return cut_short(context.said("descriptor", text))


def _is_new_statement(change: Change) -> bool:
    return change.claim.property == STATEMENT and change.effect is Effect.ADDED


def _tells(change: Change, new: frozenset[str]) -> bool:
    """Whether a change deserves words: who is new comes with all that is said of them."""
    claim = change.claim
    of_new = claim.subject.kind is Kind.PERSON and claim.subject.id in new
    return shows_effect(claim) and not (of_new and change.effect is Effect.ADDED)


@dataclass(slots=True)
class _Line:
    """A line in the making: its changes, those of one property together."""

    changes: dict[tuple[str, str, str], list[Change]] = field(default_factory=dict)

    def add(self, change: Change) -> None:
        claim = change.claim
        value = identity(claim.value) if change.effect in _SHOWN_VALUES else ""
        self.changes.setdefault((claim.subject.id, claim.property, value), []).append(change)


def change_lines(
    context: Context, article: str, changes: Iterable[Change]
) -> tuple[ChangeLine, ...]:
    """What is to be said of one article, by effect; of what is repeated, by origin as well."""
    lines: dict[tuple[str, OriginSets], _Line] = {}
    for change in changes:
        lines.setdefault(_kind(change), _Line()).add(change)
    outlet = context.archive.articles[article].outlet
    ordered = sorted(lines.items(), key=lambda item: _ORDER.index(item[0][0]))
    return tuple(
        _line(context, effect, origins, tuple(line.changes.values()), outlet)
        for (effect, origins), line in ordered
    )


_AGREEING = frozenset({Effect.CORROBORATED, Effect.SURER, Effect.REPEATED})


def _kind(change: Change) -> tuple[str, OriginSets]:
    """The line that a change belongs to: its effect, and the sets of origins that matter to it."""
    if change.effect in _AGREEING and _moves_on(change):
        return "moved", ()
    sets = change.claim.origin_sets
    match change.effect:
        case Effect.CORROBORATED:
            return ("corroborated", change.anew) if change.anew else ("further", sets)
        case Effect.REPEATED if change.fresh:
            return "perhaps", (change.fresh,)
        case Effect.SURER | Effect.REPEATED:
            return change.effect.value, sets
        case _:
            return change.effect.value, ()


def _moves_on(change: Change) -> bool:
    before = change.before
    if before is None or not property_of(change.claim).kind.moves_on:
        return False
    # Of an article without a date nobody knows that it came later.
    if change.claim.published.latest is None:
        return False
    return identity(change.claim.value) != identity(before.value)


def _line(
    context: Context,
    effect: str,
    origins: OriginSets,
    changes: Sequence[Sequence[Change]],
    outlet: str,
) -> ChangeLine:
    runs = groupby(changes[:_ITEMS], key=lambda of_one: _person(of_one[0]))
    return ChangeLine(
        effect=effect,
        runs=tuple(
            ChangeRun(
                subject=_as_called(context, person, changes[0][0].claim) if person else None,
                items=tuple(_item(context, of_one, effect) for of_one in of_person),
            )
            for person, of_person in runs
        ),
        left=max(0, len(changes) - _ITEMS),
        origins=_origins(context, origins),
        several=sum(any(one) for one in origins) > 1,
        own=origins == ((outlet,),),
    )


def _origins(context: Context, sets: OriginSets) -> str:
    """The origins in words: "A or B" for each set, and "" where nobody is named at all."""
    named = [one for one in sets if any(origin != NOBODY for origin in one)]
    return context.words.and_list([_either(context, one) for one in named])


def _either(context: Context, origins: Sequence[str]) -> str:
    names = [context.outlet(origin).text for origin in origins if origin != NOBODY]
    if NOBODY in origins:
        names.append(context.words.unnamed_source())
    return context.words.or_list(names)


def _person(change: Change) -> EntityRef | None:
    subject = change.claim.subject
    return subject if subject.kind is Kind.PERSON else None


def _as_called(context: Context, person: EntityRef, claim: Claim) -> Link:
    """Somebody by the name that they had when the claim was made, or as they were described."""
    if not context.naming.is_named_by(person.id, claim.article):
        parts = context.archive.events[claim.event].people
        part = next(part for part in parts if part.person == person.id)
        words = next((text for _, text in called(part.facts)), "")
        if words:
            return Link(_description(context, words), routes.person(person.id))
    return context.thing(person)


def _item(context: Context, changes: Sequence[Change], effect: str) -> ChangeItem:
    """One property of a line. `changes`: all that the article says of it to this effect."""
    first, *_ = changes
    claim, before = first.claim, first.before
    places = context.claim_places(claim.event)
    same = before is not None and identity(before.value) == identity(claim.value)
    worded = effect != "added" and not same
    voices = dict.fromkeys(_voice(context, change.claim) for change in changes)
    return ChangeItem(
        property=claim.property,
        path=places.path(claim.id),
        outright=None in voices,
        voices=tuple(voice for voice in voices if voice is not None),
        value=_text(context, claim) if worded or claim.standing in _NOT_SHOWN else "",
        before=_text(context, before) if before is not None and not same else "",
        before_voice=_voice(context, before) if before is not None else None,
        source=context.outlet(before.outlet).text if before is not None else "",
        source_path=places.path(before.id) if before is not None else "",
    )


def _voice(context: Context, claim: Claim) -> ClaimVoice | None:
    """Who says it inside the article, and with what reserve; None for the article, outright."""
    by = context.thing(claim.by).text if claim.by else ""
    if not (by or claim.hedge) and claim.stance is Stance.ASSERTS:
        return None
    return ClaimVoice(claim.stance.value, claim.hedge, by)


def _text(context: Context, claim: Claim) -> str:
    return in_short(context, property_of(claim), claim.value, claim.event)


def in_short(context: Context, prop: Property, value: Value, event: str) -> str:
    """A value as it fits into a sentence or a column."""
    view = context.value(prop, value, event)
    if view.date is None:
        return cut_short(view.text)
    # A short date has no time of day, by which alone two dates may differ.
    timed = isinstance(value, Date) and value.time is not None
    return view.date.words if timed else view.date.short
