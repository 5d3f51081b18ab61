"""archive.json with all its keys: those that are left out have the defaults of its schema."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

Schema = Mapping[str, Any]


def whole_archive(site: Mapping[str, bytes]) -> dict[str, Any]:
    """The archive of a site, by the schema that stands beside it."""
    schema = json.loads(site["data/archive.schema.json"])
    return with_defaults(json.loads(site["data/archive.json"]), schema)


def with_defaults(archive: Any, schema: Schema) -> dict[str, Any]:
    """The archive with what it leaves out."""
    found: dict[str, Any] = _filled(archive, schema, schema["$defs"])
    return found


def _filled(value: Any, schema: Schema, shapes: Schema) -> Any:
    for each in _forms(schema, shapes):
        if isinstance(value, list) and each.get("items"):
            return [_filled(one, each["items"], shapes) for one in value]
        if isinstance(value, dict) and _is_of(value, each):
            keys = each["properties"]
            left = {key: shape["default"] for key, shape in keys.items() if "default" in shape}
            there = {key: _filled(one, keys.get(key, {}), shapes) for key, one in value.items()}
            return left | there
    return value


def _forms(schema: Schema, shapes: Schema) -> list[Schema]:
    """What something may look like."""
    if "$ref" in schema:
        return [shapes[schema["$ref"].removeprefix("#/$defs/")]]
    return [form for each in schema.get("anyOf", ()) for form in _forms(each, shapes)] or [schema]


def _is_of(value: Mapping[str, Any], shape: Schema) -> bool:
    """Whether it is an object of this shape: of values of several kinds each says which it is."""
    kinds = shape.get("properties", {}).get("kind", {}).get("enum")
    return "properties" in shape and (not kinds or value.get("kind") in kinds)
