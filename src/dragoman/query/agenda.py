"""What is ahead: foretold events by the time at which they are due."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dragoman.ledger.snapshot import Snapshot
from dragoman.query.events import EventRow, events
from dragoman.query.expectations import expectations_by_mention
from dragoman.query.filters import EVERYTHING, Filters, spellings
from dragoman.query.status import FORETOLD
from dragoman.records.expectation import Expectation
from dragoman.records.time import Due

AHEAD = tuple(status for status in FORETOLD if status != "ruled_out")


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """A foretold event, when it is due (None: nobody says), and who expects it in which words."""

    row: EventRow
    due: Due | None
    expectations: tuple[Expectation, ...]


def agenda(snapshot: Snapshot, filters: Filters = EVERYTHING) -> list[AgendaRow]:
    """Events that by the last word are still ahead, by due date; those without one last. Dates asked for are due dates."""
    every = replace(filters, status=spellings(filters.status) or AHEAD, since=None, until=None, limit=None, offset=0)
    found = events(snapshot, every)
    held = expectations_by_mention(snapshot, [mention_id for row in found for mention_id in row.event.mention_ids])
    rows = [_agenda_row(row, tuple(x for mention_id in row.event.mention_ids for x in held[mention_id])) for row in found]
    due = sorted((row for row in rows if _is_asked(row.due, filters)), key=lambda row: (row.due is None, _start(row.due), row.row.event.id))
    return due[filters.offset :][: filters.limit]


def _agenda_row(row: EventRow, held: tuple[Expectation, ...]) -> AgendaRow:
    """Due when the event's own tellings say, else when those who expect it say."""
    when = row.event.when
    if when and (when.start or when.end):
        return AgendaRow(row, Due(when.start, when.end, when.quote), held)
    told = [x.due for x in held if x.due and (x.due.start or x.due.end)]
    return AgendaRow(row, min(told, key=_start, default=None), held)


def _start(due: Due | None) -> str:
    return (due.start or due.end or "") if due else ""


def _is_asked(due: Due | None, filters: Filters) -> bool:
    """An undated event is on every agenda: it may come any day."""
    if due is None:
        return True
    start, end = _start(due)[:10], (due.end or due.start or "")[:10]
    return (not filters.since or end >= filters.since) and (not filters.until or start <= filters.until)
