"""What linking needs of the ledger: the reports to be linked, and of all others those that could have to do with them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, TypeVar

from dragoman.ledger.snapshot import Snapshot
from dragoman.pipeline import Archive
from dragoman.records.expectation import Expectation
from dragoman.records.judgement import Judgement
from dragoman.records.mention import EventMention
from dragoman.records.report import Report
from dragoman.records.wire import build

REACH = 62  # days before and after the new reports within which others may tell of the same events, or be copies of them
T = TypeVar("T", Report, EventMention)

# Whole events, so that none falls apart because an old telling of it was not looked at.
MENTIONS = """
    WITH near AS (SELECT DISTINCT event_id FROM mentions WHERE published IS NULL OR published BETWEEN $since AND $until
        OR (date_start <= $until AND date_end >= $since))
    SELECT body FROM mentions SEMI JOIN near USING (event_id) ORDER BY id"""
REPORTS = "SELECT body FROM reports WHERE published IS NULL OR published BETWEEN $since AND $until ORDER BY id"
UNLINKED = "SELECT DISTINCT report_id FROM mentions WHERE id NOT IN (SELECT mention_id FROM memberships)"


@dataclass(frozen=True, slots=True)
class Lot:
    """Reports to be linked, and what they are compared with."""

    new: Archive
    known: Archive


def read_lot(snapshot: Snapshot, report_ids: Iterable[str]) -> Lot:
    """The named reports, and those that an interrupted run left unlinked, against the ledger around them."""
    new = {*report_ids, *(report_id for (report_id,) in snapshot.rows(UNLINKED))}
    published: dict[str, str | None] = dict(snapshot.rows("SELECT id, published FROM reports"))
    window = _window(published.get(report_id) for report_id in new)
    mentions = _read(snapshot, MENTIONS, window, EventMention)
    reports = _read(snapshot, REPORTS, window, Report)
    expectations = _read_expectations(snapshot, {mention.id: mention.report_id for mention in mentions}, new)
    return Lot(
        Archive([r for r in reports if r.id in new], [m for m in mentions if m.report_id in new], expectations[True], (), published),
        Archive(
            [r for r in reports if r.id not in new],
            [m for m in mentions if m.report_id not in new],
            expectations[False],
            _read_judgements(snapshot, {m.id for m in mentions} | {r.id for r in reports}),
            published,
        ),
    )


def _window(published: Iterable[str | None]) -> dict[str, str]:
    """The days around the new reports; all days where one of them has no date."""
    days = [day[:10] if day else None for day in published]
    if not days or None in days:
        return {"since": "0000", "until": "9999"}
    known = sorted(day for day in days if day)
    return {"since": _shift(known[0], -REACH), "until": _shift(known[-1], REACH + 1)}


def _shift(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def _read(snapshot: Snapshot, question: str, window: dict[str, str], kind: type[T]) -> list[T]:
    return [build(kind, json.loads(body)) for (body,) in snapshot.rows(question, window)]


def _read_expectations(snapshot: Snapshot, report_of: dict[str, str], new: set[str]) -> dict[bool, list[Expectation]]:
    """The expectations of the given mentions, apart by whether their report is new."""
    question = "SELECT body, outcome, outcome_mention_ids, reason FROM expectations WHERE mention_id IN (SELECT unnest($ids)) ORDER BY id"
    found: dict[bool, list[Expectation]] = {True: [], False: []}
    for row in snapshot.rows(question, {"ids": list(report_of)}) if report_of else []:
        expectation = _as_expectation(*row)
        found[report_of[expectation.mention_id] in new].append(expectation)
    return found


def _as_expectation(body: str, outcome: Any, met_by: Sequence[str], reason: str) -> Expectation:
    return replace(build(Expectation, json.loads(body)), outcome=outcome, outcome_mention_ids=tuple(met_by), reason=reason)


def _read_judgements(snapshot: Snapshot, ids: set[str]) -> list[Judgement]:
    """The verdicts in force between the given mentions and reports, in the order in which they were given."""
    question = """
        SELECT "left", "right", verdict, judgement_kind, score, reason, judged_by FROM judgements ORDER BY known_at, position, id"""
    return [Judgement(*row) for row in snapshot.rows(question) if row[0] in ids and row[1] in ids]
