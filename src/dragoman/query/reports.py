"""The reports in the ledger, and the input that a record came from."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from dragoman.ledger.arrow import moment_of
from dragoman.ledger.snapshot import Snapshot
from dragoman.query.filters import EVERYTHING, Condition, Filters, date_condition, status_condition, telling_condition, window
from dragoman.records.report import Report
from dragoman.records.wire import build

NARROWING = ("actor", "between", "event_type", "status", "place", "text")


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report in short: what stands on it and how much was found in it; ``read_report`` has its text."""

    id: str
    title: str | None
    publisher: str | None
    published: str | None
    language: str | None
    copy_of: str | None
    mentions: int
    statements: int
    made_by: str
    known_at: datetime


def reports(snapshot: Snapshot, filters: Filters = EVERYTHING) -> list[ReportRow]:
    """By publication date; a filter other than a date keeps the reports that have a telling which holds it."""
    condition = date_condition(filters)
    if any(getattr(filters, name) for name in NARROWING):
        told = _telling(filters)
        condition = condition.and_(f"id IN (SELECT report_id FROM mentions WHERE {told.sql})", **told.given)
    question = f"""
        WITH chosen AS (SELECT * FROM reports WHERE {condition.sql} ORDER BY published NULLS LAST, id{window(filters)}),
        told AS (SELECT report_id, count(*) AS n FROM mentions WHERE report_id IN (SELECT id FROM chosen) GROUP BY 1),
        said AS (SELECT report_id, count(*) AS n FROM statements WHERE report_id IN (SELECT id FROM chosen) GROUP BY 1)
        SELECT chosen.id, title, publisher, published, language, copy_of, coalesce(told.n, 0), coalesce(said.n, 0), made_by,
            epoch_us(known_at)
        FROM chosen LEFT JOIN told ON told.report_id = chosen.id LEFT JOIN said ON said.report_id = chosen.id
        ORDER BY published NULLS LAST, chosen.id"""
    return [ReportRow(*(*row[:-1], moment_of(row[-1]))) for row in snapshot.rows(question, condition.given)]


def find_report(snapshot: Snapshot, report_id: str) -> Report | None:
    """The whole report with its input, None where the ledger has none of that id."""
    found = snapshot.rows("SELECT body FROM reports WHERE id = $id", {"id": report_id})
    return build(Report, json.loads(found[0][0])) if found else None


def _telling(filters: Filters) -> Condition:
    return telling_condition(filters).joined(status_condition(filters))
