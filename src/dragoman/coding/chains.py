"""The chains of a report as the parties are read from them: which chains a phrase is in, and whose full name a chain bears."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from dragoman.coding.tree import Tree
from dragoman.languages.reference import load_reference
from dragoman.languages.roles import load_titles
from dragoman.records.evidence import Span
from dragoman.records.syntax import ParsedReport

POSSESSIVE_MARKS = frozenset(["'s", "’s", "'", "’"])
# Mentions of a chain that are read for what they say of its bearer: reports introduce a party early.
MENTIONS_READ = 12


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the report a phrase stands: sentence and head word."""

    sentence: int
    head: int


def is_title(form: str) -> bool:
    return form.lower() in load_titles("en") or form.lower().rstrip(".") in load_reference("en").courtesy


def join_name(forms: Sequence[str]) -> str:
    """The words of a name as it is written."""
    name = " ".join(f for f in forms if f not in POSSESSIVE_MARKS)
    return name.replace(" - ", "-").replace(" .", ".")


class Chains:
    """Asks of the chains of one report."""

    def __init__(self, parsed: ParsedReport, trees: Sequence[Tree]) -> None:
        self._parsed, self._trees = parsed, trees

    def at(self, span: Span) -> list[int]:
        """The chains that have a mention over a span."""
        return list(dict.fromkeys(n for at in range(span.start, span.end) for n in self._by_character.get(at, [])))

    def name(self, chain: int) -> str | None:
        """The longest name of a person in a chain."""
        return self._names[chain]

    def spans(self, chain: int) -> tuple[Span, ...]:
        """The first mentions of a chain."""
        return self._parsed.chains[chain].spans[:MENTIONS_READ]

    def place_of(self, span: Span) -> Place | None:
        """The sentence of a span and its first word there."""
        number = bisect_right(self._sentence_starts, span.start) - 1
        if number < 0:
            return None
        at = next((n for n, w in enumerate(self._parsed.sentences[number].words) if w.start >= span.start), None)
        return Place(number, at) if at is not None else None

    def head_of(self, place: Place, span: Span) -> int:
        """The head word of a span: the one governed from outside it."""
        tree = self._trees[place.sentence]
        inside = [n for n in range(len(tree)) if tree.words[n].start >= span.start and tree.words[n].end <= span.end]
        return next((n for n in inside if tree.words[n].head not in inside), place.head)

    @cached_property
    def _by_character(self) -> dict[int, list[int]]:
        """Chains by the places of their mentions' characters."""
        index: dict[int, list[int]] = {}
        for number, chain in enumerate(self._parsed.chains):
            for span in chain.spans:
                for at in range(span.start, span.end):
                    index.setdefault(at, []).append(number)
        return index

    @cached_property
    def _names(self) -> list[str | None]:
        persons = self._persons
        names = [
            [persons[at] for span in chain.spans for at in range(span.start, span.end) if at in persons] for chain in self._parsed.chains
        ]
        return [max(found, key=lambda n: len(n.split()), default=None) for found in names]

    @cached_property
    def _persons(self) -> dict[int, str]:
        """The names of persons, without their titles, by where they begin."""
        found: dict[int, str] = {}
        for sentence in self._parsed.sentences:
            for entity in (e for e in sentence.entities if e.label == "PER"):
                words = [
                    w
                    for w in sentence.words[entity.first : entity.last]
                    if not is_title(w.form) and w.form not in load_reference("en").name_ends
                ]
                if words:
                    found[words[0].start] = join_name([w.form for w in words])
        return found

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [s.start for s in self._parsed.sentences]
