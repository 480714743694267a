"""Words that look like events and are none, read from ``<language>/nonevents.yaml``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from dragoman.languages.lexicon import as_list, read_yaml

Phrase = tuple[str, ...]
PLAIN = (
    "politics private supposing habits weapons unchanged any_of_a_kind past_or_ahead plural_helpers defining inside".split()
)  # sections that are one list


@dataclass(frozen=True, slots=True)
class Realm:
    """What is no politics: ``words`` and ``hints`` are lemmas, ``phrases`` runs of lower-case forms; a hint alone says nothing."""

    words: frozenset[str]
    phrases: tuple[Phrase, ...]
    hints: frozenset[str]


@dataclass(frozen=True, slots=True)
class NonEvents:
    """``unliving`` acts in figures only; a state at a word of ``private`` does not act; ``politics`` speaks against a realm.

    What the other sets are for is told in the data file.
    """

    realms: Mapping[str, Realm]
    politics: frozenset[str]
    unliving: frozenset[str]
    private: frozenset[str]
    supposing: frozenset[str]
    habits: frozenset[str]
    weapons: frozenset[str]
    unchanged: frozenset[str]
    any_of_a_kind: frozenset[str]
    past_or_ahead: frozenset[str]
    plural_helpers: frozenset[str]
    defining: frozenset[str]
    inside: frozenset[str]


def as_phrases(lines: object) -> tuple[Phrase, ...]:
    """Phrases as runs of forms; those with a hyphen also as a parser parts them ("semi - final")."""
    found = [line.split() for line in as_list(lines)]
    return tuple(dict.fromkeys(tuple(p) for words in found for p in (words, " ".join(words).replace("-", " - ").split())))


def as_realm(body: Mapping[str, object]) -> Realm:
    words = as_list(body["words"])
    phrases = (*as_phrases(body["phrases"]), *as_phrases([w for w in words if "-" in w]))
    return Realm(frozenset(words), phrases, frozenset(as_list(body["hints"])))


@cache
def load_idioms(language: str) -> tuple[Phrase, ...]:
    """Set phrases as runs of lower-case forms."""
    return as_phrases(read_yaml(language, "nonevents.yaml")["idioms"])


@cache
def load_nonevents(language: str) -> NonEvents:
    body = read_yaml(language, "nonevents.yaml")
    return NonEvents(
        realms={name: as_realm(realm) for name, realm in body["realms"].items()},
        unliving=frozenset(word for group in body["unliving"].values() for word in as_list(group)),
        **{name: frozenset(as_list(body[name])) for name in PLAIN},
    )


def find_phrases(forms: Sequence[str], phrases: Iterable[Phrase]) -> frozenset[int]:
    """The places of the words that stand in one of the phrases."""
    low = [form.lower() for form in forms]
    inside = set(low)
    starts: dict[str, list[Phrase]] = {}
    for phrase in phrases:
        if phrase[0] in inside:
            starts.setdefault(phrase[0], []).append(phrase)
    found: set[int] = set()
    for at, form in enumerate(low):
        for phrase in starts.get(form, ()):
            if tuple(low[at : at + len(phrase)]) == phrase:
                found |= set(range(at, at + len(phrase)))
    return frozenset(found)


def find_idioms(forms: Sequence[str], language: str = "en") -> frozenset[int]:
    """The places of the words that stand in set phrases."""
    return find_phrases(forms, load_idioms(language))
