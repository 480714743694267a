"""Reads each text once, however many benchmarks and probes ask for it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dragoman.codebook.projection import Scheme
from dragoman.coding.relate import Relation
from dragoman.evaluation.data import Coder
from dragoman.parsing.model import load_parser
from dragoman.pipeline import code, relate_pair
from dragoman.records.alignment import Alignment, Piece
from dragoman.records.findings import Findings
from dragoman.records.report import Paragraph, Report
from dragoman.records.syntax import ParsedReport

PUBLISHED = "2022-07-06"  # a Wednesday
NONE = "NONE"


class OnceParser:
    """The default parser, which keeps what it has parsed."""

    @property
    def version(self) -> str:
        return load_parser().version

    def parse(self, report: Report) -> ParsedReport:
        return parse_once(report)


@cache
def parse_once(report: Report) -> ParsedReport:
    return load_parser().parse(report)


def as_report(text: str, published: str | None = PUBLISHED) -> Report:
    """A report that holds nothing but the text; each line is a paragraph."""
    paragraphs, at = list[Paragraph](), 0
    for line in text.split("\n"):
        if line.strip():
            paragraphs.append(Paragraph(at, at + len(line), "body"))
        at += len(line) + 1
    whole = Alignment((Piece(0, len(text), 0, len(text)),))
    return Report("r_own", "", text, text, whole, tuple(paragraphs), (), None, None, (), published, "argument", "en", None)


@cache
def findings_of(text: str, published: str | None = PUBLISHED) -> Findings:
    """All that the coder finds in a text."""
    return code(as_report(text, published), OnceParser())


@dataclass(frozen=True, slots=True)
class Label:
    """What passes between two parties; ``kind`` and ``root`` are NONE, mode and status None, where no act is found."""

    kind: str = NONE
    mode: str | None = None
    status: str | None = None
    root: str = NONE


def relate_once(sentence: str, source: str, target: str, scheme: Scheme, coder: Coder) -> Relation:
    """What the pipeline answers on a pair, the sentence being parsed once."""
    return relate_pair(sentence, source, target, OnceParser(), scheme, coder)


@cache
def label_pair(sentence: str, source: str, target: str, coder: Coder = "both") -> Label:
    """The act between two sides that are given by their words: its kind, mode and status, and the projected root."""
    found = relate_once(sentence, source, target, "plover", coder)
    return Label(found.kind or NONE, found.mode, found.status, found.root or NONE)
