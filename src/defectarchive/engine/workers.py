"""Runs pure functions in other processes: on this machine or, with Dask, on a cluster.

Small amounts of work stay in this process. The site is the same with any number of processes.
"""

from __future__ import annotations

import gc
import logging
import os
import re
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

from defectarchive.engine.processes import (
    are_copies,
    end_with,
    interrupts_held_back,
    killed,
    starting,
)
from defectarchive.engine.store import code_digest
from defectarchive.workspace.errors import WorkspaceError, WrongUsageError

_In = TypeVar("_In")
_Out = TypeVar("_Out")
Function = Callable[[Sequence[Any]], Sequence[Any]]
Submit = Callable[[Sequence[Any]], Future[Sequence[Any]]]
Bring = Callable[[Function], AbstractContextManager[Submit]]
"""Sends a function to the worker processes; the `Submit` that it gives runs it there on a batch."""

# With fewer content files than this, starting processes takes longer than doing the work here.
WORTHWHILE = 400
# With so few batches, or fewer, sending them to other processes does not pay.
_FEW = 4
_ADDRESS = re.compile(r"((tcp|tls|wss?)://)?[^/\s]+:\d{1,5}")
_PATIENCE = 5  # Seconds, for a scheduler and its workers to answer.
_COLLECT_AFTER = 50_000  # New objects; Python's own 700 suit programs that make few values.


def tune_gc() -> None:
    """Run Python's garbage collector less often in this process: a build makes few cycles.

    It stays on, because templates and the Markdown engine leave some cycles behind on every page.
    """
    gc.set_threshold(_COLLECT_AFTER, 20, 20)


class Workers:
    """Runs functions over batches of items in other processes.

    `bring` sends a function to these; None: everything runs in this process. `processes`: how many
    batches they can work on at once. `works_too`: this process works on batches as well.
    """

    def __init__(self, bring: Bring | None, processes: int, *, works_too: bool = False) -> None:
        self._bring = bring
        self._works_too = works_too
        self._processes = processes
        # How many batches may be submitted, so that no process is idle; and how many results may
        # wait to be yielded, so that they do not fill the memory.
        self._most_submitted = 8 * processes if works_too else 2 * processes
        self._most_waiting = 4 * self._most_submitted if works_too else self._most_submitted + 1

    @property
    def can_be_left(self) -> bool:
        """Whether this process may leave what takes much memory to another one."""
        return self._works_too and are_copies()

    def is_worthwhile(self, amount: int, size: int = 1) -> bool:
        """Whether `map` would send so many items, in batches of `size`, to other processes."""
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

        `function` is sent to each process once and not with every batch, so it may hold much data.
        `in_order` False: results come as soon as they are ready.
        """
        if self._bring is None or not self.is_worthwhile(len(items), size):
            for start in range(0, len(items), size):
                yield from function(items[start : start + size])
            return
        waiting: list[Future[Sequence[_Out]]] = []
        starts = range(0, len(items), size)
        with self._bring(function) as submit:
            while starts:
                if self._works_too and sum(not one.done() for one in waiting) >= self._most_at_once(
                    len(starts)
                ):
                    # Without an order this process takes batches from the end of the list: the
                    # quick ones are there, so it is soon back to submit more to the others.
                    start, starts = (
                        (starts[0], starts[1:]) if in_order else (starts[-1], starts[:-1])
                    )
                    waiting.append(_done(function(items[start : start + size])))
                else:
                    start, starts = starts[0], starts[1:]
                    with interrupts_held_back():
                        waiting.append(submit(items[start : start + size]))
                while waiting and (
                    len(waiting) >= self._most_waiting or _is_ready(waiting, in_order)
                ):
                    yield from _next(waiting, in_order).result()
            while waiting:
                yield from _next(waiting, in_order).result()

    def _most_at_once(self, left: int) -> int:
        """How many batches may be submitted when so many are left.

        Towards the end they are few: what this process could do itself would wait there for others.
        """
        return max(2 * self._processes, min(self._most_submitted, left // 8))


def _done(result: Sequence[_Out]) -> Future[Sequence[_Out]]:
    future: Future[Sequence[_Out]] = Future()
    future.set_result(result)
    return future


def _is_ready(waiting: Sequence[Future[_Out]], in_order: bool) -> bool:  # noqa: FBT001
    """Whether the next result is there already."""
    return waiting[0].done() if in_order else any(future.done() for future in waiting)


def _next(waiting: list[Future[_Out]], in_order: bool) -> Future[_Out]:  # noqa: FBT001
    """Remove and return the next future; without an order, wait for the first to finish."""
    if in_order:
        return waiting.pop(0)
    wait(waiting, return_when=FIRST_COMPLETED)
    return waiting.pop(next(at for at, future in enumerate(waiting) if future.done()))


@contextmanager
def open_workers(jobs: int, amount: int, scheduler: str = "") -> Iterator[Workers]:
    """Workers for a build of `amount` content files; they end with the `with` statement.

    `scheduler`: the address of a Dask scheduler; if given, its workers do the work.
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
    """`jobs` processes of this machine, this one included; new ones are started for each function.

    Where processes are forked, they already hold the function and its data: neither is sent.
    """
    open_pools: set[ProcessPoolExecutor] = set()

    @contextmanager
    def bring(function: Function) -> Iterator[Submit]:
        arguments = (os.getpid(), function)
        with starting():
            made = ProcessPoolExecutor(jobs - 1, initializer=_start, initargs=arguments)

        def submit(batch: Sequence[Any]) -> Future[Sequence[Any]]:
            with starting():
                return pool.submit(_do, batch)

        with made as pool:
            open_pools.add(pool)
            try:
                yield submit
            except GeneratorExit:
                pass  # The consumer wants no more results: end as if all were done.
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise
            pool.shutdown(cancel_futures=True)
        open_pools.discard(pool)

    try:
        yield Workers(bring, jobs - 1, works_too=True)
    except BrokenProcessPool as problem:
        raise killed() from problem
    finally:
        # After a failure elsewhere a generator may still be suspended with its pool open.
        for pool in open_pools:
            pool.shutdown(wait=False, cancel_futures=True)


# Only in a worker process: the function that it was started for, as the only item.
_brought: list[Function] = []


def _start(parent: int, function: Function) -> None:
    """Set up a worker process."""
    _brought[:] = [function]
    tune_gc()
    # The garbage collector would write to memory shared with the parent, and so copy it.
    gc.freeze()
    end_with(parent)


def _do(batch: Sequence[Any]) -> Sequence[Any]:
    return _brought[0](batch)


@contextmanager
def _cluster(address: str) -> Iterator[Workers]:
    """The workers of a Dask scheduler, after checking that they run this same program."""
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
    # Silence Dask's own log: this module reports each failure in one line.
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
    """How many batches the workers take at once, which is their number of threads.

    Raises WorkspaceError if there are no workers, or one has another version of the program.
    """
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
