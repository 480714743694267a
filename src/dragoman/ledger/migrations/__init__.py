"""From each older layout to the next: what the columns of a kind are, asked of the older ones."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import duckdb
from deltalake import write_deltalake
from deltalake.exceptions import DeltaError

from dragoman.ledger.commits import COMPRESSED, STATISTICS, Table
from dragoman.ledger.folder import LAYOUT, Layout, claim_layout
from dragoman.ledger.migrations import to_2
from dragoman.ledger.sql import connect
from dragoman.records.errors import LedgerError

# By the layout that it starts from: a kind's columns in the next layout, as a SELECT from ``old``.
MIGRATIONS: dict[int, Callable[[str], str]] = {1: to_2.columns}


def migrate(folder: Path, layout: Layout) -> Layout:
    """Brings a ledger to the present layout, one step at a time, each into a table of its own; the older table stays."""
    while layout.number < LAYOUT:
        if layout.number not in MIGRATIONS:
            raise LedgerError(f"{folder}: layout {layout.number} is unknown to this version")
        layout = _step(folder, layout)
    return layout


def _step(folder: Path, layout: Layout) -> Layout:
    """The next layout in force; where two programs migrate at once, one's copy counts and the other's goes."""
    ours = Layout(layout.number + 1, f"records-{layout.number + 1}-{uuid4().hex[:8]}")
    try:
        _copy(folder / layout.table, folder / ours.table, MIGRATIONS[layout.number])
    except (OSError, DeltaError, duckdb.Error) as problem:
        shutil.rmtree(folder / ours.table, ignore_errors=True)
        raise LedgerError(f"{folder}: cannot be brought to layout {ours.number} ({' '.join(str(problem).split())})") from problem
    in_force = claim_layout(folder, ours)
    if in_force.table != ours.table:
        shutil.rmtree(folder / ours.table, ignore_errors=True)
    return in_force


def _copy(old: Path, new: Path, columns: Callable[[str], str]) -> None:
    """Streams the rows kind by kind; nothing counts until the new layout is claimed."""
    for kind, files in Table(old).latest()[1].items():
        with connect() as connection:
            connection.read_parquet(files, hive_partitioning=False).create_view("old")
            rows = connection.sql(f"SELECT '{kind}' AS kind, * FROM ({columns(kind)})")
            write_deltalake(str(new), rows, mode="append", partition_by="kind", configuration=STATISTICS, writer_properties=COMPRESSED)
