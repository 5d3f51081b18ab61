"""Pillow, which draws cards for sharing, where the extra `cards` is installed."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def pillow_version() -> str:
    """The version that is installed, "" for none. It is part of what cards depend on."""
    try:
        return version("pillow")
    except PackageNotFoundError:
        return ""
