"""Set phrases and topics that look like events and are none."""

from __future__ import annotations

import pytest

from dragoman.languages.nonevents import find_idioms, is_off_topic, load_idioms


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


@pytest.mark.parametrize(
    ("sentence", "off"),
    [
        ("Argentina will meet Croatia in the World Cup semi-final on Tuesday.", True),
        ("The novel tells how Germany invaded its neighbours.", True),
        ("Argentina will meet Croatia's negotiators in Geneva on Tuesday.", False),
        ("The novelty of the accord surprised diplomats.", False),
    ],
)
def test_a_sentence_of_play_or_fiction_is_told_by_its_topic(sentence: str, off: bool) -> None:
    assert is_off_topic(sentence) is off


def test_phrases_are_lower_case_and_stand_once() -> None:
    idioms = load_idioms("en")
    assert len(set(idioms)) == len(idioms)
    assert all(word == word.lower() for phrase in idioms for word in phrase)
