"""Which versions of libraries are installed."""

from __future__ import annotations

import re
from importlib.metadata import distributions

from defectarchive.workspace.installed import installed


def test_versions_are_those_that_the_standard_library_says() -> None:
    said: dict[str, str] = {}
    for each in distributions():
        said.setdefault(re.sub("[-_.]+", "_", each.name).lower(), each.version)

    assert installed(said) == said


def test_what_is_not_there_has_no_version() -> None:
    assert installed({"no_such_library"}) == {}
