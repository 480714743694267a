"""Names as sequences of pieces, and the longest one that begins at a word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar

from dragoman.gazetteers.pieces import cut_pieces, is_initial

T = TypeVar("T")
Key = tuple[str, ...]
SHORTEST_IN_CAPITALS = 4  # letters; "TURKEY" may be Turkey, but "US" in capitals must be "US" by itself


class Phrases(Generic[T]):
    """Values by name. Names keep their case ("US" is not "us"); a headline's capitals match; names of persons match in any case."""

    def __init__(self) -> None:
        # By the key in lower case: the key as written (None: any case that begins with a capital), and the value.
        self._held: dict[Key, tuple[tuple[Key | None, T], ...]] = {}
        self._reach: dict[str, int] = {}

    def add(self, name: str, value: T) -> None:
        key = cut_pieces(name)
        self._put(fold(key), key, value)

    def add_in_any_case(self, name: str, value: T) -> None:
        self._put(fold(cut_pieces(name)), None, value)

    def _put(self, folded: Key, key: Key | None, value: T) -> None:
        held = self._held.get(folded)
        self._held[folded] = ((key, value),) if held is None else (*held, (key, value))
        if self._reach.get(folded[0], 0) < len(folded):
            self._reach[folded[0]] = len(folded)

    def find(self, name: str) -> tuple[T, ...]:
        key = cut_pieces(name)
        found = self._find(key)
        return self._find(key[1:]) if not found and key and key[0].casefold() == "the" else found

    def match(self, words: Sequence[str], at: int) -> tuple[int, tuple[T, ...]] | None:
        """The longest name that begins at ``words[at]`` and ends with a word: the index after it, and its values."""
        for end, key in self._runs(words, at):
            if found := self._find(key):
                return end, found
        return None

    def _runs(self, words: Sequence[str], at: int) -> Iterator[tuple[int, Key]]:
        """Candidate keys from the longest, each with the index after its last word."""
        first = cut_pieces(words[at])
        reach = self._reach.get(first[0].casefold(), 0) + 2 if first else 0  # two initials may stand inside a name
        run: list[str] = []
        ends: list[tuple[int, int]] = []
        for index in range(at, len(words)):
            new = cut_pieces(words[index])
            if len(run) + len(new) > reach:
                break
            run += new
            if new:
                ends.append((index + 1, len(run)))
        for end, length in reversed(ends):
            yield end, tuple(run[:length])

    def _find(self, key: Key) -> tuple[T, ...]:
        held = self._held.get(fold(key)) or self._held.get(fold(drop_initials(key)), ())
        shouted = is_shouted(key)
        return tuple(dict.fromkeys(value for name, value in held if name == key or (starts_high(key) if name is None else shouted)))


def fold(key: Key) -> Key:
    return tuple(map(str.casefold, key))


def is_shouted(key: Key) -> bool:
    """Whether the words stand in capitals, as in a headline or dateline."""
    letters = "".join(key)
    return letters.isupper() and len(letters) >= SHORTEST_IN_CAPITALS


def starts_high(key: Key) -> bool:
    return key[0][:1].isupper()


def drop_initials(key: Key) -> Key:
    """The key without middle initials ("Antony J. Blinken")."""
    return tuple(piece for n, piece in enumerate(key) if n in (0, len(key) - 1) or not is_initial(piece))
