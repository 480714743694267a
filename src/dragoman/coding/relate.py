"""Labels a given pair: which kind of act passes from one side to the other in a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dragoman.codebook.projection import Scheme
from dragoman.coding.code import CODER, Reading, is_refusal, read_report, read_tellings
from dragoman.coding.encoder import NONE, Answer, load_encoder
from dragoman.coding.telling import Telling
from dragoman.coding.tree import Tree
from dragoman.coding.weigh import likeliest, load_weights, project_act, project_answer, weigh
from dragoman.records.actor import Actor
from dragoman.records.evidence import Span
from dragoman.records.syntax import ParsedReport

Coder = Literal["both", "rules", "heads"]


@dataclass(frozen=True, slots=True)
class Relation:
    """``root`` is a type after the projection, None where no act is found; ``confidence`` the probability that this is right.

    ``kind``, ``mode`` and ``status`` are what the root was projected from.
    """

    root: str | None
    confidence: float
    found_by: str = ""
    kind: str | None = None
    mode: str | None = None
    status: str | None = None


@dataclass(frozen=True, slots=True)
class Views:
    """What rules and heads make of a pair: the best telling with its fit, and the heads' answer (None from another parser).

    ``told`` and ``pointed`` are the lemmas of the words that tell the act, by the rules and by the heads.
    """

    telling: Telling | None
    fit: float
    answer: Answer | None
    told: tuple[str, ...] = ()
    pointed: tuple[str, ...] = ()


def find_span(text: str, words: str) -> Span | None:
    """The first place of a party's words in the sentence, case aside."""
    found = re.search(re.escape(words.strip()), text, re.IGNORECASE) if words.strip() else None
    return Span(*found.span()) if found else None


def relate(parsed: ParsedReport, source: str, target: str, scheme: Scheme = "plover", coder: Coder = "both") -> Relation:
    """The act between two parties named by their words; ``coder`` leaves out the heads or the rules."""
    text = parsed.report.text
    views = look_at(parsed, find_span(text, source), find_span(text, target))
    if views.answer is None and (coder == "heads" or views.telling is None):
        return Relation(None, 0.0)
    by_rules = project_telling(views, scheme)
    weights = load_weights()
    weight = weights.of(views.fit, is_composed(views.telling)) if views.telling else weights.nothing
    by_heads = project_answer(views.answer, scheme, views.pointed) if views.answer and coder != "rules" else None
    labels = weigh(by_heads, by_rules, 0.0 if coder == "heads" else weight, weights.temperature)
    best = by_rules if coder == "rules" else max(labels, key=lambda name: labels[name])
    sure = round(labels[best], 2)
    if best == NONE:
        return Relation(None, sure)
    if views.telling and best == by_rules and coder != "heads":
        telling = views.telling
        return Relation(best, sure, CODER, telling.event_type, telling.mode, telling.status)
    assert views.answer is not None
    kind, status = likeliest(views.answer, best, scheme, views.pointed)
    mode = views.answer.mode if kind == views.answer.best else None
    return Relation(best, sure, f"heads {load_encoder().version}", kind, mode, status)


def look_at(parsed: ParsedReport, left: Span | None, right: Span | None) -> Views:
    """What rules and heads make of two places of a text."""
    reading = read_report(parsed, [span for span in (left, right) if span])
    has_states = all(s.states is not None for s in parsed.sentences)
    answer = load_encoder().about_pair(parsed.sentences, bounds(left), bounds(right)) if has_states and (left or right) else None
    ranked = sorted(((fit(reading, t, left, right), t) for t in read_tellings(reading)), key=lambda pair: -pair[0])
    well, telling = ranked[0] if ranked and ranked[0][0] > 0 else (0.0, None)
    told = words_at(reading.trees[telling.sentence], telling.at) if telling else ()
    return Views(telling, well, answer, told, pointed_at(reading, answer) if answer else ())


def is_composed(telling: Telling) -> bool:
    """Whether operators, or an obligation, made a telling what it is."""
    return bool(telling.hedges) or telling.event_type != telling.trigger.event_type or telling.trigger.note == "obligation"


def words_at(tree: Tree, at: int) -> tuple[str, ...]:
    """The lemmas of a word and of what it acts on: "signed an agreement" is told by both."""
    return tuple(tree.lemma(n) for n in (at, *tree.patient(at)))


def pointed_at(reading: Reading, answer: Answer) -> tuple[str, ...]:
    """The lemmas at the word where the heads see the act."""
    at = int(answer.told_at.argmax())
    for tree in reading.trees:
        if at < len(tree):
            return words_at(tree, at)
        at -= len(tree)
    return ()


def bounds(span: Span | None) -> tuple[int, int] | None:
    return (span.start, span.end) if span else None


def project_telling(views: Views, scheme: Scheme) -> str:
    """The rules' label, NONE where they found nothing."""
    telling = views.telling
    if telling is None:
        return NONE
    return project_act(telling.event_type, telling.mode, telling.status, is_refusal(telling), scheme, views.told)


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
