"""Figures, tables and pair files: what is counted and how it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.evaluation import outside
from dragoman.evaluation.data import Measured, Setting
from dragoman.evaluation.pairs import Pair, read_pair
from dragoman.evaluation.reading import NONE, Label, label_pair
from dragoman.evaluation.relations import f1_of, relation_figures
from dragoman.evaluation.run import Run, accept, below_floor, measure, read_accepted
from dragoman.evaluation.statements import find_statement, is_speaker_right
from dragoman.evaluation.table import as_table, list_changes, list_faults
from dragoman.records.actor import Actor
from dragoman.records.errors import UsageError
from dragoman.records.evidence import Evidence
from dragoman.records.statement import Statement


def pair(kind: str, mode: str | None = None, status: str | None = "happened") -> Pair:
    return Pair(kind, "", "", "", kind, mode, None if kind == NONE else status)


def label(kind: str, mode: str | None = None, status: str | None = "happened") -> Label:
    return Label(kind, mode, status, kind)


# -- pairs


def test_status_and_mode_are_compared_where_the_kind_is_right() -> None:
    pairs = [pair("AID"), pair("AID"), pair("ASSAULT", "drone"), pair(NONE)]
    labels = [label("AID", status="ongoing"), Label(), label("ASSAULT", "drone"), Label()]
    figures = relation_figures(pairs, labels)
    assert figures["kind_accuracy"] == 0.75
    assert figures["kind_macro_f1"] == pytest.approx((2 / 3 + 1) / 2)
    assert figures["none_f1"] == pytest.approx(2 / 3)
    assert (figures["status"], figures["mode"]) == (0.5, 1.0)
    assert f1_of("COERCE", ["AID"], ["AID"]) == 0.0


def test_a_marked_pair_is_read_without_its_marks() -> None:
    read = read_pair(
        {"text": "<s>Peru</s> will <e>meet</e> <t>Chile</t>.", "kind": "CONSULT", "mode": None, "status": "planned", "id": "x"}
    )
    assert (read.sentence, read.source, read.target, read.root) == ("Peru will meet Chile.", "Peru", "Chile", "AGREE")


def test_a_pair_is_labelled_with_kind_mode_status_and_root() -> None:
    assert label_pair("Peru will meet Chile.", "Peru", "Chile") == Label("CONSULT", None, "planned", "AGREE")
    assert label_pair("Peru is larger than Chile.", "Peru", "Chile") == Label()


# -- statements


def statement(speaker: Actor | None, content: str = "“We are small,”", wording: str = "direct") -> Statement:
    return Statement("s", "r", speaker, "said", wording, content, (), Evidence(0, 0, 0, 0, ""))  # type: ignore[arg-type]


GOLD = {"speaker": ["he", "Hari Thapa"], "country": "NPL", "wording": "direct", "content": "We are small", "name": "Hari Thapa"}


@pytest.mark.parametrize(
    ("speaker", "right"),
    [
        (Actor("Prime Minister Hari Thapa", 0, 0, "Hari Thapa", "NPL"), True),
        (Actor("he", 0, 0, "Hari Thapa", "NPL"), True),
        (Actor("he", 0, 0, "Hari Thapa", None), False),
        (Actor("he", 0, 0, "Ana Leu", "NPL"), False),
        (Actor("the envoy", 0, 0, "Hari Thapa", "NPL"), False),
        (None, False),
    ],
)
def test_a_speaker_is_right_in_words_name_and_country(speaker: Actor | None, right: bool) -> None:
    assert is_speaker_right(GOLD, speaker) is right


def test_a_statement_is_found_by_its_words_and_wording() -> None:
    direct, indirect = statement(None), statement(None, wording="indirect")
    assert find_statement(GOLD, [indirect, direct]) is direct
    assert find_statement(GOLD, [statement(None, "“We are tall,”")]) is None


# -- pair files of others


def answer(wanted: str, found: str | None) -> outside.Answer:
    return outside.Answer({"uid": "7", "sentence": "A met B.", "source": "A", "target": "B", "gold_root": wanted}, found)


def test_a_pair_left_without_a_label_costs_recall_and_never_precision() -> None:
    scores = outside.class_scores(["AID", "AID", "REJECT"], ["AID", None, "AID"])
    assert scores["AID"] == outside.Scores(0.5, 0.5, 0.5, 2)
    assert scores["REJECT"] == outside.Scores(0.0, 0.0, 0.0, 1)


def test_figures_of_a_pair_file() -> None:
    answers = [answer("AID", "YIELD"), answer("ACCUSE", "REJECT"), answer("ASSAULT", "ASSAULT"), answer("AGREE", None)]
    figures = outside.measure_answers(answers).figures
    assert figures["root_macro_f1"] == 0.25
    assert figures["quad_macro_f1"] == 0.75
    assert figures["binary_macro_f1"] == pytest.approx((1 + 2 / 3) / 2)
    assert (figures["accuracy"], figures["none_rate"]) == (0.25, 0.25)


def test_confusions_and_mistakes_are_told_by_example() -> None:
    answers = [answer("AID", "REJECT"), answer("AID", "REJECT"), answer("AID", "AID"), answer("AGREE", None)]
    assert [line.split() for line in outside.list_confusion(answers)] == [
        ["gold,", "found", "AGREE", "AID", "REJEC", "none"],
        ["AGREE", ".", ".", ".", "1"],
        ["AID", ".", "1", "2", "."],
    ]
    mistakes = list(outside.list_mistakes(answers, most=1))
    assert mistakes[0].split() == ["2", "AID", "→", "REJECT"]
    assert mistakes[1].split(": ", 1) == ["        7", "[A] [B] A met B."]
    assert next(iter(outside.list_classes(answers))).split() == ["class", "precision", "recall", "F1", "number"]


def test_a_pair_file_names_the_column_that_it_lacks(tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text("uid\tsentence\tsource\ttarget\n", encoding="utf-8")
    with pytest.raises(UsageError, match="no column gold_root"):
        outside.read_file(path)


# -- the report


def run(outcomes: dict[str, str], figures: dict[str, float] | None = None, extra: tuple[str, ...] = ()) -> Run:
    return Run({"events": Measured(figures or {}, outcomes, extra)})


def test_gains_and_losses_are_told_by_example() -> None:
    before = run({"a": "missed", "b": "right", "c": "found", "d": "right"})
    now = run({"a": "found", "b": "missed", "c": "found", "e": "right"})
    assert list(list_changes(now, before)) == ["gained  missed → found  events: a", "lost  right → missed  events: b"]


def test_faults_are_what_is_not_right_and_what_nothing_asks_for() -> None:
    assert list(list_faults(run({"a": "right", "b": "found"}, extra=("x",)))) == ["found  events: b", "extra  events: x"]


def test_the_table_shows_change_and_floor() -> None:
    now, before = run({}, {"f1": 0.75}), run({}, {"f1": 0.5})
    assert list(as_table(now, before, {"events": {"f1": 0.7}}))[1].split() == ["events", "f1", "0.750", "0.500", "+0.250", "0.700"]
    assert below_floor(now.figures, {"events": {"f1": 0.8}}) == ["events f1: 0.750 is below 0.800"]


def test_of_false_events_more_is_worse() -> None:
    figures = {"quiet": {"false_per_100": 3.0}}
    assert below_floor(figures, {"quiet": {"false_per_100": 4.0}}) == []
    assert below_floor(figures, {"quiet": {"false_per_100": 2.0}}) == ["quiet false_per_100: 3.000 is above 2.000"]


def test_what_a_run_did_not_measure_stays_accepted_and_speed_never_is(tmp_path: Path) -> None:
    accept(run({"a": "right"}, {"f1": 0.5}), tmp_path)
    accept(Run({"quiet": Measured({"false_per_100": 2.0}), "speed": Measured({"both_per_second": 50.0})}), tmp_path)
    assert read_accepted(tmp_path).figures == {"events": {"f1": 0.5}, "quiet": {"false_per_100": 2.0}}
    assert read_accepted(tmp_path).examples["events"] == {"a": "right"}


def test_missing_data_say_where_they_come_from(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="come with the source code"):
        measure(Setting(tmp_path / "none", tmp_path), ["events"])
    with pytest.raises(UsageError, match="--corpus"):
        measure(Setting(tmp_path, tmp_path / "none"), ["speed"])
