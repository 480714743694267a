"""What a time expression means, and the days that it names once the day of publication is known."""

# ruff: noqa: ARG001  (readers have one shape, whether or not they need both)

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from dragoman.coding.dayspans import (
    DAYS,
    HOURS,
    ONE_DAY,
    PRECISIONS,
    DaySpan,
    add,
    month_span,
    months_span,
    part_of,
    period_span,
    single_day,
)
from dragoman.records.time import Precision

Direction = Literal["past", "future", "none"]
Slots = Mapping[str, Any]
# A report may carry the date of the day before or after in its reader's zone: that far a date may lie on the wrong side.
ZONE_SLACK = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Anchor:
    """From where a time is seen: the day of publication, which way the tense looks, how far a vague count reaches."""

    day: date | None
    direction: Direction
    vague: Mapping[str, int]

    def turned(self, direction: Direction) -> Anchor:
        return Anchor(self.day, direction, self.vague)


@dataclass(frozen=True, slots=True)
class Meaning:
    """``means`` and ``slots`` as the phrase gives them; ``bound`` opens it to one side; ``until`` is the other end of a stretch."""

    means: str
    slots: tuple[tuple[str, Any], ...]
    bound: str | None = None
    until: Meaning | None = None


def find_days(meaning: Meaning, anchor: Anchor) -> DaySpan | None:
    """The days that are meant; None where the words, or the lack of a publication date, do not say."""
    if meaning.until:
        return stretch(meaning, meaning.until, anchor)
    if meaning.bound:
        return bounded(meaning, anchor)
    try:
        return READERS[meaning.means](dict(meaning.slots), anchor)
    except (ValueError, OverflowError):  # 30 February, or a day before year 1: no such day
        return None


def stretch(first: Meaning, last: Meaning, anchor: Anchor) -> DaySpan | None:
    """From the first to the last; the one that the tense (or a year) holds is read first, the other is seen from it."""
    first, last = Meaning(first.means, first.slots), Meaning(last.means, last.slots)
    if anchor.direction == "past" or "year" in dict(last.slots):
        end = find_days(last, anchor)
        start = find_days(first, Anchor(end.start, "past", anchor.vague)) if end else None
    else:
        start = find_days(first, anchor)
        end = find_days(last, Anchor(start.end, "future", anchor.vague)) if start else None
    if not (start and end and start.start and end.end and start.start <= end.end):
        return None
    return DaySpan(start.start, end.end, "range")


def bounded(meaning: Meaning, anchor: Anchor) -> DaySpan | None:
    turn: dict[str, Direction] = {"since": "past", "by": "future", "until": "future"}
    seen = anchor.turned(turn.get(meaning.bound or "", anchor.direction)) if anchor.direction != "past" else anchor
    core = find_days(Meaning(meaning.means, meaning.slots), seen)
    if core is None or core.start is None or core.end is None:
        return None
    match meaning.bound:
        case "by" | "until":
            return DaySpan(None, core.end, "before")
        case "before":
            return DaySpan(None, core.start - ONE_DAY, "before")
        case "after":
            return DaySpan(core.end + ONE_DAY, None, "after")
        case _:
            return DaySpan(core.start, None, "after")


def read_date(slots: Slots, anchor: Anchor) -> DaySpan | None:
    """A day of a month, or several; the year is the text's or the nearest that the tense allows."""
    year = slots.get("year") or find_year(slots, anchor)
    if year is None:
        return None
    start = date(year, slots["month"], slots["day"])
    end = date(year, slots.get("month2", slots["month"]), slots.get("day2", slots["day"]))
    if end < start:
        end = end.replace(year=year + 1)
    return single_day(start) if end == start else DaySpan(start, end, "range")


def find_year(slots: Slots, anchor: Anchor) -> int | None:
    if anchor.day is None:
        return None
    if "years" in slots:
        return anchor.day.year + int(slots["years"])
    years = [y for y in range(anchor.day.year - 4, anchor.day.year + 5) if is_day(y, slots["month"], slots["day"])]
    days = [date(year, slots["month"], slots["day"]) for year in years]
    chosen = nearest(days, anchor.day, anchor.direction)
    return chosen.year if chosen else None


def is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def nearest(days: list[date], seen: date, direction: Direction) -> date | None:
    """The nearest day that the direction allows; on equal distance the earlier one."""
    if direction == "past":
        days = [day for day in days if day <= seen + ZONE_SLACK]
    elif direction == "future":
        days = [day for day in days if day >= seen - ZONE_SLACK]
    return min(days, key=lambda day: (abs((day - seen).days), day), default=None)


