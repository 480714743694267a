"""Rules and heads on one pair, weighed: where the rules are sure they decide, where they are silent the heads do.

The weights are data, fitted on items that taught neither (training.calibrate): what the heads give a label counts by its probability, and
the rules' label is raised by a weight that hangs on how well the rules' telling joins the two sides.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import cast

from dragoman.codebook.practice import plv_type
from dragoman.codebook.projection import FORETOLD, NEGATED, Scheme, project
from dragoman.coding.encoder import NONE, Answer
from dragoman.records.mention import Status

SMALLEST = 1e-4  # no head is surer than this against a label


@dataclass(frozen=True, slots=True)
class Weights:
    """``temperature`` of the heads; what the rules' label weighs, in nats, by how it was found; the same for rules that find nothing.

    ``composed`` comes on top where words above or beside the trigger changed what it tells: heads are less to be trusted there.
    """

    temperature: float
    both_sides: float
    one_side: float
    loose: float
    nothing: float
    composed: float

    def of(self, fit: float, composed: bool = False) -> float:
        """The weight of a rules' telling that joins the sides so well (see relate.fit); more where operators made it what it is."""
        found = self.both_sides if fit >= 6 else self.one_side if fit >= 3 else self.loose
        return found + self.composed * composed


@cache
def load_weights() -> Weights:
    """The shipped weights."""
    return Weights(**json.loads((files(__package__) / "model" / "weights.json").read_text(encoding="utf-8")))


def is_own_refusal(kind: str, status: str) -> bool:
    """The heads do not say who refuses: what is ruled out is taken for refused, and an agreement that was not reached."""
    return status == "ruled_out" or (kind == "AGREE" and status == "denied")


def project_act(kind: str, mode: str | None, status: Status, refused: bool, scheme: Scheme, words: Sequence[str] = ()) -> str:
    """The label of an act after a projection; ``words`` are the lemmas that tell it."""
    filed = plv_type(kind, words) if scheme == "plv" and status not in FORETOLD | NEGATED else None
    return filed or project(kind, mode, status, refused, scheme).event_type


def project_answer(answer: Answer, scheme: Scheme, words: Sequence[str] = ()) -> dict[str, float]:
    """Probabilities of the labels after the projection, NONE among them."""
    found: dict[str, float] = {NONE: answer.kinds[NONE]}
    for kind, by_kind in answer.kinds.items():
        if kind == NONE:
            continue
        for status, by_status in answer.statuses.items():
            label = project_act(kind, None, cast(Status, status), is_own_refusal(kind, status), scheme, words)
            found[label] = found.get(label, 0.0) + by_kind * by_status
    return found


def likeliest(answer: Answer, label: str, scheme: Scheme, words: Sequence[str] = ()) -> tuple[str, Status]:
    """The kind and status that the heads most likely mean by a label; raises ValueError for a label that no act projects to."""
    pairs = ((kind, cast(Status, status)) for kind in answer.kinds if kind != NONE for status in answer.statuses)
    fitting = [(k, s) for k, s in pairs if project_act(k, None, s, is_own_refusal(k, s), scheme, words) == label]
    return max(fitting, key=lambda pair: answer.kinds[pair[0]] * answer.statuses[pair[1]])


def weigh(heads: Mapping[str, float] | None, rules: str, weight: float, temperature: float) -> dict[str, float]:
    """Probabilities of labels, from the heads' (None where they are silent) and the rules' label."""
    given = heads or {rules: 0.5, NONE: 0.5}
    logs = {label: math.log(max(p, SMALLEST)) / temperature for label, p in {rules: SMALLEST, **given}.items()}
    logs[rules] += weight
    top = max(logs.values())
    raised = {label: math.exp(value - top) for label, value in logs.items()}
    whole = sum(raised.values())
    return {label: value / whole for label, value in raised.items()}
