"""Agreement of two coders: python -m corpus.agreement. Krippendorff's alpha, and where they differ.

The second coder read 300 items blind (second_coding.jsonl: id, kind, mode, status); alpha is nominal (Krippendorff 2018, ch. 12).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from itertools import permutations
from pathlib import Path

from corpus.items import HERE, read_items
from dragoman.codebook.projection import project

SECOND = HERE / "second_coding.jsonl"
Label = str | None


def nominal_alpha(units: Sequence[Sequence[Label]]) -> float:
    """Krippendorff's alpha of nominal labels; a unit holds its coders' labels, one with fewer than two is left out.

    1 is perfect, 0 is chance. Raises ValueError where fewer than two different labels were given at all.
    """
    together: Counter[tuple[Label, Label]] = Counter()
    for unit in units:
        if len(unit) > 1:
            for left, right in permutations(unit, 2):
                together[left, right] += 1 / (len(unit) - 1)  # type: ignore[assignment]
    totals: Counter[Label] = Counter()
    for (left, _), number in together.items():
        totals[left] += number
    count = sum(totals.values())
    if len(totals) < 2:
        raise ValueError("alpha needs two different labels")
    observed = sum(number for (left, right), number in together.items() if left != right)
    expected = sum(totals[left] * totals[right] for left, right in permutations(totals, 2)) / (count - 1)
    return 1 - observed / expected


def read_second(path: Path = SECOND) -> dict[str, dict[str, Label]]:
    return {body["id"]: body for body in map(json.loads, path.read_text(encoding="utf-8").splitlines())}


def projected(kind: Label, mode: Label, status: Label) -> Label:
    return kind if kind in (None, "NONE") or status is None else project(kind, mode, status).event_type  # type: ignore[arg-type]


def compare() -> dict[str, list[tuple[str, Label, Label]]]:
    """By field: item, first and second label; mode and status only where the coders agree that there is an act of one kind."""
    second = read_second()
    found: dict[str, list[tuple[str, Label, Label]]] = {"kind": [], "mode": [], "status": [], "projected type": []}
    for item in read_items():
        if (other := second.get(item.id)) is None:
            continue
        found["kind"].append((item.id, item.kind, other["kind"]))
        found["projected type"].append(
            (item.id, projected(item.kind, item.mode, item.status), projected(other["kind"], other["mode"], other["status"]))
        )
        if item.kind == other["kind"] != "NONE":
            found["mode"].append((item.id, item.mode or "-", other["mode"] or "-"))
            found["status"].append((item.id, item.status, other["status"]))
    return found


def main() -> None:
    for field, units in compare().items():
        same = sum(first == second for _, first, second in units)
        print(f"{field}: alpha {nominal_alpha([(a, b) for _, a, b in units]):.3f}, {same} of {len(units)} the same")
        for (first, second), number in Counter((a, b) for _, a, b in units if a != b).most_common(12):
            print(f"  {number:3} {first} / {second}")


if __name__ == "__main__":
    main()
