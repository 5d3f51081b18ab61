"""Pillow, which draws cards for sharing, where the extra `cards` is installed."""

from __future__ import annotations

from defectarchive.workspace.installed import installed


def pillow_version() -> str:
    """The version that is installed, "" for none. It is part of what cards depend on."""
    return installed({"pillow"}).get("pillow", "")
