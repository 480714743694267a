"""One telling of one event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dragoman.records.actor import Actor
from dragoman.records.evidence import Evidence
from dragoman.records.place import Place
from dragoman.records.report import ToldIn
from dragoman.records.time import When

Status = Literal["happened", "ongoing", "planned", "expected", "possible", "conditional", "threatened", "ruled_out", "denied", "background"]
Auxiliary = Literal["future", "hypothetical", "negation", "historical"]


@dataclass(frozen=True, slots=True)
class Attribution:
    """One link of who says so; ``speaker`` is None where the words resolve to nobody."""

    speaker: Actor | None
    quote: str


@dataclass(frozen=True, slots=True)
class Projection:
    """The same telling by the PLOVER manual's own rules."""

    event_type: str
    mode: str | None
    auxiliary: tuple[Auxiliary, ...]


@dataclass(frozen=True, slots=True)
class EventMention:
    """``event_type`` is what is told of, ``status`` whether it took place; ``attribution`` runs outermost first."""

    id: str
    report_id: str
    event_type: str
    mode: str | None
    contexts: tuple[str, ...]
    status: Status
    plover: Projection
    quad_code: int
    plover_score: float
    sources: tuple[Actor, ...]
    targets: tuple[Actor, ...]
    when: When | None
    where: Place | None
    attribution: tuple[Attribution, ...]
    trigger: Evidence
    evidence: Evidence
    told_in: ToldIn
    confidence: float
    found_by: str
    reason: str
