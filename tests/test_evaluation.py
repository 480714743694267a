"""The floors hold, the gold is sound, and the scorer counts what it says."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.codebook.load import load_codebook
from dragoman.codebook.projection import project
from dragoman.records.actor import Actor
from dragoman.records.evidence import Evidence
from dragoman.records.mention import EventMention
from dragoman.records.time import When

sys.path.insert(0, str(Path(__file__).parent.parent))

from evaluation.gold_lines import GoldLine, read_gold
from evaluation.relations import NONE, f1_of, read_pairs, relation_figures
from evaluation.run import RANKS, Run, as_table, below_floor, list_changes, measure, read_accepted, read_floors
from evaluation.score import Counts, is_date_right, score_report

RAW = "Peru met Chile on Monday. Peru then attacked Chile, and Chile met Peru."


def line(quote: str = "Peru met Chile", **known: object) -> GoldLine:
    whole = GoldLine(quote, frozenset({"PER", "CHL"}), frozenset(), frozenset({"CONSULT"}), "happened", None, False)
    return replace(whole, **known)


def mention(
    word: str, kind: str = "CONSULT", status: str = "happened", countries: tuple[str, ...] = ("PER", "CHL"), after: int = 0
) -> EventMention:
    start = RAW.index(word, after)
    place = Evidence(start, start + len(word), start, start + len(word), word)
    actors = tuple(Actor(country, 0, 4, country=country) for country in countries)
    projection = project(kind, None, status)  # type: ignore[arg-type]
    return EventMention(
        "m", "r", kind, None, (), status, projection, 1, 1.0, actors, (), None, None, (), place, place, "body", 0.9, "rule", ""
    )  # type: ignore[arg-type]


# -- the floors


def test_no_figure_is_below_its_floor() -> None:
    assert below_floor(measure().figures, read_floors()) == []


def test_every_figure_has_a_floor_that_means_something() -> None:
    figures, floors = measure().figures, read_floors()
    assert {name: set(found) for name, found in figures.items()} == {name: set(kept) for name, kept in floors.items()}
    assert all(floor >= 0.4 for kept in floors.values() for floor in kept.values())


def test_the_accepted_run_is_of_the_examples_that_there_are() -> None:
    assert set(read_accepted().examples) == set(measure().examples)
    assert set(read_accepted().examples.values()) <= set(RANKS)


# -- the gold


def test_at_least_five_reports_are_annotated_and_every_quote_stands_in_its_report() -> None:
    reports = list(read_gold())
    assert len(reports) >= 5
    assert [(r.name, x.quote) for r in reports for x in r.lines if x.quote not in r.document.raw] == []


def test_gold_types_and_statuses_are_those_of_the_codebook() -> None:
    lines = [x for report in read_gold() for x in report.lines]
    assert {kind for x in lines for kind in x.kinds} <= set(load_codebook().types)
    assert {x.status for x in lines} <= set(EventMention.__annotations__ and _statuses())


def _statuses() -> tuple[str, ...]:
    from typing import get_args

    from dragoman.records.mention import Status

    return get_args(Status)


def test_pairs_are_enough_and_of_every_type() -> None:
    pairs = read_pairs()
    assert len(pairs) >= 120
    assert len({p.sentence for p in pairs}) == len(pairs)
    assert {p.root for p in pairs} == {*load_codebook().types, NONE}
    assert all(p.source in p.sentence and p.target in p.sentence for p in pairs)


# -- the scorer


def test_a_mention_that_is_right_in_all_counts_in_all() -> None:
    found = replace(mention("met"), when=When("2022-07-04", "2022-07-04", "day", "Monday"))
    scored = score_report([line(when="2022-07-04")], [found], RAW)
    assert scored.counts == Counts(gold=1, predicted=1, matched=1, status=1, parties=1, directed=1, strict=1, dated=1, date=1)
    assert list(scored.outcomes.values()) == ["right"]


@pytest.mark.parametrize(
    ("wrong", "outcome"),
    [
        (mention("met", kind="ASSAULT"), "missed"),
        (mention("attacked"), "missed"),
        (mention("met", status="denied"), "found"),
        (mention("met", countries=("PER",)), "found"),
        (mention("met", status="background"), "right"),
    ],
)
def test_type_and_place_make_a_match_and_status_and_parties_make_it_right(wrong: EventMention, outcome: str) -> None:
    assert list(score_report([line()], [wrong], RAW).outcomes.values()) == [outcome]


def test_each_mention_counts_once() -> None:
    counts = score_report([line(), line("met Chile")], [mention("met")], RAW).counts
    assert (counts.gold, counts.predicted, counts.matched) == (2, 1, 1)


def test_matching_is_as_large_as_can_be() -> None:
    first, last = mention("met"), mention("met", after=RAW.index("and Chile"))
    wide = line(RAW)
    assert score_report([wide, line()], [first, last], RAW).counts.matched == 2


def test_an_optional_line_is_neither_asked_for_nor_held_against_the_coder() -> None:
    optional = line("attacked Chile", kinds=frozenset({"ASSAULT"}), optional=True)
    with_it = score_report([line(), optional], [mention("met"), mention("attacked", kind="ASSAULT")], RAW).counts
    without = score_report([line(), optional], [mention("met")], RAW).counts
    assert with_it == without
    assert with_it.figures()["f1"] == 1.0


def test_an_extra_mention_costs_precision() -> None:
    scored = score_report([line()], [mention("met"), mention("attacked", kind="ASSAULT")], RAW)
    assert scored.counts.figures()["precision"] == 0.5
    assert [m.event_type for m in scored.unmatched] == ["ASSAULT"]


def test_the_projected_type_counts_too() -> None:
    planned = line(kinds=frozenset({"AGREE"}), status="planned")
    assert list(score_report([planned], [mention("met", status="planned")], RAW).outcomes.values()) == ["right"]


@pytest.mark.parametrize(
    ("gold", "start", "end", "right"),
    [
        ("2022-07-09", "2022-07-09", "2022-07-09", True),
        ("2022-07-09", "2022-07-08", "2022-07-08", False),
        ("2022-07", "2022-07-06", "2022-07-31", True),
        ("2022-07", "2022-07-28", "2022-08-02", False),
        ("2022", "2022-03-01", "2022-03-31", True),
        ("2022-07-07/2022-07-08", "2022-07-08", "2022-07-08", True),
        ("../2022-07-06", None, "2022-07-05", True),
        ("../2022-07-06", None, "2022-07-07", False),
        ("2022-07-09", None, "2022-07-09", False),
    ],
)
def test_a_time_is_right_within_the_golds(gold: str, start: str | None, end: str | None, right: bool) -> None:
    assert is_date_right(gold, When(start, end, "day", "")) is right


def test_no_time_is_not_right() -> None:
    assert not is_date_right("2022-07-09", None)


def test_relation_figures() -> None:
    wanted, found = ["AID", "AID", "ASSAULT", NONE], ["AID", NONE, "ASSAULT", NONE]
    assert f1_of("AID", wanted, found) == pytest.approx(2 / 3)
    assert relation_figures(wanted, found) == pytest.approx({"accuracy": 0.75, "macro_f1": 5 / 6, "none_f1": 2 / 3})


# -- the report


def test_gains_and_losses_are_told_by_example() -> None:
    before = Run({}, {"a": "missed", "b": "right", "c": "found", "d": "right"})
    now = Run({}, {"a": "found", "b": "missed", "c": "found", "e": "right"})
    assert list(list_changes(now, before)) == ["gained  missed → found  a", "lost  right → missed  b"]


def test_the_table_shows_change_and_floor() -> None:
    now, before = Run({"events": {"f1": 0.75}}, {}), Run({"events": {"f1": 0.5}}, {})
    assert list(as_table(now, before, {"events": {"f1": 0.7}}))[1].split() == ["events", "f1", "0.750", "0.500", "+0.250", "0.700"]
    assert below_floor(now.figures, {"events": {"f1": 0.8}}) == ["events f1: 0.750 is below 0.800"]
