"""Permanent ids of claims: what an editor corrects in a claim does not move its address.

An id is "c" and 14 hex digits of a BLAKE2b hash (RFC 7693) over the *words* of five parts, whatever
they lead to: article, event, subject, property and speaker. So a corrected age keeps its address,
and so do the claims of a renamed case, person or outlet.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import lru_cache

from msgspec.structs import replace

from defectarchive.frozen import Frozen
from defectarchive.model.ids import fold_spelling, slug
from defectarchive.model.records import ArticleRecord, ClaimRecord, MentionRecord, ReportRecord

# 56 bits: among a million claims, one chance in 100,000 that any two share an id.
_BYTES = 7


class ClaimParts(Frozen, frozen=True):
    """The words by which a claim is known. `subject` is "" for the event itself.

    `merged`: ids of articles that turned out to be this one, under which it may have been known.
    """

    article: str
    event: str
    subject: str
    property: str
    by: str
    value: str
    stance: str
    merged: tuple[str, ...] = ()

    def in_merged(self) -> Iterator[ClaimParts]:
        """The claim as it would be known if it stood in each of those articles."""
        return (replace(self, article=article, merged=()) for article in self.merged)

    def fact_id(self) -> str:
        """The id of what the article says of the property on the word of this speaker."""
        return _hashed(*self._five())

    def claim_id(self) -> str:
        """The id of this value alone."""
        return _hashed(*self._five(), self.value, self.stance)

    def _five(self) -> tuple[str, ...]:
        return (
            self.article,
            _word(self.event),
            _word(self.subject),
            _word(self.property),
            _word(self.by),
        )


@lru_cache(maxsize=65536)
def _word(text: str) -> str:
    return slug(text) or fold_spelling(text)


def parts_of(
    article: ArticleRecord,
    report: ReportRecord,
    claim: ClaimRecord,
    mention: MentionRecord | None,
) -> ClaimParts:
    """The words of a claim as they stand in its article."""
    oldest = article.former_ids[0].text if article.former_ids else article.id
    return ClaimParts(
        article=oldest,
        event=report.event.text,
        subject=mention.person.text if mention else "",
        property=claim.property,
        by=claim.by.text if claim.by else "",
        value=fold_spelling(written(claim)),
        stance=claim.stance.value,
        merged=tuple(old.text for old in article.merged_from),
    )


def written(claim: ClaimRecord) -> str:
    """The value as the file has it, in the archive's first language."""
    return str(getattr(claim.value, "text", claim.value))


def _hashed(*parts: str) -> str:
    digest = hashlib.blake2b("\x1f".join(parts).encode(), digest_size=_BYTES)
    return f"c{digest.hexdigest()}"
