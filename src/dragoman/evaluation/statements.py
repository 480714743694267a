"""The statements benchmark: whether the right speaker is given to what a passage quotes, directly and indirectly."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from dragoman.evaluation.data import Measured, Setting, outcomes, read_rows, share
from dragoman.evaluation.reading import findings_of
from dragoman.records.actor import Actor
from dragoman.records.statement import Statement

WORDINGS = {"direct": ("direct", "mixed"), "indirect": ("indirect", "mixed")}
Gold = Mapping[str, Any]


def holds(longer: str, shorter: str) -> bool:
    """Whether words stand within others as whole words."""
    outer, inner = (" ".join(["", *re.findall(r"\w+", words.lower()), ""]) for words in (longer, shorter))
    return inner in outer


def is_speaker_right(gold: Gold, speaker: Actor | None) -> bool:
    """Whether words (one of the gold's), country and, where the gold gives it, name are right; gold country None: not to be known."""
    if speaker is None:
        return False
    words = any(holds(words, speaker.quote) or holds(speaker.quote, words) for words in gold["speaker"])
    name = gold.get("name") is None or gold["name"] in (speaker.name, speaker.quote)
    return words and name and speaker.country == gold.get("country")


def find_statement(gold: Gold, statements: Sequence[Statement]) -> Statement | None:
    """The statement of the gold's words and wording; one with the right speaker before others."""
    found = [s for s in statements if s.wording in WORDINGS[gold["wording"]] and gold["content"] in s.content]
    return min(found, key=lambda s: (not is_speaker_right(gold, s.speaker), len(s.content)), default=None)


def measure_statements(setting: Setting) -> dict[str, Measured]:
    """Of the direct and of the indirect quotations the share that is found, and that has the right speaker."""
    found: dict[str, dict[str, bool]] = {"direct": {}, "indirect": {}}
    right: dict[str, dict[str, bool]] = {"direct": {}, "indirect": {}}
    for row in read_rows(setting.data / "statements.jsonl"):
        statements = findings_of(row["text"]).statements
        for gold in row["statements"]:
            key = f"{gold['wording']} {gold['speaker'][0]}: {gold['content']} | {row['text']}"
            statement = find_statement(gold, statements)
            found[gold["wording"]][key] = statement is not None
            right[gold["wording"]][key] = statement is not None and is_speaker_right(gold, statement.speaker)
    figures = {f"{w}_found": share(sum(found[w].values()), len(found[w])) for w in found}
    figures |= {f"{w}_speaker": share(sum(right[w].values()), len(right[w])) for w in right}
    return {"statements": Measured(figures, outcomes({**right["direct"], **right["indirect"]}))}
