"""``code`` prints records and keeps nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import DEMO, Command, run_apart

PREVIEW = DEMO / "01-preview-meridian.txt"


def test_prints_the_report_first_and_then_what_it_says(dragoman: Command) -> None:
    ended = dragoman("code", PREVIEW)
    kinds = [row["record"] for row in ended.rows()]
    assert ended.status == 0
    assert kinds[0] == "report"
    assert {"event_mention", "statement", "expectation"} <= set(kinds)
    assert kinds == sorted(kinds, key=["report", "event_mention", "statement", "expectation"].index)


def test_every_quote_stands_where_the_record_says(dragoman: Command) -> None:
    rows = dragoman("code", PREVIEW).rows()
    text = rows[0]["text"]
    spans = [row[part] for row in rows if row["record"] == "event_mention" for part in ("trigger", "evidence")]
    assert spans
    assert all(text[span["start"] : span["end"]] == span["quote"] for span in spans)


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = (run_apart(["code", DEMO], tmp_path) for _ in range(2))
    assert first.returncode == 0
    assert first.stdout
    assert first.stdout == second.stdout


def test_workers_do_not_change_the_bytes(tmp_path: Path) -> None:
    alone, together = (run_apart(["code", DEMO, "--workers", workers], tmp_path) for workers in ("1", "2"))
    assert together.returncode == 0
    assert together.stdout == alone.stdout


def test_reads_standard_input(tmp_path: Path) -> None:
    ended = run_apart(["code", "-", "--published", "2022-07-07"], tmp_path, input="France condemned Mali on Tuesday.\n")
    report, *found = [json.loads(line) for line in ended.stdout.splitlines()]
    assert (report["published"], report["published_from"]) == ("2022-07-07", "argument")
    assert [(row["event_type"], row["when"]["start"]) for row in found if row["record"] == "event_mention"] == [("ACCUSE", "2022-07-05")]


def test_a_report_in_another_language_is_printed_and_not_coded(dragoman: Command, tmp_path: Path) -> None:
    body = "Le ministre français des affaires étrangères a rencontré hier à Paris son homologue allemand, selon le ministère. " * 4
    (tmp_path / "french.txt").write_text(body, "utf-8")
    ended = dragoman("code", "french.txt")
    assert [(row["record"], row["language"]) for row in ended.rows()] == [("report", "fr")]
    assert "1 not coded" in ended.err


def test_a_table_holds_the_parties_and_the_status(dragoman: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    ended = dragoman("code", PREVIEW, "--format", "table")
    assert "ruled_out" in ended.out
    assert "Lavrov" in ended.out
    assert not ended.out.startswith("{")


def test_nothing_is_kept(dragoman: Command, tmp_path: Path) -> None:
    dragoman("code", PREVIEW)
    assert list(tmp_path.iterdir()) == []
