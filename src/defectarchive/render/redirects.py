"""_redirects: former addresses, as Cloudflare Pages, Netlify and GitLab Pages read them.

https://developers.cloudflare.com/pages/configuration/redirects/, https://docs.netlify.com/routing/redirects/
and https://docs.gitlab.com/user/project/pages/redirects/
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from defectarchive.language.editions import Edition


def redirects_file(moved: Iterable[tuple[str, str]], edition: Edition) -> bytes:
    """The file, for all languages; empty where nothing has moved.

    `moved`: the paths in `edition`, the first one; those of all others end the same. A rule has the
    path that a server is asked for, so that of a site below its host's root comes first. Nothing is
    forced ("301!"): only Netlify understands it, and all others drop such a rule.
    """
    root = urlsplit(edition.base_url).path or "/"
    starts = [root, *(f"{root}{language}/" for language in edition.languages[1:])]
    pairs = [(start + old, start + new) for old, new in moved for start in starts]
    return "".join(f"{old} {new} 301\n" for old, new in sorted(pairs)).encode()
