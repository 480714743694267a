"""Who held which office on a day."""

from __future__ import annotations

import pytest

from dragoman.gazetteers.names import load_gazetteer
from dragoman.gazetteers.role import Role

# office, country, day, who held it
HOLDERS = [
    ("foreign minister", "CHN", "2022-07-09", ["wang-yi"]),
    ("foreign minister", "CHN", "2023-03-01", ["qin-gang"]),
    ("foreign minister", "CHN", "2024-01-01", ["wang-yi"]),
    ("foreign minister", "USA", "2022-07-09", ["antony-blinken"]),
    ("secretary of state", "USA", "2018-10-01", ["mike-pompeo"]),
    ("foreign minister", "GBR", "2022-07-07", ["liz-truss"]),
    ("foreign minister", "UKR", "2022-07-07", ["dmytro-kuleba"]),
    ("foreign minister", "RUS", "2010-01-01", ["sergei-lavrov"]),
    ("foreign minister", "TUR", "2015-10-01", []),
    ("defence minister", "RUS", "2022-03-01", ["sergei-shoigu"]),
    ("president", "FRA", "2012-05-14", ["nicolas-sarkozy"]),
    ("president", "USA", "2009-01-19", ["george-w-bush"]),
    ("chancellor", "DEU", "2022-01-01", ["olaf-scholz"]),
    ("prime minister", "GBR", "2022-08-01", ["boris-johnson"]),
    ("prime minister", "JPN", "2013-01-01", ["shinzo-abe"]),
    ("treasury secretary", "USA", "2022-07-07", ["janet-yellen"]),
    ("head of state", "CHN", "2020-01-01", ["xi-jinping"]),
    ("foreign policy chief", "EUR", "2022-07-07", ["josep-borrell"]),
    ("nato secretary general", "IGO", "2022-07-07", ["jens-stoltenberg"]),
    ("king", "SAU", "2010-01-01", ["king-abdullah"]),
]


@pytest.mark.parametrize(("title", "country", "day", "persons"), HOLDERS)
def test_an_office_leads_to_its_holder_on_a_day(title: str, country: str, day: str, persons: list[str]) -> None:
    assert [entry.id for entry in load_gazetteer().holders(title, country, day)] == [f"person:{person}" for person in persons]


def test_without_a_day_every_holder_counts() -> None:
    held = {entry.id for entry in load_gazetteer().holders("president", "USA", None)}
    assert {"person:barack-obama", "person:donald-trump", "person:joe-biden"} <= held


def test_a_person_may_hold_several_roles_at_once() -> None:
    titles = {role.title for role in load_gazetteer().roles("person:wang-yi", "2020-01-01")}
    assert titles == {"foreign minister", "state councilor"}


def test_a_return_to_office_is_a_second_role() -> None:
    presidencies = [role for role in load_gazetteer().roles("person:donald-trump", None) if role.title == "president"]
    assert [role.start for role in presidencies] == ["2017-01-20", "2025-01-20"]


def test_a_role_may_be_held_for_another_country_or_body() -> None:
    roles = load_gazetteer().roles("person:donald-tusk", "2016-06-01")
    assert [(role.title, role.country) for role in roles] == [("european council president", "EUR")]


@pytest.mark.parametrize(("day", "sector"), [("2015-01-01", "REB"), ("2022-01-01", "GOV"), ("1999-01-01", "GOV")])
def test_a_body_may_change_its_role(day: str, sector: str) -> None:
    assert [role.sector for role in load_gazetteer().roles("org:taliban", day)] == [sector]


@pytest.mark.parametrize(
    ("start", "end", "day", "holds"),
    [
        ("2020-05", "2021-02", "2021-02-28", True),
        ("2020-05", "2021-02", "2020-04-30", False),
        ("2020", "2020", "2020-12-31", True),
        ("2020", "2020", "2021-01-01", False),
        ("2020-05-05", None, "2099-01-01", True),
        (None, "2020-05-05", "1900-01-01", True),
    ],
)
def test_a_partial_date_counts_whole(start: str | None, end: str | None, day: str, holds: bool) -> None:
    assert Role("president", "head_of_state", "USA", "GOV", start, end).holds_on(day) is holds


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("Volodymyr Zelenskyy", "volodymyr-zelensky"),
        ("Sergey Lavrov", "sergei-lavrov"),
        ("Recep Tayyip Erdoğan", "recep-tayyip-erdogan"),
        ("Jinping Xi", "xi-jinping"),
        ("Kim Jong Un", "kim-jong-un"),
        ("Anthony Blinken", "antony-blinken"),
        ("Daniel J. Kritenbrink", "daniel-kritenbrink"),
        ("Retno Marsudi", "retno-marsudi"),
        ("Luiz Inácio Lula da Silva", "luiz-inacio-lula-da-silva"),
        ("ursula von der leyen", None),
        ("John Nobody", None),
        ("China", None),
    ],
)
def test_a_person_is_known_by_any_spelling(name: str, person: str | None) -> None:
    found = [entry.id for entry in load_gazetteer().person(name)]
    assert found == ([f"person:{person}"] if person else [])


def test_a_name_that_two_persons_bear_gives_both() -> None:
    assert {entry.country for entry in load_gazetteer().person("King Abdullah")} == {"JOR", "SAU"}


@pytest.mark.parametrize(
    ("family_name", "office", "day", "person"),
    [
        ("Niinistö", "head_of_state", "2022-07-07", "sauli-niinisto"),
        ("Andersson", "head_of_government", "2022-07-07", "magdalena-andersson"),
        ("Wang", "foreign_minister", "2022-07-07", "wang-yi"),
        ("von der Leyen", "defence_minister", "2015-01-01", "ursula-von-der-leyen"),
        ("Clinton", "foreign_minister", "2010-01-01", "hillary-clinton"),
        ("Sisi", "head_of_state", "2022-07-07", "abdel-fattah-al-sisi"),
        ("Parmelin", "head_of_state", "2021-06-16", "guy-parmelin"),
    ],
)
def test_a_family_name_and_an_office_lead_to_one_person(family_name: str, office: str, day: str, person: str) -> None:
    gazetteer = load_gazetteer()
    found = [entry.id for entry in gazetteer.bearers(family_name) if any(role.office == office for role in gazetteer.roles(entry.id, day))]
    assert found == [f"person:{person}"]


def test_a_common_word_is_no_family_name() -> None:
    assert load_gazetteer().bearers("may") == ()
