"""Reads the items of the corpus: a marked text and what it tells of between the marked sides."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from dragoman.codebook.load import load_codebook
from dragoman.records.evidence import Span
from dragoman.records.mention import Status

HERE = Path(__file__).parent
FOLDER = HERE / "items"
NONE = "NONE"
MARK = re.compile(r"</?[ste]>")
MANNERS = ("wire", "newspaper", "readout", "translated", "headline", "passage")
STATUSES = ("happened", "ongoing", "planned", "expected", "possible", "conditional", "threatened", "ruled_out", "denied", "background")
FIELDS = ("id", "text", "kind", "mode", "status", "attribution", "times", "contexts", "manner", "hard", "quiet", "pair")


@dataclass(frozen=True, slots=True)
class Item:
    """``sentence`` is the text without marks; spans count its characters. ``trigger`` and ``target`` may be absent."""

    id: str
    sentence: str
    source: Span
    target: Span | None
    trigger: Span | None
    kind: str
    mode: str | None
    status: Status | None
    attribution: tuple[str, ...]
    times: tuple[str, ...]
    contexts: tuple[str, ...]
    manner: str
    hard: bool
    quiet: bool
    pair: str | None

    def words(self, span: Span) -> str:
        return self.sentence[span.start : span.end]


class ItemError(ValueError):
    """An item that breaks the guidelines; the message names it and says how."""


def take_marks(text: str) -> tuple[str, dict[str, Span]]:
    """The text without marks, and the span of each mark by its letter. Raises ItemError for marks that do not pair."""
    clean, opened, spans = "", dict[str, int](), dict[str, Span]()
    at = 0
    for found in MARK.finditer(text):
        clean += text[at : found.start()]
        at, letter = found.end(), found.group()[-2]
        if found.group()[1] != "/":
            if letter in opened or letter in spans:
                raise ItemError(f"<{letter}> twice")
            opened[letter] = len(clean)
        elif letter not in opened:
            raise ItemError(f"</{letter}> without <{letter}>")
        else:
            spans[letter] = Span(opened.pop(letter), len(clean))
    if opened:
        raise ItemError(f"<{next(iter(opened))}> is not closed")
    return clean + text[at:], spans


def find_faults(body: Mapping[str, Any]) -> Iterator[str]:
    """What breaks the guidelines in an item, in words; nothing where all is well."""
    if faults := [name for name in FIELDS if name not in body] + [name for name in body if name not in FIELDS]:
        yield f"fields missing or unknown: {', '.join(faults)}"
        return
    try:
        sentence, spans = take_marks(body["text"])
    except ItemError as error:
        yield str(error)
        return
    yield from fault_of_marks(body, sentence, spans)
    yield from fault_of_labels(body)
    for name in ("attribution", "times"):
        yield from (f"{name}: {words!r} is not in the text" for words in body[name] if words not in sentence)
    if body["manner"] not in MANNERS:
        yield f"manner {body['manner']!r} is none of {', '.join(MANNERS)}"


def fault_of_marks(body: Mapping[str, Any], sentence: str, spans: Mapping[str, Span]) -> Iterator[str]:
    if "s" not in spans:
        yield "no <s>"
    if body["quiet"] and body["kind"] != NONE:
        yield "a quiet item tells of no act"
    if "t" not in spans and body["kind"] == NONE:
        yield "NONE without <t>"
    if ("e" in spans) != (body["kind"] != NONE):
        yield "<e> stands in every item but those of NONE"
    for letter, span in spans.items():
        words = sentence[span.start : span.end]
        if not words.strip() or words != words.strip() or (letter == "e" and " " in words):
            yield f"<{letter}>{words}</{letter}>"


def fault_of_labels(body: Mapping[str, Any]) -> Iterator[str]:
    book = load_codebook()
    if body["kind"] == NONE:
        if body["mode"] is not None or body["status"] is not None:
            yield "NONE has neither mode nor status"
    elif body["kind"] not in book.types:
        yield f"kind {body['kind']!r} is no PLOVER type"
    else:
        if body["mode"] is not None and body["mode"] not in book.type(body["kind"]).modes:
            yield f"{body['kind']} has no mode {body['mode']!r}"
        if body["status"] not in STATUSES:
            yield f"status {body['status']!r} is none of {', '.join(STATUSES)}"
    yield from (f"context {name!r} is none of the 37" for name in body["contexts"] if name not in book.contexts)


def read_item(body: Mapping[str, Any]) -> Item:
    """Raises ItemError where the item breaks the guidelines."""
    if faults := list(find_faults(body)):
        raise ItemError(f"{body.get('id')}: {'; '.join(faults)}")
    sentence, spans = take_marks(body["text"])
    return Item(
        body["id"], sentence, spans["s"], spans.get("t"), spans.get("e"), body["kind"], body["mode"], body["status"],
        tuple(body["attribution"]), tuple(body["times"]), tuple(body["contexts"]), body["manner"], body["hard"], body["quiet"],
        body["pair"],
    )  # fmt: skip


def read_bodies(folder: Path = FOLDER) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Every line of the corpus with its file, in order."""
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield path, json.loads(line)


@cache
def read_items(folder: Path = FOLDER) -> tuple[Item, ...]:
    """All items of the corpus."""
    return tuple(read_item(body) for _, body in read_bodies(folder))
