"""Where words stand: half-open spans of Unicode code points, and the quoted words with their places."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """``[start, end)`` in the report's clean text."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Evidence:
    """Quoted words, their span in the clean text and in the decoded input."""

    start: int
    end: int
    raw_start: int
    raw_end: int
    quote: str

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)
