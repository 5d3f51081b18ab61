"""Marks of languages → `lang` attributes, wherever in a page such texts have ended up.

Where a text is all that an element holds, the element has the attribute. Where it stands among
others, it gets an element of its own; where there can be none (in an attribute, in the page's
title, in a script), the mark goes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from defectarchive.language.language_marks import CLOSE, MIDDLE, OPEN, plain
from defectarchive.render.html.directions import lang_attributes
from defectarchive.render.html.tokens import BARE, TOKEN, encloses, tag_name

_WHOLE = re.compile(rf"\s*{OPEN}([^{MIDDLE}]*){MIDDLE}([^{CLOSE}]*){CLOSE}\s*")
_START = re.compile(f"{OPEN}([^{MIDDLE}]*){MIDDLE}")


def apply_lang(html: str, page: str) -> str:
    """The page, in the language `page`, with `lang` in the place of marks."""
    if OPEN not in html:
        return html
    tokens: list[str] = TOKEN.findall(html)
    pieces: list[str] = []
    bare, element = "", "span"
    for at, token in enumerate(tokens):
        if token[0] == "<":
            name = tag_name(token)
            if name == "svg":
                element = "span" if token[1] == "/" else "tspan"
            elif name in BARE:
                bare = "" if token[1] == "/" else name
            pieces.append(plain(token))
        elif OPEN not in token:
            pieces.append(token)
        elif (match := _WHOLE.fullmatch(token)) and _can_tell(tokens, at):
            pieces[-1] = f"{pieces[-1][:-1]} {lang_attributes(page, match[1])}>"
            pieces.append(plain(token))
        elif bare:
            pieces.append(plain(token))
        else:
            pieces.append(_with_elements(token, element, page))
    return "".join(pieces)


def _with_elements(text: str, element: str, page: str) -> str:
    opened = _START.sub(lambda mark: f"<{element} {lang_attributes(page, mark[1])}>", text)
    return opened.replace(CLOSE, f"</{element}>")


def _can_tell(tokens: Sequence[str], at: int) -> bool:
    """Whether the element around a token holds nothing else, and tells no language yet."""
    return encloses(tokens, at) and " lang=" not in tokens[at - 1]
