"""A report as sentences of weighed words, and how two such rows of sentences line up."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

from dragoman.records.report import Report

SENTENCE_END = re.compile(r"(?<=[.!?][\"”’')\]])\s+|(?<=[.!?])(?<!\b[A-Z]\.)\s+(?=[\"“‘'(\[]?[A-Z0-9])")
WORD = re.compile(r"\w+")
SHORT_WEIGHS = 0.2
LIKE = 0.25  # Dice coefficient of their weighed words from which two sentences may tell the same thing
ALIKE = 0.8  # weighed share of common words from which two sentences count as the same one


@dataclass(frozen=True, slots=True)
class Outline:
    """A report's sentences as sets of words, in order, with the words as a row for its shingles."""

    report_id: str
    sentences: tuple[frozenset[str], ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """What lines up: sentences alike (in order, in any order), and the weighed shares of the shorter report that they make up.

    ``shared`` is how like the sentences of the best line-up in order are (Dice coefficient), by their weight in the shorter report.
    """

    alike: int
    shorter: int
    longer: int
    in_order: float
    anywhere: float
    shared: float
    of_longer: float


def outline(report: Report) -> Outline:
    """Headline, captions and related headlines apart: only the running text tells copies."""
    body = [report.text[p.start : p.end] for p in report.paragraphs if p.told_in == "body"] or [report.text]
    rows = [tuple(WORD.findall(sentence.lower())) for text in body for sentence in SENTENCE_END.split(text)]
    kept = [row for row in rows if row]
    return Outline(report.id, tuple(frozenset(row) for row in kept), tuple(word for row in kept for word in row))


def weigh_words(outlines: Iterable[Outline]) -> dict[str, float]:
    """How rare each word is over the reports at hand: log(1 + reports / reports with the word); short words weigh a fifth.

    Over few reports "the" and "of" are no commoner than names, hence the fifth.
    """
    counts: Counter[str] = Counter()
    total = 0
    for one in outlines:
        total += 1
        counts.update(set(one.words))
    return {word: log(1 + total / count) * (SHORT_WEIGHS if is_short(word) else 1) for word, count in counts.items()}


def is_short(word: str) -> bool:
    return len(word) <= 3 and word.isalpha() and word.isascii()


def weight(words: Iterable[str], weights: Mapping[str, float]) -> float:
    return sum(weights[word] for word in words)


def align(left: Outline, right: Outline, weights: Mapping[str, float]) -> Alignment:
    """The best line-up of two reports' sentences that keeps their order, by the weight of the words in common."""
    short, long = sorted((left, right), key=lambda one: (weight(one.words, weights), one.report_id))
    own = [weight(sentence, weights) for sentence in short.sentences]
    theirs = [weight(sentence, weights) for sentence in long.sentences]
    common = [[weight(a & b, weights) for b in long.sentences] for a in short.sentences]
    alike = [[common[i][j] >= ALIKE * max(own[i], theirs[j]) for j in range(len(theirs))] for i in range(len(own))]
    likeness = [[2 * value / (own[i] + theirs[j]) for j, value in enumerate(row)] for i, row in enumerate(common)]
    gain = [[own[i] * value if value >= LIKE else 0.0 for value in row] for i, row in enumerate(likeness)]
    pairs = best_path(gain)
    same = [(i, j) for i, j in pairs if alike[i][j]]
    total = sum(own) or 1.0
    return Alignment(
        alike=len(same),
        shorter=len(own),
        longer=len(theirs),
        in_order=sum(own[i] for i, _ in same) / total,
        anywhere=sum(own[i] for i, row in enumerate(alike) if any(row)) / total,
        shared=sum(gain[i][j] for i, j in pairs) / total,
        of_longer=sum(theirs[j] for _, j in same) / (sum(theirs) or 1.0),
    )


def best_path(gain: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Pairs (i, j), both rising, of the greatest total gain (dynamic programming, rows × columns steps)."""
    if not gain:
        return []
    columns = len(gain[0])
    best = [[0.0] * (columns + 1) for _ in range(len(gain) + 1)]
    for i, row in enumerate(gain, 1):
        for j, value in enumerate(row, 1):
            best[i][j] = max(best[i - 1][j], best[i][j - 1], best[i - 1][j - 1] + value if value else 0.0)
    pairs, i, j = [], len(gain), columns
    while i and j:
        if best[i][j] == best[i - 1][j]:
            i -= 1
        elif best[i][j] == best[i][j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            pairs.append((i, j))
    return pairs[::-1]
