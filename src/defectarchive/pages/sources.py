"""The pages of source articles and of the outlets that published them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from defectarchive.model.archive import Article, Event, Report, old_ids
from defectarchive.model.vocabulary import STATEMENT
from defectarchive.pages import routes
from defectarchive.pages.becoming import change_lines
from defectarchive.pages.context import Context
from defectarchive.pages.correcting import (
    MOST_CORRECTIONS,
    corrected_by_outlet,
    corrections_of,
)
from defectarchive.pages.cutting import LONGEST_GIST, LONGEST_SUMMARY, cut_text
from defectarchive.pages.facts import chain_views, claim_views
from defectarchive.pages.finding import ARTICLES_TABLE, table_of
from defectarchive.pages.items import ArticleItem, SourceItem
from defectarchive.pages.lists import article_list
from defectarchive.pages.planned import PlannedPage, frame, with_parts
from defectarchive.pages.split import BUDGET, Entry, ListPlan, fill, lay_out, room_beside, weight
from defectarchive.pages.views import (
    ArticlePage,
    ArticleReport,
    ArticlesIndex,
    LaterArticle,
    OutletPage,
    RetractionView,
    SourcesIndex,
)
from defectarchive.resolve.order import latest_first

# How many articles that rest on this one its page names.
_MOST_RELAYED = 50
# How many outlets the page of one names whose stories it passes on, or the other way.
_MOST_OUTLETS = 400


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
    before, after = context.tables.articles_around(identifier)
    article = context.archive.articles[identifier]
    body = context.whole.articles[identifier].prose
    path = routes.article(identifier)
    reports = [
        Entry(piece)
        for event, report in _reports(context, article)
        for piece in _pieces(_report(context, event, report))
    ]
    laid_out = lay_out(
        context.host(path, "articles", article.title),
        ListPlan("reports", "report", reports),
        room_beside(body),
    )
    summary = next((entry.row.summary for entry in reports if entry.row.summary), "")
    retracted = article.retracted
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
        translated_from=article.translated_from,
        chains=chain_views(context, article.chains),
        own_reporting=article.own_reporting,
        reports=laid_out.listing,
        rests_on=_rests_on(context, article),
        relayed_by=_relayed_by(context, article),
        previous=context.article(before) if before else None,
        next=context.article(after) if after else None,
        corrected=corrected_by_outlet(context, article)[:MOST_CORRECTIONS],
        corrections=corrections_of(context, article)[:MOST_CORRECTIONS],
        former_ids=old_ids(article),
        prose=context.prose(body),
    )
    yield from with_parts("article", view, [laid_out])


def _reports(context: Context, article: Article) -> Iterator[tuple[Event, Report]]:
    """The article's reports, in the order of its file."""
    for identifier in article.events:
        event = context.archive.events[identifier]
        for report in context.notes(identifier).reports.get(article.id, ()):
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
            told = replace(report, summary="", chains=(), later=(), more_later=False)
            yield replace(told, claims=claims, compared=0, alone=0)
        start += count


def _report(context: Context, event: Event, report: Report) -> ArticleReport:
    claims = claim_views(context, event, report)
    # Statements are compared with nothing, so that none rests on nothing else.
    compared = [claim for claim in claims if claim.property != STATEMENT]
    later, more = _later(context, event, report)
    return ArticleReport(
        case=context.case(event.id),
        title=report.title,
        summary=cut_text(report.summary, LONGEST_SUMMARY),
        chains=chain_views(context, report.chains),
        own_reporting=report.own_reporting,
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
    after, more = context.afterwards(event.id).after(report.article)
    found = (
        LaterArticle(context.article(article), change_lines(context, article, changes))
        for article, changes in after.items()
    )
    return tuple(found), more


def _rests_on(context: Context, article: Article) -> tuple[ArticleItem, ...]:
    """Articles on the same cases by the outlets that this one relays."""
    outlets = sorted(context.tables.rests_on(article))
    found = dict.fromkeys(
        report.article
        for identifier in article.events
        for outlet in outlets
        for report in context.tables.told_by(identifier, outlet)
    )
    return tuple(context.article(other) for other in [*found][:_MOST_RELAYED])


def _relayed_by(context: Context, article: Article) -> tuple[ArticleItem, ...]:
    """Articles on the same cases, by other outlets, that rest on this article's outlet."""
    found = dict.fromkeys(
        report.article
        for identifier in article.events
        for report in context.tables.relaying(identifier, article.outlet)
    )
    return tuple(context.article(other) for other in [*found][:_MOST_RELAYED])


def outlet_pages(context: Context) -> Iterator[PlannedPage]:
    """The index of outlets, then a page for each."""
    outlets = context.alphabet.by_name(context.archive.outlets.values(), lambda outlet: outlet.name)
    counts = {outlet.id: len(context.tables.articles_of.get(outlet.id, ())) for outlet in outlets}
    entries = [
        Entry(context.outlet_item(o.id, counts[o.id]), context.groups.name_keys(o.name))
        for o in outlets
    ]
    laid_out = lay_out(
        context.host(routes.OUTLETS, "outlets"), ListPlan("sources", "source", entries, 0)
    )
    index = SourcesIndex(**frame(context, routes.OUTLETS, "outlets"), sources=laid_out.listing)
    yield from with_parts("outlets", index, [laid_out])
    for outlet in outlets:
        yield from _outlet_pages(context, outlet.id)


def _outlet_pages(context: Context, identifier: str) -> Iterator[PlannedPage]:
    outlet = context.archive.outlets[identifier]
    path = routes.outlet(identifier)
    tables = context.tables
    own = tables.articles_of.get(identifier, ())
    latest = latest_first(context.archive.articles[article] for article in own)
    articles = article_list(context, "articles", (article.id for article in latest))
    laid_out = lay_out(context.host(path, "outlets", outlet.name), articles)
    relays = _counted(context, tables.relays.get(identifier, {}))
    relayed_by = _counted(context, tables.relayed_by.get(identifier, {}))
    view = OutletPage(
        **frame(context, path, "outlets", outlet.name),
        outlet=context.outlet_item(identifier, len(own)),
        spellings=outlet.also_known_as,
        language=outlet.language,
        url=outlet.url,
        former_ids=old_ids(outlet),
        articles=laid_out.listing,
        relays=relays[:_MOST_OUTLETS],
        relays_left=max(0, len(relays) - _MOST_OUTLETS),
        relayed_by=relayed_by[:_MOST_OUTLETS],
        relayed_by_left=max(0, len(relayed_by) - _MOST_OUTLETS),
    )
    yield from with_parts("outlet", view, [laid_out])


def _counted(context: Context, counts: Mapping[str, int]) -> tuple[SourceItem, ...]:
    """Outlets, most articles first, then by id."""
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(context.outlet_item(outlet, number) for outlet, number in ordered)
