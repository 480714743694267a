"""Signs that two tellings are, or are not, of one event. A sign's docstring is the reason that a user reads; its value is 0..1.

A new sign is a function here and a line in WEIGHTS.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from dragoman.languages.lexicon import read_yaml
from dragoman.linking.located import Located
from dragoman.linking.parties import clashing_side, shared_persons

Sign = Callable[[Located, Located], float]
FORETOLD = frozenset({"planned", "expected", "possible", "conditional", "threatened"})
TOLD = frozenset({"happened", "ongoing", "background"})
# Kinds of which the same parties may do several on one day.
FREQUENT = frozenset({"ASSAULT", "ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT", "AGREE", "COERCE", "PROTEST"})
# Kinds that take two.
MUTUAL = frozenset({"CONSULT", "COOPERATE"})
GATHERING = 5  # parties from which on a meeting is a gathering
LONE = 0.5  # what one common party tells, where the other is not known: many meet one minister in a week
NEAR = 1500  # characters within which "the meeting" refers back


@cache
def linking_words(kind: str, language: str = "en") -> frozenset[str]:
    return frozenset(read_yaml(language, "linking.yaml")[kind])


def words_before(located: Located, count: int) -> list[str]:
    """The last words before the trigger within its evidence, lower case."""
    evidence, trigger = located.mention.evidence, located.mention.trigger
    before = evidence.quote[: max(0, trigger.start - evidence.start)]
    return re.findall(r"[\w-]+", before.lower())[-count:]


def same_report(left: Located, right: Located) -> bool:
    return left.mention.report_id == right.mention.report_id


# -- for


def same_parties(left: Located, right: Located) -> float:
    """the same parties"""
    ours, theirs = left.parties.sides, right.parties.sides
    return 0.0 if ours != theirs or not ours else LONE if len(ours) == 1 else 1.0


def some_parties(left: Located, right: Located) -> float:
    """the parties of one are among those of the other"""
    ours, theirs = left.parties.sides, right.parties.sides
    if ours == theirs or not ours or not theirs or not (ours <= theirs or theirs <= ours):
        return 0.0
    return LONE if min(len(ours), len(theirs)) == 1 else 1.0


def same_persons(left: Located, right: Located) -> float:
    """the same named persons"""
    ours, theirs = left.parties, right.parties
    return shared_persons(ours, theirs) / max(2, min(len(ours.persons), len(theirs.persons)))


def same_sides(left: Located, right: Located) -> float:
    """the same side acts, on the same side"""
    if not left.acted_on.sides or not left.acting.sides:
        return 0.0
    acts = left.acting.sides == right.acting.sides
    return float(acts and left.acted_on.sides == right.acted_on.sides)


def same_day(left: Located, right: Located) -> float:
    """the same day"""
    ours, theirs = left.stated_days, right.stated_days
    return float(bool(ours and theirs) and ours == theirs and ours is not None and ours.length == 1)


def overlapping_times(left: Located, right: Located) -> float:
    """times that overlap"""
    ours, theirs = left.stated_days, right.stated_days
    if ours is None or theirs is None or same_day(left, right):
        return 0.0
    return 1.0 if ours.gap(theirs) == 0 and ours.end >= theirs.start else 0.0


def published_together(left: Located, right: Located) -> float:
    """published within days of each other"""
    ours, theirs = left.published_day, right.published_day
    if ours is None or theirs is None:
        return 0.0
    return max(0.0, 1 - abs((ours - theirs).days) / 4)


def same_place(left: Located, right: Located) -> float:
    """the same place"""
    ours, theirs = left.mention.where, right.mention.where
    if ours is None or theirs is None:
        return 0.0
    return float(
        ours.name.casefold() == theirs.name.casefold() or (ours.geonames_id is not None and ours.geonames_id == theirs.geonames_id)
    )


def place_within(left: Located, right: Located) -> float:
    """a place of one within the country of the other"""
    ours, theirs = left.mention.where, right.mention.where
    if ours is None or theirs is None or same_place(left, right) or ours.country is None:
        return 0.0
    return float(ours.country == theirs.country and (ours.lat is None or theirs.lat is None))


def same_mode(left: Located, right: Located) -> float:
    """the same mode"""
    return float(left.mention.mode is not None and left.mention.mode == right.mention.mode)


def same_word(left: Located, right: Located) -> float:
    """the same word for it"""
    return float(left.mention.trigger.quote.casefold()[:5] == right.mention.trigger.quote.casefold()[:5])


def foretold_then_told(left: Located, right: Located) -> float:
    """foretold in one, told of as done in the other, in that order"""
    first, last = sorted((left, right), key=lambda located: located.published or "")
    return float(first.mention.status in FORETOLD and last.mention.status in TOLD and first.published != last.published)


def told_twice(left: Located, right: Located) -> float:
    """told twice in one report"""
    if left.mention.event_type in FREQUENT and left.mention.told_in == right.mention.told_in:
        return 0.0
    return float(same_report(left, right) and not same_sentence(left, right))


def refers_back(left: Located, right: Located) -> float:
    """the later words refer back to it"""
    if not same_report(left, right):
        return 0.0
    first, last = sorted((left, right), key=lambda located: located.mention.trigger.start)
    distance = last.mention.trigger.start - first.mention.trigger.end
    if linking_words("definite").isdisjoint(words_before(last, 3)) or not linking_words("further").isdisjoint(words_before(last, 3)):
        return 0.0
    return max(0.0, 1 - distance / NEAR)


def copied_words(left: Located, right: Located) -> float:
    """copies of one report tell it in the same words"""
    if left.family is None or left.family != right.family or same_report(left, right):
        return 0.0
    same_words = left.mention.evidence.quote.split() == right.mention.evidence.quote.split()
    return float(same_words and left.mention.trigger.quote == right.mention.trigger.quote)


def lasting_conflict(left: Located, right: Located) -> float:
    """a lasting conflict of the same sides"""
    if not same_parties(left, right):
        return 0.0
    return float(all(is_lasting(located) for located in (left, right)))


def is_lasting(located: Located) -> bool:
    words = re.findall(r"[\w-]+", located.mention.trigger.quote.lower())
    return located.mention.status in TOLD and not linking_words("lasting").isdisjoint(words)


# -- against


def other_parties(left: Located, right: Located) -> float:
    """parties that the other does not have"""
    ours, theirs = left.parties.sides, right.parties.sides
    return float(bool(ours and theirs) and not (ours <= theirs or theirs <= ours))


def other_persons(left: Located, right: Located) -> float:
    """other persons of the same side"""
    return float(clashing_side(left.parties, right.parties) is not None)


def sides_swapped(left: Located, right: Located) -> float:
    """who acts in one is acted on in the other"""
    ours, theirs = left.acting.sides, right.acted_on.sides
    if not ours or not theirs or right.acting.sides == ours:
        return 0.0
    return float(ours == theirs and left.mention.event_type != "CONSULT")


def other_days(left: Located, right: Located) -> float:
    """days that do not meet"""
    ours, theirs = left.stated_days, right.stated_days
    gap = ours.gap(theirs) if ours and theirs else 0
    return 0.0 if gap == 0 else 0.9 if gap == 1 else 1.0


def far_in_time(left: Located, right: Located) -> float:
    """told weeks apart, with nothing that says it is the same day"""
    ours, theirs = left.days, right.days
    if ours is None or theirs is None or other_days(left, right) or (ours.is_stated and theirs.is_stated and ours.gap(theirs) == 0):
        return 0.0
    if lasting_conflict(left, right):
        return 0.0
    return min(1.0, ours.gap(theirs) / 7)


def other_place(left: Located, right: Located) -> float:
    """another place"""
    ours, theirs = left.mention.where, right.mention.where
    if ours is None or theirs is None or same_place(left, right) or place_within(left, right):
        return 0.0
    if ours.country and theirs.country and ours.country != theirs.country:
        return 1.0
    return 0.6 if ours.lat is not None and theirs.lat is not None else 0.3


def other_mode(left: Located, right: Located) -> float:
    """another way of doing it"""
    ours, theirs = left.mention.mode, right.mention.mode
    return float(ours is not None and theirs is not None and ours != theirs)


def gathering_or_pair(left: Located, right: Located) -> float:
    """a gathering of many in one, a meeting of two in the other"""
    return float(left.mention.event_type == "CONSULT" and is_gathering(left) != is_gathering(right) and (is_pair(left) or is_pair(right)))


def is_gathering(located: Located) -> bool:
    return located.mention.mode == "multilateral" or len(located.parties.sides) >= GATHERING


def is_pair(located: Located) -> bool:
    return not is_gathering(located) and len(located.parties.sides) == 2


def told_as_further(left: Located, right: Located) -> float:
    """one is told of as a further or an earlier one"""
    ours, theirs = (not linking_words("further").isdisjoint(words_before(located, 3)) for located in (left, right))
    return float(ours != theirs)


def same_sentence(left: Located, right: Located) -> float:
    """two words of one sentence, each for its own event"""
    return float(same_report(left, right) and left.mention.evidence.span.overlaps(right.mention.evidence.span))


def foretold_after_told(left: Located, right: Located) -> float:
    """foretold in one after the other had told of it as done"""
    for foretold, told in ((left, right), (right, left)):
        if foretold.mention.status in FORETOLD and told.mention.status in TOLD and is_later(foretold, told):
            return 1.0
    return 0.0


def is_later(foretold: Located, told: Located) -> bool:
    """Whether the foretelling report came out after the day on which the other's event was over."""
    published, days = foretold.published_day, told.days
    if published is None or days is None or told.mention.status == "ongoing" or same_report(foretold, told):
        return False
    over = days.end if days.is_stated else told.published_day
    return over is not None and published > over


