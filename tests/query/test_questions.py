"""Each question with each of its filters, on one small ledger."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from ledger_builders import a_mention, a_report, a_statement, an_actor, an_expectation, day, found

from dragoman.ledger.snapshot import Snapshot
from dragoman.ledger.store import open_ledger
from dragoman.query.agenda import agenda
from dragoman.query.dyads import dyads
from dragoman.query.events import events
from dragoman.query.expectations import expectations
from dragoman.query.filters import EVERYTHING, Filters
from dragoman.query.mentions import mentions
from dragoman.query.moment import read_moment
from dragoman.query.record import find_record
from dragoman.query.reports import find_report, reports
from dragoman.query.statements import statements
from dragoman.records.errors import UsageError
from dragoman.records.time import When

PLAN = a_report("Blinken will meet Wang on Bali on Saturday.", "2022-07-07")
MEETING = a_report("Blinken met Wang on Bali.", "2022-07-10", publisher="The Herald")
AID = a_report("Germany sent aid to Ukraine.", "2022-07-08")
BLAME = a_report("China accused the United States again in June.", "2022-07-09")
ASIDE = a_report("More news: Russia attacked Ukraine.", "2022-07-09")
UNDATED = a_report("France may yet sanction Russia.", None)

PLANNED = a_mention(PLAN, "meet", sources=("Antony Blinken, USA", "Wang Yi, CHN"), when="2022-07-09", where="Bali", status="planned")
MET = a_mention(MEETING, "met", sources=("Antony Blinken, USA", "Wang Yi, CHN"), when="2022-07-09", where="Bali")
HELPED = a_mention(AID, "sent", "AID", sources=("DEU",), targets=("UKR",))
ACCUSED = a_mention(
    BLAME, "accused", "ACCUSE", sources=("CHN",), targets=("USA",), when=When("2022-06-01", "2022-06-30", "month", "in June")
)
ATTACKED = a_mention(ASIDE, "attacked", "ASSAULT", sources=("RUS",), targets=("UKR",), told_in="related")
THREATENED = a_mention(UNDATED, "sanction", "SANCTION", sources=("FRA",), targets=("RUS",), status="possible")
FORETOLD = an_expectation(PLANNED, "2022-07-09", holder="a spokesman, CHN")
SAID = replace(a_statement(MEETING, "Wang Yi, CHN"), addressees=(an_actor("USA"),))


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    ledger = open_ledger(tmp_path_factory.mktemp("question") / "a.ledger", create=True)
    ledger.add([found(PLAN, PLANNED, expectations=(FORETOLD,))], day(7))
    ledger.add([found(AID, HELPED), found(BLAME, ACCUSED), found(ASIDE, ATTACKED)], day(9))
    ledger.add([found(MEETING, MET, statements=(SAID,)), found(UNDATED, THREATENED, expectations=(an_expectation(THREATENED),))], day(10))
    return ledger.snapshot()


NARROWED = {
    "a country's code": (Filters(actor="chn"), {PLANNED.id, MET.id, ACCUSED.id}),
    "a country's name": (Filters(actor="germany"), {HELPED.id}),
    "a person's name": (Filters(actor="WANG YI"), {PLANNED.id, MET.id}),
    "a person's id": (Filters(actor="person/wang-yi"), {PLANNED.id, MET.id}),
    "several spellings of one": (Filters(actor=("FRG", "DEU")), {HELPED.id}),
    "nobody": (Filters(actor="Atlantis"), set()),
    "a pair by names": (Filters(between=("United States", "China")), {ACCUSED.id}),
    "a pair by codes": (Filters(between=("USA", "CHN")), {PLANNED.id, MET.id, ACCUSED.id}),
    "a pair in several spellings": (Filters(between=(("US", "USA"), ("China", "CHN"))), {PLANNED.id, MET.id, ACCUSED.id}),
    "a type": (Filters(event_type="consult"), {PLANNED.id, MET.id}),
    "types": (Filters(event_type=("AID", "ACCUSE")), {HELPED.id, ACCUSED.id}),
    "a status": (Filters(status="planned"), {PLANNED.id}),
    "a place": (Filters(place="bali"), {PLANNED.id, MET.id}),
    "a place's country": (Filters(place="IDN"), {PLANNED.id, MET.id}),
    "words of the quote": (Filters(text="WANG ON"), {PLANNED.id, MET.id}),
    "since a day": (Filters(since="2022-07-09"), {PLANNED.id, MET.id}),
    "until a day": (Filters(until="2022-06-15"), {ACCUSED.id}),
    "days that the publication gives": (Filters(since="2022-07-08", until="2022-07-08"), {HELPED.id}),
    "other stories' headlines": (Filters(with_related=True, event_type="ASSAULT"), {ATTACKED.id}),
    "not other stories' headlines": (Filters(event_type="ASSAULT"), set()),
    "two at once": (Filters(actor="USA", event_type="ACCUSE"), {ACCUSED.id}),
}


@pytest.mark.parametrize("what", NARROWED)
def test_mentions_are_narrowed_by(snapshot: Snapshot, what: str) -> None:
    filters, expected = NARROWED[what]
    assert {row.mention.id for row in mentions(snapshot, filters)} == expected


@pytest.mark.parametrize("what", NARROWED)
def test_events_are_narrowed_by(snapshot: Snapshot, what: str) -> None:
    """No telling is joined to another here, so each event is its one telling."""
    filters, expected = NARROWED[what]
    assert {mention_id for row in events(snapshot, filters) for mention_id in row.event.mention_ids} == expected


HOSTILE = ["'; DROP TABLE memberships; --", "$actor", "{0}", "%", "\\", "\x00", "' OR true --"]


@pytest.mark.parametrize("words", HOSTILE)
def test_words_are_only_words(snapshot: Snapshot, words: str) -> None:
    for filters in (
        Filters(actor=words),
        Filters(place=words),
        Filters(text=words),
        Filters(event_type=words),
        Filters(between=(words, "USA")),
    ):
        assert mentions(snapshot, filters) == []
        assert events(snapshot, filters) == []
    assert find_record(snapshot, words) is None
    assert find_record(snapshot, f"m_{words}") is None
    assert len(mentions(snapshot)) == 5


def test_rows_come_by_date_in_pages(snapshot: Snapshot) -> None:
    every = [row.event.id for row in events(snapshot)]
    assert [row.date_start for row in events(snapshot)] == ["2022-06-01", "2022-07-08", "2022-07-09", "2022-07-09", None]
    assert [row.event.id for row in events(snapshot, Filters(limit=2, offset=1))] == every[1:3]
    assert events(snapshot, Filters(limit=0)) == []
    assert [row.mention.id for row in mentions(snapshot, Filters(limit=1))] == [ACCUSED.id]


def test_a_telling_comes_with_its_publication_and_where_its_date_is_from(snapshot: Snapshot) -> None:
    (row,) = mentions(snapshot, Filters(actor="DEU"))
    assert (row.mention, row.published, row.publisher, row.date_from, row.known_at) == (
        HELPED,
        "2022-07-08",
        "The Courier",
        "published",
        day(9),
    )


@pytest.mark.parametrize(
    "wrong",
    [{"status": "hapened"}, {"since": "July"}, {"until": "2022-07"}, {"limit": -1}, {"since": "2022-07-08T10:00"}],
)
def test_what_cannot_be_meant_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        Filters(**wrong)


def test_a_pair_needs_two_sides(snapshot: Snapshot) -> None:
    with pytest.raises(UsageError, match="two sides"):
        mentions(snapshot, Filters(between=("USA", "")))


def test_reports_count_what_was_found_in_them(snapshot: Snapshot) -> None:
    rows = reports(snapshot)
    assert [row.id for row in rows if row.published is None] == [rows[-1].id] == [UNDATED.id]
    (row,) = [row for row in rows if row.id == MEETING.id]
    assert (row.mentions, row.statements, row.publisher, row.made_by) == (1, 1, "The Herald", "coder 1")


def test_reports_are_narrowed_by_what_they_tell_and_when_they_were_published(snapshot: Snapshot) -> None:
    assert [row.id for row in reports(snapshot, Filters(between=("USA", "CHN"), event_type="CONSULT"))] == [PLAN.id, MEETING.id]
    assert [row.id for row in reports(snapshot, Filters(since="2022-07-10"))] == [MEETING.id]
    assert {row.id for row in reports(snapshot, Filters(since="2022-07-09"))} == {BLAME.id, ASIDE.id, MEETING.id}
    assert len(reports(snapshot, Filters(limit=2))) == 2


def test_a_whole_report_comes_back(snapshot: Snapshot) -> None:
    assert find_report(snapshot, MEETING.id) == MEETING
    assert find_report(snapshot, "r_none") is None


def test_statements_are_narrowed_by_speaker_pair_words_and_publication(snapshot: Snapshot) -> None:
    for filters in (
        Filters(),
        Filters(actor="Wang Yi"),
        Filters(between=("CHN", "USA")),
        Filters(text="blinken met"),
        Filters(since="2022-07-10"),
    ):
        assert [row.statement for row in statements(snapshot, filters)] == [SAID]
    for filters in (Filters(actor="DEU"), Filters(text="sanction"), Filters(until="2022-07-09")):
        assert statements(snapshot, filters) == []


@pytest.mark.parametrize("filters", [Filters(event_type="AID"), Filters(status="planned"), Filters(place="Bali")])
def test_statements_refuse_what_they_have_no_column_for(snapshot: Snapshot, filters: Filters) -> None:
    with pytest.raises(UsageError, match="statements have no"):
        statements(snapshot, filters)


def test_expectations_come_with_their_telling(snapshot: Snapshot) -> None:
    rows = expectations(snapshot)
    assert [row.told.mention.id for row in rows] == [PLANNED.id, THREATENED.id]
    assert rows[0].expectation == FORETOLD
    assert [row.told.mention.id for row in expectations(snapshot, Filters(actor="FRA"))] == [THREATENED.id]
    assert [row.told.mention.id for row in expectations(snapshot, Filters(status="possible"))] == [THREATENED.id]
    assert len(expectations(snapshot, Filters(status="open"))) == 2
    assert expectations(snapshot, Filters(status="lapsed")) == []
    assert [row.told.mention.id for row in expectations(snapshot, Filters(since="2022-07-08", until="2022-07-09"))] == [PLANNED.id]


def test_the_agenda_holds_what_is_ahead_the_undated_last(snapshot: Snapshot) -> None:
    rows = agenda(snapshot)
    assert [row.row.event.mention_ids for row in rows] == [(PLANNED.id,), (THREATENED.id,)]
    assert rows[0].due is not None
    assert (rows[0].due.start, rows[0].expectations) == ("2022-07-09", (FORETOLD,))
    assert rows[1].due is None


def test_the_agenda_of_some_days_keeps_what_has_no_day(snapshot: Snapshot) -> None:
    assert [row.row.event.mention_ids for row in agenda(snapshot, Filters(since="2022-07-10"))] == [(THREATENED.id,)]
    assert [row.row.event.mention_ids for row in agenda(snapshot, Filters(until="2022-07-09", actor="USA"))] == [(PLANNED.id,)]
    assert len(agenda(snapshot, Filters(limit=1))) == 1


def test_what_took_place_is_off_the_agenda(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path / "a.ledger", create=True)
    ledger.add([found(PLAN, PLANNED)], day(7))
    ledger.add([found(MEETING, MET)], day(10))
    ledger.add_memberships({PLANNED.id: "e_1", MET.id: "e_1"}, day(10))
    with ledger.snapshot() as now, ledger.snapshot(day(8)) as before:
        assert agenda(now) == []
        assert len(agenda(before)) == 1


def dyad_rows(snapshot: Snapshot, filters: Filters = EVERYTHING, **more: object) -> set[tuple[object, ...]]:
    return {(row.source, row.target, row.period, row.quad_code, row.events, row.mean_score) for row in dyads(snapshot, filters, **more)}


def test_dyads_count_events_by_direction_month_and_quad(snapshot: Snapshot) -> None:
    assert dyad_rows(snapshot) == {
        ("CHN", "USA", "2022-06", 3, 1, -3.0),
        ("CHN", "USA", "2022-07", 1, 1, 2.5),
        ("USA", "CHN", "2022-07", 1, 1, 2.5),
        ("DEU", "UKR", "2022-07", 2, 1, 10.0),
    }


def test_dyads_take_what_is_planned_and_related_only_when_asked(snapshot: Snapshot) -> None:
    assert ("USA", "CHN", "2022-07", 1, 2, 2.5) in dyad_rows(snapshot, planned=True)
    assert ("RUS", "UKR", "2022-07", 4, 1, -9.0) in dyad_rows(snapshot, Filters(with_related=True))


def test_dyads_by_day_week_and_year(snapshot: Snapshot) -> None:
    assert {row[:3] for row in dyad_rows(snapshot, Filters(actor="UKR"), period="day")} == {("DEU", "UKR", "2022-07-08")}
    assert {row[:3] for row in dyad_rows(snapshot, Filters(actor="UKR"), period="week")} == {("DEU", "UKR", "2022-W27")}
    assert ("CHN", "USA", "2022", 3, 1, -3.0) in dyad_rows(snapshot, period="year")


def test_an_event_told_of_a_month_has_no_week(snapshot: Snapshot) -> None:
    assert not [row for row in dyad_rows(snapshot, period="week") if row[3] == 3]


def test_dyads_between_two_leave_out_third_parties(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path / "a.ledger", create=True)
    report = a_report("The three met.")
    ledger.add([found(report, a_mention(report, "met", sources=("USA", "CHN", "RUS")))])
    with ledger.snapshot() as asked:
        assert {row[:2] for row in dyad_rows(asked)} == {(a, b) for a in ("USA", "CHN", "RUS") for b in ("USA", "CHN", "RUS") if a != b}
        assert {row[:2] for row in dyad_rows(asked, Filters(between=("usa", "CHN")))} == {("USA", "CHN"), ("CHN", "USA")}
        assert all("RUS" in row[:2] for row in dyad_rows(asked, Filters(actor="RUS")))


@pytest.mark.parametrize("status", ["denied", "ruled_out"])
def test_dyads_never_count_what_did_not_take_place(tmp_path: Path, status: str) -> None:
    ledger = open_ledger(tmp_path / "a.ledger", create=True)
    report = a_report("No, they never met.")
    ledger.add([found(report, a_mention(report, "met", sources=("USA", "CHN"), status=status))])
    with ledger.snapshot() as asked:
        assert dyads(asked, planned=True) == []


def test_background_counts_only_where_its_own_time_is_told(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path / "a.ledger", create=True)
    undated, dated = a_report("Once they met."), a_report("In 2018 they met.")
    past = When("2018-01-01", "2018-12-31", "year", "in 2018")
    told = {"sources": ("USA", "CHN"), "status": "background"}
    ledger.add([found(undated, a_mention(undated, "met", **told)), found(dated, a_mention(dated, "met", when=past, **told))])
    with ledger.snapshot() as asked:
        assert {row.period for row in dyads(asked, period="year")} == {"2018"}


def test_any_record_is_found_by_its_id(snapshot: Snapshot) -> None:
    event_id = mentions(snapshot, Filters(event_type="AID"))[0].event_id
    found_ones = [find_record(snapshot, record_id) for record_id in (MEETING.id, MET.id, SAID.id, FORETOLD.id)]
    assert found_ones == [MEETING, MET, SAID, FORETOLD]
    assert getattr(find_record(snapshot, event_id), "mention_ids", None) == (HELPED.id,)
    assert [find_record(snapshot, f"{prefix}_none") for prefix in "rmsxeq"] == [None] * 6


MOMENTS = {
    "2022-07-08": datetime(2022, 7, 8, 23, 59, 59, 999999, UTC),
    "2022-07-08T23:59+08:00": datetime(2022, 7, 8, 15, 59, tzinfo=UTC),
    "2022-07-08T15:59:00Z": datetime(2022, 7, 8, 15, 59, tzinfo=UTC),
    " 2022-07-08 ": datetime(2022, 7, 8, 23, 59, 59, 999999, UTC),
    "2022-07-08 23:59:30.5-03:30": datetime(2022, 7, 8, 23, 59, 30, 500000, timezone(timedelta(hours=-3.5))),
}


@pytest.mark.parametrize("words", MOMENTS)
def test_a_moment_is_read(words: str) -> None:
    assert read_moment(words) == MOMENTS[words]
    assert read_moment(words).utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    ("words", "reason"), [("2022-07-08T23:59", "zone"), ("yesterday", "not a moment"), ("", "not a moment"), ("2022-13-01", "not")]
)
def test_a_moment_that_cannot_be_meant_is_refused(words: str, reason: str) -> None:
    with pytest.raises(UsageError, match=reason):
        read_moment(words)
