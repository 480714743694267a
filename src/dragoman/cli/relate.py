"""``dragoman relate``: labels given pairs of parties with the PLOVER type of what a sentence says between them."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, TextIO

import typer

from dragoman.records.errors import InputError

COLUMNS = ("uid", "sentence", "source", "target")
FIELD_LIMIT = 10_000_000  # characters in a field; the reader's own limit would stop at a long paragraph


class Projection(StrEnum):
    """Which rules turn kind and status into one root type."""

    PLOVER = "plover"
    PLV = "plv"


class PairFormat(StrEnum):
    """How labelled pairs are written."""

    TSV = "tsv"
    JSONL = "jsonl"


def add_commands(app: typer.Typer) -> None:
    """Puts the command on the face."""
    app.command()(relate)


def relate(
    file: Annotated[str, typer.Argument(help="TSV with the columns uid, sentence, source, target; - for stdin.", show_default=False)],
    projection: Annotated[Projection, typer.Option(help="The manual's projection, or the PLV benchmark's.")] = Projection.PLOVER,
    form: Annotated[PairFormat, typer.Option("--format", help="Output.")] = PairFormat.TSV,
) -> int:
    """Label pairs: one row a uid with the root type, empty where the sentence says nothing between the two."""
    from dragoman.cli.formats import write_lines
    from dragoman.parsing.model import load_parser
    from dragoman.pipeline import relate_pair

    pairs = list(_read_pairs(file))
    parser = load_parser()

    def label(pair: dict[str, str]) -> dict[str, Any]:
        relation = relate_pair(pair["sentence"], pair["source"], pair["target"], parser, projection.value)
        return {"uid": pair["uid"], "root": relation.root, "confidence": relation.confidence}

    labelled = map(label, pairs)
    write_lines(_as_tsv(labelled) if form is PairFormat.TSV else map(json.dumps, labelled))
    return 0


def _as_tsv(labelled: Iterator[dict[str, Any]]) -> Iterator[str]:
    yield "uid\troot\tconfidence"
    for row in labelled:
        yield f"{row['uid']}\t{row['root'] or ''}\t{row['confidence']:.4f}"


def _read_pairs(file: str) -> Iterator[dict[str, str]]:
    try:
        if file == "-":
            sys.stdin.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
            yield from _rows_of(sys.stdin, file)
        else:
            with Path(file).open(encoding="utf-8-sig", newline="") as page:
                yield from _rows_of(page, file)
    except OSError as fault:
        raise InputError(file, fault.strerror or str(fault)) from fault
    except UnicodeDecodeError as fault:
        raise InputError(file, f"not UTF-8 (byte {fault.start})") from fault


def _rows_of(page: TextIO, file: str) -> Iterator[dict[str, str]]:
    """Tab-separated without quoting, as the benchmarks write it: a quotation mark is a character like any other."""
    csv.field_size_limit(FIELD_LIMIT)
    reader = csv.DictReader(page, delimiter="\t", quoting=csv.QUOTE_NONE)
    missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
    if missing:
        raise InputError(file, f"no column {', '.join(missing)}")
    for line, row in enumerate(reader, 2):
        if any(row[column] is None for column in COLUMNS):
            raise InputError(file, f"line {line} has too few columns")
        yield {column: row[column] for column in COLUMNS}
