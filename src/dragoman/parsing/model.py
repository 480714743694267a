"""The doors of the room: ``load_parser`` gives a parser by name, and a parser gives sentences for a report or a paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Protocol

from dragoman.parsing.decode import Decoder, Token, sentence_bounds
from dragoman.parsing.network import WINDOW_WORDS, Network
from dragoman.parsing.tokens import tokenise
from dragoman.records.alignment import Alignment, Piece
from dragoman.records.errors import UsageError
from dragoman.records.report import Paragraph, Report, ToldIn
from dragoman.records.syntax import ParsedReport, Sentence

DEFAULT = "dragoman"


class Parser(Protocol):
    """Whatever parses; ``version`` names program and model, and stands in every parsed report."""

    @property
    def version(self) -> str: ...

    def parse(self, report: Report) -> ParsedReport:
        """The report's sentences, with offsets in its clean text; ``chains`` is empty."""
        ...


class ParagraphParser(Parser, Protocol):
    """A parser that reads paragraphs one by one."""

    def parse_paragraph(self, text: str, start: int = 0, told_in: ToldIn = "body", paragraph: int = 0) -> tuple[Sentence, ...]:
        """The sentences of a paragraph that begins at ``start`` of the clean text."""
        ...


class DragomanParser:
    """The parser that ships with the package. Each paragraph is read for itself: the same words give the same parse anywhere."""

    def __init__(self, threads: int = 1) -> None:
        self._network = Network(threads)
        self._decoder = Decoder(self._network)

    @property
    def version(self) -> str:
        return f"{DEFAULT}-{self._network.version}"

    def parse(self, report: Report) -> ParsedReport:
        return parse_report(self, report)

    def parse_paragraph(self, text: str, start: int = 0, told_in: ToldIn = "body", paragraph: int = 0) -> tuple[Sentence, ...]:
        tokens = [(start + first, start + last, text[first:last]) for first, last in tokenise(text)]
        return tuple(self._sentences(tokens, told_in, paragraph))

    def _sentences(self, tokens: list[Token], told_in: ToldIn, paragraph: int) -> Iterator[Sentence]:
        """Window by window; the last sentence of a window is read again with what follows it."""
        forms, at = [form for _, _, form in tokens], 0
        while at < len(tokens):
            count = self._network.fitting(forms[at : at + WINDOW_WORDS])
            window = tokens[at : at + count]
            scores = self._network.read(forms[at : at + count])
            bounds = sentence_bounds(scores.start, forms[at : at + count], at + count == len(tokens))
            for first, last in pairwise(bounds):
                words = self._decoder.words(window, scores, first, last)
                entities = self._decoder.entities(scores, first, last)
                states = self._decoder.states(scores, first, last)
                yield Sentence(words[0].start, words[-1].end, words, entities, told_in, paragraph, states)
            at += bounds[-1]


def parse_report(parser: ParagraphParser, report: Report) -> ParsedReport:
    """Every paragraph of a report by itself: the end of a paragraph is the end of a sentence."""
    sentences = tuple(
        sentence
        for number, block in enumerate(report.paragraphs)
        for sentence in parser.parse_paragraph(report.text[block.start : block.end], block.start, block.told_in, number)
    )
    return ParsedReport(report, sentences, (), parser.version)


def parse_text(text: str, parser: Parser | None = None) -> ParsedReport:
    """A text of one paragraph that no input stands behind; by the default parser unless another is given."""
    alignment = Alignment((Piece(0, len(text), 0, len(text)),))
    paragraphs = (Paragraph(0, len(text), "body"),)
    return (parser or load_parser()).parse(Report("", "", text, text, alignment, paragraphs, (), None, None, (), None, None, None, None))


def parse_paragraphs(texts: Sequence[str], parser: Parser | None = None) -> list[tuple[Sentence, ...]]:
    """The sentences of each text, with offsets in that text."""
    return [parse_text(text, parser).sentences for text in texts]


@cache
def load_parser(name: str = DEFAULT, threads: int = 1) -> Parser:
    """A parser by name: ``dragoman``, or ``spacy:<pipeline>`` for an installed spaCy pipeline.

    ``threads`` are for one window; several processes of one thread do more. Raises UsageError for a name that is neither.
    """
    if name == DEFAULT:
        return DragomanParser(threads)
    kind, _, pipeline = name.partition(":")
    if kind == "spacy" and pipeline:
        # spaCy is an extra, and slow to import
        from dragoman.parsing.spacy_adapter import SpacyParser

        return SpacyParser(pipeline)
    raise UsageError(f"no parser named {name!r}: dragoman, or spacy:<pipeline>")
