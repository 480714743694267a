"""A pair file of others, measured as the PLV benchmark is: root, quad code and cooperation against conflict.

Columns uid, sentence, source, target, gold_root. A pair that is left without a label costs recall, never precision;
macro F1 is the mean over the classes of the gold. CONCEDE and RETREAT are one class where the gold calls it YIELD.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.codebook.load import load_codebook
from dragoman.codebook.projection import Scheme
from dragoman.evaluation.data import Coder, Measured, outcomes, share
from dragoman.evaluation.reading import relate_once
from dragoman.records.errors import UsageError

COLUMNS = ("uid", "sentence", "source", "target", "gold_root")
YIELD = "YIELD"
MATERIAL_COOPERATION = 2  # the quad code of YIELD, whose two parts have different ones
EXAMPLES = 3
Label = str | int | None


@dataclass(frozen=True, slots=True)
class Answer:
    """A pair of the file and the root found for it; None where it was left without."""

    row: Mapping[str, str]
    found: str | None

    @property
    def wanted(self) -> str:
        return self.row["gold_root"]

    @property
    def wanted_quad(self) -> int | None:
        """The file's own quad code where it has one (``gold_penta``), else the root's."""
        return int(self.row["gold_penta"]) if self.row.get("gold_penta") else quad_of(self.wanted)


@dataclass(frozen=True, slots=True)
class Scores:
    """Precision, recall, F1 and number of a class."""

    precision: float
    recall: float
    f1: float
    number: int


def read_file(path: Path) -> list[dict[str, str]]:
    """The rows of a tab-separated file without quoting; raises UsageError where a column is missing."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as page:
            reader = csv.DictReader(page, delimiter="\t", quoting=csv.QUOTE_NONE)
            missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
            if missing:
                raise UsageError(f"{path}: no column {', '.join(missing)}")
            return list(reader)
    except OSError as fault:
        raise UsageError(f"{path}: {fault.strerror}") from fault


def label_rows(rows: Sequence[Mapping[str, str]], coder: Coder = "both") -> list[Answer]:
    yields = any(row["gold_root"] == YIELD for row in rows)
    scheme: Scheme = "plv" if yields else "plover"
    roots = [relate_once(row["sentence"], row["source"], row["target"], scheme, coder).root for row in rows]
    merged = [YIELD if yields and root in ("CONCEDE", "RETREAT") else root for root in roots]
    return [Answer(row, root) for row, root in zip(rows, merged, strict=True)]


def quad_of(root: str | None) -> int | None:
    if root is None:
        return None
    return MATERIAL_COOPERATION if root == YIELD else load_codebook().quad(root)


def side_of(quad: int | None) -> str | None:
    """Cooperation or conflict."""
    return None if quad is None else "cooperation" if quad <= MATERIAL_COOPERATION else "conflict"


def class_scores(wanted: Sequence[Label], found: Sequence[Label]) -> dict[Label, Scores]:
    """By class of the gold, in its order."""
    asked, given = Counter(wanted), Counter(found)
    both = Counter(w for w, f in zip(wanted, found, strict=True) if w == f)
    return {
        label: Scores(
            share(both[label], given[label]), share(both[label], asked[label]),
            share(2 * both[label], given[label] + asked[label]), asked[label],
        )
        for label in sorted(asked, key=str)
    }  # fmt: skip


def macro(scores: Mapping[Label, Scores]) -> float:
    return share(sum(s.f1 for s in scores.values()), len(scores))


def measure_answers(answers: Sequence[Answer]) -> Measured:
    wanted, found = [a.wanted for a in answers], [a.found for a in answers]
    quads, found_quads = [a.wanted_quad for a in answers], [quad_of(f) for f in found]
    figures = {
        "root_macro_f1": macro(class_scores(wanted, found)),
        "quad_macro_f1": macro(class_scores(quads, found_quads)),
        "binary_macro_f1": macro(class_scores([side_of(q) for q in quads], [side_of(q) for q in found_quads])),
        "accuracy": share(sum(w == f for w, f in zip(wanted, found, strict=True)), len(answers)),
        "none_rate": share(found.count(None), len(answers)),
    }
    return Measured(figures, outcomes({f"{a.row['uid']} {a.wanted}: {a.row['sentence']}": a.wanted == a.found for a in answers}))


def list_classes(answers: Sequence[Answer]) -> Iterator[str]:
    yield f"{'class':12}{'precision':>10}{'recall':>8}{'F1':>8}{'number':>8}"
    for label, s in class_scores([a.wanted for a in answers], [a.found for a in answers]).items():
        yield f"{label!s:12}{s.precision:10.3f}{s.recall:8.3f}{s.f1:8.3f}{s.number:8}"


def list_confusion(answers: Sequence[Answer]) -> Iterator[str]:
    """Gold by row, found by column; the names of the columns are cut to five letters."""
    rows = sorted({a.wanted for a in answers})
    columns: list[str | None] = [*sorted({*rows, *(a.found for a in answers if a.found)}), None]
    counts = Counter((a.wanted, a.found) for a in answers)
    yield f"{'gold, found':12}" + "".join(f"{(column or 'none')[:5]:>6}" for column in columns)
    for row in rows:
        yield f"{row:12}" + "".join(f"{counts[row, column] or '.':>6}" for column in columns)


def list_mistakes(answers: Sequence[Answer], most: int = 10) -> Iterator[str]:
    """The commonest mistakes, each with its first examples."""
    wrong = Counter((a.wanted, a.found) for a in answers if a.wanted != a.found)
    for (wanted, found), number in wrong.most_common(most):
        yield f"{number:4}  {wanted} → {found or 'none'}"
        examples = [a for a in answers if (a.wanted, a.found) == (wanted, found)][:EXAMPLES]
        yield from (f"        {a.row['uid']}: [{a.row['source']}] [{a.row['target']}] {a.row['sentence']}" for a in examples)
