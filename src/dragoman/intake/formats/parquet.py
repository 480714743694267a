"""Parquet: one report a row, read through DuckDB."""

from __future__ import annotations

import glob
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import duckdb

from dragoman.intake.options import ReadOptions
from dragoman.intake.rows import OWN, read_row
from dragoman.records.errors import InputError
from dragoman.records.report import Document

BATCH = 64  # rows held at once


def read_parquet(stream: BinaryIO, location: str, options: ReadOptions) -> Iterator[Document | InputError]:
    """The report of each row (``path#1`` is the first); raises InputError where there is no text column."""
    if (path := Path(getattr(stream, "name", "") or "")).is_file():
        yield from read_file(path, location, options)
        return
    with tempfile.NamedTemporaryFile(suffix=".parquet") as file:
        shutil.copyfileobj(stream, file)
        file.flush()
        yield from read_file(Path(file.name), location, options)


def read_file(path: Path, location: str, options: ReadOptions) -> Iterator[Document | InputError]:
    with duckdb.connect(config={"threads": 1}) as connection:
        try:
            yield from read_rows(connection, glob.escape(str(path)), location, options)
        except duckdb.Error as fault:
            raise InputError(location, f"no Parquet file: {str(fault).splitlines()[0][:200]}") from fault


def read_rows(connection: duckdb.DuckDBPyConnection, path: str, location: str, options: ReadOptions) -> Iterator[Document | InputError]:
    has = [column[0] for column in connection.execute("DESCRIBE SELECT * FROM read_parquet(?)", [path]).fetchall()]
    text, html = (options.fields.get(name, name) for name in ("text", "html"))
    if text not in has and html not in has:
        raise InputError(location, f"no column {text!r} or {html!r}; it has: {', '.join(has)[:400]}")
    wanted = [column for name in OWN if (column := options.fields.get(name, name)) in has]
    names = ", ".join('"' + column.replace('"', '""') + '"' for column in wanted)
    rows = connection.execute(f"SELECT {names} FROM read_parquet(?)", [path])
    number = 0
    while batch := rows.fetchmany(BATCH):
        for row in batch:
            number += 1
            yield read_cells(dict(zip(wanted, row, strict=True)), f"{location}#{number}", options)


def read_cells(row: dict[str, Any], place: str, options: ReadOptions) -> Document | InputError:
    try:
        return read_row(row, place, options)
    except InputError as error:
        return error
