"""The pipeline as Python calls it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

from dragoman.intake.read import ReadOptions, read_documents
from dragoman.ledger.store import open_ledger
from dragoman.records.errors import InputError
from dragoman.records.findings import Findings
from dragoman.runners.here import Tally, choose_runner, code_documents
from dragoman.runners.ingest import Ingest, KnownAt

Paths = str | Path | Iterable[str | Path]


def code(inputs: Paths, published: str | None = None, workers: int | None = None) -> list[Findings]:
    """What the reports of files, folders, globs or URLs say; raises the first InputError."""
    documents, runner = choose_runner(read_documents(_names(inputs), ReadOptions(published=published)), workers)
    found: list[Findings] = []
    with closing(runner):
        for batch in code_documents(documents, runner):
            for result in batch:
                if isinstance(result, InputError):
                    raise result
                if isinstance(result, Findings):
                    found.append(result)
    return found


def ingest(
    inputs: Paths, ledger: str | Path, published: str | None = None, workers: int | None = None, known_at: KnownAt = "now"
) -> tuple[Tally, list[InputError]]:
    """Codes and stores; what became of the inputs, and those that could not be read. The ledger is made where there is none."""
    documents, runner = choose_runner(read_documents(_names(inputs), ReadOptions(published=published)), workers)
    run = Ingest(open_ledger(ledger, create=True), known_at)
    with closing(runner):
        failed = [result for batch in run.run(documents, runner) for result in batch if isinstance(result, InputError)]
    return run.tally, failed


def _names(inputs: Paths) -> Sequence[str]:
    return [str(inputs)] if isinstance(inputs, str | Path) else [str(each) for each in inputs]
