"""The gold: interactions that a report tells, each with its words, parties, type, status and time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from dragoman.evaluation.data import HOW_TO_GET, read_rows
from dragoman.intake.read import read_documents
from dragoman.records.errors import InputError, UsageError
from dragoman.records.report import Document

REPORTS = Path(str(files("dragoman.demo"))) / "reports"
# Older names of two statuses, which annotators use too.
STATUSES = {"expected_not": "ruled_out", "historical-background": "background"}
# International bodies are one kind: which one is a matter of names, not of countries.
BODIES = frozenset(["G20", "G7", "NATO", "UN", "UNO", "P5+1", "IGO"])


@dataclass(frozen=True, slots=True)
class GoldLine:
    """``kinds`` are the types that count as right; ``optional`` lines are neither asked for nor held against a coder."""

    quote: str
    sources: frozenset[str]
    targets: frozenset[str]
    kinds: frozenset[str]
    status: str
    when: str | None
    optional: bool

    @property
    def parties(self) -> frozenset[str]:
        return self.sources | self.targets


@dataclass(frozen=True, slots=True)
class GoldReport:
    """A report and all interactions that it tells."""

    name: str
    document: Document
    lines: tuple[GoldLine, ...]


def as_code(resolved: str) -> str | None:
    """The country or body that "COUNTRY SECTOR (Name)" begins with; None for a party that resolves to none."""
    head = resolved.split(" ")[0].rstrip(",")
    if head in BODIES:
        return "IGO"
    return head if len(head) == 3 and head.isupper() else None


def read_side(parties: Sequence[Mapping[str, str]]) -> frozenset[str]:
    return frozenset(code for party in parties if (code := as_code(party["resolved"])))


def read_line(body: Mapping[str, Any]) -> GoldLine:
    """Raises KeyError where a field is missing."""
    kinds = {body["plover_type"], body.get("future_of"), *body.get("alt_types", ())} - {None}
    return GoldLine(
        quote=body["quote"],
        sources=read_side(body["source"]),
        targets=read_side(body["target"]),
        kinds=frozenset(kinds),
        status=STATUSES.get(body["modality"], body["modality"]),
        when=body.get("when"),
        optional=bool(body.get("optional")),
    )


def read_lines(path: Path) -> tuple[GoldLine, ...]:
    return tuple(map(read_line, read_rows(path)))


def read_document(name: str) -> Document:
    """The demo report of a gold file: ``04-two-accounts.2`` is the second text of that input; raises InputError."""
    stem, _, number = name.partition(".")
    path = next(p for p in sorted(REPORTS.iterdir()) if p.stem == stem)
    found = list(read_documents([str(path)]))[int(number or 1) - 1]
    if isinstance(found, InputError):
        raise found
    return found


def read_gold(data: Path) -> Iterator[GoldReport]:
    """All annotated reports, in the order of their names; raises UsageError where there is none."""
    paths = sorted((data / "gold").glob("*.jsonl"))
    if not paths:
        raise UsageError(f"{data}: no gold. {HOW_TO_GET}")
    for path in paths:
        name = path.name.removesuffix(".jsonl")
        yield GoldReport(name, read_document(name), read_lines(path))
