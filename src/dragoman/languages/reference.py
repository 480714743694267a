"""How a language refers back and stands in for names, read from ``<language>/reference.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from dragoman.languages.lexicon import as_list, read_yaml

Words = frozenset[str]
PLAIN = (
    "courtesy name_ends bodies unnamed states relational exemplars wars joining containing attending ties decisions grounds answers "
    "same_time giving grounded making issuing".split()
)  # sections that are one list


@dataclass(frozen=True, slots=True)
class Reference:
    """The words by what they do; what each set is for is told in the data file."""

    male: Words
    female: Words
    neuter: Words
    plural: Words
    first_person: Words
    everybody: Words
    relative: Words
    courtesy: Words
    name_ends: Words
    pair_words: Words
    pair_nouns: Words
    pair_states: Words
    bodies: Words
    unnamed: Words
    states: Words
    relational: Words
    exemplars: Words
    wars: Words
    joining: Words
    containing: Words
    attending: Words
    ties: Words
    decisions: Words
    grounds: Words
    answers: Words
    families: tuple[Words, ...]
    duty_modals: Words
    duty_verbs: Words
    dating_nouns: Words
    dating_cases: Words
    same_time: Words
    giving: Words
    grounded: Words
    making: Words
    issuing: Words


def words(value: Any) -> Words:
    return frozenset(as_list(value))


@cache
def load_reference(language: str) -> Reference:
    """The words of a language; raises KeyError where a section is missing."""
    body = read_yaml(language, "reference.yaml")
    pronouns, pairs = body["pronouns"], body["pairs"]
    return Reference(
        **{kind: words(pronouns[kind]) for kind in ("male", "female", "neuter", "plural", "first_person", "everybody", "relative")},
        **{name: words(body[name]) for name in PLAIN},
        pair_words=words(pairs["words"]),
        pair_nouns=words(pairs["nouns"]),
        pair_states=words(pairs["states"]),
        families=tuple(words(family) for family in body["families"]),
        duty_modals=words(body["duty"]["modals"]),
        duty_verbs=words(body["duty"]["verbs"]),
        dating_nouns=words(body["dating"]["nouns"]),
        dating_cases=words(body["dating"]["cases"]),
    )
