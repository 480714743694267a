"""Measures the coder on the gold and prints one table, with gains and losses by example against the last accepted run.

``python -m evaluation.run`` measures; ``--accept`` also makes this run the accepted one; ``--show`` lists what was missed.
Floors are raised by hand in ``floors.yaml``, never lowered without a reason in the commit.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from dragoman.parsing.model import load_parser
from dragoman.pipeline import process
from evaluation.gold_lines import read_gold
from evaluation.relations import label_pairs, read_pairs, relation_figures
from evaluation.score import Counts, score_report

HERE = Path(__file__).parent
ACCEPTED, FLOORS = HERE / "accepted.json", HERE / "floors.yaml"
RANKS = {"missed": 0, "wrong": 0, "found": 1, "right": 2}
Figures = dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class Run:
    """Figures by benchmark, what became of each example, and mentions that no gold line asks for."""

    figures: Figures
    examples: Mapping[str, str]
    unmatched: tuple[str, ...] = ()


def measure_events() -> tuple[dict[str, float], dict[str, str], list[str]]:
    counts, unmatched = Counts(), []
    examples: dict[str, str] = {}
    for gold in read_gold():
        findings = process(gold.document, load_parser())
        scored = score_report(gold.lines, findings.mentions, findings.report.raw)
        counts += scored.counts
        examples |= {f"{gold.name}: {key}": outcome for key, outcome in scored.outcomes.items()}
        unmatched += [f"{gold.name}: {m.event_type} {m.status} {m.trigger.quote!r} in {m.evidence.quote[:80]!r}" for m in scored.unmatched]
    return counts.figures(), examples, unmatched


def measure_relations() -> tuple[dict[str, float], dict[str, str]]:
    pairs = read_pairs()
    wanted, found = [p.root for p in pairs], label_pairs(pairs, load_parser())
    examples = {f"pair: {p.root} {p.sentence}": "right" if p.root == root else "wrong" for p, root in zip(pairs, found, strict=True)}
    return relation_figures(wanted, found), examples


@cache
def measure() -> Run:
    """One run over all benchmarks."""
    events, examples, unmatched = measure_events()
    relations, pair_examples = measure_relations()
    return Run({"events": events, "relations": relations}, {**examples, **pair_examples}, tuple(unmatched))


def read_floors() -> Figures:
    floors: Figures = yaml.safe_load(FLOORS.read_text(encoding="utf-8"))
    return floors


def read_accepted() -> Run:
    """The last accepted run; an empty one where there is none."""
    if not ACCEPTED.exists():
        return Run({}, {})
    body: dict[str, Any] = json.loads(ACCEPTED.read_text(encoding="utf-8"))
    return Run(body["figures"], body["examples"])


def accept(run: Run) -> None:
    figures = {name: {key: round(value, 4) for key, value in found.items()} for name, found in run.figures.items()}
    body = {"figures": figures, "examples": dict(sorted(run.examples.items()))}
    ACCEPTED.write_text(json.dumps(body, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def below_floor(figures: Figures, floors: Figures) -> list[str]:
    """What is worse than it must be, in words."""
    return [
        f"{name} {key}: {figures[name][key]:.3f} is below {floor:.3f}"
        for name, kept in floors.items()
        for key, floor in kept.items()
        if figures[name][key] < floor
    ]


def as_table(run: Run, accepted: Run, floors: Figures) -> Iterator[str]:
    yield f"{'':24}{'now':>8}{'accepted':>10}{'change':>9}{'floor':>8}"
    for name, figures in run.figures.items():
        for key, value in figures.items():
            before, floor = accepted.figures.get(name, {}).get(key), floors.get(name, {}).get(key)
            change = "" if before is None else f"{value - before:+.3f}"
            shown = ["" if number is None else f"{number:.3f}" for number in (before, floor)]
            yield f"{name + ' ' + key:24}{value:8.3f}{shown[0]:>10}{change:>9}{shown[1]:>8}"


def list_changes(run: Run, accepted: Run) -> Iterator[str]:
    """Gains first, then losses, each example by its words."""
    both = [(key, accepted.examples[key], now) for key, now in run.examples.items() if key in accepted.examples]
    for title, sign in (("gained", 1), ("lost", -1)):
        for key, before, now in both:
            if (RANKS[now] - RANKS[before]) * sign > 0:
                yield f"{title}  {before} → {now}  {key}"


def list_faults(run: Run) -> Iterator[str]:
    yield from (f"{outcome}  {key}" for key, outcome in run.examples.items() if outcome != "right")
    yield from (f"extra  {mention}" for mention in run.unmatched)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m evaluation.run", description=__doc__)
    parser.add_argument("--accept", action="store_true", help="make this run the accepted one")
    parser.add_argument("--show", action="store_true", help="list examples that are not right, and mentions that no gold line asks for")
    options = parser.parse_args(arguments)
    run, accepted, floors = measure(), read_accepted(), read_floors()
    print("\n".join([*as_table(run, accepted, floors), *list_changes(run, accepted)]))
    if options.show:
        print("\n".join(list_faults(run)))
    if options.accept:
        accept(run)
    faults = below_floor(run.figures, floors)
    print("\n".join(faults), file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
