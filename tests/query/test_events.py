"""Tellings joined to events: the last word, the best date, the witnesses, the parties."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from ledger_builders import a_finding, a_mention, a_report, an_actor, day, found

from dragoman.ledger.store import Ledger, open_ledger
from dragoman.query.events import EventRow, events, find_event
from dragoman.query.filters import EVERYTHING, Filters
from dragoman.records.actor import Actor
from dragoman.records.findings import Findings
from dragoman.records.judgement import Judgement
from dragoman.records.place import Place
from dragoman.records.time import When


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return open_ledger(tmp_path / "a.ledger", create=True)


def joined(ledger: Ledger, *findings: Findings, filters: Filters = EVERYTHING) -> EventRow:
    """The one event that all the tellings belong to."""
    ledger.add(findings)
    ledger.add_memberships({mention.id: "e_1" for finding in findings for mention in finding.mentions})
    with ledger.snapshot() as snapshot:
        (row,) = events(snapshot, filters)
    return row


def telling(words: str, published: str, **told: object) -> Findings:
    return a_finding(words, "met", published=published, **told)


def test_a_mention_that_nothing_was_joined_to_is_an_event_of_its_own(ledger: Ledger) -> None:
    ledger.add([telling("They met in Rome.", "2022-07-07"), telling("They met in Oslo.", "2022-07-07")])
    with ledger.snapshot() as snapshot:
        rows = events(snapshot)
        assert [find_event(snapshot, row.event.id) for row in rows] == rows
    assert len({row.event.id for row in rows}) == 2
    assert all(row.event.id.startswith("e_") and row.event.reports == 1 for row in rows)


STATUS_CASES = {
    "what was planned took place": ([("planned", "07"), ("happened", "09")], "happened"),
    "the order of storing does not matter": ([("happened", "09"), ("planned", "07")], "happened"),
    "a foretelling printed late does not undo it": ([("happened", "09"), ("expected", "10")], "happened"),
    "a denial printed later has the word": ([("happened", "09"), ("denied", "10")], "denied"),
    "a report after the denial has the word": ([("denied", "09"), ("happened", "10")], "happened"),
    "plans are called off": ([("planned", "07"), ("ruled_out", "08")], "ruled_out"),
    "plans are taken up again": ([("ruled_out", "07"), ("planned", "08")], "planned"),
    "of one day the firmer word counts": ([("possible", "07"), ("planned", "07")], "planned"),
    "told again as background it still took place": ([("happened", "09"), ("background", "20")], "happened"),
    "what is only told as background stays so": ([("background", "09"), ("background", "10")], "background"),
}


@pytest.mark.parametrize("case", STATUS_CASES)
def test_the_last_word_on_whether_it_took_place(ledger: Ledger, case: str) -> None:
    told, status = STATUS_CASES[case]
    findings = [telling(f"{n}: they met.", f"2022-07-{published}", status=word) for n, (word, published) in enumerate(told)]
    row = joined(ledger, *findings)
    assert row.event.status == status
    with ledger.snapshot() as snapshot:
        assert [found.event.status for found in events(snapshot, Filters(status=status))] == [status]


def test_the_history_tells_each_change_of_the_word_with_its_day(ledger: Ledger) -> None:
    words = [("planned", "07"), ("planned", "08"), ("happened", "09"), ("denied", "10")]
    row = joined(ledger, *(telling(f"{n}: they met.", f"2022-07-{day}", status=word) for n, (word, day) in enumerate(words)))
    assert [(word.status, word.published) for word in row.status_history] == [
        ("planned", "2022-07-07"),
        ("happened", "2022-07-09"),
        ("denied", "2022-07-10"),
    ]


def test_the_narrowest_time_dates_the_event(ledger: Ledger) -> None:
    week = When("2022-07-04", "2022-07-10", "week", "this week")
    row = joined(
        ledger, telling("They met this week.", "2022-07-11", when=week), telling("They met on Saturday.", "2022-07-10", when="2022-07-09")
    )
    assert row.event.when is not None
    assert (row.event.when.start, row.date_start, row.date_from) == ("2022-07-09", "2022-07-09", "when")


def test_of_equally_narrow_times_the_last_word_counts(ledger: Ledger) -> None:
    row = joined(
        ledger,
        telling("They were to have met on Saturday.", "2022-07-05", when="2022-07-09", status="planned"),
        telling("Put off: they met on Sunday.", "2022-07-08", when="2022-07-10", status="planned"),
    )
    assert row.date_start == "2022-07-10"


def test_without_any_time_told_the_first_publication_dates_it_and_when_stays_empty(ledger: Ledger) -> None:
    row = joined(ledger, telling("They met.", "2022-07-09"), telling("The two met.", "2022-07-08"))
    assert (row.event.when, row.date_start, row.date_from) == (None, "2022-07-08", "published")


def test_copies_are_one_witness(ledger: Ledger) -> None:
    tellings = [telling(f"{n}: they met.", "2022-07-09") for n in range(4)]
    reports = sorted(finding.report.id for finding in tellings)
    pairs = [(reports[0], reports[1]), (reports[1], reports[2])]
    ledger.add_judgements([Judgement(*pair, "same", "copy", 1.0, "word for word", "copies 1") for pair in pairs], day(9))
    row = joined(ledger, *tellings)
    assert (row.event.reports, row.event.independent_reports) == (4, 2)
    ledger.add_judgements([Judgement(*pairs[0], "different", "copy", 1.0, "two desks", "analyst")], day(10))
    with ledger.snapshot() as snapshot:
        assert events(snapshot)[0].event.independent_reports == 3


def test_a_copy_that_intake_saw_counts_until_somebody_denies_it(ledger: Ledger) -> None:
    first = telling("They met in Rome.", "2022-07-09")
    report = a_report("The two met in Rome.", copy_of=first.report.id)
    row = joined(ledger, first, found(report, a_mention(report, "met")))
    assert (row.event.reports, row.event.independent_reports) == (2, 1)
    left, right = sorted((first.report.id, report.id))
    ledger.add_judgements([Judgement(left, right, "different", "copy", 1.0, "", "analyst")])
    with ledger.snapshot() as snapshot:
        assert events(snapshot)[0].event.independent_reports == 2


def test_each_party_stands_once_and_named_ones_stand_for_unnamed(ledger: Ledger) -> None:
    unnamed = replace(an_actor("USA"), name=None, quote="officials")
    row = joined(
        ledger,
        _with_sources("Officials met them.", unnamed),
        _with_sources("Blinken met them.", an_actor("Antony Blinken, USA")),
        _with_sources("Antony Blinken met them.", an_actor("Antony Blinken, USA", title="Secretary of State"), an_actor("villagers")),
    )
    assert {(actor.name, actor.title) for actor in row.event.sources} == {("Antony Blinken", "Secretary of State"), (None, None)}
    assert len(row.event.sources) == 2


def _with_sources(words: str, *sources: Actor) -> Findings:
    finding = telling(words, "2022-07-08")
    return replace(finding, mentions=(replace(finding.mentions[0], sources=sources),))


def test_a_place_on_the_map_stands_before_one_that_is_only_named(ledger: Ledger) -> None:
    finding = telling("They met on Bali.", "2022-07-08")
    mapped = replace(finding, mentions=(replace(finding.mentions[0], where=Place("Bali", "IDN", -8.65, 115.22, 1650535, "Bali")),))
    row = joined(ledger, telling("They met at the hotel.", "2022-07-09", where="the hotel"), mapped)
    assert row.event.where is not None
    assert row.event.where.name == "Bali"


def test_the_best_words_tell_what_the_last_word_says_and_come_from_running_text(ledger: Ledger) -> None:
    body = telling("Today they met.", "2022-07-10", confidence=0.7)
    row = joined(
        ledger,
        telling("Plans: they met.", "2022-07-07", status="planned", confidence=0.99),
        telling("Headline: they met!", "2022-07-10", told_in="headline", confidence=0.95),
        body,
    )
    assert (row.quote, row.quote_report_id, row.told_in) == ("Today they met.", body.report.id, "body")


def test_headlines_of_other_stories_are_left_out_unless_asked_for(ledger: Ledger) -> None:
    aside = telling("Elsewhere they met.", "2022-07-08", told_in="related")
    row = joined(ledger, telling("They met.", "2022-07-08"), aside)
    assert row.event.reports == 1
    with ledger.snapshot() as snapshot:
        assert events(snapshot, Filters(with_related=True))[0].event.reports == 2
    ledger.add_memberships({aside.mentions[0].id: "e_2"})
    with ledger.snapshot() as snapshot:
        assert [row.event.id for row in events(snapshot)] == ["e_1"]
        assert {row.event.id for row in events(snapshot, Filters(with_related=True))} == {"e_1", "e_2"}


def test_an_event_is_found_by_one_telling_and_shown_with_all(ledger: Ledger) -> None:
    row = joined(
        ledger,
        telling("Wang met a guest.", "2022-07-09", sources=("CHN",)),
        telling("Blinken met a host.", "2022-07-09", sources=("Antony Blinken, USA",)),
        filters=Filters(actor="antony blinken"),
    )
    assert row.event.reports == 2
    assert {actor.country for actor in row.event.sources} == {"CHN", "USA"}


def test_dates_asked_for_are_the_events_not_a_tellings(ledger: Ledger) -> None:
    late = telling("Weeks later: they met.", "2022-07-30")
    joined(ledger, telling("They met on Saturday.", "2022-07-09", when="2022-07-09"), late)
    with ledger.snapshot() as snapshot:
        assert events(snapshot, Filters(since="2022-07-20")) == []
        assert len(events(snapshot, Filters(since="2022-07-09", until="2022-07-09"))) == 1


def test_background_can_be_left_out(ledger: Ledger) -> None:
    ledger.add([telling("They met.", "2022-07-08"), telling("Long ago they met.", "2022-07-08", status="background")])
    with ledger.snapshot() as snapshot:
        assert len(events(snapshot)) == 2
        assert [row.event.status for row in events(snapshot, Filters(with_background=False))] == ["happened"]


def test_an_unknown_event_is_none(ledger: Ledger) -> None:
    with ledger.snapshot() as snapshot:
        assert find_event(snapshot, "e_none") is None
        assert events(snapshot) == []
