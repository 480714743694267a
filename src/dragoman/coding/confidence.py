"""How sure a telling is: the probability that its kind and status are right, from what rules and heads know of it.

A logistic regression with a handful of signs; its weights are data, fitted on items that taught neither (training.calibrate).
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from dragoman.coding.encoder import NONE, load_encoder
from dragoman.coding.telling import Telling
from dragoman.records.syntax import Sentence

EVEN = 0.5  # what the heads say of a word where they are silent
CLOSEST = 0.002  # odds are not read nearer to certainty than this


@cache
def load_weights() -> Mapping[str, float]:
    """The weight of each sign, and ``base``."""
    found: dict[str, float] = json.loads((files(__package__) / "model" / "confidence.json").read_text(encoding="utf-8"))
    return found


def log_odds(probability: float) -> float:
    held = min(max(probability, CLOSEST), 1 - CLOSEST)
    return math.log(held / (1 - held))


def signs_of(telling: Telling, sentence: Sentence) -> dict[str, float]:
    """What speaks for and against a telling; the names are those of the weights."""
    act, kind = EVEN, EVEN
    if sentence.states is not None and (spots := load_encoder().spots(sentence)) is not None:
        act = 1.0 - float(spots[telling.at, load_encoder().kinds.index(NONE)])
        kind = float(spots[telling.at, load_encoder().kinds.index(telling.event_type)])
    return {
        "base": 1.0,
        "verb": float(telling.trigger.part == "verb"),
        "constrained": float(bool(telling.trigger.constraints)),
        "unsure": float(not telling.sure),
        "plain": float(telling.status == "happened"),
        "known source": float(any(a.country for a in telling.sources)),
        "no source": float(not telling.sources),
        "other side": float(bool(telling.targets) or (telling.trigger.mutual and len(telling.sources) > 1)),
        "operators": float(len(telling.hedges)),
        "act": log_odds(act),
        "kind": log_odds(kind),
        "by heads": float(telling.by_heads > 0),
    }


def confidence_of(telling: Telling, sentence: Sentence) -> float:
    """The probability that kind and status are right, 0 to 1."""
    weights = load_weights()
    total = sum(weights[name] * value for name, value in signs_of(telling, sentence).items())
    return round(1 / (1 + math.exp(-total)), 2)
