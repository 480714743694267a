"""The in-process query engine over lists of Parquet files: no extensions, no network, no settings from outside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import duckdb

from dragoman.ledger.arrow import DUCKDB_TYPES, column_types

OFFLINE = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
Connection = duckdb.DuckDBPyConnection


def connect() -> Connection:
    """A database in memory; footers of Parquet files, which never change, are read once."""
    connection = duckdb.connect(":memory:", config=dict(OFFLINE))
    connection.execute("SET parquet_metadata_cache = true")
    return connection


def show_files(connection: Connection, name: str, files: Sequence[str]) -> None:
    """Makes the files of one kind readable as ``name``; no files: an empty table with the same columns."""
    if files:
        connection.read_parquet(list(files), hive_partitioning=False).create_view(name)
        return
    columns = ", ".join(f'"{column}" {DUCKDB_TYPES[plain]}' for column, plain in column_types().items() if column != "kind")
    connection.execute(f"CREATE TABLE {name} ({columns})")


def read_rows(files: Sequence[str], columns: str, where: str = "true", given: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
    """Chosen columns of the rows in the files; ``columns`` and ``where`` are this program's own words."""
    if not files:
        return []
    with connect() as connection:
        show_files(connection, "stored", files)
        return connection.execute(f"SELECT {columns} FROM stored WHERE {where}", dict(given or {})).fetchall()
