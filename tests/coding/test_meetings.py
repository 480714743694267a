"""Meetings by their names: what a name says, and the one row of the calendar that it fits."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from case_tables import as_report

from dragoman.coding.meetings import find_meetings, match_meeting
from dragoman.parsing.model import load_parser

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "meetings.yaml").read_text(encoding="utf-8"))
NAMED = [line for line in CASES["named"].splitlines() if line.strip() and not line.startswith("#")]


@pytest.mark.parametrize("case", NAMED)
def test_a_name_fits_one_meeting_or_none(case: str) -> None:
    asked, _, answer = case.partition("->")
    published, direction, words = (part.strip() for part in asked.split("|"))
    expected = [part.strip() for part in answer.split("|")] if answer.strip() else None
    sentence = load_parser().parse(as_report(f"They met at {words}.")).sentences[0]
    found = [match_meeting(named, published, direction) for named in find_meetings(sentence).values()]  # type: ignore[arg-type]
    row = next((row for row in found if row), None)
    assert ([row.start.isoformat(), row.end.isoformat()] if row else None) == expected


def test_a_meeting_without_a_day_of_publication_is_not_known() -> None:
    sentence = load_parser().parse(as_report("They met at the G20 summit in Bali.")).sentences[0]
    assert [match_meeting(named, None, "none") for named in find_meetings(sentence).values()] == [None]
