"""The command: its table, its exit status, and what it asks for."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.cli.app import run

ROOT = Path(__file__).parents[2]
DATA, CORPUS = str(ROOT / "evaluation"), str(ROOT / "corpus")
PAIRS = (
    "uid\tsentence\tsource\ttarget\tgold_root\n"
    "1\tPeru condemned Chile.\tPeru\tChile\tACCUSE\n"
    "2\tPeru withdrew its troops from Chile.\tPeru\tChile\tYIELD\n"
    "3\tPeru thanked Chile.\tPeru\tChile\tAID\n"
)


def test_one_table_of_what_is_named(capfd: pytest.CaptureFixture[str]) -> None:
    status = run(["evaluate", "statements", "--data", DATA, "--corpus", CORPUS, "--show"])
    lines = capfd.readouterr().out.splitlines()
    assert status == 0
    assert lines[0].split() == ["now", "accepted", "change", "floor"]
    assert [line.split()[1] for line in lines[1:5]] == ["direct_found", "indirect_found", "direct_speaker", "indirect_speaker"]
    assert any(line.startswith("wrong  statements: ") for line in lines)


def test_a_figure_below_its_floor_ends_with_status_1(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "quiet.jsonl").write_text('{"text": "Peru bombed Chile."}\n{"text": "It rained in Lima."}\n', encoding="utf-8")
    (tmp_path / "floors.yaml").write_text("quiet: {false_per_100: 10}\n", encoding="utf-8")
    assert run(["evaluate", "quiet", "--data", str(tmp_path), "--accept"]) == 1
    ended = capfd.readouterr()
    assert ended.out.splitlines()[1].split() == ["quiet", "false_per_100", "50.000", "10.000"]
    assert ended.err.splitlines() == ["dragoman: quiet false_per_100: 50.000 is above 10.000"]
    assert (tmp_path / "accepted.json").exists()


def test_without_data_it_says_how_to_get_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["evaluate"]) == 2
    assert "Gold and probes come with the source code" in capfd.readouterr().err


def test_pairs_of_others_need_no_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "pairs.tsv"
    path.write_text(PAIRS, encoding="utf-8")
    assert run(["evaluate", "--relations", str(path)]) == 0
    out = capfd.readouterr().out
    assert "outside root_macro_f1" in out
    assert "YIELD" in out
    assert "AID → SUPPORT" in out
