"""The same report gives the same lines, however often and in whatever company it is read."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

import pytest

from dragoman.intake.read import read_documents
from dragoman.parsing.model import DragomanParser, load_parser
from dragoman.pipeline import process
from dragoman.records.errors import InputError
from dragoman.records.findings import Findings
from dragoman.records.report import Document
from dragoman.records.wire import json_line

FOLDER = Path(str(files("dragoman.demo"))) / "reports"
ALONE = """
import sys
from dragoman.intake.read import read_documents
from dragoman.parsing.model import load_parser
from dragoman.pipeline import process
from dragoman.records.wire import json_line
for document in read_documents(sys.argv[1:]):
    found = process(document, load_parser())
    for record in (found.report, *found.mentions, *found.statements, *found.expectations):
        print(json_line(record))
"""


def documents(*names: str) -> list[Document]:
    found = list(read_documents([str(FOLDER / name) for name in names]))
    assert not any(isinstance(d, InputError) for d in found)
    return [d for d in found if isinstance(d, Document)]


def lines(findings: Findings) -> list[str]:
    records: Iterable[object] = (findings.report, *findings.mentions, *findings.statements, *findings.expectations)
    return [json_line(record) for record in records]  # type: ignore[arg-type]


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.iterdir()))
def test_a_second_reading_gives_the_same_lines(name: str) -> None:
    for document in documents(name):
        assert lines(process(document, load_parser())) == lines(process(document, load_parser()))


def test_what_was_read_before_changes_nothing() -> None:
    names = ["01-preview-meridian.txt", "08-call-northfield.md", "04-two-accounts.jsonl"]
    there = {d.location: lines(process(d, load_parser())) for d in documents(*names)}
    back = {d.location: lines(process(d, load_parser())) for d in reversed(documents(*names))}
    assert there == back


def test_a_parser_loaded_anew_gives_the_same_lines() -> None:
    (document,) = documents("03-meeting-straits.md")
    assert lines(process(document, DragomanParser())) == lines(process(document, load_parser()))


@pytest.mark.parametrize("seed", ["0", "1"])
def test_another_process_with_another_hash_seed_gives_the_same_lines(seed: str) -> None:
    path = str(FOLDER / "04-two-accounts.jsonl")
    done = subprocess.run(
        [sys.executable, "-c", ALONE, path],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
    )
    here = [line for document in documents("04-two-accounts.jsonl") for line in lines(process(document, load_parser()))]
    assert done.stdout.splitlines() == here


def test_ids_are_unique_within_a_report() -> None:
    for path in sorted(FOLDER.iterdir()):
        for document in documents(path.name):
            found = process(document, load_parser())
            ids = [r.id for group in (found.mentions, found.statements, found.expectations) for r in group]
            assert len(set(ids)) == len(ids)
