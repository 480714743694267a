"""Marked pairs: a sentence, the words of its two sides, and the act that passes between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

from dragoman.coding.weigh import is_own_refusal, project_act
from dragoman.evaluation.data import HOW_TO_GET, Setting, read_rows
from dragoman.evaluation.reading import NONE
from dragoman.records.errors import UsageError
from dragoman.records.mention import Status

MARK = re.compile(r"</?[ste]>")
# Topics that no taught sentence of the corpus has (corpus/split.py holds the same list).
TEST_TOPICS = frozenset({"religion_ethnicity", "cyber", "asylum", "inequality"})


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence without marks, its two sides, and the gold label; ``kind`` is NONE where no act passes."""

    key: str
    sentence: str
    source: str
    target: str
    kind: str
    mode: str | None
    status: str | None

    @property
    def root(self) -> str:
        """The type that the kind projects to with its status."""
        if self.kind == NONE:
            return NONE
        status = cast(Status, self.status)
        return project_act(self.kind, self.mode, status, is_own_refusal(self.kind, status), "plover")


def words_of(text: str, mark: str) -> str:
    """The words of a marked side; raises ValueError where it is not marked."""
    found = re.search(f"<{mark}>(.*?)</{mark}>", text)
    if found is None:
        raise ValueError(f"no <{mark}> in {text!r}")
    return MARK.sub("", found.group(1))


def read_pair(body: Mapping[str, Any]) -> Pair:
    """Raises ValueError where a side is not marked."""
    text: str = body["text"]
    sentence = MARK.sub("", text)
    key = f"{body.get('id') or sentence}: {body['kind']}"
    return Pair(key, sentence, words_of(text, "s"), words_of(text, "t"), body["kind"], body["mode"], body["status"])


@cache
def read_pairs(data: Path) -> tuple[Pair, ...]:
    """The project's own short pairs."""
    return tuple(map(read_pair, read_rows(data / "pairs.jsonl")))


def read_bodies(corpus: Path) -> Iterator[dict[str, Any]]:
    files = sorted((corpus / "items").glob("*.jsonl"))
    if not files:
        raise UsageError(f"{corpus}: no items of the corpus. {HOW_TO_GET}")
    for path in files:
        yield from read_rows(path)


@cache
def read_test_items(corpus: Path) -> tuple[Pair, ...]:
    """The items of the corpus that test; near-miss pairs and sentences told twice go where the first of them goes."""
    placed: dict[str, bool] = {}
    found: list[Pair] = []
    for body in read_bodies(corpus):
        keys = [MARK.sub("", body["text"]), *([f"pair {body['pair']}"] if body["pair"] else [])]
        tests = next((placed[key] for key in keys if key in placed), bool(TEST_TOPICS & set(body["contexts"])))
        placed.update(dict.fromkeys(keys, tests))
        if tests and "<t>" in body["text"]:
            found.append(read_pair(body))
    return tuple(found)


def all_pairs(setting: Setting) -> tuple[Pair, ...]:
    return (*read_pairs(setting.data), *read_test_items(setting.corpus))
