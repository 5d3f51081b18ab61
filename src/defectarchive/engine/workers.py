"""Pure work done in other processes, where there is enough of it to pay.

Whatever is a `concurrent.futures.Executor` can do it; results come in the order of the work, so
the site is the same with any number of processes.
"""

from __future__ import annotations

import ctypes
import gc
import logging
import multiprocessing
import os
import re
import signal
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import (
    FIRST_COMPLETED,
    CancelledError,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, contextmanager
from typing import Any, TypeVar

from defectarchive.engine.store import code_digest
from defectarchive.workspace.errors import WorkspaceError, WrongUsageError, reason

_In = TypeVar("_In")
_Out = TypeVar("_Out")
Function = Callable[[Sequence[Any]], Sequence[Any]]
Submit = Callable[[Sequence[Any]], Future[Sequence[Any]]]
Bring = Callable[[Function], AbstractContextManager[Submit]]
"""Brings a function to where it will run; gives what then runs it on a batch there."""

# Fewer files than this are read and rendered sooner than a second process has started.
WORTHWHILE = 400
# So few batches are done sooner than they are brought elsewhere.
_FEW = 2
_PR_SET_PDEATHSIG = 1
_ADDRESS = re.compile(r"((tcp|tls|wss?)://)?[^/\s]+:\d{1,5}")
_PATIENCE = 5  # Seconds, for a scheduler and its workers to answer.
_COLLECT_AFTER = 50_000  # New objects; Python's own 700 suit programs that make few values.


def tune_gc() -> None:
    """Look for circles among objects less often, in this process: a build makes next to none.

    Not never: templates and the Markdown engine leave some behind, on every page.
    """
    gc.set_threshold(_COLLECT_AFTER, 20, 20)


class Workers:
    """Runs functions over batches: in `processes` elsewhere, to which `bring` brings them.

    Without `bring`, in this process. `here`: this process does its share as well.
    """

    def __init__(self, bring: Bring | None, processes: int, *, here: bool = False) -> None:
        self._bring = bring
        self._here = here
        # Enough in work that no process idles; few enough that results do not pile up.
        self._in_work = 8 * processes if here else 2 * processes
        self._waiting = 4 * self._in_work if here else self._in_work + 1

    def is_worthwhile(self, amount: int, size: int = 1) -> bool:
        """Whether so much work goes elsewhere, in batches of that size."""
        return self._bring is not None and amount > _FEW * size

    def map(
        self,
        function: Callable[[Sequence[_In]], Sequence[_Out]],
        items: Sequence[_In],
        size: int,
        *,
        in_order: bool = True,
    ) -> Generator[_Out]:
        """The results for all items; `function` gets at most `size` of them at once.

        It goes to each process once, and not with every batch, so it may hold much.
        """
        if self._bring is None or not self.is_worthwhile(len(items), size):
            for start in range(0, len(items), size):
                yield from function(items[start : start + size])
            return
        waiting: list[Future[Sequence[_Out]]] = []
        starts = range(0, len(items), size)
        with self._bring(function) as submit:
            while starts:
                if self._here and sum(not one.done() for one in waiting) >= self._in_work:
                    # From the end, where what takes long is not: others must not wait for more.
                    start, starts = (
                        (starts[0], starts[1:]) if in_order else (starts[-1], starts[:-1])
                    )
                    waiting.append(_done(function(items[start : start + size])))
                else:
                    start, starts = starts[0], starts[1:]
                    with _interrupts_held_back():
                        waiting.append(submit(items[start : start + size]))
                while waiting and (len(waiting) >= self._waiting or _is_ready(waiting, in_order)):
                    yield from _next(waiting, in_order).result()
            while waiting:
                yield from _next(waiting, in_order).result()


def _done(result: Sequence[_Out]) -> Future[Sequence[_Out]]:
    future: Future[Sequence[_Out]] = Future()
    future.set_result(result)
    return future


def _is_ready(waiting: Sequence[Future[_Out]], in_order: bool) -> bool:  # noqa: FBT001
    """Whether a result can be had without waiting for it."""
    return waiting[0].done() if in_order else any(future.done() for future in waiting)


def _next(waiting: list[Future[_Out]], in_order: bool) -> Future[_Out]:  # noqa: FBT001
    """The one whose result comes next, as soon as it is there."""
    if in_order:
        return waiting.pop(0)
    wait(waiting, return_when=FIRST_COMPLETED)
    return waiting.pop(next(at for at, future in enumerate(waiting) if future.done()))


@contextmanager
def open_workers(jobs: int, amount: int, scheduler: str = "") -> Iterator[Workers]:
    """Workers for as many items as `amount`, gone afterwards.

    `scheduler`: the address of a Dask scheduler, whose workers then do the work.
    """
    if scheduler:
        with _cluster(scheduler) as workers:
            yield workers
    elif jobs == 1 or amount < WORTHWHILE:
        yield Workers(None, 0)
    else:
        with _pools(jobs) as workers:
            yield workers


@contextmanager
def _pools(jobs: int) -> Iterator[Workers]:
    """Processes of this machine, this one among them; new ones for each function.

    Forked, they have all that it holds, and need not be sent it.
    """
    open_pools: set[ProcessPoolExecutor] = set()

    @contextmanager
    def bring(function: Function) -> Iterator[Submit]:
        arguments = (os.getpid(), function)
        with _starting():
            made = ProcessPoolExecutor(jobs - 1, initializer=_start, initargs=arguments)

        def submit(batch: Sequence[Any]) -> Future[Sequence[Any]]:
            with _starting():
                return pool.submit(_do, batch)

        with made as pool:
            open_pools.add(pool)
            try:
                yield submit
            except GeneratorExit:
                pass  # nobody asks for more: as if it were done
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise
            pool.shutdown(cancel_futures=True)
        open_pools.discard(pool)

    try:
        yield Workers(bring, jobs - 1, here=True)
    except BrokenProcessPool as problem:
        raise WorkspaceError(
            "worker-killed",
            "a worker process was killed, perhaps for want of memory; --jobs 1 needs the least",
        ) from problem
    finally:
        # One whose results nobody asks for any more, because something went wrong elsewhere.
        for pool in open_pools:
            pool.shutdown(wait=False, cancel_futures=True)


@contextmanager
def _starting() -> Iterator[None]:
    """What keeps a machine from starting one more process is told in one line."""
    try:
        yield
    except OSError as problem:
        raise WorkspaceError(
            "worker-refused",
            f"cannot start another process ({reason(problem)}); --jobs 1 needs none",
        ) from problem


@contextmanager
def _interrupts_held_back() -> Iterator[None]:
    """Ctrl-C goes to every process of a terminal; one just begun would not know what to do."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


# In a worker: the one function that it was started for.
_brought: list[Function] = []


def _start(parent: int, function: Function) -> None:
    """A worker leaves Ctrl-C to the process that started it, and does not outlive that one."""
    _brought[:] = [function]
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    tune_gc()
    # What it shares with the process that it was copied from stays shared: nobody looks through it.
    gc.freeze()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if multiprocessing.get_start_method() == "fork" and os.getppid() != parent:
            os._exit(1)  # It ended before it was asked to tell.


def _do(batch: Sequence[Any]) -> Sequence[Any]:
    return _brought[0](batch)


@contextmanager
def _cluster(address: str) -> Iterator[Workers]:
    """The workers of a Dask scheduler, once it is certain that they run this same program."""
    try:
        from distributed import Client, KilledWorker  # noqa: PLC0415 - an extra that few need
    except ImportError as problem:
        raise WrongUsageError(
            "no-cluster",
            "--scheduler needs the package distributed: pip install 'defectarchive[cluster]'",
        ) from problem
    if not _ADDRESS.fullmatch(address):
        raise WrongUsageError(
            "scheduler-address", f"not the address of a scheduler, tcp://HOST:PORT: {address!r}"
        )
    # What goes wrong is told once, in one line, by us.
    logging.getLogger("distributed").setLevel(logging.CRITICAL + 1)
    try:
        connect: Any = Client  # which has no types of its own
        client = connect(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as problem:
        raise WorkspaceError("scheduler-silent", f"no scheduler answers at {address}") from problem
    with client:
        executor: Executor = client.get_executor(pure=False)
        threads = _check_workers(client, address)

        @contextmanager
        def bring(function: Function) -> Iterator[Submit]:
            there = client.scatter(function, broadcast=True, hash=False)
            yield lambda batch: executor.submit(_apply, there, batch)

        try:
            yield Workers(bring, threads)
        except (KilledWorker, CancelledError) as problem:
            raise WorkspaceError(
                "scheduler-lost", f"the workers of {address} were killed, or it no longer answers"
            ) from problem


def _apply(function: Function, batch: Sequence[Any]) -> Sequence[Any]:
    return function(batch)


def _check_workers(client: Any, address: str) -> int:
    """How many batches the workers take at once. Raises WorkspaceError where they are not fit."""
    try:
        client.wait_for_workers(1, timeout=_PATIENCE)
        digests = client.run(code_digest)
        threads: int = sum(client.nthreads().values())
    except TimeoutError as problem:
        raise WorkspaceError(
            "scheduler-idle", f"the scheduler at {address} has no workers"
        ) from problem
    except ImportError as problem:
        raise WorkspaceError(
            "worker-bare", f"a worker of {address} lacks defectarchive"
        ) from problem
    strange = [worker for worker, digest in digests.items() if digest != code_digest()]
    if strange:
        raise WorkspaceError(
            "worker-differs",
            f"the worker {strange[0]} has another version of defectarchive, of its libraries or "
            "of Python",
        )
    return threads
