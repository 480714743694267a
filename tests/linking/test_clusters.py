"""From verdicts to events."""

from __future__ import annotations

import random
from itertools import combinations

from dragoman.linking import cluster
from dragoman.records.ids import make_id
from dragoman.records.judgement import Judgement, Verdict


def judged(left: str, right: str, verdict: Verdict = "same", score: float = 0.9, by: str = "linking signs 1") -> Judgement:
    return Judgement(left, right, verdict, "event", score, "", by)


def groups(*judgements: Judgement) -> list[str]:
    events = cluster(judgements)
    return sorted("".join(sorted(m for m in events if events[m] == event)) for event in set(events.values()))


def test_same_joins_over_steps() -> None:
    assert groups(judged("a", "b"), judged("b", "c"), judged("d", "e", "unsure", 0.5)) == ["abc", "d", "e"]


def test_the_event_is_named_after_its_smallest_mention() -> None:
    assert cluster([judged("b", "a")]) == {"a": make_id("e", "a"), "b": make_id("e", "a")}


def test_named_mentions_without_a_verdict_stand_alone() -> None:
    assert cluster([], ["a"]) == {"a": make_id("e", "a")}


def test_an_analysts_different_parts_what_the_machine_joins() -> None:
    assert groups(judged("a", "b"), judged("a", "b", "different", 1.0, "analyst")) == ["a", "b"]


def test_an_analysts_different_holds_across_steps() -> None:
    assert groups(judged("a", "b"), judged("b", "c", score=0.8), judged("a", "c", "different", 1.0, "analyst")) == ["ab", "c"]


def test_an_analysts_same_joins_what_the_machine_parts() -> None:
    assert groups(judged("a", "b", "different", 0.1), judged("a", "b", "same", 1.0, "analyst ann")) == ["ab"]


def test_an_analysts_last_word_counts() -> None:
    first, last = judged("a", "b", "different", 1.0, "analyst"), judged("a", "b", "same", 1.0, "analyst")
    assert groups(first, last) == ["ab"]
    assert groups(judged("a", "b"), last, judged("b", "a", "unsure", 0.5, "analyst")) == ["a", "b"]


def test_what_speaks_against_outweighs_a_single_likeness() -> None:
    assert groups(judged("a", "b", score=0.95), judged("b", "c", score=0.8), judged("a", "c", "different", 0.02)) == ["ab", "c"]


def test_verdicts_on_copies_are_left_aside() -> None:
    assert cluster([Judgement("r_1", "r_2", "same", "copy", 1.0, "", "linking copies 1")]) == {}


def test_the_order_of_verdicts_changes_nothing() -> None:
    dice = random.Random(3)
    verdicts = [
        judged(f"m{a}", f"m{b}", "same" if a // 4 == b // 4 else "different", dice.uniform(0.76, 0.99) if a // 4 == b // 4 else 0.1)
        for a, b in combinations(range(24), 2)
        if dice.random() < 0.6
    ]
    expected = cluster(verdicts)
    for seed in range(5):
        assert cluster(random.Random(seed).sample(verdicts, len(verdicts))) == expected
