"""Meetings that a sentence names, and the row of the calendar that such a name fits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.coding.dayspans import DaySpan
from dragoman.coding.timemeaning import Direction
from dragoman.gazetteers.meetings import Meeting, load_calendar
from dragoman.gazetteers.names import load_gazetteer
from dragoman.languages.meetingwords import MeetingWords, load_meeting_words
from dragoman.records.syntax import Sentence
from dragoman.records.time import When

NAMING = frozenset("compound amod nmod flat det nummod case punct fixed".split())  # what belongs to a meeting's name
NEAR = timedelta(days=7)  # a meeting named without place or time is one of these days
FAR = timedelta(days=200)  # one that is named with its place may lie so far: less than a year, for many return yearly
NEXT = timedelta(days=400)  # "the next summit" is the first one ahead, however far
SLACK = timedelta(days=1)  # a report may carry the date of the day before or after


@dataclass(frozen=True, slots=True)
class NamedMeeting:
    """Words ``[first, last)`` of a sentence about ``head`` that name a meeting, and what they say of it."""

    head: int
    first: int
    last: int
    lemma: str
    quote: str
    bodies: frozenset[str]
    ministers: str | None
    own_names: frozenset[str]
    places: frozenset[str]
    countries: frozenset[str]
    side: int  # 1 the next one, -1 the last one, 0 unsaid


def find_meetings(sentence: Sentence, language: str = "en") -> dict[int, NamedMeeting]:
    """The meetings that a sentence names, by their head words; a bare body counts where something is said to be at it."""
    words = load_meeting_words(language)
    found = (read_name(sentence, head, words) for head in heads_of(sentence, words))
    return {meeting.head: meeting for meeting in found if meeting}


def heads_of(sentence: Sentence, words: MeetingWords) -> Iterator[int]:
    forms = [word.form for word in sentence.words]
    for at, word in enumerate(sentence.words):
        if word.upos in ("NOUN", "PROPN") and word.lemma.lower() in words.heads:
            yield at
        elif (word.form[:1].isupper()) and (hit := load_calendar().match_name(forms, at)):
            yield top_of(sentence, at, hit[0])
        elif word.form[:1].isupper() and word.relation in ("obl", "nmod") and stands_at(sentence, at, words):
            yield at


def top_of(sentence: Sentence, first: int, last: int) -> int:
    return next((n for n in range(last - 1, first - 1, -1) if not first <= sentence.words[n].head < last), last - 1)


def stands_at(sentence: Sentence, at: int, words: MeetingWords) -> bool:
    """Whether a bare body is an occasion: "at the G20", "on the margins of NATO"."""
    case = next((sentence.words[n].form.lower() for n in sentence.children(at) if sentence.words[n].relation == "case"), "")
    above = sentence.words[at].head
    return case == "at" or (case == "of" and above >= 0 and sentence.words[above].lemma.lower() in words.edges)


def read_name(sentence: Sentence, head: int, words: MeetingWords) -> NamedMeeting | None:
    inside = name_words(sentence, head)
    first, last = inside[0], inside[-1] + 1
    forms = [word.form for word in sentence.words[first:last]]
    text = f" {' '.join(forms).lower()} ".replace(" ' ", " ").replace(" ’ ", " ")
    bodies, countries = read_bodies(forms)
    own = {name for at in range(len(forms)) if (hit := load_calendar().match_name(forms, at)) for name in hit[1]}
    ministers = next((who for who, phrases in words.ministers.items() if any(f" {p} " in text for p in phrases)), None)
    before = {word.form.lower() for word in sentence.words[first : head + 1]}
    side = 1 if before & words.coming else -1 if before & words.gone else 0
    places = frozenset(p for p in load_calendar().places if f" {p} " in text)
    lemma = sentence.words[head].lemma.lower()
    if not (bodies or own or places or ministers):
        return None
    quote = sentence_text(sentence, first, last)
    return NamedMeeting(head, first, last, lemma, quote, bodies, ministers, frozenset(own), places, countries, side)


def name_words(sentence: Sentence, head: int) -> list[int]:
    """The words of a meeting's name in order: its modifiers and what "of", "in" and "at" add, no clauses, no distance ("a day after")."""
    found, stack = [], [head]
    while stack:
        now = stack.pop()
        found.append(now)
        for n in sentence.children(now):
            word = sentence.words[n]
            if word.relation in NAMING and word.deprel != "nmod:unmarked" and not (now == head and word.relation in ("case", "punct")):
                stack.append(n)
    found.sort()
    at = found.index(head)
    return run_down(found, at) + found[at:]


