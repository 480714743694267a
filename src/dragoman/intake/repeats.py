"""Words that stand twice: a body pasted twice, a paragraph repeated."""

from __future__ import annotations

from dragoman.intake.blocks import Block, split_block
from dragoman.intake.parts import Part, normal_words

FEWEST_WORDS = 8  # of a paragraph that counts as a repeat by itself; "Thank you very much." may well be said twice
PROBE = 80  # characters that must come again before a block is held to be pasted twice within itself


def split_doubled(part: Part) -> list[Part]:
    """A block whose words are pasted twice in a row, as one copy and a repeat."""
    at = find_doubling(part.block.text) if part.is_open else None
    if at is None:
        return [part]
    first, second = split_block(part.block, at)
    return [Part(first), Part(second, cut="repeat")]


def find_doubling(text: str) -> int | None:
    if len(text) < 2 * PROBE:
        return None
    at = text.find(text[:PROBE], PROBE)
    if at > 0 and len(text) - at >= 0.9 * at and text[:at].rstrip().startswith(text[at:].rstrip()):
        return at
    return None


def mark_repeats(parts: list[Part]) -> list[Part]:
    """Later copies cut: paragraphs of some length, and the shorter ones beside them that come in the same order again."""
    keys = [normal_words(p.block.text) if p.is_open else "" for p in parts]
    first: dict[str, int] = {}
    copy_of: dict[int, int] = {}
    for n, key in enumerate(keys):
        if key and key in first:
            copy_of[n] = first[key]
        elif key:
            first[key] = n
    repeats = {n for n in copy_of if is_long(parts[n].block)}
    repeats |= find_neighbours(parts, copy_of, repeats)
    return [p.cut_as("repeat") if n in repeats else p for n, p in enumerate(parts)]


def is_long(block: Block) -> bool:
    return block.words >= FEWEST_WORDS


def find_neighbours(parts: list[Part], copy_of: dict[int, int], repeats: set[int]) -> set[int]:
    """Short copies next to a repeat whose first telling stands next to the repeat's first telling."""
    found: set[int] = set()
    for order, step in ((sorted(copy_of), -1), (sorted(copy_of, reverse=True), 1)):
        for n in order:
            beside = next_open(parts, n, step)
            origin = next_open(parts, copy_of[n], step)
            if n not in repeats and beside in repeats | found and beside is not None and copy_of[beside] == origin:
                found.add(n)
    return found


def next_open(parts: list[Part], n: int, step: int) -> int | None:
    n += step
    while 0 <= n < len(parts):
        if parts[n].is_open:
            return n
        n += step
    return None
