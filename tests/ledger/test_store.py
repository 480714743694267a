"""What is stored once, when it is visible, and what an older moment still shows."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from ledger_builders import a_finding, a_mention, a_report, a_statement, an_expectation, day, found

from dragoman.ledger.store import Ledger, open_ledger
from dragoman.records.errors import LedgerError
from dragoman.records.findings import Skipped
from dragoman.records.judgement import Judgement
from dragoman.records.mention import EventMention
from dragoman.records.report import Report
from dragoman.records.wire import build


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return open_ledger(tmp_path / "a.ledger", create=True)


def ids(ledger: Ledger, view: str, as_of: datetime | None = None) -> list[str]:
    with ledger.snapshot(as_of) as snapshot:
        return [row[0] for row in snapshot.rows(f"SELECT id FROM {view} ORDER BY id")]


def test_a_record_comes_back_as_it_went_in(ledger: Ledger) -> None:
    finding = a_finding(
        "Antony Blinken met Wang Yi on Bali.", sources=("Antony Blinken, USA",), targets=("CHN",), when="2022-07-09", where="Bali"
    )
    ledger.add([finding])
    with ledger.snapshot() as snapshot:
        assert build(Report, json.loads(snapshot.rows("SELECT body FROM reports")[0][0])) == finding.report
        assert build(EventMention, json.loads(snapshot.rows("SELECT body FROM mentions")[0][0])) == finding.mentions[0]


def test_the_same_reports_a_second_time_add_nothing_not_even_a_commit(ledger: Ledger) -> None:
    findings = [a_finding("They met in Rome."), a_finding("They met in Paris.")]
    assert ledger.add(findings, day(7)) == 2
    version = ledger.version()
    assert ledger.add(findings, day(8)) == 0
    assert open_ledger(ledger.folder).add(findings, day(9)) == 0
    assert ledger.version() == version


def test_the_same_report_twice_in_one_go_is_stored_once(ledger: Ledger) -> None:
    assert ledger.add([a_finding("They met in Rome.")] * 3) == 1
    assert ledger.check() == []


def test_a_report_is_known_by_its_words_its_date_and_its_coder(ledger: Ledger) -> None:
    finding = a_finding("They met in Rome.")
    ledger.add([finding])
    assert ledger.known(finding.report.id, "2022-07-07", "coder 1")
    assert not ledger.known(finding.report.id, "2022-07-08", "coder 1")
    assert not ledger.known(finding.report.id, "2022-07-07", "coder 2")
    assert not ledger.known("r_other", "2022-07-07", "coder 1")


def test_what_a_newer_coder_no_longer_finds_is_gone_now_and_there_before(ledger: Ledger) -> None:
    report = a_report("They met in Rome and sanctioned the bank.")
    met, sanctioned = a_mention(report, "met"), a_mention(report, "sanctioned", "SANCTION")
    ledger.add([found(report, met, sanctioned, made_by="coder 1")], day(7))
    ledger.add([found(report, met, made_by="coder 2")], day(9))
    assert ids(ledger, "mentions") == [met.id]
    assert ids(ledger, "mentions", day(8)) == sorted([met.id, sanctioned.id])
    assert ids(ledger, "mentions", day(6)) == []
    assert ledger.check() == []


def test_of_two_datings_of_one_report_in_one_commit_the_later_in_order_counts(ledger: Ledger) -> None:
    ledger.add([a_finding("They met.", published="2022-07-07"), a_finding("They met.", published="2022-07-05")], day(7))
    with ledger.snapshot() as snapshot:
        assert snapshot.rows("SELECT published FROM reports") == [("2022-07-05",)]
        assert snapshot.rows("SELECT count(*) FROM mentions") == [(1,)]


def test_without_a_time_told_the_date_is_the_publications_and_says_so(ledger: Ledger) -> None:
    ledger.add([a_finding("They met."), a_finding("They met on Saturday.", when="2022-07-09"), a_finding("Then they met.", published=None)])
    with ledger.snapshot() as snapshot:
        dates = snapshot.rows("SELECT date_start, date_from FROM mentions ORDER BY date_start NULLS LAST")
    assert dates == [("2022-07-07", "published"), ("2022-07-09", "when"), (None, None)]


def test_the_latest_membership_counts_and_an_unchanged_one_adds_nothing(ledger: Ledger) -> None:
    one, two = a_finding("They met in Rome."), a_finding("The two met in Rome.")
    ledger.add([one, two], day(7))
    (m1,), (m2,) = one.mentions, two.mentions
    lone = _events(ledger)
    assert lone[m1.id] != lone[m2.id]
    assert ledger.add_memberships({m1.id: "e_joint", m2.id: "e_joint"}, day(8)) == 2
    assert ledger.add_memberships({m1.id: "e_joint", m2.id: "e_joint"}, day(9)) == 0
    assert ledger.add_memberships({m1.id: "e_joint", m2.id: "e_apart"}, day(10)) == 1
    assert _events(ledger) == {m1.id: "e_joint", m2.id: "e_apart"}
    assert _events(ledger, day(9)) == {m1.id: "e_joint", m2.id: "e_joint"}
    assert _events(ledger, day(7)) == lone


def _events(ledger: Ledger, as_of: datetime | None = None) -> dict[str, str]:
    with ledger.snapshot(as_of) as snapshot:
        return dict(snapshot.rows("SELECT id, event_id FROM mentions"))


def test_an_analysts_verdict_can_be_taken_back_and_the_machines_returns(ledger: Ledger) -> None:
    machine = Judgement("m_1", "m_2", "same", "event", 0.9, "same day", "linker 1")
    analyst = replace(machine, verdict="different", judged_by="analyst", reason="two rooms")
    assert ledger.add_judgements([machine], day(7)) == 1
    assert ledger.add_judgements([machine], day(8)) == 0
    assert ledger.add_judgements([analyst], day(9)) == 1
    assert ledger.add_judgements([analyst], day(10), taken_back=True) == 1
    assert ledger.add_judgements([analyst], day(11), taken_back=True) == 0
    verdicts = {moment: _verdicts(ledger, day(moment)) for moment in (7, 9, 11)}
    assert verdicts == {7: ["same"], 9: ["different"], 11: ["same"]}


def _verdicts(ledger: Ledger, as_of: datetime) -> list[str]:
    with ledger.snapshot(as_of) as snapshot:
        return [row[0] for row in snapshot.rows("SELECT verdict FROM verdicts")]


def test_an_analysts_verdict_outweighs_that_of_a_newer_machine(ledger: Ledger) -> None:
    machine = Judgement("m_1", "m_2", "same", "event", 0.9, "same day", "linker 1")
    ledger.add_judgements([replace(machine, verdict="different", judged_by="analyst Kim")], day(7))
    ledger.add_judgements([replace(machine, judged_by="linker 2")], day(8))
    assert _verdicts(ledger, day(9)) == ["different"]


def test_a_verdict_that_nobody_gave_cannot_be_taken_back(ledger: Ledger) -> None:
    never = Judgement("m_1", "m_2", "same", "event", 1.0, "", "analyst")
    assert ledger.add_judgements([never], taken_back=True) == 0


def test_what_came_of_an_expectation_is_a_new_row(ledger: Ledger) -> None:
    report = a_report("They will meet on Saturday.")
    mention = a_mention(report, "meet", status="planned", when="2022-07-09")
    expected = an_expectation(mention, "2022-07-09")
    ledger.add([found(report, mention, expectations=(expected,))], day(7))
    met = replace(expected, outcome="met", outcome_mention_ids=("m_later",), reason="same pair, same day")
    assert ledger.add_outcomes([expected], day(8)) == 0
    assert ledger.add_outcomes([met], day(10)) == 1
    assert ledger.add_outcomes([met], day(11)) == 0
    assert _outcome(ledger, day(9)) == ("open", [], "")
    assert _outcome(ledger) == ("met", ["m_later"], "same pair, same day")


def _outcome(ledger: Ledger, as_of: datetime | None = None) -> tuple[str, list[str], str]:
    with ledger.snapshot(as_of) as snapshot:
        return snapshot.rows("SELECT outcome, outcome_mention_ids, reason FROM expectations")[0]


def test_what_was_left_out_is_kept_once_with_its_reason(ledger: Ledger) -> None:
    ledger.add([replace(a_finding("They met."), skipped=(Skipped("sentence 2", "coding", "no event word"),))])
    unread = Skipped("broken.html", "intake", "not UTF-8")
    assert ledger.add_skipped([unread, unread]) == 1
    assert ledger.add_skipped([unread]) == 0
    with ledger.snapshot() as snapshot:
        assert sorted(snapshot.rows("SELECT subject, room FROM skipped")) == [("broken.html", "intake"), ("sentence 2", "coding")]


def test_words_with_half_a_surrogate_pair_are_kept(ledger: Ledger) -> None:
    finding = a_finding("They met \udce9 in Rome.")
    ledger.add([finding])
    with ledger.snapshot() as snapshot:
        assert build(Report, json.loads(snapshot.rows("SELECT body FROM reports")[0][0])) == finding.report
    assert ledger.check() == []


def test_joining_the_small_files_changes_no_answer(ledger: Ledger) -> None:
    for n in range(6):
        report = a_report(f"They met for the {n}th time.")
        ledger.add([found(report, a_mention(report, "met"), statements=(a_statement(report, "USA"),))], day(n + 1))
    before = [_all_rows(ledger, day(n)) for n in range(1, 9)]
    files = len(list((ledger.folder / "records" / "kind=mention").iterdir()))
    ledger.compact()
    assert [_all_rows(ledger, day(n)) for n in range(1, 9)] == before
    assert files == 6
    with ledger.snapshot() as snapshot:
        assert snapshot.rows(
            "SELECT count(DISTINCT filename) FROM (SELECT * FROM read_parquet($f, filename = true))", {"f": _files(ledger)}
        ) == [(1,)]
    assert ledger.add([a_finding("They met for the 1th time.")]) == 0


def _files(ledger: Ledger) -> list[str]:
    return ledger._reading.latest()[1]["mention"]


def _all_rows(ledger: Ledger, as_of: datetime) -> list[tuple[object, ...]]:
    with ledger.snapshot(as_of) as snapshot:
        return [
            row
            for view in ("reports", "mentions", "statements")
            for row in snapshot.rows(f"SELECT * EXCLUDE (known_at) FROM {view} ORDER BY id")
        ]


def test_a_folder_that_is_no_ledger_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="no such ledger"):
        open_ledger(tmp_path / "missing")
    with pytest.raises(LedgerError, match="not a ledger"):
        open_ledger(tmp_path)
    (tmp_path / "letters.txt").write_text("mine")
    with pytest.raises(LedgerError, match="not empty"):
        open_ledger(tmp_path, create=True)
    with pytest.raises(LedgerError, match="not a folder"):
        open_ledger(tmp_path / "letters.txt", create=True)


def test_a_ledger_of_a_newer_version_is_refused(ledger: Ledger) -> None:
    (ledger.folder / "layout-99.json").write_text(json.dumps({"table": "records-99"}))
    with pytest.raises(LedgerError, match="newer version"):
        open_ledger(ledger.folder)


def test_a_damaged_ledger_is_refused_in_one_line(ledger: Ledger) -> None:
    ledger.add([a_finding("They met.")])
    (ledger.folder / "layout-2.json").write_text("{")
    with pytest.raises(LedgerError, match="not readable") as told:
        open_ledger(ledger.folder)
    assert "\n" not in str(told.value)


def test_a_lost_file_is_told_in_one_line(ledger: Ledger) -> None:
    ledger.add([a_finding("They met.")])
    for path in (ledger.folder / "records" / "kind=report").iterdir():
        path.unlink()
    with pytest.raises(LedgerError, match="not readable") as told:
        ledger.snapshot()
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("name", ["two words", "café", "日本", "a+b & c's", "100", "x#1", "{y}"])
def test_a_ledger_may_have_any_ordinary_name(tmp_path: Path, name: str) -> None:
    ledger = open_ledger(tmp_path / name, create=True)
    ledger.add([a_finding("They met.")])
    assert len(ids(open_ledger(tmp_path / name), "mentions")) == 1


@pytest.mark.parametrize("name", ["a[b]", "100%", "x|y"])
def test_a_name_that_the_table_format_cannot_take_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(LedgerError, match="may not hold"):
        open_ledger(tmp_path / name, create=True)


def test_a_creation_that_was_interrupted_is_finished(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path / "a.ledger", create=True)
    (ledger.folder / "layout-2.json").unlink()
    with pytest.raises(LedgerError, match="not a ledger"):
        open_ledger(ledger.folder)
    assert open_ledger(ledger.folder, create=True).add([a_finding("They met.")]) == 1


def test_a_moment_without_a_zone_is_refused(ledger: Ledger) -> None:
    naive = datetime(2022, 7, 7)
    with pytest.raises(ValueError, match="zone"):
        ledger.snapshot(naive)
    with pytest.raises(ValueError, match="zone"):
        ledger.add([a_finding("They met.")], naive)


def test_of_two_codings_that_count_as_known_at_one_moment_the_one_written_last_is_shown(ledger: Ledger) -> None:
    """An archive counts as known by its publication days, whenever it is coded; no coder may win by the luck of its id."""
    report = a_report("They met in Rome and sanctioned the bank.")
    met, sanctioned = a_mention(report, "met"), a_mention(report, "sanctioned", "SANCTION")
    for n in range(6):
        told = met if n % 2 else sanctioned
        ledger.add([found(report, told, made_by=f"coder {n}")], day(7))
        assert ids(ledger, "mentions") == [told.id]


def test_what_is_stored_for_an_earlier_moment_is_compared_with_what_was_known_then(ledger: Ledger) -> None:
    finding = a_finding("They met in Rome.")
    ledger.add([finding], day(1))
    (mention,) = finding.mentions
    ledger.add_memberships({mention.id: "e_joint"}, day(9))
    assert ledger.add_memberships({mention.id: "e_joint"}, day(5)) == 1
    assert _events(ledger, day(6)) == {mention.id: "e_joint"}
    assert ledger.add_memberships({mention.id: "e_apart"}, day(7)) == 1
    assert _events(ledger, day(8)) == {mention.id: "e_apart"}
    assert _events(ledger, day(9)) == {mention.id: "e_joint"}
