"""Persons, and the orders in which their names are written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dragoman.gazetteers.country import split_cell
from dragoman.gazetteers.entry import Entry

# Where the family name stands first at home, English texts write both orders.
FAMILY_NAME_FIRST = frozenset({"CHN", "HKG", "TWN", "KOR", "PRK", "HUN"})
FAMILY_NAME_LAST = frozenset({"JPN"})  # written the Western way in the data


def read_person(row: Mapping[str, str]) -> Entry:
    return Entry(row["id"], "person", row["name"], row["country"] or None)


def every_order(row: Mapping[str, str]) -> Iterator[str]:
    """Every spelling, in both orders where the country writes the family name first."""
    for name in (row["name"], *split_cell(row["other_names"])):
        yield name
        first, _, rest = name.partition(" ")
        if rest and (row["country"] in FAMILY_NAME_FIRST or (row["country"] in FAMILY_NAME_LAST and " " not in rest)):
            yield f"{rest} {first}"


def find_family_names(person: Entry) -> tuple[str, ...]:
    """How the family name is written: "Xi", "von der Leyen", "al-Sisi" and "Sisi"."""
    words = person.name.split()
    if person.country in FAMILY_NAME_FIRST or len(words) == 1:
        return (words[0],)
    particle = next((n for n, word in enumerate(words) if n and word[0].islower()), len(words) - 1)
    name = " ".join(words[particle:])
    bare = name.removeprefix("al-").removeprefix("el-")
    return (name,) if bare == name else (name, bare)
