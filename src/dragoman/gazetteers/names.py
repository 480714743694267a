"""Who and where: names of states, bodies, groups, persons and regions, and what they stand for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from dragoman.gazetteers.country import Country, every_name, read_country, split_cell
from dragoman.gazetteers.entry import Entry, Kind, as_kind
from dragoman.gazetteers.persons import every_order, find_family_names, read_person
from dragoman.gazetteers.phrases import Phrases
from dragoman.gazetteers.places import PlaceEntry, load_places, read_place
from dragoman.gazetteers.role import Role
from dragoman.gazetteers.tables import read_table

__all__ = ["Country", "Entry", "Gazetteer", "Kind", "PlaceEntry", "Role", "load_gazetteer"]


class Gazetteer:
    """All entries in memory; cities are read when they are first asked for."""

    def __init__(self) -> None:
        self._names: Phrases[Entry] = Phrases()
        self._families: Phrases[Entry] = Phrases()
        self._entries: dict[str, Entry] = {}
        self._countries = {row["iso3"]: read_country(row) for row in read_table("countries.tsv")}
        for name, entry in every_named_entry(self._countries):
            self._names.add(name, entry)
            self._entries.setdefault(entry.id, entry)
        for row in read_table("persons.tsv"):
            self._add_person(row)
        self._roles = read_roles()

    def _add_person(self, row: Mapping[str, str]) -> None:
        person = read_person(row)
        self._entries[person.id] = person
        for name in every_order(row):  # a name of one word is told from a common word by its case alone
            add = self._names.add_in_any_case if " " in name else self._names.add
            add(name, person)
        for family_name in find_family_names(person):
            self._families.add(family_name, person)

    def lookup(self, name: str) -> tuple[Entry, ...]:
        """Every entry of that exact name, in its own case or in capitals; a leading "the" does not count."""
        return self._names.find(name)

    def match(self, words: Sequence[str], at: int) -> tuple[int, tuple[Entry, ...]] | None:
        """The longest name beginning at ``words[at]``: the index after its last word, and its entries."""
        return self._names.match(words, at)

    def match_place(self, words: Sequence[str], at: int) -> tuple[int, tuple[PlaceEntry, ...]] | None:
        """As ``match``, among the places (most populous first)."""
        return load_places().match(words, at)

    def entry(self, entry_id: str) -> Entry:
        """The entry of an id; raises KeyError."""
        return self._entries[entry_id]

    def person(self, name: str) -> tuple[Entry, ...]:
        """Persons of that name: full or a known variant, with or without middle initials and diacritics."""
        return tuple(entry for entry in self._names.find(name) if entry.kind == "person")

    def bearers(self, family_name: str) -> tuple[Entry, ...]:
        """Persons of that family name ("President Niinistö"): many may bear it, their roles on a date tell them apart."""
        return self._families.find(family_name)

    def roles(self, person_id: str, on: str | None) -> tuple[Role, ...]:
        """The dated roles of a person (or body), oldest first: all, or those held on an ISO date."""
        held = self._roles.get(person_id, ())
        return held if on is None else tuple(role for role in held if role.holds_on(on))

    def holders(self, title: str, country: str, on: str | None) -> tuple[Entry, ...]:
        """Who held a title, or an office ("foreign minister" also finds the secretary of state), in a country on an ISO date."""
        asked = title.casefold()
        return tuple(
            self._entries[holder]
            for holder in self._roles
            if any(r.country == country and asked in (r.title, r.office.replace("_", " ")) for r in self.roles(holder, on))
        )

    def country(self, iso3: str) -> Country:
        """The country of an ISO 3166-1 alpha-3 code; raises KeyError."""
        return self._countries[iso3]

    def countries(self) -> tuple[Country, ...]:
        return tuple(self._countries.values())

    def places(self, name: str) -> tuple[PlaceEntry, ...]:
        """Places of that name, most populous first; regions and waters without a population stand first."""
        return load_places().find(name)


def every_named_entry(countries: Mapping[str, Country]) -> Iterator[tuple[str, Entry]]:
    """Names with their entries, in the order in which an ambiguous name gives them."""
    yield from every_country_name(countries)
    for table in ("organisations.tsv", "regions.tsv"):
        for row in read_table(table):
            entry = Entry(row["id"], as_kind(row["kind"]), row["name"], row["country"] or None, row["sector"] or None)
            for name in (row["name"], *split_cell(row["other_names"])):
                yield name, entry
    for row in read_table("places_extra.tsv"):
        place = read_place(row)
        entry = Entry(place.id, "place", place.name, place.country)
        for name in (place.name, *split_cell(row["other_names"])):
            yield name, entry


def every_country_name(countries: Mapping[str, Country]) -> Iterator[tuple[str, Entry]]:
    for country in countries.values():
        for name in every_name(country):
            yield name, Entry(f"country:{country.iso3}", "country", country.name, country.iso3)
    for country in countries.values():
        for demonym in country.demonyms:
            yield demonym, Entry(f"country:{country.iso3}", "demonym", country.name, country.iso3)
        for seat in country.seats:
            yield seat, Entry(f"gov:{country.iso3}", "capital", seat, country.iso3, "GOV")


def read_roles() -> dict[str, tuple[Role, ...]]:
    """Roles by the id of who held them, oldest first."""
    held: dict[str, list[Role]] = defaultdict(list)
    for row in read_table("roles.tsv"):
        cells = (row[column] or None for column in ("country", "sector", "start", "end"))
        held[row["person"]].append(Role(row["title"], row["office"], *cells))
    return {holder: tuple(sorted(roles, key=lambda role: role.start or "")) for holder, roles in held.items()}


@cache
def load_gazetteer() -> Gazetteer:
    """The shipped gazetteer, read once."""
    return Gazetteer()
