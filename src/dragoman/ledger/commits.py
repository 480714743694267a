"""Reading and writing the Delta table: each write is one commit, and a commit is there whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock

from deltalake import CommitProperties, DeltaTable, WriterProperties, write_deltalake
from deltalake.exceptions import CommitFailedError, DeltaError

from dragoman.ledger.arrow import arrow_schema, arrow_table
from dragoman.ledger.row import Row
from dragoman.records.errors import LedgerError

Files = dict[str, list[str]]  # paths by kind

ATTEMPTS = 100  # commits that others may slip in before one write; each attempt rereads what they wrote
# No retry inside the library: it would append without looking at what the other writer has just added.
NO_RETRY = CommitProperties(max_commit_retries=0)
COMPRESSED = WriterProperties(compression="ZSTD")
STATISTICS = {"delta.dataSkippingNumIndexedCols": "3"}
FULL = ("No space left", "os error 28", "File too large", "os error 27", "Disk quota", "os error 122")


def create_table(path: Path) -> None:
    """An empty table; one that another program made in the meantime stays."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        DeltaTable.create(str(path), arrow_schema(), partition_by="kind", mode="ignore", configuration=STATISTICS)
    except (OSError, DeltaError) as problem:
        if not _is_table(path):
            raise _as_ledger_error(path, problem) from problem


class Table:
    """A Delta table at its latest version; safe to share between threads."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = RLock()
        self._delta = self._open()

    def _open(self) -> DeltaTable:
        try:
            return DeltaTable(str(self.path))
        except (OSError, DeltaError) as problem:
            raise LedgerError(f"{self.path.parent}: not readable as a ledger ({_one_line(problem)})") from problem

    def latest(self) -> tuple[int, Files]:
        """The number of the latest commit, and the Parquet files as of it."""
        with self._lock:
            self._refresh()
            return int(self._delta.version()), self._files_by_kind()

    def append(self, fresh_rows: Callable[[Files], Sequence[Row]]) -> Sequence[Row]:
        """Commits the rows that are new against the files of the latest version, and returns them; none: no commit.

        Where another program commits first, ``fresh_rows`` is asked again: what that program wrote is new no more.
        """
        with self._lock:
            for _ in range(ATTEMPTS):
                self._refresh()
                rows = fresh_rows(self._files_by_kind())
                if not rows or self._commit(rows):
                    return rows
        raise LedgerError(f"{self.path.parent}: other programs kept writing; nothing of this write was kept")

    def compact(self) -> None:
        """Joins small files; rows stay as they are, files that readers may still hold stay for a week."""
        with self._lock:
            try:
                self._refresh()
                self._delta.optimize.compact(writer_properties=COMPRESSED)
                self._delta.create_checkpoint()
                self._delta.vacuum(dry_run=False)
            except (OSError, DeltaError) as problem:
                raise _as_ledger_error(self.path, problem) from problem

    def _commit(self, rows: Sequence[Row]) -> bool:
        """False where another program committed first."""
        table = arrow_table(rows, datetime.now(UTC))
        before = int(self._delta.version())
        try:
            write_deltalake(self._delta, table, mode="append", writer_properties=COMPRESSED, commit_properties=NO_RETRY)
        except CommitFailedError as problem:
            self._refresh()
            if int(self._delta.version()) == before:
                raise _as_ledger_error(self.path, problem) from problem
            return False
        except (OSError, DeltaError) as problem:
            raise _as_ledger_error(self.path, problem) from problem
        return True

    def _refresh(self) -> None:
        try:
            self._delta.update_incremental()
        except (OSError, DeltaError) as problem:
            raise LedgerError(f"{self.path.parent}: not readable ({_one_line(problem)})") from problem

    def _files_by_kind(self) -> Files:
        """Local paths: the library's own are URLs, in which a space is ``%20``, but the file's folder and name are plain."""
        found: Files = {}
        for uri in sorted(self._delta.file_uris()):
            partition, name = uri.rsplit("/", 2)[-2:]
            found.setdefault(partition.removeprefix("kind="), []).append(os.fspath(self.path / partition / name))
        return found


def _is_table(path: Path) -> bool:
    return bool(DeltaTable.is_deltatable(str(path)))


def _as_ledger_error(path: Path, problem: Exception) -> LedgerError:
    message = _one_line(problem)
    if isinstance(problem, OSError) and problem.strerror:
        message = problem.strerror
    reason = "no space left on the disk" if any(words in message for words in FULL) else message
    return LedgerError(f"{path.parent}: cannot be written ({reason}); nothing of this write was kept")


def _one_line(problem: Exception) -> str:
    return " ".join(str(problem).split())
