"""A block: a run of clean words that belong together, each with its place in the raw input."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from dragoman.records.alignment import Piece, join_pieces

# Zero-width and bidirectional control characters, soft hyphens, joiners: they carry no word.
INVISIBLE = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb"
DROPPED = re.compile(f"[{INVISIBLE}]+")
# The shape that html.unescape reads as a character reference (HTML standard, named references without semicolon included).
REFERENCE = r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\t\n\f <&#;]{1,32};?)"
SPECIAL = re.compile(rf"(?P<space>\s{{2,}}|[^\S ])|(?P<dropped>[{INVISIBLE}]+)|(?P<reference>{REFERENCE})")
TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Look:
    """What the markup says of a block; plain text says nothing."""

    heading: int = 0
    caption: bool = False
    control: bool = False
    link: bool = False
    bold: bool = False


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Block:
    """Clean words, their pieces (offsets from the block's own start), and the raw run that the block takes up."""

    text: str
    pieces: tuple[Piece, ...]
    raw_start: int
    raw_end: int
    look: Look = PLAIN

    @property
    def words(self) -> int:
        return self.text.count(" ") + 1


@dataclass(slots=True)
class BlockBuilder:
    """Gathers raw runs into one block: references decoded, white space squeezed, invisible characters dropped."""

    raw: str
    chunks: list[str] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    length: int = 0

    def add(self, start: int, end: int) -> None:
        """Take the raw run ``[start, end)``."""
        at = start
        while special := SPECIAL.search(self.raw, at, end):
            self._add_literal(at, special.start())
            at = self._add_special(special)
        self._add_literal(at, end)

    def _add_special(self, special: re.Match[str]) -> int:
        """Where to read on."""
        start, end = special.span()
        if special["reference"]:
            return self._add_reference(special[0], start)
        if special["space"]:
            self.add_space(start, end)
        return end

    def _add_literal(self, start: int, end: int) -> None:
        if start < end and self.raw[start] == " ":
            self.add_space(start, start + 1)
            start += 1
        self._append(self.raw[start:end], start, end)

    def add_space(self, start: int, end: int) -> None:
        """Let a raw run that shows as white space stand as one space."""
        if not self.chunks:
            return
        if self.chunks[-1].endswith(" "):
            self._widen_space(end)
        else:
            self._append(" ", start, end)

    def _widen_space(self, raw_end: int) -> None:
        """Let the space that ends the block so far also stand for white space up to ``raw_end``."""
        last = self.pieces.pop()
        if last.end - last.start > 1:
            cut = last.raw_end - 1
            self.pieces.append(Piece(last.start, last.end - 1, last.raw_start, cut))
            last = Piece(last.end - 1, last.end, cut, last.raw_end)
        self.pieces.append(Piece(last.start, last.end, last.raw_start, raw_end))

    def _add_reference(self, words: str, start: int) -> int:
        decoded = html.unescape(words)
        if decoded == words:
            self._append("&", start, start + 1)
            return start + 1
        tail = shared_tail(decoded, words)  # "&copy2022": only "&copy" is the reference
        end = start + len(words) - tail
        kept = DROPPED.sub("", decoded[: len(decoded) - tail])
        if kept.isspace():
            self.add_space(start, end)
        else:
            self._append(kept, start, end)
        return end

    def _append(self, words: str, raw_start: int, raw_end: int) -> None:
        if words:
            self.chunks.append(words)
            self.pieces.append(Piece(self.length, self.length + len(words), raw_start, raw_end))
            self.length += len(words)

    def finish(self, raw_start: int, raw_end: int, look: Look = PLAIN) -> Block | None:
        """The block, or None where no word was taken; the builder is empty again."""
        text, pieces = "".join(self.chunks), join_pieces(self.pieces).pieces
        self.chunks, self.pieces, self.length = [], [], 0
        return trim_block(Block(text, pieces, raw_start, raw_end, look))


def shared_tail(decoded: str, words: str) -> int:
    """How many characters at the end both have, the first character of ``decoded`` aside; a closing ``;`` shares nothing."""
    if words.endswith(";"):
        return 0
    count = 0
    while count < len(decoded) - 1 and decoded[-1 - count] == words[-1 - count]:
        count += 1
    return count


def clip_piece(piece: Piece, start: int, end: int) -> Piece:
    """The part of a piece inside ``[start, end)``, counted from ``start``; a piece that is no literal keeps its raw run."""
    low, high = max(piece.start, start), min(piece.end, end)
    if piece.is_literal:
        return Piece(low - start, high - start, piece.raw_start + low - piece.start, piece.raw_end - (piece.end - high))
    return Piece(low - start, high - start, piece.raw_start, piece.raw_end)


def slice_block(block: Block, start: int, end: int) -> Block | None:
    """The words ``[start, end)`` as a block of their own, without white space at its ends; None where no word is left."""
    while start < end and block.text[start] == " ":
        start += 1
    while start < end and block.text[end - 1] == " ":
        end -= 1
    if start >= end:
        return None
    pieces = tuple(clip_piece(p, start, end) for p in block.pieces if p.start < end and start < p.end)
    return replace(block, text=block.text[start:end], pieces=pieces, raw_start=pieces[0].raw_start, raw_end=pieces[-1].raw_end)


def trim_block(block: Block) -> Block | None:
    """The block without white space at its ends, its raw run as it was; None where it holds no word."""
    if block.text and not block.text[0].isspace() and not block.text[-1].isspace():
        return block
    trimmed = slice_block(block, 0, len(block.text))
    return trimmed and replace(trimmed, raw_start=block.raw_start, raw_end=block.raw_end)


def split_block(block: Block, *places: int) -> list[Block]:
    """The block cut at clean offsets; empty parts are left out."""
    edges = [0, *places, len(block.text)]
    parts = (slice_block(block, a, b) for a, b in pairwise(edges))
    return [part for part in parts if part]


def hide_words(block: Block, spans: Iterable[tuple[int, int]]) -> Block | None:
    """The block without some of its words, which must be markup: the rest still reads as one run."""
    text: list[str] = []
    pieces: list[Piece] = []
    length = at = 0
    for start, end in [*spans, (len(block.text), len(block.text))]:
        for piece in (clip_piece(p, at, start) for p in block.pieces if p.start < start and at < p.end):
            pieces.append(Piece(piece.start + length, piece.end + length, piece.raw_start, piece.raw_end))
        text.append(block.text[at:start])
        length, at = length + start - at, end
    return squeeze_block(replace(block, text="".join(text), pieces=join_pieces(pieces).pieces))


def squeeze_block(block: Block) -> Block | None:
    """The block with double spaces, left where words were hidden, made single."""
    if "  " not in block.text:
        return trim_block(block)
    keep, at = [], 0
    for double in re.finditer(r"(?<= ) +", block.text):
        keep.append((at, double.start()))
        at = double.end()
    keep.append((at, len(block.text)))
    text, pieces = "", []
    for start, end in keep:
        for p in (clip_piece(p, start, end) for p in block.pieces if p.start < end and start < p.end):
            pieces.append(Piece(p.start + len(text), p.end + len(text), p.raw_start, p.raw_end))
        text += block.text[start:end]
    return trim_block(replace(block, text=text, pieces=tuple(pieces)))


def split_at_faults(block: Block, raw: str) -> list[Block]:
    """The block cut wherever dropping ``<…>`` from its raw run would not give its words back.

    A ``<`` of the text and a later ``>`` must not stand in one block, nor a comment that holds a ``>``.
    """
    places = sorted(set(faults_of_angles(block, raw)) | set(faults_of_gaps(block, raw)))
    return split_block(block, *places) if places else [block]


def faults_of_angles(block: Block, raw: str) -> Iterator[int]:
    if "<" not in block.text and ">" not in block.text:
        return
    start, end = block.pieces[0].raw_start, block.pieces[-1].raw_end
    for tag in TAG.finditer(raw, start, raw.rfind(">", start, end) + 1):  # past the last ">" the search would be quadratic
        inside = [p for p in block.pieces if p.raw_start < tag.end() and tag.start() < p.raw_end]
        if inside:
            last = inside[-1]
            reach = min(last.end - last.start, max(0, tag.end() - 1 - last.raw_start))
            yield last.start + reach if last.is_literal else last.start


def faults_of_gaps(block: Block, raw: str) -> Iterator[int]:
    for left, right in pairwise(block.pieces):
        if not is_silent(raw, left.raw_end, right.raw_start):
            yield right.start
    for piece in block.pieces:
        if not piece.is_literal and block.text[piece.start : piece.end] == " " and not is_silent(raw, piece.raw_start, piece.raw_end):
            yield piece.start


def is_silent(raw: str, start: int, end: int) -> bool:
    """Whether a raw run holds no visible word: only tags, references and white space."""
    if start >= end:
        return True
    last = max(start, raw.rfind(">", start, end) + 1)
    gap = DROPPED.sub("", html.unescape(TAG.sub("", raw[start:last]) + raw[last:end]))
    return not gap or gap.isspace()
