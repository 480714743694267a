"""The codebook's facts, as its tables give them."""

from __future__ import annotations

import pytest

from dragoman.codebook.load import load_codebook

TYPES = {
    "AGREE": (1, 2.5, False), "CONSULT": (1, 2.5, False), "SUPPORT": (1, 5, False), "CONCEDE": (1, 4.5, False),
    "COOPERATE": (2, 9.5, True), "AID": (2, 10, True), "RETREAT": (2, 6.5, False),
    "REQUEST": (3, 0, False), "ACCUSE": (3, -3, False), "REJECT": (3, -2, False), "THREATEN": (3, -3.5, False),
    "PROTEST": (4, -5, False), "SANCTION": (4, -6, True), "MOBILIZE": (4, -5.5, False), "COERCE": (4, -7, False), "ASSAULT": (4, -9, False),
}  # fmt: skip

MODES = {
    "CONSULT": {"visit": 4, "third-party": 1, "multilateral": 4, "phone": 1.5},
    "RETREAT": {"withdraw": 8, "release": 6.5, "disarm": 10, "ceasefire": 7.5, "access": 6.5, "resign": 4.5},
    "REQUEST": {"assist": 0.5, "change": -1, "yield": -1, "meet": 0},
    "ACCUSE": {"disapprove": -2, "investigate": -3.5, "allege": -3.5},
    "REJECT": {"assist": -1.5, "change": -2, "yield": -2, "meet": -2},
    "THREATEN": {"restrict": -3, "arrest": -3.5, "relations": -3.5, "expel": -3.5, "territory": -4, "violence": -3.5},
    "PROTEST": {"demo": -5, "riot": -7, "strike": -5, "hunger": -4.5, "boycott": -4.5, "obstruct": -4.5, "vandalize": -5},
    "SANCTION": {"convict": -6, "expel": -5.5, "withdraw": -6, "discontinue": -6},
    "MOBILIZE": {"troops": -6.5, "weapons": -6.5, "police": -5.5, "militia": -6},
    "COERCE": {"seize": -7, "restrict": -7, "arrest": -7, "deport": -7, "withhold": -7, "cyber": -7, "censor": -6.5, "curfew": -6.5,
               "misinformation": -6.5, "martial-law": -7.5},
    "ASSAULT": {"abduct": -8.5, "beat": -7.5, "torture": -8.5, "sexual": -8.5, "destroy": -8.5, "targeted": -9.5, "primitive": -8, "firearms": -9,
                "explosives": -9, "suicide-attack": -9.5, "aerial": -9.5, "drone": -9.5, "heavy-weapons": -9.5, "crowd-control": -7.5,
                "unconventional": -10},
}  # fmt: skip

CONTEXTS = [
    "military",
    "intelligence",
    "executive",
    "legislative",
    "election",
    "political_institutions",
    "pro_democracy",
    "pro_autocracy",
    "economic",
    "legal",
    "reparations",
    "human_rights",
    "rights_freedoms",
    "repression",
    "human_security",
    "gender",
    "lgbt",
    "religion_ethnicity",
    "inequality",
    "diplomatic",
    "territory",
    "peacekeeping",
    "health",
    "asylum",
    "migration",
    "disasters",
    "natural_resource",
    "environment",
    "technology",
    "terrorism",
    "cbrn",
    "cyber",
    "misinformation",
    "crime",
    "corruption",
    "illegal_drugs",
    "trafficking",
]

SECTORS = [
    "COP",
    "GOV",
    "JUD",
    "LEG",
    "MIL",
    "PRM",
    "PTY",
    "REB",
    "SPY",
    "UAF",
    "UNK",
    "AGR",
    "BUS",
    "CRM",
    "CVL",
    "EDU",
    "ELI",
    "JRN",
    "LAB",
    "MED",
    "REF",
    "OPP",
    "PRE",
    "REL",
    "SOC",
]

ROOTS = {
    "AGREE": "03", "CONSULT": "04", "SUPPORT": "05", "COOPERATE": "06", "AID": "07", "CONCEDE": "08", "RETREAT": "08", "ACCUSE": "11",
    "REQUEST": "10", "REJECT": "12", "THREATEN": "13", "PROTEST": "14", "MOBILIZE": "15", "SANCTION": "16", "COERCE": "17", "ASSAULT": "18",
}  # fmt: skip


def test_sixteen_types_with_quad_score_and_recipient() -> None:
    assert {t.name: (t.quad, t.score, t.needs_recipient) for t in load_codebook().types.values()} == TYPES


def test_each_mode_has_its_score() -> None:
    found = {name: {m.name: m.score for m in t.modes.values()} for name, t in load_codebook().types.items() if t.modes}
    assert found == MODES


def test_everything_is_defined_in_words() -> None:
    book = load_codebook()
    for event_type in book.types.values():
        assert event_type.definition
        assert event_type.boundaries
        assert all(mode.definition.endswith(".") for mode in event_type.modes.values())
    assert set(book.context_definitions) == set(book.contexts)
    assert [name for name, text in book.context_definitions.items() if len(text) < 20] == []
    assert [name for name, text in book.sectors.items() if len(text) < 20] == []


def test_the_thirty_seven_contexts_have_cue_words() -> None:
    book = load_codebook()
    assert set(book.contexts) == set(CONTEXTS)
    assert all(len(words) >= 10 for words in book.contexts.values())


@pytest.mark.parametrize("context", CONTEXTS)
def test_cue_words_are_lower_case_and_stand_once(context: str) -> None:
    words = load_codebook().contexts[context]
    assert all(isinstance(word, str) and word == word.lower() for word in words)
    assert len(words) == len(set(words))


def test_all_sectors_are_there() -> None:
    assert list(load_codebook().sectors) == SECTORS


def test_score_of_a_mode_and_of_its_type() -> None:
    book = load_codebook()
    assert book.score("CONSULT", "visit") == 4
    assert book.score("CONSULT", None) == 2.5
    assert book.quad("SANCTION") == 4
    assert book.type("AID").needs_recipient


def test_unknown_names_are_errors() -> None:
    book = load_codebook()
    with pytest.raises(KeyError):
        book.score("CONSULT", "drone")
    with pytest.raises(KeyError):
        book.quad("YIELD")


@pytest.mark.parametrize(("event_type", "root"), ROOTS.items())
def test_each_type_has_its_cameo_root(event_type: str, root: str) -> None:
    book = load_codebook()
    assert book.cameo_types[event_type].root == root
    assert book.cameo_root(event_type) == root


@pytest.mark.parametrize(
    ("event_type", "mode", "code"),
    [("ACCUSE", "investigate", "090"), ("CONSULT", "visit", "042"), ("ASSAULT", "firearms", "193"), ("ASSAULT", "unconventional", "204")],
)
def test_modes_have_their_own_cameo_code(event_type: str, mode: str, code: str) -> None:
    assert load_codebook().cameo(event_type, mode) == code


def test_every_cameo_code_has_a_goldstein_value() -> None:
    book = load_codebook()
    pairs = [(t.name, mode) for t in book.types.values() for mode in (None, *t.modes)]
    assert all(-10 <= book.goldstein(book.cameo(*pair)) <= 10 for pair in pairs)
    assert book.goldstein(book.cameo_no_act) == 0
    assert book.goldstein("03") == 4
    assert book.goldstein("190") == -10


def test_every_type_and_mode_has_its_cameo_code() -> None:
    book = load_codebook()
    assert set(book.cameo_types) == set(book.types)
    for name, cameo in book.cameo_types.items():
        assert set(cameo.modes) == set(book.type(name).modes)
