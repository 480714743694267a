"""Where a benchmark's practice differs from the manual's, by the words that tell an act (plv.yaml)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from dragoman.codebook.load import read_data


@cache
def plv_table() -> Mapping[tuple[str, str], str]:
    """(kind, lemma) to the type under which PLV files the act."""
    return {(kind, word): line["as"] for line in read_data("plv.yaml") for kind in line["kinds"] for word in line["words"]}


def plv_type(kind: str, lemmas: Iterable[str]) -> str | None:
    """PLV's type for an act of a kind that is told by these words; None where the manual's stands."""
    return next((found for lemma in lemmas if (found := plv_table().get((kind, lemma)))), None)
