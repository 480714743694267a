"""What came of what was foretold: outcomes read off later tellings of the same event."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from dragoman.records.expectation import Expectation, Outcome
from dragoman.records.mention import EventMention

DONE = frozenset({"happened", "ongoing", "background"})
UNDONE = frozenset({"denied", "ruled_out"})


def find_outcomes(
    expectations: Iterable[Expectation],
    mentions: Mapping[str, EventMention],
    events: Mapping[str, str],
    published: Mapping[str, str | None],
) -> list[Expectation]:
    """The expectations with their outcomes; ``events`` maps mention to event ids, ``published`` report ids to dates.

    Only later reports count, by publication. Without a word on it an expectation stays open: silence is no outcome.
    """
    members = group_members(events, mentions)
    return [decide(expectation, mentions, members, events, published) for expectation in expectations]


def group_members(events: Mapping[str, str], mentions: Mapping[str, EventMention]) -> dict[str, list[EventMention]]:
    members: dict[str, list[EventMention]] = defaultdict(list)
    for mention_id, event_id in sorted(events.items()):
        if mention_id in mentions:
            members[event_id].append(mentions[mention_id])
    return members


def decide(
    expectation: Expectation,
    mentions: Mapping[str, EventMention],
    members: Mapping[str, Sequence[EventMention]],
    events: Mapping[str, str],
    published: Mapping[str, str | None],
) -> Expectation:
    foretold = mentions.get(expectation.mention_id)
    if foretold is None or expectation.mention_id not in events:
        return replace(expectation, outcome="open", outcome_mention_ids=(), reason="no other report tells of this event yet")
    tellings = members[events[expectation.mention_id]]
    told = [m for m in tellings if is_later(m, foretold, published)]
    begins = first_day(expectation, tellings)
    done = [m for m in told if m.status in DONE and not is_too_early(m, foretold, published) and is_over(m, begins, published)]
    # What a report denies of an event that it tells as done is a part of it ("did not discuss tariffs" in the call).
    doing = {m.report_id for m in done}
    undone = [m for m in told if m.status in UNDONE and m.report_id not in doing]
    latest = sorted((*done, *undone), key=lambda m: (published[m.report_id] or "", m.report_id, m.trigger.start))
    if not latest:
        return replace(expectation, outcome="open", outcome_mention_ids=(), reason=open_reason(told))
    return with_outcome(expectation, foretold, latest, published)


def with_outcome(
    expectation: Expectation, foretold: EventMention, latest: Sequence[EventMention], published: Mapping[str, str | None]
) -> Expectation:
    """The last word counts; of the tellings that agree with it the first plain one is cited."""
    last = latest[-1]
    outcome = outcome_of(expectation, foretold, last)
    if outcome == "open":
        return replace(expectation, outcome="open", outcome_mention_ids=(), reason="still told as not going to happen")
    agreeing = [m for m in latest if (m.status in DONE) == (last.status in DONE)]
    cited = next((m for m in agreeing if m.status == "happened"), last)
    reason = (
        f"foretold in {foretold.report_id}: “{foretold.evidence.quote}” ({foretold.id}); "
        f"told as {cited.status} in {cited.report_id} of {published[cited.report_id]}: “{cited.evidence.quote}” ({cited.id})"
    )
    return replace(expectation, outcome=outcome, outcome_mention_ids=tuple(m.id for m in agreeing), reason=reason)


def outcome_of(expectation: Expectation, foretold: EventMention, last: EventMention) -> Outcome:
    """Done: met, or partly where it came late; told as not done: contradicted by "will not", not met by "did not"."""
    if foretold.status == "ruled_out":
        return "contradicted" if last.status in DONE else "open"
    if last.status in DONE:
        return "partly_met" if is_after_due(expectation, last) else "met"
    return "contradicted" if last.status == "ruled_out" else "not_met"


def is_after_due(expectation: Expectation, told: EventMention) -> bool:
    """Whether the event is told as done on a day after the last one foretold."""
    due = expectation.due.end if expectation.due else None
    started = told.when.start if told.when and told.when.precision == "day" else None
    return bool(due and started and started > due)


def is_later(told: EventMention, foretold: EventMention, published: Mapping[str, str | None]) -> bool:
    ours, theirs = published.get(told.report_id), published.get(foretold.report_id)
    return told.report_id != foretold.report_id and ours is not None and theirs is not None and ours > theirs


def is_too_early(told: EventMention, foretold: EventMention, published: Mapping[str, str | None]) -> bool:
    """Whether the telling is of something over before it was foretold."""
    end = told.when.end if told.when else None
    said = published.get(foretold.report_id)
    return bool(end and said and end < said[:10])


def first_day(expectation: Expectation, tellings: Sequence[EventMention]) -> str | None:
    """The first day on which the event can be, as foretold or as any telling of it says."""
    due = expectation.due.start if expectation.due else None
    days = [m.when.start for m in tellings if m.when and m.when.start and m.when.precision == "day"]
    return due or min(days, default=None)


def is_over(told: EventMention, begins: str | None, published: Mapping[str, str | None]) -> bool:
    """Whether a telling comes no earlier than the event's first day, and, told as background only, after the day that it names."""
    said = (published[told.report_id] or "")[:10]
    if begins and said < begins[:10]:
        return False
    if told.status != "background":
        return True
    return bool(told.when and told.when.end and told.when.end <= said)


def open_reason(told: Sequence[EventMention]) -> str:
    if not told:
        return "no later report tells of this event yet"
    return f"later reports still foretell it, last {told[-1].report_id}: “{told[-1].evidence.quote}” ({told[-1].id})"
