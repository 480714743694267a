"""The words that refer back are read whole from their data file."""

from __future__ import annotations

from dataclasses import fields

from dragoman.languages.reference import load_reference


def test_every_set_holds_words_in_lower_case() -> None:
    reference = load_reference("en")
    for name in (f.name for f in fields(reference) if f.name not in ("families", "name_ends")):
        found = getattr(reference, name)
        assert found, name
        assert all(word == word.lower() for word in found), name


def test_a_noun_belongs_to_one_family() -> None:
    nouns = [noun for family in load_reference("en").families for noun in family]
    assert len(set(nouns)) == len(nouns)


def test_the_states_that_make_a_pair_are_nouns_that_make_a_pair_or_name_a_state() -> None:
    reference = load_reference("en")
    assert reference.pair_states <= reference.pair_nouns | reference.states
