"""Processes that are copies of this one: how they begin, end with it, and answer."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import pickle
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from defectarchive.workspace.errors import WorkspaceError, reason

T = TypeVar("T")
_PR_SET_PDEATHSIG = 1


def are_copies() -> bool:
    """Whether a new process begins as a copy of this one, with all that this one has in memory."""
    return sys.platform == "linux" and multiprocessing.get_start_method() == "fork"


def run_apart(function: Callable[[], T]) -> T:
    """The result of a function, or what it raises, from a process that ends with it.

    Python hardly ever gives memory back to the system: what takes much of it, and is done once, is
    done elsewhere. Only where `are_copies`. Raises WorkspaceError if there can be no process, or it
    is killed.
    """
    receiver, sender = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.Process(target=_answer, args=(os.getpid(), sender, function))
    try:
        with starting(), interrupts_held_back():
            process.start()
        sender.close()
        result, problem = pickle.loads(receiver.recv_bytes())  # noqa: S301 - a copy of this process
    except EOFError as lost:
        raise killed() from lost
    except BaseException:
        if process.pid is not None:
            process.kill()
        raise
    finally:
        receiver.close()
        if process.pid is not None:
            process.join()
    if problem is not None:
        raise problem
    answer: T = result
    return answer


def _answer(parent: int, sender: Connection, function: Callable[[], Any]) -> None:
    """All that the other process does."""
    end_with(parent)
    try:
        data = pickle.dumps((function(), None))
    except Exception as problem:  # noqa: BLE001 - it is raised again where it is waited for
        problem.add_note(traceback.format_exc())
        data = pickle.dumps((None, problem))
    sender.send_bytes(data)


def end_with(parent: int) -> None:
    """Set up a new process: it ignores Ctrl-C, and dies when the process that started it dies."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if are_copies() and os.getppid() != parent:
            os._exit(1)  # The parent died before prctl was called, so no signal will come.


@contextmanager
def starting() -> Iterator[None]:
    """Turn an OSError from starting a process into a WorkspaceError."""
    try:
        yield
    except OSError as problem:
        raise WorkspaceError(
            "worker-refused",
            f"cannot start another process ({reason(problem)}); --jobs 1 needs none",
        ) from problem


def killed() -> WorkspaceError:
    """For a process that has ended without an answer."""
    return WorkspaceError(
        "worker-killed",
        "a worker process was killed, perhaps for want of memory; --jobs 1 needs the least",
    )


@contextmanager
def interrupts_held_back() -> Iterator[None]:
    """Block SIGINT while something is started: Ctrl-C cannot leave it half started.

    A new process inherits that.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
