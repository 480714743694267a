"""A part: a block of the input and what the cleaning holds it to be."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dragoman.intake.blocks import Block
from dragoman.records.report import CutKind, ToldIn

SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
LONG_PROSE, SHORT_PROSE = 25, 8  # words; shorter blocks are prose only where they end as a sentence does


@dataclass(frozen=True, slots=True)
class Part:
    """Undecided while both are None. A caption or related headline is told and cut; ``words`` are then what is told."""

    block: Block
    told_in: ToldIn | None = None
    cut: CutKind | None = None
    words: Block | None = None

    @property
    def is_open(self) -> bool:
        return self.told_in is None and self.cut is None

    @property
    def told(self) -> Block:
        return self.words or self.block

    def cut_as(self, kind: CutKind) -> Part:
        return replace(self, cut=kind)

    def tell_in(self, told_in: ToldIn) -> Part:
        return replace(self, told_in=told_in)


def ends_sentence(text: str) -> bool:
    return bool(SENTENCE_END.search(text))


def is_prose(block: Block) -> bool:
    """Whether a block is running text rather than a line of the page."""
    return block.words >= LONG_PROSE or (block.words >= SHORT_PROSE and ends_sentence(block.text))


def normal_words(text: str) -> str:
    """Letters and digits in small letters: two texts alike but for marks and spaces give the same."""
    return "".join(re.findall(r"[^\W_]+", text.casefold()))
