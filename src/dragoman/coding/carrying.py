"""Times that tellings take over: from their clause, from the occasion that they are part of, from the same event told elsewhere.

What the words give comes first, then what the report gives, then the calendar of known meetings. A telling that nothing dates has no time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dragoman.coding.clock import Clock, direction_of, is_day
from dragoman.coding.dayspans import add
from dragoman.coding.discourse import is_definite
from dragoman.coding.frames import VERBAL, Told, frame_of, named_again, names, parties, same_event, same_persons
from dragoman.coding.meetings import as_when, sentence_text
from dragoman.coding.occasions import DEEP, Occasion, find_occasions, left_by, same_clause
from dragoman.coding.telling import Telling
from dragoman.coding.timemeaning import Direction
from dragoman.coding.times import TimeExpression, attached_length
from dragoman.coding.tree import Tree
from dragoman.gazetteers.meetings import Meeting
from dragoman.gazetteers.names import load_gazetteer
from dragoman.languages.meetingwords import load_meeting_words
from dragoman.languages.reference import load_reference
from dragoman.languages.reporting import load_reporting
from dragoman.records.mention import EventMention
from dragoman.records.place import Place
from dragoman.records.time import When

UNREAL = frozenset(["possible", "conditional", "threatened", "ongoing"])  # is not done when its main clause is
OBLIGATION = "obligation"  # the note of what a duty demands ("must", composition.py)
FROM_FRAME = "time of the meeting that it belongs to"
BACK = 3  # sentences back within which "will attend" says what is attended


@dataclass(frozen=True, slots=True)
class Carried:
    """A time (and place) taken over, and why."""

    when: When
    reason: str
    where: Place | None = None


@dataclass
class Carrier:
    """The tellings of a report in reading order while their times are found."""

    told: list[Told]
    clock: Clock
    calendar: bool = False  # whether meetings may be dated by the calendar yet

    def settle(self, rules: Sequence[Rule]) -> None:
        """Lets rules date what has no time, until they find nothing more."""
        changed = True
        while changed:
            changed = False
            for n, (telling, mention) in enumerate(self.told):
                if mention.when is None and (found := self.first(rules, n)) and not self.is_ahead(mention, found.when):
                    self.told[n] = (telling, with_carried(mention, found))
                    changed = True

    def first(self, rules: Sequence[Rule], n: int) -> Carried | None:
        return next((found for rule in rules if (found := rule(self, n))), None)

    def is_ahead(self, mention: EventMention, when: When) -> bool:
        """Whether days lie ahead of the report that tells an act as past: then they are not the act's."""
        past = mention.status in ("happened", "background", "denied")
        return past and bool(self.clock.published and when.start) and str(when.start)[:10] > day_after(str(self.clock.published))

    def telling_at(self, sentence: int, at: int) -> EventMention | None:
        """A dated telling by a word, or by a word that it carries."""
        return next((m for t, m in self.told if t.sentence == sentence and at in (t.at, t.anchor) and m.when), None)

    # -- when a noun takes place

    def noun_time(self, sentence: int, noun: int, direction: Direction) -> Carried | None:
        """The days of an occasion: as told, by its own words, by the calendar, or by what it refers back to."""
        if told := self.telling_at(sentence, noun):
            return Carried(told.when, "time of its occasion", told.where) if told.when else None
        tree, words = self.clock.trees[sentence], load_meeting_words("en")
        if tree.lemma(noun) in words.occasions or noun in self.clock.meetings(sentence):
            for word in (noun, *(k for k in tree.kids(noun, "acl") if tells_of(tree, k))):
                if own := self.clock.own_time(sentence, word, direction):
                    return Carried(own, "time of its occasion")
                if distant := self.relative_time(sentence, word, direction, only_exact=True):
                    return distant
        if self.calendar and (row := self.clock.meeting(sentence, noun, direction)):
            return as_carried(row, self.clock.meetings(sentence)[noun].quote)
        return self.antecedent_time(sentence, noun)

    def antecedent_time(self, sentence: int, noun: int) -> Carried | None:
        """The days of what "the gathering" comes back to: the last meeting that the calendar knows."""
        tree, words = self.clock.trees[sentence], load_meeting_words("en")
        mine = self.clock.meetings(sentence).get(noun)
        known = (mine is not None and bool(mine.bodies)) or (tree.lemma(noun) in words.groups and is_definite(tree, noun))
        if not self.calendar or not known:
            return None
        for earlier in range(sentence, -1, -1):
            for head, named in sorted(self.clock.meetings(earlier).items(), reverse=True):
                if (earlier, head) >= (sentence, noun) or not (row := self.clock.meeting(earlier, head, "none")):
                    continue
                if mine and (mine.places - set(row.places) or mine.bodies - named.bodies or mine.ministers not in (None, row.ministers)):
                    continue
                if not self.may_be(sentence, noun, row):
                    continue
                return as_carried(row, named.quote)
        return None

    def may_be(self, sentence: int, noun: int, row: Meeting) -> bool:
        """Whether the parties that a noun is told with are not two persons of other states than those that met."""
        told = next((m for t, m in self.told if (t.sentence, t.at) == (sentence, noun)), None)
        who = parties(told) if told else ()
        return len(names(who)) < 2 or row.is_of(frozenset(f"country:{a.country}" for a in who if a.country))

    def relative_time(self, sentence: int, at: int, direction: Direction, only_exact: bool = False) -> Carried | None:
        """The time before or after an occasion: "a day after the summit", "shortly before the invasion"."""
        for occasion in find_occasions(self.clock.trees[sentence], at):
            if occasion.side == "at" or occasion.noun == at:
                continue
            base = self.noun_time(sentence, occasion.noun, direction)
            if base and occasion.side == "before" and base != self.noun_time(sentence, occasion.noun, "future"):
                continue  # "before the vote in November" leaves open of which year
            if base and (when := self.beside(sentence, occasion, base.when, only_exact)):
                return Carried(when, "time seen from another event")
        return None

    def beside(self, sentence: int, occasion: Occasion, base: When, only_exact: bool) -> When | None:
        """The days before or after others: so far as the words say, else open to that side."""
        tree = self.clock.trees[sentence]
        measure = next((e for e in self.clock.expressions(sentence) if e.first <= occasion.case < e.last), None)
        if measure and "relation" in dict(measure.meaning.slots):
            return at_distance(measure, base, 1 if occasion.side == "after" else -1)
        if occasion.side == "eve" and is_day(base):
            day = add(date.fromisoformat(str(base.start)[:10]), "day", -1).isoformat()
            return When(day, day, "day", base.quote)
        if only_exact:
            return None
        quote = sentence_text(tree.sentence, occasion.case, occasion.noun + 1) if 0 <= occasion.case <= occasion.noun else base.quote
        if occasion.side in ("before", "eve"):
            return When(None, base.end, "before", quote) if base.end else None
        return When(base.start, None, "after", quote) if base.start else None


