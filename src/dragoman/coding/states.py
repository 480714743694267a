"""What the gazetteer reads in words: which state or body a name is, and which country a run of words names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.gazetteers.names import Entry, load_gazetteer

GOVERNMENT_KINDS = frozenset(["country", "capital", "demonym"])
COUNTRY_KINDS = GOVERNMENT_KINDS | {"organisation", "group"}
# One reading of a name that several bear: a country before a capital before a body.
ORDER = ("country", "demonym", "capital", "organisation", "group", "region", "person", "place")


def choose(entries: Sequence[Entry]) -> Entry | None:
    """One reading of a name; None where there is none."""
    return min(entries, key=lambda e: ORDER.index(e.kind), default=None)


def state_of(entry: Entry) -> tuple[str, str]:
    """Name and id of a party: a capital or demonym that acts is its state ("Washington": United States)."""
    if entry.kind not in GOVERNMENT_KINDS or not entry.country:
        return entry.name, entry.id
    try:
        return load_gazetteer().country(entry.country).name, f"country:{entry.country}"
    except KeyError:  # Brussels is the European Union's, which is no country
        return entry.name, entry.id


def named_in(forms: Sequence[str], first: int, last: int) -> Iterator[Entry]:
    """The states and bodies that the words ``[first, last)`` name, by name, demonym or capital."""
    at = first
    while at < last:
        hit = load_gazetteer().match(forms, at)
        entry = choose(hit[1]) if hit else None
        if hit and entry and entry.country and entry.kind in COUNTRY_KINDS and hit[0] <= last:
            yield entry
            at = hit[0]
        else:
            at += 1


def country_within(forms: Sequence[str], first: int, last: int) -> str | None:
    """The one country (or international body) that the words name; None where they name none or several."""
    found = {e.country for e in named_in(forms, first, last)}
    return found.pop() if len(found) == 1 else None


def office_country(forms: Sequence[str], first: int, head: int) -> str | None:
    """The country of an office written small: "a senior state department official"."""
    titled = [form.title() for form in forms]
    hits = (load_gazetteer().match(titled, at) for at in range(first, head))
    found = {
        e.country
        for at, hit in zip(range(first, head), hits, strict=True)
        if hit and at + 1 < hit[0] <= head
        for e in hit[1]
        if e.kind == "organisation" and e.country
    }
    return found.pop() if len(found) == 1 else None


def is_body_word(form: str) -> bool:
    """Whether a word alone names a country or body, or its people."""
    return any(e.kind in ("country", "demonym", "organisation") for e in load_gazetteer().lookup(form))
