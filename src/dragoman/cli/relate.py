"""``dragoman relate``: labels given pairs of parties with the PLOVER type of what a sentence says between them."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from dragoman.cli.messages import complain
from dragoman.cli.options import DEFAULT_PARSER, ParserName
from dragoman.records.errors import InputError

if TYPE_CHECKING:
    from dragoman.parsing.model import Parser

Pair = dict[str, str]
COLUMNS = ("uid", "sentence", "source", "target")
FIELD_LIMIT = 10_000_000  # characters in a field; the reader's own limit would stop at a long paragraph


class Projection(StrEnum):
    """Which rules turn kind and status into one root type."""

    PLOVER = "plover"
    PLV = "plv"


class CoderName(StrEnum):
    """Which part of the coder labels a pair."""

    BOTH = "both"
    RULES = "rules"
    HEADS = "heads"


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
    coder: Annotated[CoderName, typer.Option(help="Rules and learned heads together, or one of them alone.")] = CoderName.BOTH,
    form: Annotated[PairFormat, typer.Option("--format", help="Output.")] = PairFormat.TSV,
    parser: ParserName = DEFAULT_PARSER,
) -> int:
    """Label pairs: one row a uid with the root type, empty where the sentence says nothing between the two."""
    from dragoman.cli.formats import write_lines
    from dragoman.parsing.model import load_parser

    failed: list[InputError] = []
    labelled = _label_all(list(_read_pairs(file)), file, load_parser(parser), projection, coder, failed)
    write_lines(_as_tsv(labelled) if form is PairFormat.TSV else map(json.dumps, labelled))
    for fault in failed:
        complain(fault)
    return 1 if failed else 0


def _label_all(
    pairs: Sequence[Pair], file: str, parser: Parser, projection: Projection, coder: CoderName, failed: list[InputError]
) -> Iterator[dict[str, Any]]:
    """One row a pair, in order; a pair that cannot be labelled has no root and is added to ``failed``."""
    from dragoman.pipeline import relate_pair
    from dragoman.runners.pool import Failure, attempt

    for pair in pairs:
        label = partial(
            relate_pair, source=pair["source"], target=pair["target"], parser=parser, projection=projection.value, coder=coder.value
        )
        relation = attempt(label, pair["sentence"])
        if isinstance(relation, Failure):
            failed.append(InputError(f"{file}: uid {pair['uid']}", relation.reason))
            yield {"uid": pair["uid"], "root": None, "confidence": 0.0}
        else:
            yield {"uid": pair["uid"], **asdict(relation)}


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
