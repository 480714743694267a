"""``dragoman ingest``: codes and stores; a second run over the same input adds nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from dragoman.cli.inputs import name_failed, read_inputs, say_tally
from dragoman.cli.messages import say, stderr_console
from dragoman.cli.options import DEFAULT_LEDGER, DEFAULT_PARSER, Inputs, LedgerPath, ParserName, Published, Workers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from dragoman.runners.here import Input
    from dragoman.runners.ingest import Ingest


class KnownFrom(StrEnum):
    """From when on a report counts as known."""

    NOW = "now"
    PUBLISHED = "published"


def add_commands(app: typer.Typer) -> None:
    """Puts the command on the face."""
    app.command()(ingest)


def ingest(
    inputs: Inputs,
    ledger: LedgerPath = DEFAULT_LEDGER,
    published: Published = None,
    workers: Workers = None,
    known_at: Annotated[
        KnownFrom, typer.Option("--known-at", help="published: for an archive, count each report as known from its publication on.")
    ] = KnownFrom.NOW,
    parser: ParserName = DEFAULT_PARSER,
) -> int:
    """Code reports and store what they say; a second run over the same input adds nothing."""
    return store(read_inputs(inputs, published), ledger, workers, known_at, parser)


def store(documents: Iterable[Input], ledger: Path, workers: int | None, known_at: KnownFrom, parser: str = DEFAULT_PARSER) -> int:
    """Codes and stores documents, with an account of each on stderr; the exit status."""
    from dragoman.cli.app import INTERRUPTED
    from dragoman.ledger.store import open_ledger
    from dragoman.runners.here import choose_runner, load_tasks
    from dragoman.runners.ingest import Ingest

    run = Ingest(open_ledger(ledger, create=True), known_at.value)
    stream, runner = choose_runner(documents, workers, partial(load_tasks, parser))
    try:
        with closing(runner), _progress() as advance:
            for batch in run.run(stream, runner):
                advance(len(batch))
                name_failed(batch)
    except KeyboardInterrupt:
        _finish_interrupted(run)
        return INTERRUPTED
    say_tally(run.tally)
    return 1 if run.tally.failed else 0


def _finish_interrupted(run: Ingest) -> None:
    """What was committed stays and is linked, so that the next run has nothing to repair."""
    say(f"dragoman: interrupted: {run.stored} of {run.tally.read} reports stored")
    run.link()


@contextmanager
def _progress() -> Iterator[Callable[[int], None]]:
    """A bar on a terminal, nothing in a pipe."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    with Progress(
        SpinnerColumn(), TextColumn("reports"), MofNCompleteColumn(), TimeElapsedColumn(), console=stderr_console(), transient=True
    ) as bar:
        task = bar.add_task("reports", total=None)
        yield lambda count: bar.advance(task, count)
