"""Work in other processes: the same results, and no process or line of noise left behind."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest
from tests.published import Site, read_site
from tests.small_archive import Workplace, differing, make_workplace

from defectarchive.engine import workers as workers_module
from defectarchive.engine.workers import Function, Submit, Workers, open_workers
from defectarchive.workspace.errors import WorkspaceError, WrongUsageError
from defectarchive.workspace.manifest import verify_site
from defectarchive.workspace.pagefind import find_pagefind
from defectarchive.workspace.pillow import pillow_version

# The command, with so little to do for each process that even small archives keep some busy.
BUSY = """
import sys, time
from defectarchive.__main__ import run
from defectarchive.cli import main
from defectarchive.engine import rebuild, workers
from defectarchive.pages import plan
workers.WORTHWHILE, rebuild._FILES, plan._THINGS = 0, 1, 1
"""
SLOW = """
real = rebuild._TaskRunner.__call__
def slow(maker, parts):
    time.sleep(0.1)
    return real(maker, parts)
rebuild._TaskRunner.__call__ = slow
"""
RUN = """
print("ready", flush=True)
run()
"""


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    # As the command builds it.
    return make_workplace(tmp_path / "archive", find_pagefind(), pillow_version())


def start(place: Workplace, script: str, *options: str) -> subprocess.Popen[str]:
    given = ["build", "--content", "content", "--output", "site", "--templates", "templates"]
    return subprocess.Popen(
        [sys.executable, "-c", script, *given, "--jobs", "3", *options],
        cwd=place.folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


@contextlib.contextmanager
def at_work(place: Workplace, script: str, *options: str) -> Iterator[subprocess.Popen[str]]:
    """The command once it has begun; ended, with all that it started, whatever happens."""
    process = start(place, script, *options)
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        try:
            yield process
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def children_of(process: int) -> list[int]:
    text = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    return [int(word) for word in text.split()]


def wait_until(is_so: Callable[[], object]) -> None:
    end = time.monotonic() + 30
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.01)


def is_alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state.split()[0] != "Z"


class Promised:
    """Elsewhere: every batch is done when its result is waited for, or on `finish`."""

    def __init__(self) -> None:
        self.begun: list[tuple[Future[Any], Callable[[], Any]]] = []
        self.most = 0

    def submit(self, function: Callable[..., Any], *arguments: Any) -> Future[Any]:
        promised = self

        class Waited(Future[Any]):
            def result(self, timeout: float | None = None) -> Any:
                promised.finish(self)
                return super().result(timeout)

        future: Future[Any] = Waited()
        self.begun.append((future, lambda: function(*arguments)))
        self.most = max(self.most, len(self.begun))
        return future

    def finish(self, future: Future[Any]) -> None:
        for each in self.begun:
            if each[0] is future:
                self.begun.remove(each)
                future.set_result(each[1]())
                return


def workers_of(executor: Promised, *, here: bool = False) -> Workers:
    @contextlib.contextmanager
    def bring(function: Function) -> Iterator[Submit]:
        yield lambda batch: executor.submit(function, batch)

    return Workers(bring, processes=2, works_too=here)


def doubled(batch: Sequence[int]) -> list[int]:
    return [2 * number for number in batch]


@pytest.mark.parametrize(("here", "most"), [(False, 5), (True, 16)])
def test_results_come_in_order_and_few_wait(here: bool, most: int) -> None:  # noqa: FBT001
    executor = Promised()
    workers = workers_of(executor, here=here)
    assert list(workers.map(doubled, range(1000), 7)) == list(range(0, 2000, 2))
    assert executor.most == most


def test_what_is_ready_first_may_come_first_and_the_last_is_done_here() -> None:
    executor = Promised()
    workers = workers_of(executor, here=True)
    results = workers.map(doubled, range(400), 2, in_order=False)
    # The first sixteen batches are elsewhere and stay there; this process begins at the end.
    assert [next(results), next(results)] == [796, 798]
    executor.finish(executor.begun[2][0])
    # One more goes there in the place of that.
    assert [next(results) for _ in range(4)] == [8, 10, 792, 794]
    assert executor.most == 16


def test_of_the_last_batches_few_wait_elsewhere_since_they_could_be_done_here() -> None:
    executor = Promised()
    results = workers_of(executor, here=True).map(doubled, range(20), 1, in_order=False)
    assert [next(results) for _ in range(3)] == [38, 36, 34]
    assert executor.most == 4


def test_a_machine_that_starts_no_more_processes_is_told_in_one_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.ENOMEM, os.strerror(errno.ENOMEM))

    monkeypatch.setattr(workers_module, "ProcessPoolExecutor", refuse)
    with (
        pytest.raises(WorkspaceError, match=r"cannot start another process .*--jobs 1 needs none"),
        open_workers(2, workers_module.WORTHWHILE) as workers,
    ):
        list(workers.map(doubled, range(100), 1))


def test_work_is_taken_up_only_as_it_is_done() -> None:
    results = workers_of(Promised()).map(list, range(10**9), 10)
    assert [next(results) for _ in range(25)] == list(range(25))


@pytest.mark.parametrize("jobs", [1, 2, 4])
def test_the_number_of_processes_changes_no_byte(place: Workplace, jobs: int) -> None:
    for options in ([], ["--no-cache"]):
        with at_work(place, BUSY + RUN, "--jobs", str(jobs), *options) as process:
            _, said = process.communicate()
        assert process.returncode == 0, said
        assert differing(place.site(), place.cold()) == []
        place.edit("people/ivan-ivanov.md", "An officer", "An officer, an officer")


def test_a_template_at_fault_is_named_from_a_worker_too(place: Workplace) -> None:
    place.templates.joinpath("pages").mkdir()
    (place.templates / "pages/404.html").write_text("<p>\n{{ nothing }}\n", encoding="utf-8")
    with at_work(place, BUSY + RUN) as process:
        _, said = process.communicate()
    assert process.returncode == 3
    assert said.splitlines()[-1].startswith("defectarchive: templates/pages/404.html:2: ")
    assert "Traceback" not in said


def interrupt(place: Workplace, moment: Callable[[subprocess.Popen[str]], object]) -> None:
    """Ctrl-C at that moment, to the command and its workers, as a terminal sends it."""
    before = read_site(place.output)
    with at_work(place, BUSY + SLOW + RUN) as process:
        moment(process)
        workers = children_of(process.pid)
        os.killpg(process.pid, signal.SIGINT)
        out, said = process.communicate(timeout=30)
    assert process.returncode == 130, (out, said)
    assert said.splitlines()[-1] == "defectarchive: interrupted"
    assert "Traceback" not in said
    assert "Process" not in said
    # They end with the command, but a busy machine may take a moment.
    wait_until(lambda: not any(map(is_alive, workers)))
    assert read_site(place.output) == before


def test_an_interrupted_build_ends_with_its_workers_and_without_noise(place: Workplace) -> None:
    place.build()
    place.edit("site.yaml", "Crossings", "Flights")
    for pause in (0, 0.05, 0.3):

        def moment(process: subprocess.Popen[str], pause: float = pause) -> None:
            wait_until(lambda: children_of(process.pid))
            time.sleep(pause)

        interrupt(place, moment)


@pytest.mark.long
def test_a_build_can_be_interrupted_at_any_moment(place: Workplace) -> None:
    chance = random.Random(3)  # noqa: S311 - moments, not secrets
    place.build()
    place.edit("site.yaml", "Crossings", "Flights")
    for _ in range(60):
        interrupt(place, lambda _: time.sleep(chance.uniform(0.05, 0.8)))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends children with their parent")
def test_workers_do_not_outlive_a_killed_build(place: Workplace) -> None:
    with at_work(place, BUSY + SLOW + RUN) as process:
        wait_until(lambda: len(children_of(process.pid)) == 2)
        workers = children_of(process.pid)
        time.sleep(0.1)
        process.kill()
        process.wait()
        wait_until(lambda: not any(map(is_alive, workers)))


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="nothing tells which workers there are")
def test_a_killed_worker_is_told_in_one_line_and_the_old_site_stays(place: Workplace) -> None:
    place.build()
    before = place.site()
    place.edit("site.yaml", "Crossings", "Flights")
    with at_work(place, BUSY + SLOW + RUN) as process:
        wait_until(lambda: len(children_of(process.pid)) == 2)
        os.kill(children_of(process.pid)[0], signal.SIGKILL)
        _, said = process.communicate(timeout=30)
    assert process.returncode == 3
    (line,) = (line for line in said.splitlines() if "worker" in line)
    assert line.startswith("defectarchive: a worker process was killed, perhaps for want of memory")
    assert "Traceback" not in said
    assert place.site() == before
    place.build()
    assert differing(place.site(), place.cold()) == []


# --- killed builds -------------------------------------------------------------------------------


def sites_of_both(place: Workplace) -> Sequence[Site]:
    """The site as it is, and as it is with another title; the second is what the content says."""
    one = place.cold()
    place.edit("site.yaml", "Crossings", "Flights")
    return [one, place.cold()]


def kill_whole_builds(place: Workplace, kills: int, seed: int) -> None:
    """The site before or the new one is there after each build that was killed, and nothing else.

    Every third has no cache to go by, every fourth no site, so that there is none or the new one.
    """
    chance = random.Random(seed)  # noqa: S311 - moments, not secrets
    titles = ["Crossings", "Flights"]
    sites = dict(zip(titles, sites_of_both(place), strict=True))
    with at_work(place, BUSY + RUN) as process:
        started = time.monotonic()
        process.communicate()
        longest = time.monotonic() - started
    came_through = 0
    for number in range(kills):
        place.edit("site.yaml", *reversed(titles))
        titles.reverse()
        if number % 3 == 0:
            place.store.unlink(missing_ok=True)
        if number % 4 == 3:
            shutil.rmtree(place.output, ignore_errors=True)
        before = place.site()
        with at_work(place, BUSY + RUN) as process:
            time.sleep(chance.triangular(0, longest, longest))
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        after = place.site()
        assert after in (before, sites[titles[1]])
        assert not after or verify_site(place.output) == ()
        came_through += after != before
        # About as many kills before the sites change places as after, however busy the machine.
        longest *= 0.9 if after != before else 1.1
        if number % 4 == 0:
            place.build()
            assert differing(place.site(), place.cold()) == []
    assert kills < 100 or 20 < came_through < kills - 20


def test_a_killed_build_leaves_the_old_site_or_the_new(place: Workplace) -> None:
    kill_whole_builds(place, kills=4, seed=1)


@pytest.mark.long
def test_two_hundred_killed_builds_leave_the_old_site_or_the_new(place: Workplace) -> None:
    kill_whole_builds(place, kills=200, seed=2)


# --- again and again in one process --------------------------------------------------------------

REPEATED = """
import json, os, threading
from pathlib import Path
def left():
    task = os.getpid()
    children = Path(f"/proc/{task}/task/{task}/children").read_text().split()
    return len(os.listdir("/proc/self/fd")), len(children), threading.active_count()
