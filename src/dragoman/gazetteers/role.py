"""A role that somebody held for a time."""

from __future__ import annotations

from dataclasses import dataclass

FIRST_DAY, LAST_DAY = "0000-01-01", "9999-12-31"


@dataclass(frozen=True, slots=True)
class Role:
    """``office`` is the class of the title ("foreign_minister"); dates are ISO days, months or years, ``end`` None while it lasts."""

    title: str
    office: str
    country: str | None
    sector: str | None
    start: str | None
    end: str | None

    def holds_on(self, day: str) -> bool:
        """Whether the role was held on an ISO date; a month or year counts whole at both ends."""
        return pad_date(self.start, FIRST_DAY) <= day <= pad_date(self.end, LAST_DAY)


def pad_date(date: str | None, pattern: str) -> str:
    """A partial date filled up to a day from the pattern; day 31 of a short month only ever serves to compare."""
    return (date or "") + pattern[len(date or "") :]
