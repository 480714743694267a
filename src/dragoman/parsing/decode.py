"""From a window's scores to sentences: where they start, tags, lemmas, names, and the best tree of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import cast

import numpy as np
from numpy.typing import NDArray

from dragoman.parsing.lemmas import lemma_of
from dragoman.parsing.network import Floats, Labels, Network, Scores
from dragoman.parsing.tree import find_heads
from dragoman.records.reading import States
from dragoman.records.syntax import Entity, EntityLabel, Word

FORBIDDEN = np.float32(-1e4)
FULL_STOPS, OPENING = frozenset(".?!"), frozenset('"“‘')
ENDINGS = frozenset(".?!…:;\"'”’)]")  # what may end the last word of a sentence
# Chosen of -4 to 4 on EWT's and GUM's dev parts and the news of GUM's training part: as good there, and better on full stops after
# numbers and on titles in front of names.
ANNOUNCED, UNANNOUNCED = -3.0, 2.0
Token = tuple[int, int, str]  # start, end, form


@dataclass(frozen=True)
class Decoder:
    """Reads scores with a network's labels."""

    network: Network

    @property
    def labels(self) -> Labels:
        return self.network.labels

    @cached_property
    def features_of_tag(self) -> NDArray[np.bool_]:
        """[UPOS, features]: which features were seen with which tag (their labels begin with it)."""
        tags = [label.partition("|")[0] for label in self.labels.feats]
        return np.array([[tag == upos for tag in tags] for upos in self.labels.upos])

    @cached_property
    def follows(self) -> Floats:
        """[previous, next] of entity labels: 0 where allowed; ``I-x`` only after ``B-x`` or ``I-x``."""
        return entity_transitions(self.labels.entity)

    def words(self, tokens: list[Token], scores: Scores, first: int, last: int) -> tuple[Word, ...]:
        """The words ``[first, last)`` of a window as one sentence."""
        rows = slice(first + 1, last + 1)
        heads = self.heads(scores, first, last)
        relations = self.relations(scores, heads, first, last)
        upos = scores.upos[rows].argmax(1)
        xpos, edits = scores.xpos[rows].argmax(1), scores.lemma[rows].argmax(1)
        features = np.where(self.features_of_tag[upos], scores.feats[rows], FORBIDDEN).argmax(1)
        return tuple(
            self.word(tokens[first + n], (int(upos[n]), int(xpos[n]), int(features[n]), int(edits[n])), int(heads[n + 1]) - 1, relations[n])
            for n in range(last - first)
        )

    def word(self, token: Token, found: tuple[int, int, int, int], head: int, relation: str) -> Word:
        start, end, form = token
        upos, xpos, feats, edit = found
        tag = self.labels.upos[upos]
        lemma = lemma_of(form, tag, self.labels.lemma[edit])
        features = self.labels.feats[feats].partition("|")[2]
        return Word(start, end, form, lemma, tag, self.labels.xpos[xpos], features, head, relation)

    def heads(self, scores: Scores, first: int, last: int) -> NDArray[np.int64]:
        """Heads within the sentence, 1-based, 0 for the root; entry 0 stands for the root itself."""
        places = np.concatenate([[0], np.arange(first + 1, last + 1)])
        return find_heads(scores.arc[np.ix_(places, places)])

    def relations(self, scores: Scores, heads: NDArray[np.int64], first: int, last: int) -> list[str]:
        rows = np.where(heads[1:] > 0, heads[1:] + first, 0)
        found = self.network.label_scores(scores.label_half[first + 1 : last + 1], scores.label_head[rows])
        found[:, self.labels.deprel.index("root")] = FORBIDDEN
        return ["root" if not row else self.labels.deprel[best] for row, best in zip(rows, found.argmax(1), strict=True)]

    def states(self, scores: Scores, first: int, last: int) -> States | None:
        """What the learned coder reads of the words ``[first, last)``."""
        if scores.spot is None or scores.shared is None:
            return None
        rows = slice(first + 1, last + 1)
        return States(np.concatenate([scores.shared[:1], scores.shared[rows]]), scores.spot[rows])

    def entities(self, scores: Scores, first: int, last: int) -> tuple[Entity, ...]:
        """The names of a sentence."""
        path = best_path(scores.entity[first + 1 : last + 1], self.follows, self.labels.entity)
        return read_entities([self.labels.entity[label] for label in path])


def sentence_bounds(start: Floats, forms: Sequence[str], is_last: bool) -> list[int]:
    """Word indices ``[0, …, end]`` between which sentences lie; an unfinished one at the end of a window is left for the next."""
    bounds = [0, *(n for n in range(1, len(forms)) if start[n + 1] > needed_odds(forms[n - 1], forms[n]))]
    return [*bounds, len(forms)] if is_last or len(bounds) == 1 else bounds


def needed_odds(before: str, form: str) -> float:
    """How sure (log odds) the network must be that a sentence starts with a form, after the form before."""
    if before in FULL_STOPS and (form[0].isupper() or form[0] in OPENING):  # an abbreviation's stop is no word of its own
        return ANNOUNCED
    return 0.0 if before[-1] in ENDINGS else UNANNOUNCED


def entity_transitions(labels: list[str]) -> Floats:
    allowed = [[not nxt.startswith("I-") or previous[2:] == nxt[2:] for nxt in labels] for previous in labels]
    return np.where(np.array(allowed), np.float32(0), FORBIDDEN)


def best_path(scores: Floats, follows: Floats, labels: list[str]) -> list[int]:
    """The best sequence of labels that the transitions allow (Viterbi); it never begins inside a name."""
    simple = scores.argmax(1)
    if not simple.any():
        return [0] * len(scores)
    best = np.where([label.startswith("I-") for label in labels], FORBIDDEN, scores[0])
    back: list[NDArray[np.int64]] = []
    for row in scores[1:]:
        reached = best[:, None] + follows
        back.append(reached.argmax(0))
        best = reached.max(0) + row
    path = [int(best.argmax())]
    for previous in reversed(back):
        path.append(int(previous[path[-1]]))
    return path[::-1]


def read_entities(labels: list[str]) -> tuple[Entity, ...]:
    """Entities from BIO labels that are well formed."""
    found: list[Entity] = []
    for n, label in enumerate(labels):
        if label.startswith("B-"):
            last = next((m for m in range(n + 1, len(labels)) if not labels[m].startswith("I-")), len(labels))
            found.append(Entity(n, last, cast(EntityLabel, label[2:])))
    return tuple(found)
