"""One page in words, each sentence with its sources: what happened, what was said, what is ahead, what came of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.ledger.snapshot import Snapshot
from dragoman.query.events import events
from dragoman.query.expectations import expectations
from dragoman.query.filters import Filters
from dragoman.query.mentions import mentions_of_events
from dragoman.query.record import find_record
from dragoman.query.reports import ReportRow, reports
from dragoman.query.statements import statements
from dragoman.query.wording import (
    Deed,
    capitalise,
    is_named,
    join_names,
    name_actor,
    name_country,
    read_wording,
    say_day,
    say_when,
    say_where,
    say_who_says,
    section_of,
    tell,
)
from dragoman.records.event import Event
from dragoman.records.expectation import Expectation
from dragoman.records.mention import EventMention
from dragoman.records.statement import Statement

AHEAD = ("planned", "expected", "conditional", "threatened", "possible", "ruled_out")  # in the order in which a page tells them
QUOTED_TELLINGS = 3  # the quotes that a sentence cites; the number of reports says how many more there are
EVENTS = 20  # in one section; those that more independent reports tell of come first
STATEMENTS = 12  # on one page; the note at its end says how many more the ledger holds
# Words that take the hearer as their object.
TELLING = frozenset(["told", "tells", "tell", "informed", "warned", "assured", "reminded"])
QUOTES = '“”" '
SECTIONS = ("What happened", "What was said", "What is ahead", "What came of what was expected", "Background")


@dataclass(frozen=True, slots=True)
class Material:
    """What a page is made from: the records that a question to the ledger gave, and the reports and tellings behind them."""

    events: Sequence[Event]
    mentions: Mapping[str, EventMention]
    reports: Mapping[str, ReportRow]
    statements: Sequence[Statement] = ()
    expectations: Sequence[Expectation] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence and the numbers of its sources."""

    words: str
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Quoted:
    """A numbered source: the report and its exact words."""

    number: int
    report: ReportRow
    quote: str


@dataclass(frozen=True, slots=True)
class Brief:
    """The page: sections in their order (empty ones left out), the numbered sources, and what was left out."""

    heading: str
    sections: dict[str, tuple[Line, ...]]
    sources: tuple[Quoted, ...]
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class _Sources:
    """Numbers quotes in the order in which the page first cites them."""

    numbered: dict[tuple[str, str], Quoted] = field(default_factory=dict)

    def cite(self, report: ReportRow, quote: str) -> int:
        key = (report.id, quote)
        if key not in self.numbered:
            self.numbered[key] = Quoted(len(self.numbered) + 1, report, quote)
        return self.numbered[key].number


def read_brief(snapshot: Snapshot, between: tuple[str, str] | None = None, day: str | None = None) -> Brief:
    """The page on two parties, a day (ISO date), or all, as of the snapshot's moment."""
    asked = Filters(between=between, since=day, until=day)
    rows = events(snapshot, asked)
    told = mentions_of_events(snapshot, [row.event.id for row in rows], with_related=False)
    mentions = {row.mention.id: row.mention for group in told.values() for row in group}
    held = expectations(snapshot, asked)
    mentions |= {row.told.mention.id: row.told.mention for row in held}
    mentions |= _mentions_that_met(snapshot, [i for row in held for i in row.expectation.outcome_mention_ids if i not in mentions])
    material = Material(
        events=[row.event for row in rows],
        mentions=mentions,
        reports={row.id: row for row in reports(snapshot)},
        statements=_statements_behind(snapshot, mentions, between),
        expectations=[row.expectation for row in held],
    )
    return make_brief(material, say_heading(snapshot, between, day))


def _mentions_that_met(snapshot: Snapshot, mention_ids: Iterable[str]) -> dict[str, EventMention]:
    found = (find_record(snapshot, mention_id) for mention_id in dict.fromkeys(mention_ids))
    return {record.id: record for record in found if isinstance(record, EventMention)}


def _statements_behind(snapshot: Snapshot, mentions: Mapping[str, EventMention], between: tuple[str, str] | None) -> list[Statement]:
    """What the two sides said in the reports that tell of the events; words that a sentence of the page tells already are left out."""
    asked = Filters(actor=between) if between else Filters()
    behind = {mention.report_id for mention in mentions.values()}
    found = [row.statement for row in statements(snapshot, asked) if row.statement.report_id in behind]
    told = {(mention.report_id, mention.evidence.quote) for mention in mentions.values()}
    return [s for s in found if not any(s.report_id == report_id and s.content in quote for report_id, quote in told)]