Rule = Callable[[Carrier, int], Carried | None]


def tells_of(tree: Tree, clause: int) -> bool:
    """Whether a participle behind a noun tells of the occasion itself: "the talks, held on Monday", "a vote condemning it this year"."""
    bare = tree.words[clause].deprel == "acl" and not tree.is_infinitive(clause)
    return bare and (tree.words[clause].xpos == "VBG" or tree.lemma(clause) in load_meeting_words("en").held)


def day_after(published: str) -> str:
    """A report may carry the date of the day before, in its reader's zone."""
    return add(date.fromisoformat(published[:10]), "day", 1).isoformat()


def at_distance(measure: TimeExpression, base: When, sign: int) -> When | None:
    """So many days or weeks from a time that is known to the day."""
    slots = dict(measure.meaning.slots)
    edge, number, unit = base.end if sign > 0 else base.start, slots.get("number", "vague"), slots.get("unit")
    if not edge or not is_day(base) or not isinstance(number, int) or unit not in ("hour", "day", "week", "fortnight"):
        return None
    day = add(date.fromisoformat(edge[:10]), unit, sign * number).isoformat()
    return When(day, day, "day", measure.quote)


def place_of_meeting(row: Meeting, quote: str) -> Place | None:
    """Where the calendar has a meeting; the words are those that name it."""
    if not row.towns or not row.country:
        return None
    entries = [place for name in row.towns for place in load_gazetteer().places(name) if place.country == row.country]
    if not entries:
        return Place(row.towns[0], row.country, None, None, None, quote)
    town = next((t for t in entries if t.geonames_id), entries[0])
    return Place(town.name, town.country, town.lat, town.lon, town.geonames_id, quote)


