"""Digests of data."""

from __future__ import annotations

import hashlib

_SIZE = 16


def digest_of(*parts: bytes) -> bytes:
    """16 bytes of BLAKE2b over all parts, each preceded by its length to keep parts apart."""
    hasher = hashlib.blake2b(digest_size=_SIZE)
    for part in parts:
        hasher.update(len(part).to_bytes(8, "big"))
        hasher.update(part)
    return hasher.digest()
