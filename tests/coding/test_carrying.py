"""When and where events took place that do not say so in their own words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from case_tables import PUBLISHED, as_report, code_text

from dragoman.records.mention import EventMention

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "when.yaml").read_text(encoding="utf-8"))


def told_by(mentions: tuple[EventMention, ...], label: str) -> EventMention | None:
    """The mention of a trigger word; "word#2" is that of the second such word."""
    word, _, number = label.partition("#")
    starts = sorted({m.trigger.start for m in mentions if m.trigger.quote == word})
    at = starts[int(number or 1) - 1] if len(starts) >= int(number or 1) else None
    return next((m for m in mentions if m.trigger.start == at and m.trigger.quote == word), None)


def days(mention: EventMention) -> str | None:
    return f"{mention.when.start or '..'} {mention.when.end or '..'}" if mention.when else None


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_events_have_the_time_and_place_of_what_they_are_part_of(case: dict[str, Any]) -> None:
    report = as_report(case["text"], str(case.get("published", PUBLISHED)))
    mentions = code_text(replace(report, publisher=case.get("publisher"))).mentions
    for label, wanted in case.get("when", {}).items():
        found = told_by(mentions, label)
        assert found, f"nothing is told by {label}"
        assert days(found) == wanted, (label, found.reason)
        assert found.when is None or found.when.quote in report.text
    for label, wanted in case.get("where", {}).items():
        found = told_by(mentions, label)
        assert found, f"nothing is told by {label}"
        assert (found.where.name if found.where else None) == wanted, label
