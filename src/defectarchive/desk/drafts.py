"""Files to start from: the text of a new article, person or event, commented."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from defectarchive.desk import field_comments as comments
from defectarchive.desk.likely_cases import CaseSummary
from defectarchive.frozen import Frozen
from defectarchive.model.ids import ID_LENGTH, slug
from defectarchive.model.records import Records

NO_TITLE = "(no title yet)"
"""What a draft has in the place of a title, without which no site can be built."""


class ArticleDraft(Frozen, frozen=True):
    """What is known of an article beforehand; "" is not known."""

    title: str = ""
    outlet: str = ""
    published: str = ""
    url: str = ""
    archived: str = ""
    language: str = ""
    authors: tuple[str, ...] = ()
    relays: tuple[str, ...] = ()
    events: tuple[str, ...] = ()


class PersonDraft(Frozen, frozen=True):
    """What is known of a person: a name, or a descriptor where nobody knows the name."""

    name: str = ""
    descriptor: str = ""


def article_text(draft: ArticleDraft, today: str, likely: Sequence[CaseSummary]) -> str:
    """A draft of an article: what is known, blanks for what is required, the rest as comments."""
    lines = [
        "---",
        "# Required: title, outlet, published, and an event. Delete the comments when done,",
        "# and the next line: as long as it stands, the article is not published.",
        "draft: true",
        _field("title", draft.title, "the headline as published"),
        _field("outlet", draft.outlet, "who published it: an id of outlets.yaml, or a name"),
        _field("published", draft.published, "2031-04-13, 2031-04-13T16:29, 2031-04; or unknown"),
        _option("url", draft.url, "https://example.org/story"),
        _option("archived", draft.archived, "https://archive.example.org/20310414/story"),
        _option("accessed", today, "2031-05-01"),
        *comments.AFTER_ACCESSED.splitlines(),
        _option("language", draft.language, "fr                    # without it, the outlet's"),
        "# translated_from: ru             # the language that it was translated from",
        _listed("authors", draft.authors, "[A. Writer]"),
        *_relays(draft.relays),
        *comments.AFTER_RELAYS.splitlines(),
        "events:",
        *(line for event in draft.events or ("",) for line in _event_entry(event)),
        *_likely(likely),
        "---",
        "",
    ]
    return "\n".join(lines)


def person_text(draft: PersonDraft) -> str:
    """A people file."""
    if draft.descriptor and not draft.name:
        known = [
            "unnamed: true",
            f"descriptor: {scalar(draft.descriptor)}",
            "# name: Ada Quay                              # in their place, once it is known",
        ]
    else:
        known = [
            _field("name", draft.name, "or unnamed and a descriptor"),
            "# unnamed: true                               # in its place, if nobody tells it",
            _option("descriptor", draft.descriptor, "a clerk                         # with that"),
        ]
    lines = [
        "---",
        *known,
        *comments.PERSON.splitlines(),
        "# Below the next line: the biography, in Markdown. [[an-id]] becomes a link.",
        "---",
        "",
    ]
    return "\n".join(lines)


def event_text(title: str) -> str:
    """An events file: the editor's own words on a case."""
    lines = [
        "---",
        "# The case exists because some article reports it; this file adds what the editor says.",
        f"title: {scalar(title)}" if title else "# title: One line that names the case",
        *comments.EVENT.splitlines(),
        "# Below the next line: notes on the case, in Markdown. [[an-id]] becomes a link.",
        "---",
        "",
    ]
    return "\n".join(lines)


def article_id(draft: ArticleDraft) -> str:
    """Outlet, year and headline as an id, cut between words; "" where nothing is known."""
    year = re.match(r"\d{4}", draft.published)
    return short_id(draft.outlet, year.group() if year else "", draft.title)


def short_id(*parts: str) -> str:
    """An id made of these texts, cut between words where it would be too long."""
    words: list[str] = []
    for word in slug(" ".join(parts)).split("-"):
        if len("-".join([*words, word])) > min(70, ID_LENGTH):
            break
        words.append(word)
    return "-".join(words)


def published_cases(records: Records) -> frozenset[str]:
    """Ids of the cases that an article reports which is no draft."""
    live = (article for article in records.articles if not article.draft)
    return frozenset(report.event.text for article in live for report in article.reports)


# Plain scalars that no YAML reader takes for anything but this text.
_PLAIN = re.compile(r"[^\W\d_][\w.,()’ /-]*[\w.)’]")
_WORDS_WITH_A_MEANING = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})


def scalar(text: str) -> str:
    """The text as YAML: plain where that is safe, else in double quotes."""
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS_WITH_A_MEANING:
        return text
    return json.dumps(text, ensure_ascii=False)


def _date_or_text(name: str, value: str) -> str:
    whole = name == "published" and re.fullmatch(r"\d{4}-\d\d-\d\d(T[\d:]+)?", value)
    return value if whole else scalar(value)


def _field(name: str, value: str, what: str) -> str:
    if name == "title" and not value:
        return f"{name}: {scalar(NO_TITLE)}  # {what}"
    return f"{name}: {_date_or_text(name, value)}" if value else f"{name}:  # {what}"


def _option(name: str, value: str, example: str) -> str:
    return f"{name}: {scalar(value)}" if value else f"# {name}: {example}"


def _listed(name: str, values: Sequence[str], example: str) -> str:
    if not values:
        return f"# {name}: {example}"
    return f"{name}: [{', '.join(json.dumps(value, ensure_ascii=False) for value in values)}]"


def _relays(relays: Sequence[str]) -> list[str]:
    if relays:
        return ["relays:", *(f"  - {json.dumps(chain, ensure_ascii=False)}" for chain in relays)]
    return comments.RELAYS.splitlines()


def _event_entry(event: str) -> list[str]:
    first = event or " # an id, such as north-quay-resignation-2031"
    return [f"  - event: {first}", *(f"    {line}" for line in comments.ENTRY.splitlines())]


def _likely(cases: Sequence[CaseSummary]) -> list[str]:
    if not cases:
        return []
    lines = (f"#   {case.id}  ({case.called})" for case in cases)
    return ["# Cases of this archive that the article may be about:", *lines]
