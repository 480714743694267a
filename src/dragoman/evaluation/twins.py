"""Three probes of hand-written twins: active and passive, an act and its negation, a date and another one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from dragoman.evaluation.data import Probed, Setting, read_rows
from dragoman.evaluation.reading import PUBLISHED, findings_of
from dragoman.records.actor import Actor
from dragoman.records.mention import EventMention

NEGATED = ("denied", "ruled_out")
REFUSAL = "REJECT"
Act = tuple[str, frozenset[str], frozenset[str]]


def read_twins(data: Path, name: str) -> list[dict[str, Any]]:
    return read_rows(data / "probes" / f"{name}.jsonl")


def party(actor: Actor) -> str:
    """A party by its country, or by its words where it has none."""
    return actor.country or actor.quote


def acts_in(text: str) -> set[Act]:
    """The acts of a text: type, sources and targets."""
    return {(m.event_type, frozenset(map(party, m.sources)), frozenset(map(party, m.targets))) for m in findings_of(text).mentions}


def probe_voices(setting: Setting) -> list[Probed]:
    """The same act in the passive: same type, same sources, same targets."""
    probed = []
    for row in read_twins(setting.data, "voices"):
        active, passive = acts_in(row["active"]), acts_in(row["passive"])
        wanted: Act = (row["type"], frozenset(row["sources"]), frozenset(row["targets"]))
        probed.append(Probed(row["passive"], wanted in active, bool(active) and active == passive))
    return probed


def mentions_of(text: str, event_type: str, published: str = PUBLISHED) -> list[EventMention]:
    return [m for m in findings_of(text, published).mentions if m.event_type == event_type]


def is_told(text: str, event_type: str) -> bool:
    """Whether an act of the type is told of, and not as one that did not take place."""
    return any(m.status not in NEGATED for m in mentions_of(text, event_type))


def is_negated(text: str, event_type: str) -> bool:
    """Whether the act is told of as denied, ruled out or refused, and nowhere as one that took place."""
    refused = event_type != REFUSAL and bool(mentions_of(text, REFUSAL))
    negated = any(m.status in NEGATED for m in mentions_of(text, event_type))
    return (negated or refused) and not is_told(text, event_type)


def probe_negated(setting: Setting) -> list[Probed]:
    """The same act negated."""
    return [
        Probed(row["negated"], is_told(row["text"], row["type"]), is_negated(row["negated"], row["type"]))
        for row in read_twins(setting.data, "negations")
    ]


Days = tuple[date | None, date | None]


def days_of(text: str, published: str, event_type: str) -> list[Days]:
    """First and last day of each act of the type that has a time."""
    found = [m.when for m in mentions_of(text, event_type, published) if m.when]
    return [(read_day(when.start), read_day(when.end)) for when in found]


def read_day(day: str | None) -> date | None:
    return date.fromisoformat(day[:10]) if day else None


def moved(days: Sequence[Days], by: int) -> list[Days]:
    step = timedelta(by)
    return [(start and start + step, end and end + step) for start, end in days]


def probe_moved(setting: Setting) -> list[Probed]:
    """The same text published on another day, or with another word for the day: its time moves by as much."""
    probed = []
    for row in read_twins(setting.data, "dates"):
        published = row.get("published", PUBLISHED)
        before = days_of(row["text"], published, row["type"])
        after = days_of(row.get("moved_text", row["text"]), row.get("moved_published", published), row["type"])
        right = any(start == date.fromisoformat(row["start"]) for start, _ in before)
        probed.append(Probed(f"{row['text']} {row['days']:+}", right, bool(before) and after == moved(before, row["days"])))
    return probed
