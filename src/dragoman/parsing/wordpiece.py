"""WordPiece as BERT's uncased models read it: lower case without accents, punctuation apart, the longest known piece first.

Ours, because the library made for it brings a model hub's client along (50 MB); on the 29,806 forms of the treebanks' training
and development parts, and on the odd ones in the tests, both give the same pieces.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping

LONGEST = 100  # characters; BERT reads a longer word as unknown
UNKNOWN_PIECE, INSIDE = "[UNK]", "##"
# CJK ideographs stand for words of their own (the ranges of BERT's basic tokeniser).
IDEOGRAPHS = ((0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F), (0x2B920, 0x2CEAF),
              (0xF900, 0xFAFF), (0x2F800, 0x2FA1F))  # fmt: skip


class WordPiece:
    """Cuts words into pieces of a vocabulary (piece → id)."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self._ids = vocabulary
        self._unknown = vocabulary[UNKNOWN_PIECE]

    def ids_of(self, text: str) -> list[int]:
        """The ids of a text's pieces, in order."""
        return [number for word in split_words(normalise(text)) for number in self._cut(word)]

    def _cut(self, word: str) -> list[int]:
        if len(word) > LONGEST:
            return [self._unknown]
        found: list[int] = []
        start = 0
        while start < len(word):
            end = len(word)
            while end > start and (INSIDE if start else "") + word[start:end] not in self._ids:
                end -= 1
            if end == start:
                return [self._unknown]
            found.append(self._ids[(INSIDE if start else "") + word[start:end]])
            start = end
        return found


def normalise(text: str) -> str:
    """Lower case, accents and control characters dropped, every white space a space."""
    kept = "".join(" " if character.isspace() else character for character in text if not is_control(character))
    plain = unicodedata.normalize("NFD", "".join(f" {c} " if is_ideograph(c) else c for c in kept))
    return "".join(c for c in plain if unicodedata.category(c) != "Mn").lower()


def is_control(character: str) -> bool:
    if character in "\t\n\r":
        return False
    return character in "\0\ufffd" or unicodedata.category(character).startswith("C")


def is_ideograph(character: str) -> bool:
    return any(first <= ord(character) <= last for first, last in IDEOGRAPHS)


def is_punctuation(character: str) -> bool:
    """Unicode's punctuation, and every printable ASCII character that is no letter, digit or space."""
    code = ord(character)
    return 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126 or unicodedata.category(character).startswith("P")


def split_words(text: str) -> Iterator[str]:
    word = ""
    for character in text:
        if character.isspace() or is_punctuation(character):
            if word:
                yield word
            word = ""
            if not character.isspace():
                yield character
        else:
            word += character
    if word:
        yield word
