"""Which words the coder is pointed at: the sides of a pair and the way through the tree between them, or a trigger and the way above it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

PLAIN, SOURCE, TARGET, BOTH, FROM_SOURCE, FROM_TARGET, MEETING, TRIGGER = range(8)
DEEPEST = 60  # words on the way to the root


class Node(NamedTuple):
    """A word of a passage: its place in the text and the word that governs it, -1 at a root."""

    start: int
    end: int
    head: int


class Marked(NamedTuple):
    """A mark a word, and the words that stand for the two sides (0 where a side is absent: row 0 is the passage's edge)."""

    marks: list[int]
    first: int
    second: int


def join_sentences(sentences: Sequence[Sequence[Node]]) -> list[Node]:
    """The words of a passage as one list."""
    found: list[Node] = []
    for words in sentences:
        base = len(found)
        found += [Node(w.start, w.end, w.head + base if w.head >= 0 else -1) for w in words]
    return found


def words_in(words: Sequence[Node], start: int, end: int) -> list[int]:
    return [n for n, word in enumerate(words) if word.start < end and word.end > start]


def head_of(words: Sequence[Node], inside: Sequence[int]) -> int | None:
    """The first word of a span that is governed from outside it."""
    return next((n for n in inside if words[n].head not in set(inside)), None)


def way_up(words: Sequence[Node], at: int) -> list[int]:
    """A word and those above it, to the root."""
    found = [at]
    while words[found[-1]].head >= 0 and len(found) < DEEPEST:
        found.append(words[found[-1]].head)
    return found


def mark_pair(words: Sequence[Node], source: tuple[int, int] | None, target: tuple[int, int] | None) -> Marked:
    """Marks for a pair given by character spans; row 0 of the marks is the edge, word ``n`` is row ``n + 1``."""
    marks = [PLAIN] * (len(words) + 1)
    left, right = (words_in(words, *span) if span else [] for span in (source, target))
    heads = [head_of(words, inside) for inside in (left, right)]
    ways = [way_up(words, head) if head is not None else [] for head in heads]
    meeting = next((n for n in ways[0] if n in set(ways[1])), None)
    for way, mark in zip(ways, (FROM_SOURCE, FROM_TARGET), strict=True):
        for n in way if meeting is None else way[: way.index(meeting)]:
            marks[n + 1] = mark
    if meeting is not None:
        marks[meeting + 1] = MEETING
    for n in left:
        marks[n + 1] = SOURCE
    for n in right:
        marks[n + 1] = BOTH if n in left else TARGET
    first, second = (0 if head is None else head + 1 for head in heads)
    return Marked(marks, first, second)


def mark_trigger(words: Sequence[Node], at: int) -> Marked:
    """Marks for a trigger word and the words above it."""
    marks = [PLAIN] * (len(words) + 1)
    for n in way_up(words, at)[1:]:
        marks[n + 1] = MEETING
    marks[at + 1] = TRIGGER
    return Marked(marks, at + 1, at + 1)
