"""Runs of days: a week, a month, the early part of one, so many units away. Both ends inclusive, None where open."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.records.time import Precision

ONE_DAY = timedelta(days=1)
DAYS = {"day": 1, "week": 7, "fortnight": 14}
MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120}
HOURS = {"minute": 1 / 60, "hour": 1.0}
PRECISIONS: dict[str, Precision] = {"minute": "day", "hour": "day", "day": "day", "week": "week", "month": "month", "year": "year"}
# How a part of a stretch is cut: (first, last) as shares of its days. "Early" is the first third, "the end" the last sixth.
SHARES = {
    "early": (0, 1 / 3),
    "middle": (1 / 3, 2 / 3),
    "late": (2 / 3, 1),
    "start": (0, 1 / 6),
    "end": (5 / 6, 1),
    "half1": (0, 1 / 2),
    "half2": (1 / 2, 1),
}


@dataclass(frozen=True, slots=True)
class DaySpan:
    """Days from ``start`` to ``end``."""

    start: date | None
    end: date | None
    precision: Precision


def single_day(day: date) -> DaySpan:
    return DaySpan(day, day, "day")


def month_span(year: int, month: int) -> DaySpan:
    """Raises ValueError where there is no such month."""
    return DaySpan(date(year, month, 1), date(year, month, monthrange(year, month)[1]), "month")


def months_span(year: int, month: int, count: int, precision: Precision) -> DaySpan:
    """So many months from the first of a month."""
    first = date(year, month, 1)
    return DaySpan(first, add(first, "month", count) - ONE_DAY, precision)


def period_span(day: date, period: str, shift: int) -> DaySpan:
    """The week (from Monday), weekend, month, quarter, year or decade of a day, or one so many further."""
    if period in ("week", "weekend"):
        monday = day - timedelta(days=day.weekday()) + timedelta(weeks=shift)
        first = monday if period == "week" else monday + timedelta(days=5)
        return DaySpan(first, monday + timedelta(days=6), "week" if period == "week" else "range")
    if period == "month":
        moved = add(day.replace(day=1), "month", shift)
        return month_span(moved.year, moved.month)
    if period == "quarter":
        moved = add(date(day.year, 3 * ((day.month - 1) // 3) + 1, 1), "quarter", shift)
        return months_span(moved.year, moved.month, 3, "quarter")
    if period == "year":
        return months_span(day.year + shift, 1, 12, "year")
    return months_span(day.year // 10 * 10 + 10 * shift, 1, 120, "range")


def part_of(span: DaySpan, part: str) -> DaySpan:
    """The early, middle, late … part of a closed span; whole days, at least one."""
    if span.start is None or span.end is None:
        return span
    days = (span.end - span.start).days + 1
    first, last = SHARES[part]
    start = min(days - 1, int(days * first))
    end = max(start, -int(-days * last // 1) - 1)
    return DaySpan(span.start + timedelta(days=start), span.start + timedelta(days=end), "range")


def add(day: date, unit: str, count: float) -> date:
    """The day so many units on (back where negative); months and years keep the day of the month where there is one."""
    if unit in HOURS:
        return day + timedelta(days=round(HOURS[unit] * count / 24))
    if unit in DAYS:
        return day + timedelta(days=round(DAYS[unit] * count))
    whole = int(MONTHS[unit] * count)
    year, month = divmod(day.year * 12 + day.month - 1 + whole, 12)
    moved = date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    return moved + timedelta(days=round((MONTHS[unit] * count - whole) * 30))
