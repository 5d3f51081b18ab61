"""Readings of files as data, and back."""

from __future__ import annotations

from typing import Any

import msgspec

from defectarchive.loader.files import FileResult
from defectarchive.model.dates.date import Date, parse_date


# Hooks of msgspec, which asks for NotImplementedError where a hook does not know a type.
def _encode_date(value: Any) -> str:
    if isinstance(value, Date):
        return value.text
    raise NotImplementedError(type(value).__name__)


def _decode_date(kind: type, text: Any) -> Any:
    if kind is Date:
        return parse_date(text)
    raise NotImplementedError(kind.__name__)


encoder = msgspec.msgpack.Encoder(enc_hook=_encode_date)
_reading_decoder = msgspec.msgpack.Decoder(FileResult, dec_hook=_decode_date)


def encode_reading(reading: FileResult) -> bytes:
    """A reading as data."""
    return encoder.encode(reading)


def decode_reading(data: bytes | msgspec.Raw) -> FileResult:
    """The reading again. Raises msgspec.DecodeError or ValueError where the data is none."""
    return _reading_decoder.decode(data)