def say_heading(snapshot: Snapshot, between: tuple[str, str] | None, day: str | None) -> str:
    """``The United States and China on 9 July 2022, as known at …``"""
    parties = join_names([name_country(side.upper()) or side for side in between]) if between else "All parties"
    moment = f", as known at {say_day(snapshot.as_of.date().isoformat())} {snapshot.as_of:%H:%M} UTC" if snapshot.as_of else ""
    return capitalise(parties) + (f" on {say_day(day)}" if day else "") + moment


def make_brief(material: Material, heading: str) -> Brief:
    """The page for the given records; rows that name no party are left out and counted."""
    sources = _Sources()
    named = [event for event in material.events if any(map(is_named, (*event.sources, *event.targets)))]
    sections = {
        "What happened": _tell_events(_sorted(named, "done"), material, sources),
        "What was said": [
            *_tell_events(_sorted(named, "said"), material, sources),
            *_tell_statements(_shown(material.statements), material.reports, sources),
        ],
        "What is ahead": _tell_events(_ahead(named, material), material, sources),
        "What came of what was expected": _tell_outcomes(material, sources),
        "Background": _tell_events(_most_told([event for event in named if event.status in ("background", "denied")]), material, sources),
    }
    filled = {title: tuple(sections[title]) for title in SECTIONS if sections[title]}
    return Brief(heading, filled, tuple(sources.numbered.values()), tuple(_notes(material, len(material.events) - len(named))))


def _sorted(events: Iterable[Event], section: str) -> list[Event]:
    held = [e for e in events if e.status in ("happened", "ongoing") and section_of(e.event_type) == section]
    return _most_told(sorted(held, key=_in_time))


def _most_told(events: list[Event]) -> list[Event]:
    """As many as a section takes, still in their order."""
    kept = set(sorted((event.id for event in events), key={e.id: -e.independent_reports for e in events}.__getitem__)[:EVENTS])
    return [event for event in events if event.id in kept]


def _in_time(event: Event) -> tuple[str, str]:
    return ((event.when.start or event.when.end) if event.when else None) or "9999", event.id


def _ahead(events: Iterable[Event], material: Material) -> list[Event]:
    """Foretold events of which nothing is known yet; those with an outcome are told with it."""
    resolved = {x.mention_id for x in material.expectations if x.outcome != "open"}
    ahead = [e for e in events if e.status in AHEAD and not resolved.intersection(e.mention_ids)]
    return _most_told(sorted(ahead, key=lambda event: (AHEAD.index(event.status), _in_time(event))))


def _tell_events(events: Iterable[Event], material: Material, sources: _Sources) -> list[Line]:
    return [line for event in events if (line := _tell_event(event, material, sources))]


def _tell_event(event: Event, material: Material, sources: _Sources) -> Line | None:
    tellings = _best_tellings(event, material)
    if not tellings:
        return None
    clause = tell(Deed(event.event_type, event.mode, event.status, event.sources, event.targets))
    where_when = " ".join(filter(None, (say_where(event.where), say_when(event.when))))
    words = f"{clause} {where_when}".strip() + _say_attribution([m for m in tellings if m.status == event.status]) + _say_count(event)
    return Line(words + ".", tuple(sources.cite(material.reports[m.report_id], m.evidence.quote) for m in tellings))


def _best_tellings(event: Event, material: Material) -> list[EventMention]:
    """One telling a report, those with the event's own status first, then the surest; a few of them."""
    known = [m for mention_id in event.mention_ids if (m := material.mentions.get(mention_id)) and m.report_id in material.reports]
    known.sort(key=lambda m: (m.status != event.status, material.reports[m.report_id].copy_of is not None, -m.confidence, m.id))
    by_report = {mention.report_id: mention for mention in reversed(known)}
    return [mention for mention in known if by_report[mention.report_id] is mention][:QUOTED_TELLINGS]


def _say_attribution(tellings: Sequence[EventMention]) -> str:
    """Who says so, where the best telling has it from somebody; nothing where a report says it in its own voice."""
    return say_who_says(tellings[0].attribution) if tellings and all(m.attribution for m in tellings) else ""


def _say_count(event: Event) -> str:
    if event.reports < 2:
        return ""
    return f" ({event.reports} reports, {event.independent_reports} of them independent)"


def _shown(statements: Sequence[Statement]) -> list[Statement]:
    """Statements whose speaker is known, direct speech first, then as given; the same words once."""
    known = [s for s in statements if s.speaker and is_named(s.speaker)]
    kept: list[Statement] = []
    for statement in sorted(known, key=lambda s: ("direct", "mixed", "indirect").index(s.wording)):
        if not any(_is_in(statement, other) or _is_in(other, statement) for other in kept):
            kept.append(statement)
    return kept[:STATEMENTS]


