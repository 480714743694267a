"""A foretold event with somebody who holds the expectation, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dragoman.records.actor import Actor
from dragoman.records.time import Due

Outcome = Literal["open", "met", "partly_met", "not_met", "lapsed", "contradicted"]


@dataclass(frozen=True, slots=True)
class Expectation:
    """``holder`` None is the report's own voice; ``hedge`` the words that foretell; ``reason`` why the outcome is so."""

    id: str
    mention_id: str
    holder: Actor | None
    due: Due | None
    hedge: str
    outcome: Outcome = "open"
    outcome_mention_ids: tuple[str, ...] = ()
    reason: str = ""
