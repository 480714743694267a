"""A verdict on a pair: two tellings of one event, two copies of one report. Judged, never merged; it can be taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Verdict = Literal["same", "different", "unsure"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """``left`` and ``right`` are mention or report ids, the smaller id left; ``score`` in 0..1."""

    left: str
    right: str
    verdict: Verdict
    kind: Literal["event", "copy"]
    score: float
    reason: str
    judged_by: str
