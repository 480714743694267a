"""Which tellings are judged to be one event."""

from __future__ import annotations

import random

import pytest

from dragoman.linking import Located, cluster, judge_events
from dragoman.linking.events import find_candidates
from dragoman.linking.features import WEIGHTS
from dragoman.records.time import When
from tests.linking.builders import place, telling

BALI = place("Bali", "IDN", -8.65)


def verdict(left: Located, right: Located) -> str | None:
    judged = judge_events([left, right])
    assert len(judged) <= 1
    return judged[0].verdict if judged else None


def of_report(number: int, **changes: object) -> Located:
    return telling(report=f"r_{number}", **changes)  # type: ignore[arg-type]


SAME = {
    "two reports of one meeting": (
        of_report(1, on="2022-07-09", at=BALI),
        of_report(2, on="2022-07-09", at=BALI, published="2022-07-10"),
    ),
    "persons in one, their countries in the other": (
        of_report(1, on="2022-07-09"),
        of_report(2, on="2022-07-09", who="USA CHN"),
    ),
    "planned in one, held in the other": (
        of_report(1, words="Blinken will meet Wang", trigger="meet", status="planned", on="2022-07-09", published="2022-07-06"),
        of_report(2, on="2022-07-09", published="2022-07-10"),
    ),
    "undated, but the same persons within days": (
        of_report(1, status="planned", published="2022-07-07"),
        of_report(2, published="2022-07-09"),
    ),
    "the island in one, the country in the other": (
        of_report(1, on="2022-07-09", at=BALI),
        of_report(2, on="2022-07-09", at=place("Indonesia", "IDN"), who="USA CHN"),
    ),
    "a war told of as background, months apart": (
        of_report(1, words="Russia's war on Ukraine", trigger="war", who="RUS", to="UKR", kind="ASSAULT", status="background"),
        of_report(
            2,
            words="since the invasion",
            trigger="invasion",
            who="RUS",
            to="UKR",
            kind="ASSAULT",
            status="background",
            published="2022-10-30",
        ),
    ),
    "the meeting, later in one report, though nobody is named": (
        telling(offset=0),
        telling("He called the meeting useful", "meeting", who="", offset=200),
    ),
    "an undated headline and its dated body": (
        telling("Blinken to meet Wang", "meet", status="planned", published="2022-07-07"),
        telling("Blinken will meet Wang on Saturday", "meet", status="planned", on="2022-07-09", published="2022-07-07", offset=40),
    ),
}

DIFFERENT = {
    "the same persons on another day of the week": (
        of_report(1, on="2022-07-05", published="2022-07-06"),
        of_report(2, on="2022-07-09", published="2022-07-09"),
    ),
    "the same persons on the next day": (
        of_report(1, on="2022-07-08", published="2022-07-09"),
        of_report(2, on="2022-07-09", published="2022-07-09"),
    ),
    "other ministers of the same countries": (
        of_report(1, on="2022-07-09"),
        of_report(2, on="2022-07-09", who="Austin Wei"),
    ),
    "a gathering and a meeting on its margins": (
        of_report(1, on="2022-07-08", at=BALI, who="USA CHN RUS IDN FRA DEU", mode="multilateral", words="the G20 met"),
        of_report(2, on="2022-07-08", at=BALI),
    ),
    "the same minister with another one, on the same day in the same place": (
        of_report(1, on="2022-07-09", at=BALI),
        of_report(2, on="2022-07-09", at=BALI, who="Lavrov Wang"),
    ),
    "a further call": (
        of_report(1, words="They spoke", trigger="spoke", who="USA CHN", published="2022-07-08"),
        of_report(2, words="They held another call", trigger="call", who="USA CHN", published="2022-07-09"),
    ),
    "a strike on one and a strike by him": (
        of_report(1, words="Russia shelled Ukraine", trigger="shelled", who="RUS", to="UKR", kind="ASSAULT", on="2022-07-09"),
        of_report(2, words="Ukraine shelled Russia", trigger="shelled", who="UKR", to="RUS", kind="ASSAULT", on="2022-07-09"),
    ),
    "one held last week and one foretold after it": (
        of_report(1, on="2022-07-09", published="2022-07-10"),
        of_report(2, status="planned", published="2022-07-13"),
    ),
}


@pytest.mark.parametrize("name", SAME)
def test_one_event(name: str) -> None:
    assert verdict(*SAME[name]) == "same"


@pytest.mark.parametrize("name", DIFFERENT)
def test_two_events(name: str) -> None:
    assert verdict(*DIFFERENT[name]) == "different"


def test_meetings_with_other_parties_are_not_even_judged() -> None:
    assert verdict(of_report(1), of_report(2, who="RUS CHN")) is None


def test_other_types_are_not_judged() -> None:
    assert verdict(of_report(1), of_report(2, kind="ACCUSE")) is None


