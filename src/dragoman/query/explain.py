"""Why a record says what it says: the report with its words marked, and the grounds, a line each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman.ledger.snapshot import Snapshot
from dragoman.query.mentions import COLUMNS, as_mention_row, mentions_of_events
from dragoman.query.record import find_record
from dragoman.query.reports import find_report
from dragoman.query.wording import name_actor, say_when, say_where
from dragoman.records.actor import Actor
from dragoman.records.errors import LedgerError, UsageError
from dragoman.records.event import Event
from dragoman.records.expectation import Expectation
from dragoman.records.judgement import Judgement
from dragoman.records.mention import Attribution, EventMention
from dragoman.records.report import Report
from dragoman.records.statement import Statement


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked span of the report's clean text."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """``text`` is the report's clean text, empty where a record (an event, a judgement) stands in several reports."""

    heading: str
    grounds: tuple[str, ...]
    text: str = ""
    marks: tuple[Mark, ...] = ()


def explain_id(snapshot: Snapshot, record_id: str) -> Explanation:
    """Why the record of an id says what it says; raises UsageError where the ledger holds none."""
    record = find_record(snapshot, record_id)
    if record is None:
        raise UsageError(f"the ledger holds no record {record_id}")
    return _explain(snapshot, record)


def _explain(snapshot: Snapshot, record: Report | EventMention | Statement | Expectation | Event) -> Explanation:
    match record:
        case EventMention():
            return explain_mention(record, read_report(snapshot, record.report_id), find_judgements(snapshot, [record.id]))
        case Statement():
            return explain_statement(record, read_report(snapshot, record.report_id))
        case Expectation():
            mention = _read_mention(snapshot, record.mention_id)
            return explain_expectation(record, mention, read_report(snapshot, mention.report_id))
        case Event():
            told = mentions_of_events(snapshot, [record.id], with_related=True)[record.id]
            return explain_event(record, {row.mention.id: row.mention for row in told}, find_judgements(snapshot, record.mention_ids))
        case Report():
            return explain_report(record, _mentions_in(snapshot, record.id), find_judgements(snapshot, [record.id]))


def read_report(snapshot: Snapshot, report_id: str) -> Report:
    """The report; raises LedgerError where a record points to one that is not there."""
    report = find_report(snapshot, report_id)
    if report is None:
        raise LedgerError(f"the ledger holds no report {report_id}: try dragoman check")
    return report


def _mentions_in(snapshot: Snapshot, report_id: str) -> list[EventMention]:
    question = f"SELECT {COLUMNS} FROM mentions WHERE report_id = $id ORDER BY id"
    return [as_mention_row(row).mention for row in snapshot.rows(question, {"id": report_id})]


def _read_mention(snapshot: Snapshot, mention_id: str) -> EventMention:
    mention = find_record(snapshot, mention_id)
    if not isinstance(mention, EventMention):
        raise LedgerError(f"the ledger holds no mention {mention_id}: try dragoman check")
    return mention


def find_judgements(snapshot: Snapshot, record_ids: Sequence[str]) -> list[Judgement]:
    """The verdicts in force on the given mentions or reports, the surest first."""
    question = """
        SELECT "left", "right", verdict, judgement_kind, score, reason, judged_by FROM judgements
        WHERE list_contains($ids, "left") OR list_contains($ids, "right") ORDER BY score DESC, "left", "right", judged_by"""
    return [Judgement(*row) for row in snapshot.rows(question, {"ids": list(record_ids)})]


def explain_mention(mention: EventMention, report: Report, judgements: Sequence[Judgement] = ()) -> Explanation:
    """Trigger, parties and clause in the report, the rule, the status, the time words, who says so, the other tellings."""
    heading = f"{mention.id}: {mention.event_type}{f' ({mention.mode})' if mention.mode else ''}, {mention.status}"
    return Explanation(heading, tuple(_grounds_of(mention, judgements)), report.text, _marks_of(mention))


def _marks_of(mention: EventMention) -> tuple[Mark, ...]:
    return (
        Mark(mention.evidence.start, mention.evidence.end, "evidence"),
        Mark(mention.trigger.start, mention.trigger.end, "trigger"),
        *(Mark(actor.start, actor.end, "source") for actor in mention.sources),
        *(Mark(actor.start, actor.end, "target") for actor in mention.targets),
    )


def _grounds_of(mention: EventMention, judgements: Sequence[Judgement]) -> Iterator[str]:
    yield f"found by {mention.found_by}, confidence {mention.confidence:.2f}"
    if mention.reason:
        yield f"why: {mention.reason}"
    yield f"status {mention.status}; told in the {mention.told_in}"
    yield from _say_parties(mention)
    yield _say_time(mention)
    if mention.where:
        yield f"where: {say_where(mention.where)}, from the words “{mention.where.quote}”"
    yield from _say_chain(mention.attribution)
    auxiliary = " + ".join(mention.plover.auxiliary)
    yield f"under PLOVER's own rules: {mention.plover.event_type}" + (f" + {auxiliary}" if auxiliary else "")
    yield from _say_judgements(mention.id, judgements)


def _say_parties(mention: EventMention) -> Iterator[str]:
    for side, actors in (("source", mention.sources), ("target", mention.targets)):
        yield from (f"{side}: {_say_actor(actor)}" for actor in actors)
    if not (*mention.sources, *mention.targets):
        yield "no party is named in the clause"


def _say_actor(actor: Actor) -> str:
    known = ", ".join(filter(None, (actor.country, actor.sector, actor.title)))
    words = f"“{actor.quote}”"
    return f"{words}, taken for {name_actor(actor)}" + (f" [{known}]" if known else "") if actor.name or known else f"{words}, not resolved"


