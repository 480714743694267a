"""Set phrases and topics that look like events and are none."""

from __future__ import annotations

import pytest

from dragoman.languages.nonevents import find_idioms, load_idioms, load_nonevents


@pytest.mark.parametrize(
    ("sentence", "inside"),
    [
        ("The mayor died of a heart attack on Monday .", {"heart", "attack"}),
        ("Ukraine grows a Great deal of wheat .", {"Great", "deal", "of"}),
        ("The rebels launched an attack on the port .", set()),
        ("The cold war attack plan was published .", {"cold", "war"}),
    ],
)
def test_the_words_of_a_set_phrase_are_found(sentence: str, inside: set[str]) -> None:
    forms = sentence.split()
    assert {forms[n] for n in find_idioms(forms)} == inside


def test_phrases_are_lower_case_and_stand_once() -> None:
    idioms = load_idioms("en")
    assert len(set(idioms)) == len(idioms)
    assert all(word == word.lower() for phrase in idioms for word in phrase)


def test_the_words_of_realms_are_lower_case_and_each_is_a_sign_or_a_hint() -> None:
    for realm in load_nonevents("en").realms.values():
        assert not realm.words & realm.hints
        assert all(word == word.lower() for word in [*realm.words, *realm.hints])
        assert all(word == word.lower() for phrase in realm.phrases for word in phrase)
