"""How one country acted towards another over time: counts and mean PLOVER scores."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from dragoman.ledger.snapshot import Snapshot
from dragoman.query.filters import EVERYTHING, Condition, Filters, Spellings, spellings, window
from dragoman.query.refuse import refuse_filters
from dragoman.query.status import FORETOLD
from dragoman.query.sums import events_question

Period = Literal["day", "week", "month", "year"]
NAMED: dict[Period, str] = {
    "day": "left(date_start, 10)",
    "week": "strftime(try_cast(left(date_start, 10) AS DATE), '%G-W%V')",
    "month": "left(date_start, 7)",
    "year": "left(date_start, 4)",
}
# An event is placed by its start only where its date is no coarser than the period; what is told as "this year" has no month.
FINE_ENOUGH: dict[Period, tuple[str, ...]] = {
    "day": ("minute", "day", "range"),
    "week": ("minute", "day", "range", "week"),
    "month": ("minute", "day", "range", "week", "month"),
    "year": ("minute", "day", "range", "week", "month", "quarter", "year"),
}
CODE = re.compile("[A-Za-z]{3}")
TOOK_PLACE = ("happened", "ongoing", "background")
PLANNED = tuple(status for status in FORETOLD if status != "ruled_out")


@dataclass(frozen=True, slots=True)
class DyadRow:
    """Events of one quad code (1 verbal cooperation … 4 material conflict) by ``source`` towards ``target`` in one period."""

    source: str
    target: str
    period: str
    quad_code: int
    events: int
    mean_score: float


def dyads(
    snapshot: Snapshot,
    filters: Filters = EVERYTHING,
    period: Period = "month",
    planned: bool = False,
) -> list[DyadRow]:
    """Directed pairs of countries by period and quad; each event counts once for each pair, however many tellings it has.

    Parties that all stand as sources ("X met Y") count in both directions. Counted is what took place, ``planned`` also what is
    foretold; old background only where its own time is told. Denied and ruled-out events never count.
    """
    refuse_filters(filters, "dyads", "status")
    counted = TOOK_PLACE + (PLANNED if planned else ())
    asked = events_question(replace(filters, status=counted))
    named = _named_pairs(filters)
    question = f"""
        WITH {asked.sql},
        sides AS (SELECT DISTINCT event_id, unnest(source_countries) AS source, CASE WHEN len(target_countries) = 0
            THEN source_countries ELSE target_countries END AS others FROM told),
        pairs AS (SELECT DISTINCT event_id, source, target FROM (SELECT event_id, source, unnest(others) AS target FROM sides)
            WHERE source <> target),
        placed AS (SELECT event_id, {NAMED[period]} AS period, quad_code, plover_score FROM events
            WHERE date_start IS NOT NULL AND (CASE WHEN date_from = 'when' THEN coalesce(list_contains($fine, precision), true)
                ELSE status <> 'background' END))
        SELECT source, target, period, quad_code, count(*), avg(plover_score) FROM placed JOIN pairs USING (event_id)
        WHERE period IS NOT NULL AND {named.sql} GROUP BY ALL ORDER BY ALL{window(filters)}"""
    given = {**asked.given, **named.given, "fine": list(FINE_ENOUGH[period])}
    return [DyadRow(*row) for row in snapshot.rows(question, given)]


def _named_pairs(filters: Filters) -> Condition:
    """Only pairs of the countries asked for: third parties at their table have rows of their own."""
    condition = Condition()
    if codes := _codes(filters.actor):
        condition = condition.and_("(list_contains($codes, source) OR list_contains($codes, target))", codes=codes)
    one, other = map(_codes, filters.between or ((), ()))
    if one and other:
        forth = "list_contains($these, source) AND list_contains($those, target)"
        back = "list_contains($those, source) AND list_contains($these, target)"
        condition = condition.and_(f"({forth} OR {back})", these=one, those=other)
    return condition


def _codes(words: Spellings) -> list[str]:
    """The country codes among the spellings; a person's name has none, and narrows by the events alone."""
    return [word.strip().upper() for word in spellings(words) if CODE.fullmatch(word.strip())]