def as_carried(row: Meeting, quote: str) -> Carried:
    return Carried(as_when(row, quote), "days of a known meeting", place_of_meeting(row, quote))


def with_carried(mention: EventMention, found: Carried) -> EventMention:
    return replace(mention, when=found.when, where=mention.where or found.where, reason=f"{mention.reason}; {found.reason}")


# -- the rules, each for the telling of a number


def from_clause(carrier: Carrier, n: int) -> Carried | None:
    """A participle, a clause with "while", an attempt by the way has the time of the clause that it goes with."""
    telling, mention = carrier.told[n]
    tree, at = carrier.clock.trees[telling.sentence], telling.anchor
    if telling.trigger.part != "verb" or mention.status in UNREAL:
        return None
    for _ in range(DEEP):
        above = same_clause(tree, at)
        if above is None:
            return None
        if told := carrier.telling_at(telling.sentence, above):
            ahead = direction_of(mention.status) == "past" and direction_of(told.status) == "future"
            return Carried(told.when, "time of its main clause", told.where) if told.when and not ahead else None
        if own := carrier.clock.own_time(telling.sentence, above, direction_of(mention.status)):
            return Carried(own, "time of its main clause")
        at = above
    return None


def from_occasion(carrier: Carrier, n: int) -> Carried | None:
    """What takes place at a meeting, a vote, a ceremony has its time."""
    telling, mention = carrier.told[n]
    if telling.trigger.part == "noun" and mention.event_type != "CONSULT" and telling.anchor == telling.at:
        return None
    direction = direction_of(mention.status)
    for at in dict.fromkeys((telling.at, telling.anchor)):
        nouns = [o.noun for o in find_occasions(carrier.clock.trees[telling.sentence], at) if o.side == "at"]
        found = (carrier.noun_time(telling.sentence, noun, direction) for noun in nouns if noun != telling.at)
        if carried := next((f for f in found if f), None):
            return carried
    return None


def from_distance(carrier: Carrier, n: int) -> Carried | None:
    """What takes place before or after something that is dated."""
    telling, mention = carrier.told[n]
    direction = direction_of(mention.status)
    found = (carrier.relative_time(telling.sentence, at, direction) for at in dict.fromkeys((telling.at, telling.anchor)))
    return next((f for f in found if f), None)


def from_length(carrier: Carrier, n: int) -> Carried | None:
    """What has gone on "for two weeks" did so up to the day of publication; of "for months" the beginning is open."""
    telling, mention = carrier.told[n]
    tree, published = carrier.clock.trees[telling.sentence], carrier.clock.published
    perfect = [k for k in tree.kids(telling.anchor, "aux") if tree.lemma(k) == "have" and tree.words[k].xpos in ("VBP", "VBZ")]
    lasting = mention.status == "ongoing" or bool(perfect)
    if not published or not lasting or mention.status not in ("ongoing", "happened"):
        return None
    for at in dict.fromkeys((telling.at, telling.anchor)):
        if length := attached_length(tree.sentence, at, carrier.clock.expressions(telling.sentence)):
            return Carried(up_to(length, published[:10]), "has gone on so long")
    return None


def up_to(length: TimeExpression, day: str) -> When:
    slots = dict(length.meaning.slots)
    number, unit = slots.get("number"), slots.get("unit") or slots.get("units")
    if not isinstance(number, int) or slots.get("about"):
        return When(None, day, "before", length.quote)
    return When(add(date.fromisoformat(day), str(unit), -number).isoformat(), day, "range", length.quote)


def from_parts(carrier: Carrier, n: int) -> Carried | None:
    """A meeting's noun has the time of the participle that tells of it: "the meeting, held a day after the summit"."""
    telling, mention = carrier.told[n]
    if telling.trigger.part != "noun" or mention.event_type != "CONSULT":
        return None
    return carrier.noun_time(telling.sentence, telling.at, direction_of(mention.status))


def from_frame(carrier: Carrier, n: int) -> Carried | None:
    """What was said at talks was said when they were held."""
    frame = frame_of(carrier.told, n)
    return Carried(frame[1].when, FROM_FRAME, frame[1].where) if frame and frame[1].when else None


