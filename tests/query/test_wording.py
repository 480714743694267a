"""Plain words for records: one case a line."""

from __future__ import annotations

import itertools
from typing import get_args

import pytest

from dragoman.query.wording import Deed, join_names, name_actor, name_all, read_wording, say_when, say_where, say_who_says, tell
from dragoman.records.actor import Actor
from dragoman.records.mention import Attribution, Status
from dragoman.records.place import Place
from dragoman.records.time import When

USA = Actor("Washington", 0, 10, country="USA")
CHINA = Actor("China", 0, 5, name="China", country="CHN")
BLINKEN = Actor("Blinken", 0, 7, name="Antony Blinken", country="USA", sector="GOV", title="Secretary of State")
WANG = Actor("Wang", 0, 4, name="Wang Yi", country="CHN", sector="GOV", title="Foreign Minister")
HE = Actor("he", 0, 2)

CASES = [
    (
        Deed("CONSULT", None, "happened", [BLINKEN, WANG], []),
        "Secretary of State Antony Blinken (United States) and Foreign Minister Wang Yi (China) met",
    ),
    (Deed("CONSULT", "phone", "planned", [USA, CHINA], []), "The United States and China plan to speak by phone"),
    (Deed("CONSULT", None, "ruled_out", [USA], [CHINA]), "The United States is not expected to meet China"),
    (Deed("CONSULT", "visit", "expected", [WANG], [USA]), "Foreign Minister Wang Yi (China) is expected to visit the United States"),
    (Deed("CONSULT", None, "happened", [CHINA], []), "China held talks; the other side is not named"),
    (Deed("SANCTION", None, "threatened", [USA], [CHINA]), "The United States threatened to impose sanctions on China"),
    (Deed("SANCTION", "expel", "happened", [USA], [CHINA]), "The United States expelled people of China"),
    (Deed("AID", None, "ongoing", [USA], [CHINA]), "The United States is giving aid to China"),
    (Deed("ASSAULT", None, "denied", [CHINA], [USA]), "China is said not to have attacked the United States"),
    (Deed("ASSAULT", None, "happened", [], [CHINA]), "An unnamed party attacked China"),
    (Deed("RETREAT", "withdraw", "background", [USA], []), "Earlier, the United States withdrew"),
    (Deed("REQUEST", "meet", "possible", [HE], [USA]), "An unnamed party may ask the United States to meet"),
    (Deed("AID", None, "conditional", [CHINA], [USA]), "China would give aid to the United States, on a condition that the report names"),
]


@pytest.mark.parametrize(("deed", "words"), CASES)
def test_a_record_is_told_in_plain_words(deed: Deed, words: str) -> None:
    assert tell(deed) == words


def test_every_type_mode_and_status_can_be_told() -> None:
    from dragoman.codebook.load import load_codebook

    wording = read_wording()
    kinds = {name: [None, *entry.get("modes", {})] for name, entry in wording["types"].items()}
    assert set(kinds) == set(load_codebook().types)
    assert set(wording["statuses"]) == set(get_args(Status))
    sides = [([USA], [CHINA]), ([USA, CHINA], []), ([USA], []), ([], [])]
    for kind, status, (sources, targets) in itertools.product(kinds, get_args(Status), sides):
        for mode in kinds[kind]:
            words = tell(Deed(kind, mode, status, sources, targets))
            assert words[0].isupper()
            assert not set("{}[]|").intersection(words)
            assert "  " not in words


@pytest.mark.parametrize(
    ("actors", "named"),
    [
        ([WANG, Actor("Wang", 0, 4, name="Wang", country="CHN")], ["Foreign Minister Wang Yi (China)"]),
        ([BLINKEN, USA], ["Secretary of State Antony Blinken (United States)"]),
        ([Actor("the rebels", 0, 10)], ["the rebels"]),
        ([HE], []),
        ([USA, CHINA], ["the United States", "China"]),
    ],
)
def test_each_side_is_named_once_and_fully(actors: list[Actor], named: list[str]) -> None:
    assert name_all(actors) == named


def test_an_actor_without_a_name_keeps_its_words() -> None:
    assert (
        name_actor(Actor("a senior State Department official", 0, 5, country="USA", sector="GOV"))
        == "a senior State Department official (United States)"
    )


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (When("2022-07-09", "2022-07-09", "day", "Saturday"), "on 9 July 2022"),
        (When("2022-07-01", "2022-07-31", "month", "July"), "in July 2022"),
        (When("2022-02-01", "2022-02-28", "month", "February"), "in February 2022"),
        (When("2022-01-01", "2022-12-31", "year", "this year"), "in 2022"),
        (When("2022-07-04", "2022-07-10", "week", "this week"), "in the week of 4 July 2022"),
        (When("2022-07-07", "2022-07-31", "range", "later this month"), "between 7 July 2022 and 31 July 2022"),
        (When(None, "2022-07-31", "before", "by the end of July"), "by 31 July 2022"),
        (When("2022-07-31", None, "after", "after July"), "from 31 July 2022 on"),
        (When("2022-07-09T10:30", "2022-07-09T10:30", "minute", "10:30"), "on 9 July 2022 at 10:30"),
        (None, ""),
    ],
)
def test_a_time_is_worded_as_precisely_as_it_is_known(when: When | None, words: str) -> None:
    assert say_when(when) == words


def test_who_says_so_is_told_outermost_first_and_a_pronoun_is_left_out() -> None:
    chain = [Attribution(None, "Kyodo"), Attribution(BLINKEN, "he"), Attribution(None, "he")]
    assert say_who_says(chain) == ", according to Kyodo, citing Secretary of State Antony Blinken (United States)"
    assert say_who_says([]) == ""


@pytest.mark.parametrize(
    ("quote", "told"),
    [
        ("official", "an official"),
        ("foreign ministry", "a foreign ministry"),
        ("two officials", "two officials"),
        ("analysts", "analysts"),
        ("the ministry", "the ministry"),
    ],
)
def test_a_nameless_speaker_gets_an_article(quote: str, told: str) -> None:
    assert say_who_says([Attribution(None, quote)]) == f", according to {told}"


def test_a_place_names_its_country_once() -> None:
    assert say_where(Place("Bali", "IDN", None, None, None, "Bali")) == "in Bali (Indonesia)"
    assert say_where(Place("Indonesia", "IDN", None, None, None, "Indonesia")) == "in Indonesia"


@pytest.mark.parametrize(("names", "joined"), [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")])
def test_names_are_joined(names: list[str], joined: str) -> None:
    assert join_names(names) == joined
