"""WordPiece gives BERT's own pieces; the expected ids come from the reference implementation."""

from __future__ import annotations

from importlib.resources import files

import pytest

from dragoman.parsing.wordpiece import WordPiece


@pytest.fixture(scope="module")
def wordpiece() -> WordPiece:
    pieces = files("dragoman.parsing").joinpath("model", "pieces.txt").read_text(encoding="utf-8").split("\n")
    return WordPiece({piece: number for number, piece in enumerate(pieces)})


CASES = {
    "Blinken": [12373, 2368],
    "Erdoğan": [9413, 16168, 2319],
    "talks": [7566],
    "re-elected": [2128, 1011, 2700],
    "U.S.": [1057, 1012, 1055, 1012],
    "中国人": [1746, 1799, 1756],
    "Straße": [2358, 27807],
    "naïve": [15743],
    "“": [1523],
    "½": [1092],
    "♥": [1625],
    "a\xadb": [11113],
    "１２": [100],
    "\x00": [],
    "G20": [1043, 11387],
    "Chan-o-cha": [9212, 1011, 1051, 1011, 15775],
    "$": [1002],
}


@pytest.mark.parametrize(("text", "ids"), CASES.items())
def test_a_word_gives_the_reference_s_pieces(wordpiece: WordPiece, text: str, ids: list[int]) -> None:
    assert wordpiece.ids_of(text) == ids


def test_a_word_longer_than_a_hundred_characters_is_unknown(wordpiece: WordPiece) -> None:
    assert wordpiece.ids_of("x" * 101) == [100]
