"""Moments as users write them; without a zone nobody knows which moment is meant."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from dragoman.records.errors import UsageError


def read_moment(text: str) -> datetime:
    """The UTC moment of an ISO date (the end of that day in UTC) or date and time with a zone; raises UsageError."""
    day = find_date(text)
    if day:
        return datetime.combine(day, time.max, UTC)
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError as problem:
        raise UsageError(f"{text!r} is not a moment: write 2022-07-08 or 2022-07-08T23:59+08:00") from problem
    if moment.utcoffset() is None:
        raise UsageError(f"{text!r} has no zone: write {text.strip()}Z or {text.strip()}+08:00")
    return moment.astimezone(UTC)


def read_date(text: str) -> str:
    """An ISO date as YYYY-MM-DD; raises UsageError."""
    day = find_date(text)
    if day is None:
        raise UsageError(f"{text!r} is not a date: write 2022-07-08")
    return day.isoformat()


def find_date(text: str) -> date | None:
    """The date that the text is, None where it is none or more than a date."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
