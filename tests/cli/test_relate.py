"""``relate`` labels given pairs, one row a uid."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from .conftest import Command, run_apart

PAIRS = """uid\tsentence\tsource\ttarget\tnote
a\tJapan criticized Kenya on Monday.\tJapan\tKenya\tmore columns are ignored
b\tThe foreign minister of Chile met the president of Peru in Lima.\tThe foreign minister of Chile\tthe president of Peru\t
c\tNorway lies north of Ghana.\tNorway\tGhana\t
"""


@pytest.fixture
def pairs(tmp_path: Path) -> Path:
    (tmp_path / "pairs.tsv").write_text(PAIRS, "utf-8")
    return tmp_path / "pairs.tsv"


def test_one_row_a_uid_with_root_and_confidence(dragoman: Command, pairs: Path) -> None:
    ended = dragoman("relate", pairs)
    rows = list(csv.DictReader(io.StringIO(ended.out), delimiter="\t"))
    assert ended.status == 0
    assert [(row["uid"], row["root"]) for row in rows] == [("a", "ACCUSE"), ("b", "CONSULT"), ("c", "")]
    assert all(0 <= float(row["confidence"]) <= 1 for row in rows)


def test_json_lines_hold_the_same(dragoman: Command, pairs: Path) -> None:
    rows = [json.loads(line) for line in dragoman("relate", pairs, "--format", "jsonl").out.splitlines()]
    assert [(row["uid"], row["root"]) for row in rows] == [("a", "ACCUSE"), ("b", "CONSULT"), ("c", None)]


def test_the_projection_decides_how_a_foretold_retreat_is_called(dragoman: Command, tmp_path: Path) -> None:
    (tmp_path / "p.tsv").write_text("uid\tsentence\tsource\ttarget\n1\tRussia will withdraw its troops from Georgia.\tRussia\tGeorgia\n")
    roots = {
        projection: dragoman("relate", "p.tsv", "--projection", projection).out.split("\n")[1].split("\t")[1]
        for projection in ("plover", "plv")
    }
    assert roots == {"plover": "CONCEDE", "plv": "AGREE"}


def test_reads_standard_input(tmp_path: Path) -> None:
    assert run_apart(["relate", "-"], tmp_path, input=PAIRS).stdout.startswith("uid\troot\tconfidence\na\tACCUSE\t")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"uid\tsentence\tsource\n1\tx\ty\n", "no column target"),
        (b"uid\tsentence\tsource\ttarget\n1\tonly two\n", "line 2 has too few columns"),
        (b"uid\tsentence\tsource\ttarget\n1\t\xff\ty\tz\n", "not UTF-8"),
        (b"", "no column uid, sentence, source, target"),
    ],
)
def test_a_file_of_another_shape_is_one_line(body: bytes, reason: str, dragoman: Command, tmp_path: Path) -> None:
    (tmp_path / "p.tsv").write_bytes(body)
    ended = dragoman("relate", "p.tsv")
    assert (ended.status, ended.out) == (1, "")
    assert ended.err.startswith(f"dragoman: p.tsv: {reason}")
    assert len(ended.err.splitlines()) == 1
