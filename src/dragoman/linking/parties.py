"""Who takes part, at two depths: countries and bodies, and named persons. "Blinken and Wang" and "the US and China" agree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.records.actor import Actor

CODES_OF_BODIES = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"})


@dataclass(frozen=True, slots=True)
class Parties:
    """``sides`` are countries, or names of bodies and groups; ``persons`` pairs of side and person's name."""

    sides: frozenset[str]
    persons: frozenset[tuple[str, str]]


def side_of(actor: Actor) -> str | None:
    """The country, or the name of a body or group without one; None where the words resolve to nobody."""
    if actor.country and actor.country not in CODES_OF_BODIES:
        return actor.country
    if is_person(actor):
        return actor.country
    name = actor.id or actor.name
    return name.casefold() if name else actor.country


def is_person(actor: Actor) -> bool:
    """A name that holds a title, or a known person."""
    return actor.name is not None and (bool(actor.title) or (actor.id or "").startswith("person:"))


def parties_of(actors: Iterable[Actor]) -> Parties:
    sides, persons = set(), set()
    for actor in actors:
        if side := side_of(actor):
            sides.add(side)
        if actor.name and is_person(actor):
            persons.add((side or "", actor.name.casefold()))
    return Parties(frozenset(sides), frozenset(persons))


def is_same_person(left: str, right: str) -> bool:
    """Whether two names may be one person's: all words of the shorter are in the longer ("Blinken", "Antony Blinken")."""
    ours, theirs = set(left.split()), set(right.split())
    return ours <= theirs or theirs <= ours


def shared_persons(left: Parties, right: Parties) -> int:
    """How many persons of the left are among those of the right."""
    return sum(1 for _, ours in left.persons if any(is_same_person(ours, theirs) for _, theirs in right.persons))


def clashing_side(left: Parties, right: Parties) -> str | None:
    """A side for which both name persons, and none of them the same."""
    for side in sorted({s for s, _ in left.persons} & {s for s, _ in right.persons}):
        ours, theirs = ([name for of, name in parties.persons if of == side] for parties in (left, right))
        if not any(is_same_person(a, b) for a in ours for b in theirs):
            return side
    return None
