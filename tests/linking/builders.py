"""Small builders of invented reports and tellings."""

from __future__ import annotations

from typing import Any

from dragoman.linking import Located
from dragoman.records.actor import Actor
from dragoman.records.alignment import Alignment, Piece
from dragoman.records.evidence import Evidence
from dragoman.records.ids import make_id
from dragoman.records.mention import EventMention, Projection
from dragoman.records.place import Place
from dragoman.records.report import Paragraph, Report
from dragoman.records.time import When

PERSONS = {
    "Blinken": Actor("Blinken", 0, 7, "Antony Blinken", "USA", "GOV", "secretary of state", "person:antony-blinken"),
    "Wang": Actor("Wang", 0, 4, "Wang Yi", "CHN", "GOV", "foreign minister", "person:wang-yi"),
    "Lavrov": Actor("Lavrov", 0, 6, "Sergey Lavrov", "RUS", "GOV", "foreign minister", "person:sergey-lavrov"),
    "Austin": Actor("Austin", 0, 6, "Lloyd Austin", "USA", "GOV", "defense secretary", "person:lloyd-austin"),
    "Wei": Actor("Wei", 0, 3, "Wei Fenghe", "CHN", "GOV", "defence minister", "person:wei-fenghe"),
}


def actor(word: str) -> Actor:
    """A known person by surname, else a state by its code."""
    return PERSONS.get(word) or Actor(word, 0, len(word), word, word, "GOV", None, f"country:{word}")


def day(date: str) -> When:
    return When(date, date, "day", date)


def place(name: str, country: str | None, lat: float | None = None) -> Place:
    return Place(name, country, lat, lat, None, name)


def telling(
    words: str = "They met",
    trigger: str = "met",
    *,
    who: str = "Blinken Wang",
    to: str = "",
    kind: str = "CONSULT",
    status: Any = "happened",
    on: str | When | None = None,
    at: Place | None = None,
    mode: str | None = None,
    report: str = "r_1",
    published: str | None = "2022-07-09",
    offset: int = 0,
    family: str | None = None,
) -> Located:
    """One telling; ``offset`` is where its sentence begins in the report."""
    start = offset + words.index(trigger)
    spoken = Evidence(start, start + len(trigger), start, start + len(trigger), trigger)
    sentence = Evidence(offset, offset + len(words), offset, offset + len(words), words)
    mention = EventMention(
        id=make_id("m", report, offset, words, trigger, status),
        report_id=report,
        event_type=kind,
        mode=mode,
        contexts=(),
        status=status,
        plover=Projection(kind, mode, ()),
        quad_code=1,
        plover_score=2.5,
        sources=tuple(actor(word) for word in who.split()),
        targets=tuple(actor(word) for word in to.split()),
        when=day(on) if isinstance(on, str) else on,
        where=at,
        attribution=(),
        trigger=spoken,
        evidence=sentence,
        told_in="body",
        confidence=0.9,
        found_by="test",
        reason="",
    )
    return Located(mention, published, family)


def report(text: str, name: str = "a") -> Report:
    paragraphs, at = [], 0
    for block in text.split("\n\n"):
        paragraphs.append(Paragraph(at, at + len(block), "body"))
        at += len(block) + 2
    return Report(
        id=make_id("r", name),
        location=name,
        raw=text,
        text=text,
        alignment=Alignment((Piece(0, len(text), 0, len(text)),)),
        paragraphs=tuple(paragraphs),
        skipped=(),
        title=None,
        publisher=None,
        authors=(),
        published=None,
        published_from=None,
        language="en",
        dateline=None,
    )
