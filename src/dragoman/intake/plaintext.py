"""Plain text to blocks: a line is a block, unless lines were wrapped to a width."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from dragoman.intake.blocks import Block, BlockBuilder

LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n(?:[^\n]{0,400}\n){1,40}?---[ \t]*(?:\r?\n|\Z)")
PREFIX = re.compile(r"[ \t\xa0]*(?:#{1,6}[ \t]+(?=[^\s#])|>[ \t]+|[*•▪●·][ \t]+)?")  # headings, quotations and list marks of Markdown
ENDS = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
WIDTH = (45, 100)  # characters of a wrapped line: a typewriter's page and a mail's width lie inside

Line = tuple[int, int]


def read_text(raw: str, stands_alone: Callable[[str], bool]) -> list[Block]:
    """The blocks of a plain text; ``stands_alone`` tells lines that are never part of a wrapped paragraph."""
    builder = BlockBuilder(raw)
    blocks = []
    for group in group_lines(raw, stands_alone):
        for start, end in group:
            if builder.chunks:
                builder.add_space(start - 1, start)
            builder.add(PREFIX.match(raw, start, end).end(), end)  # type: ignore[union-attr]  # matches the empty string
        if block := builder.finish(group[0][0], group[-1][1]):
            blocks.append(block)
    return blocks


def find_front_matter(raw: str) -> tuple[int, int] | None:
    """The span of the header that some Markdown files carry."""
    match = FRONT_MATTER.match(raw)
    return match.span() if match else None


def group_lines(raw: str, stands_alone: Callable[[str], bool]) -> Iterator[list[Line]]:
    """Runs of lines that make one paragraph each."""
    header = find_front_matter(raw)
    run: list[Line] = []
    for match in LINE.finditer(raw, header[1] if header else 0):
        words = match[0].strip()
        if run and (not words or stands_alone(words) or raw.count("\n", run[-1][1], match.start()) > 1):
            yield from join_wrapped(raw, run)
            run = []
        if words and stands_alone(words):
            yield [match.span()]
        elif words:
            run.append(match.span())
    yield from join_wrapped(raw, run)


def join_wrapped(raw: str, run: list[Line]) -> Iterator[list[Line]]:
    """One group where the lines are wrapped to a width, else each line its own."""
    if not is_wrapped(raw, run):
        yield from ([line] for line in run)
        return
    group: list[Line] = []
    for line in run:
        if group and raw[line[0] : line[1]].startswith(("  ", "\t")):  # an indented first line begins a paragraph
            yield group
            group = []
        group.append(line)
    yield group


def is_wrapped(raw: str, run: list[Line]) -> bool:
    """Whether most lines stop in mid-sentence at about one width and go on in small letters."""
    lines = [raw[start:end].strip() for start, end in run]
    whole, following = lines[:-1], lines[1:]
    if not whole or max(map(len, lines)) > WIDTH[1] or sum(map(len, whole)) < WIDTH[0] * len(whole):
        return False
    stopped = sum(not ENDS.search(line) for line in whole)
    going_on = sum(not line[0].isupper() for line in following)
    return stopped >= 0.6 * len(whole) and going_on >= 0.4 * len(following)
