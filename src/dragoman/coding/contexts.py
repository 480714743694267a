"""Which of PLOVER's contexts the words around an event call up; the cue words are the codebook's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from dragoman.codebook.load import load_codebook


def by_phrase(phrases: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """Contexts by phrase (lower case, one or more words)."""
    table: dict[str, list[str]] = {}
    for name, found in phrases.items():
        for phrase in found:
            table.setdefault(phrase.lower(), []).append(name)
    return {phrase: tuple(names) for phrase, names in table.items()}


@cache
def cue_table() -> dict[str, tuple[str, ...]]:
    """Contexts by their cue."""
    return by_phrase(load_codebook().contexts)


@cache
def exception_table() -> dict[str, tuple[str, ...]]:
    """Contexts by the phrases in which their cues mean something else."""
    return by_phrase(load_codebook().context_exceptions)


@cache
def longest_cue() -> int:
    return max((len(cue.split()) for cue in (*cue_table(), *exception_table())), default=1)


def find_phrases(words: Sequence[str], table: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, int, int]]:
    """Where the phrases of a table stand among words: context, first word, end."""
    for at in range(len(words)):
        for size in range(1, min(longest_cue(), len(words) - at) + 1):
            for name in table.get(" ".join(words[at : at + size]), ()):
                yield name, at, at + size


def find_contexts(forms: Iterable[str], lemmas: Iterable[str], own: Iterable[str] = ()) -> tuple[str, ...]:
    """The contexts of a run of words, sorted; ``own`` are those that the trigger brings itself."""
    runs = [[f.lower() for f in forms], [lemma.lower() for lemma in lemmas]]
    barred = {(name, at) for words in runs for name, first, end in find_phrases(words, exception_table()) for at in range(first, end)}
    found = {
        name
        for words in runs
        for name, first, end in find_phrases(words, cue_table())
        if not any((name, at) in barred for at in range(first, end))
    }
    return tuple(sorted(found | set(own)))
