"""Two probes of names: the sides of a pair exchanged, and both replaced by names that no list knows; the label must stay."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from zlib import crc32

from dragoman.evaluation.data import Coder, Probed, Setting, read_rows
from dragoman.evaluation.pairs import Pair, all_pairs
from dragoman.evaluation.reading import as_report, label_pair, parse_once
from dragoman.gazetteers.names import load_gazetteer

VOWELS = frozenset("AEIO")  # "a Ukrainian", "a Uruguayan"
PLACES = ("name", "adjective", "people", "capital")
Rename = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class State:
    """The words for a state by their place in grammar: its name, its adjective, its people, its capital."""

    key: str
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Invented:
    """States and persons that no list knows."""

    states: tuple[State, ...]
    persons: tuple[str, ...]


@cache
def known_states() -> dict[str, tuple[State, str]]:
    """Each word for a state, with the state and the word's place in grammar."""
    found: dict[str, tuple[State, str]] = {}
    for country in load_gazetteer().countries():
        words = dict(
            zip(("name", "adjective", "people", "capital"), (country.name, *demonyms(country.demonyms), *country.seats[:1]), strict=False)
        )
        state = State(country.iso3, words)
        for place, word in words.items():
            found.setdefault(word, (state, place))
    return found


def demonyms(known: tuple[str, ...]) -> tuple[str, str]:
    """Adjective and people; the adjective twice where there is one word for both ("Japanese")."""
    adjective = known[0] if known else ""
    return adjective, next((word for word in known if word == f"{adjective}s"), adjective)


@cache
def any_state() -> re.Pattern[str]:
    """A word for a state, the longest first, with the article before it."""
    words = "|".join(re.escape(word) for word in sorted(known_states(), key=lambda word: (-len(word), word)) if word)
    return re.compile(rf"(?<![\w-])(?:(?P<article>[Aa]n?|[Tt]he) )?(?P<word>{words})(?!\w)")


def states_in(words: str) -> set[str]:
    return {known_states()[found["word"]][0].key for found in any_state().finditer(words)}


def rename_states(text: str, new: Mapping[str, State]) -> str:
    """The text with other names for some states, in the same place of grammar; raises KeyError where there is no word for one."""

    def other(found: re.Match[str]) -> str:
        state, place = known_states()[found["word"]]
        if state.key not in new:
            return found.group()
        word = new[state.key].words[place]
        article = found["article"]
        if article is None:
            return word
        if article.lower() == "the":
            if place == "name":
                raise KeyError("a name with an article")
            return f"{article} {word}"
        return f"{article[0]}{'n' if word[0] in VOWELS else ''} {word}"

    return any_state().sub(other, text)


def rename_words(text: str, new: Mapping[str, str]) -> str:
    """The text with other words for some, all at once."""
    pattern = "|".join(re.escape(word) for word in sorted(new, key=len, reverse=True))
    return re.sub(rf"(?<!\w)(?:{pattern})(?!\w)", lambda found: new[found.group()], text) if new else text


@cache
def persons_in(sentence: str) -> frozenset[str]:
    """Names of persons, as the parser finds them."""
    found = set()
    for parsed in parse_once(as_report(sentence, None)).sentences:
        for name in parsed.entities:
            if name.label == "PER":
                found.add(sentence[parsed.words[name.first].start : parsed.words[name.last - 1].end])
    return frozenset(found)


def is_person(pair: Pair, side: str) -> bool:
    return side in persons_in(pair.sentence) and not states_in(side)


def state_of(side: str) -> str | None:
    """The one state that the words of a side name."""
    found = states_in(side)
    return next(iter(found)) if len(found) == 1 else None


def state_by_key(key: str) -> State:
    return next(state for state, _ in known_states().values() if state.key == key)


def swap_names(pair: Pair) -> Rename | None:
    """How the names of the two sides are exchanged; None where they are not both states or both persons."""
    left, right = state_of(pair.source), state_of(pair.target)
    if left and right and left != right:
        return partial(rename_states, new={left: state_by_key(right), right: state_by_key(left)})
    if pair.source != pair.target and is_person(pair, pair.source) and is_person(pair, pair.target):
        return partial(rename_words, new={pair.source: pair.target, pair.target: pair.source})
    return None


def invent_names(pair: Pair, invented: Invented) -> Rename | None:
    """How both sides get invented names, the same ones in every run; None where a side is neither a state nor a person."""
    number = crc32(pair.sentence.encode())
    states, persons = dict[str, State](), dict[str, str]()
    for n, side in enumerate((pair.source, pair.target)):
        if state := state_of(side):
            states.setdefault(state, invented.states[(number + n) % len(invented.states)])
        elif is_person(pair, side):
            whole = invented.persons[(number + n) % len(invented.persons)]
            persons[side] = whole if " " in side else whole.split()[-1]
        else:
            return None
    return lambda text: rename_words(rename_states(text, states), persons)


def rename_pair(pair: Pair, rename: Rename) -> Pair | None:
    """The pair with its names changed; None where a name has no word in the same place of grammar, or nothing changed."""
    try:
        changed = replace(pair, sentence=rename(pair.sentence), source=rename(pair.source), target=rename(pair.target))
    except KeyError:
        return None
    return (
        changed if changed.sentence != pair.sentence and changed.source in changed.sentence and changed.target in changed.sentence else None
    )


def label_of(pair: Pair, coder: Coder) -> tuple[str, str | None]:
    label = label_pair(pair.sentence, pair.source, pair.target, coder)
    return label.root, label.status


def probe(pair: Pair, rename: Rename | None, coder: Coder) -> Iterator[Probed]:
    if rename and (changed := rename_pair(pair, rename)):
        label = label_of(pair, coder)
        yield Probed(f"{pair.key} → {changed.sentence}", label[0] == pair.root, label == label_of(changed, coder))


def read_invented(data: Path) -> Invented:
    rows = read_rows(data / "probes" / "names.jsonl")
    states = tuple(State(row["name"], row) for row in rows if row["kind"] == "state")
    return Invented(states, tuple(row["name"] for row in rows if row["kind"] == "person"))


def probe_swapped(setting: Setting) -> list[Probed]:
    """The names of the two sides exchanged."""
    return [found for pair in all_pairs(setting) for found in probe(pair, swap_names(pair), setting.coder)]


def probe_invented(setting: Setting) -> list[Probed]:
    """The names of the two sides replaced by invented ones."""
    invented = read_invented(setting.data)
    return [found for pair in all_pairs(setting) for found in probe(pair, invent_names(pair, invented), setting.coder)]