found = []
for number in range(5):
    Path("content/pages").mkdir(exist_ok=True)
    Path("content/pages/contact.md").write_text(f"---\\ntitle: Contact {number}\\n---\\n")
    if number == 3:
        Path("content/articles/they-flee.md").write_text("broken")
    main.main(sys.argv[1:])
    found.append(left())
print(json.dumps(found))
"""


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="nothing tells what is open")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_builds_again_and_again_in_one_process_leave_nothing_open(
    place: Workplace, jobs: str
) -> None:
    script = BUSY + 'print("ready", flush=True)\n' + REPEATED
    with at_work(place, script, "--jobs", jobs) as process:
        out, said = process.communicate()
    assert process.returncode == 0, said
    found = json.loads(out.splitlines()[-1])
    assert found == [found[0]] * 5
    assert found[0][1:] == [0, 1]


# --- on a cluster --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a scheduler with two worker processes, each of two threads."""
    folder = tmp_path_factory.mktemp("cluster")
    told = folder / "scheduler.json"
    common = ["--host", "127.0.0.1", "--no-dashboard"]
    worker = ["--nthreads", "2", "--no-nanny", "--local-directory", str(folder)]
    with contextlib.ExitStack() as stack:

        def run(log: str, *arguments: str) -> None:
            file = stack.enter_context((folder / log).open("wb"))
            process = subprocess.Popen(
                [sys.executable, "-m", "dask", *arguments], stdout=file, stderr=file, cwd=folder
            )
            stack.callback(process.wait)
            stack.callback(process.kill)

        run("scheduler", "scheduler", *common, "--port", "0", "--scheduler-file", str(told))
        wait_until(told.exists)
        wait_until(lambda: told.read_text(encoding="utf-8").endswith("}"))
        address: str = json.loads(told.read_text(encoding="utf-8"))["address"]
        for name in ("one", "two"):
            run(name, "worker", address, *common, *worker)
        wait_until(
            lambda: all(b"Registered to" in (folder / log).read_bytes() for log in ("one", "two"))
        )
        yield address


