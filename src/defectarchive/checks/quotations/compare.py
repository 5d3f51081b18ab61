"""Articles beside their copies: which quotations are checked, and what is wrong with the others."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Protocol

from defectarchive.checks.quotations.find import Found, NotFound, find_wording
from defectarchive.checks.quotations.nearest import nearest_passage, shortened
from defectarchive.checks.quotations.text import CopyText
from defectarchive.checks.quotations.wording import MOST_IN_BRACKETS, MOST_LEFT_OUT
from defectarchive.checks.withholding.finder import WithheldNames
from defectarchive.diagnostics.diagnostic import Diagnostic, Span, did_you_mean, error, quoted
from defectarchive.diagnostics.results import Result
from defectarchive.frozen import Frozen
from defectarchive.model.copies import Copy, LeftOut
from defectarchive.model.records import ArticleRecord, ClaimRecord, CopyRecord, Records

Texts = Mapping[str, bytes]
"""The texts beside the copies on this machine, by the name of the copy's file."""
_BETWEEN_WORDINGS = "\0"
Passages = tuple[tuple[LeftOut, ...], ...]
"""What the marks of each wording of an article stand for; wordings in order of their letters."""


class Memo(Protocol):
    """Remembers what was found in copies, by digests of the copy's text and of the wordings."""

    def get(self, key: str) -> Passages | None:
        """What was found, if it is known."""

    def put(self, key: str, passages: Passages) -> None:
        """Note what was found: no withheld name is in it."""


class _Forgetful:
    def get(self, key: str) -> None:  # noqa: ARG002
        return None

    def put(self, key: str, passages: Passages) -> None:
        pass


class Quoted(Frozen, frozen=True):
    """A wording of an article, and where it stands there. `at`: where it stands in the copy."""

    wording: str
    span: Span
    at: Found | NotFound


def quotes_digest(wordings: Iterable[str]) -> str:
    """What copies.yaml holds under `quotes`: SHA-256 of these wordings, whatever their order."""
    joined = _BETWEEN_WORDINGS.join(sorted(set(wordings)))
    return hashlib.sha256(joined.encode()).hexdigest()


def wordings_of(article: ArticleRecord) -> dict[str, Span]:
    """The wordings in an article's file, each once, with its place."""
    found: dict[str, Span] = {}
    for claim in _claims(article):
        if claim.wording and claim.wording_span:
            found.setdefault(claim.wording, claim.wording_span)
    return found


def _claims(article: ArticleRecord) -> Iterator[ClaimRecord]:
    for report in article.reports:
        yield from report.claims
        for mention in report.people:
            yield from mention.claims


def look_up(article: ArticleRecord, text: str) -> tuple[Quoted, ...]:
    """Every wording of the article, looked up in the text of its copy."""
    wordings = wordings_of(article)
    if not wordings:
        return ()
    copy = CopyText(text)
    return tuple(
        Quoted(wording, span, find_wording(wording, copy)) for wording, span in wordings.items()
    )


def not_found_errors(
    identifier: str, quotes: Iterable[Quoted], text: str
) -> tuple[Diagnostic, ...]:
    """An error for each wording that does not stand in the copy of the article with this id."""
    missing = [quote for quote in quotes if isinstance(quote.at, NotFound)]
    copy = CopyText(text) if missing else None
    return tuple(
        _not_found(identifier, quote, quote.at, copy)
        for quote in missing
        if copy is not None and isinstance(quote.at, NotFound)
    )


def _not_found(identifier: str, quote: Quoted, fault: NotFound, copy: CopyText) -> Diagnostic:
    of = f"the copy of {identifier}"
    sought = quote.wording
    if fault.short is not None and fault.short.written:
        message = f"{quoted(fault.short.written)} is one word: that much stands anywhere"
        hint = "each part beside […] or a bracket has two words at least"
        return error("quote-not-found", quote.span, message, hint)
    if fault.short is not None:
        message = "this wording has no words of the article"
        hint = "write what the article says, or leave the wording out"
        return error("quote-not-found", quote.span, message, hint)
    if fault.missing is not None:
        sought = fault.missing.written
        message = f"{of} does not say {quoted(sought)}"
    elif fault.apart:
        message = f"in {of} {fault.apart} characters stand between two parts of this wording"
    else:
        message = f"{of} has the parts of this wording, in another order"
    nearest = nearest_passage(sought, copy)
    if fault.apart:
        hint = f"[…] stands for {MOST_LEFT_OUT} at most, a bracket for {MOST_IN_BRACKETS}; "
        hint += f"these are: {shortened(fault.between)}"
    elif nearest:
        hint = f"nearest: {nearest}"
    else:
        hint = "it has nothing like it: is it the copy of this article, and all of it?"
    return error("quote-not-found", quote.span, message, hint)


