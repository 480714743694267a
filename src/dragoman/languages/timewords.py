"""The words and phrases for times, read from ``<language>/times.yaml``, where the way of writing phrases is told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from dragoman.languages.lexicon import read_yaml

ELEMENT = re.compile(r"<(?P<kind>\w+)(?::(?P<name>\w+))?>|(?P<mark>[\[\]()|^])|(?P<word>[^\s\[\]()|^<>]+)")
MARKS = {"[": "(?:", "]": ")?", "(": "(?:", ")": ")", "|": "|", "^": "(?P<begin>)"}


@dataclass(frozen=True, slots=True)
class TimePhrase:
    """A pattern over pieces that each end in a space; ``kinds`` gives the word class of every named group.

    ``needs`` are the classes and ``literals`` the words that it cannot do without: most phrases need not be tried on a sentence.
    """

    means: str
    pattern: re.Pattern[str]
    needs: frozenset[str]
    literals: frozenset[str]
    kinds: Mapping[str, str]
    given: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class TimeWords:
    """What a language says of times; ``classes`` map words to what they mean, ``vague`` a unit to how far it reaches."""

    classes: Mapping[str, Mapping[str, Any]]
    firsts: Mapping[str, frozenset[str]]
    figures: frozenset[str]
    names: frozenset[str]
    phrases: tuple[TimePhrase, ...]
    bounds: tuple[tuple[str, str], ...]
    pairs: Mapping[str, tuple[str, ...]]
    clock: tuple[re.Pattern[str], ...]
    vague: Mapping[str, int]
    transparent: frozenset[str]
    light: frozenset[str]
    carriers: frozenset[str]
    leading: frozenset[str]
    measures: frozenset[str]
    comparers: frozenset[str]
    again: frozenset[str]

    def present(self, pieces: frozenset[str]) -> set[str]:
        """The classes that a sentence of these pieces may hold."""
        found = {kind for kind, firsts in self.firsts.items() if not firsts.isdisjoint(pieces)}
        return found | self.figures if any(piece[0].isdigit() for piece in pieces) else found

    def value(self, kind: str, words: str) -> Any:
        """What words of a class mean; figures mean their number."""
        if kind in self.classes:
            return self.classes[kind][words]
        return int(re.sub(r"\D", "", words))


def alternatives(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))


def compile_phrase(words: str, kinds: Mapping[str, str]) -> tuple[re.Pattern[str], dict[str, str], frozenset[str], frozenset[str]]:
    """The pattern of a phrase, the class of each named group, and the classes and words that it cannot do without."""
    out, groups, needs, literals, depth = [], {}, set(), set(), 0
    for part in ELEMENT.finditer(words):
        if mark := part["mark"]:
            out.append(MARKS[mark])
            depth += (mark in "[(") - (mark in "])")
        elif word := part["word"]:
            out.append(re.escape(word) + " ")
            if depth == 0:
                literals.add(word)
        else:
            name = part["name"] or part["kind"]
            out.append(f"(?P<{name}>{kinds[part['kind']]}) ")
            groups[name] = part["kind"]
            if depth == 0:
                needs.add(part["kind"])
    return re.compile("(?<!\\S)" + "".join(out)), groups, frozenset(needs), frozenset(literals)


def read_phrase(line: Mapping[str, Any], kinds: Mapping[str, str]) -> TimePhrase:
    pattern, groups, needs, literals = compile_phrase(line["words"], kinds)
    return TimePhrase(line["means"], pattern, needs, literals, groups, {k: v for k, v in line.items() if k not in ("words", "means")})


@cache
def load_time_words(language: str) -> TimeWords:
    """The time words of a language; raises FileNotFoundError where it has none."""
    body = read_yaml(language, "times.yaml")
    classes = {kind: {str(word): value for word, value in words.items()} for kind, words in body["classes"].items()}
    kinds = {kind: alternatives(words) for kind, words in classes.items()} | body["numerals"]
    kinds["number"] += r"|\d{1,3}(?: , \d{3})*"
    return TimeWords(
        classes={**classes, "number": NumberWords(classes["number"])},
        firsts={kind: frozenset(word.split()[0] for word in words) for kind, words in classes.items()},
        figures=frozenset(body["numerals"]) | {"number"},
        names=frozenset(word for kind in body["names"] for word in classes[kind]),
        phrases=tuple(read_phrase(line, kinds) for line in body["phrases"]),
        bounds=tuple(sorted(body["bounds"].items(), key=lambda pair: -len(pair[0]))),
        pairs={before: tuple(between) for before, between in body["pairs"].items()},
        clock=tuple(compile_phrase(words, body["clock_classes"])[0] for words in body["clock"]),
        vague=body["vague"],
        transparent=frozenset(body["transparent"]),
        light=frozenset(body["light"]),
        carriers=frozenset(body["carriers"]),
        leading=frozenset(body["leading"]),
        measures=frozenset(body["measures"]),
        comparers=frozenset(body["comparers"]),
        again=frozenset(body["again"]),
    )


class NumberWords(dict[str, Any]):
    """Number words; figures stand for themselves."""

    def __missing__(self, words: str) -> int:
        return int(re.sub(r"\D", "", words))
