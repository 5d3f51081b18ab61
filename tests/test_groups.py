"""That the test run does as the tests say."""

from __future__ import annotations

import pytest


@pytest.mark.xdist_group("together")
def test_tests_of_a_group_run_in_one_process(request: pytest.FixtureRequest) -> None:
    # What they share (sites, browsers) would be built in every process, and nothing would say so.
    among_others = hasattr(request.config, "workerinput")
    assert not among_others or request.node.nodeid.endswith("@together")
