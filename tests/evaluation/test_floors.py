"""The floors hold; floors, accepted run and gold speak of the same things."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from dragoman.codebook.load import load_codebook
from dragoman.evaluation.data import Setting, read_rows
from dragoman.evaluation.gold_lines import read_gold
from dragoman.evaluation.pairs import read_pairs, read_test_items
from dragoman.evaluation.reading import NONE
from dragoman.evaluation.run import BENCHMARKS, LESS_IS_BETTER, below_floor, measure, read_accepted, read_floors
from dragoman.evaluation.table import RANKS
from dragoman.records.mention import Status

ROOT = Path(__file__).parents[2]
SETTING = Setting(ROOT / "evaluation", ROOT / "corpus")
PINNED = [name for name in BENCHMARKS if name != "speed"]


@pytest.mark.parametrize("benchmark", PINNED)
def test_no_figure_is_below_its_floor(benchmark: str) -> None:
    assert below_floor(measure(SETTING, [benchmark]).figures, read_floors(SETTING.data)) == []


def test_every_figure_has_a_floor_that_means_something() -> None:
    figures, floors = measure(SETTING, PINNED).figures, read_floors(SETTING.data)
    assert {name: set(found) for name, found in figures.items()} == {name: set(kept) for name, kept in floors.items()}
    for name, kept in floors.items():
        slack = {key: abs(figures[name][key] - floor) for key, floor in kept.items() if key not in LESS_IS_BETTER}
        assert {key: gap for key, gap in slack.items() if gap > 0.25} == {}


def test_the_accepted_run_is_of_the_gold_that_there_is() -> None:
    now, accepted = measure(SETTING, ["events", "relations", "statements"]).examples, read_accepted(SETTING.data).examples
    for name in ("events", "relations", "statements"):
        assert set(accepted[name]) == set(now[name])
    assert {outcome for examples in accepted.values() for outcome in examples.values()} <= set(RANKS)


# -- the gold


def test_at_least_five_reports_are_annotated_and_every_quote_stands_in_its_report() -> None:
    reports = list(read_gold(SETTING.data))
    assert len(reports) >= 5
    assert [(r.name, x.quote) for r in reports for x in r.lines if x.quote not in r.document.raw] == []


def test_gold_types_and_statuses_are_those_of_the_codebook() -> None:
    lines = [x for report in read_gold(SETTING.data) for x in report.lines]
    assert {kind for x in lines for kind in x.kinds} <= set(load_codebook().types)
    assert {x.status for x in lines} <= set(get_args(Status))


def test_pairs_are_enough_and_of_every_type() -> None:
    pairs = read_pairs(SETTING.data)
    assert len(pairs) >= 120
    assert len({p.sentence for p in pairs}) == len(pairs)
    assert {p.root for p in pairs} == {*load_codebook().types, NONE}
    assert all(p.source in p.sentence and p.target in p.sentence for p in pairs)


def test_the_test_part_of_the_corpus_is_the_one_that_its_split_names() -> None:
    split = pytest.importorskip("corpus.split", reason="the corpus is a folder of the repository")
    from corpus.items import read_items

    test = {f"{item.id}: {item.kind}" for item in split.split(read_items())["test"] if item.target}
    assert {pair.key for pair in read_test_items(SETTING.corpus)} == test


def test_quotations_are_enough_and_in_both_wordings() -> None:
    rows = read_rows(SETTING.data / "statements.jsonl")
    wordings = [gold["wording"] for row in rows for gold in row["statements"]]
    assert len(rows) >= 60
    assert min(wordings.count("direct"), wordings.count("indirect")) >= 25


def test_quiet_passages_are_enough() -> None:
    assert len(read_rows(SETTING.data / "quiet.jsonl")) >= 300
