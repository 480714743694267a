"""A telling with what linking needs beside it: when its report was published, and which copies it belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from dragoman.linking.parties import Parties, parties_of
from dragoman.records.mention import EventMention, Status

# Where the words name no day: from how long before the publication until how long after it the event lies, in days.
USUAL_REACH: dict[Status, tuple[int, int]] = {
    "happened": (4, 1),
    "ongoing": (14, 14),
    "denied": (10, 1),
    "background": (365, 0),
}
FORETOLD_REACH = (0, 28)
SHORT = 14  # days: a stated time no longer than this tells events apart


@dataclass(frozen=True, slots=True)
class Days:
    """From ``start`` to ``end``; ``is_stated`` where the text says so, else a guess around the publication."""

    start: date
    end: date
    is_stated: bool

    @property
    def length(self) -> int:
        return (self.end - self.start).days + 1

    def gap(self, other: Days) -> int:
        """Days that lie between two stretches; 0 where they meet."""
        return max(0, (other.start - self.end).days, (self.start - other.end).days)


@dataclass(frozen=True)
class Located:
    """``published`` is the report's ISO date; ``family`` the id that all copies of one report share."""

    mention: EventMention
    published: str | None
    family: str | None = None

    @cached_property
    def parties(self) -> Parties:
        return parties_of((*self.mention.sources, *self.mention.targets))

    @cached_property
    def acting(self) -> Parties:
        return parties_of(self.mention.sources)

    @cached_property
    def acted_on(self) -> Parties:
        return parties_of(self.mention.targets)

    @cached_property
    def published_day(self) -> date | None:
        return as_day(self.published)

    @cached_property
    def days(self) -> Days | None:
        """When the event lies: as stated, else near the publication as its status has it; None where neither is known."""
        when = self.mention.when
        start, end = (as_day(when.start), as_day(when.end)) if when else (None, None)
        if start and end:
            return Days(start, end, True)
        if self.published_day is None:
            return None
        before, after = USUAL_REACH.get(self.mention.status, FORETOLD_REACH)
        start = start or self.published_day - timedelta(days=before)
        end = end or self.published_day + timedelta(days=after)
        return Days(min(start, end), max(start, end), False)

    @cached_property
    def stated_days(self) -> Days | None:
        """The stated time where it is short enough to tell two events apart."""
        return self.days if self.days and self.days.is_stated and self.days.length <= SHORT else None


def as_day(moment: str | None) -> date | None:
    """The day of an ISO date or moment."""
    return date.fromisoformat(moment[:10]) if moment else None
