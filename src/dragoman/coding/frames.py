"""Which tellings of a report belong together in time: what was said at a meeting, and the same event told twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.coding.clock import Clock, is_day
from dragoman.coding.discourse import countries, family
from dragoman.coding.parties import is_body
from dragoman.coding.telling import Telling
from dragoman.coding.times import resolve_time
from dragoman.coding.tree import Tree
from dragoman.languages.lexicon import load_lexicon
from dragoman.records.actor import Actor
from dragoman.records.mention import EventMention
from dragoman.records.time import When

Told = tuple[Telling, EventMention]
VERBAL = frozenset("AGREE CONSULT SUPPORT CONCEDE REQUEST ACCUSE REJECT THREATEN".split())
FORETOLD = frozenset(["planned", "expected"])
HELD = frozenset(["happened", "background"])
SENTENCES_ON = 6  # how far a meeting reaches into a report
LEAD = 3  # sentences that tell beforehand what the report tells in full


def parties(mention: EventMention) -> tuple[Actor, ...]:
    return (*mention.sources, *mention.targets)


def names(actors: Sequence[Actor]) -> set[str]:
    """The persons among the parties."""
    return {a.name for a in actors if a.name and not is_body(a)}


def is_frame(mention: EventMention) -> bool:
    """A meeting or call that was held, or is to be held, on a day that the text names."""
    return mention.event_type == "CONSULT" and mention.status in HELD | FORETOLD and is_day(mention.when)


def frame_of(told: Sequence[Told], n: int) -> Told | None:
    """The latest meeting before a telling that it was, or will be, a part of; captions are read after the text."""
    before = [frame for frame in told[:n] if is_frame(frame[1])]
    return next((frame for frame in reversed(before) if belongs(told[n], frame)), None)


def belongs(told: Told, frame: Told) -> bool:
    telling, mention = told
    if mention.event_type not in VERBAL:
        return False
    after = telling.sentence - frame[0].sentence
    if frame[1].status in FORETOLD:
        return 0 <= after <= SENTENCES_ON and is_part_ahead(mention, frame[1], after)
    return returns_to(telling, mention, frame[1]) or is_part(told, frame[1], 0 <= after <= SENTENCES_ON)


def is_part(told: Told, frame: EventMention, near: bool) -> bool:
    """Whether an act was part of a meeting: one who met speaks soon after, or speaks to another who met."""
    telling, mention = told
    if mention.status != "happened" or telling.trigger.part != "verb" or not mention.sources:
        return False
    met = names(parties(frame))
    speakers, heard = names(mention.sources), [a for a in mention.targets if not is_body(a)]
    if mention.event_type != "CONSULT" and speakers and heard and all(took_part(a, frame) for a in parties(mention)):
        return True
    if mention.event_type == "CONSULT" and len(speakers) < 2 and len(mention.sources) > 1:
        return False
    here = near and mention.told_in in ("body", "headline") and "tense" in telling.reasons
    return here and (all(a.name in met for a in mention.sources) or is_most(mention.sources, frame) or bears_title(mention.sources, frame))


def took_part(actor: Actor, frame: EventMention) -> bool:
    """Whether a person met: by name, or as the one of that country whom the telling leaves unnamed ("China's minister")."""
    if actor.name in names(parties(frame)):
        return True
    return bool(actor.country) and any(a.country == actor.country and not a.name and not is_body(a) for a in parties(frame))


def is_most(actors: Sequence[Actor], frame: EventMention) -> bool:
    """Whether at least half of several named persons met."""
    who, met = names(actors), names(parties(frame))
    return len(who) > 1 and 2 * len(who & met) >= len(who)


def bears_title(actors: Sequence[Actor], frame: EventMention) -> bool:
    """Whether "the Secretary" is the title of exactly one of those who met."""
    if len(actors) != 1 or actors[0].id or actors[0].country:
        return False
    title = actors[0].quote.removeprefix("The ").removeprefix("the ")
    return bool(title) and sum(title in a.quote.split() or title == a.title for a in parties(frame)) == 1


def is_part_ahead(mention: EventMention, frame: EventMention, after: int) -> bool:
    """Whether a foretold act is part of a foretold meeting: one who will meet acts, on no third party; right behind it, also a state."""
    if mention.status not in FORETOLD | {"ruled_out"}:
        return False
    met, states = names(parties(frame)), countries(parties(frame))
    who = names(mention.sources)
    if not who <= met or not countries(parties(mention)) <= states or not names(mention.targets) <= met:
        return False
    if mention.event_type == "CONSULT":
        return len(who) > 1
    return bool(who) or (after <= 1 and bool(countries(parties(mention))))


def returns_to(telling: Telling, mention: EventMention, frame: EventMention) -> bool:
    """Whether a noun comes back to a meeting ("the five-hour meeting")."""
    nominal = telling.trigger.part == "noun" and mention.event_type == "CONSULT" and "parties from an earlier telling" in telling.reasons
    who, met = names(parties(mention)), names(parties(frame))
    same = countries(parties(mention)) == countries(parties(frame)) and (len(countries(parties(frame))) > 1 or who == met)
    return nominal and mention.status in HELD and same


def same_event(told: Sequence[Told], n: int, trees: Sequence[Tree]) -> Told | None:
    """Another telling of the same event that has its day, where all that may be it have the same one."""
    found = [other for other in told if other[1].when and other is not told[n] and is_same(told[n], other, trees)]
    days = {(o.when.start, o.when.end) for _, o in found if o.when}
    return found[0] if len(days) == 1 else None


def is_same(told: Told, other: Told, trees: Sequence[Tree]) -> bool:
    (telling, mention), (_, dated) = told, other
    if mention.event_type != dated.event_type or (mention.mode == "phone") != (dated.mode == "phone"):
        return False
    if mention.event_type == "CONSULT" and is_day(dated.when) and same_persons(mention, dated) and same_tense(mention, dated):
        return True
    return is_lead(told, other) or is_same_noun(telling, mention, other, trees)


def same_persons(mention: EventMention, dated: EventMention) -> bool:
    who = names(parties(mention))
    return len(who) > 1 and who == names(parties(dated))


def same_tense(mention: EventMention, dated: EventMention) -> bool:
    return any({mention.status, dated.status} <= group for group in (FORETOLD, HELD))


def is_lead(told: Told, other: Told) -> bool:
    """Whether a headline or the first lines tell beforehand what a later sentence tells with its day."""
    (telling, mention), (later, dated) = told, other
    first = telling.sentence < LEAD and telling.sentence < later.sentence <= 2 * LEAD and mention.told_in in ("body", "headline")
    shared = names(mention.sources) & names(dated.sources)
    same = countries(mention.targets) == countries(dated.targets) and countries(parties(mention)) == countries(parties(dated))
    return first and bool(shared) and same and mention.status == dated.status and telling.trigger.part == "verb" and is_day(dated.when)


def is_same_noun(telling: Telling, mention: EventMention, other: Told, trees: Sequence[Tree]) -> bool:
    """ "Russia's invasion" beside "the February invasion": the same noun, marked as known, no party that differs."""
    tree, dated = trees[telling.sentence], other[1]
    known = bool(tree.kids(telling.at, "nmod:poss")) or any(tree.low(k) in ("the", "this", "that") for k in tree.kids(telling.at, "det"))
    if telling.trigger.part != "noun" or mention.status not in HELD or not known or mention.event_type == "CONSULT":
        return False
    if family(telling) != family(other[0]) or telling.trigger.lemma != other[0].trigger.lemma or dated.status not in HELD:
        return False
    return agree(mention.sources, dated.sources) and agree(mention.targets, dated.targets)


def agree(left: Sequence[Actor], right: Sequence[Actor]) -> bool:
    """Whether sides do not differ: one is unsaid, or they share a country."""
    mine, yours = countries(left), countries(right)
    return not mine or not yours or bool(mine & yours)


def named_again(told: Sequence[Told], n: int, clock: Clock) -> When | None:
    """The day that a later noun gives to what was told without one: "agreed to a plan … today's deal"."""
    telling, mention = told[n]
    if telling.trigger.part != "verb" or mention.status != "happened" or mention.event_type == "CONSULT":
        return None
    for sentence in range(telling.sentence, len(clock.trees)):
        for noun, when in dated_nouns(clock, sentence, mention.event_type):
            if (sentence, noun) > (telling.sentence, telling.at) and is_only(told, n, (sentence, noun)):
                return when
    return None


def dated_nouns(clock: Clock, sentence: int, event_type: str) -> Iterator[tuple[int, When]]:
    """The nouns for events of a type that are called by their day ("Friday's deal")."""
    tree = clock.trees[sentence]
    for expression in clock.expressions(sentence):
        noun = tree.words[expression.last - 1].head
        called = noun >= expression.last and tree.words[expression.last - 1].relation in ("nmod", "compound")
        if called and any(t.part == "noun" and t.event_type == event_type for t in load_lexicon("en").find(tree.lemma(noun))):
            when = resolve_time(expression, clock.published, "past")
            if when and is_day(when):
                yield noun, when


def is_only(told: Sequence[Told], n: int, later: tuple[int, int]) -> bool:
    """Whether no other act of that type was told before a noun (its sentence and place)."""
    kind = told[n][1].event_type
    return all(
        m is told[n][1] or m.event_type != kind or t.trigger.part == "noun" or m.status != "happened"
        for t, m in told
        if (t.sentence, t.at) < later
    )