def read_month(slots: Slots, anchor: Anchor) -> DaySpan | None:
    year = slots.get("year") or year_of_month(slots, anchor)
    return cut(month_span(year, slots["month"]), slots, anchor) if year else None


def year_of_month(slots: Slots, anchor: Anchor) -> int | None:
    """A month without a year is the last one, or the next where the tense looks ahead; "last July" in July is a year back."""
    if anchor.day is None:
        return None
    year, month, shift = anchor.day.year, int(slots["month"]), slots.get("shift")
    if "years" in slots:
        return year + int(slots["years"])
    if shift == -1:
        return year if month < anchor.day.month else year - 1
    if shift == 1:
        return year if month > anchor.day.month else year + 1
    if shift == 0:
        return year
    if anchor.direction == "future":
        return year if month >= anchor.day.month else year + 1
    return year if month <= anchor.day.month else year - 1


def read_months(slots: Slots, anchor: Anchor) -> DaySpan | None:
    first = {key: value for key, value in slots.items() if key != "month2"}
    last = read_month({**first, "month": slots["month2"]}, anchor)
    if last is None or last.end is None:
        return None
    year = last.end.year - (slots["month"] > slots["month2"])
    return DaySpan(month_span(year, slots["month"]).start, last.end, "range")


def read_year(slots: Slots, anchor: Anchor) -> DaySpan:
    return cut(months_span(slots["year"], 1, 12, "year"), slots, anchor)


def read_years(slots: Slots, anchor: Anchor) -> DaySpan | None:
    if slots["year2"] <= slots["year"]:
        return None
    return DaySpan(date(slots["year"], 1, 1), date(slots["year2"], 12, 31), "range")


def read_decade(slots: Slots, anchor: Anchor) -> DaySpan:
    return months_span(slots["decade"], 1, 120, "range")


def read_quarter(slots: Slots, anchor: Anchor) -> DaySpan | None:
    month = 3 * slots["ordinal"] - 2
    year = slots.get("year") or year_of_month({**slots, "month": month}, anchor)
    return months_span(year, month, 3, "quarter") if year else None


def read_season(slots: Slots, anchor: Anchor) -> DaySpan | None:
    """Three months, as the northern half of the earth counts; winter begins in December."""
    year = slots.get("year") or year_of_month({**slots, "month": slots["season"]}, anchor)
    return months_span(year, slots["season"], 3, "range") if year else None


def cut(span: DaySpan, slots: Slots, anchor: Anchor) -> DaySpan:
    """The part of a stretch that "early", "the end of", "later in" … leave."""
    part = slots.get("part") or slots.get("edge") or slots.get("inside")
    if part is None:
        return span
    if part in ("before", "after"):
        return beside(span, part, anchor)
    return part_of(span, part)


def beside(span: DaySpan, part: str, anchor: Anchor) -> DaySpan:
    """What of a stretch lies up to the day of publication, or after it; the whole where it does not hold that day."""
    if anchor.day is None or span.start is None or span.end is None or not span.start <= anchor.day <= span.end:
        return span
    if part == "before":
        return DaySpan(span.start, anchor.day, "range")
    return DaySpan(min(anchor.day + ONE_DAY, span.end), span.end, "range")


def read_weekday(slots: Slots, anchor: Anchor) -> DaySpan | None:
    if anchor.day is None:
        return None
    here = period_span(anchor.day, "week", slots.get("weeks", 0)).start
    assert here is not None
    same_week = here + timedelta(days=slots["weekday"])
    if "weeks" in slots:
        return single_day(same_week)
    return single_day(shifted_weekday(same_week, anchor, slots.get("shift")))


def shifted_weekday(same_week: date, anchor: Anchor, shift: int | None) -> date:
    """ "Last Friday" is the latest before the day of publication, "next Friday" that of a later week, a bare one as the tense looks."""
    seen = anchor.day or same_week
    back, ahead = (seen - same_week).days % 7, (same_week - seen).days % 7
    if shift == -1:
        return seen - timedelta(days=back or 7)
    if shift == 1:
        return same_week + timedelta(weeks=1)
    if shift == 0 and anchor.direction == "none":
        return same_week
    if anchor.direction == "past":
        return seen - timedelta(days=back)
    if anchor.direction == "future":
        return seen + timedelta(days=ahead)
    return seen - timedelta(days=back) if back <= ahead else seen + timedelta(days=ahead)


