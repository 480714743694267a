"""Tellings summed up to events, in the query engine: status, type, score and date of each event, without reading the bodies."""

from __future__ import annotations

from dragoman.query.filters import Condition, Filters, date_condition, status_condition, telling_condition
from dragoman.query.status import AUTHORITY
from dragoman.records.time import Precision

# The narrower the telling, the better it dates the event; "range" may be a few days or many.
NARROWNESS: dict[Precision, int] = {
    "minute": 9,
    "day": 8,
    "week": 7,
    "range": 6,
    "month": 5,
    "quarter": 4,
    "year": 3,
    "before": 1,
    "after": 1,
}
_NARROW = "CASE precision " + " ".join(f"WHEN '{word}' THEN '{digit}'" for word, digit in NARROWNESS.items()) + " ELSE '0' END"

# Of equally narrow tellings the one with the last word counts: a meeting that was put off has its new date.
SUMMED = """
    SELECT event_id,
        arg_max(status, word) AS status, arg_max(event_type, word) AS event_type,
        arg_max(quad_code, word) AS quad_code, arg_max(plover_score, word) AS plover_score,
        arg_max(id, exact) AS dated_by, arg_max(precision, exact) AS precision,
        coalesce(arg_max(date_start, exact), min(date_start)) AS date_start,
        coalesce(arg_max(date_end, exact), min(date_end)) AS date_end,
        coalesce(arg_max(date_from, exact), min(date_from)) AS date_from
    FROM told GROUP BY event_id"""


def events_question(filters: Filters, event_id: str | None = None) -> Condition:
    """``WITH`` parts ``told`` (the tellings of the events asked for) and ``events`` (one row each), and their parameters.

    An event is asked for when one of its tellings holds parties, type, place and words; status and dates are the event's own.
    ``event_id`` asks for that one alone.
    """
    telling = telling_condition(filters)
    counted = "true" if filters.with_related else "told_in <> 'related'"
    whole = status_condition(filters).joined(date_condition(filters))
    chosen = Condition()
    if telling.parts not in ((), (counted,)):
        chosen = chosen.and_(f"event_id IN (SELECT event_id FROM mentions WHERE {telling.sql})", **telling.given)
    if event_id is not None:
        chosen = chosen.and_("event_id = $event", event=event_id)
    parts = f"""
        told AS (
            SELECT *, CASE WHEN date_from = 'when' THEN {_NARROW} || word END AS exact
            FROM (SELECT * EXCLUDE (body), {AUTHORITY} AS word FROM mentions WHERE {counted} AND {chosen.sql})),
        events AS (SELECT * FROM ({SUMMED}) WHERE {whole.sql})"""
    return Condition((parts,), {**chosen.given, **whole.given})
