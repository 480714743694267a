"""Every sector of the codebook is reached by a common name for those who belong to it, and AID without a recipient is kept."""

from __future__ import annotations

import pytest
from case_tables import findings_of

from dragoman.codebook.load import load_codebook

NAMED = {
    "COP": "police", "GOV": "ministers", "JUD": "judges", "LEG": "senators", "MIL": "soldiers", "PRM": "paramilitaries", "PTY": "ruling party",
    "REB": "rebels", "SPY": "spies", "UAF": "gunmen", "AGR": "farmers", "BUS": "bankers", "CRM": "smugglers", "CVL": "villagers",
    "EDU": "students", "ELI": "ex-ministers", "JRN": "journalists", "LAB": "dockers", "MED": "nurses", "REF": "refugees",
    "OPP": "opposition leaders", "PRE": "breakaway republic", "REL": "bishops", "SOC": "charity",
}  # fmt: skip


def sectors_of(text: str) -> set[str | None]:
    return {actor.sector for mention in findings_of(text).mentions for actor in mention.sources}


@pytest.mark.parametrize(("sector", "name"), NAMED.items())
def test_a_common_name_leads_to_its_sector(sector: str, name: str) -> None:
    assert sector in sectors_of(f"The {name} condemned the Peruvian government.")


def test_only_the_unknown_sector_has_no_name_of_its_own() -> None:
    assert set(load_codebook().sectors) - set(NAMED) == {"UNK"}


@pytest.mark.xfail(reason="people at large are civilians to the list of sectors; none of its words is UNK", strict=True)
def test_people_of_whom_nothing_is_said_are_of_unknown_sector() -> None:
    assert "UNK" in sectors_of("Two people condemned the law of the Peruvian government.")


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("France sent food aid on Monday.", "AID"),
        ("A Thai court convicted the suspect on Monday.", "SANCTION"),
    ],
)
def test_a_telling_without_recipient_is_kept_and_names_nobody(text: str, event_type: str) -> None:
    assert load_codebook().type(event_type).needs_recipient
    told = [m for m in findings_of(text).mentions if m.event_type == event_type]
    assert told
    assert not any(a.country for m in told for a in m.targets)
