"""The blocks of the dialect that bodies are written in, where it differs from Python-Markdown's.

Lists nest by two spaces and have the numbers that are written; a list, quotation, table or fence
may follow a line of text directly; headings need a space. docs/editing.md says it to editors.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Protocol
from xml.etree.ElementTree import Element, SubElement

from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor, HashHeaderProcessor
from markdown.extensions.tables import TableProcessor
from markdown.util import AtomicString, code_escape

from defectarchive.loader.markdown import lines as line_of
from defectarchive.loader.markdown.list_runs import Flow, Reader, Run, take

FENCED = "fenced"
"""The tag of code between fences, so that the library does not join it with indented code."""

# A line below another that could begin something of its own; most blocks have none.
_COULD_OPEN = re.compile(r"\n(?:[ ]{0,3}(?:[-+*][ ]|1\.[ ]|>|```|~~~)|[^\n]*\|)")


class Converter(Protocol):
    """What the processors need to know of the body that is converted."""

    parser: BlockParser

    @property
    def reader(self) -> Reader:
        """What finds lists in it."""

    @property
    def nothing(self) -> str:
        """What shows nothing, and keeps a number from beginning a list."""

    def fence_is_open(self, line: str) -> None:
        """Tell that the fence which this line opens is never closed."""

    def too_many_cells(self, row: str, cells: int, columns: int) -> None:
        """Tell that a table's row has more cells than its head."""


def register(engine: Converter) -> None:
    """Puts the processors of the dialect in the place of the library's."""
    parser = engine.parser
    processors = parser.blockprocessors
    for name in ("indent", "olist", "ulist"):
        processors.deregister(name)
    processors.register(_Split(parser, engine), "split", 95)
    processors.register(_Fences(parser, engine), "fence", 90)
    processors.register(_Headings(parser), "hashheader", 70)
    processors.register(_Tables(parser, engine), "table", 75)
    # Before headings by underlines and rules: `- a` over `---` is a list and a rule.
    processors.register(_Lists(parser, engine), "list", 72)


class _Processor(BlockProcessor):
    """One that knows whose body is converted."""

    def __init__(self, parser: BlockParser, engine: Converter) -> None:
        super().__init__(parser)
        self.engine = engine


