"""Digests of data."""

from __future__ import annotations

import hashlib

_SIZE = 16


def digest_of(*parts: bytes) -> bytes:
    """16 bytes of SHA-256 over all parts, each preceded by its length to keep parts apart."""
    hasher = hashlib.sha256()
    for part in parts:
        hasher.update(b"%d:" % len(part))
        hasher.update(part)
    return hasher.digest()[:_SIZE]
