"""A file → what readers and programs may make of it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from defectarchive.checks.withholding.between import BREAK

# Elements that stand within a line; all others begin a block of their own.
_INLINE = (
    "a|abbr|acronym|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|ins|kbd|mark|math|q|rp|rt|ruby|"
    "s|samp|small|span|strike|strong|sub|sup|time|tspan|tt|u|var|wbr"
)
_TAG = re.compile(r"<[^<>]*>")
_INLINE_TAG = re.compile(rf"</?(?:{_INLINE})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_LINE_END = re.compile(r"<br\b[^<>]*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\s([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
# Their values are words of the program.
_WITHOUT_WORDS = frozenset(
    [
        "class",
        "rel",
        "type",
        "role",
        "style",
        "charset",
        "http-equiv",
        "property",
        "scope",
        "width",
        "height",
        "viewbox",
        "d",
        "points",
        "transform",
        "xmlns",
        "method",
        "sizes",
        "loading",
        "decoding",
    ]
)
_MARKUP = (".html", ".xml", ".svg", ".xhtml", ".htm")

# As JSON and JavaScript have them: a letter after a backslash would hide the start of a word.
ESCAPE = re.compile(
    r"\\(?:u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}|x([0-9a-fA-F]{2})|([bfnrtv])|([\"\\/'`])"
    r"|\r?\n[ \t]*)"
)
# As style sheets have them.
CSS_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})(?:\r\n|[ \t\r\n\f])?")
# As addresses have them; one that stands within another address has each percent sign quoted again.
QUOTED_BYTES = re.compile(r"(?:%(?:25)*[0-9a-fA-F]{2})+")
_QUOTED_BYTE = re.compile(r"%(?:25)*([0-9a-fA-F]{2})")
_NO_TEXT = re.compile("[\udc80-\udcff]")
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def readings(text: str, path: str = "") -> Iterator[str]:
    """The text in each form in which it may be read; `path`: of its file, which tells its kind."""
    if "<" not in text:
        yield unescaped(text)
        return
    whole = _values_of(text) if path.endswith(_MARKUP) else text
    for piece in dict.fromkeys((whole, text_of(text))):
        plain = unescaped(piece)
        yield plain
        if "<" in plain and plain != piece:
            # Feeds hold HTML that is escaped once more.
            yield _values_of(plain)
            yield text_of(plain)


def text_of(markup: str) -> str:
    """What a browser shows of it."""
    return _TAG.sub(BREAK, _LINE_END.sub(" ", _INLINE_TAG.sub("", markup)))


def _values_of(markup: str) -> str:
    """What stands within tags and comments, but for the names of elements and attributes."""
    values: dict[str, None] = {}
    for tag in dict.fromkeys(_TAG.findall(markup)):
        if tag.startswith(("<!", "<?")):
            values[tag] = None
        elif "=" in tag:
            for name, *value in _ATTRIBUTE.findall(tag):
                if name.lower() not in _WITHOUT_WORDS:
                    values["".join(value)] = None
    return BREAK.join(values)


def unescaped(text: str) -> str:
    """The text with every sign that stands for a character undone."""
    # Twice: feeds hold HTML that is escaped once more.
    plain = html.unescape(html.unescape(text)) if "&" in text else text
    if "\\" in plain:
        plain = _PAIR.sub(_paired, ESCAPE.sub(escaped, plain))
    return QUOTED_BYTES.sub(quoted, plain) if "%" in plain else plain


def escaped(match: re.Match[str]) -> str:
    """What an escape of JSON or JavaScript stands for."""
    number = match[1] or match[2] or match[3]
    if number:
        return _character(number)
    return " " if match[4] else match[5] or ""


def css_escaped(match: re.Match[str]) -> str:
    """What an escape of a style sheet stands for."""
    return _character(match[1])


def quoted(match: re.Match[str]) -> str:
    """What quoted bytes of an address stand for; those that are no text stay quoted, as "%BE"."""
    quoted_bytes = bytes.fromhex("".join(_QUOTED_BYTE.findall(match[0])))
    return _NO_TEXT.sub(_no_text, quoted_bytes.decode("utf-8", "surrogateescape"))


def _no_text(match: re.Match[str]) -> str:
    byte = f"%{ord(match[0]) - 0xDC00:X}"
    # The last may be no byte: "100%Berg". What comes after another is a word of its own.
    return byte if match.end() == len(match.string) else f"{byte} "


def _character(number: str) -> str:
    value = int(number, 16)
    return chr(value) if 0 < value < 0x110000 else " "


def _paired(match: re.Match[str]) -> str:
    return match[0].encode("utf-16", "surrogatepass").decode("utf-16")