def run_down(found: Sequence[int], at: int) -> list[int]:
    """The words that stand unbroken before the head."""
    first = at
    while first > 0 and found[first - 1] >= found[first] - 2:
        first -= 1
    return list(found[first:at])


def read_bodies(forms: Sequence[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The ids of bodies and countries in a name, and the countries that are named as such."""
    bodies, countries, at = set(), set(), 0
    while at < len(forms):
        hit = load_gazetteer().match(forms, at) if forms[at][:1].isupper() else None
        for entry in hit[1] if hit else ():
            if entry.kind == "organisation":
                bodies.add(entry.id)
            elif entry.kind in ("country", "demonym") and entry.country:
                bodies.add(f"country:{entry.country}")
                countries |= {entry.country} if entry.kind == "country" else set()
        at = hit[0] if hit else at + 1
    return frozenset(bodies), frozenset(countries)


def sentence_text(sentence: Sentence, first: int, last: int) -> str:
    out = sentence.words[first].form
    for n in range(first + 1, last):
        out += (" " if sentence.words[n].start > sentence.words[n - 1].end else "") + sentence.words[n].form
    return out


def match_meeting(named: NamedMeeting, published: str | None, direction: Direction, days: DaySpan | None = None) -> Meeting | None:
    """The one row that fits the words, the tense and the day of publication; None where none or several do.

    ``days`` are what the text says of the time ("this week"): then the row must meet them, however far they lie.
    """
    if published is None:
        return None
    day = date.fromisoformat(published[:10])
    side: Direction = "future" if named.side > 0 else "past" if named.side < 0 else direction
    rows = [row for row in load_calendar().meetings if fits_words(named, row) and fits_side(row, day, side)]
    if days:
        return only(kinds_in_order(named, [row for row in rows if meets(row, days)]))
    reach = NEXT if named.side else FAR if named.places or named.countries else NEAR
    for kinds in kinds_in_order(named, rows):
        near = [row for row in kinds if is_within(row, day, NEAR)]
        far = [row for row in kinds if is_within(row, day, reach)]
        if named.side and far:
            return min(far, key=lambda row: row.start) if named.side > 0 else max(far, key=lambda row: row.start)
        if chosen := near or far:
            return chosen[0] if len(chosen) == 1 else None
    return None


def only(groups: Iterable[Sequence[Meeting]]) -> Meeting | None:
    """The row of the first kind that has any, if it is the only one."""
    rows = next((group for group in groups if group), ())
    return rows[0] if len(rows) == 1 else None


def kinds_in_order(named: NamedMeeting, rows: Sequence[Meeting]) -> list[list[Meeting]]:
    """The rows by kind: a summit is first sought among summits; where a noun leaves the kind open, all kinds at once."""
    kinds = load_meeting_words("en").heads.get(named.lemma)
    if named.own_names or kinds is None:
        return [list(rows)]
    if kinds[0] == "summit":
        return [[r for r in rows if r.kind == "summit"], [r for r in rows if r.kind in kinds[1:]]]
    return [[r for r in rows if r.kind in kinds]]


def fits_words(named: NamedMeeting, row: Meeting) -> bool:
    called = not named.own_names.isdisjoint(row.names)
    if row.names and not row.bodies and not called:
        return False
    if named.own_names and not called:
        return False
    if named.ministers and row.ministers != named.ministers:
        return False
    if named.places and named.places.isdisjoint(row.places):
        return False
    here = named.countries and row.country in named.countries
    met = named.bodies - {f"country:{row.country}"} if here else named.bodies
    if not called and not (row.is_of(met) or row.is_of(named.bodies)):
        # By its town alone only a summit is known: "the Madrid summit".
        return not met and bool(named.places) and row.kind == "summit" and named.lemma == "summit"
    return bool(named.places) or not named.countries or bool(here) or (row.is_of(named.bodies) and not met - row.bodies)


def fits_side(row: Meeting, day: date, direction: Direction) -> bool:
    if direction == "past":
        return row.start <= day + SLACK
    return direction != "future" or row.end >= day - SLACK


def meets(row: Meeting, days: DaySpan) -> bool:
    return (days.end is None or row.start <= days.end) and (days.start is None or row.end >= days.start)


def is_within(row: Meeting, day: date, reach: timedelta) -> bool:
    return row.start - reach <= day <= row.end + reach


def as_when(row: Meeting, quote: str) -> When:
    """The days of a meeting, with the words of the text that name it."""
    return When(row.start.isoformat(), row.end.isoformat(), "day" if row.start == row.end else "range", quote)
