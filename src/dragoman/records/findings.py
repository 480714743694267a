"""All that one report says, and what was left out of it with the reason."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.records.expectation import Expectation
from dragoman.records.mention import EventMention
from dragoman.records.report import Report
from dragoman.records.statement import Statement


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that was not coded: its id or location, the room that left it, and why. Nothing leaves unrecorded."""

    subject: str
    room: str
    reason: str


@dataclass(frozen=True, slots=True)
class Findings:
    """What coding found in one report; ``made_by`` is the version of rules and models."""

    report: Report
    mentions: tuple[EventMention, ...] = ()
    statements: tuple[Statement, ...] = ()
    expectations: tuple[Expectation, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    made_by: str = ""
