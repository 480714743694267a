"""Every cell of type and status, as the tables beside this file say; "A|B": A, and B where the act is refused."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import get_args

import pytest

from dragoman.codebook.load import load_codebook
from dragoman.codebook.projection import Scheme, project, quad_of, score_of
from dragoman.records.mention import Projection, Status

HERE = Path(__file__).parent
STATUSES: tuple[Status, ...] = get_args(Status)


def read_table(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def cells(name: str, scheme: Scheme) -> list[tuple[str, str, bool, Scheme, str]]:
    found = []
    for row in read_table(name):
        for status in STATUSES:
            plain, _, refused = row[status].partition("|")
            found.append((row["event_type"], status, False, scheme, plain))
            found.append((row["event_type"], status, True, scheme, refused or plain))
    return found


CELLS = cells("projection.tsv", "plover") + cells("projection_plv.tsv", "plv")


def test_the_tables_hold_every_type_and_status() -> None:
    for name in ("projection.tsv", "projection_plv.tsv"):
        rows = read_table(name)
        assert {row["event_type"] for row in rows} == set(load_codebook().types)
        assert all(set(row) == {"event_type", *STATUSES} for row in rows)


@pytest.mark.parametrize(("event_type", "status", "refused", "scheme", "expected"), CELLS)
def test_each_type_and_status_projects_as_the_table_says(
    event_type: str, status: Status, refused: bool, scheme: Scheme, expected: str
) -> None:
    assert project(event_type, None, status, refused, scheme).event_type == expected


@pytest.mark.parametrize("row", read_table("auxiliaries.tsv"), ids=lambda row: row["status"])
def test_auxiliaries_follow_from_status_alone(row: dict[str, Status]) -> None:
    for event_type in load_codebook().types:
        assert project(event_type, None, row["status"]).auxiliary == tuple(row["auxiliary"].split())


def test_the_auxiliary_table_holds_every_status() -> None:
    assert [row["status"] for row in read_table("auxiliaries.tsv")] == list(STATUSES)


@pytest.mark.parametrize(
    ("event_type", "mode", "status", "expected"),
    [
        ("CONSULT", "visit", "happened", "visit"),
        ("CONSULT", "visit", "planned", None),
        ("RETREAT", "release", "expected", None),
        ("SANCTION", "expel", "threatened", "expel"),
        ("SANCTION", "discontinue", "planned", None),
        ("COERCE", "arrest", "conditional", "arrest"),
        ("COERCE", "restrict", "planned", "restrict"),
        ("ASSAULT", "drone", "possible", None),
        ("ASSAULT", "drone", "denied", "drone"),
        ("REQUEST", "meet", "planned", "meet"),
    ],
)
def test_a_mode_stays_only_where_the_new_type_has_it(event_type: str, mode: str, status: Status, expected: str | None) -> None:
    assert project(event_type, mode, status).mode == expected


def test_yield_keeps_the_mode_of_a_retreat() -> None:
    assert project("RETREAT", "release", "happened", scheme="plv") == Projection("YIELD", "release", ())


def test_a_planned_visit_counts_as_an_agreement() -> None:
    planned = project("CONSULT", "visit", "planned")
    assert planned == Projection("AGREE", None, ("future",))
    assert (quad_of(planned), score_of(planned)) == (1, 2.5)


def test_a_planned_attack_counts_as_a_threat() -> None:
    planned = project("ASSAULT", "aerial", "planned")
    assert (quad_of(planned), score_of(planned)) == (3, -3.5)


def test_an_unknown_type_is_an_error() -> None:
    with pytest.raises(KeyError):
        project("BEFRIEND", None, "happened")


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("event_type", sorted(load_codebook().types))
def test_quad_code_and_score_are_those_of_the_projected_type_and_mode(event_type: str, status: Status) -> None:
    book = load_codebook()
    for mode in (None, *book.type(event_type).modes):
        for refused in (False, True):
            projected = project(event_type, mode, status, refused)
            holder = book.type(projected.event_type)
            assert quad_of(projected) == holder.quad
            assert score_of(projected) == (holder.modes[projected.mode].score if projected.mode else holder.score)
