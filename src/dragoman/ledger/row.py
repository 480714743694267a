"""One row of the ledger's table: the columns that questions ask for, and the whole record as JSON in ``body``.

A row is told apart by ``kind``; columns that a kind has no use for stay empty. The order of the fields is the layout on disk:
a change needs a new layout number and a migration.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Literal

Kind = Literal["report", "mention", "statement", "expectation", "skipped", "judgement", "membership", "outcome"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """``known_at``: since when it counts as known; ``written_at``: when it was stored, filled in by the commit; ``position``: order
    within a commit; ``intake_id``: which taking-in of the report.
    """

    kind: Kind
    id: str
    known_at: datetime
    written_at: datetime | None = None
    position: int = 0
    report_id: str | None = None
    intake_id: str | None = None
    published: str | None = None
    publisher: str | None = None
    made_by: str | None = None
    title: str | None = None
    language: str | None = None
    copy_of: str | None = None
    event_id: str | None = None
    event_type: str | None = None
    mode: str | None = None
    status: str | None = None
    told_in: str | None = None
    quad_code: int | None = None
    plover_score: float | None = None
    confidence: float | None = None
    when_start: str | None = None
    when_end: str | None = None
    precision: str | None = None
    date_start: str | None = None
    date_end: str | None = None
    date_from: str | None = None
    source_countries: list[str] = field(default_factory=list)
    target_countries: list[str] = field(default_factory=list)
    source_keys: list[str] = field(default_factory=list)
    target_keys: list[str] = field(default_factory=list)
    place_keys: list[str] = field(default_factory=list)
    trigger: str | None = None
    quote: str | None = None
    mention_id: str | None = None
    hedge: str | None = None
    outcome: str | None = None
    outcome_mention_ids: list[str] = field(default_factory=list)
    reason: str | None = None
    left: str | None = None
    right: str | None = None
    verdict: str | None = None
    judgement_kind: str | None = None
    judged_by: str | None = None
    score: float | None = None
    taken_back: bool = False
    subject: str | None = None
    room: str | None = None
    body: str | None = None


COLUMNS = tuple(f.name for f in fields(Row))
