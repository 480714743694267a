"""How sure a telling is: the signs that speak for and against it, and the probability that they make."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from stand_ins import CHILE, GATECRASHED, PERU, StandIn, a_telling, a_trigger, read_sentence

from dragoman.coding import confidence
from dragoman.coding.confidence import CLOSEST, confidence_of, load_weights, log_odds, signs_of
from dragoman.coding.telling import Telling
from dragoman.records.actor import Actor
from dragoman.records.syntax import Sentence

SOMEBODY = Actor("a crowd", 0, 7)
BARE = read_sentence(GATECRASHED, with_states=False)
SIGNS = {
    "base": 1.0, "verb": 1.0, "constrained": 0.0, "unsure": 0.0, "plain": 1.0, "known source": 1.0, "no source": 0.0, "other side": 1.0,
    "operators": 0.0, "act": 0.0, "kind": 0.0, "by heads": 0.0,
}  # fmt: skip

# A telling with one thing changed, and the signs that change with it.
CHANGED = [
    (a_telling(trigger=a_trigger(part="noun")), {"verb": 0.0}),
    (a_telling(trigger=a_trigger(objects=frozenset({"aid"}))), {"constrained": 1.0}),
    (a_telling(sure=False), {"unsure": 1.0}),
    (a_telling(status="planned"), {"plain": 0.0}),
    (a_telling(sources=(SOMEBODY,)), {"known source": 0.0}),
    (a_telling(sources=(SOMEBODY, PERU)), {}),
    (a_telling(sources=()), {"known source": 0.0, "no source": 1.0}),
    (a_telling(targets=()), {"other side": 0.0}),
    (a_telling(targets=(), sources=(PERU, CHILE)), {"other side": 0.0}),
    (a_telling(targets=(), sources=(PERU, CHILE), trigger=a_trigger(mutual=True)), {}),
    (a_telling(targets=(), trigger=a_trigger(mutual=True)), {"other side": 0.0}),
    (a_telling(hedges=(0, 3)), {"operators": 2.0}),
    (a_telling(by_heads=0.7), {"by heads": 1.0}),
]


@pytest.mark.parametrize(("telling", "changed"), [(a_telling(), {}), *CHANGED])
def test_each_sign_is_read_in_what_it_names(telling: Telling, changed: dict[str, float]) -> None:
    assert signs_of(telling, BARE) == SIGNS | changed


@pytest.mark.parametrize(
    ("spotted", "kind", "act", "of_kind"),
    [
        ({1: 0.9}, "AID", 0.9, 0.9),
        ({1: 0.9}, "PROTEST", 0.9, 0.0),
        ({0: 0.9}, "AID", 0.0, 0.0),
        ({1: 0.5}, "AID", 0.5, 0.5),
        ({1: 1.0}, "AID", 1.0, 1.0),
    ],
)
def test_the_heads_speak_by_what_they_spot_at_the_word(
    monkeypatch: pytest.MonkeyPatch, spotted: dict[int, float], kind: str, act: float, of_kind: float
) -> None:
    monkeypatch.setattr(confidence, "load_encoder", lambda: StandIn(None, spotted, kind))
    signs = signs_of(a_telling(), read_sentence(GATECRASHED))
    assert (signs["act"], signs["kind"]) == (pytest.approx(log_odds(act), abs=1e-3), pytest.approx(log_odds(of_kind), abs=1e-3))


def test_the_heads_are_not_asked_about_a_sentence_without_states(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confidence, "load_encoder", lambda: pytest.fail("nothing to ask the heads about"))
    signs = signs_of(a_telling(), BARE)
    assert (signs["act"], signs["kind"]) == (0.0, 0.0)


@pytest.mark.parametrize(("probability", "odds"), [(0.5, 0.0), (0.8, math.log(4)), (0.2, -math.log(4))])
def test_odds_are_even_at_a_half(probability: float, odds: float) -> None:
    assert log_odds(probability) == pytest.approx(odds)


def test_certainty_is_held_within_bounds() -> None:
    assert log_odds(1.0) == log_odds(1 - CLOSEST) == pytest.approx(-log_odds(0.0))


WEIGHTS = dict.fromkeys(SIGNS, 0.0)


@pytest.mark.parametrize(
    ("weights", "sure"),
    [
        ({}, 0.5),
        ({"base": math.log(4)}, 0.8),
        ({"base": math.log(4), "known source": -math.log(4)}, 0.5),
        ({"unsure": 5.0}, 0.5),
        ({"base": 40.0}, 1.0),
        ({"base": math.log(2)}, 0.67),
    ],
)
def test_confidence_is_the_probability_that_the_weighed_signs_make(
    monkeypatch: pytest.MonkeyPatch, weights: dict[str, float], sure: float
) -> None:
    monkeypatch.setattr(confidence, "load_weights", lambda: WEIGHTS | weights)
    assert confidence_of(a_telling(), BARE) == sure


def surer(telling: Telling, than: Telling, sentence: Sentence = BARE) -> bool:
    return confidence_of(telling, sentence) > confidence_of(than, sentence)


def test_the_shipped_weights_are_one_for_each_sign() -> None:
    assert set(load_weights()) == set(SIGNS)


def test_by_the_shipped_weights_every_telling_has_a_probability() -> None:
    assert all(0 < confidence_of(telling, BARE) < 1 for telling, _ in CHANGED)


def test_by_the_shipped_weights_a_telling_that_is_unsure_of_everything_is_less_sure() -> None:
    doubtful = replace(a_telling(), sure=False, sources=(), targets=(), trigger=a_trigger(part="noun"))
    assert surer(a_telling(), doubtful)
