"""What has to keep its place in a Markdown body: found before Markdown moves the text about.

Links to things, pictures, raw HTML and the like are replaced by numbered tokens of noncharacters,
which no input holds and Markdown takes for plain text. Where a token comes out tells what
it was: in code it turns back into what the editor typed, elsewhere it means something. Its number
leads to the line and column, however far the text has travelled.
"""

from __future__ import annotations

import enum
import html
import re
from bisect import bisect_right
from collections.abc import Iterator

from defectarchive.diagnostics.diagnostic import Span
from defectarchive.frozen import Frozen
from defectarchive.loader.source_file import is_written_out

# A token is OPEN, hexadecimal digits counted from DIGITS up, CLOSE. None of them is a letter, a
# space or punctuation to Markdown, so that no pattern of its own can begin or end within one.
_OPEN, _CLOSE, _DIGITS = "\ufdd0", "\ufdd1", 0xFDE0
TOKEN = re.compile("\ufdd0([\ufde0-\ufdef]+)\ufdd1")
_TO_DIGITS = {ord(digit): _DIGITS + value for value, digit in enumerate("0123456789abcdef")}
_FROM_DIGITS = {point: chr(digit) for digit, point in _TO_DIGITS.items()}


class TokenKind(enum.Enum):
    """What a token stands for."""

    LINK = enum.auto()  # [[target|label]]
    OPEN_LINK = enum.auto()  # [[ that does not go on as a link
    PICTURE = enum.auto()  # the ![ of a picture
    HTML = enum.auto()  # the < of a tag
    CHARACTER = enum.auto()  # the & of a reference to a character that no text may hold
    URL = enum.auto()  # nothing itself: an address follows
    FOOTNOTE = enum.auto()  # nothing itself: a reference to a footnote follows
    REFERENCE = enum.auto()  # nothing itself: the ][ of a reference to an address follows
    ENTITY = enum.auto()  # nothing itself: a reference to a character follows
    NOTHING = enum.auto()  # nothing at all: keeps apart what would mean something together


class Token(Frozen, frozen=True):
    """One find: `source` is the text that it replaces, "" where it only marks a place."""

    sort: TokenKind
    source: str
    span: Span
    target: str = ""
    label: str = ""

    @property
    def shown(self) -> str:
        """What stands for it where it means nothing, as HTML."""
        return html.escape(self.source, quote=False)


def token_text(number: int) -> str:
    """The token with this number, as it stands in the text."""
    return f"{_OPEN}{f'{number:x}'.translate(_TO_DIGITS)}{_CLOSE}"


def token_number(digits: str) -> int:
    """The number that the digits of a token say."""
    return int(digits.translate(_FROM_DIGITS), 16)


class LineOffsets(Frozen, frozen=True):
    """Where each line of a body begins, to turn offsets into places."""

    text: str
    path: str
    first_line: int
    starts: tuple[int, ...]

    @classmethod
    def of(cls, text: str, path: str, first_line: int) -> LineOffsets:
        """Those of a text that begins on that line of its file."""
        starts = (0, *(match.end() for match in re.finditer("\n", text)))
        return cls(text, path, first_line, starts)

    def span(self, start: int, end: int) -> Span:
        """The place of text[start:end]."""
        line = bisect_right(self.starts, start) - 1
        column = start - self.starts[line] + 1
        stop = self.text.find("\n", start, end)
        width = (end if stop < 0 else stop) - start
        return Span(self.path, self.first_line + line, column, column + max(1, width))


