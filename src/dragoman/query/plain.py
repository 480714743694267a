"""Rows of answers as plain values: the public JSON object of a record, and beside it what the question adds."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any

from dragoman.query.agenda import AgendaRow
from dragoman.query.dyads import DyadRow
from dragoman.query.events import EventRow
from dragoman.query.expectations import ExpectationRow
from dragoman.query.mentions import MentionRow
from dragoman.query.reports import ReportRow
from dragoman.query.statements import StatementRow
from dragoman.records.wire import NAMES, as_json

AnyRow = EventRow | AgendaRow | ExpectationRow | MentionRow | StatementRow | ReportRow | DyadRow


def as_plain(row: AnyRow) -> dict[str, Any]:
    """One JSON object: the fields of the contract's record first, then those that the question adds."""
    match row:
        case EventRow():
            return {**as_json(row.event), **_added(row, "event")}
        case AgendaRow():
            return {**as_plain(row.row), "due": _value(row.due), "expectations": [as_json(x) for x in row.expectations]}
        case ExpectationRow():
            told = row.told
            foretold = {"event_id": told.event_id, "event_type": told.mention.event_type, "status": told.mention.status}
            parties = {"sources": _value(told.mention.sources), "targets": _value(told.mention.targets)}
            words = {"report_id": told.mention.report_id, "published": told.published, "quote": told.mention.evidence.quote}
            return {**as_json(row.expectation), **foretold, **parties, **words}
        case MentionRow():
            return {**as_json(row.mention), **_added(row, "mention")}
        case StatementRow():
            return {**as_json(row.statement), **_added(row, "statement")}
        case ReportRow():
            return {"record": "report", **_added(row)}
        case DyadRow():
            return {"record": "dyad", **_added(row)}


def _added(row: Any, but: str | None = None) -> dict[str, Any]:
    return {f.name: _value(getattr(row, f.name)) for f in fields(row) if f.name != but}


def _value(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return as_json(value) if type(value) in NAMES else _added(value)  # type: ignore[arg-type]
    if isinstance(value, tuple | list):
        return [_value(item) for item in value]
    return value.isoformat() if isinstance(value, datetime) else value
