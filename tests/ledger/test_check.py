"""The check finds what does not hold together."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from ledger_builders import a_finding, a_mention, a_report, a_statement, an_actor, an_expectation, found

from dragoman.ledger.store import Ledger, open_ledger
from dragoman.records.alignment import Alignment, Piece
from dragoman.records.findings import Findings
from dragoman.records.judgement import Judgement
from dragoman.records.report import Cut, Dateline


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return open_ledger(tmp_path / "a.ledger", create=True)


def a_whole_finding() -> Findings:
    report = a_report("They met in Rome.")
    mention = a_mention(report, "met")
    return found(report, mention, statements=(a_statement(report, "USA", cue="said"),), expectations=(an_expectation(mention),))


def test_a_sound_ledger_has_no_faults(ledger: Ledger) -> None:
    finding = a_whole_finding()
    ledger.add([finding])
    ledger.add_memberships({finding.mentions[0].id: "e_1"})
    ledger.add_outcomes([replace(finding.expectations[0], outcome="lapsed", reason="the day has passed")])
    assert ledger.check() == []


def test_markup_references_and_white_space_may_differ_from_the_input(ledger: Ledger) -> None:
    report = a_report("They met & talked in Rome.")
    raw = "<p>They <b>met</b> &amp;\n talked in&nbsp;Rome.</p>"
    end = len(report.text)
    report = replace(report, raw=raw, alignment=Alignment((Piece(0, end, 3, len(raw) - 4),)))
    ledger.add([found(report, a_mention(report, "met"))])
    assert ledger.check() == []


TAMPERED = {
    "a quote that the text does not hold": lambda f: _with_mention(f, evidence=replace(f.mentions[0].evidence, quote="They never met.")),
    "a trigger in another place": lambda f: _with_mention(f, trigger=replace(f.mentions[0].trigger, start=0, end=3)),
    "a raw span that leads elsewhere": lambda f: _with_mention(f, trigger=replace(f.mentions[0].trigger, raw_start=0)),
    "an actor who is not in the text": lambda f: _with_mention(f, sources=(replace(an_actor("USA"), start=0, end=4),)),
    "a statement's quote": lambda f: replace(
        f, statements=(replace(f.statements[0], evidence=replace(f.statements[0].evidence, quote="No.")),)
    ),
    "a text that the input does not hold": lambda f: replace(f, report=replace(f.report, raw=f.report.raw.replace("Rome", "Oslo"))),
    "a cut that the input does not hold": lambda f: replace(f, report=replace(f.report, skipped=(Cut(0, 3, "promo", "Read on"),))),
    "a dateline elsewhere": lambda f: replace(f, report=replace(f.report, dateline=Dateline("OSLO", 0, 4))),
    "an expectation of an event that is not told": lambda f: replace(f, expectations=(replace(f.expectations[0], mention_id="m_none"),)),
    "a mention twice": lambda f: replace(f, mentions=f.mentions * 2),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_is_found(ledger: Ledger, what: str) -> None:
    ledger.add([a_finding("Others met in Paris."), TAMPERED[what](a_whole_finding())])
    faults = ledger.check()
    assert len(faults) == 1
    assert "\n" not in faults[0]


def _with_mention(findings: Findings, **changes: object) -> Findings:
    return replace(findings, mentions=(replace(findings.mentions[0], **changes),))


def test_links_that_lead_nowhere_are_found(ledger: Ledger) -> None:
    finding = a_whole_finding()
    ledger.add([finding])
    ledger.add_memberships({"m_nobody": "e_1"})
    ledger.add_outcomes([replace(finding.expectations[0], id="x_nobody", outcome="met")])
    ledger.add_judgements([Judgement(finding.mentions[0].id, "m_stranger", "same", "event", 0.8, "same day", "linker 1")])
    assert [fault.split(":")[0] for fault in ledger.check()] == ["m_nobody", "x_nobody", "m_stranger"]


def test_a_mention_whose_report_is_lost_is_found(ledger: Ledger) -> None:
    finding = a_whole_finding()
    ledger.add([finding])
    table = ledger._table
    orphan = [row for row in _rows_of(a_finding("Lost reports met.")) if row.kind == "mention"]
    table.append(lambda _: orphan)
    assert [fault.split(":")[0] for fault in ledger.check()] == [orphan[0].id]


def _rows_of(findings: Findings) -> list:
    from ledger_builders import day

    from dragoman.ledger.rows import findings_rows

    return list(findings_rows(findings, day(7), 0))