def test_undated_talks_of_two_countries_are_a_doubt() -> None:
    assert verdict(of_report(1, who="USA CHN"), of_report(2, who="USA CHN", published="2022-07-10")) == "unsure"


def test_the_reason_names_what_decided() -> None:
    judged = judge_events([of_report(1, on="2022-07-05"), of_report(2, on="2022-07-09")])[0]
    assert "the same named persons" in judged.reason
    assert judged.reason.endswith("against it: days that do not meet")


def test_every_sign_has_its_reason() -> None:
    assert all(sign.__doc__ and "\n" not in sign.__doc__ for sign in WEIGHTS)


def test_the_smaller_id_stands_left() -> None:
    assert all(j.left < j.right for pair in SAME.values() for j in judge_events(pair))


def a_stream(count: int) -> list[Located]:
    """Meetings of changing pairs over two months, each told three times on neighbouring days."""
    pairs = ["Blinken Wang", "Lavrov Wang", "USA FRA", "DEU FRA", "Austin Wei", "USA RUS"]
    dice = random.Random(7)
    stream = []
    for n in range(count):
        event = n // 3
        on = f"2022-{7 + event % 2:02d}-{1 + event // len(pairs) % 28:02d}"
        when = None if dice.random() < 0.2 else on
        stream.append(of_report(n, who=pairs[event % len(pairs)], on=when, published=on, words=f"They met {n}"))
    return stream


def groups(events: dict[str, str]) -> set[frozenset[str]]:
    return {frozenset(m for m, e in events.items() if e == event) for event in events.values()}


def test_the_order_of_the_tellings_changes_nothing() -> None:
    stream = a_stream(90)
    shuffled = random.Random(1).sample(stream, len(stream))
    assert judge_events(stream) == judge_events(shuffled)
    assert cluster(judge_events(stream)) == cluster(judge_events(shuffled))


def test_arrival_one_by_one_gives_the_same_events() -> None:
    stream = random.Random(2).sample(a_stream(60), 60)
    judged = [j for n in range(len(stream)) for j in judge_events(stream[n : n + 1], stream[:n])]
    assert cluster(judged) == cluster(judge_events(stream))


def test_a_second_run_over_known_tellings_judges_nothing() -> None:
    stream = a_stream(30)
    assert judge_events([], stream) == []


def test_the_comparisons_grow_linearly() -> None:
    few, many = (sum(1 for _ in find_candidates(a_crowd(n), [])) for n in (400, 1600))
    assert many <= 4.4 * few


def a_crowd(count: int) -> list[Located]:
    """Strikes of the same two sides, all in one month: the worst case for pairs."""
    return [
        of_report(
            n, words=f"Russia shelled Ukraine {n}", trigger="shelled", who="RUS", to="UKR", kind="ASSAULT", on=f"2022-07-{1 + n % 28:02d}"
        )
        for n in range(count)
    ]


def test_daily_meetings_do_not_run_together_over_an_undated_telling() -> None:
    first, second = of_report(1, on="2022-07-08"), of_report(2, on="2022-07-09")
    undated = of_report(3, published="2022-07-09")
    events = cluster(judge_events([first, second, undated]))
    assert events[first.mention.id] != events[second.mention.id]


def test_a_wide_time_holds_the_day() -> None:
    month = When("2022-07-07", "2022-07-20", "range", "in the coming weeks")
    assert verdict(of_report(1, status="planned", on=month, published="2022-07-06"), of_report(2, on="2022-07-09")) == "same"


def test_copies_of_one_report_tell_the_same() -> None:
    left = of_report(1, words="Shots were fired", trigger="fired", who="", kind="ASSAULT", family="r_1")
    right = of_report(2, words="Shots were fired", trigger="fired", who="", kind="ASSAULT", family="r_1")
    assert verdict(left, right) == "same"


def test_a_telling_that_names_one_party_does_not_join_that_partys_meetings() -> None:
    with_wang, with_lavrov = of_report(1, on="2022-07-09"), of_report(2, who="Blinken Lavrov", on="2022-07-08")
    alone = [of_report(n, who="Blinken", status="planned", published=f"2022-07-0{n + 3}") for n in (3, 4, 5)]
    events = cluster(judge_events([with_wang, with_lavrov, *alone]))
    assert events[with_wang.mention.id] != events[with_lavrov.mention.id]


def test_two_reproaches_in_one_report_are_not_taken_for_one() -> None:
    first = telling("Blinken criticised China over tariffs", "criticised", who="Blinken", to="CHN", kind="ACCUSE")
    second = telling("Blinken blamed China for delays", "blamed", who="Blinken", to="CHN", kind="ACCUSE", offset=300)
    assert verdict(first, second) == "unsure"
