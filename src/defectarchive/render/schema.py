"""The JSON Schema (2020-12) of archive.json, made from the records that are written to it."""

from __future__ import annotations

import msgspec

from defectarchive.config import SiteConfig
from defectarchive.pages import routes
from defectarchive.render.shape import ArchiveShape

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def archive_schema(config: SiteConfig) -> bytes:
    """The schema, as the file beside archive.json. Keys that it does not name may be there too."""
    (_, definitions) = msgspec.json.schema_components([ArchiveShape], ref_template="#/$defs/{name}")
    whole = definitions.pop("ArchiveShape")
    schema = {
        "$schema": _DIALECT,
        **({"$id": config.base_url + routes.ARCHIVE_SCHEMA} if config.base_url else {}),
        **whole,
        "title": config.title,
        "$defs": definitions,
    }
    return msgspec.json.format(msgspec.json.encode(schema), indent=1) + b"\n"
