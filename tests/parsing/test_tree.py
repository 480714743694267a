from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.parsing.tree import find_heads


def is_tree_with_one_root(heads: tuple[int, ...]) -> bool:
    def reaches_root(node: int) -> bool:
        for _ in heads:
            if node == 0:
                return True
            node = heads[node - 1]
        return node == 0

    return heads.count(0) == 1 and all(reaches_root(node) for node in range(1, len(heads) + 1))


def best_by_trying_all(scores: np.ndarray) -> float:
    count = len(scores) - 1
    trees = (h for h in itertools.product(range(count + 1), repeat=count) if is_tree_with_one_root(h))
    return max(sum(scores[n + 1, head] for n, head in enumerate(heads)) for heads in trees)


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("seed", range(12))
def test_no_tree_is_better(count: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(count + 1, count + 1)) * 5
    heads = tuple(int(h) for h in find_heads(scores)[1:])
    assert is_tree_with_one_root(heads)
    assert sum(scores[n + 1, head] for n, head in enumerate(heads)) == pytest.approx(best_by_trying_all(scores))


def test_only_one_word_is_root_where_all_want_to_be() -> None:
    scores = np.zeros((7, 7))
    scores[:, 0] = 50.0
    scores[4, 0] = 51.0
    heads = find_heads(scores)
    assert (heads[1:] == 0).sum() == 1
    assert heads[4] == 0


def test_a_cycle_is_broken_at_its_weakest_place() -> None:
    scores = np.full((4, 4), -10.0)
    scores[1, 2], scores[2, 1], scores[3, 1] = 9.0, 8.0, 5.0
    scores[1, 0], scores[2, 0] = 1.0, -1.0
    assert find_heads(scores).tolist() == [-1, 0, 1, 1]


@given(st.integers(0, 60), st.integers(0, 2**32 - 1))
def test_any_matrix_gives_a_tree(count: int, seed: int) -> None:
    scores = np.random.default_rng(seed).integers(-3, 3, (count + 1, count + 1)).astype(np.float32)
    heads = tuple(int(h) for h in find_heads(scores)[1:])
    assert count == 0 or is_tree_with_one_root(heads)