@pytest.mark.xdist_group("cluster")
class TestOnACluster:
    def test_the_site_is_the_same_to_the_byte(self, place: Workplace, cluster: str) -> None:
        for _ in range(2):
            with at_work(place, BUSY + RUN, "--scheduler", cluster) as process:
                _, said = process.communicate()
            assert process.returncode == 0, said
            assert "distributed" not in said
            assert "Traceback" not in said
            assert differing(place.site(), place.cold()) == []
            place.edit("site.yaml", "Crossings", "Crossings Again")

    def test_mistakes_are_told_as_ever(self, place: Workplace, cluster: str) -> None:
        place.edit("articles/they-flee.md", "2031-04-11", "2031-04-31")
        with at_work(place, BUSY + RUN, "--scheduler", cluster) as process:
            _, said = process.communicate()
        assert process.returncode == 1
        assert "content/articles/they-flee.md:9:" in said
        assert said.endswith("nothing was published\n")

    def test_a_template_at_fault_is_named(self, place: Workplace, cluster: str) -> None:
        place.templates.joinpath("pages").mkdir()
        (place.templates / "pages/404.html").write_text("<p>\n{{ nothing }}\n", encoding="utf-8")
        with at_work(place, BUSY + RUN, "--scheduler", cluster) as process:
            _, said = process.communicate()
        assert process.returncode == 3
        assert said.splitlines()[-1].startswith("defectarchive: templates/pages/404.html:2: ")

    def test_a_scheduler_that_is_not_there_is_one_line(self, place: Workplace) -> None:
        script = f"{BUSY}workers._PATIENCE = 1\n{RUN}"
        with at_work(place, script, "--scheduler", "tcp://127.0.0.1:9") as process:
            _, said = process.communicate()
        assert process.returncode == 3
        assert (
            said == "defectarchive: no scheduler answers at tcp://127.0.0.1:9 [scheduler-silent]\n"
        )
        assert not place.output.exists()

    def test_workers_of_another_version_are_refused(
        self, cluster: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        connected: Any = workers_module._check_workers

        class Strange:
            def __init__(self, client: Any) -> None:
                self.client = client
                self.wait_for_workers, self.nthreads = client.wait_for_workers, client.nthreads

            def run(self, function: Callable[[], bytes]) -> dict[str, bytes]:
                return dict.fromkeys(self.client.run(function), b"other")

        monkeypatch.setattr(
            workers_module, "_check_workers", lambda client, at: connected(Strange(client), at)
        )
        with (
            pytest.raises(WorkspaceError, match="has another version of defectarchive"),
            open_workers(1, 0, cluster),
        ):
            pass

    @pytest.mark.parametrize("address", ["nonsense", "inproc://x", "ftp://host:1", "tcp://host"])
    def test_what_is_no_address_is_wrong_usage(self, address: str) -> None:
        with pytest.raises(WrongUsageError, match="not the address"), open_workers(1, 0, address):
            pass

    def test_without_the_package_the_remedy_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "distributed", None)
        with (
            pytest.raises(WrongUsageError, match=r"pip install 'defectarchive\[cluster\]'"),
            open_workers(1, 0, "tcp://127.0.0.1:9"),
        ):
            pass