def from_twin(carrier: Carrier, n: int) -> Carried | None:
    """The same event told elsewhere in the report with its day."""
    twin = same_event(carrier.told, n, carrier.clock.trees)
    if twin and twin[1].when:
        return Carried(twin[1].when, "time from another telling of the same", twin[1].where)
    again = named_again(carrier.told, n, carrier.clock)
    return Carried(again, "time from a later mention of it") if again else None


def from_utterance(carrier: Carrier, n: int) -> Carried | None:
    """What a dated verb only utters ("reaffirmed its commitment") is uttered when it is."""
    telling, _ = carrier.told[n]
    tree, words = carrier.clock.trees[telling.sentence], load_meeting_words("en")
    head = tree.words[telling.at].head
    if telling.trigger.part != "noun" or telling.trigger.lemma not in words.uttered or head < 0 or tree.words[telling.at].relation != "obj":
        return None
    told = carrier.telling_at(telling.sentence, head) if tree.lemma(head) in words.uttering else None
    return Carried(told.when, "time of its utterance", told.where) if told and told.when else None


def from_speech(carrier: Carrier, n: int) -> Carried | None:
    """A demand, a charge or a promise that a speech makes is made when it is spoken: "must withdraw, he said Thursday"."""
    telling, mention = carrier.told[n]
    if mention.event_type not in VERBAL - {"CONSULT"} or mention.status != "happened" or not is_uttered(telling, mention):
        return None
    verb = speech_above(carrier, telling.sentence, telling.anchor)
    if verb is None:
        return None
    tree = carrier.clock.trees[telling.sentence]
    beside = [k for k in tree.kids(verb, "advcl") if opens_same_time(carrier, telling.sentence, k)]
    times = (carrier.clock.own_time(telling.sentence, at, "past") for at in (verb, *beside))
    return next((Carried(when, "time of the speech") for when in times if when), None)


def is_uttered(telling: Telling, mention: EventMention) -> bool:
    """Whether who speaks is who demands, charges or promises."""
    if telling.trigger.note == OBLIGATION:
        return True
    speaker = mention.attribution[-1].speaker if mention.attribution else None
    if speaker is None:
        return False
    return any((a.name and a.name == speaker.name) or (a.country and a.country == speaker.country) for a in mention.sources)


def opens_same_time(carrier: Carrier, sentence: int, clause: int) -> bool:
    tree, words = carrier.clock.trees[sentence], load_reference("en").same_time
    return tree.mark(clause) in words or any(tree.low(k) in words for k in tree.kids(clause, "advmod"))


def speech_above(carrier: Carrier, sentence: int, at: int) -> int | None:
    """The verb of saying whose content a clause is."""
    tree, verbs = carrier.clock.trees[sentence], load_reporting("en").verbs
    for above in tree.above(at):
        if tree.lemma(above) in verbs and tree.is_verb(above):
            return above
    return next((k for k in tree.kids(at, "parataxis") if tree.lemma(k) in verbs), None)


def from_remains(carrier: Carrier, n: int) -> Carried | None:
    """What is left of an act is seen on a day: the act was then or earlier."""
    telling, mention = carrier.told[n]
    if mention.event_type not in ("ASSAULT", "COERCE", "PROTEST") or telling.trigger.part != "noun":
        return None
    above = left_by(carrier.clock.trees[telling.sentence], telling.at)
    seen = carrier.clock.own_time(telling.sentence, above, "past") if above is not None else None
    return Carried(When(None, seen.end, "before", seen.quote), "what it left is seen that day") if seen and seen.end else None


def from_presence(carrier: Carrier, n: int) -> Carried | None:
    """ "He is to attend": the occasion that was last spoken of."""
    telling, mention = carrier.told[n]
    tree = carrier.clock.trees[telling.sentence]
    if telling.trigger.lemma not in ("attend", "participate") or tree.kids(telling.at, "obj"):
        return None
    occasions = load_meeting_words("en").occasions
    for sentence in range(telling.sentence, max(-1, telling.sentence - BACK - 1), -1):
        row = carrier.clock.trees[sentence]
        last = telling.at if sentence == telling.sentence else len(row)
        for noun in range(last - 1, -1, -1):
            if row.lemma(noun) in occasions and row.is_noun(noun):
                return carrier.noun_time(sentence, noun, direction_of(mention.status))
    return None


