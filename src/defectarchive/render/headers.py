"""_headers: what a server should say of the pages, as Netlify and Cloudflare Pages read it.

https://docs.netlify.com/routing/headers/ and https://developers.cloudflare.com/pages/configuration/headers/
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from defectarchive.render.html.renderer import TemplateSources

_POLICY = re.compile(r"""http-equiv="Content-Security-Policy"\s+content="([^"]*)""")
_SCRIPTS = re.compile(r"\bscript-src [^;]*")
_BLOCK = re.compile(r"\{%.*?%\}")


def policy_of(sources: TemplateSources, *, fulltext: bool = False) -> str:
    """The content security policy that base.html gives its pages, or ""; the one place of it.

    `fulltext`: with what the search in all texts needs, as search.html has it. A header cannot say
    that of one page alone: where two rules set it, servers send both. Pages keep to their own.
    """
    match = _POLICY.search(sources.get("base.html", ""))
    policy = " ".join(unescape(_BLOCK.sub("", match[1])).split()) if match else ""
    return _SCRIPTS.sub(r"\g<0> 'wasm-unsafe-eval'", policy) if fulltext else policy


def headers(policy: str) -> tuple[tuple[str, str], ...]:
    """Names and values for every file. What only a header can say is added to the policy."""
    return (
        *([("Content-Security-Policy", f"{policy}; frame-ancestors 'none'")] if policy else []),
        ("X-Content-Type-Options", "nosniff"),
        # Nobody is told which case a reader came from.
        ("Referrer-Policy", "no-referrer"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
    )


def headers_file(policy: str) -> bytes:
    """The file. Data may be read by the scripts of other sites, as it may by anybody else."""
    return "".join(f"{line}\n" for line in _lines(policy)).encode()


def _lines(policy: str) -> Iterator[str]:
    yield "/*"
    for name, value in headers(policy):
        yield f"  {name}: {value}"
    yield "/data/*"
    yield "  Access-Control-Allow-Origin: *"
