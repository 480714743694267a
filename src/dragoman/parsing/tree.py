"""The best tree over a sentence's words: maximum spanning arborescence with one root (Chu and Liu 1965, Edmonds 1967)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]
Heads = NDArray[np.int64]

NEVER = -1e15  # a score that no edge of a best tree has


def find_heads(scores: NDArray[np.floating]) -> Heads:
    """Heads of the best tree with exactly one root, from ``scores[dependent, head]`` of shape [n+1, n+1].

    Row and column 0 are the root; the result's entry 0 is -1. One root is had by making every edge from the root dearer by more than
    any tree can win back (Stanojević and Cohen 2021), which is exact.
    """
    count = len(scores) - 1
    if count < 2:
        return np.array([-1, 0][: count + 1], dtype=np.int64)
    weights = scores.astype(np.float64)
    np.fill_diagonal(weights, NEVER)
    weights[0] = NEVER
    heads = _greedy_heads(weights)
    if (heads[1:] == 0).sum() == 1 and _find_cycle(heads) is None:
        return heads
    inner = scores[1:].astype(np.float64)
    weights[1:, 0] -= (count + 1) * (inner.max() - inner.min() + 1.0)
    return _best_arborescence(weights)


def _greedy_heads(weights: Scores) -> Heads:
    heads: Heads = weights.argmax(1)
    heads[0] = -1
    return heads


def _find_cycle(heads: Heads) -> list[int] | None:
    """Some cycle of the graph in which every node but 0 points to its head."""
    seen = [0] * len(heads)  # the walk in which a node was first met
    seen[0] = -1
    for start in range(1, len(heads)):
        node = start
        while not seen[node]:
            seen[node] = start
            node = int(heads[node])
        if seen[node] == start:
            cycle, at = [node], int(heads[node])
            while at != node:
                cycle.append(at)
                at = int(heads[at])
            return cycle
    return None


def _best_arborescence(weights: Scores) -> Heads:
    """The best tree rooted in 0; the number of roots is left to the weights."""
    heads = _greedy_heads(weights)
    cycle = _find_cycle(heads)
    if cycle is None:
        return heads
    inside = np.array(cycle)
    outside = np.ones(len(weights), dtype=bool)
    outside[inside] = False
    rest = np.flatnonzero(outside)  # holds 0, first
    kept = weights[inside, heads[inside]]
    enter = weights[np.ix_(inside, rest)] - kept[:, None]  # gain of breaking the cycle at a node for a head outside
    leave = weights[np.ix_(rest, inside)]
    broken, left = enter.argmax(0), leave.argmax(1)
    joined = np.full((len(rest) + 1, len(rest) + 1), NEVER)
    joined[:-1, :-1] = weights[np.ix_(rest, rest)]
    joined[-1, :-1] = enter.max(0)
    joined[:-1, -1] = leave.max(1)
    joined[0] = NEVER
    outer = _best_arborescence(joined)
    for place, node in enumerate(rest[1:], start=1):
        heads[node] = inside[left[place]] if outer[place] == len(rest) else rest[outer[place]]
    heads[inside[broken[outer[-1]]]] = rest[outer[-1]]
    return heads
