"""Titles in running words, and the sectors of common nouns."""

from __future__ import annotations

import pytest

from dragoman.languages.roles import load_sectors, load_titles, match_title

TITLES = [
    ("Secretary of State Blinken", "Secretary of State", "foreign_minister", "GOV", "USA"),
    ("Assistant Secretary of State for", "Assistant Secretary of State", "deputy_foreign_minister", "GOV", "USA"),
    ("Foreign Minister Wang", "Foreign Minister", "foreign_minister", "GOV", None),
    ("foreign ministers of", "foreign ministers", "foreign_minister", "GOV", None),
    ("state councilor and foreign minister", "state councilor and foreign minister", "foreign_minister", "GOV", "CHN"),
    ("vice - premier Liu", "vice - premier", "deputy_head_of_government", "GOV", None),
    ("Treasury Secretary Yellen", "Treasury Secretary", "finance_minister", "GOV", "USA"),
    ("prime minister 's", "prime minister", "head_of_government", "GOV", None),
    ("Secretary - General Guterres", "Secretary - General", "igo_head", "GOV", None),
    ("charge d'affaires in", "charge d'affaires", "ambassador", "GOV", None),
    ("Gen. Milley", "Gen.", "general", "MIL", None),
    ("Pope Francis", "Pope", "head_of_state", "REL", "VAT"),
    ("former president of", "former president", "former", "ELI", None),
    ("senators from", "senators", "lawmaker", "LEG", None),
    ("Mr. Putin", "Mr.", "courtesy", None, None),
]


@pytest.mark.parametrize(("text", "phrase", "role", "sector", "hint"), TITLES)
def test_the_longest_title_at_a_word_is_found(text: str, phrase: str, role: str, sector: str | None, hint: str | None) -> None:
    words = text.split()
    matched = match_title(words, 0)
    assert matched is not None
    end, title = matched
    assert (" ".join(words[:end]), title.role, title.sector, title.country_hint) == (phrase, role, sector, hint)


@pytest.mark.parametrize("text", ["the president", "talks", "said minister", "s"])
def test_no_title_begins_at_another_word(text: str) -> None:
    assert match_title(text.split(), 0) is None


@pytest.mark.parametrize(
    ("noun", "sector"),
    [
        ("police", "COP"),
        ("troop", "MIL"),
        ("warship", "MIL"),
        ("official", "GOV"),
        ("ministry", "GOV"),
        ("lawmaker", "LEG"),
        ("court", "JUD"),
        ("rebel", "REB"),
        ("gunman", "UAF"),
        ("militia", "PRM"),
        ("protester", "CVL"),
        ("student", "EDU"),
        ("refugee", "REF"),
        ("company", "BUS"),
        ("union", "LAB"),
        ("journalist", "JRN"),
        ("opposition", "OPP"),
        ("cleric", "REL"),
        ("hospital", "MED"),
        ("spy", "SPY"),
        ("farmer", "AGR"),
        ("cartel", "CRM"),
    ],
)
def test_a_common_noun_has_its_sector(noun: str, sector: str) -> None:
    assert load_sectors("en")[noun] == sector


def test_titles_stand_in_lower_case_once() -> None:
    assert all(title == title.casefold().strip() for title in load_titles("en"))


def test_an_unknown_language_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        load_titles("xx")