def _is_in(statement: Statement, other: Statement) -> bool:
    bare = statement.content.strip().removeprefix("that ").strip(".,")
    same_report = statement.report_id == other.report_id
    return bare in other.content if same_report else bare == other.content.strip().removeprefix("that ").strip(".,")


def _tell_statements(statements: Iterable[Statement], reports: Mapping[str, ReportRow], sources: _Sources) -> Iterator[Line]:
    for statement in statements:
        if statement.speaker and (report := reports.get(statement.report_id)):
            words = f"{capitalise(name_actor(statement.speaker))} {_say_content(statement)}."
            yield Line(words, (sources.cite(report, statement.evidence.quote),))


def _say_content(statement: Statement) -> str:
    """``said: “…”``, ``told Japan that …``"""
    content = " ".join(statement.content.split()).strip(",.: ")
    hearers = join_names([name_actor(actor) for actor in statement.addressees if is_named(actor)])
    cue = f"{statement.cue} {hearers}" if hearers and statement.cue in TELLING else statement.cue
    if statement.wording == "direct":
        return f"{cue}: “{content.strip(QUOTES)}”"
    return f"{cue} {content}" if content.startswith("that ") else f"{cue}: {content}"


def _tell_outcomes(material: Material, sources: _Sources) -> list[Line]:
    """One line for each foretold event that something came of, with the words before and the words after."""
    event_of = {mention_id: event.id for event in material.events for mention_id in event.mention_ids}
    alike: dict[tuple[str, str], list[Expectation]] = defaultdict(list)
    for expectation in material.expectations:
        if expectation.outcome != "open" and expectation.mention_id in material.mentions:
            alike[event_of.get(expectation.mention_id, expectation.mention_id), expectation.outcome].append(expectation)
    return [line for group in alike.values() if (line := _tell_outcome(group, material, sources))]


def _tell_outcome(group: Sequence[Expectation], material: Material, sources: _Sources) -> Line | None:
    foretold = [material.mentions[x.mention_id] for x in group if material.mentions[x.mention_id].report_id in material.reports]
    if not foretold or not any(map(is_named, (*foretold[0].sources, *foretold[0].targets))):
        return None
    first = min(foretold, key=lambda m: (material.reports[m.report_id].published or "9999", m.id))
    after = [m for x in group for i in x.outcome_mention_ids if (m := material.mentions.get(i)) and m.report_id in material.reports]
    status = first.status if first.status in AHEAD else "expected"
    clause = tell(Deed(first.event_type, first.mode, status, first.sources, first.targets))
    words = " ".join(filter(None, (f"Foretold: {clause}", say_when(first.when))))
    came = read_wording()["outcomes"][group[0].outcome]
    cited = [sources.cite(material.reports[m.report_id], m.evidence.quote) for m in (first, *_once_a_report(after))]
    return Line(f"{words}{say_who_says(first.attribution)}. {came}.", tuple(dict.fromkeys(cited)))


def _once_a_report(mentions: Sequence[EventMention]) -> list[EventMention]:
    return list({mention.report_id: mention for mention in mentions}.values())[:QUOTED_TELLINGS]


def _notes(material: Material, unnamed: int) -> Iterator[str]:
    if unnamed:
        yield f"{unnamed} {'row names' if unnamed == 1 else 'rows name'} no party and {'is' if unnamed == 1 else 'are'} left out."
    hidden = len(material.statements) - len(_shown(material.statements))
    if hidden:
        yield f"{hidden} more {'statement stands' if hidden == 1 else 'statements stand'} in the ledger (dragoman statements)."
    undated = sum(event.when is None for event in material.events)
    if undated:
        yield f"{undated} {'event has' if undated == 1 else 'events have'} no date in the reports; none was filled in."


def as_lines(brief: Brief) -> Iterator[str]:
    """The page as lines of plain text, not wrapped."""
    yield brief.heading
    for title, lines in brief.sections.items():
        yield from ("", title)
        yield from (f"* {line.words} {cite(line)}" for line in lines)
    if not brief.sections:
        yield from ("", "The ledger holds nothing on this.")
    if brief.sources:
        yield from ("", "Sources")
        yield from map(say_source, brief.sources)
    if brief.notes:
        yield from ("", *brief.notes)


def cite(line: Line) -> str:
    """``[1] [4]``"""
    return " ".join(f"[{number}]" for number in line.sources)


def say_source(source: Quoted) -> str:
    """``[1] Meridian Wire, 6 July 2022, Title: “exact words”``"""
    report = source.report
    published = say_day(report.published) if report.published else "no date"
    named = ", ".join(filter(None, (report.publisher, published, report.title or report.id)))
    return f"[{source.number}] {named}: “{' '.join(source.quote.split())}”"
