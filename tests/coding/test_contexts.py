"""Each context is called up by ordinary words, and not by the same words where they mean something else."""

from __future__ import annotations

import pytest

from dragoman.codebook.load import load_codebook
from dragoman.coding.contexts import find_contexts

CALLED_UP = {
    "military": "the howitzer stood behind the barracks",
    "intelligence": "a double agent was unmasked in the consulate",
    "executive": "the prime minister reshuffled his cabinet",
    "legislative": "senator after senator spoke in the upper chamber",
    "election": "the run-off will be held in the by-election district",
    "political_institutions": "a constituent assembly will rewrite the charter",
    "pro_democracy": "they want civilian rule and a free election",
    "pro_autocracy": "the one-party state hardened into a dictatorship",
    "economic": "the central bank cut its rate",
    "legal": "the plaintiff took the case to the supreme court",
    "reparations": "they demand restitution for the looted farms",
    "human_rights": "investigators opened a mass grave",
    "rights_freedoms": "a law on press freedom was repealed",
    "repression": "water cannon met the marchers",
    "human_security": "food aid ran out in the hills",
    "gender": "a bill on forced marriage was read",
    "lgbt": "the pride parade was called off",
    "religion_ethnicity": "the abbot of the monastery wept",
    "inequality": "poverty and segregation mark the suburb",
    "diplomatic": "the ambassador carried a protest note",
    "territory": "the median line runs past the enclave",
    "peacekeeping": "a blue helmet guarded the bridge",
    "health": "cholera filled the wards",
    "asylum": "an asylum seeker waited at the gate",
    "migration": "his work permit had run out",
    "disasters": "rubble lay where the earthquake struck",
    "natural_resource": "the pipeline carries crude to the coast",
    "environment": "overfishing emptied the wetland",
    "technology": "a semiconductor plant rose by the river",
    "terrorism": "a suicide bomber struck the bus",
    "cbrn": "plutonium left the centrifuge hall",
    "cyber": "ransomware froze the hospital",
    "misinformation": "fake news spread from a troll farm",
    "crime": "the mafia asked a ransom",
    "corruption": "a bribe bought the licence",
    "illegal_drugs": "cocaine was found in the hold",
    "trafficking": "smugglers used the old road for contraband",
}

NOT_CALLED_UP = [
    ("legal", "the ruling party chose a new leader"),
    ("natural_resource", "a land mine killed two shepherds"),
    ("natural_resource", "tear gas drifted over the square"),
    ("economic", "settlers on the west bank marched"),
    ("economic", "the sides trade accusations again"),
    ("cyber", "the farmer was hacked to death"),
    ("military", "a water tank fell from the roof"),
]


def contexts_of(text: str) -> tuple[str, ...]:
    words = text.split()
    return find_contexts(words, [w.removesuffix("s") for w in words])


def test_the_table_holds_every_context() -> None:
    assert set(CALLED_UP) == set(load_codebook().contexts)


@pytest.mark.parametrize(("context", "text"), CALLED_UP.items())
def test_words_call_up_their_context(context: str, text: str) -> None:
    assert context in contexts_of(text)


@pytest.mark.parametrize(("context", "text"), NOT_CALLED_UP)
def test_a_phrase_in_which_a_cue_means_something_else_calls_up_nothing(context: str, text: str) -> None:
    assert context not in contexts_of(text)


def test_a_trigger_brings_its_own_contexts() -> None:
    assert find_contexts(["they", "voted"], ["they", "vote"], ["gender"]) == ("election", "gender")
