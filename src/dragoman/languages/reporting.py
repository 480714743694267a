"""Words that tell that somebody speaks, read from ``<language>/reporting.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from dragoman.languages.lexicon import as_list, read_yaml


@dataclass(frozen=True, slots=True)
class ReportingWord:
    """``kind``: neutral, doubt, announce, opinion, question or order; ``takes``: clause, noun, claim, as or name."""

    lemma: str
    particle: str | None
    kind: str
    addressee: str
    takes: frozenset[str]
    quotes: bool = False


@dataclass(frozen=True, slots=True)
class Reporting:
    """``nouns`` are those of speech, ``of_nouns`` those among them that tell their content with "of"."""

    verbs: Mapping[str, tuple[ReportingWord, ...]]
    nouns: frozenset[str]
    of_nouns: frozenset[str]
    according: frozenset[str]
    viewpoint_prepositions: frozenset[str]
    viewpoint_nouns: frozenset[str]
    said_so: frozenset[str]
    cites: frozenset[str]
    speakers: frozenset[str]
    holders: frozenset[str]
    audiences: frozenset[str]


def read_word(lemma: str, line: Mapping[str, Any]) -> ReportingWord:
    takes = frozenset(as_list(line.get("takes", "clause")))
    return ReportingWord(lemma, line.get("particle"), line["kind"], line.get("addressee", "none"), takes, line.get("quotes", False))


def read_verbs(lines: list[Mapping[str, Any]]) -> dict[str, tuple[ReportingWord, ...]]:
    verbs: dict[str, list[ReportingWord]] = {}
    for line in lines:
        for lemma in as_list(line["lemma"]):
            verbs.setdefault(lemma, []).append(read_word(lemma, line))
    return {lemma: tuple(words) for lemma, words in verbs.items()}


@cache
def load_reporting(language: str) -> Reporting:
    """Raises KeyError where a list is missing."""
    body = read_yaml(language, "reporting.yaml")
    of_nouns = {lemma for line in body["nouns"] if isinstance(line, dict) for lemma in line["lemma"]}
    return Reporting(
        verbs=read_verbs(body["verbs"]),
        nouns=frozenset(lemma for line in body["nouns"] if isinstance(line, list) for lemma in line) | of_nouns,
        of_nouns=frozenset(of_nouns),
        viewpoint_prepositions=frozenset(body["viewpoints"]["prepositions"]),
        viewpoint_nouns=frozenset(body["viewpoints"]["nouns"]),
        **{name: frozenset(as_list(body[name])) for name in ("according", "said_so", "cites", "speakers", "holders", "audiences")},
    )