def read_day(slots: Slots, anchor: Anchor) -> DaySpan | None:
    return single_day(anchor.day + timedelta(days=slots.get("dayword", 0))) if anchor.day else None


def read_overnight(slots: Slots, anchor: Anchor) -> DaySpan | None:
    """The night before the day of publication, or, ahead, the one after it."""
    if anchor.day is None:
        return None
    first = anchor.day if anchor.direction == "future" else anchor.day - ONE_DAY
    return DaySpan(first, first + ONE_DAY, "range")


def read_period(slots: Slots, anchor: Anchor) -> DaySpan | None:
    if anchor.day is None:
        return None
    if slots["period"] == "weekend" and not slots.get("shift"):
        return read_weekend(slots, anchor)
    return cut(period_span(anchor.day, slots["period"], slots.get("shift", 0)), slots, anchor)


def read_weekend(slots: Slots, anchor: Anchor) -> DaySpan | None:
    """The weekend of this week; looking back from a weekday, the one before."""
    if anchor.day is None:
        return None
    return period_span(anchor.day, "weekend", -1 if anchor.direction == "past" and anchor.day.weekday() < 5 else 0)


def read_window(slots: Slots, anchor: Anchor) -> DaySpan | None:
    """So much time up to the day of publication, or from it on; "within a week" begins with that day itself."""
    if anchor.day is None:
        return None
    unit, number = unit_of(slots), slots.get("number", 1 if "stretch" in slots else "vague")
    count = amount(number, unit, anchor)
    if slots.get("past") or slots.get("side") == -1:
        return DaySpan(add(anchor.day, unit, -count), anchor.day, "range")
    if "coming" in slots:
        return DaySpan(anchor.day + ONE_DAY, max(anchor.day + ONE_DAY, add(anchor.day, unit, count)), "range")
    return None if anchor.direction == "past" else DaySpan(anchor.day, add(anchor.day, unit, count), "range")


def unit_of(slots: Slots) -> str:
    return str(slots.get("unit") or slots.get("units") or slots.get("stretch"))


def amount(number: Any, unit: str, anchor: Anchor) -> float:
    return anchor.vague[unit] if number == "vague" else 0.5 if number == "half" else float(number)


def read_ago(slots: Slots, anchor: Anchor) -> DaySpan | None:
    """So many units back; a day is exact, a longer unit leaves half of itself to either side."""
    return at_distance(slots, anchor, -1)


def read_ahead(slots: Slots, anchor: Anchor) -> DaySpan | None:
    """So many units on; after a past verb "in two days" is a length and names no day."""
    return None if anchor.direction == "past" else at_distance(slots, anchor, 1)


def at_distance(slots: Slots, anchor: Anchor, sign: int) -> DaySpan | None:
    if anchor.day is None:
        return None
    unit, number = unit_of(slots), slots.get("number", "vague")
    near, far = reach(number, unit, slots.get("about"), anchor)
    ends = sorted((add(anchor.day, unit, sign * near), add(anchor.day, unit, sign * far)))
    exact = number not in ("vague", "half") and "about" not in slots
    precision: Precision = PRECISIONS.get(unit, "range") if exact else "range"
    return DaySpan(ends[0], ends[1], precision if ends[0] != ends[1] else "day")


def reach(number: Any, unit: str, about: str | None, anchor: Anchor) -> tuple[float, float]:
    """The nearest and the farthest count of units that the words allow."""
    if number == "vague":
        return 2, anchor.vague[unit]
    count = amount(number, unit, anchor)
    half = 0.0 if (unit in HOURS or unit == "day") and about is None else 0.5 if count >= 1 else count / 2
    half = max(half, 0.1 * count) if about and unit not in DAYS else half
    return (count if about == "over" else count - half), (count if about == "under" else count + half)


def read_unsaid(slots: Slots, anchor: Anchor) -> DaySpan | None:
    """A length, or a distance from another event: no day is named."""
    return None


READERS: dict[str, Callable[[Slots, Anchor], DaySpan | None]] = {
    "date": read_date,
    "month": read_month,
    "months": read_months,
    "year": read_year,
    "years": read_years,
    "decade": read_decade,
    "quarter": read_quarter,
    "season": read_season,
    "weekday": read_weekday,
    "day": read_day,
    "overnight": read_overnight,
    "period": read_period,
    "weekend": read_weekend,
    "window": read_window,
    "ago": read_ago,
    "ahead": read_ahead,
    "unsaid": read_unsaid,
}
