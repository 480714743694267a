"""From verdicts on pairs to events: computed anew each time, so that a verdict can be taken back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from dragoman.records.ids import make_id
from dragoman.records.judgement import Judgement

ANALYST = "analyst"
# A clear "other day" between two tellings must outweigh one undated telling that is like both.
AGAINST = 1.5
Pair = tuple[str, str]


class Clusters:
    """Groups that grow by joining; each knows how much speaks for and against joining it with its neighbours."""

    def __init__(self, ids: Iterable[str]) -> None:
        self.group_of = {i: i for i in ids}
        self.members = {i: [i] for i in self.group_of}
        self.pull: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        self.apart: dict[str, set[str]] = defaultdict(set)

    def weigh(self, judgement: Judgement) -> None:
        left, right = judgement.left, judgement.right
        pull = (
            judgement.score if judgement.verdict == "same" else AGAINST * (judgement.score - 1) if judgement.verdict == "different" else 0.0
        )
        self.pull[left][right] += pull
        self.pull[right][left] += pull
        if is_analysts(judgement) and judgement.verdict == "different":
            self.apart[left].add(right)
            self.apart[right].add(left)

    def may_join(self, left: str, right: str, by_analyst: bool) -> bool:
        """An analyst's "different" always keeps apart; the machine's do where they outweigh what speaks for it."""
        if right in self.apart[left]:
            return False
        return by_analyst or self.pull[left][right] > 0

    def join(self, left: str, right: str) -> None:
        """Joins two groups; the smaller id stays, the neighbours' ties are added up."""
        keep, gone = min(left, right), max(left, right)
        self.members[keep] += self.members.pop(gone)
        for member in self.members[keep]:
            self.group_of[member] = keep
        for other, pull in self.pull.pop(gone, {}).items():
            self.pull[other].pop(gone, None)
            if other != keep:
                self.pull[keep][other] += pull
                self.pull[other][keep] += pull
        self.pull[keep].pop(gone, None)
        for other in self.apart.pop(gone, set()):
            self.apart[other].discard(gone)
            self.apart[other].add(keep)
            self.apart[keep].add(other)


def is_analysts(judgement: Judgement) -> bool:
    return judgement.judged_by.startswith(ANALYST)


def cluster(judgements: Iterable[Judgement], mention_ids: Iterable[str] = ()) -> dict[str, str]:
    """Mention id → event id, for all mentions judged or named; depends on the verdicts, not on their order.

    Of several verdicts on a pair an analyst's counts, the last one given; of the machine's the surest.
    """
    valid = choose_verdicts(judgements)
    clusters = Clusters(sorted({*mention_ids, *(i for pair in valid for i in pair)}))
    for _, judgement in sorted(valid.items()):
        clusters.weigh(judgement)
    joining = [j for j in valid.values() if j.verdict == "same"]
    for judgement in sorted(joining, key=lambda j: (not is_analysts(j), -j.score, j.left, j.right)):
        left, right = clusters.group_of[judgement.left], clusters.group_of[judgement.right]
        if left != right and clusters.may_join(left, right, is_analysts(judgement)):
            clusters.join(left, right)
    return {i: make_id("e", min(clusters.members[group])) for i, group in sorted(clusters.group_of.items())}


def choose_verdicts(judgements: Iterable[Judgement]) -> dict[Pair, Judgement]:
    chosen: dict[Pair, Judgement] = {}
    for judgement in judgements:
        if judgement.kind != "event":
            continue
        pair = (min(judgement.left, judgement.right), max(judgement.left, judgement.right))
        if outranks(judgement, chosen.get(pair)):
            chosen[pair] = judgement
    return chosen


def outranks(judgement: Judgement, other: Judgement | None) -> bool:
    if other is None or is_analysts(judgement):
        return True
    return not is_analysts(other) and sureness(judgement) > sureness(other)


def sureness(judgement: Judgement) -> tuple[float, str, str]:
    return abs(judgement.score - 0.5), judgement.verdict, judgement.reason
