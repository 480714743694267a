"""The words by which a language says where, read from ``<language>/places.yaml``."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache

from dragoman.languages.lexicon import as_list, read_yaml


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Sets of lemmas and prepositions; what each is for stands in the file."""

    locative: frozenset[str]
    islands: frozenset[str]
    chain: frozenset[str]
    motion: frozenset[str]
    toward: frozenset[str]
    upon: frozenset[str]
    upon_capitals: frozenset[str]
    upon_states: frozenset[str]
    happenings: frozenset[str]
    held: frozenset[str]
    venue: frozenset[str]
    kinds: frozenset[str]


@cache
def load_place_words(language: str) -> PlaceWords:
    """The place words of a language; raises FileNotFoundError where it has none."""
    body = read_yaml(language, "places.yaml")
    return PlaceWords(**{field.name: frozenset(as_list(body[field.name])) for field in fields(PlaceWords)})
