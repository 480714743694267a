"""Any record by its id."""

from __future__ import annotations

import json
from typing import TypeVar

from dragoman.ledger.snapshot import Snapshot
from dragoman.query.events import find_event
from dragoman.query.expectations import as_expectation
from dragoman.query.reports import find_report
from dragoman.records.event import Event
from dragoman.records.expectation import Expectation
from dragoman.records.mention import EventMention
from dragoman.records.report import Report
from dragoman.records.statement import Statement
from dragoman.records.wire import build

Stored = TypeVar("Stored", EventMention, Statement)


def find_record(snapshot: Snapshot, record_id: str) -> Report | EventMention | Statement | Expectation | Event | None:
    """The report (``r_``), mention (``m_``), statement (``s_``), expectation (``x_``) or event (``e_``), None where there is none."""
    match record_id.partition("_")[0]:
        case "r":
            return find_report(snapshot, record_id)
        case "m":
            return _find_stored(snapshot, "SELECT body FROM mentions WHERE id = $id", record_id, EventMention)
        case "s":
            return _find_stored(snapshot, "SELECT body FROM statements WHERE id = $id", record_id, Statement)
        case "x":
            return _find_expectation(snapshot, record_id)
        case "e":
            row = find_event(snapshot, record_id)
            return row.event if row else None
    return None


def _find_stored(snapshot: Snapshot, question: str, record_id: str, kind: type[Stored]) -> Stored | None:
    found = snapshot.rows(question, {"id": record_id})
    return build(kind, json.loads(found[0][0])) if found else None


def _find_expectation(snapshot: Snapshot, record_id: str) -> Expectation | None:
    question = "SELECT body, outcome, outcome_mention_ids, reason FROM expectations WHERE id = $id"
    found = snapshot.rows(question, {"id": record_id})
    return as_expectation(*found[0]) if found else None
