"""outlets.yaml, organisations.yaml, places.yaml and copies.yaml → their records."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from defectarchive.loader.parts.identities import IDENTITY_KEYS, identity_of
from defectarchive.loader.parts.values import (
    LATITUDE,
    LONGITUDE,
    NO_DATE,
    country_code,
    date_of_text,
)
from defectarchive.loader.yaml import nodes
from defectarchive.loader.yaml.fields import (
    Fields,
    bad_id,
    language,
    listed,
    ref,
    spelling,
    text,
    url,
    word,
)
from defectarchive.loader.yaml.found import Found
from defectarchive.loader.yaml.nodes import MappingEntry, Node, Scalar
from defectarchive.model.ids import ID_LENGTH, is_id, slug
from defectarchive.model.records import CopyRecord, PlaceRecord, RegisterRecord, Spelling

_REGISTER = ("name", "also_known_as", "country", "language", "kind", "url", *IDENTITY_KEYS)
_PLACE = ("name", "also_known_as", "country", "lat", "lon", "within", *IDENTITY_KEYS)
COPY_KEYS = ("file", "sha256", "kept", "text", "quotes")
"""In the order in which `keep` writes them."""
_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,199}")
_SHA256 = re.compile("[0-9a-f]{64}")
_RENEW = "leave it to the program: defectarchive keep --again"
_names = listed(spelling, "a list of names")


def read_register(register: nodes.Mapping, owner: str, found: Found) -> tuple[RegisterRecord, ...]:
    """The entries of a register of outlets or organisations; `owner`: "an outlet"."""
    return tuple(
        RegisterRecord(
            id=identifier,
            span=entry.key_span,
            name=_name(fields, entry),
            also_known_as=fields.optional("also_known_as", _names, ()),
            country=fields.optional("country", country_code, ""),
            language=fields.optional("language", language, ""),
            type=fields.optional("kind", text, ""),
            url=fields.optional("url", url, ""),
            **identity_of(fields),
        )
        for identifier, entry, fields in _entries(register, owner, _REGISTER, found)
    )


def read_places(register: nodes.Mapping, found: Found) -> tuple[PlaceRecord, ...]:
    """The entries of places.yaml."""
    places = []
    for identifier, entry, fields in _entries(register, "a place", _PLACE, found):
        for key, other in (("lat", "lon"), ("lon", "lat")):
            if fields.has(key) and not fields.has(other):
                fields.missing(other, "a place has both `lat` and `lon`, or neither")
        place = PlaceRecord(
            id=identifier,
            span=entry.key_span,
            name=_name(fields, entry),
            also_known_as=fields.optional("also_known_as", _names, ()),
            country=fields.optional("country", country_code, ""),
            latitude=fields.maybe("lat", LATITUDE),
            longitude=fields.maybe("lon", LONGITUDE),
            within=fields.maybe("within", ref),
            **identity_of(fields),
        )
        places.append(place)
    return tuple(places)


def read_copies(register: nodes.Mapping, found: Found) -> tuple[CopyRecord, ...]:
    """The entries of copies.yaml."""
    return tuple(
        CopyRecord(
            id=identifier,
            span=entry.key_span,
            file=fields.required("file", _file) or "",
            sha256=fields.required("sha256", _digest) or "",
            kept=fields.required("kept", date_of_text) or NO_DATE,
            text=fields.required("text", _digest) or "",
            quotes=fields.required("quotes", _digest) or "",
        )
        for identifier, entry, fields in _entries(
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


def _entries(
    register: nodes.Mapping, owner: str, keys: Collection[str], found: Found, *, first: str = "name"
) -> Iterator[tuple[str, MappingEntry, Fields]]:
    for key, entry in register.entries.items():
        identifier = key
        if not is_id(key):
            found.add(bad_id(key, entry.key_span, "write ", ":"))
            identifier = slug(key)[:ID_LENGTH].strip("-")
        node = entry.value
        if isinstance(node, Scalar) and node.is_null:
            node = nodes.Mapping({}, entry.key_span, flow=False)
        if not isinstance(node, nodes.Mapping):
            name = node.text[:60] if isinstance(node, Scalar) else "…"
            hint = f"write {identifier}: {{{first}: {name}}}"
            found.wrong_type(node, f"{owner}'s entry with `{first}`", hint)
            continue
        yield identifier, entry, Fields(node, owner, keys, found, entry.key_span)


def _name(fields: Fields, entry: MappingEntry) -> Spelling:
    return fields.required("name", spelling) or Spelling(entry.key, entry.key_span)
