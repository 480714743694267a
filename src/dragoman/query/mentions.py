"""Single tellings of events."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dragoman.ledger.arrow import moment_of
from dragoman.ledger.snapshot import Snapshot
from dragoman.query.filters import EVERYTHING, Filters, date_condition, status_condition, telling_condition, window
from dragoman.records.mention import EventMention
from dragoman.records.wire import build

COLUMNS = "event_id, published, publisher, date_start, date_end, date_from, epoch_us(known_at), body"


@dataclass(frozen=True, slots=True)
class MentionRow:
    """A telling and its event; ``date_from`` says whether the dates are told ("when") or the publication's ("published")."""

    mention: EventMention
    event_id: str
    published: str | None
    publisher: str | None
    date_start: str | None
    date_end: str | None
    date_from: str | None
    known_at: datetime


def mentions(snapshot: Snapshot, filters: Filters = EVERYTHING) -> list[MentionRow]:
    """The tellings that hold what is asked, by date, then id."""
    condition = telling_condition(filters).joined(status_condition(filters)).joined(date_condition(filters))
    question = f"SELECT {COLUMNS} FROM mentions WHERE {condition.sql} ORDER BY date_start NULLS LAST, id{window(filters)}"
    return [as_mention_row(row) for row in snapshot.rows(question, condition.given)]


def mentions_of_events(snapshot: Snapshot, event_ids: Sequence[str], with_related: bool) -> dict[str, list[MentionRow]]:
    """All tellings of the events, by event, in order of publication."""
    question = f"""
        SELECT {COLUMNS} FROM mentions WHERE event_id IN (SELECT unnest($events)) AND ($related OR told_in <> 'related')
        ORDER BY published NULLS LAST, known_at, id"""
    told: dict[str, list[MentionRow]] = {event_id: [] for event_id in event_ids}
    for row in snapshot.rows(question, {"events": list(event_ids), "related": with_related}) if event_ids else []:
        told[row[0]].append(as_mention_row(row))
    return told


def as_mention_row(row: tuple[Any, ...]) -> MentionRow:
    *plain, known_at, body = row
    return MentionRow(*(build(EventMention, json.loads(body)), *plain, moment_of(known_at)))
