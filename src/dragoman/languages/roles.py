"""Titles of persons and common nouns for actors, read from a language's ``titles.tsv`` and ``sectors.tsv``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class TitleEntry:
    """``role`` is the class of the office ("foreign_minister"); ``country_hint`` the country that the title implies when none is named."""

    title: str
    sector: str | None
    role: str
    country_hint: str | None


@cache
def load_titles(language: str) -> Mapping[str, TitleEntry]:
    """Titles by their words in lower case; raises FileNotFoundError where the language has none."""
    rows = (TitleEntry(row[0], row[1] or None, row[2], row[3] or None) for row in read_rows(language, "titles.tsv"))
    return {entry.title: entry for entry in rows}


@cache
def load_sectors(language: str) -> Mapping[str, str]:
    """PLOVER sectors by the lemma of a common noun (or several words, the last one a lemma)."""
    return {row[0]: row[1] for row in read_rows(language, "sectors.tsv")}


def read_rows(language: str, name: str) -> Iterator[list[str]]:
    text = files("dragoman.languages").joinpath(language, name).read_text(encoding="utf-8")
    return (line.split("\t") for line in text.splitlines()[1:])


def match_title(words: Sequence[str], at: int, language: str = "en") -> tuple[int, TitleEntry] | None:
    """The longest title beginning at ``words[at]``, in any case: the index after its last word, and the title."""
    titles, reach = load_titles(language), title_reach(language)
    first = fold_word(words[at])
    longest = reach.get(first) or reach.get(first.removesuffix("s"), 0)
    for end in range(min(len(words), at + longest), at, -1):
        phrase = join_words(words[at:end])
        if found := titles.get(phrase) or titles.get(phrase.removesuffix("s")):  # "foreign ministers"
            return end, found
    return None


@cache
def title_reach(language: str) -> Mapping[str, int]:
    """How many words the longest title with a first word can take; each hyphen or apostrophe may be a word of its own."""
    reach: dict[str, int] = {}
    for title in load_titles(language):
        size = len(title.split()) + 2 * title.count("-") + title.count("'")
        for first in {title.split()[0], title.split("-")[0].split()[0], title.split("'")[0].split()[0]}:
            reach[first] = max(reach.get(first, 0), size)
    return reach


def fold_word(word: str) -> str:
    return word.casefold().replace("’", "'").replace("‑", "-").replace("–", "-")


def join_words(words: Sequence[str]) -> str:
    """The words as one phrase: a hyphen or a possessive stands close, wherever the tokeniser parted it."""
    text = " ".join(map(fold_word, words))
    return text.replace(" - ", "-").replace(" 's", "'s").replace(" 'affaires", "'affaires")
