"""The relations benchmark: which act passes between two parties that are given by their words in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.evaluation.data import Coder, Measured, Setting, outcomes, share
from dragoman.evaluation.pairs import Pair, read_pairs, read_test_items
from dragoman.evaluation.reading import NONE, Label, label_pair


def label_pairs(pairs: Sequence[Pair], coder: Coder) -> list[Label]:
    return [label_pair(p.sentence, p.source, p.target, coder) for p in pairs]


def f1_of(label: str, wanted: Sequence[str], found: Sequence[str]) -> float:
    both = sum(w == f == label for w, f in zip(wanted, found, strict=True))
    return share(2 * both, wanted.count(label) + found.count(label))


def macro_f1(wanted: Sequence[str], found: Sequence[str]) -> float:
    """The mean F1 over the kinds of acts; no act stands apart."""
    kinds = sorted(set(wanted) - {NONE})
    return share(sum(f1_of(kind, wanted, found) for kind in kinds), len(kinds))


def agreement(wanted: Sequence[object], found: Sequence[object]) -> float:
    return share(sum(w == f for w, f in zip(wanted, found, strict=True)), len(wanted))


def relation_figures(pairs: Sequence[Pair], labels: Sequence[Label]) -> dict[str, float]:
    """Roots are kinds after the projection; status and mode are compared where the kind is right."""
    kinds, found = [p.kind for p in pairs], [label.kind for label in labels]
    roots, found_roots = [p.root for p in pairs], [label.root for label in labels]
    alike = [(p, label) for p, label in zip(pairs, labels, strict=True) if p.kind == label.kind != NONE]
    return {
        "accuracy": agreement(roots, found_roots),
        "macro_f1": macro_f1(roots, found_roots),
        "kind_accuracy": agreement(kinds, found),
        "kind_macro_f1": macro_f1(kinds, found),
        "none_f1": f1_of(NONE, kinds, found),
        "status": agreement([p.status for p, _ in alike], [label.status for _, label in alike]),
        "mode": agreement([p.mode for p, _ in alike], [label.mode for _, label in alike]),
    }


def measure_pairs(pairs: Sequence[Pair], coder: Coder) -> Measured:
    labels = label_pairs(pairs, coder)
    return Measured(
        relation_figures(pairs, labels), outcomes({p.key: p.root == label.root for p, label in zip(pairs, labels, strict=True)})
    )


def measure_relations(setting: Setting) -> dict[str, Measured]:
    """The project's own short pairs, and the part of the corpus whose topics no rule or model was taught on."""
    return {
        "relations": measure_pairs(read_pairs(setting.data), setting.coder),
        "corpus": measure_pairs(read_test_items(setting.corpus), setting.coder),
    }
