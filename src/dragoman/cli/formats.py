"""Rows as a machine reads them: JSON Lines, CSV, Parquet. Nothing is shortened here."""

from __future__ import annotations

import csv
import io
import json
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from dragoman.records.errors import UsageError

Row = dict[str, Any]


def write_lines(lines: Iterable[str]) -> None:
    """Text lines to stdout in UTF-8 whatever the locale, so that the same records are the same bytes everywhere."""
    out = sys.stdout.buffer
    for line in lines:
        out.write(line.encode("utf-8", "backslashreplace") + b"\n")
    out.flush()


def write_jsonl(rows: Sequence[Row], columns: Sequence[str]) -> None:  # noqa: ARG001  one signature for all formats
    """One JSON object a line."""
    write_lines(json.dumps(row, ensure_ascii=False) for row in rows)


def write_csv(rows: Sequence[Row], columns: Sequence[str]) -> None:
    """A header and one line a row; an object's fields are columns such as ``when.start``, a list is a JSON cell."""
    flat = [dict(_flatten(row)) for row in rows]
    header = list(dict.fromkeys(key for row in flat for key in row)) or list(columns)
    page = io.StringIO(newline="")
    writer = csv.DictWriter(page, header, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(flat)
    write_lines(page.getvalue().split("\n")[:-1])


def _flatten(row: Row, before: str = "") -> Iterable[tuple[str, Any]]:
    for key, value in row.items():
        if isinstance(value, dict):
            yield from _flatten(value, f"{before}{key}.")
        else:
            yield before + key, json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value


def write_parquet(rows: Sequence[Row], columns: Sequence[str]) -> None:
    """Parquet bytes; raises UsageError where stdout is a terminal."""
    if sys.stdout.isatty():
        raise UsageError("parquet is binary: send it to a file (… --format parquet > rows.parquet)")
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "rows.parquet")
        _copy_to_parquet(rows, columns, page)
        sys.stdout.buffer.write(page.read_bytes())
    sys.stdout.buffer.flush()


def _copy_to_parquet(rows: Sequence[Row], columns: Sequence[str], page: Path) -> None:
    import duckdb

    lines = page.with_suffix(".jsonl")
    lines.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    nothing = ", ".join(f'NULL::VARCHAR AS "{column}"' for column in columns)
    # Maps are not guessed: a record's fields stay a struct with the contract's names.
    read = f"FROM read_json('{lines}', format='newline_delimited', sample_size=-1, map_inference_threshold=-1)"
    with duckdb.connect() as engine:
        engine.execute(f"COPY ({read if rows else f'SELECT {nothing} WHERE false'}) TO '{page}' (FORMAT parquet)")


WRITERS: dict[str, Callable[[Sequence[Row], Sequence[str]], None]] = {
    "jsonl": write_jsonl,
    "csv": write_csv,
    "parquet": write_parquet,
}
