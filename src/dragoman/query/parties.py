"""One side of an event out of several tellings."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.ledger.keys import fold
from dragoman.records.actor import Actor


def merge_actors(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    """One actor per country and name, the fuller words kept; unnamed ones go where their country has a named one."""
    best: dict[tuple[str | None, str], Actor] = {}
    for actor in actors:
        key = (actor.country, fold(actor.name or ("" if actor.country else actor.quote)))
        best[key] = max(best.get(key, actor), actor, key=_fullness)
    named = {actor.country for actor in best.values() if actor.name and actor.country}
    return tuple(actor for actor in best.values() if actor.name or actor.country not in named)


def _fullness(actor: Actor) -> int:
    return sum(value is not None for value in (actor.id, actor.title, actor.sector))
