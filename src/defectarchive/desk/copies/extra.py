"""Packages that only the desk needs: the extra `desk`."""

from __future__ import annotations

import importlib
from typing import Any

from defectarchive.workspace.errors import WrongUsageError


def needed(package: str, what: str) -> Any:
    """The package, which is needed to read or write `what`. Raises WrongUsageError without it."""
    try:
        return importlib.import_module(package)
    except ImportError as problem:
        name = package.partition(".")[0]
        message = (
            f"{what} needs the package {name}: make editor, or pip install 'defectarchive[desk]'"
        )
        raise WrongUsageError("no-desk", message) from problem
