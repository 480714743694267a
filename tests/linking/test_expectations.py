"""What came of what was foretold."""

from __future__ import annotations

from typing import Any

from dragoman.linking import Located, find_outcomes
from dragoman.records.expectation import Expectation
from dragoman.records.time import Due
from tests.linking.builders import telling

DUE = Due("2022-07-09", "2022-07-09", "Saturday")


def foretold(status: Any = "planned") -> Located:
    return telling("Blinken will meet Wang on Saturday", "meet", status=status, on="2022-07-09", report="r_1", published="2022-07-06")


def later(status: Any, published: str = "2022-07-10", **changes: Any) -> Located:
    return telling("Blinken met Wang", "met", status=status, report=changes.pop("report", "r_2"), published=published, **changes)


def outcome(first: Located, *others: Located, due: Due | None = DUE) -> Expectation:
    everything = [first, *others]
    expectation = Expectation("x_1", first.mention.id, None, due, "will")
    return find_outcomes(
        [expectation],
        {one.mention.id: one.mention for one in everything},
        {one.mention.id: "e_1" for one in everything},
        {one.mention.report_id: one.published for one in everything},
    )[0]


def test_it_happened() -> None:
    told = later("happened", on="2022-07-09")
    found = outcome(foretold(), told)
    assert (found.outcome, found.outcome_mention_ids) == ("met", (told.mention.id,))
    assert "Blinken met Wang" in found.reason
    assert "will meet Wang on Saturday" in found.reason


def test_it_came_late() -> None:
    assert outcome(foretold(), later("happened", on="2022-07-11", published="2022-07-12")).outcome == "partly_met"


def test_it_did_not_happen() -> None:
    assert outcome(foretold(), later("denied")).outcome == "not_met"


def test_it_was_called_off() -> None:
    assert outcome(foretold(), later("ruled_out", published="2022-07-08")).outcome == "contradicted"


def test_the_last_word_counts() -> None:
    called_off = later("ruled_out", published="2022-07-07", report="r_3")
    assert outcome(foretold(), called_off, later("happened", on="2022-07-09")).outcome == "met"


def test_nothing_was_told_of_it() -> None:
    found = outcome(foretold())
    assert (found.outcome, found.outcome_mention_ids) == ("open", ())


def test_still_foretold_is_still_open() -> None:
    found = outcome(foretold(), later("planned", published="2022-07-08"))
    assert found.outcome == "open"
    assert "still foretell" in found.reason


def test_an_earlier_or_undated_report_decides_nothing() -> None:
    assert outcome(foretold(), later("happened", published="2022-07-05")).outcome == "open"
    undated = telling("Blinken met Wang", "met", report="r_2", published=None)
    assert outcome(foretold(), undated).outcome == "open"


def test_an_event_before_the_prophecy_does_not_fulfil_it() -> None:
    assert outcome(foretold(), later("happened", on="2022-07-01")).outcome == "open"


def test_what_was_ruled_out_and_happened_is_contradicted() -> None:
    assert outcome(foretold("ruled_out"), later("happened", on="2022-07-09")).outcome == "contradicted"
    assert outcome(foretold("ruled_out"), later("denied")).outcome == "open"


def test_a_telling_that_no_event_holds_stays_open() -> None:
    expectation = Expectation("x_1", "m_unknown", None, None, "may", outcome="met", outcome_mention_ids=("m_2",))
    assert find_outcomes([expectation], {}, {}, {})[0].outcome == "open"


def test_the_first_plain_telling_is_cited() -> None:
    background = later("background", on="2022-07-09", published="2022-07-20", report="r_3", offset=90)
    plain = later("happened", on="2022-07-09")
    found = outcome(foretold(), plain, background)
    assert found.outcome_mention_ids == (plain.mention.id, background.mention.id)
    assert f"({plain.mention.id})" in found.reason


def test_what_is_told_as_done_before_its_day_does_not_count() -> None:
    assert outcome(foretold(), later("happened", published="2022-07-08")).outcome == "open"


def test_background_without_a_past_day_fulfils_nothing() -> None:
    assert outcome(foretold(), later("background", published="2022-07-12")).outcome == "open"
    assert outcome(foretold(), later("background", on="2022-07-09", published="2022-07-12")).outcome == "met"


def test_the_day_that_another_telling_gives_counts_too() -> None:
    undated = telling("Blinken will meet Wang", "meet", status="planned", report="r_1", published="2022-07-06")
    dated = later("planned", on="2022-07-09", published="2022-07-07", report="r_3")
    assert outcome(undated, dated, later("happened", published="2022-07-08"), due=None).outcome == "open"
    assert outcome(undated, dated, later("happened", published="2022-07-10"), due=None).outcome == "met"
