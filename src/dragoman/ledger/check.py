"""Is the ledger whole? Every quote is looked up again in the stored text, every span in the stored input, every link at both ends."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator

from dragoman.ledger.snapshot import Snapshot
from dragoman.records.actor import Actor
from dragoman.records.alignment import Alignment
from dragoman.records.evidence import Evidence
from dragoman.records.expectation import Expectation
from dragoman.records.mention import EventMention
from dragoman.records.report import Report
from dragoman.records.statement import Statement
from dragoman.records.wire import build

MARKUP = re.compile(r"<[^<>]*>")
BLANK = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff]+")

# Questions whose every answer is a fault, with the words for it.
FAULTS = {
    "{0}: {1} rows in one taking-in of report {2}": """
        SELECT id, count(*), any_value(report_id) FROM (
            SELECT id, intake_id, report_id FROM known_report UNION ALL SELECT id, intake_id, report_id FROM known_mention
            UNION ALL SELECT id, intake_id, report_id FROM known_statement
            UNION ALL SELECT id, intake_id, report_id FROM known_expectation)
        GROUP BY id, intake_id HAVING count(*) > 1""",
    "{0}: its report {1} is not there": """
        SELECT id, report_id FROM (
            SELECT id, report_id, intake_id FROM known_mention UNION ALL SELECT id, report_id, intake_id FROM known_statement
            UNION ALL SELECT id, report_id, intake_id FROM known_expectation)
        ANTI JOIN known_report USING (intake_id)""",
    "{0}: its mention {1} is not there": """
        SELECT x.id, x.mention_id FROM known_expectation x
        ANTI JOIN known_mention m ON m.id = x.mention_id AND m.intake_id = x.intake_id""",
    "{0}: is held to belong to {1}, but no such mention is there": """
        SELECT id, event_id FROM known_membership ANTI JOIN known_mention USING (id)""",
    "{0}: has an outcome ({1}), but no such expectation is there": """
        SELECT id, outcome FROM known_outcome ANTI JOIN known_expectation USING (id)""",
    "{0}: is named in a judgement, but is not there": """
        SELECT DISTINCT id FROM (SELECT "left" AS id FROM known_judgement UNION SELECT "right" FROM known_judgement)
        WHERE id NOT IN (SELECT id FROM known_mention UNION SELECT id FROM known_report)""",
}
QUOTING = """
    SELECT intake_id, kind, id, body FROM (
        SELECT intake_id, 'report' AS kind, id, body, 0 AS turn FROM known_report
        UNION ALL SELECT intake_id, 'mention', id, body, 1 FROM known_mention
        UNION ALL SELECT intake_id, 'statement', id, body, 1 FROM known_statement
        UNION ALL SELECT intake_id, 'expectation', id, body, 1 FROM known_expectation)
    ORDER BY intake_id, turn, id"""


def check_snapshot(snapshot: Snapshot) -> list[str]:
    """What is wrong, one line each, over every taking-in of every report."""
    return [*_faults(snapshot), *_misquotes(snapshot)]


def _faults(snapshot: Snapshot) -> Iterator[str]:
    for words, question in FAULTS.items():
        yield from sorted(words.format(*row) for row in snapshot.rows(question))


def _misquotes(snapshot: Snapshot) -> Iterator[str]:
    """Reports come before what was found in them, so one report at a time is held in memory."""
    report: Report | None = None
    reading: str | None = None
    for intake_id, kind, id_, body in snapshot.stream(QUOTING):
        try:
            if kind == "report":
                report, reading = build(Report, json.loads(body)), intake_id
                yield from _report_faults(report)
            elif report is not None and reading == intake_id:
                yield from (f"{id_}: {fault}" for fault in _quote_faults(_read(kind, body), report))
        except (ValueError, KeyError, TypeError) as problem:
            yield f"{id_}: its stored record is not readable ({problem!r})"


def _read(kind: str, body: str) -> EventMention | Statement | Expectation:
    kinds: dict[str, type[EventMention | Statement | Expectation]] = {
        "mention": EventMention,
        "statement": Statement,
        "expectation": Expectation,
    }
    return build(kinds[kind], json.loads(body))


def _report_faults(report: Report) -> Iterator[str]:
    """The way back to the input, piece by piece, and the cuts."""
    for piece in report.alignment.pieces:
        clean, raw = report.text[piece.start : piece.end], report.raw[piece.raw_start : piece.raw_end]
        if not _same_words(clean, raw):
            yield f"{report.id}: the text at {piece.start} ({_short(clean)}) is not what its input says ({_short(raw)})"
    for cut in report.skipped:
        raw = report.raw[cut.raw_start : cut.raw_end]
        if not _same_words(cut.quote, raw):
            yield f"{report.id}: the cut at {cut.raw_start} ({_short(cut.quote)}) is not what the input says ({_short(raw)})"
    if report.dateline and report.text[report.dateline.start : report.dateline.end] != report.dateline.place:
        yield f"{report.id}: its dateline is not at {report.dateline.start}"


def _quote_faults(record: EventMention | Statement | Expectation, report: Report) -> Iterator[str]:
    for evidence in _evidence_of(record):
        yield from _evidence_faults(evidence, report.text, report.alignment)
    for actor in _actors_of(record):
        words = report.text[actor.start : actor.end]
        if actor.end > actor.start and words != actor.quote:
            yield f"quotes an actor as {_short(actor.quote)}, but the text at {actor.start} is {_short(words)}"


def _evidence_faults(evidence: Evidence, text: str, alignment: Alignment) -> Iterator[str]:
    words = text[evidence.start : evidence.end]
    if words != evidence.quote:
        yield f"quotes {_short(evidence.quote)}, but the text at {evidence.start} is {_short(words)}"
        return
    try:
        raw = alignment.raw_of(evidence.start, evidence.end)
    except ValueError as problem:
        yield f"quotes {_short(evidence.quote)}, which leads to no input ({problem})"
        return
    if raw != (evidence.raw_start, evidence.raw_end):
        yield f"quotes {_short(evidence.quote)} from the input at {evidence.raw_start}, where it stands at {raw[0]} to {raw[1]}"


def _evidence_of(record: EventMention | Statement | Expectation) -> tuple[Evidence, ...]:
    if isinstance(record, EventMention):
        return record.trigger, record.evidence
    return (record.evidence,) if isinstance(record, Statement) else ()


def _actors_of(record: EventMention | Statement | Expectation) -> Iterable[Actor]:
    if isinstance(record, EventMention):
        speakers = [link.speaker for link in record.attribution if link.speaker]
        return [*record.sources, *record.targets, *speakers]
    if isinstance(record, Statement):
        return [*([record.speaker] if record.speaker else []), *record.addressees]
    return [record.holder] if record.holder else []


def _same_words(clean: str, raw: str) -> bool:
    """Markup, character references and white space may differ, nothing else."""
    return clean == raw or _bare(clean) in (_bare(html.unescape(MARKUP.sub("", raw))), _bare(html.unescape(raw)), _bare(raw))


def _bare(words: str) -> str:
    return BLANK.sub("", words)


def _short(words: str) -> str:
    return repr(words if len(words) <= 60 else words[:57] + "…")
