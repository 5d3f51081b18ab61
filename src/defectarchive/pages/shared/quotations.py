"""Quotations that were checked, and the copies that they stand in, for pages."""

from __future__ import annotations

from defectarchive.checks.quotations.checked import checked_wording
from defectarchive.language.language_marks import language_of, marked, plain
from defectarchive.model.archive import Article, Claim
from defectarchive.pages.shared.context import Context
from defectarchive.views.article import CopyView
from defectarchive.views.evidence import LeftOutView, QuotationView


def quotation_view(context: Context, claim: Claim) -> QuotationView | None:
    """That the wording of a claim stands in the copy of its article; None if nobody has checked."""
    copy = context.archive.copies.get(claim.article)
    left_out = checked_wording(copy, plain(claim.wording)) if claim.wording else None
    if copy is None or left_out is None:
        return None
    spoken = language_of(claim.wording)
    return QuotationView(
        context.date(copy.kept),
        tuple(
            LeftOutView(
                each.mark,
                marked(each.text or "", spoken) if spoken else each.text or "",
                is_told=each.text is not None,
            )
            for each in left_out
        ),
    )


def copy_view(context: Context, article: Article) -> CopyView | None:
    """The kept copy of an article, if there is one."""
    copy = context.archive.copies.get(article.id)
    if copy is None:
        return None
    wordings = context.indexes.wordings.get(article.id, ())
    checked = sum(checked_wording(copy, plain(wording)) is not None for wording in wordings)
    return CopyView(context.date(copy.kept), copy.sha256, checked)
