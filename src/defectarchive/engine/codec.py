"""Values as data, and back: what builds keep for later ones."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import msgspec

from defectarchive.model.dates.date import Date, parse_date
from defectarchive.model.ids import EntityRef
from defectarchive.model.values import Count, Country, GeoPoint, Term, Text, Value


# Hooks of msgspec, which asks for NotImplementedError where a hook does not know a type.
def _encode_date(value: Any) -> str:
    if isinstance(value, Date):
        return value.text
    raise NotImplementedError(type(value).__name__)


def _decode(kind: type, data: Any) -> Any:
    if kind is Date:
        return parse_date(data)
    if kind is _VALUE:
        return _value(data)
    raise NotImplementedError(kind.__name__)


# A case gives most of its values in several places, and many cases give the same.
_REMEMBERED = 4096
_VALUE: Any = Value  # as decoders see it: see model/values.py
_TAGGED = {kind.__name__: kind for kind in (Count, Country, EntityRef, Term, Text)}


def _value(data: Any) -> Any:
    """A date is a text, any other value a list that begins with its type."""
    if isinstance(data, str):
        return parse_date(data)
    try:
        # A point is not remembered: 0 and -0 are equal, and are not written alike.
        return _point(data) if data[0] == GeoPoint.__name__ else _tagged(*data)
    except (IndexError, KeyError, TypeError) as problem:
        raise ValueError("not a value of any type") from problem


def _point(data: Any) -> GeoPoint:
    return msgspec.convert(data, GeoPoint)


@lru_cache(_REMEMBERED)
def _tagged(*data: Any) -> Any:
    # With a union of all types in the place of this one it takes forty times as long.
    return msgspec.convert(data, _TAGGED[data[0]])


_encoder = msgspec.msgpack.Encoder(enc_hook=_encode_date)
encode = _encoder.encode
"""A value as data; the same value gives the same bytes."""


def decoder_of(kind: Any) -> msgspec.msgpack.Decoder[Any]:
    """What turns data into a value of this type. Raises msgspec.DecodeError or ValueError."""
    return msgspec.msgpack.Decoder(kind, dec_hook=_decode)
