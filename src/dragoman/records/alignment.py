"""The way back from clean text to the decoded input, recorded while cutting, never guessed afterwards."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.records.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of clean text and the run of input that it came from.

    Runs of equal length map character by character; others (a character reference, squeezed white space) as a whole.
    """

    start: int
    end: int
    raw_start: int
    raw_end: int

    @property
    def is_literal(self) -> bool:
        return self.end - self.start == self.raw_end - self.raw_start


@dataclass(frozen=True, slots=True)
class Alignment:
    """Pieces in the order of the clean text; the raw order may differ (captions stand at the end of the clean text)."""

    pieces: tuple[Piece, ...]

    def raw_of(self, start: int, end: int) -> tuple[int, int]:
        """The input's ``[raw_start, raw_end)`` for a clean span; raises ValueError where the span holds no input."""
        inside = [p for p in self.pieces[self._piece_at(start) :] if p.start < end and start < p.end]
        if not inside:
            raise ValueError(f"clean span [{start}, {end}) comes from no input")
        first, last = inside[0], inside[-1]
        raw_start = first.raw_start + max(0, start - first.start) if first.is_literal else first.raw_start
        raw_end = last.raw_end - max(0, last.end - end) if last.is_literal else last.raw_end
        return raw_start, raw_end

    def _piece_at(self, start: int) -> int:
        return max(0, bisect_right(self.pieces, start, key=lambda piece: piece.start) - 1)

    def evidence(self, text: str, start: int, end: int) -> Evidence:
        """The words of the clean text at a span, with both offsets."""
        raw_start, raw_end = self.raw_of(start, end)
        return Evidence(start, end, raw_start, raw_end, text[start:end])


def join_pieces(pieces: Iterable[Piece]) -> Alignment:
    """An alignment with neighbouring literal pieces joined."""
    joined: list[Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if last and last.is_literal and piece.is_literal and last.end == piece.start and last.raw_end == piece.raw_start:
            joined[-1] = Piece(last.start, piece.end, last.raw_start, piece.raw_end)
        else:
            joined.append(piece)
    return Alignment(tuple(joined))
