"""Measures the shipped parser from raw text: python -m training.measure --treebanks DIR [--split dev]

Prints a Markdown table. Trees are scored by udtools' CoNLL 2018 scorer (F1; relations without subtypes), names by exact span and
label, speed and memory in a process of its own that holds nothing but parser and text.
"""

from __future__ import annotations

import argparse
import io
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from udtools.udeval import evaluate, load_conllu

from dragoman.parsing.model import parse_paragraphs
from dragoman.records.syntax import Sentence as Parsed
from training.treebanks import Document, Sentence, paragraph_text, read_documents

METRICS = {"Words": "token", "Sentences": "sentence", "UPOS": "UPOS", "XPOS": "XPOS", "Lemmas": "lemma", "UAS": "UAS", "LAS": "LAS"}
Name = tuple[int, int, int, str]  # paragraph, start, end, label

# Run alone: how fast (by the time on the processor, so that other programs do not count), and how much memory at most.
TIMED = """
import json, resource, sys, time
from dragoman.parsing.model import load_parser
texts = json.load(sys.stdin)
parser = load_parser()
parser.parse_paragraph(texts[0])
began = time.process_time()
words = sum(len(s.words) for text in texts for s in parser.parse_paragraph(text))
seconds = time.process_time() - began
print(json.dumps([words, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""


@dataclass(frozen=True)
class TestSet:
    name: str
    paragraphs: list[list[Sentence]]

    @property
    def texts(self) -> list[str]:
        return [paragraph_text(p) for p in self.paragraphs]


def paragraphs_of(documents: Iterable[Document], prefix: str = "") -> list[list[Sentence]]:
    return [p for d in documents if d.name.startswith(prefix) for p in d.paragraphs]


def read_sets(folder: Path, split: str) -> list[TestSet]:
    news = [d for part in ("dev", "test") for d in read_documents(folder, "gum", part)]
    return [
        TestSet(f"EWT {split}", paragraphs_of(read_documents(folder, "ewt", split))),
        TestSet(f"GUM {split}", paragraphs_of(read_documents(folder, "gum", split))),
        TestSet("GUM news dev+test", paragraphs_of(news, "GUM_news")),
    ]


def row(number: int, form: str, tags: tuple[str, str, str, str], head: int, relation: str) -> str:
    lemma, upos, xpos, feats = tags
    return "\t".join([str(number), form, lemma, upos, xpos, feats, str(head), relation, "_", "_"])


def gold_conllu(paragraphs: list[list[Sentence]]) -> str:
    blocks = (
        "\n".join(row(n, w.form, (w.lemma, w.upos, w.xpos, w.feats), w.head, w.deprel) for n, w in enumerate(s.words, 1))
        for p in paragraphs
        for s in p
    )
    return "\n\n".join(blocks) + "\n\n"


def parsed_conllu(paragraphs: list[tuple[Parsed, ...]]) -> str:
    blocks = (
        "\n".join(row(n, w.form, (w.lemma, w.upos, w.xpos, w.feats), w.head + 1, w.deprel) for n, w in enumerate(s.words, 1))
        for p in paragraphs
        for s in p
    )
    return "\n\n".join(blocks) + "\n\n"


def gold_names(paragraphs: list[list[Sentence]]) -> Iterator[Name]:
    for number, paragraph in enumerate(paragraphs):
        at, first, last, label = 0, 0, 0, ""
        for word in (w for s in paragraph for w in s.words):
            if label and not word.entity.startswith("I-"):
                yield number, first, last, label
                label = ""
            if word.entity.startswith("B-"):
                first, label = at, word.entity[2:]
            last = at + len(word.form)
            at = last + word.space_after
        if label:
            yield number, first, last, label


def parsed_names(paragraphs: list[tuple[Parsed, ...]]) -> Iterator[Name]:
    for number, paragraph in enumerate(paragraphs):
        for s in paragraph:
            for e in s.entities:
                yield number, s.words[e.first].start, s.words[e.last - 1].end, e.label


def names_f1(gold: set[Name], found: set[Name]) -> float:
    return 200 * len(gold & found) / max(1, len(gold) + len(found))


def time_parser(texts: list[str]) -> tuple[float, float]:
    """(words a second, peak memory in MB) of one process with one thread."""
    run = subprocess.run([sys.executable, "-c", TIMED], input=json.dumps(texts), capture_output=True, text=True, check=True)
    words, seconds, memory = json.loads(run.stdout)
    return words / seconds, memory


def measure(test: TestSet) -> list[str]:
    """The cells of a test set's line."""
    parsed = parse_paragraphs(test.texts)
    scores = evaluate(
        load_conllu(io.StringIO(gold_conllu(test.paragraphs)), "gold", {}),
        load_conllu(io.StringIO(parsed_conllu(parsed)), "parsed", {}),
    )
    gold, found = set(gold_names(test.paragraphs)), set(parsed_names(parsed))
    by_label = [names_f1({n for n in gold if n[3] == k}, {n for n in found if n[3] == k}) for k in ("PER", "ORG", "LOC")]
    speed, memory = time_parser(test.texts)
    cells = [100 * scores[key].f1 for key in METRICS] + [names_f1(gold, found), *by_label]
    return [test.name, *(f"{cell:.1f}" for cell in cells), f"{speed:,.0f}", f"{memory:.0f}"]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--treebanks", type=Path, required=True, help="folder with the treebanks, see training/README.md")
    options.add_argument("--split", choices=("dev", "test"), default="test")
    given = options.parse_args()
    heading = ["set", *METRICS.values(), "names", "PER", "ORG", "LOC", "words/s", "peak MB"]
    print("| " + " | ".join(heading) + " |\n|" + "---|" * len(heading))
    for test in read_sets(given.treebanks, given.split):
        print("| " + " | ".join(measure(test)) + " |", flush=True)
    model = Path(sys.modules["dragoman.parsing.model"].__file__ or "").parent / "model"
    size = sum(file.stat().st_size for file in model.iterdir()) / 1e6
    print(f"\nModel {(model / 'VERSION').read_text(encoding='utf-8').strip()}, {size:.1f} MB.")


if __name__ == "__main__":
    main()
