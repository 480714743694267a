"""The numbers of a set of marked pairs."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.statistics import Pair, Shape, measure, read_beside, show

SEEN = [
    ("target before source", Pair("Peru was condemned by Chile.", 22, 0)),
    ("no target", Pair("Peru condemned the coup.", 0, None)),
    ("passive", Pair("The mayor was arrested by the police.", 26, 0)),
    ("negated", Pair("Peru did not condemn Chile.", 0, 21)),
    ("future or modal", Pair("Peru will condemn Chile.", 0, 18)),
    ("no verb", Pair("The long war between Peru and Chile.", 21, 30)),
    ("quotation", Pair('Peru said "enough" to Chile.', 0, 22)),
    ("relative clause", Pair("Peru condemned Chile, which seized the boats.", 0, 15)),
    ("more than one sentence", Pair("Peru condemned Chile on Monday. The envoy left Lima.", 0, 15)),
]
PLAIN = Pair("Peru condemned Chile.", 0, 15)


@pytest.mark.parametrize(("name", "pair"), SEEN, ids=[name for name, _ in SEEN])
def test_a_turn_is_counted_where_it_stands_and_only_there(name: str, pair: Pair) -> None:
    assert measure([PLAIN, pair]).figures[name] == 0.5


def test_a_plain_sentence_has_none_of_the_turns() -> None:
    assert set(measure([PLAIN]).figures) == {name for name, _ in SEEN}
    assert set(measure([PLAIN]).figures.values()) == {0}


def test_words_are_counted_by_pair_and_content_words_once() -> None:
    shape = measure([PLAIN, Pair("Chile condemned Peru again.", 0, 16)])
    assert (shape.pairs, shape.words, shape.vocabulary) == (2, [4, 5], 1)


def test_shapes_are_shown_side_by_side(capsys: pytest.CaptureFixture[str]) -> None:
    show([Shape(2, [10, 30], 7, {"passive": 0.5}), Shape(3, [5, 6, 7], 9, {"passive": 0.25})])
    rows = {line[:26].strip(): line[26:].split() for line in capsys.readouterr().out.splitlines()}
    assert (rows["pairs"], rows["words: mean"], rows["words: longest"]) == (["2", "3"], ["20.0", "6.0"], ["30", "7"])
    assert (rows["lemmas of content words"], rows["passive"]) == (["7", "9"], ["0.500", "0.250"])


def test_pairs_of_another_set_are_read_with_the_places_of_their_sides(tmp_path: Path) -> None:
    (tmp_path / "beside.tsv").write_text('uid\tsentence\tsource\ttarget\n1\tPeru told "Chile" so.\tPeru\tChile\n', encoding="utf-8")
    assert read_beside(tmp_path / "beside.tsv") == [Pair('Peru told "Chile" so.', 0, 11)]
