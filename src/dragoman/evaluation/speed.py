"""The speed benchmark: sentences a second on one core, of the parse alone and of the coding, measured in one run."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from dragoman.coding.code import code_report
from dragoman.coding.encoder import Encoder, load_encoder
from dragoman.evaluation.data import Measured, Setting, share
from dragoman.evaluation.gold_lines import REPORTS
from dragoman.evaluation.pairs import read_test_items
from dragoman.evaluation.reading import as_report
from dragoman.intake.clean import clean_document
from dragoman.intake.read import read_documents
from dragoman.parsing.coreference import resolve_coreference
from dragoman.parsing.model import load_parser
from dragoman.records.errors import InputError
from dragoman.records.report import Report

Given = TypeVar("Given")
Made = TypeVar("Made")


def timed(work: Callable[[Given], Made], inputs: Iterable[Given]) -> tuple[float, list[Made]]:
    """Processor seconds, of all threads: a busy machine or a second core changes nothing."""
    begun = time.process_time()
    made = [work(given) for given in inputs]
    return time.process_time() - begun, made


def read_demo() -> list[Report]:
    documents = [d for d in read_documents([str(REPORTS)]) if not isinstance(d, InputError)]
    return [clean_document(document) for document in documents]


@dataclass
class Watch:
    """Processor seconds spent in the functions that it watches."""

    seconds: float = 0.0

    def over(self, work: Callable[..., Made]) -> Callable[..., Made]:
        def watched(*given: object) -> Made:
            begun = time.process_time()
            try:
                return work(*given)
            finally:
                self.seconds += time.process_time() - begun

        return watched


@contextmanager
def watching(encoder: Encoder) -> Iterator[Watch]:
    """Times what is asked of the heads meanwhile."""
    watch = Watch()
    for name in ("about_pair", "about_trigger", "spots"):
        setattr(encoder, name, watch.over(getattr(encoder, name)))
    try:
        yield watch
    finally:
        for name in ("about_pair", "about_trigger", "spots"):
            delattr(encoder, name)


def measure_speed(setting: Setting) -> dict[str, Measured]:
    """Over the packaged example and the test sentences of the corpus; the coding is all that follows the parse."""
    reports = [*read_demo(), *(as_report(item.sentence) for item in read_test_items(setting.corpus))]
    parser = load_parser()
    code_report(resolve_coreference(parser.parse(reports[0])))  # what is loaded once is not measured
    parse_seconds, parsed = timed(parser.parse, reports)
    with watching(load_encoder()) as heads:
        code_seconds, _ = timed(lambda p: code_report(resolve_coreference(p)), parsed)
    sentences = sum(len(p.sentences) for p in parsed)
    figures = {
        "parse_per_second": share(sentences, parse_seconds),
        "code_per_second": share(sentences, code_seconds),
        "both_per_second": share(sentences, parse_seconds + code_seconds),
        "code_share": share(code_seconds, parse_seconds + code_seconds),
        "heads_of_parse": share(heads.seconds, parse_seconds),
    }
    return {"speed": Measured(figures)}
