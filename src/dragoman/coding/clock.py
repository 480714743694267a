"""What a report says of times, asked by sentence and word: its own expressions, the meetings that it names, who publishes it when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from dragoman.coding.dayspans import DaySpan
from dragoman.coding.meetings import NamedMeeting, find_meetings, match_meeting
from dragoman.coding.timemeaning import Direction
from dragoman.coding.times import TimeExpression, attached_time, resolve_time
from dragoman.coding.tree import Tree
from dragoman.gazetteers.meetings import Meeting
from dragoman.records.actor import Actor
from dragoman.records.mention import Status
from dragoman.records.time import When

BACKWARD: frozenset[Status] = frozenset(["happened", "background", "denied", "ongoing"])


@dataclass(frozen=True, slots=True)
class Clock:
    """The times of one report; ``expressions`` gives those of a sentence, ``author`` the office whose own text it is."""

    trees: tuple[Tree, ...]
    expressions: Callable[[int], tuple[TimeExpression, ...]]
    published: str | None
    author: Actor | None
    named: dict[int, dict[int, NamedMeeting]] = field(default_factory=dict)

    def meetings(self, sentence: int) -> dict[int, NamedMeeting]:
        if sentence not in self.named:
            self.named[sentence] = find_meetings(self.trees[sentence].sentence)
        return self.named[sentence]

    def own_time(self, sentence: int, at: int, direction: Direction) -> When | None:
        """The days of the words that belong to a word."""
        found = attached_time(self.trees[sentence].sentence, at, self.expressions(sentence))
        return resolve_time(found, self.published, direction) if found else None

    def meeting(self, sentence: int, head: int, direction: Direction, days: When | None = None) -> Meeting | None:
        """The meeting of the calendar that a word names, within the days that the text gives it."""
        named = self.meetings(sentence).get(head)
        return match_meeting(named, self.published, direction, as_days(days) if days else None) if named else None


def direction_of(status: Status) -> Direction:
    return "past" if status in BACKWARD else "future"


def as_days(when: When) -> DaySpan:
    start, end = (date.fromisoformat(day[:10]) if day else None for day in (when.start, when.end))
    return DaySpan(start, end, when.precision)


def is_day(when: When | None) -> bool:
    """Whether a time is known to a few days: it can date what else took place then."""
    if when is None or not when.start or not when.end:
        return False
    return when.precision == "day" or (date.fromisoformat(when.end[:10]) - date.fromisoformat(when.start[:10])).days <= 3
