"""Texts without a name: what stands in its place, and what goes with it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from defectarchive.checks.withholding.finder import WithheldNames
from defectarchive.frozen import Frozen
from defectarchive.model.ids import is_id, spelling_key

# Once the name is gone, what stood around it may be one; this often it is looked for.
_ROUNDS = 4
_MARKS = ("**", "__", "~~", "*", "_", "`")
# A link of Markdown: its words, where it leads, its title.
_LINK = re.compile(
    r"""!?\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\((?:<[^<>\n]*>|[^\s()<>]*(?:\([^\s()]*\)[^\s()]*)*)"""
    r"""(?:\s+(?:"[^"]*"|'[^']*'))?\s*\)"""
)
_ADDRESS = re.compile(r"[ ]?<https?://[^<>\s]*>|[ ]?\bhttps?://[^\s<>)\]]+", re.IGNORECASE)
# Where a link leads whose words stand elsewhere; footnotes look the same but for ^.
_DEFINITION = re.compile(r"(?m)^ {0,3}\[([^\]\[^][^\]\[]*)\]:[ \t]*\S+[^\n]*(?:\n|\Z)")
# The articles of some languages: where one stands before the name ("the Petrenko affair"), that of
# the descriptor goes. Words that may be anything else ("det", "her", "son") are none of these.
_ARTICLES = tuple(
    frozenset(words.split())
    for words in (
        "a an the",
        "en ei et den",
        "ein eine einen einem einer eines der die das dem den des",
        "un une le la les",
    )
)
_FIRST_WORD = re.compile(r"(\w+)\s+(?=\S)")
_LAST_WORD = re.compile(r"(?<![\w'’-])(\w+)\s+[*_\[(\"'“„«]*$")
_BRACKETS = re.compile(r"(\[[^\[\]]*\])")
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
# In some languages an s alone makes a name the owner of what follows.
_OF_THEM = "s"
# After a full stop that ends no initial, after an empty line, and at the very beginning.
_BEGINNING = re.compile(
    r"(?:^|(?<!\b\w)\.[\"'”’»)]*\s|[!?…][\"'”’»)]*\s|\n[ \t]*\n)[\s\"'«“„(*_#>\[-]*$"
)


def _begins(before: str) -> bool:
    """Whether a sentence begins where this text ends."""
    return _BEGINNING.search(before) is not None


class Unnamed(Frozen, frozen=True):
    """Names that are to vanish, and the descriptor that stands for them."""

    withheld: WithheldNames
    descriptor: str

    def words(self, text: str, *, quoted: bool = False) -> str:
        """The text with the descriptor for each name; in brackets where others are `quoted`."""
        for _ in range(_ROUNDS):
            found = [*self._stretches(text)]
            if not found:
                break
            parts: list[str] = []
            at = 0
            for start, end in found:
                parts += (text[at:start], self._instead(text, start, end, quoted=quoted))
                at = end
            text = "".join([*parts, text[at:]])
        return text

    def _instead(self, text: str, start: int, end: int, *, quoted: bool) -> str:
        """The descriptor as it reads there: one article, and a capital where a sentence begins."""
        before, said = text[:start], _after(text[:start], self.descriptor)
        if self._is_genitive(text[start:end]):
            said += "'" if said.endswith(("s", "x", "z")) else _OF_THEM
        if quoted and not _is_in_brackets(text, start):
            return f"[{said}]"
        return said[:1].upper() + said[1:] if _begins(before) else said

    def _is_genitive(self, written: str) -> bool:
        bare = written.strip("*_~`[]")
        if not bare.endswith(_OF_THEM):
            return False
        name = spelling_key(bare.removesuffix(_OF_THEM)).casefold()
        return any(name == spelling_key(each).casefold() for each in self.withheld.names)

    def _stretches(self, text: str) -> Iterator[tuple[int, int]]:
        """Where names stand, with marks that would be left without their partner; apart."""
        last = 0
        for start, end in _joined(self.withheld.stretches(text)):
            begin, finish = _with_marks(text, start, end)
            if begin >= last:
                yield begin, finish
                last = finish
            elif finish > last:
                yield last, finish
                last = finish

    def body(self, text: str) -> str:
        """A body without addresses that have a name, and with the descriptor for all others."""
        for found in reversed([*_DEFINITION.finditer(text)]):
            if self.withheld.is_in(found[0]):
                text = text[: found.start()] + text[found.end() :]
                label = re.escape(found[1])
                text = re.sub(rf"\[([^\[\]]+)\]\[{label}\]", r"\1", text)
                text = re.sub(rf"\[({label})\](?:\[\])?(?![(:\[])", r"\1", text)
        text = _LINK.sub(self._without_address, text)
        text = _ADDRESS.sub(lambda match: "" if self.withheld.is_in(match[0]) else match[0], text)
        return self.words(text)

    def _without_address(self, link: re.Match[str]) -> str:
        beside = link[0][link.end(1) - link.start() :]
        return link[1] if self.withheld.is_in(beside) else link[0]


def without_single_words(wording: str) -> str:
    """A quotation without a single word beside a bracket, of which it stands for as well.

    So much stands anywhere, and no check of quotations takes it. "" if no words are left.
    """
    parts = _BRACKETS.split(wording)
    if len(parts) == 1:
        return wording
    last = len(parts) - 1
    for at in range(0, len(parts), 2):  # Every second part is a bracket.
        if len(_WORD.findall(parts[at])) == 1:
            parts[at] = " " if 0 < at < last else ""
    return "".join(parts).strip() if any(_WORD.search(part) for part in parts[::2]) else ""


def _after(before: str, descriptor: str) -> str:
    """The descriptor, without its article where one of the same language stands before it."""
    own, other = _FIRST_WORD.match(descriptor), _LAST_WORD.search(before)
    if own is None or other is None:
        return descriptor
    both = {own[1].lower(), other[1].lower()}
    return descriptor[own.end() :] if any(both <= words for words in _ARTICLES) else descriptor


def holds(withheld: WithheldNames, text: str) -> bool:
    """Whether a name stands in a text; of an id, as addresses are read, where all is small."""
    return withheld.is_in(text) or (is_id(text) and withheld.is_in_path(text))


def _joined(stretches: tuple[tuple[int, int], ...]) -> Iterator[tuple[int, int]]:
    """The same, those that overlap as one."""
    at: tuple[int, int] | None = None
    for start, end in stretches:
        if at is None:
            at = (start, end)
        elif start < at[1]:
            at = (at[0], max(at[1], end))
        else:
            yield at
            at = (start, end)
    if at is not None:
        yield at


def _with_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch, and marks of Markdown beside it that have their partner within."""
    for mark in _MARKS:
        if text.count(mark, start, end) % 2:
            if text.startswith(mark, end):
                end += len(mark)
            elif text.endswith(mark, 0, start):
                start -= len(mark)
    inside = text[start:end]
    if inside.count("[[") > inside.count("]]") and text.startswith("]]", end):
        end += 2
    elif inside.count("[") > inside.count("]"):
        closing = re.compile(r"\](?:\([^()\n]*\))?").match(text, end)
        end = closing.end() if closing else end
    return start, end


def _is_in_brackets(text: str, at: int) -> bool:
    """Whether square brackets that are open stand before a place."""
    return text.count("[", 0, at) > text.count("]", 0, at)
