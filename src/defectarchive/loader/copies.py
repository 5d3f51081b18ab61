"""copies.yaml → records of the kept copies. `defectarchive keep` writes the file."""

from __future__ import annotations

import re

from defectarchive.loader.parts.values import NO_DATE, date
from defectarchive.loader.registers import entries
from defectarchive.loader.yaml import nodes
from defectarchive.loader.yaml.fields import word
from defectarchive.loader.yaml.found import Found
from defectarchive.loader.yaml.nodes import Node
from defectarchive.model.records import CopyRecord

COPY_KEYS = ("file", "sha256", "kept", "text", "quotes")
"""In the order in which `keep` writes them."""
_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,199}")
_SHA256 = re.compile("[0-9a-f]{64}")
_RENEW = "leave it to the program: defectarchive keep --again"


def read_copies(register: nodes.Mapping, found: Found) -> tuple[CopyRecord, ...]:
    """The entries of copies.yaml."""
    return tuple(
        CopyRecord(
            id=identifier,
            span=entry.key_span,
            file=fields.required("file", _file) or "",
            sha256=fields.required("sha256", _digest) or "",
            kept=fields.required("kept", date) or NO_DATE,
            text=fields.required("text", _digest) or "",
            quotes=fields.required("quotes", _digest) or "",
        )
        for identifier, entry, fields in entries(
            register, "a copy", COPY_KEYS, found, first="file"
        )
    )


def _file(node: Node, found: Found) -> str | None:
    name = word(node, found)
    if name is None or _FILE.fullmatch(name):
        return name
    message = "this is no name of a file among the copies"
    found.error("bad-copy", node.span, message, "write the name alone, without a folder")
    return None


def _digest(node: Node, found: Found) -> str | None:
    digits = word(node, found)
    if digits is None or _SHA256.fullmatch(digits):
        return digits
    message = "this is no SHA-256, which is 64 digits of 0–9 and a–f"
    found.error("bad-copy", node.span, message, _RENEW)
    return None
