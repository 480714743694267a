"""Records as rows: which columns each kind fills."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from dragoman.ledger.keys import actor_keys, country_codes, place_keys
from dragoman.ledger.row import Row
from dragoman.records.expectation import Expectation
from dragoman.records.findings import Findings, Skipped
from dragoman.records.ids import make_id
from dragoman.records.judgement import Judgement
from dragoman.records.mention import EventMention
from dragoman.records.report import Report
from dragoman.records.statement import Statement
from dragoman.records.time import Due, When


def intake_id(report_id: str, published: str | None, made_by: str) -> str:
    """Names one taking-in of a report: the same words, publication date and coder give the same id."""
    return make_id("i", report_id, published, made_by)


def lone_event_id(mention_id: str) -> str:
    """The event of a mention that no judgement has joined to another."""
    return make_id("e", mention_id)


@dataclass(frozen=True, slots=True)
class Intake:
    """What all rows of one report in one commit share."""

    report_id: str
    intake_id: str
    published: str | None
    publisher: str | None
    made_by: str
    known_at: datetime
    position: int

    def stamp(self, row: Row) -> Row:
        return replace(
            row,
            report_id=self.report_id,
            intake_id=self.intake_id,
            published=self.published,
            publisher=self.publisher,
            made_by=self.made_by,
            position=self.position,
        )


def findings_rows(findings: Findings, known_at: datetime, position: int) -> Iterator[Row]:
    """All rows of one report: itself, what was found, what was left out."""
    report = findings.report
    taken_in = intake_id(report.id, report.published, findings.made_by)
    intake = Intake(report.id, taken_in, report.published, report.publisher, findings.made_by, known_at, position)
    mentions = {mention.id: mention for mention in findings.mentions}
    yield intake.stamp(report_row(report, known_at))
    yield from (intake.stamp(mention_row(mention, report.published, known_at)) for mention in findings.mentions)
    yield from (intake.stamp(statement_row(statement, report.published, known_at)) for statement in findings.statements)
    yield from (intake.stamp(expectation_row(x, mentions.get(x.mention_id), known_at)) for x in findings.expectations)
    yield from (intake.stamp(skipped_row(skipped, known_at)) for skipped in findings.skipped)


def report_row(report: Report, known_at: datetime) -> Row:
    return Row(
        kind="report",
        id=report.id,
        known_at=known_at,
        title=report.title,
        language=report.language,
        copy_of=report.copy_of,
        **_dates(None, report.published),
        body=_body(report),
    )


def mention_row(mention: EventMention, published: str | None, known_at: datetime) -> Row:
    return Row(
        kind="mention",
        id=mention.id,
        known_at=known_at,
        event_id=lone_event_id(mention.id),
        event_type=mention.event_type,
        mode=mention.mode,
        status=mention.status,
        told_in=mention.told_in,
        quad_code=mention.quad_code,
        plover_score=float(mention.plover_score),
        confidence=float(mention.confidence),
        **_dates(mention.when, published),
        source_countries=country_codes(mention.sources),
        target_countries=country_codes(mention.targets),
        source_keys=actor_keys(mention.sources),
        target_keys=actor_keys(mention.targets),
        place_keys=place_keys(mention.where),
        trigger=mention.trigger.quote,
        quote=mention.evidence.quote,
        body=_body(mention),
    )


def statement_row(statement: Statement, published: str | None, known_at: datetime) -> Row:
    speakers = [statement.speaker] if statement.speaker else []
    return Row(
        kind="statement",
        id=statement.id,
        known_at=known_at,
        **_dates(None, published),
        source_countries=country_codes(speakers),
        target_countries=country_codes(statement.addressees),
        source_keys=actor_keys(speakers),
        target_keys=actor_keys(statement.addressees),
        trigger=statement.cue,
        quote=statement.evidence.quote,
        body=_body(statement),
    )


def expectation_row(expectation: Expectation, mention: EventMention | None, known_at: datetime) -> Row:
    holders = [expectation.holder] if expectation.holder else []
    return Row(
        kind="expectation",
        id=expectation.id,
        known_at=known_at,
        mention_id=expectation.mention_id,
        event_type=mention.event_type if mention else None,
        **_dates(expectation.due, None),
        source_countries=country_codes(holders),
        source_keys=actor_keys(holders),
        hedge=expectation.hedge,
        outcome=expectation.outcome,
        outcome_mention_ids=list(expectation.outcome_mention_ids),
        reason=expectation.reason,
        body=_body(expectation),
    )


def skipped_row(skipped: Skipped, known_at: datetime) -> Row:
    identity = make_id("k", skipped.subject, skipped.room, skipped.reason)
    return Row(kind="skipped", id=identity, known_at=known_at, subject=skipped.subject, room=skipped.room, reason=skipped.reason)


def judgement_row(judgement: Judgement, known_at: datetime, position: int, taken_back: bool) -> Row:
    return Row(
        kind="judgement",
        id=make_id("j", judgement.left, judgement.right, judgement.kind, judgement.judged_by),
        known_at=known_at,
        position=position,
        left=judgement.left,
        right=judgement.right,
        verdict=judgement.verdict,
        judgement_kind=judgement.kind,
        score=float(judgement.score),
        reason=judgement.reason,
        judged_by=judgement.judged_by,
        taken_back=taken_back,
    )


def membership_rows(memberships: Mapping[str, str], known_at: datetime) -> list[Row]:
    """One row a mention: the event that it belongs to from now on."""
    ordered = sorted(memberships.items())
    return [Row(kind="membership", id=mention, event_id=event, known_at=known_at) for mention, event in ordered]


def outcome_rows(expectations: Sequence[Expectation], known_at: datetime) -> list[Row]:
    """One row an expectation: what came of it, as judged now."""
    return [
        Row(
            kind="outcome",
            id=expectation.id,
            known_at=known_at,
            position=position,
            outcome=expectation.outcome,
            outcome_mention_ids=list(expectation.outcome_mention_ids),
            reason=expectation.reason,
        )
        for position, expectation in enumerate(expectations)
    ]


def _dates(told: When | Due | None, published: str | None) -> dict[str, Any]:
    """The time that is told, and the dates to ask by: the told ones, else the publication's, saying which."""
    start, end = (told.start, told.end) if told else (None, None)
    day = published[:10] if published else None
    dates: dict[str, str | None]
    if start or end:
        dates = {"date_start": (start or end or "")[:10], "date_end": (end or start or "")[:10], "date_from": "when"}
    else:
        dates = {"date_start": day, "date_end": day, "date_from": "published" if day else None}
    return {"when_start": start, "when_end": end, "precision": told.precision if isinstance(told, When) else None, **dates}


def _body(record: Any) -> str:
    """The JSON text of ``wire.plain_value``, which the encoder walks through faster than Python does."""
    return ENCODER.encode(record)


def _fields_of(record: Any) -> dict[str, Any]:
    return {f.name: getattr(record, f.name) for f in fields(record)}


ENCODER = json.JSONEncoder(separators=(",", ":"), default=_fields_of)
