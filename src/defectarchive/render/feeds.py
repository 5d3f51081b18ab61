"""feed.json, as JSON Feed 1.1 has it. The Atom feed is a template."""

from __future__ import annotations

from typing import Any

import msgspec

from defectarchive.pages import routes
from defectarchive.pages.views import FeedEntry, FeedPage


def json_feed(feed: FeedPage) -> bytes:
    """The entries of the Atom feed. Addresses are left out where the site does not know its own."""
    site = feed.site
    base = site.base_url
    content: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        **({"home_page_url": base, "feed_url": base + routes.JSON_FEED} if base else {}),
        **({"description": feed.summary} if feed.summary else {}),
        "language": site.language,
        "items": [_item(entry, base) for entry in feed.entries],
    }
    return msgspec.json.format(msgspec.json.encode(content), indent=1) + b"\n"


def _item(entry: FeedEntry, base: str) -> dict[str, Any]:
    kind = entry.case.type
    return {
        "id": entry.id,
        **({"url": base + entry.path} if base else {}),
        "title": entry.title,
        "content_text": entry.summary or entry.title,
        "date_published": entry.published,
        "date_modified": entry.updated,
        **({"tags": [kind.label]} if kind else {}),
    }
