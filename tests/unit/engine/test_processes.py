"""What runs in a process of its own answers as if it had run here, and leaves nothing behind."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.published import read_site
from tests.small_archive import differing, make_workplace

from defectarchive.build import BuildResult, build
from defectarchive.engine import publication, workers
from defectarchive.engine.open_store import HandedOver, OpenStore
from defectarchive.engine.options import BuildOptions
from defectarchive.engine.processes import are_copies, run_apart
from defectarchive.workspace.errors import WorkspaceError, WrongUsageError

pytestmark = pytest.mark.skipif(not are_copies(), reason="new processes are no copies here")


def test_the_answer_is_that_of_the_function_and_its_memory_is_not_ours() -> None:
    here: list[int] = []

    def work() -> tuple[int, int]:
        here.append(1)
        return os.getpid(), len(here)

    process, length = run_apart(work)
    assert process != os.getpid()
    assert (length, here) == (1, [])
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("problem", [WrongUsageError("no-cluster", "no"), ValueError("a bug")])
def test_what_it_raises_is_raised_here_and_says_where(problem: Exception) -> None:
    def fail() -> None:
        raise problem

    with pytest.raises(type(problem), match=str(problem)) as caught:
        run_apart(fail)
    assert "in fail" in "".join(caught.value.__notes__)
    assert multiprocessing.active_children() == []


def test_one_that_is_killed_is_told_in_a_line() -> None:
    with pytest.raises(WorkspaceError, match="a worker process was killed"):
        run_apart(lambda: os.kill(os.getpid(), signal.SIGKILL))


INTERRUPTED = """
import os, signal, time
from defectarchive.engine.processes import run_apart
def work():
    os.kill(os.getppid(), signal.SIGINT)
    time.sleep(60)
try:
    run_apart(work)
except KeyboardInterrupt:
    print("interrupted")
"""


def test_an_interrupt_ends_it_at_once() -> None:
    command = [sys.executable, "-c", INTERRUPTED]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=True)
    assert done.stdout == "interrupted\n"


def built(content: Path, output: Path, jobs: int) -> BuildResult:
    return build(BuildOptions(content=content, output=output, jobs=jobs), lambda *_: None)


def test_a_first_build_leaves_reading_to_another_process_and_is_the_same_with_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = make_workplace(tmp_path / "archive").content
    here = built(content, tmp_path / "here" / "site", 1)
    monkeypatch.setattr(workers, "WORTHWHILE", 0)
    left: list[object] = []

    def spy(work: Callable[[], object]) -> object:
        left.append(run_apart(work))
        return left[-1]

    monkeypatch.setattr(publication, "run_apart", spy)
    apart = built(content, tmp_path / "apart" / "site", 2)
    assert len(left) == 1
    assert apart.diagnostics == here.diagnostics
    assert apart.counts == here.counts
    assert (
        differing(read_site(tmp_path / "apart" / "site"), read_site(tmp_path / "here" / "site"))
        == []
    )
    # What it has stored is as good.
    again = built(content, tmp_path / "apart" / "site", 2)
    assert again.published is None
    article = next((content / "articles").glob("*.md"))
    article.write_text(f"{article.read_text()}\nMore of it.\n")
    for folder in ("here", "apart"):
        result = built(content, tmp_path / folder / "site", 2)
        assert 0 < len(result.why) < 10, folder
    assert (
        differing(read_site(tmp_path / "apart" / "site"), read_site(tmp_path / "here" / "site"))
        == []
    )


def test_errors_found_by_another_process_are_told_and_nothing_is_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = make_workplace(tmp_path / "archive").content
    article = next((content / "articles").glob("*.md"))
    article.write_text(article.read_text().replace("title:", "titel:", 1))
    monkeypatch.setattr(workers, "WORTHWHILE", 0)
    result = built(content, tmp_path / "output" / "site", 2)
    assert result.counts is None
    assert "unknown-key" in {each.code for each in result.diagnostics}
    assert not [*tmp_path.glob("output/site/*")]
    assert not [*tmp_path.glob("output/.site.store-new*")]


def test_where_nothing_can_be_stored_the_build_goes_on_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = make_workplace(tmp_path / "archive").content
    (tmp_path / "output").mkdir()
    (tmp_path / "output" / ".site.store").symlink_to("elsewhere")
    monkeypatch.setattr(workers, "WORTHWHILE", 0)
    result = built(content, tmp_path / "output" / "site", 2)
    assert result.published is not None
    assert any("is a link" in note for note in result.notes)


def test_what_was_stored_and_cannot_be_read_is_resolved_here_and_stored_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = make_workplace(tmp_path / "archive").content
    here = built(content, tmp_path / "here" / "site", 1)
    real = OpenStore.take_over

    def damaged(store: OpenStore, handed: HandedOver) -> bool:
        real(store, handed)
        assert store.store is not None
        raise store.store.damaged()

    monkeypatch.setattr(workers, "WORTHWHILE", 0)
    monkeypatch.setattr(OpenStore, "take_over", damaged)
    result = built(content, tmp_path / "output" / "site", 2)
    assert result.counts == here.counts
    assert any("is damaged" in note for note in result.notes)
    assert not [*tmp_path.glob("output/.site.store*")]
