"""The ledger: an append-only folder that many may read while some write."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dragoman.ledger.arrow import microseconds
from dragoman.ledger.check import check_snapshot
from dragoman.ledger.commits import Files, Table, create_table
from dragoman.ledger.folder import LAYOUT, Layout, claim_layout, find_layout, read_layout, usable_folder
from dragoman.ledger.migrations import migrate
from dragoman.ledger.row import Row
from dragoman.ledger.rows import (
    findings_rows,
    intake_id,
    judgement_row,
    membership_rows,
    outcome_rows,
    skipped_row,
)
from dragoman.ledger.snapshot import Snapshot
from dragoman.ledger.sql import read_rows
from dragoman.records.errors import LedgerError
from dragoman.records.expectation import Expectation
from dragoman.records.findings import Findings, Skipped
from dragoman.records.judgement import Judgement


def open_ledger(path: str | Path, create: bool = False) -> Ledger:
    """The ledger in a folder, of an older layout migrated; raises LedgerError where there is none that can be read."""
    folder = usable_folder(path)
    if create and not _is_there(folder):
        create_table(folder / "records")
        claim_layout(folder, Layout(LAYOUT, "records"))
    layout = read_layout(folder)
    if layout.number < LAYOUT:
        layout = migrate(folder, layout)
    return Ledger(folder, folder / layout.table)


def _is_there(folder: Path) -> bool:
    """False for what may become a ledger: nothing yet, an empty folder, a creation that was interrupted."""
    if not folder.exists():
        return False
    if not folder.is_dir():
        raise LedgerError(f"{folder}: not a folder")
    if find_layout(folder):
        return True
    if {path.name for path in folder.iterdir() if not path.name.startswith(".")} - {"records"}:
        raise LedgerError(f"{folder}: not a ledger, and not empty")
    return False


class Ledger:
    """Every write is one commit that is visible whole or not at all; writing what is already there adds nothing."""

    def __init__(self, folder: Path, table: Path) -> None:
        self.folder = folder
        self._table = Table(table)
        self._reading = Table(table)  # apart from the writes: a reader in another thread must not wait for them
        self._intakes: set[str] | None = None
        self._intake_files: set[str] = set()

    def version(self) -> int:
        """The number of the latest commit: answers change only when it does."""
        return self._reading.latest()[0]

    def known(self, report_id: str, published: str | None, made_by: str) -> bool:
        """Whether this report with this publication date was ever taken in from this coder.

        What other programs stored since this ledger was opened may be missing here; ``add`` looks again.
        """
        if self._intakes is None:
            self._learn_intakes(self._reading.latest()[1])
        return intake_id(report_id, published, made_by) in (self._intakes or ())

    def add(self, findings: Sequence[Findings], known_at: datetime | None = None) -> int:
        """Stores the reports that are not known yet, all in one commit; how many."""
        return len({row.intake_id for row in self._append(lambda files: self._new_findings(files, findings, known_at))})

    def add_judgements(self, judgements: Sequence[Judgement], known_at: datetime | None = None, taken_back: bool = False) -> int:
        """Stores verdicts, or takes them back; how many were not so already."""

        def fresh(files: Files) -> list[Row]:
            moment = _now(known_at)
            rows = [judgement_row(j, moment, position, taken_back) for position, j in enumerate(judgements)]
            found = _latest(files, "judgement", "id, verdict, score, reason, taken_back", moment)
            # What was never said cannot be taken back.
            rows = [row for row in rows if not taken_back or row.id in found]
            return [row for row in rows if found.get(row.id) != (row.verdict, row.score, row.reason, row.taken_back)]

        return len(self._append(fresh))

    def add_memberships(self, memberships: Mapping[str, str], known_at: datetime | None = None) -> int:
        """Stores which event each mention belongs to from then on; how many changed."""

        def fresh(files: Files) -> list[Row]:
            moment = _now(known_at)
            found = _latest(files, "membership", "id, event_id", moment)
            return [row for row in membership_rows(memberships, moment) if found.get(row.id) != (row.event_id,)]

        return len(self._append(fresh))

    def add_outcomes(self, expectations: Sequence[Expectation], known_at: datetime | None = None) -> int:
        """Stores what came of expectations; how many changed. A first "open" is no news."""

        def fresh(files: Files) -> list[Row]:
            moment = _now(known_at)
            found = _latest(files, "outcome", "id, outcome, outcome_mention_ids, reason", moment)
            unsaid: tuple[Any, ...] = ("open", [], "")
            rows = outcome_rows(expectations, moment)
            return [row for row in rows if found.get(row.id, unsaid) != (row.outcome, row.outcome_mention_ids, row.reason)]

        return len(self._append(fresh))

    def add_skipped(self, skipped: Iterable[Skipped], known_at: datetime | None = None) -> int:
        """Stores what no report came of, each subject, room and reason once; how many were new."""
        left_out = list(skipped)

        def fresh(files: Files) -> list[Row]:
            moment = _now(known_at)
            found = _latest(files, "skipped", "id", moment, "intake_id IS NULL")
            rows = {row.id: row for row in (skipped_row(each, moment) for each in left_out)}
            return [row for row in rows.values() if row.id not in found]

        return len(self._append(fresh))

    def snapshot(self, as_of: datetime | None = None) -> Snapshot:
        """What was known at a moment (with its zone), by default all."""
        version, files = self._reading.latest()
        return Snapshot(files, as_of, version)

    def check(self) -> list[str]:
        """What is wrong, one line each: quotes, spans, ids, and links between records; empty when all is well."""
        with self.snapshot() as snapshot:
            return check_snapshot(snapshot)

    def compact(self) -> None:
        """Joins small files; no answer changes."""
        self._table.compact()

    def _append(self, fresh_rows: Callable[[Files], Sequence[Row]]) -> Sequence[Row]:
        rows = self._table.append(fresh_rows)
        if self._intakes is not None:
            self._intakes.update(row.intake_id for row in rows if row.kind == "report" and row.intake_id)
        return rows

    def _new_findings(self, files: Files, findings: Sequence[Findings], known_at: datetime | None) -> list[Row]:
        self._learn_intakes(files)
        moment = _now(known_at)
        new = {taken_in: each for each in findings if (taken_in := _intake_of(each)) not in (self._intakes or ())}
        return [row for position, each in enumerate(new.values()) for row in findings_rows(each, moment, position)]

    def _learn_intakes(self, files: Files) -> None:
        """Reads the files that were not read yet: another program's, or ones that were joined."""
        unread = set(files.get("report", [])) - self._intake_files
        if self._intakes is None:
            self._intakes = set()
        self._intakes.update(str(found[0]) for found in read_rows(sorted(unread), "intake_id"))
        self._intake_files |= unread


def _intake_of(findings: Findings) -> str:
    return intake_id(findings.report.id, findings.report.published, findings.made_by)


def _latest(files: Files, kind: str, columns: str, moment: datetime, where: str = "true") -> dict[str, tuple[Any, ...]]:
    """The latest row of each id as of the moment: its other columns."""
    known = f"{where} AND known_at <= make_timestamptz({microseconds(moment):d})"
    found = read_rows(files.get(kind, []), columns, f"{known} ORDER BY known_at, written_at, position")
    return {row[0]: row[1:] for row in found}


def _now(known_at: datetime | None) -> datetime:
    if known_at is not None and known_at.tzinfo is None:
        raise ValueError("a moment needs a zone")
    return known_at or datetime.now(UTC)
