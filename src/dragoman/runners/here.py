"""Runs reports through the pipeline on this machine, and accounts for every input."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from typing import Any

from dragoman.records.errors import InputError
from dragoman.records.findings import Findings
from dragoman.records.report import Document, Report
from dragoman.runners.pool import Alone, Failure, Make, Pool, Runner, Work

DEFAULT_PARSER = "dragoman"
FEW = 32  # up to so many documents one process is faster than starting several, each of which loads the models
BATCH = 16  # documents a worker between two commits: a few seconds' work is the most that an interruption loses

Input = Document | InputError


@dataclass(frozen=True, slots=True)
class Known:
    """A report that the ledger already holds from the same coder."""

    report: Report


Coded = Findings | Known | InputError


@dataclass(slots=True)
class Tally:
    """What became of the inputs; every one is in exactly one of the last four counts."""

    read: int = 0
    coded: int = 0
    known: int = 0
    not_coded: int = 0
    failed: int = 0

    def add(self, result: Coded) -> None:
        """Counts one input."""
        from dragoman.pipeline import is_coded

        self.read += 1
        if isinstance(result, InputError):
            self.failed += 1
        elif isinstance(result, Known):
            self.known += 1
        elif is_coded(result):
            self.coded += 1
        else:
            self.not_coded += 1

    def is_balanced(self) -> bool:
        return self.read == self.coded + self.known + self.not_coded + self.failed

    def __str__(self) -> str:
        read = f"{self.read} {'input' if self.read == 1 else 'inputs'}"
        return f"{read}: {self.coded} coded, {self.known} known, {self.not_coded} not coded, {self.failed} failed"


def load_tasks(parser_name: str = DEFAULT_PARSER) -> dict[str, Work]:
    """The steps of the pipeline with their models loaded, for one worker; raises UsageError for an unknown parser."""
    from dragoman import pipeline
    from dragoman.parsing.model import load_parser

    parser = load_parser(parser_name)
    return {
        "clean": pipeline.clean,
        "code": partial(pipeline.code, parser=parser),
        "name_maker": lambda _: pipeline.name_maker(parser),
    }


def choose_runner(documents: Iterable[Input], workers: int | None, make: Make = load_tasks) -> tuple[Iterator[Input], Runner]:
    """The documents and where to run them: this process for a few, else one worker a core unless told otherwise."""
    stream = iter(documents)
    first = list(islice(stream, FEW + 1))
    workers = workers or (1 if len(first) <= FEW else os.cpu_count() or 1)
    return chain(first, stream), Alone(make) if workers == 1 else Pool(make, workers)


def code_documents(
    documents: Iterable[Input], runner: Runner, is_known: Callable[[Report, str], bool] = lambda _report, _maker: False
) -> Iterator[list[Coded]]:
    """What became of the documents, a batch at a time, in their order; every input has exactly one result."""
    stream = iter(documents)
    while batch := list(islice(stream, BATCH * runner.workers)):
        yield _code_batch(batch, runner, is_known)


def _code_batch(batch: list[Input], runner: Runner, is_known: Callable[[Report, str], bool]) -> list[Coded]:
    cleaned = _map_good("clean", batch, runner)
    (maker,) = runner.map("name_maker", [None])
    known: list[Any] = [Known(each) if isinstance(each, Report) and is_known(each, maker) else each for each in cleaned]
    return _map_good("code", known, runner)


def _map_good(task: str, items: list[Any], runner: Runner) -> list[Any]:
    """The task done on the items that are still under way; what is finished or failed keeps its place."""
    under_way = [n for n, item in enumerate(items) if isinstance(item, Document | Report)]
    done = list(items)
    for n, result in zip(under_way, runner.map(task, [items[n] for n in under_way]), strict=True):
        done[n] = InputError(items[n].location, result.reason) if isinstance(result, Failure) else result
    return done
