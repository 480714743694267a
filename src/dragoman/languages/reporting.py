"""Words that tell that somebody speaks, read from ``<language>/reporting.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dragoman.languages.lexicon import as_list, read_yaml


@dataclass(frozen=True, slots=True)
class ReportingWord:
    """``kind``: neutral, doubt, announce, opinion, question or order."""

    lemma: str
    particle: str | None
    kind: str
    addressee: str


@dataclass(frozen=True, slots=True)
class Reporting:
    verbs: Mapping[str, tuple[ReportingWord, ...]]
    nouns: Mapping[str, str]
    speakers: frozenset[str]


@cache
def load_reporting(language: str) -> Reporting:
    body = read_yaml(language, "reporting.yaml")
    verbs: dict[str, list[ReportingWord]] = {}
    for line in body["verbs"]:
        for lemma in as_list(line["lemma"]):
            word = ReportingWord(lemma, line.get("particle"), line["kind"], line.get("addressee", "none"))
            verbs.setdefault(lemma, []).append(word)
    return Reporting(
        verbs={k: tuple(v) for k, v in verbs.items()},
        nouns={lemma: line["kind"] for line in body["nouns"] for lemma in as_list(line["lemma"])},
        speakers=frozenset(as_list(body["speakers"])),
    )
