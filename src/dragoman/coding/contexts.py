"""Which of PLOVER's contexts the words around an event call up; the cue words are the codebook's."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from dragoman.codebook.load import load_codebook


@cache
def cue_table() -> dict[str, tuple[str, ...]]:
    """Contexts by their cue (lower case, one or more words)."""
    table: dict[str, list[str]] = {}
    for name, cues in load_codebook().contexts.items():
        for cue in cues:
            table.setdefault(cue.lower(), []).append(name)
    return {cue: tuple(names) for cue, names in table.items()}


@cache
def longest_cue() -> int:
    return max((len(cue.split()) for cue in cue_table()), default=1)


def find_contexts(forms: Iterable[str], lemmas: Iterable[str], own: Iterable[str] = ()) -> tuple[str, ...]:
    """The contexts of a run of words, sorted; ``own`` are those that the trigger brings itself."""
    found = set(own)
    for words in ([f.lower() for f in forms], [lemma.lower() for lemma in lemmas]):
        for at in range(len(words)):
            for size in range(1, min(longest_cue(), len(words) - at) + 1):
                found.update(cue_table().get(" ".join(words[at : at + size]), ()))
    return tuple(sorted(found))
