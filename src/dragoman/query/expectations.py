"""Foretold events with somebody who holds the expectation, and what came of them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from dragoman.ledger.snapshot import Snapshot
from dragoman.query.filters import EVERYTHING, Condition, Filters, date_condition, spellings, telling_condition, window
from dragoman.query.mentions import COLUMNS, MentionRow, as_mention_row
from dragoman.records.expectation import Expectation
from dragoman.records.wire import build

# The expectation's own due date, else the date of the telling.
JOINED = """
    SELECT m.*, x.id AS expectation_id, x.body AS expectation_body, x.outcome AS came_of_it, x.outcome_mention_ids AS met_by,
        x.reason AS why
    FROM expectations x JOIN mentions m ON m.id = x.mention_id"""
DATED = f"""
    SELECT told.* REPLACE (coalesce(due.date_start, told.date_start) AS date_start, coalesce(due.date_end, told.date_end) AS date_end,
        CASE WHEN due.date_start IS NULL THEN told.date_from ELSE 'when' END AS date_from)
    FROM ({JOINED}) told JOIN (SELECT id AS expectation_id, date_start, date_end FROM expectations) due USING (expectation_id)"""


@dataclass(frozen=True, slots=True)
class ExpectationRow:
    """An expectation and the telling that it stands in; the row's dates are the due ones where there are any."""

    expectation: Expectation
    told: MentionRow


def expectations(snapshot: Snapshot, filters: Filters = EVERYTHING) -> list[ExpectationRow]:
    """By due date; ``status`` takes outcomes ("open", "lapsed") as well as the status of the telling."""
    condition = telling_condition(filters).joined(date_condition(filters)).joined(_status(filters))
    question = f"""
        SELECT expectation_body, came_of_it, met_by, why, {COLUMNS} FROM ({DATED}) WHERE {condition.sql}
        ORDER BY date_start NULLS LAST, expectation_id{window(filters)}"""
    return [_as_row(row) for row in snapshot.rows(question, condition.given)]


def expectations_by_mention(snapshot: Snapshot, mention_ids: Sequence[str]) -> dict[str, list[Expectation]]:
    """The expectations that stand in the given tellings, in order of their ids."""
    question = """
        SELECT body, outcome, outcome_mention_ids, reason FROM expectations
        WHERE mention_id IN (SELECT unnest($mentions)) ORDER BY id"""
    held: dict[str, list[Expectation]] = {mention_id: [] for mention_id in mention_ids}
    for row in snapshot.rows(question, {"mentions": list(mention_ids)}) if mention_ids else []:
        expectation = as_expectation(*row)
        held[expectation.mention_id].append(expectation)
    return held


def as_expectation(body: str, outcome: Any, met_by: Sequence[str], reason: str) -> Expectation:
    """The expectation with what came of it so far."""
    return replace(build(Expectation, json.loads(body)), outcome=outcome, outcome_mention_ids=tuple(met_by), reason=reason)


def _status(filters: Filters) -> Condition:
    words = [word.lower() for word in spellings(filters.status)]
    either = "(list_contains($statuses, status) OR list_contains($statuses, came_of_it))"
    return Condition().and_(either, statuses=words) if words else Condition()


def _as_row(row: tuple[Any, ...]) -> ExpectationRow:
    return ExpectationRow(as_expectation(*row[:4]), as_mention_row(row[4:]))
