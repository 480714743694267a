"""The questions, in every format, over the packaged example."""

from __future__ import annotations

import csv
import io
import subprocess
from pathlib import Path

import duckdb
import pytest

from dragoman.cli.tables import share_width

from .conftest import Command, program, run_apart

QUESTIONS = ["reports", "events", "statements", "expectations", "agenda", "dyads"]


@pytest.mark.parametrize("noun", QUESTIONS)
def test_all_formats_give_the_same_rows(noun: str, dragoman: Command, demo_ledger: Path, tmp_path: Path) -> None:
    rows = dragoman(noun, "--ledger", demo_ledger, "--as-of", "2022-07-20").rows()
    table = list(csv.DictReader(io.StringIO(dragoman(noun, "--ledger", demo_ledger, "--as-of", "2022-07-20", "--format", "csv").out)))
    page = tmp_path / "rows.parquet"
    with page.open("wb") as out:
        arguments = program([noun, "--ledger", demo_ledger, "--as-of", "2022-07-20", "--format", "parquet"])
        subprocess.run(arguments, cwd=tmp_path, stdout=out, check=True)
    key = "period" if noun == "dyads" else "id"
    ids = [row[key] for row in rows]
    assert ids
    assert [row[key] for row in table] == ids
    assert [row[0] for row in duckdb.sql(f"SELECT {key} FROM read_parquet('{page}')").fetchall()] == ids


@pytest.mark.parametrize("form", ["csv", "parquet", "jsonl", "table"])
@pytest.mark.parametrize("noun", QUESTIONS)
def test_an_answer_without_rows_is_no_fault(noun: str, form: str, tmp_path: Path, demo_ledger: Path) -> None:
    arguments = program([noun, "--ledger", demo_ledger, "--since", "2199-01-01", "--until", "2199-01-02", "--format", form])
    ended = subprocess.run([*arguments, "--actor", "TUV"], cwd=tmp_path, capture_output=True)
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert (ended.stdout == b"") == (form == "jsonl")


@pytest.mark.parametrize("noun", QUESTIONS)
def test_a_table_fits_the_terminal(noun: str, dragoman: Command, demo_ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    lines = dragoman(noun, "--ledger", demo_ledger, "--format", "table", "--as-of", "2022-07-20").out.splitlines()
    assert len(lines) > 1
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize(
    ("needed", "keeps", "total", "widths"),
    [
        ([18, 10, 5], [True, False, False], 100, [18, 10, 5]),
        ([18, 90, 6], [True, False, False], 60, [18, 36, 6]),
        ([18, 50, 90], [True, False, False], 58, [18, 20, 20]),
        ([18, 50, 90], [True, False, False], 20, [18, 4, 4]),
    ],
)
def test_short_columns_are_not_cut_for_long_ones(needed: list[int], keeps: list[bool], total: int, widths: list[int]) -> None:
    assert share_width(needed, keeps, total) == widths


def test_a_pipe_gets_json_lines_in_colourless_text(tmp_path: Path, demo_ledger: Path) -> None:
    ended = run_apart(["events", "--ledger", demo_ledger], tmp_path)
    assert ended.stdout.startswith('{"record": "event"')
    assert "\x1b" not in ended.stdout


def test_filters_narrow(dragoman: Command, demo_ledger: Path) -> None:
    def asked(*filters: str) -> list[str]:
        return [row["id"] for row in dragoman("events", "--ledger", demo_ledger, *filters).rows()]

    every = asked()
    for filters in (
        ["--actor", "USA"],
        ["--between", "USA", "CHN"],
        ["--type", "CONSULT"],
        ["--status", "happened", "--status", "ongoing"],
        ["--until", "2022-07-08"],
        ["--text", "sanctions"],
        ["--limit", "2"],
    ):
        found = asked(*filters)
        assert found, filters
        assert set(found) < set(every), filters


def test_the_meeting_that_was_planned_is_the_one_that_was_held(dragoman: Command, demo_ledger: Path) -> None:
    asked = [
        "events",
        "--between",
        "USA",
        "CHN",
        "--type",
        "CONSULT",
        "--ledger",
        demo_ledger,
        "--since",
        "2022-07-09",
        "--until",
        "2022-07-09",
    ]
    held = max(dragoman(*asked).rows(), key=lambda row: row["reports"])
    assert held["status"] == "happened"
    assert held["reports"] >= 4
    assert held["independent_reports"] < held["reports"]
    assert {word["status"] for word in held["status_history"]} >= {"planned", "happened"}


def test_an_expectation_was_met_by_the_call(dragoman: Command, demo_ledger: Path) -> None:
    before = dragoman("expectations", "--between", "USA", "CHN", "--ledger", demo_ledger, "--as-of", "2022-07-20").rows()
    after = dragoman("expectations", "--between", "USA", "CHN", "--ledger", demo_ledger).rows()
    calls = {row["id"] for row in before if "call" in row["quote"] and row["outcome"] == "open"}
    assert calls
    assert {row["outcome"] for row in after if row["id"] in calls} == {"met"}


def test_dyads_count_by_the_period_asked_for(dragoman: Command, demo_ledger: Path) -> None:
    rows = dragoman("dyads", "--between", "USA", "CHN", "--period", "day", "--ledger", demo_ledger).rows()
    assert {(row["source"], row["target"]) for row in rows} == {("USA", "CHN"), ("CHN", "USA")}
    assert all(len(row["period"]) == 10 for row in rows)


def test_check_and_compact_say_that_all_is_well(dragoman: Command, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("Japan criticized Kenya on Monday.")
    dragoman("ingest", "one.txt")
    before = dragoman("events").out
    assert dragoman("compact").status == 0
    assert dragoman("events").out == before
    ended = dragoman("check")
    assert (ended.status, ended.out, ended.err) == (0, "", "dragoman: dragoman.ledger: all is well\n")
