"""Values as data, and back: what builds keep for later ones."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import lru_cache
from typing import Any, get_args, get_origin

import msgspec

from defectarchive.frozen import Shared
from defectarchive.model.dates.date import Date, parse_date
from defectarchive.model.ids import EntityRef
from defectarchive.model.values import Count, Country, GeoPoint, Term, Text, Value


class _Message(threading.local):
    """What was shared so far in the message that is written or read, in order.

    In its place stands its number the next time, as in CBOR (http://cbor.schmorp.de/value-sharing):
    so what is shared is no number itself, nor holds anything shared.
    """

    written: dict[Shared[Any], int]
    read: list[Shared[Any]]


_message = _Message()


# Hooks of msgspec, which asks for NotImplementedError where a hook does not know a type.
def _encode(value: Any) -> Any:
    if isinstance(value, Date):
        return value.text
    if isinstance(value, Shared):
        written = _message.written
        number = written.get(value)
        if number is None:
            written[value] = len(written)
        return value.value if number is None else number
    raise NotImplementedError(type(value).__name__)


def _decode(kind: type, data: Any) -> Any:
    if kind is _VALUE:
        return _value(data)
    if kind is Date:
        return parse_date(data)
    if isinstance(data, int):
        return _shared_before(data)
    if get_origin(kind) is Shared:
        (of,) = get_args(kind)
        shared = Shared(msgspec.convert(data, of, dec_hook=_decode))
        _message.read.append(shared)
        return shared
    raise NotImplementedError(str(kind))


def _shared_before(number: int) -> Shared[Any]:
    read = _message.read
    if not 0 <= number < len(read):
        raise ValueError("what is shared was not given before")
    return read[number]


# A case gives most of its values in several places, and many cases give the same.
_REMEMBERED = 4096
_VALUE: Any = Value  # as decoders see it: see model/values.py
_TAGGED = {kind.__name__: kind for kind in (Count, Country, EntityRef, Term, Text)}


def _value(data: Any) -> Any:
    """A date is a text, any other value a list that begins with its type."""
    if isinstance(data, str):
        return parse_date(data)
    try:
        return _tagged(*data)
    except (KeyError, TypeError) as problem:
        # A point is not remembered: 0 and -0 are equal, and are not written alike.
        if data[:1] == [GeoPoint.__name__]:
            return msgspec.convert(data, GeoPoint)
        raise ValueError("not a value of any type") from problem


@lru_cache(_REMEMBERED)
def _tagged(tag: str, *fields: Any) -> Any:
    # With a union of all types in the place of this one it takes forty times as long.
    return msgspec.convert((tag, *fields), _TAGGED[tag])


_encoder = msgspec.msgpack.Encoder(enc_hook=_encode)


def encode(value: object) -> bytes:
    """A value as data; the same value gives the same bytes."""
    _message.written = {}
    return _encoder.encode(value)


def decoder_of(kind: Any) -> Callable[[bytes], Any]:
    """What turns data into a value of this type. Raises msgspec.DecodeError or ValueError."""
    decode_message = msgspec.msgpack.Decoder(kind, dec_hook=_decode).decode

    def decode(data: bytes) -> Any:
        _message.read = []
        return decode_message(data)

    return decode
