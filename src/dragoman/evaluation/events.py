"""The events benchmark: all that a report tells, against gold that lists every interaction of it."""

from __future__ import annotations

from dragoman.evaluation.data import Measured, Setting
from dragoman.evaluation.gold_lines import read_gold
from dragoman.evaluation.score import Counts, score_report
from dragoman.parsing.model import load_parser
from dragoman.pipeline import process
from dragoman.records.mention import EventMention


def show(mention: EventMention) -> str:
    return f"{mention.event_type} {mention.status} {mention.trigger.quote!r} in {mention.evidence.quote[:80]!r}"


def measure_events(setting: Setting) -> dict[str, Measured]:
    """Precision, recall and what is right of the found, over the annotated reports of the packaged example."""
    counts, examples, extra = Counts(), dict[str, str](), list[str]()
    for gold in read_gold(setting.data):
        findings = process(gold.document, load_parser())
        scored = score_report(gold.lines, findings.mentions, findings.report.raw)
        counts += scored.counts
        examples |= {f"{gold.name}: {key}": outcome for key, outcome in scored.outcomes.items()}
        extra += [f"{gold.name}: {show(mention)}" for mention in scored.unmatched]
    return {"events": Measured(counts.figures(), examples, tuple(extra))}
