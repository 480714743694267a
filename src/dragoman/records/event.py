"""A cluster of event mentions that judgements hold to be one event."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.records.actor import Actor
from dragoman.records.mention import Status
from dragoman.records.place import Place
from dragoman.records.time import When


@dataclass(frozen=True, slots=True)
class Event:
    """``status`` is the latest word on whether it took place; ``reports`` count all, ``independent_reports`` copies once."""

    id: str
    event_type: str
    mode: str | None
    status: Status
    mention_ids: tuple[str, ...]
    reports: int
    independent_reports: int
    when: When | None
    where: Place | None
    sources: tuple[Actor, ...]
    targets: tuple[Actor, ...]
