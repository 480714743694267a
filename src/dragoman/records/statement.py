"""Somebody said something."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dragoman.records.actor import Actor
from dragoman.records.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Statement:
    """``content`` is the words said (direct) or told (indirect); ``cue`` the word that tells that somebody spoke."""

    id: str
    report_id: str
    speaker: Actor | None
    cue: str
    wording: Literal["direct", "indirect", "mixed"]
    content: str
    addressees: tuple[Actor, ...]
    evidence: Evidence
