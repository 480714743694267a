"""Reads each text once, however many benchmarks and probes ask for it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dragoman.codebook.projection import project
from dragoman.coding.code import is_refusal, read_report, read_tellings
from dragoman.coding.relate import find_span, fit
from dragoman.parsing.coreference import resolve_coreference
from dragoman.parsing.model import load_parser
from dragoman.pipeline import code
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


@cache
def label_pair(sentence: str, source: str, target: str) -> Label:
    """The act between two sides that are given by their words: its kind, mode and status, and the projected root."""
    reading = read_report(resolve_coreference(parse_once(as_report(sentence, None))))
    left, right = find_span(sentence, source), find_span(sentence, target)
    best = max(read_tellings(reading), key=lambda t: fit(reading, t, left, right), default=None)
    if best is None or fit(reading, best, left, right) <= 0:
        return Label()
    root = project(best.event_type, best.mode, best.status, needs_refusal=is_refusal(best)).event_type
    return Label(best.event_type, best.mode, best.status, root)