def compare_with_copies(
    records: Records, texts: Texts, withheld: WithheldNames, memo: Memo | None = None
) -> Result[dict[str, Copy]]:
    """The copies of articles by id of the article, and an error for each wording not found there.

    A wording is checked if the record holds for just the wordings that the article has now and, if
    the text is on this machine, if that is the text of the record and the wording stands in it.
    `memo`: spares looking up what has been found before.
    """
    memo = memo or _Forgetful()
    copies: dict[str, Copy] = {}
    found: list[Diagnostic] = []
    entries, lost = _by_article(records)
    found += lost
    for article, record in entries:
        data = texts.get(record.file)
        text = None if data is None else _text_of(record, data)
        wordings = [*wordings_of(article)]
        fits = (data is None or text is not None) and quotes_digest(wordings) == record.quotes
        checked: dict[str, tuple[LeftOut, ...]] = {}
        if text is not None:
            checked, faults = _checked(article, record.text, text, withheld, memo)
            found += faults
            fits = fits and len(checked) == len(wordings)
        elif fits:
            checked = dict.fromkeys(wordings, ())
        copies[article.id] = Copy(record.sha256, record.kept, checked if fits else {})
    return dict(sorted(copies.items())), tuple(found)


def _checked(
    article: ArticleRecord, digest: str, text: str, withheld: WithheldNames, memo: Memo
) -> tuple[dict[str, tuple[LeftOut, ...]], tuple[Diagnostic, ...]]:
    """The wordings that stand in a copy, and errors for those that do not.

    `digest`: of the text. Of drafts nothing is remembered, which are not published.
    """
    wordings = [*wordings_of(article)]
    key = _BETWEEN_WORDINGS.join((digest, quotes_digest(wordings), *withheld.names))
    key = hashlib.sha256(key.encode("utf-8", "surrogateescape")).hexdigest()
    known = None if article.draft else memo.get(key)
    if known is not None and len(known) == len(wordings):
        passages = dict(zip(sorted(wordings), known, strict=True))
        return {wording: passages[wording] for wording in wordings}, ()
    quotes = look_up(article, text)
    checked = _stand_for(quotes, withheld)
    if len(checked) == len(wordings) and not article.draft:
        memo.put(key, tuple(checked[wording] for wording in sorted(wordings)))
    return checked, not_found_errors(article.id, quotes, text)


def _text_of(record: CopyRecord, data: bytes) -> str | None:
    """The text beside a copy; None if it is not the one that the record is about."""
    if hashlib.sha256(data).hexdigest() != record.text:
        return None
    return data.decode("utf-8-sig", "replace")


def _stand_for(quotes: Iterable[Quoted], withheld: WithheldNames) -> dict[str, tuple[LeftOut, ...]]:
    """The wordings that were found, with what their marks stand for.

    That is not told where a withheld name stands in the passage: perhaps just there.
    """
    found: dict[str, tuple[LeftOut, ...]] = {}
    for quote in quotes:
        if isinstance(quote.at, Found):
            left_out = quote.at.left_out
            if left_out and withheld and withheld.is_in_plain(quote.at.passage):
                left_out = tuple(LeftOut(each.mark, None) for each in left_out)
            found[quote.wording] = left_out
    return found


def _by_article(
    records: Records,
) -> Result[tuple[tuple[ArticleRecord, CopyRecord], ...]]:
    """Each article that has a copy, with its record; an error for each record without an article.

    A record may stand under an id that its article once had.
    """
    articles = {article.id: article for article in records.articles}
    former = {
        old.text: article
        for article in records.articles
        for old in (*article.merged_from, *article.former_ids)
    }
    pairs: dict[str, tuple[ArticleRecord, CopyRecord]] = {}
    lost: list[Diagnostic] = []
    for record in records.copies:
        article = articles.get(record.id) or former.get(record.id)
        if article is None:
            if not _is_unread(record.id, records):
                lost.append(_no_article(record, articles))
        elif article.id not in pairs or record.id == article.id:
            pairs[article.id] = article, record
    return tuple(pairs.values()), tuple(lost)


def _is_unread(identifier: str, records: Records) -> bool:
    return any(file.mentions(identifier) for file in records.unread)


def _no_article(record: CopyRecord, articles: Collection[str]) -> Diagnostic:
    message = f"there is no article {quoted(record.id)} to have this copy"
    hint = did_you_mean(record.id, articles) or "delete the entry, or name the article's id"
    return error("copy-of-nothing", record.span, message, hint)
