"""Marks of languages → `lang` attributes, wherever in a page such texts have ended up.

Where a text is all that an element holds, the element has the attribute. Where it stands among
others, it gets an element of its own; where there can be none (in an attribute, in the page's
title, in a script), the mark goes.
"""

from __future__ import annotations

import re

from defectarchive.language.language_marks import CLOSE, MIDDLE, OPEN, plain

# Attributes hold no >: templates escape it.
_TOKEN = re.compile(r"<[^>]*>|[^<]+")
_NAME = re.compile(r"</?([A-Za-z0-9]+)")
_WHOLE = re.compile(rf"\s*{OPEN}([^{MIDDLE}]*){MIDDLE}([^{CLOSE}]*){CLOSE}\s*")
_START = re.compile(f"{OPEN}([^{MIDDLE}]*){MIDDLE}")
# What holds text alone.
_BARE = frozenset({"title", "script", "style", "option", "textarea", "desc"})


def apply_lang(html: str) -> str:
    """The page with `lang` in the place of marks."""
    if OPEN not in html:
        return html
    tokens: list[str] = _TOKEN.findall(html)
    pieces: list[str] = []
    bare, element = "", "span"
    for at, token in enumerate(tokens):
        if token[0] == "<":
            name = _name(token)
            if name == "svg":
                element = "span" if token[1] == "/" else "tspan"
            elif name in _BARE:
                bare = "" if token[1] == "/" else name
            pieces.append(plain(token))
        elif OPEN not in token:
            pieces.append(token)
        elif (match := _WHOLE.fullmatch(token)) and _encloses(tokens, at):
            pieces[-1] = f'{pieces[-1][:-1]} lang="{match[1]}">'
            pieces.append(plain(token))
        elif bare:
            pieces.append(plain(token))
        else:
            pieces.append(_START.sub(rf'<{element} lang="\1">', token))
            pieces[-1] = pieces[-1].replace(CLOSE, f"</{element}>")
    return "".join(pieces)


def _name(tag: str) -> str:
    match = _NAME.match(tag)
    return match[1] if match else ""


def _encloses(tokens: list[str], at: int) -> bool:
    """Whether the tags around a token are those of one element, of which no language is told."""
    if at in (0, len(tokens) - 1):
        return False
    before, after = tokens[at - 1], tokens[at + 1]
    opens = before[1] != "/" and " lang=" not in before
    return opens and after == f"</{_name(before)}>"
