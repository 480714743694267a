"""Time and place that a telling takes over from the meeting it belongs to: what was said at talks was said when they were held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.coding.composition import Telling
from dragoman.coding.discourse import countries
from dragoman.records.mention import EventMention

VERBAL = frozenset("AGREE CONSULT SUPPORT CONCEDE REQUEST ACCUSE REJECT THREATEN".split())
SENTENCES_ON = 6  # how far a meeting reaches into a report


def is_frame(mention: EventMention) -> bool:
    """A meeting or call that was held on a day that the text names."""
    return mention.event_type == "CONSULT" and mention.status == "happened" and mention.when is not None and mention.when.precision == "day"


def belongs(telling: Telling, mention: EventMention, frame: EventMention, frame_telling: Telling) -> bool:
    """Whether an act was part of a meeting: a person who met speaks, soon after, and nothing dates it otherwise."""
    after = 0 <= telling.sentence - frame_telling.sentence <= SENTENCES_ON
    names = {a.name for a in (*frame.sources, *frame.targets) if a.name}
    return (
        after
        and mention.when is None
        and mention.status == "happened"
        and mention.event_type in VERBAL
        and telling.trigger.part == "verb"
        and mention.told_in in ("body", "headline")
        and bool(mention.sources)
        and all(a.name in names for a in mention.sources)
        and "tense" in telling.reasons
    )


def returns_to(telling: Telling, mention: EventMention, frame: EventMention) -> bool:
    """Whether a noun comes back to a meeting ("the five-hour meeting")."""
    nominal = telling.trigger.part == "noun" and mention.event_type == "CONSULT" and mention.when is None
    nominal = nominal and "parties from an earlier telling" in telling.reasons
    return (
        nominal
        and mention.status in ("happened", "background")
        and countries(mention.sources) == countries((*frame.sources, *frame.targets))
    )


def carry_times(pairs: Sequence[tuple[Telling, EventMention]]) -> list[tuple[Telling, EventMention]]:
    """The tellings with the meeting's time where they have none; its words are the quote, and the reason says so."""
    result: list[tuple[Telling, EventMention]] = []
    frames: list[tuple[Telling, EventMention]] = []
    for telling, mention in pairs:
        frame = next(((t, m) for t, m in reversed(frames) if belongs(telling, mention, m, t) or returns_to(telling, mention, m)), None)
        if frame:
            when, where = frame[1].when, mention.where or frame[1].where
            mention = replace(mention, when=when, where=where, reason=f"{mention.reason}; time of the meeting that it belongs to")
        elif is_frame(mention):
            frames.append((telling, mention))
        result.append((telling, mention))
    return result
