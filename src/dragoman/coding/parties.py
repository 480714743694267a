"""When two parties are the same, and several as one list."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.records.actor import Actor


def is_body(actor: Actor) -> bool:
    """Whether a party is a known state or body, not a person or a group of people."""
    return bool(actor.id) and not str(actor.id).startswith("person:")


def overlap(left: Sequence[Actor], right: Sequence[Actor]) -> bool:
    return any(
        (a.start, a.end) == (b.start, b.end) or (a.country and (a.country, a.name) == (b.country, b.name)) for a in left for b in right
    )


def unite(*groups: Sequence[Actor]) -> tuple[Actor, ...]:
    found: list[Actor] = []
    for actor in (a for group in groups for a in group):
        if not any(actor == a or same_party(actor, a) for a in found):
            found.append(actor)
    return tuple(found)


def same_party(left: Actor, right: Actor) -> bool:
    return bool(left.country) and (left.country, left.name, left.sector) == (right.country, right.name, right.sector)
