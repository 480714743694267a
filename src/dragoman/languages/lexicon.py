"""The words that evoke events, read from ``<language>/events/*.yaml``; the format is told in that folder's README."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml

Part = Literal["verb", "noun", "adjective"]
PARTS: dict[str, Part] = {"verbs": "verb", "nouns": "noun", "adjectives": "adjective"}
VERB_SOURCE, VERB_TARGET = ("subject",), ("object", "indirect", "clause")
NOUN_SOURCE, NOUN_TARGET = ("by", "possessive", "adjective"), ("against", "on", "to", "with", "of", "for")
KEYS = frozenset(
    "lemma mode object subject with without complement modifier source target mutual status light contexts note near "
    "object_modifier subject_modifier to together".split()
)


ASKED = ("object", "subject", "modifier", "near", "object_modifier", "subject_modifier", "to")  # keys that hold words or lists of words


class LexiconError(ValueError):
    """A line of an event file that cannot be meant; names file and line's words."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """One way to evoke an event: lemma (and particle), constraints, and where the parties stand."""

    event_type: str
    part: Part
    lemma: str
    particle: str | None
    mode: str | None
    objects: frozenset[str] | None
    subjects: frozenset[str] | None
    needs: frozenset[str]
    forbids: frozenset[str]
    complement: Literal["clause", "none"] | None
    modifiers: frozenset[str] | None
    source: tuple[str, ...]
    target: tuple[str, ...]
    mutual: bool
    status: str | None
    light: bool
    contexts: tuple[str, ...]
    note: str
    near: frozenset[str] | None = None
    object_modifiers: frozenset[str] | None = None
    subject_modifiers: frozenset[str] | None = None
    to: frozenset[str] | None = None
    together: str | None = None

    @property
    def constraints(self) -> int:
        """How much the entry asks for; the most demanding entry that holds wins."""
        asked = (self.particle, self.objects, self.subjects, self.needs, self.complement, self.modifiers, self.forbids, self.near,
                 self.object_modifiers, self.subject_modifiers, self.to)  # fmt: skip
        return sum(1 for constraint in asked if constraint)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Triggers by lemma, most constrained first."""

    by_lemma: Mapping[str, tuple[Trigger, ...]]

    def find(self, lemma: str) -> tuple[Trigger, ...]:
        return self.by_lemma.get(lemma, ())


def read_yaml(language: str, name: str) -> Any:
    """A data file of a language; raises FileNotFoundError where there is none."""
    text = files("dragoman.languages").joinpath(language, name).read_text(encoding="utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def as_list(value: Any) -> list[str]:
    return [] if value is None else [str(v) for v in value] if isinstance(value, list) else [str(value)]


def expand(words: Iterable[str], lists: Mapping[str, list[str]], where: str) -> frozenset[str]:
    found: set[str] = set()
    for word in words:
        if word.startswith("@"):
            if word[1:] not in lists:
                raise LexiconError(f"{where}: no word list {word}")
            found.update(lists[word[1:]])
        else:
            found.add(word)
    return frozenset(found)


def read_triggers(body: Mapping[str, Any], lists: Mapping[str, list[str]], name: str) -> Iterable[Trigger]:
    """The triggers of one event file; raises LexiconError at a line with unknown keys."""
    for key, part in PARTS.items():
        for line in body.get(key) or []:
            where = f"{name}: {line.get('lemma')}"
            if unknown := set(line) - KEYS:
                raise LexiconError(f"{where}: unknown keys {sorted(unknown)}")
            asked = {key: expand(as_list(line[key]), lists, where) if key in line else None for key in ASKED}
            default_source, default_target = (NOUN_SOURCE, NOUN_TARGET) if part == "noun" else (VERB_SOURCE, VERB_TARGET)
            for words in as_list(line["lemma"]):
                lemma, _, particle = words.partition(" ") if part != "noun" else (words, "", "")
                yield Trigger(
                    event_type=body["type"],
                    part=part,
                    lemma=lemma,
                    particle=particle or None,
                    mode=line.get("mode"),
                    objects=asked["object"],
                    subjects=asked["subject"],
                    needs=frozenset(as_list(line.get("with"))),
                    forbids=frozenset(as_list(line.get("without"))),
                    complement=line.get("complement"),
                    modifiers=asked["modifier"],
                    source=tuple(as_list(line.get("source"))) or default_source,
                    target=tuple(as_list(line.get("target"))) or default_target,
                    mutual=bool(line.get("mutual")),
                    status=line.get("status"),
                    light=bool(line.get("light")),
                    contexts=tuple(as_list(line.get("contexts"))),
                    note=str(line.get("note", "")),
                    near=asked["near"],
                    object_modifiers=asked["object_modifier"],
                    subject_modifiers=asked["subject_modifier"],
                    to=asked["to"],
                    together=line.get("together"),
                )


@cache
def load_lexicon(language: str) -> Lexicon:
    """All triggers of a language; raises LexiconError where a file is wrong."""
    lists = {k: as_list(v) for k, v in (read_yaml(language, "wordlists.yaml") or {}).items()}
    by_lemma: dict[str, list[Trigger]] = defaultdict(list)
    folder = files("dragoman.languages").joinpath(language, "events")
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".yaml"):
            for trigger in read_triggers(read_yaml(language, f"events/{file.name}"), lists, file.name):
                by_lemma[trigger.lemma].append(trigger)
    ordered = {lemma: tuple(sorted(found, key=lambda t: -t.constraints)) for lemma, found in by_lemma.items()}
    return Lexicon(ordered)
