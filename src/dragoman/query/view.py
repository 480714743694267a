"""The ledger as Python sees it: questions by keyword, answers as lists of rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from dragoman.ledger.snapshot import Snapshot
from dragoman.ledger.store import Ledger, open_ledger
from dragoman.query.agenda import AgendaRow, agenda
from dragoman.query.dyads import DyadRow, dyads
from dragoman.query.events import EventRow, events
from dragoman.query.expectations import ExpectationRow, expectations
from dragoman.query.filters import Filters
from dragoman.query.mentions import MentionRow, mentions
from dragoman.query.moment import read_moment
from dragoman.query.plain import AnyRow, as_plain
from dragoman.query.reports import ReportRow, reports
from dragoman.query.statements import StatementRow, statements

Row = TypeVar("Row", bound=AnyRow)
Found = TypeVar("Found")


class Answer(list[Row]):
    """The rows of an answer, in its order."""

    def to_dicts(self) -> list[dict[str, Any]]:
        """The rows as the command line prints them in JSON."""
        return [as_plain(row) for row in self]


class View:
    """Questions to a ledger as of a moment, by default to all that it knows. Keywords are those of ``Filters``."""

    def __init__(self, ledger: Ledger, moment: str | None = None) -> None:
        self._ledger = ledger
        self._moment = read_moment(moment) if moment else None

    def as_of(self, moment: str) -> View:
        """What was known at a moment: a date (its end in UTC), or a date and time with a zone; raises UsageError without one."""
        return View(self._ledger, moment)

    def reports(self, **asked: Any) -> Answer[ReportRow]:
        """The reports, by publication."""
        return Answer(self._ask(reports, asked))

    def mentions(self, **asked: Any) -> Answer[MentionRow]:
        """Single tellings, by date."""
        return Answer(self._ask(mentions, asked))

    def events(self, **asked: Any) -> Answer[EventRow]:
        """Events, however many reports tell of each, by date."""
        return Answer(self._ask(events, asked))

    def statements(self, **asked: Any) -> Answer[StatementRow]:
        """Who said what, by publication."""
        return Answer(self._ask(statements, asked))

    def expectations(self, **asked: Any) -> Answer[ExpectationRow]:
        """Foretold events and what came of them, by due date."""
        return Answer(self._ask(expectations, asked))

    def agenda(self, **asked: Any) -> Answer[AgendaRow]:
        """What is ahead, by due date."""
        return Answer(self._ask(agenda, asked))

    def dyads(self, **asked: Any) -> Answer[DyadRow]:
        """Counts and mean scores of directed pairs of countries by month."""
        return Answer(self._ask(dyads, asked))

    def _ask(self, question: Callable[[Snapshot, Filters], Sequence[Found]], asked: dict[str, Any]) -> Sequence[Found]:
        with self._ledger.snapshot(self._moment) as snapshot:
            return question(snapshot, Filters(**asked))


def open_view(path: str | Path) -> View:
    """The ledger in a folder; raises LedgerError where there is none."""
    return View(open_ledger(path))