def often_done(left: Located, right: Located) -> float:
    """a kind of act of which there are many a day"""
    if left.mention.event_type not in FREQUENT or copied_words(left, right) or lasting_conflict(left, right):
        return 0.0
    return 1.0


def nameless(left: Located, right: Located) -> float:
    """nobody is known who takes part"""
    if refers_back(left, right):
        return 0.0
    return float(not left.parties.sides or not right.parties.sides)


def one_sided(left: Located, right: Located) -> float:
    """whom it was with is told in one only, or in none"""
    if left.mention.event_type not in MUTUAL or same_day(left, right) or refers_back(left, right) or copied_words(left, right):
        return 0.0
    return float(min(len(left.parties.sides), len(right.parties.sides)) == 1)


def running_contacts(left: Located, right: Located) -> float:
    """contacts that go on are told of in one, a single meeting in the other"""
    if left.mention.event_type != "CONSULT":
        return 0.0
    runs = [m.status == "ongoing" and m.when is None for m in (left.mention, right.mention)]
    return float(runs[0] != runs[1])


# The weights are chosen by hand so that the cases in tests/linking come out right; they add up to log-odds.
WEIGHTS: dict[Sign, float] = {
    same_parties: 2.0,
    some_parties: 0.7,
    same_persons: 2.5,
    same_sides: 0.5,
    same_day: 2.5,
    overlapping_times: 1.5,
    published_together: 0.5,
    same_place: 1.5,
    place_within: 0.7,
    same_mode: 0.5,
    same_word: 0.5,
    foretold_then_told: 0.7,
    told_twice: 0.8,
    refers_back: 3.5,
    copied_words: 9.0,
    lasting_conflict: 4.0,
    other_parties: -5.0,
    other_persons: -5.0,
    sides_swapped: -4.0,
    other_days: -6.0,
    far_in_time: -4.0,
    other_place: -3.0,
    other_mode: -1.5,
    gathering_or_pair: -5.0,
    told_as_further: -3.0,
    same_sentence: -5.0,
    foretold_after_told: -5.0,
    often_done: -1.0,
    nameless: -1.5,
    one_sided: -1.0,
    running_contacts: -5.0,
}
BIAS = -2.5
