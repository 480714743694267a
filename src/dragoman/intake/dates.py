"""Dates of publication as ISO: ``2022-07-07``, or with time and offset where both are given. Never guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:[.,]\d+)? ?(Z|UTC|[+-]\d{2}(?::?\d{2})?)?)?", re.IGNORECASE)
PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?Z?)?")
SLASHED = re.compile(r"(\d{1,4})[/.](\d{1,2})[/.](\d{1,4})(?:\D.*)?")
MONTH_FIRST = re.compile(r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", re.IGNORECASE)
DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)? ([a-z]{3,9})\.?,? (\d{4})", re.IGNORECASE)
CLOCK = re.compile(r"(\d{1,2})[:.](\d{2}) ?([ap]\.?m\.?)?(?: ?\(?([a-z]{1,4})\b\)?)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DateWords:
    """The words of a language for months (first three letters) and time zones (minutes east of Greenwich)."""

    months: Mapping[str, int]
    zones: Mapping[str, int]


def find_date(words: str, language: DateWords) -> str | None:
    """The date that some words name, or None where they name none or more than one reading holds."""
    words = " ".join(words.split())
    for read in (read_iso, read_packed, read_slashed, read_mail):
        if found := read(words):
            return found
    return read_written(words, language)


def join_date(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def read_iso(words: str) -> str | None:
    match = ISO.match(words)
    if match is None:
        return None
    day = join_date(int(match[1]), int(match[2]), int(match[3]))
    if day is None or not match[4] or not match[5]:
        return day  # a time without its zone could be any of two days' hours
    zone = match[5].upper().replace("UTC", "Z").replace("Z", "+00:00")
    zone = zone if len(zone) == 6 else f"{zone[:3]}:{zone[3:] or '00'}"
    try:
        return datetime.fromisoformat(f"{day}T{match[4]}{zone}").isoformat()
    except ValueError:
        return day


def read_packed(words: str) -> str | None:
    match = PACKED.fullmatch(words)
    return join_date(int(match[1]), int(match[2]), int(match[3])) if match else None


def read_slashed(words: str) -> str | None:
    """Year first, or a day above twelve that leaves one reading."""
    match = SLASHED.fullmatch(words)
    if match is None:
        return None
    first, second, third = (int(match[n]) for n in (1, 2, 3))
    if len(match[1]) == 4:
        return join_date(first, second, third)
    if len(match[3]) != 4 or (first <= 12 and second <= 12 and first != second):
        return None
    return join_date(third, min(first, second), max(first, second)) if max(first, second) > 12 or first == second else None


def read_mail(words: str) -> str | None:
    if not re.match(r"(?:[A-Za-z]{3}, ?)?\d{1,2} [A-Za-z]{3} \d{4} \d{2}:\d{2}", words):
        return None
    try:
        moment = parsedate_to_datetime(words)
    except ValueError:
        return None
    return moment.isoformat() if moment.tzinfo else moment.date().isoformat()


def read_written(words: str, language: DateWords) -> str | None:
    """ "July 7, 2022", "7 July 2022", with or without "10:05 AM EDT"."""
    first, second = MONTH_FIRST.search(words), DAY_FIRST.search(words)
    match = first or second
    if match is None:
        return None
    name, number = (match[1], match[2]) if first else (match[2], match[1])
    month = language.months.get(name[:3].casefold())
    day = join_date(int(match[3]), month, int(number)) if month else None
    return add_clock(day, words[match.end() :], language) if day else None


def add_clock(day: str, words: str, language: DateWords) -> str:
    """The day with its time, where time and zone are both told."""
    match = CLOCK.search(words)
    zone = language.zones.get((match[4] or "").casefold()) if match else None
    if match is None or zone is None:
        return day
    hour = int(match[1]) % 12 + 12 * (match[3][0] in "pP") if match[3] else int(match[1])
    try:
        moment = datetime.fromisoformat(f"{day}T{hour:02d}:{match[2]}:00")
    except ValueError:
        return day
    return moment.replace(tzinfo=timezone(timedelta(minutes=zone))).isoformat()
