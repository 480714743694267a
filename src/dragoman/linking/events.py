"""Which tellings are of one event: pairs worth comparing, the signs between them, a verdict with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations
from math import exp

from dragoman.linking.features import BIAS, TOLD, WEIGHTS, Sign, copied_words, is_lasting, other_parties, same_day, same_persons
from dragoman.linking.located import Days, Located
from dragoman.records.ids import make_id
from dragoman.records.judgement import Judgement, Verdict

JUDGED_BY = "linking signs 1"
SAME_FROM, DIFFERENT_TO = 0.75, 0.35
WORTH_TELLING = 1.5  # log-odds in favour below which nobody would think of the same event, and no verdict is kept
CLEARLY_AGAINST = -2.0  # log-odds of the strongest sign against, short of which little likeness is no difference
WINDOW = 24  # neighbours that a telling is compared with in a crowded block: what keeps the cost linear
LONG = 35  # days: a longer time is looked up by months, not weeks
MOST_MONTHS, MOST_SIDES = 8, 6
EPOCH = date(1970, 1, 5)  # a Monday
Block = tuple[str, ...]


def judge_events(new: Sequence[Located], known: Sequence[Located] = ()) -> list[Judgement]:
    """Verdicts on pairs of tellings of which at least one is new, in order of ids; pairs that cannot be meant are left out.

    ``score`` is how likely the two are one event; the cost grows linearly with the tellings.
    """
    judged = (judge_pair(left, right) for left, right in find_candidates(new, known))
    return sorted((j for j in judged if j), key=lambda j: (j.left, j.right))


def judge_pair(left: Located, right: Located) -> Judgement | None:
    """A verdict on two tellings; None where they plainly have nothing to do with each other."""
    if left.mention.id > right.mention.id:
        left, right = right, left
    if left.mention.event_type != right.mention.event_type or is_plainly_apart(left, right):
        return None
    signs = [(sign, strength * weight) for sign, weight in WEIGHTS.items() if (strength := sign(left, right))]
    score = 1 / (1 + exp(-(BIAS + sum(value for _, value in signs))))
    verdict: Verdict = "same" if score >= SAME_FROM else "different" if score <= DIFFERENT_TO else "unsure"
    if verdict != "same" and sum(value for _, value in signs if value > 0) < WORTH_TELLING:
        return None
    if verdict == "different" and min((value for _, value in signs), default=0.0) > CLEARLY_AGAINST:
        return None
    return Judgement(left.mention.id, right.mention.id, verdict, "event", round(score, 4), explain(signs), JUDGED_BY)


def is_plainly_apart(left: Located, right: Located) -> bool:
    """Other parties, and no person or day in common that could make one think of the same event."""
    return bool(other_parties(left, right)) and not (same_persons(left, right) or same_day(left, right) or copied_words(left, right))


def explain(signs: Iterable[tuple[Sign, float]]) -> str:
    """The signs in words, the weightiest first, what speaks against it last."""
    ordered = sorted(signs, key=lambda sign: -abs(sign[1]))
    for_it = ", ".join(sign.__doc__ or "" for sign, value in ordered if value > 0)
    against = ", ".join(sign.__doc__ or "" for sign, value in ordered if value < 0)
    return f"{for_it}; against it: {against}" if for_it and against else for_it or f"against it: {against}"


def find_candidates(new: Sequence[Located], known: Sequence[Located] = ()) -> Iterator[tuple[Located, Located]]:
    """Pairs with a new telling in them that share a block; each pair once."""
    everything = {located.mention.id: located for located in (*known, *new)}
    fresh = {located.mention.id for located in new}
    blocks: dict[Block, list[str]] = {block: [] for located in new for block in blocks_of(located)}
    for mention_id in sorted(everything):
        for block in blocks.keys() & blocks_of(everything[mention_id]):
            blocks[block].append(mention_id)
    seen: set[tuple[str, str]] = set()
    for block in sorted(blocks):
        for pair in neighbours(blocks[block], everything):
            if pair not in seen and (pair[0] in fresh or pair[1] in fresh):
                seen.add(pair)
                yield everything[pair[0]], everything[pair[1]]


def neighbours(ids: Sequence[str], located: dict[str, Located]) -> Iterator[tuple[str, str]]:
    """All pairs of a small block; in a crowded one those that stand near each other by day, place and word."""
    ordered = ids if len(ids) <= WINDOW else sorted(ids, key=lambda i: nearness(located[i]))
    for n, left in enumerate(ordered):
        for right in ordered[n + 1 : n + 1 + WINDOW]:
            yield (left, right) if left < right else (right, left)


def nearness(located: Located) -> tuple[str, ...]:
    mention, days = located.mention, located.days
    place = mention.where.name.casefold() if mention.where else ""
    sides = " ".join(sorted(located.parties.sides))
    return (days.start.isoformat() if days else "", sides, place, mention.trigger.quote.casefold(), mention.id)


def blocks_of(located: Located) -> set[Block]:
    """Where a telling is looked for: by type, by party or pair of parties, by week or month; by report; by its very words."""
    mention = located.mention
    kind = mention.event_type
    blocks: set[Block] = {("report", kind, mention.report_id)}
    if located.family:
        blocks.add(("words", kind, located.family, make_id("w", mention.evidence.quote.split())))
    parties = list(party_keys(located.parties.sides))
    if mention.status in TOLD and is_lasting(located):
        blocks.update(("lasting", kind, party) for party in parties if "+" in party)
    blocks.update((kind, party, bucket) for bucket in buckets_of(located.days) for party in parties)
    return blocks


def party_keys(sides: frozenset[str]) -> Iterator[str]:
    chosen = sorted(sides)[:MOST_SIDES]
    yield from chosen
    for left, right in combinations(chosen, 2):
        yield f"{left}+{right}"


def buckets_of(days: Days | None) -> Iterator[str]:
    """The months that an event may lie in, and the weeks where its time is short."""
    if days is None:
        yield "undated"
        return
    month, last = days.start.year * 12 + days.start.month, days.end.year * 12 + days.end.month
    yield from (f"month {n}" for n in range(max(month, last - MOST_MONTHS + 1), last + 1))
    if days.length <= LONG:
        week = (days.start - EPOCH) // timedelta(weeks=1)
        yield from (f"week {n}" for n in range(week, (days.end - EPOCH) // timedelta(weeks=1) + 1))
