"""The parts of the corpus: by topic, with pairs and like sentences kept together."""

from __future__ import annotations

from collections import defaultdict

import pytest
from corpus_builders import ACCUSED, a_body

from corpus.items import read_item, read_items
from corpus.split import DEV, TEST, Part, part_of, split
from dragoman.codebook.load import load_codebook

PARTS = [
    (["diplomatic"], "train"),
    ([], "train"),
    (["diplomatic", "cyber"], "test"),
    (["health"], "dev"),
    (["health", "asylum"], "test"),
]


@pytest.mark.parametrize(("contexts", "part"), PARTS)
def test_topics_decide_the_part_and_those_of_test_go_first(contexts: list[str], part: Part) -> None:
    assert part_of(read_item(a_body(contexts=contexts))) == part


def test_a_near_miss_pair_goes_where_its_first_item_goes() -> None:
    first = read_item(a_body(id="x1", pair="mine", contexts=["cyber"]))
    second = read_item(a_body(id="x2", pair="mine", contexts=[], text=ACCUSED.replace("Monday", "Monday again")))
    assert split([first, second]) == {"train": [], "dev": [], "test": [first, second]}
    assert split([second, first]) == {"train": [second, first], "dev": [], "test": []}


def test_items_on_one_sentence_stay_together_whatever_their_sides() -> None:
    first = read_item(a_body(id="x1", contexts=["health"]))
    second = read_item(a_body(id="x2", contexts=[], text=ACCUSED.replace("<t>Lima</t>", "Lima")))
    assert split([first, second])["dev"] == [first, second]


def test_items_without_pair_are_not_taken_for_one_pair() -> None:
    first = read_item(a_body(id="x1", contexts=["cyber"]))
    second = read_item(a_body(id="x2", contexts=[], text=ACCUSED.replace("Monday", "Monday again")))
    assert split([first, second]) == {"train": [second], "dev": [], "test": [first]}


# -- the shipped corpus


def test_every_item_is_in_one_part() -> None:
    parts = split(read_items())
    assert sorted(item.id for found in parts.values() for item in found) == sorted(item.id for item in read_items())


def test_no_sentence_and_no_pair_stands_in_two_parts() -> None:
    where: dict[str, set[str]] = defaultdict(set)
    for part, found in split(read_items()).items():
        for item in found:
            where[item.sentence].add(part)
            if item.pair:
                where[f"pair {item.pair}"].add(part)
    assert {key: parts for key, parts in where.items() if len(parts) > 1} == {}


def test_what_is_asked_in_the_test_is_taught_nowhere() -> None:
    parts = split(read_items())
    assert [item.id for part in ("train", "dev") for item in parts[part] if TEST & set(item.contexts)] == []  # type: ignore[index]


def test_topics_of_development_and_test_are_contexts_and_differ() -> None:
    assert set(load_codebook().contexts) >= TEST | DEV
    assert TEST.isdisjoint(DEV)


@pytest.mark.parametrize("part", ["dev", "test"])
def test_development_and_test_ask_about_every_kind(part: Part) -> None:
    items = split(read_items())[part]
    assert len(items) >= 500
    assert {item.kind for item in items} == {item.kind for item in read_items()}
