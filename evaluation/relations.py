"""The relations benchmark: which kind of act passes between two parties that are given by their words in a sentence."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from dragoman.codebook.projection import project
from dragoman.parsing.model import Parser
from dragoman.pipeline import relate_pair
from dragoman.records.mention import Status

PAIRS = Path(__file__).parent / "pairs.jsonl"
NONE = "NONE"
SIDES = re.compile(r"</?[st]>")


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence without marks, its two sides, and the projected type that passes between them (``NONE``: no act)."""

    sentence: str
    source: str
    target: str
    root: str


def read_pair(body: Mapping[str, str]) -> Pair:
    """Raises AttributeError where a side is not marked."""
    sides = [cast("re.Match[str]", re.search(f"<{mark}>(.*?)</{mark}>", body["text"])).group(1) for mark in "st"]
    root = NONE if body["kind"] == NONE else project(body["kind"], body["mode"], cast(Status, body["status"])).event_type
    return Pair(SIDES.sub("", body["text"]), sides[0], sides[1], root)


def read_pairs() -> list[Pair]:
    return [read_pair(json.loads(line)) for line in PAIRS.read_text(encoding="utf-8").splitlines()]


def label_pairs(pairs: Iterable[Pair], parser: Parser) -> list[str]:
    """The root that the coder gives to each pair."""
    return [relate_pair(p.sentence, p.source, p.target, parser, "plover").root or NONE for p in pairs]


def f1_of(root: str, wanted: list[str], found: list[str]) -> float:
    both = sum(w == f == root for w, f in zip(wanted, found, strict=True))
    either = wanted.count(root) + found.count(root)
    return 2 * both / either if either else 0.0


def relation_figures(wanted: list[str], found: list[str]) -> dict[str, float]:
    """Share of pairs labelled right, and the mean F1 over the types of acts (no act apart)."""
    right = sum(w == f for w, f in zip(wanted, found, strict=True))
    roots = sorted(set(wanted) - {NONE})
    return {
        "accuracy": right / len(wanted),
        "macro_f1": sum(f1_of(root, wanted, found) for root in roots) / len(roots),
        "none_f1": f1_of(NONE, wanted, found),
    }
