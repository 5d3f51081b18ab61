"""How a text is written as a YAML scalar."""

from __future__ import annotations

import json
import re

from defectarchive.desk.changes.source.yaml_tree import MappingAt, NodeAt, ScalarAt, SequenceAt

# Plain scalars that no YAML reader takes for anything but this text, in brackets too.
_PLAIN = re.compile(r"[^\W_](?:[\w.()’ /-]*[\w.)’])?")
_WORDS_WITH_A_MEANING = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})


def scalar(text: str, style: str = "") -> str:
    """The text as YAML, in quotation marks of that style; without a style, plain where it can be.

    A text may stand in brackets either way.
    """
    if style == "'" and "\n" not in text:
        return "'" + text.replace("'", "''") + "'"
    if style == "" and _PLAIN.fullmatch(text) and text.lower() not in _WORDS_WITH_A_MEANING:
        return text
    return json.dumps(text, ensure_ascii=False)


def is_plain(written: str, *, flow: bool) -> bool:
    """Whether these words, without quotation marks and on one line, are read as they are written.

    `flow`: within brackets or braces.
    """
    if not written or written != written.strip() or "\n" in written:
        return False
    if written[0] in "!&*|>%@`\"'#,[]{}-?:":
        return False
    if ": " in written or written.endswith(":") or " #" in written:
        return False
    return not (flow and re.search(r"[,\[\]{}]", written))


def flow_source(node: NodeAt) -> str:
    """The node in one line, as it may stand within brackets."""
    match node:
        case ScalarAt(style="'" | '"') as quoted if "\n" not in quoted.text:
            return scalar(quoted.text, quoted.style)
        case ScalarAt(style="") as plain:
            if is_plain(plain.text, flow=True):
                return plain.text
            return "null" if plain.is_null else scalar(plain.text)
        case ScalarAt() as block:
            return scalar(block.text.rstrip("\n"), '"')
        case SequenceAt():
            return f"[{', '.join(map(flow_source, node.items))}]"
        case MappingAt():
            pairs = (f"{flow_source(e.key)}: {flow_source(e.value)}" for e in node.entries)
            return f"{{{', '.join(pairs)}}}"
