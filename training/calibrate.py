"""Fits how rules and heads are weighed, and how sure a telling is: python -m training.calibrate [--out src/dragoman/coding/model]

On the development part of the corpus, which taught neither: the weights that make the right label likeliest (labels after PLOVER's
projection), and those that turn what is known of a mention into the probability that its kind and status are right.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.items import NONE, Item, read_items
from corpus.split import split
from dragoman.codebook.projection import project
from dragoman.coding.code import read_report, read_tellings
from dragoman.coding.confidence import signs_of
from dragoman.coding.relate import Views, is_composed, look_at, project_telling
from dragoman.coding.weigh import Weights, is_own_refusal, project_answer, weigh
from dragoman.parsing.coreference import resolve_coreference
from dragoman.parsing.model import load_parser, parse_text

START = Weights(temperature=1.0, both_sides=2.0, one_side=1.0, loose=0.5, nothing=0.5, composed=0.5)
STEPS = (0.8, 0.4, 0.2, 0.1)
SMALLEST = 1e-6
PARAGRAPH = 3  # items that are read as one paragraph


@dataclass(frozen=True)
class Case:
    """What both make of an item, and its projected label."""

    views: Views
    label: str


def label_of(item: Item) -> str:
    if item.kind == NONE or item.status is None:
        return NONE
    return project(item.kind, item.mode, item.status, is_own_refusal(item.kind, item.status)).event_type


def weight_of(views: Views, weights: Weights) -> float:
    return weights.of(views.fit, is_composed(views.telling)) if views.telling else weights.nothing


def read_cases(items: Sequence[Item]) -> list[Case]:
    parser = load_parser()
    return [Case(look_at(resolve_coreference(parse_text(i.sentence, parser)), i.source, i.target), label_of(i)) for i in items]


def loss(cases: Sequence[Case], weights: Weights) -> float:
    """Mean negative log probability of the right labels, and a little for weights far from where they began."""
    total = 0.0
    for case in cases:
        by_rules = project_telling(case.views, "plover")
        weight = weight_of(case.views, weights)
        heads = project_answer(case.views.answer, "plover") if case.views.answer else None
        total -= math.log(max(weigh(heads, by_rules, weight, weights.temperature).get(case.label, 0.0), SMALLEST))
    return total / len(cases)


def climb(measure: Callable[[Weights], float], start: Weights) -> Weights:
    """The weights that a search by coordinates ends at."""
    best, least = start, measure(start)
    for size in STEPS:
        moved = True
        while moved:
            moved = False
            for name in asdict(best):
                for step in (size, -size):
                    tried = replace(best, **{name: max(0.05, getattr(best, name) + step)})
                    if (found := measure(tried)) < least - 1e-6:
                        best, least, moved = tried, found, True
    return best


def reliability(sure: NDArray[np.float64], right: NDArray[np.bool_], bins: int = 10) -> list[tuple[float, float, int]]:
    """Mean confidence, share right and number of cases, by tenths of confidence."""
    rows = []
    for low in np.linspace(0, 1, bins, endpoint=False):
        inside = (sure >= low) & (sure < low + 1 / bins + (1e-9 if low + 1 / bins >= 1 else 0))
        if inside.any():
            rows.append((float(sure[inside].mean()), float(right[inside].mean()), int(inside.sum())))
    return rows


def report(cases: Sequence[Case], weights: Weights) -> None:
    found = []
    for case in cases:
        by_rules = project_telling(case.views, "plover")
        weight = weight_of(case.views, weights)
        heads = project_answer(case.views.answer, "plover") if case.views.answer else None
        labels = weigh(heads, by_rules, weight, weights.temperature)
        best = max(labels, key=lambda name: labels[name])
        found.append((labels[best], best == case.label))
    sure, right = np.array([s for s, _ in found]), np.array([r for _, r in found])
    print(f"{len(cases)} items, {right.mean():.3f} right, loss {loss(cases, weights):.3f}")
    for mean, share, number in reliability(sure, right):
        print(f"  said {mean:.2f}  was {share:.2f}  ({number})")


Signs = dict[str, float]


def read_tellings_of(items: Sequence[Item]) -> list[tuple[Signs, bool]]:
    """The signs of every telling that an item can judge, and whether its kind and status are right.

    An item judges the tellings at its trigger; a quiet one judges all of its tellings, as wrong. Items are read three to a paragraph, as
    sentences stand in reports.
    """
    parser, found = load_parser(), list[tuple[Signs, bool]]()
    for at in range(0, len(items), PARAGRAPH):
        block = items[at : at + PARAGRAPH]
        starts = [sum(len(i.sentence) + 1 for i in block[:n]) for n in range(len(block))]
        reading = read_report(resolve_coreference(parse_text(" ".join(i.sentence for i in block), parser)))
        for telling in read_tellings(reading, heads=True):
            sentence = reading.parsed.sentences[telling.sentence]
            word = sentence.words[telling.at]
            own = max(n for n, start in enumerate(starts) if start <= word.start)
            item, start = block[own], starts[own]
            trigger = item.trigger
            told = trigger is not None and word.start < start + trigger.end and start + trigger.start < word.end
            if item.quiet or told:
                right = (telling.event_type, telling.status) == (item.kind, item.status)
                found.append((signs_of(telling, sentence), right))
    return found


def fit_logistic(cases: Sequence[tuple[Signs, bool]], shrink: float = 1.0, rounds: int = 60) -> Signs:
    """Weights by Newton's method, with a penalty of ``shrink`` on the squares of all but ``base``."""
    names = list(cases[0][0])
    x = np.array([[signs[name] for name in names] for signs, _ in cases])
    y = np.array([float(right) for _, right in cases])
    w, penalty = np.zeros(len(names)), np.diag([0.0 if name == "base" else shrink for name in names])
    for _ in range(rounds):
        p = 1 / (1 + np.exp(-x @ w))
        w -= np.linalg.solve((x.T * (p * (1 - p))) @ x + penalty + 1e-6 * np.eye(len(names)), x.T @ (p - y) + penalty @ w)
    return dict(zip(names, map(float, w), strict=True))


