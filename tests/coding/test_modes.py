"""Every type and every mode of the codebook is found in at least one case of the tables."""

from __future__ import annotations

import pytest
from case_tables import read_cases

from dragoman.codebook.load import load_codebook

MODES = [(t.name, mode) for t in load_codebook().types.values() for mode in t.modes]
TOLD = {(w["type"], w.get("mode")) for case in read_cases() if not case.known for w in case.events if isinstance(w["type"], str)}


@pytest.mark.parametrize(("event_type", "mode"), MODES)
def test_each_mode_is_found_somewhere(event_type: str, mode: str) -> None:
    assert (event_type, mode) in TOLD


@pytest.mark.parametrize("event_type", sorted(load_codebook().types))
def test_each_type_is_found_somewhere(event_type: str) -> None:
    assert event_type in {name for name, _ in TOLD}
