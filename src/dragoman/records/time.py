"""When: an interval of days with its granularity and the words that give it. Doubt is an open or wide interval."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Precision = Literal["minute", "day", "week", "month", "quarter", "year", "range", "before", "after"]


@dataclass(frozen=True, slots=True)
class When:
    """ISO dates, both ends inclusive; ``start`` or ``end`` is None where the words leave it open."""

    start: str | None
    end: str | None
    precision: Precision
    quote: str


@dataclass(frozen=True, slots=True)
class Due:
    """When a foretold event should have come, and the words that say so."""

    start: str | None
    end: str | None
    quote: str
