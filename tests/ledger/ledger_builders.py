"""Small reports with findings in them, for the tests of ledger and query."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from dragoman.records.actor import Actor
from dragoman.records.alignment import Alignment, Piece
from dragoman.records.expectation import Expectation
from dragoman.records.findings import Findings
from dragoman.records.ids import make_id
from dragoman.records.mention import Attribution, EventMention, Projection
from dragoman.records.place import Place
from dragoman.records.report import Paragraph, Report
from dragoman.records.statement import Statement
from dragoman.records.time import Due, When

QUADS = {"CONSULT": (1, 2.5), "AGREE": (1, 2.5), "AID": (2, 10.0), "ACCUSE": (3, -3.0), "SANCTION": (4, -6.0), "ASSAULT": (4, -9.0)}
NAMES = {"USA": "United States", "CHN": "China", "RUS": "Russia", "UKR": "Ukraine", "FRA": "France", "DEU": "Germany"}


def day(number: int, hour: int = 12) -> datetime:
    """A moment in July 2022."""
    return datetime(2022, 7, number, hour, tzinfo=UTC)


def a_report(text: str, published: str | None = "2022-07-07", publisher: str = "The Courier", copy_of: str | None = None) -> Report:
    """A report whose input has the text in a paragraph element, two characters of markup and a dash before it."""
    raw = f"<p>{text}</p>"
    return Report(
        id=make_id("r", text),
        location="invented.html",
        raw=raw,
        text=text,
        alignment=Alignment((Piece(0, len(text), 3, 3 + len(text)),)),
        paragraphs=(Paragraph(0, len(text), "body"),),
        skipped=(),
        title=text[:30],
        publisher=publisher,
        authors=("A. Writer",),
        published=published,
        published_from="argument" if published else None,
        language="en",
        dateline=None,
        copy_of=copy_of,
    )


def an_actor(words: str, title: str | None = None) -> Actor:
    """A state by its code, or "Name, CODE" for a person of that state."""
    name, _, country = words.rpartition(", ")
    if name:
        return Actor(
            quote=name, start=0, end=0, name=name, country=country, sector="GOV", title=title, id=f"person/{name.lower().replace(' ', '-')}"
        )
    return Actor(quote=words, start=0, end=0, name=NAMES.get(words), country=words if words in NAMES else None)


def a_mention(report: Report, trigger: str, event_type: str = "CONSULT", **told: object) -> EventMention:
    """A telling in the report's whole text; ``sources`` and ``targets`` as words of ``an_actor``, ``when`` as a day."""
    start = report.text.index(trigger)
    quad, score = QUADS[event_type]
    plain = {k: v for k, v in told.items() if k not in {"sources", "targets", "when", "where"}}
    when, where = told.get("when"), told.get("where")
    mention = EventMention(
        id=make_id("m", report.id, trigger, event_type),
        report_id=report.id,
        event_type=event_type,
        mode=None,
        contexts=(),
        status="happened",
        plover=Projection(event_type, None, ()),
        quad_code=quad,
        plover_score=score,
        sources=tuple(map(an_actor, told.get("sources", ("USA",)))),
        targets=tuple(map(an_actor, told.get("targets", ()))),
        when=When(when, when, "day", "that day") if isinstance(when, str) else when,
        where=Place(where, "IDN", None, None, None, where) if isinstance(where, str) else None,
        attribution=(Attribution(None, "an official"),),
        trigger=report.alignment.evidence(report.text, start, start + len(trigger)),
        evidence=report.alignment.evidence(report.text, 0, len(report.text)),
        told_in="body",
        confidence=0.9,
        found_by="rules 1",
        reason=f"{trigger} evokes {event_type}",
    )
    return replace(mention, **plain)


def a_statement(report: Report, speaker: str, cue: str = "said") -> Statement:
    words = report.alignment.evidence(report.text, 0, len(report.text))
    return Statement(make_id("s", report.id, cue), report.id, an_actor(speaker), cue, "indirect", report.text, (), words)


def an_expectation(mention: EventMention, due: str | None = None, holder: str | None = None) -> Expectation:
    told = Due(due, due, "then") if due else None
    return Expectation(make_id("x", mention.id), mention.id, an_actor(holder) if holder else None, told, "is expected to")


def found(report: Report, *mentions: EventMention, made_by: str = "coder 1", **more: object) -> Findings:
    return Findings(report=report, mentions=mentions, made_by=made_by, **more)


def a_finding(text: str, trigger: str = "met", made_by: str = "coder 1", published: str | None = "2022-07-07", **told: object) -> Findings:
    """One report with one telling."""
    report = a_report(text, published)
    return found(report, a_mention(report, trigger, **told), made_by=made_by)
