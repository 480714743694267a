"""The learned coder behind one door: asked about a pair or a trigger of a parsed passage, it answers with probabilities.

It reads the states that the parser's own pass left behind; a passage without them (another parser's) gets no answer.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import TypeAlias

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from dragoman.coding.marks import Marked, Node, join_sentences, mark_pair, mark_trigger
from dragoman.records.syntax import Sentence

Floats: TypeAlias = NDArray[np.float32]
FOLDER = "model"
NONE = "NONE"
SIDES = ("neither", "source", "target")


@dataclass(frozen=True, slots=True)
class Answer:
    """Probabilities of kinds (with NONE), modes of the likeliest kind, statuses, sides [words, 3], and of where the act is told [words]."""

    kinds: Mapping[str, float]
    modes: Mapping[str | None, float]
    statuses: Mapping[str, float]
    sides: Floats
    told_at: Floats

    @property
    def kind(self) -> str:
        return max(self.kinds, key=lambda name: self.kinds[name])

    @property
    def best(self) -> str:
        """The likeliest kind of act, NONE apart: the one that the modes belong to."""
        return max((name for name in self.kinds if name != NONE), key=lambda name: self.kinds[name])

    @property
    def status(self) -> str:
        return max(self.statuses, key=lambda name: self.statuses[name])

    @property
    def mode(self) -> str | None:
        return max(self.modes, key=lambda name: self.modes[name])


def probabilities(scores: Floats) -> Floats:
    """Softmax over the last axis."""
    raised = np.exp(scores - scores.max(-1, keepdims=True))
    found: Floats = raised / raised.sum(-1, keepdims=True)
    return found


class Encoder:
    """The shipped coder. One question a call, so that the same words give the same answer beside any others."""

    def __init__(self) -> None:
        options = ort.SessionOptions()
        options.intra_op_num_threads = 1
        with as_file(files(__package__) / FOLDER) as folder:
            labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
            self.version = (folder / "VERSION").read_text(encoding="utf-8").strip()
            self._session = ort.InferenceSession(str(folder / "coder.onnx"), options, providers=["CPUExecutionProvider"])
        self.kinds: list[str] = labels["kind"]
        self.modes: list[str] = labels["mode"]
        self.statuses: list[str] = labels["status"]

    def about_pair(self, sentences: Sequence[Sentence], source: tuple[int, int] | None, target: tuple[int, int] | None) -> Answer | None:
        """What passes between two sides given by their places in the text; None where the parser left no states."""
        return self._ask(sentences, mark_pair(nodes_of(sentences), source, target))

    def about_trigger(self, sentence: Sentence, at: int) -> Answer | None:
        """What a word tells of, and who are its sides."""
        return self._ask([sentence], mark_trigger(nodes_of([sentence]), at))

    def spots(self, sentence: Sentence) -> Floats | None:
        """Probabilities [words, kinds] that a word tells of an act of a kind."""
        return None if sentence.states is None else probabilities(sentence.states.spot)

    def _ask(self, sentences: Sequence[Sentence], marked: Marked) -> Answer | None:
        states = [s.states for s in sentences]
        if not states or any(s is None for s in states):
            return None
        shared = np.concatenate([s.shared if n == 0 else s.shared[1:] for n, s in enumerate(states) if s is not None])
        given = {
            "shared": shared[None],
            "marks": np.array([marked.marks], np.int64),
            "first": np.array([marked.first], np.int64),
            "second": np.array([marked.second], np.int64),
        }
        kind, mode, status, side, pointer = (scores[0] for scores in self._session.run(None, given))
        kinds = dict(zip(self.kinds, map(float, probabilities(kind)), strict=True))
        best = max((name for name in self.kinds if name != NONE), key=lambda name: kinds[name])
        return Answer(
            kinds,
            self._modes(best, mode),
            dict(zip(self.statuses, map(float, probabilities(status)), strict=True)),
            probabilities(side)[1:],
            probabilities(pointer)[1:],
        )

    def _modes(self, kind: str, scores: Floats) -> dict[str | None, float]:
        rows = [n for n, name in enumerate(self.modes) if name.startswith(f"{kind}/")]
        names = [self.modes[n].partition("/")[2] for n in rows]
        return dict(zip((None if n == "-" else n for n in names), map(float, probabilities(scores[rows])), strict=True))


def nodes_of(sentences: Sequence[Sentence]) -> list[Node]:
    return join_sentences([[Node(w.start, w.end, w.head) for w in s.words] for s in sentences])


@cache
def load_encoder() -> Encoder:
    """The shipped coder, loaded once a process."""
    return Encoder()
