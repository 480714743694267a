"""A state or territory with its names and its codes in the two lists of states that political science uses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CodeSpan:
    """A numeric state code and the years, inclusive, for which a list gives it; None is open or not stated."""

    code: int
    start: int | None
    end: int | None

    def holds_in(self, year: int) -> bool:
        return (self.start or 0) <= year <= (self.end or 9999)


@dataclass(frozen=True, slots=True)
class Country:
    """``iso3`` is ISO 3166-1 or, for states that are gone, ISO 3166-3's (South Vietnam: RVN of Correlates of War)."""

    iso3: str
    iso2: str | None
    name: str
    other_names: tuple[str, ...]
    demonyms: tuple[str, ...]
    seats: tuple[str, ...]
    cow: tuple[CodeSpan, ...]
    gw: tuple[CodeSpan, ...]
    successor: str | None

    def cow_in(self, year: int) -> int | None:
        """The Correlates of War code in a year, or None where the state was no member then."""
        return find_code(self.cow, year)

    def gw_in(self, year: int) -> int | None:
        """The Gleditsch-Ward code in a year, or None."""
        return find_code(self.gw, year)


def find_code(spans: tuple[CodeSpan, ...], year: int) -> int | None:
    return next((span.code for span in reversed(spans) if span.holds_in(year)), None)


def read_spans(cell: str) -> tuple[CodeSpan, ...]:
    """Spans from ``365:1816-;…``; raises ValueError where the cell has another shape."""
    return tuple(read_span(part) for part in cell.split(";") if part)


def read_span(part: str) -> CodeSpan:
    code, _, years = part.partition(":")
    start, _, end = years.partition("-")
    return CodeSpan(int(code), int(start) if start else None, int(end) if end else None)


def read_country(row: Mapping[str, str]) -> Country:
    return Country(
        iso3=row["iso3"],
        iso2=row["iso2"] or None,
        name=row["name"],
        other_names=split_cell(row["other_names"]),
        demonyms=split_cell(row["demonyms"]),
        seats=split_cell(row["seats"]),
        cow=read_spans(row["cow"]),
        gw=read_spans(row["gw"]),
        successor=row["successor"] or None,
    )


def split_cell(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(";") if part)


def every_name(country: Country) -> Iterator[str]:
    yield country.name
    yield from country.other_names
