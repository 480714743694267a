"""The tables under ``tests/cases/coding``: texts and what must be found in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from dragoman.coding.code import code_report
from dragoman.parsing.coreference import resolve_coreference
from dragoman.parsing.model import load_parser
from dragoman.records.actor import Actor
from dragoman.records.alignment import Alignment, Piece
from dragoman.records.expectation import Expectation
from dragoman.records.findings import Findings
from dragoman.records.mention import EventMention
from dragoman.records.report import Paragraph, Report
from dragoman.records.statement import Statement

FOLDER = Path(__file__).parent.parent / "cases" / "coding"
PUBLISHED = "2022-07-06"


@dataclass(frozen=True)
class Case:
    """A text and what must be found; ``known`` says why it is not found yet, ``none`` that there is no event at all."""

    table: str
    number: int
    text: str
    published: str = PUBLISHED
    events: Sequence[dict[str, Any]] = field(default_factory=tuple)
    forbidden: frozenset[str] = frozenset()
    none: bool = False
    statements: Sequence[dict[str, Any]] = field(default_factory=tuple)
    expectations: Sequence[dict[str, Any]] | None = None
    known: str | None = None

    @property
    def name(self) -> str:
        return f"{self.table}:{self.number}:{' '.join(self.text.split()[:6])}"


def read_case(table: str, number: int, body: dict[str, Any]) -> Case:
    """Raises TypeError at an unknown key."""
    body = dict(body)
    return Case(table, number, forbidden=frozenset(body.pop("not", [])), **body)


def read_cases() -> list[Case]:
    return [
        read_case(path.stem, number, body)
        for path in sorted(FOLDER.glob("*.yaml"))
        for number, body in enumerate(yaml.safe_load(path.read_text(encoding="utf-8")), 1)
    ]


def as_report(text: str, published: str | None = PUBLISHED) -> Report:
    """A report that holds nothing but the text, in one paragraph."""
    pieces = Alignment((Piece(0, len(text), 0, len(text)),))
    paragraphs = (Paragraph(0, len(text), "body"),)
    return Report("r_case", "", text, text, pieces, paragraphs, (), None, None, (), published, "argument", "en", None)


def code_text(report: Report) -> Findings:
    return code_report(resolve_coreference(load_parser().parse(report)))


@cache
def findings_of(text: str, published: str | None = PUBLISHED) -> Findings:
    return code_text(as_report(text, published))


def either(wanted: object, found: object) -> bool:
    """Whether a value is the wanted one, or one of those wanted."""
    return found in wanted if isinstance(wanted, list) else found == wanted


def is_party(label: str, actor: Actor | None) -> bool:
    """Whether a label (a country's code, or words of a name) means an actor."""
    if actor is None:
        return False
    return actor.country == label or label.lower() in f"{actor.name or ''} | {actor.quote}".lower()


def are_parties(labels: Sequence[str], actors: Sequence[Actor]) -> bool:
    """Whether labels and actors pair off, none left over."""
    if len(labels) != len(actors):
        return False
    if not labels:
        return True
    return any(is_party(labels[0], a) and are_parties(labels[1:], [*actors[:n], *actors[n + 1 :]]) for n, a in enumerate(actors))


def show_actors(actors: Sequence[Actor]) -> str:
    return "[" + ", ".join(f"{a.quote} ({a.country or '?'})" for a in actors) + "]"


def show_mention(mention: EventMention) -> str:
    said = [a.quote for a in mention.attribution]
    kind = f"{mention.event_type}/{mention.mode or '-'} {mention.status}"
    return f'{kind} "{mention.trigger.quote}" {show_actors(mention.sources)} → {show_actors(mention.targets)} by {said}'


def is_attributed(labels: Sequence[str], mention: EventMention) -> bool:
    chain = mention.attribution
    return len(labels) == len(chain) and all(
        is_party(label, link.speaker) or label.lower() in link.quote.lower() for label, link in zip(labels, chain, strict=True)
    )


def event_faults(wanted: dict[str, Any], mention: EventMention) -> list[str]:
    faults = []
    for key, found in (
        ("type", mention.event_type),
        ("mode", mention.mode),
        ("status", mention.status),
        ("trigger", mention.trigger.quote),
    ):
        if key in wanted and not either(wanted[key], found):
            faults.append(f"{key} {found}, not {wanted[key]}")
    for key, actors in (("sources", mention.sources), ("targets", mention.targets)):
        if key in wanted and not are_parties(wanted[key], actors):
            faults.append(f"{key} {show_actors(actors)}, not {wanted[key]}")
    if "attribution" in wanted and not is_attributed(wanted["attribution"], mention):
        faults.append(f"attribution {[a.quote for a in mention.attribution]}, not {wanted['attribution']}")
    return faults


def statement_faults(wanted: dict[str, Any], statement: Statement) -> list[str]:
    faults = [
        f"{key} {getattr(statement, key)}"
        for key in ("cue", "wording", "content")
        if key in wanted and wanted[key] != getattr(statement, key).strip("“”,. ")
    ]
    unknown = "speaker" in wanted and wanted["speaker"] is None
    if "speaker" in wanted and (statement.speaker is not None if unknown else not is_party(wanted["speaker"], statement.speaker)):
        faults.append(f"speaker {statement.speaker and show_actors([statement.speaker])}")
    if "addressees" in wanted and not are_parties(wanted["addressees"], statement.addressees):
        faults.append(f"addressees {show_actors(statement.addressees)}")
    return faults


def expectation_faults(wanted: dict[str, Any], expectation: Expectation) -> list[str]:
    faults = [f"hedge {expectation.hedge!r}"] if "hedge" in wanted and wanted["hedge"] != expectation.hedge else []
    if "holder" in wanted and not is_party(wanted["holder"], expectation.holder):
        faults.append(f"holder {expectation.holder and show_actors([expectation.holder])}")
    due = [expectation.due.start, expectation.due.end] if expectation.due else None
    if "due" in wanted and wanted["due"] != due:
        faults.append(f"due {due}")
    return faults


def least(faults: Sequence[list[str]], what: str) -> list[str]:
    """The faults of the candidate that has fewest, or that there is none."""
    return min(faults, key=len, default=[f"missing {what}"])


def faults_of(case: Case) -> Iterator[str]:
    """What a text's findings lack or have too much, in words."""
    findings = findings_of(case.text, case.published)
    mentions = findings.mentions
    for wanted in case.events:
        near = [m for m in mentions if either(wanted["type"], m.event_type)]
        yield from least([event_faults(wanted, m) for m in near], str(wanted["type"]))
    for wrong in (m for m in mentions if case.none or m.event_type in case.forbidden):
        if not any(either(w["type"], wrong.event_type) and not event_faults(w, wrong) for w in case.events):
            yield f"unwanted {show_mention(wrong)}"
    for wanted in case.statements:
        yield from least([statement_faults(wanted, s) for s in findings.statements], f"statement {wanted}")
    for wanted in case.expectations or ():
        yield from least([expectation_faults(wanted, x) for x in findings.expectations], f"expectation {wanted}")
    if case.expectations is not None and not case.expectations and findings.expectations:
        yield f"unwanted expectation {findings.expectations[0].hedge!r}"
