"""The packaged example, end to end, and what the documents say of it."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest

import dragoman
from dragoman.cli.app import run

SECTIONS = ["What happened", "What was said", "What is ahead", "What came of what was expected"]


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """Ledger, page, messages."""
    import contextlib
    import io

    ledger = tmp_path_factory.mktemp("demo") / "kept.ledger"
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        assert run(["demo", "--keep", str(ledger)]) == 0
    return ledger, out.getvalue(), err.getvalue()


def test_it_reads_nine_reports_and_says_what_to_try_next(page: tuple[Path, str, str]) -> None:
    _, _, messages = page
    assert "9 inputs: 9 coded, 0 known, 0 not coded, 0 failed" in messages
    assert messages.splitlines()[-1].startswith("Next: dragoman ")


def test_the_page_has_its_sections_in_order(page: tuple[Path, str, str]) -> None:
    lines = page[1].splitlines()
    assert [line for line in lines if line in SECTIONS] == SECTIONS


def test_every_sentence_has_a_source_and_every_source_its_exact_words(page: tuple[Path, str, str]) -> None:
    ledger, text, _ = page
    sentences = [line for line in text.splitlines() if line.startswith("* ")]
    sources = dict(re.findall(r"^\[(\d+)\] .*?: “(.*)”$", text, re.MULTILINE))
    cited = {number for line in sentences for number in re.findall(r"\[(\d+)\]", line)}
    assert sentences
    assert all(re.search(r"\. (\[\d+\] ?)+$", line) for line in sentences)
    assert cited == set(sources)
    raw = " ".join(" ".join(row) for row in read_texts(ledger))
    assert all(words in raw for words in sources.values())


def read_texts(ledger: Path) -> list[list[str]]:
    import json

    from dragoman.ledger.store import open_ledger

    with open_ledger(ledger).snapshot() as snapshot:
        return [json.loads(body)["text"].split() for (body,) in snapshot.rows("SELECT body FROM reports")]


def test_the_meeting_and_the_call_are_told_as_what_came_of_what_was_expected(page: tuple[Path, str, str]) -> None:
    came = page[1].partition("What came of what was expected")[2].partition("\n\n")[0]
    assert came.count("It took place") >= 2
    assert "9 July 2022" in came
    assert "phone" in came


def test_a_meeting_that_was_ruled_out_is_worded_so(page: tuple[Path, str, str]) -> None:
    from dragoman.ledger.store import open_ledger
    from dragoman.query.brief import as_lines, read_brief

    with open_ledger(page[0]).snapshot() as snapshot:
        lines = list(as_lines(read_brief(snapshot, ("USA", "RUS"))))
    assert any("not expected to meet" in line and "Lavrov" in line for line in lines)


def test_the_garbled_and_the_syndicated_report_are_copies(page: tuple[Path, str, str]) -> None:
    from dragoman.ledger.store import open_ledger

    with open_ledger(page[0]).snapshot() as snapshot:
        publishers = dict(snapshot.rows("SELECT id, publisher FROM reports"))
        pairs = snapshot.rows("""SELECT "left", "right" FROM verdicts WHERE judgement_kind = 'copy' AND verdict = 'same'""")
    copies = [{publishers[left], publishers[right]} for left, right in pairs]
    assert {"Meridian Wire", "Coldwater Tribune"} in copies


def test_python_asks_as_the_command_line_does(page: tuple[Path, str, str]) -> None:
    ledger = dragoman.open(page[0])
    then = ledger.as_of("2022-07-08T23:59+08:00")
    assert {row["published"] for row in then.reports().to_dicts()} == {"2022-07-06", "2022-07-07"}
    events = then.events(actor="USA")
    assert events
    assert events.to_dicts()[0]["record"] == "event"
    assert len(ledger.events(actor="USA")) > len(events)


def test_a_moment_without_a_zone_is_refused(page: tuple[Path, str, str]) -> None:
    with pytest.raises(dragoman.UsageError, match="no zone"):
        dragoman.open(page[0]).as_of("2022-07-08T23:59")


def test_python_codes_and_ingests(tmp_path: Path) -> None:
    reports = Path(str(files("dragoman.demo"))) / "reports"
    (findings,) = dragoman.code(reports / "01-preview-meridian.txt")
    assert findings.report.publisher == "Meridian Wire"
    assert findings.mentions
    tally, failed = dragoman.ingest([reports / "07-call-meridian.txt", tmp_path / "absent.txt"], tmp_path / "x.ledger")
    assert (tally.coded, tally.failed, [fault.reason for fault in failed]) == (1, 1, ["no such file"])


def test_the_demo_package_lists_every_report() -> None:
    folder = Path(str(files("dragoman.demo")))
    listed = set(re.findall(r"`(\d\d-[^`]+)`", (folder / "SOURCES.md").read_text("utf-8")))
    assert listed == {path.name for path in (folder / "reports").iterdir()}


def test_every_public_name_is_there() -> None:
    assert all(getattr(dragoman, name) is not None for name in dragoman.__all__)
