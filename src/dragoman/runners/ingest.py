"""Codes and stores: every report whole or not at all, then what joins it with the reports that are there."""

from __future__ import annotations

import signal
import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any, Literal

from dragoman.ledger.store import Ledger
from dragoman.pipeline import link
from dragoman.records.errors import InputError
from dragoman.records.findings import Findings, Skipped
from dragoman.records.report import Report
from dragoman.runners.archive import read_lot
from dragoman.runners.here import Coded, Input, Known, Tally, code_documents
from dragoman.runners.pool import Runner

KnownAt = Literal["now", "published"]
Moment = datetime | None  # when the ledger counts a report as known; None is now
COMMITS_BEFORE_COMPACTION = 16  # small files slow every question; joining them costs about as much as one commit


@dataclass(slots=True)
class Ingest:
    """One run: what became of the inputs, how many reports were stored, and which there are still to link."""

    ledger: Ledger
    known_at: KnownAt = "now"
    tally: Tally = field(default_factory=Tally)
    stored: int = 0
    commits: int = 0
    _unlinked: dict[Moment, set[str]] = field(default_factory=lambda: defaultdict(set))

    def run(self, documents: Iterable[Input], runner: Runner) -> Iterator[list[Coded]]:
        """Codes and stores batch by batch; what is handed out is stored. Linking follows the last batch."""
        for batch in code_documents(documents, runner, self._is_known):
            with interruption_after():
                stored = self.store(batch)
            yield stored
        self.link()

    def _is_known(self, report: Report, maker: str) -> bool:
        return self.ledger.known(report.id, report.published, maker)

    def store(self, batch: Sequence[Coded]) -> list[Coded]:
        """Stores a batch; returned are the results with repeated reports marked as known."""
        marked = self._mark_repeated(batch)
        by_moment: dict[Moment, list[Findings]] = defaultdict(list)
        for result in marked:
            if isinstance(result, Findings):
                by_moment[self._moment_of(result)].append(result)
        for moment in sorted(by_moment, key=_in_order):
            self._add(by_moment[moment], moment)
        self._add_failed([result for result in marked if isinstance(result, InputError)])
        for result in marked:
            self.tally.add(result)
        return marked

    def _mark_repeated(self, batch: Sequence[Coded]) -> list[Coded]:
        """The batch with each report once; one that another program stored in the meantime is known, too."""
        seen: set[tuple[str, str | None]] = set()
        marked: list[Coded] = []
        for result in batch:
            if isinstance(result, Findings):
                key = (result.report.id, result.report.published)
                repeated = key in seen or self._is_known(result.report, result.made_by)
                seen.add(key)
                marked.append(Known(result.report) if repeated else result)
            else:
                marked.append(result)
        return marked

    def _add(self, findings: Sequence[Findings], moment: Moment) -> None:
        self.stored += self.ledger.add(findings, moment)
        self.commits += 1
        self._unlinked[moment].update(each.report.id for each in findings)

    def _add_failed(self, failed: Sequence[InputError]) -> None:
        if failed:
            self.ledger.add_skipped(Skipped(fault.location, "runner", fault.reason) for fault in failed)

    def _moment_of(self, findings: Findings) -> Moment:
        """Now, or the end of the publication day where that was asked for and is known."""
        published = findings.report.published
        if self.known_at == "now" or not published:
            return None
        return datetime.combine(date.fromisoformat(published[:10]), time.max, UTC)

    def link(self) -> None:
        """Judges the new reports in the order in which they count as known, each lot against what was known by then."""
        for moment in sorted(self._unlinked, key=_in_order):
            self._link_lot(self._unlinked[moment], moment)
            del self._unlinked[moment]
        if self.commits >= COMMITS_BEFORE_COMPACTION:
            self.ledger.compact()

    def _link_lot(self, report_ids: set[str], moment: Moment) -> None:
        with self.ledger.snapshot(moment) as snapshot:
            lot = read_lot(snapshot, report_ids)
        links = link(lot.new, lot.known)
        self.ledger.add_judgements(links.judgements, moment)
        self.ledger.add_memberships(links.memberships, moment)
        self.ledger.add_outcomes(links.outcomes, moment)


def _in_order(moment: Moment) -> tuple[bool, datetime]:
    return moment is None, moment or datetime.max.replace(tzinfo=UTC)


@contextmanager
def interruption_after() -> Iterator[None]:
    """Ctrl-C waits for the end of the block, so that what is counted as stored is what is stored."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[Any] = []
    before = signal.signal(signal.SIGINT, lambda *_: came.append(True))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if came:
        raise KeyboardInterrupt
