"""A parsed report: sentences of words with tags, trees and entities, every word a span of the clean text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from dragoman.records.evidence import Span
from dragoman.records.reading import States
from dragoman.records.report import Report, ToldIn

EntityLabel = Literal["PER", "ORG", "LOC"]


@dataclass(frozen=True, slots=True)
class Word:
    """``head`` is the index of the governing word within the sentence, -1 for the root; tags are Universal Dependencies'."""

    start: int
    end: int
    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str

    @property
    def relation(self) -> str:
        """The relation without its subtype: ``nsubj`` for ``nsubj:pass``."""
        return self.deprel.partition(":")[0]


@dataclass(frozen=True, slots=True)
class Entity:
    """A name: words ``[first, last)`` of its sentence."""

    first: int
    last: int
    label: EntityLabel


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; ``start`` and ``end`` in the clean text; ``states`` for the learned coder, None from another parser."""

    start: int
    end: int
    words: tuple[Word, ...]
    entities: tuple[Entity, ...]
    told_in: ToldIn
    paragraph: int
    states: States | None = field(default=None, compare=False, repr=False)

    def children(self, index: int) -> tuple[int, ...]:
        """The words that a word governs, in order."""
        return tuple(n for n, word in enumerate(self.words) if word.head == index)


@dataclass(frozen=True, slots=True)
class Chain:
    """Mentions (spans) of the report that corefer, first one first."""

    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class ParsedReport:
    """A report and its sentences in order; ``chains`` may be empty."""

    report: Report
    sentences: tuple[Sentence, ...]
    chains: tuple[Chain, ...]
    parser: str
