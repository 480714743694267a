"""Krippendorff's alpha, and the second reading of the corpus."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from corpus.agreement import HERE, Label, compare, nominal_alpha, projected, read_second
from corpus.items import read_items

# Worked by hand. A unit of m labels gives each ordered pair of them 1 / (m - 1); n is the number of labels in pairs, o the pairs that
# differ, e the pairs that would by chance: the sum of n_c * n_k over ordered pairs of labels, by n - 1. Alpha is 1 - o / e.
WORKED = [
    # n 8 (a 5, b 3), o 2 (one unit, both ways), e 2 * 5 * 3 / 7 = 30 / 7: 1 - 14 / 30
    ([("a", "a"), ("a", "a"), ("b", "b"), ("a", "b")], 8 / 15),
    # three coders at the first unit, one at the last, which counts nothing: n 5 (a 2, b 3), o 1 / 2 * 4 = 2, e 2 * 2 * 3 / 4 = 3
    ([("a", "a", "b"), ("b", "b"), ("a",)], 1 / 3),
    # n 4 (a 2, b 2), o 4, e 2 * 2 * 2 / 3 = 8 / 3: worse than chance
    ([("a", "b"), ("b", "a")], -1 / 2),
    # no label is a label: n 6 (a 3, b 1, none 2), o 2, e 2 * (3 * 1 + 3 * 2 + 1 * 2) / 5 = 22 / 5
    ([("a", "a"), ("a", "b"), (None, None)], 6 / 11),
]


@pytest.mark.parametrize(("units", "alpha"), WORKED)
def test_alpha_is_what_the_definition_gives_by_hand(units: list[tuple[Label, ...]], alpha: float) -> None:
    assert nominal_alpha(units) == pytest.approx(alpha)


@pytest.mark.parametrize(("units", "alpha"), WORKED)
def test_alpha_does_not_hang_on_the_order_of_coders_or_units(units: list[tuple[Label, ...]], alpha: float) -> None:
    assert nominal_alpha([unit[::-1] for unit in reversed(units)]) == pytest.approx(alpha)


def test_coders_who_always_agree_have_an_alpha_of_one() -> None:
    assert nominal_alpha([("a", "a"), ("b", "b"), ("c", "c", "c")]) == 1


@pytest.mark.parametrize("units", [[], [("a", "a"), ("a", "a")], [("a",), ("b",)]])
def test_alpha_needs_two_labels(units: list[tuple[Label, ...]]) -> None:
    with pytest.raises(ValueError, match="two different labels"):
        nominal_alpha(units)


@pytest.mark.parametrize(
    ("kind", "mode", "status", "label"),
    [
        ("CONSULT", "visit", "planned", "AGREE"),
        ("AID", None, "happened", "AID"),
        ("NONE", None, None, "NONE"),
        (None, None, None, None),
        ("AID", None, None, "AID"),
    ],
)
def test_labels_are_projected_where_there_is_an_act_and_a_status(kind: Label, mode: Label, status: Label, label: Label) -> None:
    assert projected(kind, mode, status) == label


def test_a_second_coding_is_read_by_id(tmp_path: Path) -> None:
    lines = [{"id": "x1", "kind": "AID", "mode": None, "status": "happened"}, {"id": "x2", "kind": "NONE", "mode": None, "status": None}]
    (tmp_path / "second.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    assert read_second(tmp_path / "second.jsonl") == {"x1": lines[0], "x2": lines[1]}


# -- the shipped second coding


def test_every_item_of_the_second_coding_is_in_the_corpus() -> None:
    assert set(read_second()) <= {item.id for item in read_items()}
    assert len(read_second()) == 300


def test_mode_and_status_are_compared_only_where_both_see_an_act_of_one_kind() -> None:
    second, found = read_second(), compare()
    both = [item.id for item in read_items() if item.id in second and item.kind == second[item.id]["kind"] != "NONE"]
    assert [name for name, *_ in found["mode"]] == [name for name, *_ in found["status"]] == both
    assert len(found["kind"]) == len(found["projected type"]) == 300


@pytest.mark.parametrize("field", ["kind", "mode", "status", "projected type"])
def test_the_labels_agree_at_least_as_well_as_agreement_md_says(field: str) -> None:
    told = re.search(
        rf"^{field}: alpha ([\d.]+), (\d+) of (\d+) the same$", (HERE / "AGREEMENT.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert told is not None
    units = compare()[field]
    assert round(nominal_alpha([(first, second) for _, first, second in units]), 3) >= float(told[1])
    assert len(units) == int(told[3])
