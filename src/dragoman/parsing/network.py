"""The network that ships with the package: words of a window in, scores out. Nothing else knows onnxruntime."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files
from typing import TypeAlias

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from dragoman.parsing.wordpiece import WordPiece
from dragoman.parsing.wordshape import EDGE_CASE, case_of, plain
from dragoman.records.errors import DragomanError

OPEN, CLOSE, UNKNOWN = 101, 102, 100  # [CLS], [SEP], [UNK]
LONGEST_WORD = 12  # pieces read of one word, as in training
LONGEST_FORM = 400  # characters read of one word; what WordPiece makes of more is the same
WINDOW_WORDS, WINDOW_PIECES = 120, 510
CACHED_WORDS, CACHED_FORM = 100_000, 60
PROVIDERS = ["CPUExecutionProvider"]
SLOWER = ["SkipLayerNormFusion"]  # the fused operator takes a sixth of the time, its parts next to nothing (onnxruntime 1.31)

Floats: TypeAlias = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Labels:
    """The label sets of the heads, in index order."""

    upos: list[str]
    xpos: list[str]
    feats: list[str]
    lemma: list[str]
    entity: list[str]
    deprel: list[str]


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores of a window; row 0 is the root, row n+1 word n. ``arc[dependent, head]``; the two halves make the label scores.

    ``spot``: kinds of act that a word tells of; ``shared``: states that the coder reads on; None from a network without them.
    """

    upos: Floats
    xpos: Floats
    feats: Floats
    lemma: Floats
    entity: Floats
    start: Floats
    arc: Floats
    label_half: Floats
    label_head: Floats
    spot: Floats | None = None
    shared: Floats | None = None


class Network:
    """The encoder and its heads.

    One window a call: int8 activations are scaled by the whole call's range, so that a window would read differently beside others.
    """

    def __init__(self, threads: int = 1) -> None:
        folder = files("dragoman.parsing").joinpath("model")
        options = ort.SessionOptions()
        options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
        options.log_severity_level = 3
        try:
            with as_file(folder.joinpath("model.onnx")) as path:
                self._session = ort.InferenceSession(str(path), options, providers=PROVIDERS, disabled_optimizers=SLOWER)
            self.labels = Labels(**json.loads(folder.joinpath("labels.json").read_text(encoding="utf-8")))
            self.version = folder.joinpath("VERSION").read_text(encoding="utf-8").strip()
            pieces = folder.joinpath("pieces.txt").read_text(encoding="utf-8").split("\n")
            self._wordpiece = WordPiece({piece: number for number, piece in enumerate(pieces)})
        except FileNotFoundError as error:
            raise DragomanError(f"the parser's model is not installed with this package: {error.filename}") from error
        self._pieces: dict[str, list[int]] = {}

    def pieces_of(self, form: str) -> list[int]:
        """The ids of a word's pieces, twelve at most; the unknown piece where there are none."""
        known = self._pieces.get(form)
        if known is None:
            readable = plain(form[:LONGEST_FORM]).encode("utf-8", "replace").decode("utf-8")  # lone surrogates
            known = self._wordpiece.ids_of(readable)[:LONGEST_WORD] or [UNKNOWN]
            if len(form) <= CACHED_FORM and len(self._pieces) < CACHED_WORDS:
                self._pieces[form] = known
        return known

    def fitting(self, forms: Sequence[str]) -> int:
        """How many of the words, from the first, one window holds: 120, fewer where their pieces are many; at least 1."""
        size = 0
        for count, form in enumerate(forms[:WINDOW_WORDS]):
            size += len(self.pieces_of(form))
            if size > WINDOW_PIECES:
                return count
        return min(len(forms), WINDOW_WORDS)

    def read(self, forms: Sequence[str]) -> Scores:
        """The scores of a window of words that fit."""
        pieces, cases, first = [OPEN], [EDGE_CASE], [0]
        for form in forms:
            ids = self.pieces_of(form)
            first.append(len(pieces))
            pieces += ids
            cases += [case_of(form)] * len(ids)
        pieces.append(CLOSE)
        cases.append(EDGE_CASE)
        given = {"pieces": pieces, "cases": cases, "mask": [1] * len(pieces), "words": first}
        found = self._session.run(None, {name: np.array([value], dtype=np.int64) for name, value in given.items()})
        return Scores(*(scores[0] for scores in found))

    def label_scores(self, halves: Floats, heads: Floats) -> Floats:
        """Relation scores [n, labels] of n words, from their halves [n, labels * 97] and their heads' [n, 96]."""
        right = np.concatenate([heads, np.ones((len(heads), 1), np.float32)], 1)
        scores: Floats = np.einsum("nlk,nk->nl", halves.reshape(len(halves), -1, right.shape[1]), right)
        return scores
