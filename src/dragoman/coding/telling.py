"""What one clause tells before it becomes an event mention."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.languages.lexicon import Trigger
from dragoman.records.actor import Actor
from dragoman.records.mention import Attribution, Status


@dataclass(frozen=True, slots=True)
class Telling:
    """An event as one clause tells it; ``at`` is the trigger word, ``anchor`` the outermost word of its telling."""

    sentence: int
    at: int
    anchor: int
    trigger: Trigger
    event_type: str
    mode: str | None
    status: Status
    sources: tuple[Actor, ...]
    targets: tuple[Actor, ...]
    attribution: tuple[Attribution, ...]
    hedges: tuple[int, ...]
    reasons: tuple[str, ...]
    sure: bool
    holder: Actor | None = None
    answers: int | None = None  # the harm that it blames or punishes, by its word in the sentence
    by_heads: float = 0.0  # the heads' probability, where they and not the rules found it
