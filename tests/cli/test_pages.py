"""``brief`` and ``explain`` over the packaged example."""

from __future__ import annotations

import json
import re
from pathlib import Path

from .conftest import Command


def test_a_brief_as_of_before_the_meeting_has_it_ahead(dragoman: Command, demo_ledger: Path) -> None:
    ended = dragoman("brief", "--between", "USA", "CHN", "--as-of", "2022-07-08T23:59+08:00", "--ledger", demo_ledger)
    ahead = ended.out.partition("What is ahead")[2].partition("\n\n")[0]
    assert "as known at 8 July 2022 15:59 UTC" in ended.out.splitlines()[0]
    assert "to meet" in ahead
    assert "9 July 2022" in ahead
    assert "Straits Bulletin" not in ended.out


def test_a_brief_on_a_day_tells_of_that_day(dragoman: Command, demo_ledger: Path) -> None:
    out = dragoman("brief", "--on", "2022-07-28", "--ledger", demo_ledger).out
    assert out.splitlines()[0] == "All parties on 28 July 2022"
    assert "28 July 2022" in out.partition("What happened")[2]


def test_a_brief_of_parties_that_nobody_tells_of_says_so(dragoman: Command, demo_ledger: Path) -> None:
    assert "The ledger holds nothing on this." in dragoman("brief", "--between", "TUV", "NRU", "--ledger", demo_ledger).out


def find_event(dragoman: Command, ledger: Path, *filters: str) -> dict[str, object]:
    rows = dragoman("events", "--ledger", ledger, *filters).rows()
    return max(rows, key=lambda row: int(row["reports"]))


def test_a_mention_is_explained_with_its_words_marked(dragoman: Command, demo_ledger: Path) -> None:
    event = find_event(dragoman, demo_ledger, "--type", "CONSULT", "--between", "USA", "CHN")
    ended = dragoman("explain", str(event["quote_mention_id"]), "--ledger", demo_ledger)
    assert ended.status == 0
    assert "found by " in ended.out
    assert re.search(r"\[trigger: \w+\]", ended.out)
    assert re.search(r"\[source: [^\]]+\]", ended.out)
    assert "[evidence: " in ended.out
    assert "status " in ended.out
    assert re.search(r"^  same as m_\w+ \(0\.\d\d, ", ended.out, re.MULTILINE)


def test_an_event_is_explained_by_its_tellings_and_the_verdicts_that_join_them(dragoman: Command, demo_ledger: Path) -> None:
    event = find_event(dragoman, demo_ledger, "--type", "CONSULT", "--between", "USA", "CHN")
    out = dragoman("explain", str(event["id"]), "--ledger", demo_ledger).out
    mention_ids = event["mention_ids"]
    assert isinstance(mention_ids, list)
    assert all(mention_id in out for mention_id in mention_ids)
    assert " same as m_" in out


def test_a_report_is_explained_with_its_cuts_and_the_sentences_that_gave_nothing(dragoman: Command, demo_ledger: Path) -> None:
    reports = dragoman("reports", "--ledger", demo_ledger).rows()
    garbled = next(row["id"] for row in reports if row["publisher"] == "Newsblend 24")
    out = dragoman("explain", garbled, "--ledger", demo_ledger).out
    assert {"cut as markup", "cut as promo", "cut as repeat"} <= set(re.findall(r"cut as \w+", out))
    assert re.search(r"\[[A-Z]+ \w+ m_\w+: ", out)
    harbour = next(row["id"] for row in reports if row["publisher"] == "Harbour Dispatch")
    assert "no event in: “" in dragoman("explain", harbour, "--ledger", demo_ledger).out


def test_an_expectation_is_explained_with_hedge_and_outcome(dragoman: Command, demo_ledger: Path) -> None:
    met = next(row for row in dragoman("expectations", "--status", "met", "--ledger", demo_ledger).rows())
    out = dragoman("explain", met["id"], "--ledger", demo_ledger).out
    assert f"“{met['hedge']}”" in out
    assert "outcome: met, because " in out


def test_a_statement_is_explained_with_its_speaker(dragoman: Command, demo_ledger: Path) -> None:
    said = next(row for row in dragoman("statements", "--ledger", demo_ledger).rows() if row["speaker"] and row["speaker"]["name"])
    out = dragoman("explain", said["id"], "--ledger", demo_ledger).out
    assert f"speaker: “{said['speaker']['quote']}”" in out
    assert "[speaker: " in out


def test_a_hostile_report_cannot_write_to_the_terminal(dragoman: Command, tmp_path: Path) -> None:
    row = {"title": "Red \x1b[31m news", "text": "Japan criticized Kenya\x1b]0;owned\x07 on Monday.", "date": "2022-07-07"}
    (tmp_path / "evil.jsonl").write_text(json.dumps(row), "utf-8")
    dragoman("ingest", "evil.jsonl")
    (report,) = dragoman("reports").rows()
    pages = [dragoman("brief"), dragoman("explain", report["id"]), dragoman("events", "--format", "table"), dragoman("events")]
    assert all(page.status == 0 for page in pages)
    assert not any("\x1b" in page.out for page in pages)
