"""The pages of source articles, and their index."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from defectarchive.model.archive import Article, Event, Report, old_ids
from defectarchive.model.ids import pair
from defectarchive.model.records import PROGRAM
from defectarchive.model.vocabulary import STATEMENT
from defectarchive.pages.case.history import change_lines
from defectarchive.pages.search.rows import ARTICLES_TABLE, table_of
from defectarchive.pages.shared import routes
from defectarchive.pages.shared.context import Context
from defectarchive.pages.shared.corrections import (
    MOST_CORRECTIONS,
    corrected_by_outlet,
    corrections_of,
)
from defectarchive.pages.shared.facts import chain_views, claim_views
from defectarchive.pages.shared.lists import article_list
from defectarchive.pages.shared.pagination import (
    BUDGET,
    ListPlan,
    ListRow,
    fill,
    lay_out,
    room_beside,
    weight,
)
from defectarchive.pages.shared.planned import PlannedPage, frame, with_parts
from defectarchive.pages.shared.quotations import copy_view
from defectarchive.pages.shared.row_limits import LONGEST_GIST, LONGEST_SUMMARY, cut_text, first_of
from defectarchive.resolve.order import latest_first, order_unknown
from defectarchive.views.article import (
    ArticlePage,
    ArticleReport,
    LaterArticle,
    RetractionView,
    ReviewView,
)
from defectarchive.views.rows import ArticleItem, Link
from defectarchive.views.sources import ArticlesIndex

# How many articles that rest on this one its page names.
_MOST_RELAYED = 50


def articles_index(context: Context) -> Iterator[PlannedPage]:
    """The index of articles, latest first."""
    identifiers = [article.id for article in latest_first(context.archive.articles.values())]
    articles = article_list(context, "articles", identifiers)
    laid_out = lay_out(context.host(routes.ARTICLES, "articles"), articles)
    index = ArticlesIndex(
        **frame(context, routes.ARTICLES, "articles"),
        articles=laid_out.listing,
        table=table_of(len(identifiers), ARTICLES_TABLE),
    )
    yield from with_parts("articles", index, [laid_out])


def article_pages(context: Context, identifier: str) -> Iterator[PlannedPage]:
    """The page of one article, and the pages that its reports are split into."""
    beside = context.indexes.articles[identifier]
    article = context.archive.articles[identifier]
    body = context.archive.body("articles", identifier)
    path = routes.article(identifier)
    reports = [
        ListRow(piece)
        for event, report in _reports(context, article)
        for piece in _pieces(_report(context, event, report))
    ]
    laid_out = lay_out(
        context.host(path, "articles", article.title),
        ListPlan("reports", "report", reports),
        room_beside(body),
    )
    summary = next((entry.row.summary for entry in reports if entry.row.summary), "")
    retracted, review = article.retracted, article.review
    view = ArticlePage(
        **frame(context, path, "articles", article.title, cut_text(summary, LONGEST_GIST)),
        article=context.article(identifier),
        kind=context.archive.outlets[article.outlet].type,
        authors=article.authors,
        accessed=context.date(article.accessed) if article.accessed else None,
        retraction=RetractionView(
            context.date(retracted.date) if retracted.date else None,
            retracted.because,
            retracted.url,
        )
        if retracted
        else None,
        written_in=context.words.translation.language_name(article.language),
        translated_from=context.words.translation.language_name(article.translated_from),
        chains=chain_views(context, article.chains),
        own_reporting=article.own_reporting,
        relays_apply=any(
            report.relays_apply
            and (report.chains, report.own_reporting) == (article.chains, article.own_reporting)
            for _, report in _reports(context, article)
        ),
        of_claims=_of_claims(context, article),
        reports=laid_out.listing,
        rests_on=_rests_on(context, article),
        relayed_by=_relayed_by(context, article),
        previous=_neighbour(context, beside.before),
        next=_neighbour(context, beside.after),
        corrected=corrected_by_outlet(context, article)[:MOST_CORRECTIONS],
        corrections=corrections_of(context, article)[:MOST_CORRECTIONS],
        former_ids=old_ids(article),
        copy=copy_view(context, article),
        quotations=len(context.indexes.wordings.get(identifier, ())),
        drafted_by=article.drafted_by,
        by_program=article.drafted_by == PROGRAM,
        review=None
        if review is None
        else ReviewView(review.by, context.date(review.date), review.fresh),
        prose=context.prose(body),
    )
    yield from with_parts("article", view, [laid_out])


def _neighbour(context: Context, identifier: str | None) -> Link | None:
    """A link to the article before or after."""
    if identifier is None:
        return None
    item = context.article(identifier)
    return Link(item.title, item.path)


def _reports(context: Context, article: Article) -> Iterator[tuple[Event, Report]]:
    """The article's reports, in the order of its file."""
    for identifier in article.events:
        event = context.archive.events[identifier]
        for report in context.claim_index(identifier).reports.get(article.id, ()):
            yield event, report


