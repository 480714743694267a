"""Scores coded reports against the gold.

A mention matches a gold line when its trigger or evidence overlaps one of the places of the line's words and its type, as
told or as projected, is one that counts as right. Matching is one to one and as large as can be. Of the matched, status,
parties, directed parties and time are compared, each where the gold gives it; ``strict`` asks for status and parties both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields

from dragoman.evaluation.data import share
from dragoman.evaluation.gold_lines import GoldLine
from dragoman.records.actor import Actor
from dragoman.records.mention import EventMention
from dragoman.records.time import When

# Statuses that two careful readers may choose between.
NEAR: tuple[frozenset[str], ...] = tuple(
    frozenset(group.split())
    for group in ("planned expected", "possible conditional threatened", "happened ongoing", "background happened", "ruled_out denied")
)
BODY_CODES = {"UNO": "IGO"}


@dataclass(frozen=True, slots=True)
class Counts:
    """What was asked for, found, matched, and right among the matched; counts of several reports add up."""

    gold: int = 0
    predicted: int = 0
    matched: int = 0
    status: int = 0
    parties: int = 0
    directed: int = 0
    strict: int = 0
    dated: int = 0
    date: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    def figures(self) -> dict[str, float]:
        """All measures, 0 to 1."""
        precision, recall = share(self.matched, self.predicted), share(self.matched, self.gold)
        return {
            "precision": precision,
            "recall": recall,
            "f1": share(2 * self.matched, self.predicted + self.gold),
            "strict_f1": share(2 * self.strict, self.predicted + self.gold),
            "status": share(self.status, self.matched),
            "parties": share(self.parties, self.matched),
            "directed": share(self.directed, self.matched),
            "date": share(self.date, self.dated),
        }


@dataclass(frozen=True, slots=True)
class Scored:
    """One report's counts, what became of each gold line asked for (``missed``, ``found``, ``right``), and mentions that match none."""

    counts: Counts
    outcomes: Mapping[str, str]
    unmatched: tuple[EventMention, ...]


def codes(actors: Sequence[Actor]) -> frozenset[str]:
    return frozenset(BODY_CODES.get(a.country, a.country) for a in actors if a.country)


def is_type_right(line: GoldLine, mention: EventMention) -> bool:
    return bool(line.kinds & {mention.event_type, mention.plover.event_type})


def is_status_right(line: GoldLine, mention: EventMention) -> bool:
    return line.status == mention.status or any({line.status, mention.status} <= group for group in NEAR)


def are_parties_right(line: GoldLine, mention: EventMention) -> bool:
    return line.parties == codes(mention.sources) | codes(mention.targets)


def pad(day: str, last: bool) -> str:
    """A day from an ISO date, month or year: its first, or 31st as its last, which sorts after every real one."""
    return day + ("-12-31" if last else "-01-01")[len(day) - 4 :] if 4 <= len(day) < 10 else day[:10]


def is_date_right(gold: str, when: When | None) -> bool:
    """Whether a time is the gold's (a day, month or year, ``a/b``, ``../b``) or lies within it."""
    first, _, last = gold.partition("/")
    if when is None or (when.start is None and when.end is None):
        return False
    start, end = when.start or "", when.end or when.start or ""
    late_enough = first == ".." or pad(first, False) <= start[:10]
    return late_enough and end[:10] <= pad(last or first, True)


def touches(line: GoldLine, mention: EventMention, raw: str) -> bool:
    spans = [(part.raw_start, part.raw_end) for part in (mention.trigger, mention.evidence)]
    return any(m.start() < end and start < m.end() for m in re.finditer(re.escape(line.quote), raw) for start, end in spans)


def candidates(line: GoldLine, mentions: Sequence[EventMention], raw: str) -> list[int]:
    """The mentions that a line may match: those whose trigger stands in its words first, then those with its parties."""
    found = [n for n, mention in enumerate(mentions) if is_type_right(line, mention) and touches(line, mention, raw)]
    return sorted(found, key=lambda n: (not holds_trigger(line, mentions[n]), -shared_parties(line, mentions[n]), n))


def holds_trigger(line: GoldLine, mention: EventMention) -> bool:
    return mention.trigger.quote in line.quote


def shared_parties(line: GoldLine, mention: EventMention) -> int:
    return len(line.parties & (codes(mention.sources) | codes(mention.targets)))


def match(lines: Sequence[GoldLine], mentions: Sequence[EventMention], raw: str) -> dict[int, int]:
    """Mentions by line, one to one, by augmenting paths; lines that are asked for choose before optional ones."""
    options = [candidates(line, mentions, raw) for line in lines]
    owner: dict[int, int] = {}

    def place(line: int, tried: set[int]) -> bool:
        for mention in options[line]:
            if mention not in tried:
                tried.add(mention)
                if mention not in owner or place(owner[mention], tried):
                    owner[mention] = line
                    return True
        return False

    for line in sorted(range(len(lines)), key=lambda n: lines[n].optional):
        place(line, set())
    return {line: mention for mention, line in owner.items()}


def count_match(line: GoldLine, mention: EventMention) -> Counts:
    status, parties = is_status_right(line, mention), are_parties_right(line, mention)
    return Counts(
        matched=1,
        status=status,
        parties=parties,
        directed=(line.sources, line.targets) == (codes(mention.sources), codes(mention.targets)),
        strict=status and parties,
        dated=line.when is not None,
        date=line.when is not None and is_date_right(line.when, mention.when),
    )


def score_report(lines: Sequence[GoldLine], mentions: Sequence[EventMention], raw: str) -> Scored:
    """Compares what was found in one report with its gold, which lists every interaction."""
    pairs = match(lines, mentions, raw)
    asked = [n for n, line in enumerate(lines) if not line.optional]
    spare = {mention for line, mention in pairs.items() if lines[line].optional}
    counts = Counts(gold=len(asked), predicted=len(mentions) - len(spare))
    outcomes = {}
    for number, key in zip(asked, line_keys([lines[n] for n in asked]), strict=True):
        found = count_match(lines[number], mentions[pairs[number]]) if number in pairs else Counts()
        outcomes[key] = "right" if found.strict else "found" if found.matched else "missed"
        counts += found
    return Scored(counts, outcomes, tuple(m for n, m in enumerate(mentions) if n not in pairs.values()))


def line_keys(lines: Sequence[GoldLine]) -> Iterator[str]:
    """A name for each line that does not change when others are added."""
    for line in lines:
        yield f"{'/'.join(sorted(line.kinds))} {line.quote}"
