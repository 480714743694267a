"""A bad item is reported and the others go on: an exception, a death of the worker, a worker that cannot start."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from dragoman.records.errors import DragomanError, InputError
from dragoman.runners.pool import Alone, Failure, Pool


def double(item: int | str) -> int:
    if item == "raise":
        raise ValueError("not a number\nsecond line")
    if item == "refuse":
        raise InputError("here", "refused")
    if item == "deep":
        return double(item)
    if item == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    return int(item) * 2


def make_double() -> dict[str, Any]:
    return {"double": double, "threads": lambda _: os.environ["OMP_NUM_THREADS"]}


def fail_to_start() -> dict[str, Any]:
    raise FileNotFoundError("model.onnx is not there")


@pytest.fixture
def pool() -> Iterator[Pool]:
    with closing(Pool(make_double, 2)) as started:
        yield started


BAD = {"raise": "could not be coded (ValueError: not a number)", "refuse": "refused", "deep": "nested too deeply to be read"}


@pytest.mark.parametrize("bad", BAD)
def test_an_item_that_raises_is_a_failure_in_its_place(bad: str) -> None:
    assert Alone(make_double).map("double", [1, bad, 3]) == [2, Failure(BAD[bad]), 6]


def test_the_pool_does_as_one_process_does(pool: Pool) -> None:
    items = [1, "raise", 3, "refuse", *range(40)]
    assert pool.map("double", items) == Alone(make_double).map("double", items)


def test_an_item_that_kills_its_worker_is_found_and_the_others_are_done(pool: Pool) -> None:
    results = pool.map("double", [1, 2, "die", 4, 5, "die", 7])
    assert [r for r in results if not isinstance(r, Failure)] == [2, 4, 8, 10, 14]
    assert [n for n, r in enumerate(results) if isinstance(r, Failure)] == [2, 5]
    assert all("killed its worker" in r.reason for r in results if isinstance(r, Failure))


def test_the_pool_goes_on_after_a_death(pool: Pool) -> None:
    pool.map("double", ["die"])
    assert pool.map("double", [1, 2, 3]) == [2, 4, 6]


def test_a_worker_has_one_thread(pool: Pool) -> None:
    assert pool.map("threads", [None]) == ["1"]


def test_a_worker_that_cannot_start_is_said_once_and_not_blamed_on_the_item() -> None:
    with closing(Pool(fail_to_start, 2)) as pool, pytest.raises(DragomanError, match=r"could not start: FileNotFoundError: model\.onnx"):
        pool.map("double", [1, 2])
