"""What a user asks for. The words become parameters of a question, never part of its text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, get_args

from dragoman.ledger.keys import fold
from dragoman.query.moment import read_date
from dragoman.records.errors import UsageError
from dragoman.records.expectation import Outcome
from dragoman.records.mention import Status

Spellings = str | tuple[str, ...]
ANSWERS = frozenset(get_args(Status)) | frozenset(get_args(Outcome))


def spellings(words: Spellings | None) -> tuple[str, ...]:
    """One spelling or several as a tuple, without empty ones."""
    found = (words,) if isinstance(words, str) else words or ()
    return tuple(word for word in found if word.strip())


@dataclass(frozen=True, slots=True)
class Filters:
    """Each part narrows; several spellings in one part widen. Raises UsageError for a date or status that is none.

    ``actor``, each side of ``between`` and ``place``: country code, name or id, case aside. ``since`` and ``until``: ISO dates, both
    inclusive, on when it happens, else on the publication. ``text``: part of the quote. Headlines of other stories set into a
    report are asked only ``with_related``; old background can be left out.
    """

    actor: Spellings = ()
    between: tuple[Spellings, Spellings] | None = None
    event_type: Spellings = ()
    status: Spellings = ()
    since: str | None = None
    until: str | None = None
    place: Spellings = ()
    text: str | None = None
    with_related: bool = False
    with_background: bool = True
    limit: int | None = None
    offset: int = 0

    def __post_init__(self) -> None:
        for name in ("since", "until"):
            given = getattr(self, name)
            object.__setattr__(self, name, read_date(given) if given else None)
        for word in spellings(self.status):
            if word.lower() not in ANSWERS:
                raise UsageError(f"{word!r} is no status: one of {', '.join(sorted(ANSWERS))}")
        if (self.limit is not None and self.limit < 0) or self.offset < 0:
            raise UsageError("limit and offset count rows: they cannot be negative")


EVERYTHING = Filters()


@dataclass(frozen=True, slots=True)
class Condition:
    """SQL of our own words that must all hold, and the user's words as its parameters."""

    parts: tuple[str, ...] = ()
    given: dict[str, Any] = field(default_factory=dict)

    @property
    def sql(self) -> str:
        return " AND ".join(self.parts) or "true"

    def and_(self, part: str, **given: Any) -> Condition:
        return Condition((*self.parts, part), {**self.given, **given})

    def joined(self, other: Condition) -> Condition:
        return Condition((*self.parts, *other.parts), {**self.given, **other.given})


PARTIES = "list_concat(source_keys, target_keys)"


def telling_condition(filters: Filters) -> Condition:
    """What a single mention must hold: parties, type, place, words; not status and dates, which several tellings settle."""
    condition = party_condition(filters)
    if not filters.with_related:
        condition = condition.and_("told_in <> 'related'")
    if types := spellings(filters.event_type):
        condition = condition.and_("list_contains($types, event_type)", types=[word.upper() for word in types])
    if places := spellings(filters.place):
        condition = condition.and_("list_has_any(place_keys, $places)", places=[fold(word) for word in places])
    return condition


def party_condition(filters: Filters) -> Condition:
    """Who must be in it, and the words that must be in the quote."""
    condition = Condition()
    if actor := spellings(filters.actor):
        condition = condition.and_(f"list_has_any({PARTIES}, $actor)", actor=[fold(word) for word in actor])
    if filters.between:
        one, other = ([fold(word) for word in spellings(side)] for side in filters.between)
        if not one or not other:
            raise UsageError("between needs two sides")
        both = f"list_has_any({PARTIES}, $one) AND list_has_any({PARTIES}, $other)"
        condition = condition.and_(both, one=one, other=other)
    if filters.text:
        condition = condition.and_("contains(lower(quote), $text)", text=filters.text.lower())
    return condition


def date_condition(filters: Filters) -> Condition:
    """An interval that touches the days asked for."""
    condition = Condition()
    if filters.since:
        condition = condition.and_("date_end >= $since", since=filters.since)
    if filters.until:
        condition = condition.and_("date_start <= $until", until=filters.until)
    return condition


def status_condition(filters: Filters, column: str = "status") -> Condition:
    condition = Condition()
    if statuses := spellings(filters.status):
        condition = condition.and_(f"list_contains($statuses, {column})", statuses=[word.lower() for word in statuses])
    if not filters.with_background:
        condition = condition.and_(f"{column} <> 'background'")
    return condition


def window(filters: Filters) -> str:
    """Which rows of the ordered answer; whole numbers only."""
    limit = "" if filters.limit is None else f" LIMIT {int(filters.limit):d}"
    return f"{limit} OFFSET {int(filters.offset):d}" if filters.offset else limit