def _say_time(mention: EventMention) -> str:
    if mention.when is None:
        return "when: the text gives no time, and none was filled in"
    return f"when: {say_when(mention.when)} (to the {mention.when.precision}), worked out from the words “{mention.when.quote}”"


def _say_chain(chain: Sequence[Attribution]) -> Iterator[str]:
    if not chain:
        yield "said by the report in its own voice"
    for depth, link in enumerate(chain):
        speaker = f", that is {name_actor(link.speaker)}" if link.speaker else ", resolved to nobody"
        yield f"{'  ' * depth}according to “{link.quote}”{speaker}"


def _say_judgements(record_id: str, judgements: Sequence[Judgement]) -> Iterator[str]:
    for judgement in judgements:
        other = judgement.right if judgement.left == record_id else judgement.left
        yield f"{judgement.verdict} as {other} ({judgement.score:.2f}, {judgement.judged_by}): {judgement.reason}"


def explain_statement(statement: Statement, report: Report) -> Explanation:
    """Who speaks, the word that tells it, and the words said."""
    speaker = _say_actor(statement.speaker) if statement.speaker else "nobody that the text names"
    grounds = (
        f"speaker: {speaker}",
        f"the word that tells it: “{statement.cue}”; wording {statement.wording}",
        *(f"to: {_say_actor(actor)}" for actor in statement.addressees),
    )
    span = statement.evidence
    said_by = (Mark(statement.speaker.start, statement.speaker.end, "speaker"),) if statement.speaker else ()
    return Explanation(f"{statement.id}: statement", grounds, report.text, (Mark(span.start, span.end, "evidence"), *said_by))


def explain_expectation(expectation: Expectation, mention: EventMention, report: Report) -> Explanation:
    """What is foretold by whom and in which words, what came of it and why."""
    holder = _say_actor(expectation.holder) if expectation.holder else "the report itself"
    due = f"{say_when(expectation.due)}, from the words “{expectation.due.quote}”" if expectation.due else "not told"
    grounds = (
        f"foretells {mention.event_type} ({mention.id}), hedged by “{expectation.hedge}”",
        f"held by: {holder}",
        f"due: {due}",
        f"outcome: {expectation.outcome}" + (f", because {expectation.reason}" if expectation.reason else ""),
        *(f"seen in {mention_id}" for mention_id in expectation.outcome_mention_ids),
    )
    return Explanation(f"{expectation.id}: expectation", grounds, report.text, _marks_of(mention))


def explain_event(event: Event, tellings_by_id: Mapping[str, EventMention], judgements: Sequence[Judgement]) -> Explanation:
    """The tellings that are held to be one event, each with its words, and the verdicts that join them."""
    heading = f"{event.id}: {event.event_type}, {event.status}, {event.reports} reports, {event.independent_reports} independent"
    told = [tellings_by_id[mention_id] for mention_id in event.mention_ids if mention_id in tellings_by_id]
    tellings = [f"{mention.id} ({mention.status}): “{' '.join(mention.evidence.quote.split())}”" for mention in told]
    inside = [j for j in judgements if j.left in event.mention_ids and j.right in event.mention_ids]
    verdicts = [f"{j.left} {j.verdict} as {j.right} ({j.score:.2f}, {j.judged_by}): {j.reason}" for j in inside]
    return Explanation(heading, (*tellings, *verdicts))


def explain_report(report: Report, told: Sequence[EventMention], judgements: Sequence[Judgement] = ()) -> Explanation:
    """The events marked, what was cut and why, the paragraphs in which no event was found, the copies."""
    published = f"published {report.published} (from the {report.published_from})" if report.published else "no publication date found"
    grounds = [f"read from {report.location}; {published}; language {report.language or 'unknown'}"]
    grounds += [f"cut as {cut.kind}: “{' '.join(cut.quote.split())}”" for cut in report.skipped]
    grounds += [f"no event in: “{quiet}”" for quiet in _find_quiet(report, told)]
    grounds += _say_judgements(report.id, judgements)
    marks = tuple(Mark(m.trigger.start, m.trigger.end, f"{m.event_type} {m.status} {m.id}") for m in told)
    return Explanation(f"{report.id}: {report.title or report.location}", tuple(grounds), report.text, marks)


def _find_quiet(report: Report, told: Sequence[EventMention]) -> Iterator[str]:
    """The sentences that no evidence touches. The parse is not kept: a full stop before a capital ends a sentence here."""
    for start, end in _sentences(report):
        if not any(m.evidence.start < end and start < m.evidence.end for m in told):
            yield " ".join(report.text[start:end].split())


def _sentences(report: Report) -> Iterator[tuple[int, int]]:
    for paragraph in report.paragraphs:
        start = paragraph.start
        for at in range(paragraph.start, paragraph.end - 2):
            if report.text[at] in ".?!" and report.text[at + 1] == " " and report.text[at + 2].isupper() and report.text[at - 1].islower():
                yield start, at + 1
                start = at + 2
        yield start, paragraph.end


def bracket(text: str, marks: Sequence[Mark]) -> str:
    """The text with each mark in brackets behind its label, for where there is no colour."""
    opened = sorted(marks, key=lambda mark: (mark.start, -mark.end))
    edges = [(mark.start, 1, n, f"[{mark.label}: ") for n, mark in enumerate(opened)]
    edges += [(mark.end, 0, -n, "]") for n, mark in enumerate(opened)]
    pieces, at = [], 0
    for place, _, _, words in sorted(edges):
        pieces += [text[at:place], words]
        at = place
    return "".join([*pieces, text[at:]])
