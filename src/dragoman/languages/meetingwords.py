"""The words by which a language names meetings and sets acts at them, read from ``<language>/meetings.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache

from dragoman.languages.lexicon import as_list, read_yaml

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class MeetingWords:
    """Sets of lemmas and prepositions; what each is for stands in the file."""

    heads: Mapping[str, tuple[str, ...]]
    ministers: Mapping[str, tuple[str, ...]]
    coming: Words
    gone: Words
    occasions: Words
    groups: Words
    edges: Words
    eves: Words
    at: Words
    before: Words
    after: Words
    attend: Words
    besides: Words
    held: Words
    go: Words
    aftermath: Words
    attempts: Words
    uttering: Words
    uttered: Words
    performing: Words


@cache
def load_meeting_words(language: str) -> MeetingWords:
    """The meeting words of a language; raises FileNotFoundError where it has none."""
    body = read_yaml(language, "meetings.yaml")
    tables = {name: {key: tuple(as_list(words)) for key, words in body[name].items()} for name in ("heads", "ministers")}
    sets = {field.name: frozenset(as_list(body[field.name])) for field in fields(MeetingWords) if field.name not in tables}
    return MeetingWords(**tables, **sets)  # type: ignore[arg-type]
