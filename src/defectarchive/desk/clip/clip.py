"""A draft of an article from its page: what the page says of itself, all else as comments.

Nothing is asserted: no claim, no case, no person, no relay. What may be so is proposed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from defectarchive.desk.clip.echoes import Echo, echoes
from defectarchive.desk.clip.mentions import Mention, known_mentions, relayed, unknown_names
from defectarchive.desk.clip.page_facts import PageFacts
from defectarchive.desk.drafts import ArticleDraft, article_id, article_text, scalar
from defectarchive.desk.likely_cases import known_cases, likely_cases
from defectarchive.frozen import Frozen
from defectarchive.loader.files import Loaded
from defectarchive.model.dates.date import Date, parse_date
from defectarchive.model.ids import fold_spelling
from defectarchive.model.records import RegisterRecord
from defectarchive.resolve.names.entity_names import EntityNames


class Clip(Frozen, frozen=True):
    """A draft: its id, its text, and the articles of the archive that say the same."""

    id: str
    text: str
    echoes: tuple[Echo, ...]


def clipped(
    facts: PageFacts,
    loaded: Loaded,
    names: EntityNames,
    texts: Mapping[str, bytes],
    today: str,
    *,
    fetched: bool,
) -> Clip:
    """The draft of an article. `texts`: of kept copies, by id of the article."""
    records = loaded.records
    outlet = _outlet(facts, records.outlets)
    own = "" if outlet is None else outlet.language
    known = known_mentions(f"{facts.title}\n{facts.text}", names, records.articles)
    draft = ArticleDraft(
        title=facts.title,
        outlet=facts.outlet if outlet is None else outlet.id,
        published=facts.published,
        url=facts.url,
        language=facts.language if facts.language != own else "",
        authors=facts.authors,
    )
    words = " ".join((facts.title, *(mention.written for mention in known)))
    likely = likely_cases(known_cases(records), words, _date(facts.published))
    same = tuple(echoes(facts.url, facts.title, facts.text, records.articles, texts))
    called = facts.outlet or ("" if outlet is None or outlet.name is None else outlet.name.text)
    notes = [
        *_title_notes(facts),
        *_echo_notes(same),
        *_relay_notes(relayed(facts.text, names, facts.authors, called)),
        *_known_notes(known),
        *_unknown_notes(unknown_names(facts.text, facts.language or own, known)),
    ]
    text = article_text(draft, today if fetched else "", likely)
    # Which cases it tells of is for people to say: until then it tells of none.
    text = text.replace("\nevents:\n  - event:", "\n# events:\n#   - event:")
    head, end, rest = text.rpartition("---\n")
    with_notes = "".join((head, *(f"{line}\n" for line in notes), end, rest))
    return Clip(article_id(draft), with_notes, same)


def _date(text: str) -> Date | None:
    try:
        return parse_date(text) if text else None
    except ValueError:
        return None


def _outlet(facts: PageFacts, outlets: Iterable[RegisterRecord]) -> RegisterRecord | None:
    """The outlet on whose host the page lies, else the one that the page names."""
    host = _host(facts.url)
    by_host = [each for each in outlets if _host(each.url) and _is_under(host, _host(each.url))]
    if by_host:
        return max(by_host, key=lambda each: len(_host(each.url)))
    name = fold_spelling(facts.outlet).casefold()
    for each in outlets:
        forms = [each.name, *each.also_known_as] if each.name else [*each.also_known_as]
        if name and any(fold_spelling(form.text).casefold() == name for form in forms):
            return each
    return None


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _is_under(host: str, other: str) -> bool:
    return host == other or host.endswith(f".{other}")


def _title_notes(facts: PageFacts) -> Iterator[str]:
    if not facts.title:
        yield "# Nothing tells for sure what its headline is."
        if facts.perhaps_titles:
            yield "# One of its first lines may be:"
        yield from (f"# title: {scalar(_line(title))}" for title in facts.perhaps_titles)


def _echo_notes(same: Sequence[Echo]) -> Iterator[str]:
    for echo in same:
        article = echo.article
        yield f"# The archive has {echo.why} as article {article.id} ({_line(article.title)})."
        if echo.why != "the same address":
            yield "# Is this its echo? Then, as that article:"
            yield f"# relays: [{scalar(article.outlet.text)}]"
            yield from (f"#   - event: {report.event.text}" for report in article.reports)


def _relay_notes(outlets: Sequence[str]) -> Iterator[str]:
    if outlets:
        yield "# It names outlets or agencies on which it may rest:"
        yield "# relays:"
        yield from (f"#   - {scalar(_line(outlet))}" for outlet in outlets)


def _known_notes(known: Sequence[Mention]) -> Iterator[str]:
    if known:
        yield "# It names, as far as spellings tell:"
        for each in known:
            yield f"#   {each.thing.kind} {each.thing.id}  ({_line(each.written)})"


def _unknown_notes(names: Sequence[str]) -> Iterator[str]:
    if names:
        yield "# Names and capitalised words that the archive does not know:"
        yield from (f"#   {_line(name)}" for name in names)


def _line(text: str) -> str:
    line = " ".join(text.split())
    return "".join(ch if ch.isprintable() else " " for ch in line)[:120]
