"""Every data file is whole: codes known, names once, dates in order, origins told."""

from __future__ import annotations

import re
from collections import Counter
from importlib.resources import files

import pytest

from dragoman.gazetteers.entry import KINDS
from dragoman.gazetteers.role import FIRST_DAY, LAST_DAY, pad_date
from dragoman.gazetteers.tables import read_table, read_text
from dragoman.languages.roles import load_sectors, load_titles

DATA = files("dragoman.gazetteers").joinpath("data")
CLASSES = {"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"}
SECTORS = frozenset("COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC".split())
TABLES = sorted(file.name for file in DATA.iterdir())
DATE = re.compile(r"(\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?)?")


def rows(name: str) -> list[dict[str, str]]:
    return list(read_table(name))


def countries() -> set[str]:
    return {row["iso3"] for row in rows("countries.tsv")}


@pytest.mark.parametrize("name", TABLES)
def test_each_file_reads_and_has_its_origin_told(name: str) -> None:
    assert rows(name)
    assert f"`{name}`" in files("dragoman.gazetteers").joinpath("SOURCES.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", TABLES)
def test_no_line_stands_twice(name: str) -> None:
    lines = read_text(name).splitlines()
    assert [line for line, count in Counter(lines).items() if count > 1] == []


@pytest.mark.parametrize(
    ("name", "column"),
    [("countries.tsv", "iso3"), ("organisations.tsv", "id"), ("persons.tsv", "id"), ("regions.tsv", "id"), ("places_extra.tsv", "name")],
)
def test_each_id_stands_once(name: str, column: str) -> None:
    assert [value for value, count in Counter(row[column] for row in rows(name)).items() if count > 1] == []


@pytest.mark.parametrize(
    "name", ["organisations.tsv", "persons.tsv", "regions.tsv", "roles.tsv", "places_extra.tsv", "places.tsv.gz", "place_spellings.tsv"]
)
def test_each_country_is_known(name: str) -> None:
    assert {row["country"] for row in rows(name)} - countries() - CLASSES <= {""}


@pytest.mark.parametrize("name", ["organisations.tsv", "regions.tsv", "roles.tsv"])
def test_each_sector_is_plovers(name: str) -> None:
    assert {row["sector"] for row in rows(name)} - SECTORS <= {""}


@pytest.mark.parametrize("name", ["organisations.tsv", "regions.tsv"])
def test_each_kind_is_known(name: str) -> None:
    assert {row["kind"] for row in rows(name)} <= KINDS


@pytest.mark.parametrize("name", ["countries.tsv", "organisations.tsv", "persons.tsv", "regions.tsv", "places_extra.tsv"])
def test_no_cell_repeats_a_name(name: str) -> None:
    for row in rows(name):
        names = [row["name"], *filter(None, row["other_names"].split(";"))]
        assert len(names) == len(set(names)), row["name"]
        assert all(part == part.strip() for part in names), row["name"]


def test_each_role_has_its_bearer() -> None:
    known = {row["id"] for name in ("persons.tsv", "organisations.tsv") for row in rows(name)}
    assert {row["person"] for row in rows("roles.tsv")} <= known


def test_dates_are_iso_and_in_order() -> None:
    for row in rows("roles.tsv"):
        assert DATE.fullmatch(row["start"]), row
        assert DATE.fullmatch(row["end"]), row
        assert pad_date(row["start"], FIRST_DAY) <= pad_date(row["end"], LAST_DAY), row


def test_each_office_is_a_class_of_title_or_stands_for_itself() -> None:
    classes = {title.role for title in load_titles("en").values()}
    alone = {"deputy_minister", "senior_diplomat", "rebels", "government"}
    assert {row["office"] for row in rows("roles.tsv")} - classes <= alone


def test_the_codes_of_states_are_those_of_the_lists() -> None:
    for row in rows("countries.tsv"):
        for cell in (row["cow"], row["gw"]):
            assert re.fullmatch(r"(\d{1,3}:(\d{4})?-(\d{4})?(;\d{1,3}:(\d{4})?-(\d{4})?)*)?", cell), row["iso3"]


def test_a_state_that_is_gone_has_a_successor_that_is_not() -> None:
    by_code = {row["iso3"]: row for row in rows("countries.tsv")}
    successors = {row["successor"] for row in by_code.values() if row["successor"]}
    assert {"RUS", "DEU", "CZE", "SRB", "VNM", "YEM"} == successors
    assert all(not by_code[code]["successor"] for code in successors)


def test_coordinates_lie_on_the_earth() -> None:
    for name in ("places.tsv.gz", "places_extra.tsv"):
        for row in rows(name):
            assert abs(float(row["lat"] or 0)) <= 90, row
            assert abs(float(row["lon"] or 0)) <= 180, row


def test_each_spelling_belongs_to_a_city_of_the_extract() -> None:
    cities = {(row["name"], row["country"]) for row in rows("places.tsv.gz")}
    assert {(row["name"], row["country"]) for row in rows("place_spellings.tsv")} <= cities


def test_the_extract_stays_small() -> None:
    assert len(DATA.joinpath("places.tsv.gz").read_bytes()) < 1_000_000


def test_titles_and_nouns_have_plovers_sectors() -> None:
    assert {title.sector for title in load_titles("en").values()} - SECTORS <= {None}
    assert set(load_sectors("en").values()) <= SECTORS
