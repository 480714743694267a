"""The calendar of known meetings is whole: bodies and countries known, days in order, names told apart."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dragoman.gazetteers.meetings import load_calendar
from dragoman.gazetteers.tables import read_table
from dragoman.languages.meetingwords import load_meeting_words

MEETINGS = load_calendar().meetings
KINDS = {"summit", "ministerial", "conference", "assembly"}
LONGEST = timedelta(days=21)


def test_the_calendar_is_long_enough() -> None:
    assert len(MEETINGS) >= 400


def test_each_body_is_known() -> None:
    known = {row["id"] for row in read_table("organisations.tsv")} | {f"country:{row['iso3']}" for row in read_table("countries.tsv")}
    assert {body for meeting in MEETINGS for body in meeting.bodies} <= known


def test_each_country_is_known() -> None:
    assert {meeting.country for meeting in MEETINGS} - {row["iso3"] for row in read_table("countries.tsv")} <= {None}


def test_each_meeting_has_a_body_or_a_name() -> None:
    assert all(meeting.bodies or meeting.names for meeting in MEETINGS)


def test_each_kind_is_one_that_nouns_name() -> None:
    named = {kind for kinds in load_meeting_words("en").heads.values() for kind in kinds}
    assert {meeting.kind for meeting in MEETINGS} <= KINDS == named


def test_days_are_in_order_and_few() -> None:
    for meeting in MEETINGS:
        assert date(1990, 1, 1) <= meeting.start <= meeting.end <= date(2026, 12, 31), meeting
        assert meeting.end - meeting.start <= LONGEST, meeting


def test_names_have_no_stray_spaces() -> None:
    for meeting in MEETINGS:
        for name in (*meeting.names, *meeting.towns):
            assert re.fullmatch(r"\S+( \S+)*", name), name


def test_a_numbered_conference_stands_once() -> None:
    numbered = [name for meeting in MEETINGS for name in meeting.names if re.fullmatch(r"COP\d+", name)]
    assert len(numbered) == len(set(numbered))
