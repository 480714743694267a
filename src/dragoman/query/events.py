"""Events: clusters of tellings, each with its history, its witnesses and its best words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.ledger.snapshot import Snapshot
from dragoman.query.copies import Copies, read_copies
from dragoman.query.filters import EVERYTHING, Filters, window
from dragoman.query.mentions import MentionRow, mentions_of_events
from dragoman.query.parties import merge_actors
from dragoman.query.status import StatusWord, authority, status_history
from dragoman.query.sums import events_question
from dragoman.records.event import Event
from dragoman.records.place import Place
from dragoman.records.report import ToldIn


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event and what a reader asks of it first.

    The dates are those of ``event.when`` (``date_from`` "when"), else the first publication's ("published"). ``quote`` is the best
    telling's words, ``told_in`` where the best-placed telling stands; type, score and status come from the telling with the last word.
    """

    event: Event
    date_start: str | None
    date_end: str | None
    date_from: str | None
    status_history: tuple[StatusWord, ...]
    quad_code: int
    plover_score: float
    quote: str
    quote_report_id: str
    quote_mention_id: str
    told_in: ToldIn


def events(snapshot: Snapshot, filters: Filters = EVERYTHING) -> list[EventRow]:
    """The events that hold what is asked, by date, then id; undated ones last."""
    asked = events_question(filters)
    question = f"""
        WITH {asked.sql} SELECT event_id, dated_by, date_start, date_end, date_from
        FROM events ORDER BY date_start NULLS LAST, date_end, event_id{window(filters)}"""
    found = snapshot.rows(question, asked.given)
    told = mentions_of_events(snapshot, [row[0] for row in found], filters.with_related)
    copies = read_copies(snapshot)
    return [_event_row(row, told[row[0]], copies) for row in found]


def find_event(snapshot: Snapshot, event_id: str) -> EventRow | None:
    """One event with all its tellings, those in other stories' headlines included; None where there is none."""
    asked = events_question(Filters(with_related=True), event_id)
    found = snapshot.rows(f"WITH {asked.sql} SELECT event_id, dated_by, date_start, date_end, date_from FROM events", asked.given)
    if not found:
        return None
    return _event_row(found[0], mentions_of_events(snapshot, [event_id], with_related=True)[event_id], read_copies(snapshot))


def _event_row(sums: tuple[Any, ...], told: Sequence[MentionRow], copies: Copies) -> EventRow:
    event_id, dated_by, date_start, date_end, date_from = sums
    last_word, best = max(told, key=authority), _best_told(told)
    return EventRow(
        _merged(event_id, dated_by, told, copies),
        date_start,
        date_end,
        date_from,
        status_history=status_history(told),
        quad_code=last_word.mention.quad_code,
        plover_score=last_word.mention.plover_score,
        quote=best.mention.evidence.quote,
        quote_report_id=best.mention.report_id,
        quote_mention_id=best.mention.id,
        told_in=min((row.mention.told_in for row in told), key=_PLACE_ORDER.index),
    )


def _merged(event_id: str, dated_by: str | None, told: Sequence[MentionRow], copies: Copies) -> Event:
    by_word = sorted(told, key=authority, reverse=True)
    report_ids = {row.mention.report_id for row in told}
    return Event(
        id=event_id,
        event_type=by_word[0].mention.event_type,
        mode=next((row.mention.mode for row in by_word if row.mention.mode), None),
        status=by_word[0].mention.status,
        mention_ids=tuple(sorted(row.mention.id for row in told)),
        reports=len(report_ids),
        independent_reports=copies.count_independent(report_ids),
        when=next((row.mention.when for row in told if row.mention.id == dated_by), None),
        where=_best_place(by_word),
        sources=merge_actors(actor for row in by_word for actor in row.mention.sources),
        targets=merge_actors(actor for row in by_word for actor in row.mention.targets),
    )


_PLACE_ORDER: tuple[ToldIn, ...] = ("body", "headline", "caption", "related")


def _best_told(told: Sequence[MentionRow]) -> MentionRow:
    """Words that tell what the last word says, from running text, surest first; of equals the first published."""
    status = max(told, key=authority).mention.status
    agreeing = [row for row in told if row.mention.status == status]
    return min(agreeing, key=lambda row: (_PLACE_ORDER.index(row.mention.told_in), -row.mention.confidence))


def _best_place(by_word: Sequence[MentionRow]) -> Place | None:
    """A place that is found on the map before one that is only named."""
    places = [row.mention.where for row in by_word if row.mention.where]
    return min(places, key=lambda place: (place.lat is None, place.country is None), default=None)
