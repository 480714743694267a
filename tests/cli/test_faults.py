"""Bad inputs and bad words: one clear line each, the others done, the right exit status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import DEMO, Command, Ended, program, run_apart, write_reports

GOOD = "Japan criticized Kenya on Monday.\n"

BAD = {
    "empty.txt": b"",
    "blank.txt": b" \n\n",
    "binary.txt": bytes(range(256)) * 40,
    "broken.jsonl": b'{"text": "Norway thanked Chile."}\n{"text": \n',
    "nocolumn.csv": b"headline,day\nJapan,Monday\n",
    "broken.parquet": b"PAR1 this is no parquet file PAR1",
    "unknown.xyz": b"what is this",
}


def complaints(ended: Ended) -> list[str]:
    """The lines that name a fault; the last line accounts for all inputs."""
    return ended.err.splitlines()[:-1]


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_one_line_and_the_good_one_is_done(name: str, dragoman: Command, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(BAD[name])
    (tmp_path / "good.txt").write_text(GOOD)
    ended = dragoman("code", name, "good.txt")
    assert ended.status == 1
    assert len(complaints(ended)) == 1
    assert complaints(ended)[0].startswith(f"dragoman: {name}")
    assert any(row["record"] == "event_mention" and row["sources"][0]["country"] == "JPN" for row in ended.rows())
    assert "1 failed" in ended.err


def test_a_missing_file_is_named(dragoman: Command, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD)
    ended = dragoman("ingest", "absent.txt", "good.txt")
    assert (ended.status, complaints(ended)) == (1, ["dragoman: absent.txt: no such file"])
    assert "2 inputs: 1 coded, 0 known, 0 not coded, 1 failed" in ended.err


def test_all_bad_files_at_once_are_all_accounted_for(dragoman: Command, tmp_path: Path) -> None:
    for name, body in BAD.items():
        (tmp_path / name).write_bytes(body)
    ended = dragoman("ingest", *BAD)
    assert ended.status == 1
    assert len(complaints(ended)) == len(BAD)
    assert ended.err.splitlines()[-1] == f"dragoman: {len(BAD) + 1} inputs: 1 coded, 0 known, 0 not coded, {len(BAD)} failed"


def test_a_hostile_name_cannot_write_to_the_terminal(dragoman: Command) -> None:
    ended = dragoman("code", "evil\x1b]0;owned\x07\nname.txt")
    assert ended.status == 1
    assert "\x1b" not in ended.err
    assert len(complaints(ended)) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["events", "--bogus"],
        ["nonsense"],
        ["code"],
        ["code", "x.txt", "--published", "someday"],
        ["events", "--as-of", "2022-07-08T23:59"],
        ["events", "--as-of", "yesterday"],
        ["events", "--status", "happend"],
        ["events", "--since", "July"],
        ["events", "--format", "xml"],
        ["statements", "--place", "Bali"],
        ["ingest", "x.txt", "--workers", "0"],
        ["code", "x.txt", "--parser", "nonsense"],
    ],
)
def test_wrong_usage_is_status_2_without_a_traceback(arguments: list[str], dragoman: Command, demo_ledger: Path) -> None:
    if arguments[0] in ("events", "statements"):
        arguments = [*arguments, "--ledger", str(demo_ledger)]
    ended = dragoman(*arguments)
    assert ended.status == 2
    assert ended.err
    assert "Traceback" not in ended.err


def test_a_missing_ledger_is_one_line(dragoman: Command) -> None:
    ended = dragoman("events")
    assert (ended.status, len(ended.err.splitlines())) == (1, 1)
    assert "no such ledger" in ended.err


def test_an_id_that_nobody_has_is_one_line(dragoman: Command, demo_ledger: Path) -> None:
    ended = dragoman("explain", "m_0000000000000000", "--ledger", demo_ledger)
    assert (ended.status, ended.err) == (2, "dragoman: the ledger holds no record m_0000000000000000\n")


# The models are read first: one of their libraries unpacks a file of its own.
SMALL_FILES_ONLY = """
import resource
from dragoman.cli.app import main
from dragoman.intake.language import load_identifier
load_identifier()
resource.setrlimit(resource.RLIMIT_FSIZE, (5_000, 5_000))
main()
"""


def test_a_full_disk_leaves_the_ledger_whole(tmp_path: Path) -> None:
    reports = write_reports(tmp_path / "reports", 40)
    first = run_apart(["ingest", reports / "report0000.txt"], tmp_path)
    assert first.returncode == 0, first.stderr

    arguments = [sys.executable, "-c", SMALL_FILES_ONLY, "ingest", str(reports), "--workers", "1"]
    full = subprocess.run(arguments, cwd=tmp_path, text=True, capture_output=True, timeout=120)
    assert full.returncode == 1
    assert "Traceback" not in full.stderr
    assert "no space left" in full.stderr
    assert run_apart(["check"], tmp_path).returncode == 0
    assert run_apart(["reports"], tmp_path).stdout.count("\n") >= 1


def test_a_reader_that_has_enough_is_no_fault(tmp_path: Path, demo_ledger: Path) -> None:
    asked = subprocess.Popen(
        program(["events", "--ledger", demo_ledger, "--format", "jsonl"]),
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert asked.stdout is not None
    assert asked.stderr is not None
    asked.stdout.close()
    errors = asked.stderr.read()
    assert (asked.wait(60), errors) == (0, "")


def test_parquet_is_not_sent_to_a_terminal(tmp_path: Path, demo_ledger: Path) -> None:
    ours, theirs = os.openpty()
    arguments = program(["events", "--ledger", demo_ledger, "--format", "parquet"])
    asked = subprocess.run(arguments, cwd=tmp_path, stdout=theirs, stderr=subprocess.PIPE, text=True, timeout=60)
    os.close(theirs)
    os.close(ours)
    assert asked.returncode == 2
    assert "binary" in asked.stderr


def test_what_failed_stands_in_the_ledger(dragoman: Command, tmp_path: Path) -> None:
    from dragoman.ledger.store import open_ledger

    (tmp_path / "rows.jsonl").write_text(json.dumps({"text": GOOD}) + "\nnot json\n")
    assert dragoman("ingest", "rows.jsonl").status == 1
    with open_ledger("dragoman.ledger").snapshot() as snapshot:
        assert [room for (room,) in snapshot.rows("SELECT room FROM skipped WHERE room = 'runner'")] == ["runner"]


def test_a_page_from_the_demo_is_not_a_ledger(dragoman: Command) -> None:
    ended = dragoman("events", "--ledger", DEMO)
    assert (ended.status, len(ended.err.splitlines())) == (1, 1)
