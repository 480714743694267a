from __future__ import annotations

import itertools

import numpy as np
import pytest

from dragoman.parsing.decode import best_path, entity_transitions, read_entities, sentence_bounds
from dragoman.parsing.wordshape import apply_lemma_edit, lemma_edit
from dragoman.records.syntax import Entity

LABELS = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG"]


def is_allowed(path: tuple[int, ...]) -> bool:
    labels = ["O", *(LABELS[n] for n in path)]
    return all(not nxt.startswith("I-") or previous[2:] == nxt[2:] for previous, nxt in itertools.pairwise(labels))


@pytest.mark.parametrize("seed", range(20))
def test_the_best_allowed_sequence_of_labels_is_found(seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(4, len(LABELS))).astype(np.float32) * 3
    path = tuple(best_path(scores, entity_transitions(LABELS), LABELS))
    assert is_allowed(path)
    allowed = (p for p in itertools.product(range(len(LABELS)), repeat=4) if is_allowed(p))
    best = max(allowed, key=lambda p: sum(scores[n, label] for n, label in enumerate(p)))
    assert path == best


def test_a_name_never_begins_inside() -> None:
    scores = np.array([[0.0, 1.0, 9.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0, 9.0]], dtype=np.float32)
    assert is_allowed(tuple(best_path(scores, entity_transitions(LABELS), LABELS)))


def test_names_that_touch_stay_apart() -> None:
    labels = ["B-PER", "I-PER", "B-PER", "O", "B-ORG"]
    assert read_entities(labels) == (Entity(0, 2, "PER"), Entity(2, 3, "PER"), Entity(4, 5, "ORG"))


WINDOW = ["He", "left", ".", "She", "did", "."]


def test_an_unfinished_sentence_is_left_for_the_next_window() -> None:
    start = np.array([9, 9, -1, -1, 1, -1, -4], dtype=np.float32)  # row 0 is the root
    assert sentence_bounds(start, WINDOW, is_last=False) == [0, 3]
    assert sentence_bounds(start, WINDOW, is_last=True) == [0, 3, 6]


def test_a_window_of_one_endless_sentence_is_taken_whole() -> None:
    assert sentence_bounds(np.full(7, -4, dtype=np.float32), WINDOW, is_last=False) == [0, 6]


def test_a_capital_after_a_full_stop_need_not_be_sure() -> None:
    start = np.array([9, 9, -8, -8, -2, -8, -8], dtype=np.float32)
    assert sentence_bounds(start, WINDOW, is_last=True) == [0, 3, 6]
    assert sentence_bounds(start, ["He", "left", ".", "she", "did", "."], is_last=True) == [0, 6]


def test_a_start_that_no_mark_announces_must_be_surer() -> None:
    start = np.array([9, 9, 1, -1, 1, 3, -1], dtype=np.float32)
    assert sentence_bounds(start, WINDOW, is_last=True) == [0, 3, 4, 6]


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("talks", "talk"), ("met", "meet"), ("Running", "run"), ("NATO", "NATO"), ("Nations", "Nation"), ("went", "go"), ("better", "good")],
)
def test_an_edit_made_from_a_lemma_gives_it_back(form: str, lemma: str) -> None:
    assert apply_lemma_edit(form, lemma_edit(form, lemma)) == lemma


def test_an_edit_that_does_not_fit_leaves_the_form_in_lower_case() -> None:
    assert apply_lemma_edit("Go", "3|y|l") == "go"