def _pieces(report: ArticleReport) -> Iterator[ArticleReport]:
    """The report or, where its claims do not fit on one page, runs of them."""
    weights = [weight(claim) for claim in report.claims]
    if sum(weights) <= BUDGET:
        yield report
        return
    start = 0
    for count in fill(weights, BUDGET // 2):
        claims = report.claims[start : start + count]
        if start == 0:
            yield replace(report, claims=claims)
        else:
            told = replace(report, summary="", relays_apply=False, later=(), more_later=False)
            yield replace(told, claims=claims, compared=0, alone=0)
        start += count


def _report(context: Context, event: Event, report: Report) -> ArticleReport:
    claims = claim_views(context, report)
    # Statements are compared with nothing, so that none rests on nothing else.
    compared = [claim for claim in claims if claim.property != STATEMENT]
    later, more = _later(context, event, report)
    return ArticleReport(
        case=context.case(event.id),
        title=report.title,
        summary=cut_text(report.summary, LONGEST_SUMMARY),
        chains=chain_views(context, report.chains),
        own_reporting=report.own_reporting,
        relays_apply=report.relays_apply,
        claims=claims,
        only=len(event.articles) == 1,
        compared=len(compared),
        alone=sum(1 for claim in compared if claim.alone),
        later=later,
        more_later=more,
    )


def _later(context: Context, event: Event, report: Report) -> tuple[tuple[LaterArticle, ...], bool]:
    """What later articles made of what this one says."""
    if report.article == event.articles[-1]:
        return (), False
    after, more = context.aftermath(event.id).after(report.article)
    published = context.archive.articles[report.article].published
    later = (
        LaterArticle(
            context.article(article),
            order_unknown(published, context.archive.articles[article].published),
            change_lines(context, article, changes),
        )
        for article, changes in after.items()
    )
    return tuple(later), more


def _rests_on(context: Context, article: Article) -> tuple[ArticleItem, ...]:
    """Articles on the same cases by the outlets that this one relays."""
    outlets = context.indexes.outlets_behind.get(article.id, ())
    articles = dict.fromkeys(
        other
        for identifier in article.events
        for outlet in outlets
        for other in context.indexes.reports_by.get(pair(identifier, outlet), ())
    )
    return tuple(context.article(other) for other in [*articles][:_MOST_RELAYED])


def _of_claims(context: Context, article: Article) -> tuple[Link, ...]:
    """The outlets that only some of its claims rest on, and not the article as a whole."""
    whole = {outlet for chain in article.chains for outlet in chain.outlets}
    outlets = [
        each for each in context.indexes.outlets_behind.get(article.id, ()) if each not in whole
    ]
    return first_of([*map(context.outlet, outlets)], lambda n: Link(context.words.more(n), ""))


def _relayed_by(context: Context, article: Article) -> tuple[ArticleItem, ...]:
    """Articles on the same cases, by other outlets, that rest on this article's outlet."""
    articles = dict.fromkeys(
        other
        for identifier in article.events
        for other in context.indexes.relaying.get(pair(identifier, article.outlet), ())
    )
    return tuple(context.article(other) for other in [*articles][:_MOST_RELAYED])
