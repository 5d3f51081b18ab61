"""Digests of data."""

from __future__ import annotations

import hashlib

_SIZE = 16


def digest_of(*parts: bytes) -> bytes:
    """16 bytes of SHA-256 over all parts, each preceded by its length to keep parts apart."""
    framed = b"".join([b"%d:%b" % (len(part), part) for part in parts])
    return hashlib.sha256(framed).digest()[:_SIZE]
