"""Places on the map: cities, regions, islands, waters. Coordinates are WGS84 degrees."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from dragoman.gazetteers.country import split_cell
from dragoman.gazetteers.phrases import Phrases
from dragoman.gazetteers.tables import read_table, read_text

PlaceKind = Literal["city", "capital", "region", "island", "water", "site"]


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """``geonames_id`` and coordinates are None where they are not certain, ``country`` for waters and disputed land."""

    geonames_id: int | None
    name: str
    country: str | None
    lat: float | None
    lon: float | None
    population: int
    kind: PlaceKind

    @property
    def id(self) -> str:
        return f"place:{self.geonames_id or self.name.casefold().replace(' ', '-')}"

    @property
    def rank(self) -> tuple[bool, int]:
        """Sorts the places of one name: what was written by hand first, then the most populous."""
        return self.kind in ("city", "capital") and self.population > 0, -self.population


class Places:
    """Places by name; a line of the extract becomes a place when it is asked for."""

    def __init__(self) -> None:
        self._names: Phrases[PlaceEntry | str] = Phrases()
        for row in read_table("places_extra.tsv"):
            place = read_place(row)
            for name in (place.name, *split_cell(row["other_names"])):
                self._names.add(name, place)
        spellings = read_spellings()
        for line in read_text("places.tsv.gz").splitlines()[1:]:
            _, name, country, _ = line.split("\t", 3)
            for spelling in (name, *spellings.get((name, country), ())):
                self._names.add(spelling, line)

    def find(self, name: str) -> tuple[PlaceEntry, ...]:
        return rank_places(self._names.find(name))

    def match(self, words: Sequence[str], at: int) -> tuple[int, tuple[PlaceEntry, ...]] | None:
        matched = self._names.match(words, at)
        return matched and (matched[0], rank_places(matched[1]))


def rank_places(found: Sequence[PlaceEntry | str]) -> tuple[PlaceEntry, ...]:
    """Places in order of rank, each GeoNames id once: what was written by hand hides the same city of the extract."""
    places = sorted((read_city(place) if isinstance(place, str) else place for place in found), key=lambda place: place.rank)
    by_id = {place.geonames_id or place.name: place for place in reversed(places)}
    return tuple(place for place in places if by_id[place.geonames_id or place.name] is place)


def read_city(line: str) -> PlaceEntry:
    number, name, country, lat, lon, population, kind = line.split("\t")
    return PlaceEntry(int(number), name, country, float(lat), float(lon), int(population), cast(PlaceKind, kind))


def read_place(row: Mapping[str, str]) -> PlaceEntry:
    return PlaceEntry(
        geonames_id=int(row["geonames_id"]) if row["geonames_id"] else None,
        name=row["name"],
        country=row["country"] or None,
        lat=float(row["lat"]) if row["lat"] else None,
        lon=float(row["lon"]) if row["lon"] else None,
        population=0,
        kind=cast(PlaceKind, row["kind"]),
    )


def read_spellings() -> dict[tuple[str, str], tuple[str, ...]]:
    """Other spellings by a city's name and country in the extract."""
    return {(row["name"], row["country"]): split_cell(row["spellings"]) for row in read_table("place_spellings.tsv")}


@cache
def load_places() -> Places:
    """The shipped places, read once."""
    return Places()
