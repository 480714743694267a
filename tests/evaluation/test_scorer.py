"""The scorer of the events counts what it says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.codebook.projection import project
from dragoman.evaluation.gold_lines import GoldLine
from dragoman.evaluation.score import Counts, is_date_right, score_report
from dragoman.records.actor import Actor
from dragoman.records.evidence import Evidence
from dragoman.records.mention import EventMention
from dragoman.records.time import When

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
