"""Runs the command line in this process and in one of its own, over small reports written here."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from dragoman.cli.app import run

DEMO = Path(str(files("dragoman.demo"))) / "reports"


@dataclass
class Ended:
    """How a command ended."""

    status: int
    out: str
    err: str

    def rows(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


Command = Callable[..., Ended]


@pytest.fixture
def dragoman(capfd: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """One command in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("DRAGOMAN_")]:
        monkeypatch.delenv(name)

    def command(*arguments: str | Path) -> Ended:
        capfd.readouterr()
        status = run([str(argument) for argument in arguments])
        return Ended(status, *capfd.readouterr())

    return command


def run_apart(arguments: Sequence[str | Path], folder: Path, **more: Any) -> subprocess.CompletedProcess[str]:
    """The program as a shell would run it."""
    return subprocess.run(program(arguments), cwd=folder, text=True, capture_output=True, timeout=120, **more)


def program(arguments: Sequence[str | Path]) -> list[str]:
    return [sys.executable, "-c", "from dragoman.cli.app import main; main()", *map(str, arguments)]


@pytest.fixture(scope="session")
def demo_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packaged example in a ledger; read only."""
    ledger = tmp_path_factory.mktemp("demo") / "demo.ledger"
    assert run(["ingest", str(DEMO), "--ledger", str(ledger), "--known-at", "published"]) == 0
    return ledger


REPORT = """Ministers of {left} and {right} meet

Published: {day} July 2022

The foreign minister of {left} met the foreign minister of {right} in Geneva on Monday. {left} accused {right} of arming rebels.
The two governments will hold a second meeting in August, the foreign ministry of {left} said.
"""
STATES = ["France", "Japan", "Brazil", "Kenya", "Norway", "India", "Chile", "Egypt", "Canada", "Turkey", "Peru", "Ghana"]


def write_reports(folder: Path, count: int) -> Path:
    """So many different short reports."""
    folder.mkdir(exist_ok=True)
    for n in range(count):
        left, right = STATES[n % len(STATES)], STATES[(n // len(STATES) + n + 1) % len(STATES)]
        body = REPORT.format(left=left, right=right, day=1 + n % 28) + f"\nThe visit was number {n} of the year.\n"
        (folder / f"report{n:04}.txt").write_text(body, "utf-8")
    return folder
