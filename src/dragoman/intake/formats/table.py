"""CSV and TSV: one report a row, the columns named in the first line."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import BinaryIO

from dragoman.intake.decode import SAMPLE, decode_as, find_charset, refuse_binary
from dragoman.intake.lines import read_lines
from dragoman.intake.options import ReadOptions
from dragoman.intake.rows import read_row
from dragoman.records.errors import InputError
from dragoman.records.report import Document


def read_csv(stream: BinaryIO, location: str, options: ReadOptions) -> Iterator[Document | InputError]:
    """The report of each row (``path#1`` is the first below the names)."""
    yield from read_table(stream, location, options, ",")


def read_tsv(stream: BinaryIO, location: str, options: ReadOptions) -> Iterator[Document | InputError]:
    """The report of each row of a tab-separated file."""
    yield from read_table(stream, location, options, "\t")


def read_table(stream: BinaryIO, location: str, options: ReadOptions, mark: str) -> Iterator[Document | InputError]:
    """Raises InputError where the names hold no text column; a bad row is named and the next ones go on."""
    csv.field_size_limit(max(csv.field_size_limit(), options.max_chars))
    rows = csv.reader(decode_lines(stream, location, 4 * options.max_chars), delimiter=mark, strict=True)
    names = next(named_rows(rows, location), None)
    if names is None:
        raise InputError(location, "empty")
    if isinstance(names, InputError):
        raise names
    columns = [name.strip().lstrip("\ufeff") for name in names]
    check_columns(columns, location, options)
    for number, row in enumerate(named_rows(rows, location), 1):
        place = f"{location}#{number}"
        yield InputError(place, row.reason) if isinstance(row, InputError) else read_cells(columns, row, place, options)


def named_rows(rows: Iterator[list[str]], location: str) -> Iterator[list[str] | InputError]:
    """The rows that hold anything; an error in place of one that cannot be read."""
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as fault:
            yield InputError(location, f"malformed row: {fault}")
            continue
        if any(cell.strip() for cell in row):
            yield row


def decode_lines(stream: BinaryIO, location: str, bound: int) -> Iterator[str]:
    """The lines in the charset of the table's beginning; raises InputError at one that is too long or in another."""
    charset = find_table_charset(stream, location)
    for number, line in enumerate(read_lines(stream, bound), 1):
        if line is None:
            raise InputError(location, f"line {number} is longer than {bound} bytes")
        text = decode_as(line, charset)
        if text is None:
            raise InputError(location, f"broken encoding: line {number} is not {charset}")
        yield text


def find_table_charset(stream: BinaryIO, location: str) -> str:
    sample = stream.read(SAMPLE)
    stream.seek(0)
    refuse_binary(sample, location)
    charset = find_charset(sample[: sample.rfind(b"\n") + 1] or sample)
    if charset is None or charset.startswith(("utf-16", "utf-32", "utf_16", "utf_32")):
        raise InputError(location, f"broken encoding: {charset or 'no charset'} cannot be read line by line; save the table as UTF-8")
    return charset


def check_columns(columns: list[str], location: str, options: ReadOptions) -> None:
    wanted = [options.fields.get(name, name) for name in ("text", "html")]
    if not set(wanted) & set(columns):
        raise InputError(location, f"no column {' or '.join(map(repr, wanted))}; it has: {', '.join(columns)[:400]}")


def read_cells(columns: list[str], row: list[str], place: str, options: ReadOptions) -> Document | InputError:
    if len(row) > len(columns):
        return InputError(place, f"{len(row)} cells under {len(columns)} columns")
    try:
        return read_row(dict(zip(columns, row, strict=False)), place, options)
    except InputError as error:
        return error
