"""Words that look like events and are none, read from ``<language>/nonevents.yaml``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from dragoman.languages.lexicon import as_list, read_yaml


@cache
def load_idioms(language: str) -> tuple[tuple[str, ...], ...]:
    """Set phrases as runs of lower-case forms."""
    return tuple(tuple(phrase.split()) for phrase in as_list(read_yaml(language, "nonevents.yaml")["idioms"]))


@cache
def load_topics(language: str) -> re.Pattern[str]:
    """One pattern of all topic words; a match names nothing that states or bodies do to one another."""
    words = [w for group in read_yaml(language, "nonevents.yaml")["topics"].values() for w in as_list(group)]
    return re.compile(r"\b(?:" + "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)) + r")\b", re.IGNORECASE)


def find_idioms(forms: Sequence[str], language: str = "en") -> frozenset[int]:
    """The places of the words that stand in set phrases."""
    low = [form.lower() for form in forms]
    starts = {first: [p for p in load_idioms(language) if p[0] == first] for first in set(low)}
    found: set[int] = set()
    for at, form in enumerate(low):
        for phrase in starts[form]:
            if tuple(low[at : at + len(phrase)]) == phrase:
                found |= set(range(at, at + len(phrase)))
    return frozenset(found)


def is_off_topic(text: str, language: str = "en") -> bool:
    """Whether a sentence tells of play, fiction or the market."""
    return load_topics(language).search(text) is not None