class _Split(_Processor):
    """Divides a block where something of its own begins directly below text."""

    def __init__(self, parser: BlockParser, engine: Converter) -> None:
        super().__init__(parser, engine)
        # A block in which nothing was found, and who looked. What headings and the like leave of
        # it comes again and again.
        self._whole: tuple[Reader | None, str] = (None, "")

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002 -- the library passes it
        return _COULD_OPEN.search(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> bool:  # noqa: ARG002 -- as above
        at = self._place(blocks)
        if at is None:
            return False
        if at == 0:
            self._whole = (self.engine.reader, blocks[0])
            return False
        lines = blocks[0].split("\n")
        blocks[:1] = ["\n".join(lines[:at]), "\n".join(lines[at:])]
        return True

    def _place(self, blocks: list[str]) -> int | None:
        """The line at which to divide; 0 where there is none, None where it is not for us."""
        reader = self.engine.reader
        if self._whole[0] is reader and self._whole[1].endswith(blocks[0]):
            return None
        # Lists, tables and code find their own ends.
        first = blocks[0].partition("\n")[0]
        found = reader.marker(first)
        if (found is not None and found.begins_list) or first.startswith(" " * line_of.CODE_INDENT):
            return None
        flow = Flow(blocks)
        lines = list(flow.lines)
        if line_of.is_table_head(*lines[:2]) or self._is_code(flow):
            return None
        quoted, defines = line_of.is_quote(lines[0]), line_of.is_definition(lines[0])
        barred = 0
        for at in range(1, len(lines)):
            if quoted and line_of.is_quote(lines[at]):
                continue
            if defines and lines[at].startswith(" "):
                continue
            defines = defines or line_of.is_definition(lines[at])
            opened, barred = reader.opens(flow, at, barred)
            if opened:
                return at
            if line_of.fence(lines[at]) is not None:
                self.engine.fence_is_open(lines[at])
        return None if quoted or defines else 0

    def _is_code(self, flow: Flow) -> bool:
        opened = line_of.fence(flow.lines[0])
        return opened is not None and flow.closing_line(opened, 1) is not None


class _Fences(_Processor):
    """Code between two lines of backticks or tildes; one that is never closed is text."""

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002 -- the library passes it
        return line_of.fence(block.partition("\n")[0]) is not None

    def run(self, parent: Element, blocks: list[str]) -> bool:
        flow = Flow(blocks)
        opened = line_of.fence(flow.lines[0])
        end = None if opened is None else flow.closing_line(opened, 1)
        if opened is None or end is None:
            self.engine.fence_is_open(flow.lines[0])
            return False
        lines = take(blocks, end + 1)[1:-1]
        code = SubElement(SubElement(parent, "pre"), FENCED)
        text = "\n".join(_outdented(line, opened.indent) for line in lines)
        code.text = AtomicString(f"{code_escape(text)}\n")
        return True


def _outdented(line: str, width: int) -> str:
    return line[min(width, line_of.indent_of(line)) :]


class _Headings(HashHeaderProcessor):
    """`#`, a space, and words: `#metoo` is none. Signs at the end go if a space is before them."""

    RE = re.compile(r"(?:^|\n)(?P<level>#{1,6})(?P<header>[ ]+[^ \n][^\n]*)(?:\n|$)")

    def run(self, parent: Element, blocks: list[str]) -> None:
        super().run(parent, blocks)
        heading = self.lastChild(parent)
        text = None if heading is None else heading.text
        if heading is not None and text is not None and text.endswith("#"):
            bare = text.rstrip("#")
            if bare != text and bare.endswith(" "):
                heading.text = bare.rstrip(" ")


class _Tables(TableProcessor):
    """Tables that end where something else begins, and tell of cells that no column takes."""

    def __init__(self, parser: BlockParser, engine: Converter) -> None:
        super().__init__(parser, {"use_align_attribute": False})
        self.engine = engine

    def test(self, parent: Element, block: str) -> bool:
        head, _, below = block.partition("\n")
        if not line_of.is_table_head(head, below.partition("\n")[0]):
            return False
        return super().test(parent, "\n".join(self._rows(block.split("\n"))))

    def run(self, parent: Element, blocks: list[str]) -> None:
        lines = blocks.pop(0).split("\n")
        rows = self._rows(lines)
        if rows != lines:
            blocks.insert(0, "\n".join(lines[len(rows) :]))
        super().run(parent, ["\n".join(rows)])

    def _rows(self, lines: list[str]) -> list[str]:
        """The lines up to one without a cell's mark that begins something else."""
        flow, reader = Flow(["\n".join(lines)]), self.engine.reader
        for at in range(2, len(lines)):
            if "|" not in lines[at] and reader.opens(flow, at, len(lines))[0]:
                return lines[:at]
        return lines

    def _build_row(self, row: str, parent: Element, align: Sequence[str | None]) -> None:
        cells = self._cells(row)
        if len(cells) > len(align) and not self.border:
            # The head has no outer marks; this row may have them all the same.
            bare = self.RE_END_BORDER.sub("", row.removeprefix("|"))
            fitting = self._cells(bare)
            row, cells = (bare, fitting) if len(fitting) <= len(align) else (row, cells)
        if len(cells) > len(align):
            self.engine.too_many_cells(row, len(cells), len(align))
        library: Any = super()
        library._build_row(row, parent, align)  # noqa: SLF001 -- the library's name

    def _cells(self, row: str) -> list[str]:
        library: Any = self
        cells: list[str] = library._split_row(row)  # noqa: SLF001 -- the library's name
        return cells


class _Lists(_Processor):
    """Lists of points and of numbers; numbers that do not run on are text as written."""

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002 -- the library passes it
        found = self.engine.reader.marker(block.partition("\n")[0])
        return found is not None and found.begins_list

    def run(self, parent: Element, blocks: list[str]) -> bool:
        first = self.engine.reader.marker(blocks[0].partition("\n")[0])
        if first is None:
            return False
        run = self.engine.reader.run(Flow(blocks), 0, first)
        above = self._above(parent, run)
        after = None if above is None else int(above.get("start", "1")) + len(above)
        take(blocks, run.end)
        if run.is_numbered and not run.runs_on(after):
            blocks[:0] = self._as_text(run).split("\n\n")
        elif above is not None and run.items[0].marker.number in (None, after):
            self._loosen(above[-1])
            run.items[0].after_blank = True
            self._add(above, run)
        else:
            self._add(self._new(parent, run), run)
        return True

    def _above(self, parent: Element, run: Run) -> Element | None:
        """The list that this may go on with: there is nothing between that is shown."""
        last = self.lastChild(parent)
        wanted = "ol" if run.is_numbered else "ul"
        return last if last is not None and last.tag == wanted and not last.tail else None

    def _as_text(self, run: Run) -> str:
        """The items as paragraphs that begin with the numbers as written."""
        lines: list[str] = []
        for above, item in zip((None, *run.items), run.items, strict=False):
            # Else this would go on with what the item above holds.
            if item.after_blank or (above is not None and above.body >= 0):
                lines.append("")
            sign = item.marker.sign.replace(".", f"{self.engine.nothing}.")
            lines.append(item.text(f"{sign}{item.marker.text}"))
        return "\n".join(lines)

    def _new(self, parent: Element, run: Run) -> Element:
        number = run.items[0].marker.number
        made = SubElement(parent, "ul" if number is None else "ol")
        if number not in (None, 1):
            made.set("start", str(number))
        return made

    def _add(self, made: Element, run: Run) -> None:
        for item in run.items:
            self.parser.state.set("looselist" if item.is_loose else "list")
            blocks = item.text(item.marker.text).split("\n\n")
            self.parser.parseBlocks(SubElement(made, "li"), blocks)
            self.parser.state.reset()

    def _loosen(self, item: Element) -> None:
        """Makes a paragraph of an item's text: after it, there is an empty line."""
        if item.text:
            paragraph = Element("p")
            paragraph.text, item.text = item.text, ""
            item.insert(0, paragraph)
