"""Who said what."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from dragoman.ledger.arrow import moment_of
from dragoman.ledger.snapshot import Snapshot
from dragoman.query.filters import EVERYTHING, Filters, date_condition, party_condition, window
from dragoman.query.refuse import refuse_filters
from dragoman.records.statement import Statement
from dragoman.records.wire import build


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement, dated by its publication: when it was made is not told."""

    statement: Statement
    published: str | None
    publisher: str | None
    known_at: datetime


def statements(snapshot: Snapshot, filters: Filters = EVERYTHING) -> list[StatementRow]:
    """By publication; ``actor`` and ``between`` look at speaker and addressees. Raises UsageError for type, status and place."""
    refuse_filters(filters, "statements", "event_type", "status", "place")
    condition = party_condition(filters).joined(date_condition(filters))
    question = f"""
        SELECT published, publisher, epoch_us(known_at), body FROM statements WHERE {condition.sql}
        ORDER BY published NULLS LAST, report_id, id{window(filters)}"""
    return [
        StatementRow(build(Statement, json.loads(body)), published, publisher, moment_of(known_at))
        for published, publisher, known_at, body in snapshot.rows(question, condition.given)
    ]
