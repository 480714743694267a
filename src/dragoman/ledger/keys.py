"""The spellings under which a party or a place is found again."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.records.actor import Actor
from dragoman.records.place import Place


def fold(words: str) -> str:
    """Words without case and without doubled white space."""
    return " ".join(words.casefold().split())


def actor_keys(actors: Iterable[Actor]) -> list[str]:
    """Codes, names, ids, words and, for holders of a title, surnames of the actors; folded, each once, in order."""
    return _each_once(key for actor in actors for key in _keys_of(actor))


def country_codes(actors: Iterable[Actor]) -> list[str]:
    """The actors' country codes, each once, in order."""
    return list(dict.fromkeys(actor.country for actor in actors if actor.country))


def place_keys(place: Place | None) -> list[str]:
    """Name, words and country code of a place, folded."""
    return _each_once((place.name, place.quote, place.country)) if place else []


def _keys_of(actor: Actor) -> tuple[str | None, ...]:
    return actor.country, actor.name, actor.id, actor.quote, _surname(actor)


def _surname(actor: Actor) -> str | None:
    """The last word of a titled person's name; "South Sudan" has no surname, as a state holds no title."""
    return actor.name.split()[-1] if actor.name and actor.name.strip() and actor.title else None


def _each_once(words: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(fold(word) for word in words if word and word.strip()))
