"""``dragoman code``: what the given reports say, as records; nothing is kept."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.inputs import name_failed, read_inputs, say_tally
from dragoman.cli.options import DEFAULT_PARSER, Inputs, ParserName, Published, RecordFormat, Workers

if TYPE_CHECKING:
    from dragoman.records.findings import Findings
    from dragoman.records.wire import Record


def add_commands(app: typer.Typer) -> None:
    """Puts the command on the face."""
    app.command()(code)


def code(
    inputs: Inputs,
    published: Published = None,
    form: Annotated[
        RecordFormat | None, typer.Option("--format", help="By default table on a terminal, else jsonl.", show_default=False)
    ] = None,
    workers: Workers = None,
    parser: ParserName = DEFAULT_PARSER,
) -> int:
    """Print what reports say: report, event_mention, statement and expectation records."""
    from dragoman.cli.formats import write_lines
    from dragoman.cli.tables import print_findings
    from dragoman.records.findings import Findings
    from dragoman.records.wire import json_line
    from dragoman.runners.here import Tally, choose_runner, code_documents, load_tasks

    documents, runner = choose_runner(read_inputs(inputs, published), workers, partial(load_tasks, parser))
    tally, as_table = Tally(), (form or _usual_format()) is RecordFormat.TABLE
    with closing(runner):
        for batch in code_documents(documents, runner):
            name_failed(batch)
            for found in batch:
                tally.add(found)
                if isinstance(found, Findings):
                    print_findings(found) if as_table else write_lines(map(json_line, records_of(found)))
    say_tally(tally)
    return 1 if tally.failed else 0


def _usual_format() -> RecordFormat:
    return RecordFormat.TABLE if sys.stdout.isatty() else RecordFormat.JSONL


def records_of(findings: Findings) -> Iterator[Record]:
    """A report's records in the order in which they are printed."""
    yield findings.report
    yield from findings.mentions
    yield from findings.statements
    yield from findings.expectations
