"""The check of a folder of items: one line a fault, and an exit status."""

from __future__ import annotations

from pathlib import Path

import pytest
from corpus_builders import ACCUSED, a_body, no_act, write_items

from corpus.items import FOLDER
from corpus.validate import list_faults, main

OTHER = ACCUSED.replace("Monday", "Monday night")
ANOTHER = ACCUSED.replace("accused</e>", "cleared</e>")


def faults_of(folder: Path, *bodies: dict[str, object]) -> list[str]:
    return list(list_faults(write_items(folder, bodies)))


def test_sound_items_have_no_faults(tmp_path: Path) -> None:
    assert faults_of(tmp_path, a_body(), a_body(id="x2", text=OTHER), no_act(id="x3")) == []


def test_a_fault_is_named_by_file_and_item(tmp_path: Path) -> None:
    assert faults_of(tmp_path, a_body(mode="drone")) == ["some.jsonl x1: ACCUSE has no mode 'drone'"]


def test_an_id_that_stands_twice_is_a_fault(tmp_path: Path) -> None:
    assert faults_of(tmp_path, a_body(), a_body(text=OTHER)) == ["some.jsonl x1: the id stands in some.jsonl too"]


def test_the_same_text_and_sides_again_are_a_fault(tmp_path: Path) -> None:
    assert faults_of(tmp_path, a_body(), a_body(id="x2")) == ["some.jsonl x2: the same text and sides as some.jsonl x1"]


def test_the_same_text_with_other_sides_is_none(tmp_path: Path) -> None:
    turned = ACCUSED.replace("<s>", "<->").replace("</s>", "</->").replace("<t>", "<s>").replace("</t>", "</s>")
    assert faults_of(tmp_path, a_body(), a_body(id="x2", text=turned.replace("->", "t>"))) == []


@pytest.mark.parametrize(
    ("second", "fault"),
    [
        (None, ["pair near: 1 items, 1 labels"]),
        (a_body(id="x2", pair="near", text=ANOTHER), ["pair near: 2 items, 1 labels"]),
        (a_body(id="x2", pair="near", text=ANOTHER, status="denied"), []),
        (a_body(id="x2", pair="near", text=ANOTHER, mode="disapprove"), []),
    ],
)
def test_a_near_miss_pair_is_two_items_that_differ_in_a_label(tmp_path: Path, second: dict[str, object] | None, fault: list[str]) -> None:
    assert faults_of(tmp_path, a_body(pair="near"), *([second] if second else [])) == fault


def test_the_command_prints_each_fault_and_ends_with_status_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["validate", str(write_items(tmp_path, [a_body(mode="drone"), a_body(id="x2", kind="BEFRIEND")]))])
    assert main() == 1
    assert capsys.readouterr().out.splitlines() == [
        "some.jsonl x1: ACCUSE has no mode 'drone'",
        "some.jsonl x2: kind 'BEFRIEND' is no PLOVER type",
        "2 items, 2 faults",
    ]


def test_the_command_ends_with_status_zero_where_all_is_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["validate", str(write_items(tmp_path, [a_body()]))])
    assert (main(), capsys.readouterr().out) == (0, "1 items, 0 faults\n")


def test_the_shipped_corpus_is_valid() -> None:
    assert list(list_faults(FOLDER)) == []
