"""``ingest`` stores each report once, whole, and accounts for every input; others may read and write meanwhile."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from .conftest import DEMO, Command, program, run_apart, write_reports


def all_rows(ledger: Path, folder: Path) -> str:
    asked = [run_apart([noun, "--ledger", ledger], folder) for noun in ("events", "statements", "expectations", "dyads")]
    assert all(ended.returncode == 0 for ended in asked)
    return "".join(ended.stdout for ended in asked)


def test_a_second_run_adds_nothing(dragoman: Command, tmp_path: Path) -> None:
    assert "9 inputs: 9 coded, 0 known" in dragoman("ingest", DEMO).err
    before = all_rows(tmp_path / "dragoman.ledger", tmp_path)
    files = sorted(path for path in Path("dragoman.ledger").rglob("*.parquet"))
    again = dragoman("ingest", DEMO)
    assert (again.status, again.err) == (0, "dragoman: 9 inputs: 0 coded, 9 known, 0 not coded, 0 failed\n")
    assert all_rows(tmp_path / "dragoman.ledger", tmp_path) == before
    assert sorted(path for path in Path("dragoman.ledger").rglob("*.parquet")) == files


def test_the_same_report_twice_in_one_run_is_stored_once(dragoman: Command, tmp_path: Path) -> None:
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text("Japan criticized Kenya on Monday.")
    assert "2 inputs: 1 coded, 1 known, 0 not coded, 0 failed" in dragoman("ingest", "one.txt", "two.txt").err
    assert len(dragoman("reports").rows()) == 1


def test_known_from_publication_lets_an_archive_be_asked_as_of_then(dragoman: Command, demo_ledger: Path) -> None:
    then = dragoman("reports", "--ledger", demo_ledger, "--as-of", "2022-07-08T23:59+08:00").rows()
    assert {row["published"] for row in then} == {"2022-07-06", "2022-07-07"}
    meetings = dragoman("events", "--between", "USA", "CHN", "--type", "CONSULT", "--ledger", demo_ledger, "--as-of", "2022-07-08").rows()
    assert {row["status"] for row in meetings} <= {"planned", "expected", "possible", "ruled_out", "background", "happened"}
    assert any(row["status"] in ("planned", "expected") and row["when"] and row["when"]["start"] == "2022-07-09" for row in meetings)


def test_without_it_the_ledger_learned_of_everything_now(dragoman: Command) -> None:
    dragoman("ingest", DEMO / "01-preview-meridian.txt")
    assert dragoman("reports", "--as-of", "2022-07-08").rows() == []
    assert len(dragoman("reports").rows()) == 1


def test_two_ingests_into_one_ledger_lose_and_double_nothing(tmp_path: Path) -> None:
    reports = write_reports(tmp_path / "reports", 60)
    writers = [
        subprocess.Popen(program(["ingest", reports, "--workers", "1"]), cwd=tmp_path, stderr=subprocess.PIPE, text=True) for _ in range(2)
    ]
    errors = [writer.communicate(timeout=120)[1] for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0], errors
    ids = [json.loads(line)["id"] for line in run_apart(["reports"], tmp_path).stdout.splitlines()]
    assert (len(ids), len(set(ids))) == (60, 60)
    assert run_apart(["check"], tmp_path).returncode == 0


def wait_for_reports(writer: subprocess.Popen[str], folder: Path) -> int:
    """How many reports are there once the first are; fails when the writer ends before."""
    for _ in range(400):
        asked = run_apart(["reports"], folder) if (folder / "dragoman.ledger").exists() else None
        if asked and asked.stdout:
            assert asked.returncode == 0
            return len(asked.stdout.splitlines())
        assert writer.poll() is None
        time.sleep(0.05)
    raise AssertionError("nothing was stored")


def hear_ctrl_c() -> None:
    """A shell makes what it starts in the background deaf to Ctrl-C, and these tests may run there."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.mark.parametrize("workers", ["1", "2"])
def test_ctrl_c_keeps_what_was_stored(workers: str, tmp_path: Path) -> None:
    reports = write_reports(tmp_path / "reports", 900)
    writer = subprocess.Popen(
        program(["ingest", reports, "--workers", workers]),
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=hear_ctrl_c,
    )
    while_running = wait_for_reports(writer, tmp_path)
    assert while_running < 900
    os.killpg(writer.pid, signal.SIGINT)  # as a terminal does: to every process of the group
    errors = writer.communicate(timeout=60)[1]
    stored = len(run_apart(["reports"], tmp_path).stdout.splitlines())
    assert writer.returncode == 130
    assert errors.splitlines()[-1].startswith(f"dragoman: interrupted: {stored} of ")
    assert "Traceback" not in errors
    assert while_running <= stored < 900
    assert run_apart(["check"], tmp_path).returncode == 0


def test_the_next_run_links_what_a_killed_run_left_unlinked(tmp_path: Path) -> None:
    reports = write_reports(tmp_path / "reports", 400)
    writer = subprocess.Popen(program(["ingest", reports, "--workers", "1"]), cwd=tmp_path, stderr=subprocess.PIPE, text=True)
    wait_for_reports(writer, tmp_path)
    writer.kill()
    writer.communicate()
    assert run_apart(["ingest", reports / "report0399.txt"], tmp_path).returncode == 0
    from dragoman.ledger.store import open_ledger

    with open_ledger(tmp_path / "dragoman.ledger").snapshot() as snapshot:
        assert snapshot.rows("SELECT id FROM mentions WHERE id NOT IN (SELECT mention_id FROM memberships)") == []
        assert snapshot.rows("SELECT count(*) FROM mentions")[0][0] > 0