def from_text_itself(carrier: Carrier, n: int) -> Carried | None:
    """An office that writes "we condemn" condemns by writing so: the day is that on which its own text is published."""
    telling, mention = carrier.told[n]
    author, published = carrier.clock.author, carrier.clock.published
    if author is None or published is None or not mention.sources or mention.status != "happened" or mention.event_type not in VERBAL:
        return None
    tree = carrier.clock.trees[telling.sentence]
    if tree.low(len(tree) - 1) == "?":
        return None
    own = mention.sources[0].country == author.country and not names(mention.sources) - {author.name}
    if not own or mention.attribution or tree.sentence.told_in != "body" or not is_performed(carrier, n):
        return None
    day = published[:10]
    return Carried(When(day, day, "day", tree.words[telling.at].form), "done by the text itself, on the day of its publication")


def is_performed(carrier: Carrier, n: int) -> bool:
    """Whether a clause in the present tense does what its verb says; a duty that the author lays on others is laid by writing it."""
    telling, _ = carrier.told[n]
    tree = carrier.clock.trees[telling.sentence]
    if telling.trigger.note == OBLIGATION:
        return True
    top = tree.first_conjunct(telling.at)
    plain = tree.words[telling.at].xpos in ("VBP", "VBZ") and not tree.kids(telling.at, "aux")
    return plain and tree.words[top].head < 0 and tree.lemma(telling.at) in load_meeting_words("en").performing


def narrow(carrier: Carrier) -> None:
    """A week or a month in which something takes place at a known meeting is cut to the meeting's days."""
    for n, (telling, mention) in enumerate(carrier.told):
        if mention.when is None or is_day(mention.when):
            continue
        tree = carrier.clock.trees[telling.sentence]
        nouns = [telling.at, *(o.noun for o in find_occasions(tree, telling.at) if o.side == "at")]
        rows = (carrier.clock.meeting(telling.sentence, noun, direction_of(mention.status), mention.when) for noun in nouns)
        row = next((r for r in rows if r), None)
        if row and not carrier.is_ahead(mention, as_when(row, "")):
            found = as_carried(row, mention.when.quote)
            carrier.told[n] = (telling, with_carried(mention, found))


def share_places(carrier: Carrier) -> None:
    """A meeting told twice has its place once: both tellings of the same persons and days take it, and what was said there too."""
    for n, (telling, mention) in enumerate(carrier.told):
        if mention.where is None and mention.event_type == "CONSULT" and is_day(mention.when):
            meetings = [m for _, m in carrier.told if m.where and m.event_type == "CONSULT"]
            twins = [m for m in meetings if same_persons(mention, m) and same_days(mention, m)]
            if len({m.where.name for m in twins if m.where}) == 1:
                carrier.told[n] = (telling, replace(mention, where=twins[0].where))
    for n, (telling, mention) in enumerate(carrier.told):
        if mention.where is None and FROM_FRAME in mention.reason and (frame := frame_of(carrier.told, n)):
            carrier.told[n] = (telling, replace(mention, where=frame[1].where))


def same_days(left: EventMention, right: EventMention) -> bool:
    return left.when is not None and right.when is not None and (left.when.start, left.when.end) == (right.when.start, right.when.end)


BY_WORDS: tuple[Rule, ...] = (from_clause, from_occasion, from_parts, from_length, from_speech, from_utterance, from_remains)
BY_REPORT: tuple[Rule, ...] = (from_frame, from_twin)
BY_OTHERS: tuple[Rule, ...] = (from_distance, from_presence)


def carry_times(told: Sequence[Told], clock: Clock) -> list[Told]:
    """The tellings with the times that they take over; the words that give them are the quote, and the reason says so."""
    carrier = Carrier(list(told), clock)
    carrier.settle(BY_WORDS)
    carrier.settle((*BY_WORDS, *BY_REPORT))
    carrier.calendar = True
    narrow(carrier)
    carrier.settle((*BY_WORDS, *BY_REPORT, *BY_OTHERS))
    carrier.settle((from_text_itself, *BY_WORDS))
    share_places(carrier)
    return carrier.told