# A label may go on in the next line, unless something of its own begins there.
_FOLD = r"\n(?![ \t>]*(?:$|[-+*#|]|\d+\.))"
_LINK = rf"\[\[(?P<target>[^\[\]|\\`\n]*)(?:\\?\|(?P<label>(?:[^\[\]`\n]|{_FOLD})*))?\]\]"
# The bounds keep the search linear, whatever is never closed. What is found begins with one of
# _BEGINS, for which the search is much faster than trying each alternative at each character.
_BEGINS = re.compile(r"[\\\[!<&\]]")
_FIND = re.compile(
    rf"""
      \\[\\`\[\]!<]                                     # escaped: as it stands, in code too
    | (?P<link>{_LINK})
    | (?P<open_link>\[\[(?!\[))
    | (?P<picture>!\[(?![\[^]|CDATA\[))                         # not ! before a link or a footnote
    | <[A-Za-z][A-Za-z0-9+.-]{{0,30}}://(?P<autolink>)
    | <[^<>\s!]{{1,100}}@[^@<>\s]{{1,100}}>
    | (?P<html><(?=/?[A-Za-z][A-Za-z0-9-]{{0,50}}[\s/>][^<>]{{0,500}}|!--|!\[CDATA\[|![A-Za-z]|\?))
    | (?P<character>&(?=\#(?:[0-9]+|[xX][0-9a-fA-F]+);))
    | (?P<entity>&(?=[A-Za-z][A-Za-z0-9]{{1,30}};))
    | (?P<reference>\](?=\[(?!\^)[^\[\]\n]{{1,300}}\]))
    | \]\([ ]{{0,9}}<?(?P<url>)(?=[^\s)])
    | (?P<footnote>\[\^(?=[^\[\]\n]{{0,100}}\](?!:)))
    | (?<![*\]])\[(?!\^)[^\[\]\n]{{0,300}}\]:[ ]{{0,9}}(?:\n[ >]{{0,99}})?<?(?P<definition>)(?=\S)
    """,
    re.VERBOSE | re.MULTILINE,
)
_SORTS = {
    "link": TokenKind.LINK,
    "open_link": TokenKind.OPEN_LINK,
    "picture": TokenKind.PICTURE,
    "html": TokenKind.HTML,
    "character": TokenKind.CHARACTER,
    "entity": TokenKind.ENTITY,
    "autolink": TokenKind.URL,
    "url": TokenKind.URL,
    "definition": TokenKind.URL,
    "footnote": TokenKind.FOOTNOTE,
    "reference": TokenKind.REFERENCE,
}
_VISIBLE = re.compile(r"[^\n]")
_REST_OF_URL = re.compile(r"[^\s)>]{1,300}")
# Bidirectional overrides and isolates turn text round for the reader, hiding what it says.
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def tokenise(lines: LineOffsets) -> tuple[str, str, tuple[Token, ...]]:
    """The body with tokens in it, the body with its links blanked out, the tokens by number.

    Blanked out means that all characters but line breaks become "x": the places stay.
    """
    text = lines.text
    tokens: list[Token] = []
    marked: list[str] = []
    blanked: list[str] = []
    done = 0
    for match in _finds(text):
        name = match.lastgroup
        if name in ("character", "entity"):
            name = _sort_of_reference(match)
        if name is None:
            continue
        token, before = _read(name, match, lines)
        start = match.start() + len(before)
        marked += (text[done:start], token_text(len(tokens)))
        hidden = _VISIBLE.sub("x", token.source) if token.sort is TokenKind.LINK else token.source
        blanked += (text[done:start], hidden)
        done = start + len(token.source)
        tokens.append(token)
    marked.append(text[done:])
    blanked.append(text[done:])
    return "".join(marked), "".join(blanked), tuple(tokens)


def _finds(text: str) -> Iterator[re.Match[str]]:
    """What _FIND.finditer finds."""
    place = 0
    while begins := _BEGINS.search(text, place):
        match = _FIND.match(text, begins.start())
        if match is None:
            place = begins.end()
        else:
            yield match
            place = match.end()


def _read(name: str, match: re.Match[str], lines: LineOffsets) -> tuple[Token, str]:
    """The token, and how much of the match stands before it."""
    sort = _SORTS[name]
    if sort is TokenKind.URL:
        rest = _REST_OF_URL.match(lines.text, match.end())
        return Token(sort, "", lines.span(match.end(), rest.end() if rest else match.end())), match[
            0
        ]
    span = lines.span(*match.span())
    if sort is TokenKind.FOOTNOTE:
        end = lines.text.index("]", match.end()) + 1
        return Token(sort, "", lines.span(match.start(), end)), ""
    if sort is TokenKind.REFERENCE:
        end = lines.text.index("]", match.end()) + 1
        return Token(sort, "", lines.span(match.end(), end)), ""
    if sort is TokenKind.ENTITY:
        reference = _reference_at(match)
        end = match.start() + len(reference)
        return Token(sort, "", lines.span(match.start(), end), reference), ""
    if sort is TokenKind.LINK:
        label = re.sub(r"\s*\n[ \t>]*", " ", match["label"] or "").strip()
        return Token(sort, match[0], span, match["target"].strip(), label), ""
    return Token(sort, match[0], span), ""


def _sort_of_reference(match: re.Match[str]) -> str | None:
    """What a reference to a character is to us: one that none may name, or one to write out."""
    reference = _reference_at(match)
    if reference.startswith("&#") and is_barred(reference):
        return "character"
    return "entity" if is_written_out(reference) else None


def _reference_at(match: re.Match[str]) -> str:
    return match.string[match.start() : match.string.index(";", match.start()) + 1]


def is_barred(reference: str) -> bool:
    """Whether a numeric reference ("&#…;") names a character that an input file may not hold."""
    if len(reference) > 12:
        return True
    character = html.unescape(reference)
    if len(character) != 1:
        return True
    point = ord(character)
    return (
        character in _BIDI
        or (point < 0xA0 and character not in "\t\n" and not character.isprintable())
        or 0xFDD0 <= point <= 0xFDEF
        or point & 0xFFFE == 0xFFFE
        or character == "\ufffd"
    )
