"""Where tasks run: in this process or in a supervised pool. An item that fails or kills its worker is reported, the others go on."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Protocol

from dragoman.records.errors import DragomanError, InputError

Work = Callable[[Any], Any]
Make = Callable[[], dict[str, Work]]  # what a worker can do, by name; called once a worker, it loads the models

# One thread each: the pool is the parallelism, and a library that starts its own threads would fight it.
THREAD_LIMITS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS")


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an item gave no result, in words for a user."""

    reason: str


class Runner(Protocol):
    """Does a named task for each item; the results stand in the items' order."""

    workers: int

    def map(self, name: str, items: Sequence[Any]) -> list[Any]:
        """A result or a Failure for each item, in order."""

    def close(self) -> None:
        """Ends what is running."""


def attempt(work: Work, item: Any) -> Any:
    """The result, or a Failure that says why there is none."""
    try:
        return work(item)
    except InputError as fault:
        return Failure(fault.reason)
    except MemoryError:
        return Failure("too large for the memory of this machine")
    except RecursionError:
        return Failure("nested too deeply to be read")
    except Exception as fault:  # whatever one report raises is recorded with its kind and words; the others must go on
        return Failure(f"could not be coded ({type(fault).__name__}: {_first_line(fault)})")


def _first_line(fault: Exception) -> str:
    return (str(fault).splitlines() or [""])[0][:200]


class Alone:
    """The tasks in this process, for a few items."""

    workers = 1

    def __init__(self, make: Make) -> None:
        self._make = make
        self._tasks: dict[str, Work] = {}

    def map(self, name: str, items: Sequence[Any]) -> list[Any]:
        """A result or a Failure for each item, in order."""
        if items and not self._tasks:
            self._tasks = self._make()
        return [attempt(self._tasks[name], item) for item in items]

    def close(self) -> None:
        """Nothing runs between two calls."""


_tasks: dict[str, Work] = {}
_start_fault: list[str] = []


def _start_worker(make: Make) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the supervisor's, who finishes what it has begun to store
    os.environ.update(dict.fromkeys(THREAD_LIMITS, "1"))
    try:
        _tasks.update(make())
    except Exception as fault:  # told by the first item: a dead initializer would only say that the pool broke
        _start_fault.append(f"a worker could not start: {type(fault).__name__}: {_first_line(fault)}")


def _do(name: str, item: Any) -> Any:
    if _start_fault:
        raise DragomanError(_start_fault[0])
    return attempt(_tasks[name], item)


def _result_of(future: Future[Any]) -> tuple[Any] | None:
    try:
        return (future.result(),)
    except BrokenProcessPool:
        return None


class Pool:
    """The tasks in ``workers`` processes, started again when one of them dies."""

    def __init__(self, make: Make, workers: int) -> None:
        self.workers = workers
        self._make = make
        self._executor: ProcessPoolExecutor | None = None

    def map(self, name: str, items: Sequence[Any]) -> list[Any]:
        """A result or a Failure for each item, in order. When a worker dies, what it took with it is done one by one."""
        done = self._do_together(name, items)
        return [result[0] if result else self._do_alone(name, item) for item, result in zip(items, done, strict=True)]

    def _do_together(self, name: str, items: Sequence[Any]) -> list[tuple[Any] | None]:
        """Each result in a tuple of one; None where the pool broke before it came."""
        done = [_result_of(future) for future in self._submit(name, items)]
        done += [None] * (len(items) - len(done))
        if None in done:
            self._discard()
        return done

    def _submit(self, name: str, items: Sequence[Any]) -> list[Future[Any]]:
        futures: list[Future[Any]] = []
        with suppress(BrokenProcessPool):  # the items that follow have no future and are done alone
            for item in items:
                futures.append(self._running().submit(_do, name, item))
        return futures

    def _do_alone(self, name: str, item: Any) -> Any:
        """One item with no company: a worker that dies now was killed by this item."""
        (result,) = self._do_together(name, [item])
        return result[0] if result else Failure("killed its worker process (out of memory, or a crash in a library)")

    def _running(self) -> ProcessPoolExecutor:
        if self._executor is None:
            context = multiprocessing.get_context("spawn")
            self._executor = ProcessPoolExecutor(self.workers, context, initializer=_start_worker, initargs=(self._make,))
        return self._executor

    def _discard(self) -> None:
        executor, self._executor = self._executor, None
        if executor is not None:
            executor.shutdown(wait=False, cancel_futures=True)

    def close(self) -> None:
        """Ends the workers at once; what they were doing is lost, what was handed back is not."""
        processes = list((self._executor._processes or {}).values()) if self._executor else []
        self._discard()
        for process in processes:
            process.terminate()
