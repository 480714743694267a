"""The options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    """How rows are written."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"


class RecordFormat(StrEnum):
    """How `code` writes records."""

    TABLE = "table"
    JSONL = "jsonl"


Inputs = Annotated[list[str], typer.Argument(help="Files, folders, globs, URLs, or - for stdin.", show_default=False)]
LedgerPath = Annotated[Path, typer.Option("--ledger", help="The ledger's folder.")]
Published = Annotated[str | None, typer.Option(help="Publication date of all inputs, such as 2022-07-07.", show_default=False)]
Workers = Annotated[
    int | None, typer.Option(min=1, help="Processes; by default one, or one a core for more than 32 inputs.", show_default=False)
]
ParserName = Annotated[str, typer.Option("--parser", help="dragoman, or spacy:<pipeline> where spaCy is installed.")]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of", help="Answer with what the ledger knew then: a date (its end, UTC) or a moment with its zone.", show_default=False
    ),
]
Between = Annotated[tuple[str, str] | None, typer.Option("--between", metavar="A B", help="Two parties.", show_default=False)]

DEFAULT_PARSER = "dragoman"
DEFAULT_LEDGER = Path("dragoman.ledger")
