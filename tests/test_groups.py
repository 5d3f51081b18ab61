"""That the test run does as the tests say."""

from __future__ import annotations

import pytest


@pytest.mark.xdist_group("together")
def test_tests_of_a_group_run_in_one_process(request: pytest.FixtureRequest) -> None:
    # What they share (sites, browsers) would be built in every process, and nothing would say so.
    # Only `--dist loadgroup`, which the Makefile has, keeps groups together.
    grouped = request.config.getoption("loadgroup", default=False)
    assert not grouped or request.node.nodeid.endswith("@together")
