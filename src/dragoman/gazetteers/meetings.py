"""The calendar of known meetings: summits, ministerial meetings and conferences, with their bodies, places and days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from dragoman.gazetteers.country import split_cell
from dragoman.gazetteers.phrases import Phrases
from dragoman.gazetteers.tables import read_table


@dataclass(frozen=True, slots=True)
class Meeting:
    """``bodies`` are ids of organisations, or of the countries whose leaders met; ``places`` are the ``towns`` in lower case."""

    bodies: frozenset[str]
    kind: str
    ministers: str
    names: tuple[str, ...]
    towns: tuple[str, ...]
    places: frozenset[str]
    country: str | None
    start: date
    end: date

    def is_of(self, bodies: frozenset[str]) -> bool:
        """Whether the bodies are those that met: one of several international ones, but all of the countries."""
        states = {body for body in self.bodies if body.startswith("country:")}
        others = self.bodies - states
        return states <= bodies and (not others or not others.isdisjoint(bodies)) and bool(self.bodies)


class Calendar:
    """All meetings in the order of their days, and those that have a name of their own."""

    def __init__(self) -> None:
        self.meetings = tuple(
            Meeting(
                bodies=frozenset(split_cell(row["bodies"])),
                kind=row["kind"],
                ministers=row["ministers"],
                names=split_cell(row["other_names"]),
                towns=split_cell(row["places"]),
                places=frozenset(place.casefold() for place in split_cell(row["places"])),
                country=row["country"] or None,
                start=date.fromisoformat(row["start"]),
                end=date.fromisoformat(row["end"]),
            )
            for row in read_table("meetings.tsv")
        )
        self.places = frozenset(place for meeting in self.meetings for place in meeting.places)
        self._names: Phrases[str] = Phrases()
        for name in sorted({name for meeting in self.meetings for name in meeting.names}):
            self._names.add(name, name)

    def match_name(self, words: Sequence[str], at: int) -> tuple[int, tuple[str, ...]] | None:
        """The longest name of a meeting ("COP27") that begins at a word: the index after it, and the name as the table writes it."""
        return self._names.match(words, at)


@cache
def load_calendar() -> Calendar:
    """The shipped calendar, read once."""
    return Calendar()
