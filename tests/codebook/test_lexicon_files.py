"""The event words of each language keep to the codebook and to their own format."""

from __future__ import annotations

import dataclasses
from collections import Counter
from importlib.resources import files
from typing import get_args

import pytest

from dragoman.codebook.load import load_codebook
from dragoman.languages.lexicon import Trigger, as_list, load_lexicon, read_triggers, read_yaml
from dragoman.records.mention import Status

TYPES = sorted(load_codebook().types)
# Steps from a trigger that are no prepositions; a dot leads one step further.
PLACES = {"subject", "object", "indirect", "clause", "possessive", "adjective", "head", "speaker"}
PREPOSITIONS = {
    "about",
    "across",
    "after",
    "against",
    "along",
    "alongside",
    "among",
    "around",
    "as",
    "at",
    "before",
    "behind",
    "beside",
    "between",
    "beyond",
    "by",
    "during",
    "following",
    "for",
    "from",
    "in",
    "inside",
    "into",
    "near",
    "of",
    "off",
    "on",
    "onto",
    "opposite",
    "out of",
    "outside",
    "over",
    "past",
    "per",
    "round",
    "since",
    "through",
    "throughout",
    "to",
    "toward",
    "towards",
    "under",
    "upon",
    "via",
    "with",
    "within",
    "without",
}


def triggers_of(event_type: str) -> list[Trigger]:
    lists = {name: as_list(words) for name, words in read_yaml("en", "wordlists.yaml").items()}
    name = f"{event_type}.yaml"
    return list(read_triggers(read_yaml("en", f"events/{name}"), lists, name))


def words_of(trigger: Trigger) -> set[str]:
    named = (trigger.objects, trigger.subjects, trigger.modifiers, trigger.needs, trigger.forbids)
    return {trigger.lemma, trigger.particle or "", *trigger.source, *trigger.target}.union(*(words for words in named if words))


def test_there_is_a_file_for_each_type_and_no_other() -> None:
    folder = files("dragoman.languages").joinpath("en", "events")
    assert sorted(file.name for file in folder.iterdir()) == [f"{event_type}.yaml" for event_type in TYPES]


def test_the_whole_lexicon_loads() -> None:
    lexicon = load_lexicon("en")
    assert {trigger.event_type for found in lexicon.by_lemma.values() for trigger in found} == set(TYPES)


def test_the_most_constrained_entry_comes_first() -> None:
    for found in load_lexicon("en").by_lemma.values():
        asked = [trigger.constraints for trigger in found]
        assert asked == sorted(asked, reverse=True)


@pytest.mark.parametrize("event_type", TYPES)
def test_modes_and_statuses_and_contexts_are_known(event_type: str) -> None:
    book = load_codebook()
    for trigger in triggers_of(event_type):
        assert trigger.event_type == event_type
        assert trigger.mode is None or trigger.mode in book.type(event_type).modes, trigger.lemma
        assert trigger.status is None or trigger.status in get_args(Status), trigger.lemma
        assert set(trigger.contexts) <= set(book.contexts), trigger.lemma


@pytest.mark.parametrize("event_type", TYPES)
def test_words_are_lower_case_lemmas(event_type: str) -> None:
    """A capital betrays a word that YAML has read as a truth value: on, off, yes, no."""
    for trigger in triggers_of(event_type):
        assert all(word == word.lower() and word == word.strip() for word in words_of(trigger)), trigger


@pytest.mark.parametrize("event_type", TYPES)
def test_no_entry_stands_twice(event_type: str) -> None:
    says_nothing = {"mode", "source", "target", "mutual", "status", "light", "contexts", "note"}  # what follows, not what is asked for
    asked = Counter(
        tuple(getattr(t, field.name) for field in dataclasses.fields(t) if field.name not in says_nothing) for t in triggers_of(event_type)
    )
    assert [key[:4] for key, times in asked.items() if times > 1] == []


@pytest.mark.parametrize("event_type", TYPES)
def test_each_type_has_at_least_forty_triggers(event_type: str) -> None:
    assert len(triggers_of(event_type)) >= 40


@pytest.mark.parametrize("event_type", TYPES)
def test_roles_are_places_of_the_grammar(event_type: str) -> None:
    for trigger in triggers_of(event_type):
        steps = {step for role in (*trigger.source, *trigger.target) for step in role.split(".")}
        assert steps <= PLACES | PREPOSITIONS, (trigger.lemma, steps - PLACES - PREPOSITIONS)
