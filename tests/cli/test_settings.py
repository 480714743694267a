"""Options that are not given: the environment, then ``dragoman.toml``; and what help costs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import Command

HEAVY = ["duckdb", "deltalake", "onnxruntime", "tokenizers", "trafilatura", "feedparser", "httpx", "numpy", "arro3"]


def test_the_environment_names_the_ledger(dragoman: Command, demo_ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGOMAN_LEDGER", str(demo_ledger))
    assert len(dragoman("reports").rows()) == 9
    monkeypatch.setenv("DRAGOMAN_AS_OF", "2022-07-06")
    assert len(dragoman("reports").rows()) == 2


def test_the_file_names_the_ledger_and_a_commands_own_format(dragoman: Command, demo_ledger: Path, tmp_path: Path) -> None:
    (tmp_path / "dragoman.toml").write_text(f'ledger = "{demo_ledger}"\n[events]\nformat = "csv"\nbetween = ["USA", "CHN"]\n')
    assert dragoman("events").out.startswith("record,id,")
    assert len(dragoman("reports").rows()) == 9


def test_the_command_line_wins_over_the_environment_and_that_over_the_file(
    dragoman: Command, demo_ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "dragoman.toml").write_text('ledger = "nowhere.ledger"\n')
    assert dragoman("reports").status == 1
    monkeypatch.setenv("DRAGOMAN_LEDGER", str(demo_ledger))
    assert dragoman("reports").status == 0
    assert "elsewhere.ledger" in dragoman("reports", "--ledger", "elsewhere.ledger").err


@pytest.mark.parametrize(
    "text", ["ledgr = 'x'\n", "[event]\nformat = 'csv'\n", "[events]\nformt = 'csv'\n", "ledger = \n", "[events]\nformat = 'xml'\n"]
)
def test_a_file_that_cannot_be_meant_is_wrong_usage(text: str, dragoman: Command, tmp_path: Path) -> None:
    (tmp_path / "dragoman.toml").write_text(text)
    ended = dragoman("events")
    assert ended.status == 2
    assert "Traceback" not in ended.err
    assert ended.err


def test_help_loads_nothing_heavy() -> None:
    program = (
        f"import sys\nfrom dragoman.cli.app import run\nrun(['--help'])\nprint([m for m in {HEAVY} if m in sys.modules], file=sys.stderr)"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ended.stderr == "[]\n"
    assert "Usage: dragoman" in ended.stdout


@pytest.mark.parametrize(
    "command",
    [
        "code",
        "relate",
        "ingest",
        "reports",
        "events",
        "statements",
        "expectations",
        "agenda",
        "dyads",
        "brief",
        "explain",
        "check",
        "compact",
        "demo",
    ],
)
def test_every_command_has_help(command: str, dragoman: Command) -> None:
    ended = dragoman(command, "--help")
    assert ended.status == 0
    assert f"Usage: dragoman {command}" in ended.out


def test_the_version_is_the_packages(dragoman: Command) -> None:
    import dragoman as package

    assert dragoman("--version").out == f"dragoman {package.__version__}\n"
