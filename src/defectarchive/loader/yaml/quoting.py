"""Texts in quotation marks, for hints."""

from __future__ import annotations


def in_quotes(text: str) -> str:
    """The text as a YAML scalar in quotation marks, single ones where it has double ones itself."""
    return "'" + text.replace("'", "''") + "'" if '"' in text else f'"{text}"'