def sureness(cases: Sequence[tuple[Signs, bool]], weights: Signs) -> NDArray[np.float64]:
    totals = np.array([sum(weights[name] * value for name, value in signs.items()) for signs, _ in cases])
    found: NDArray[np.float64] = 1 / (1 + np.exp(-totals))
    return found


def show_sureness(title: str, cases: Sequence[tuple[Signs, bool]], weights: Signs) -> None:
    sure, right = sureness(cases, weights), np.array([r for _, r in cases])
    print(f"{title}: {len(cases)} tellings, {right.mean():.3f} right, Brier score {((sure - right) ** 2).mean():.3f}")
    for mean, share, number in reliability(sure, right):
        print(f"  said {mean:.2f}  was {share:.2f}  ({number})")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--out", type=Path, default=Path("src/dragoman/coding/model"))
    given = options.parse_args()
    parts = split(read_items())
    # Hard items were written to defeat rules; what is asked about is ordinary news.
    cases = read_cases([i for i in parts["dev"] if not i.hard])
    weights = climb(lambda tried: loss(cases, tried), START)
    print("development part, ordinary items:")
    report(cases, weights)
    print("test part:")
    report(read_cases(parts["test"]), weights)
    write(asdict(weights), given.out / "weights.json")
    quiet = [i for i in parts["train"] if i.quiet]
    signs = fit_logistic(read_tellings_of([*parts["dev"], *quiet[::2]]))
    write(signs, given.out / "confidence.json")
    show_sureness("tellings, test part", read_tellings_of([*parts["test"], *quiet[1::2]]), signs)


def write(weights: dict[str, float], path: Path) -> None:
    path.write_text(json.dumps({name: round(value, 3) for name, value in weights.items()}, indent=1) + "\n", encoding="utf-8")
    print(path, weights)


if __name__ == "__main__":
    main()
