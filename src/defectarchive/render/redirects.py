"""_redirects: former addresses, as Cloudflare Pages, Netlify and GitLab Pages read them.

https://developers.cloudflare.com/pages/configuration/redirects/, https://docs.netlify.com/routing/redirects/
and https://docs.gitlab.com/user/project/pages/redirects/
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit


def redirects_file(moved: Iterable[tuple[str, str]], base_url: str) -> bytes:
    """The file; empty where nothing has moved. `moved`: paths from the root of the site.

    A rule has the path that a server is asked for, so that of a site below its host's root comes
    first. Nothing is forced ("301!"): only Netlify understands it, and all others drop such a rule.
    """
    root = urlsplit(base_url).path or "/"
    return "".join(f"{root}{old} {root}{new} 301\n" for old, new in sorted(moved)).encode()
