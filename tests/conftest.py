"""Options and profiles of the test runs."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from hypothesis import settings

# A shell has what it starts in the background ignore Ctrl-C, and that is handed down: to the tests,
# and to the commands that they interrupt.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# Load never changes an outcome: no deadlines. The quick run has the same examples each time, so
# that it fails for what was changed; `make test-long` looks for new ones.
settings.register_profile("quick", deadline=None, max_examples=30, derandomize=True)
settings.register_profile("thorough", deadline=None, max_examples=500, print_blob=True)
settings.load_profile("quick")


_LONGEST_NAME = 60


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write what comes out as what is expected; read the difference before committing it",
    )
    parser.addoption(
        "--no-skips", action="store_true", help="a test that is skipped is a failure, as in CI"
    )


# Laws, whole builds and other processes: what they reach of the core, its own tests reach as well,
# and to watch them takes as long again.
_UNWATCHED = (
    *("cli", "engine", "preview"),
    *("test_endless", "test_hosts", "test_withholding_end_to_end", "test_withholding_prose"),
)
_WATCHED = ("golden", "truth", "unit")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        first, *rest = item.path.relative_to(here).with_suffix("").parts
        watched = first.removeprefix("test_").startswith(_WATCHED)
        if not watched or not set(_UNWATCHED).isdisjoint(rest):
            item.add_marker(pytest.mark.no_cover)


def pytest_make_parametrize_id(val: object) -> str | None:
    """A name for a test of a long text: every process tells the others the names of all tests."""
    if isinstance(val, str | bytes) and len(val) > _LONGEST_NAME:
        return f"{val[:_LONGEST_NAME]!r}... {len(val)}"
    return None


def _skipped(config: pytest.Config) -> int:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    return len(reporter.stats.get("skipped", ())) if reporter else 0


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    if session.config.getoption("--no-skips") and _skipped(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    if config.getoption("--no-skips") and _skipped(config):
        terminalreporter.write_line(
            f"{_skipped(config)} skipped: everything has to run here (--no-skips)", red=True
        )
