"""The JSON Schema (2020-12) of archive.json, made from the records that are written to it."""

from __future__ import annotations

import ast
import inspect
import sys
from types import ModuleType

import msgspec

from defectarchive.language.editions import Edition
from defectarchive.model import archive, outline, values, vocabulary
from defectarchive.pages.shared import routes
from defectarchive.render.data import archive_schema
from defectarchive.render.data.archive_schema import ArchiveShape

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_document(edition: Edition) -> bytes:
    """The schema, as the file beside archive.json. Keys that it does not name may be there too."""
    for module in (archive_schema, archive, outline, values, vocabulary):
        _restore_docstrings(module)
    (_, definitions) = msgspec.json.schema_components([ArchiveShape], ref_template="#/$defs/{name}")
    whole = definitions.pop("ArchiveShape")
    schema = {
        "$schema": _DIALECT,
        **({"$id": edition.base_url + routes.ARCHIVE_SCHEMA} if edition.base_url else {}),
        **whole,
        "title": edition.title,
        "$defs": definitions,
    }
    return msgspec.json.format(msgspec.json.encode(schema), indent=1) + b"\n"


def _restore_docstrings(module: ModuleType) -> None:
    """Give classes the docstrings that `python -OO` took away: they are what the schema says."""
    if sys.flags.optimize < 2:
        return
    for node in ast.parse(inspect.getsource(module)).body:
        if isinstance(node, ast.ClassDef):
            getattr(module, node.name).__doc__ = ast.get_docstring(node, clean=False)
