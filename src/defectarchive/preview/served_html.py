"""A page as the preview serves it: with the script that reloads it, which the site never has."""

from __future__ import annotations

import re
from html import escape, unescape

SCRIPT = "/-/reload.js"
STYLE = "/-/overlay.css"
EVENTS = "/-/events"

_META = re.compile(r"<meta\s[^>]*>", re.IGNORECASE)
_IS_POLICY = re.compile(r"http-equiv\s*=\s*[\"']?content-security-policy\b", re.IGNORECASE)
_CONTENT = re.compile(r"(\scontent\s*=\s*)(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_BASE = re.compile(r"(<base\s[^>]*?href\s*=\s*)(?:\"[^\"]*\"|'[^']*')", re.IGNORECASE)
_HEAD_ENDS = re.compile(r"</head\s*>", re.IGNORECASE)
# What the script needs: to be run, to be told, to style its overlay.
_NEEDED = ("script-src", "connect-src", "style-src")


def served_html(data: bytes, version: str) -> bytes:
    """The page with the script, and with a policy that lets it run; all else as it was.

    A page with a <base> stands for any address (the one for errors): here the site is at "/".
    """
    html = data.decode("utf-8", "surrogateescape")
    head, end, rest = html, "", ""
    match = _HEAD_ENDS.search(html)
    if match:
        head, end, rest = html[: match.start()], match.group(), html[match.end() :]
    head = _META.sub(_with_policy, head)
    head = _BASE.sub(r'\1"/"', head)
    script = f'<script src="{SCRIPT}" data-version="{escape(version)}" defer></script>\n'
    return f"{head}{script}{end}{rest}".encode("utf-8", "surrogateescape")


def allowing(policy: str) -> str:
    """A content security policy that also lets what comes from this server do what is needed."""
    directives: dict[str, list[str]] = {}
    for part in policy.split(";"):
        name, *sources = part.split() or [""]
        # Of two directives with one name, browsers obey the first.
        if name:
            directives.setdefault(name.lower(), sources)
    for name in _NEEDED:
        allowed = directives.get(name, directives.get("default-src"))
        if allowed is not None and "'self'" not in allowed:
            directives[name] = [*(word for word in allowed if word != "'none'"), "'self'"]
    return "; ".join(" ".join([name, *allowed]) for name, allowed in directives.items())


def _with_policy(meta: re.Match[str]) -> str:
    tag = meta.group()
    return _CONTENT.sub(_allowed, tag) if _IS_POLICY.search(tag) else tag


def _allowed(content: re.Match[str]) -> str:
    before, double, single = content.groups()
    policy = unescape(single if double is None else double)
    return f'{before}"{escape(allowing(policy))}"'
