"""What the corpus is made of, by numbers: python -m corpus.statistics [--beside FILE.tsv]

``--beside`` sets the same numbers of another set of marked pairs beside them (columns sentence, source, target).
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, quantiles

from corpus.items import read_items
from corpus.split import split
from dragoman.parsing.model import load_parser, parse_text

PASSIVE = ("nsubj:pass", "aux:pass", "csubj:pass")


@dataclass(frozen=True, slots=True)
class Pair:
    sentence: str
    source: int
    target: int | None


@dataclass(frozen=True, slots=True)
class Shape:
    """Numbers of a set of pairs; shares are of the pairs."""

    pairs: int
    words: list[int]
    vocabulary: int
    figures: dict[str, float]


def measure(pairs: Sequence[Pair]) -> Shape:
    parser, lengths, lemmas = load_parser(), list[int](), Counter[str]()
    seen: Counter[str] = Counter()
    for pair in pairs:
        words = [w for s in parse_text(pair.sentence, parser).sentences for w in s.words]
        lengths.append(len(words))
        lemmas.update(w.lemma.lower() for w in words if w.upos in ("VERB", "NOUN", "ADJ"))
        relations = {w.deprel for w in words}
        seen["target before source"] += pair.target is not None and pair.target < pair.source
        seen["no target"] += pair.target is None
        seen["passive"] += any(r in relations for r in PASSIVE)
        seen["relative clause"] += "acl:relcl" in relations
        seen["negated"] += any(w.lemma.lower() in ("not", "no", "never", "without") for w in words)
        seen["future or modal"] += any(w.upos == "AUX" and w.lemma in ("will", "may", "might", "could", "would", "should") for w in words)
        seen["no verb"] += not any(w.upos in ("VERB", "AUX") for w in words)
        seen["quotation"] += any(w.form in ('"', "“") for w in words)
        seen["more than one sentence"] += sum(w.relation == "root" for w in words) > 1
    return Shape(len(pairs), lengths, len(lemmas), {name: number / len(pairs) for name, number in seen.items()})


def show(shapes: Sequence[Shape]) -> None:
    def row(name: str, values: Sequence[str]) -> None:
        print(f"{name:26}" + "".join(f"{value:>14}" for value in values))

    row("pairs", [f"{s.pairs}" for s in shapes])
    row("words: mean", [f"{mean(s.words):.1f}" for s in shapes])
    row("words: 10 % / 90 %", [f"{quantiles(s.words, n=10)[0]:.0f} / {quantiles(s.words, n=10)[8]:.0f}" for s in shapes])
    row("words: longest", [f"{max(s.words)}" for s in shapes])
    row("lemmas of content words", [f"{s.vocabulary}" for s in shapes])
    for name in shapes[0].figures:
        row(name, [f"{s.figures[name]:.3f}" for s in shapes])


def read_beside(path: Path) -> list[Pair]:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [Pair(r["sentence"], r["sentence"].find(r["source"]), place_of(r["sentence"], r["target"])) for r in rows]


def place_of(sentence: str, words: str) -> int | None:
    """Where the words of a side begin; None where the sentence does not have them."""
    at = sentence.find(words) if words else -1
    return None if at < 0 else at


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--beside", type=Path)
    given = options.parse_args()
    items = read_items()
    parts = split(items)
    print({part: len(found) for part, found in parts.items()})
    for field in ("kind", "status", "manner"):
        print(field, dict(Counter(str(getattr(i, field)) for i in items).most_common()))
    print("modes", dict(Counter(f"{i.kind} {i.mode}" for i in items if i.mode).most_common()))
    print("contexts", dict(Counter(c for i in items for c in i.contexts).most_common()))
    print({"hard": sum(i.hard for i in items), "in near-miss pairs": sum(i.pair is not None for i in items)})
    print({"attributed": sum(bool(i.attribution) for i in items), "chains": sum(len(i.attribution) > 1 for i in items)})
    shapes = [measure([Pair(i.sentence, i.source.start, i.target.start if i.target else None) for i in items])]
    if given.beside:
        shapes.append(measure(read_beside(given.beside)))
    show(shapes)


if __name__ == "__main__":
    main()
