"""Labels a given pair: which kind of act passes from one side to the other in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dragoman.codebook.projection import project
from dragoman.coding.code import Reading, confidence_of, is_refusal, read_report, read_tellings
from dragoman.coding.composition import Telling
from dragoman.coding.tree import Tree
from dragoman.records.actor import Actor
from dragoman.records.evidence import Span
from dragoman.records.syntax import ParsedReport

Scheme = Literal["plover", "plv"]


@dataclass(frozen=True, slots=True)
class Relation:
    """``root`` is a type after the projection, None where no act is found."""

    root: str | None
    confidence: float


def find_span(text: str, words: str) -> Span | None:
    """The first place of a party's words in the sentence, case aside."""
    at = text.lower().find(words.strip().lower())
    return Span(at, at + len(words.strip())) if words.strip() and at >= 0 else None


def relate(parsed: ParsedReport, source: str, target: str, scheme: Scheme = "plover") -> Relation:
    """The act between two parties named by their words; the best-fitting telling of the sentence counts."""
    reading = read_report(parsed)
    text = parsed.report.text
    left, right = find_span(text, source), find_span(text, target)
    tellings = read_tellings(reading)
    ranked = sorted(tellings, key=lambda t: -fit(reading, t, left, right))
    if not ranked or fit(reading, ranked[0], left, right) <= 0:
        return Relation(None, 0.0)
    best = ranked[0]
    root = project(best.event_type, best.mode, best.status, needs_refusal=is_refusal(best), scheme=scheme).event_type
    return Relation(root, round(confidence_of(best) * min(1.0, fit(reading, best, left, right) / 4), 2))


def touches(actors: Sequence[Actor], span: Span | None) -> bool:
    return span is not None and any(Span(a.start, a.end).overlaps(span) for a in actors)


def fit(reading: Reading, telling: Telling, left: Span | None, right: Span | None) -> float:
    """How well a telling joins the two sides: parties found count most, then words that stand under the trigger."""
    tree = reading.trees[telling.sentence]
    score = 3.0 * touches(telling.sources, left) + 3.0 * (
        touches(telling.targets, right) or (telling.trigger.mutual and touches(telling.sources, right))
    )
    score -= 2.0 * (touches(telling.targets, left) and not touches(telling.sources, left))
    score += near(tree, telling, left) + near(tree, telling, right)
    return score - 0.02 * depth(tree, telling.anchor)


def near(tree: Tree, telling: Telling, span: Span | None) -> float:
    """1 where the side stands in the telling's own clause, less elsewhere in the sentence."""
    if span is None:
        return 0.0
    inside = [w for w in tree.clause(telling.anchor) if Span(tree.words[w].start, tree.words[w].end).overlaps(span)]
    return 1.0 if inside else 0.2


def depth(tree: Tree, at: int) -> int:
    return sum(1 for _ in tree.above(at))
