"""Items as lessons: their two sides exchanged, and what the coder is asked at each word."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import asdict
from functools import cache

import pytest

from corpus.items import STATUSES, Item, read_item
from dragoman.codebook.load import load_codebook
from dragoman.coding.marks import Marked
from dragoman.parsing.model import load_parser
from dragoman.parsing.network import Network

pytest.importorskip("torch", reason="training needs PyTorch, which the package does not")
pytest.importorskip("tokenizers", reason="training needs tokenizers, which the package does not")

from training.lessons import (
    NEITHER,
    SOURCE,
    TARGET,
    UNASKED,
    Lesson,
    Teacher,
    batches,
    collate,
    exchanged,
    is_name,
)


def an_item(text: str, kind: str = "ACCUSE", **changed: object) -> Item:
    acts = kind != "NONE"
    body = {
        "id": "x1", "text": text, "kind": kind, "mode": None, "status": "happened" if acts else None, "attribution": [], "times": [],
        "contexts": [], "manner": "wire", "hard": False, "quiet": False, "pair": None,
    }  # fmt: skip
    return read_item(body | changed)


def marked(item: Item) -> str:
    """The text of an item with its marks, as the corpus writes it."""
    places = {"s": item.source, "t": item.target, "e": item.trigger}
    marks = [(span.start, f"<{letter}>") for letter, span in places.items() if span]
    marks += [(span.end, f"</{letter}>") for letter, span in places.items() if span]
    text = item.sentence
    for at, mark in sorted(marks, reverse=True):
        text = text[:at] + mark + text[at:]
    return text


# -- exchanged

EXCHANGED = [
    ("<s>Peru</s> <e>accused</e> <t>Guatemala</t> of it.", "<s>Guatemala</s> <e>accused</e> <t>Peru</t> of it."),
    ("<t>Peru</t> was <e>accused</e> by <s>Guatemala</s> of it.", "<t>Guatemala</t> was <e>accused</e> by <s>Peru</s> of it."),
    ("In a <e>protest</e> <s>Peru</s> told <t>Guatemala</t> so.", "In a <e>protest</e> <s>Guatemala</s> told <t>Peru</t> so."),
    ("<s>Peru</s> sent <t>Guatemala</t> a <e>protest</e>.", "<s>Guatemala</s> sent <t>Peru</t> a <e>protest</e>."),
    ("<s>Peru</s> <e>accused</e> <t>Chad</t>.", "<s>Chad</s> <e>accused</e> <t>Peru</t>."),
    ("<s>Ana Ruiz</s> <e>accused</e> <t>South Sudan</t>.", "<s>South Sudan</s> <e>accused</e> <t>Ana Ruiz</t>."),
]


@pytest.mark.parametrize(("text", "turned"), EXCHANGED)
def test_the_names_change_places_and_sides_and_trigger_stay_where_they_are(text: str, turned: str) -> None:
    found = exchanged(an_item(text))
    assert found is not None
    assert marked(found) == turned


@pytest.mark.parametrize("text", [text for text, _ in EXCHANGED])
def test_exchanged_twice_the_names_are_back(text: str) -> None:
    once = exchanged(an_item(text))
    assert once is not None
    twice = exchanged(once)
    assert twice is not None
    assert marked(twice) == text


def test_an_exchanged_item_keeps_its_labels() -> None:
    item = an_item(EXCHANGED[0][0], mode="allege", status="denied", hard=True)
    found = exchanged(item)
    assert found is not None
    assert (found.id, found.kind, found.mode, found.status, found.hard) == ("x1", "ACCUSE", "allege", "denied", True)


@pytest.mark.parametrize(
    "item",
    [
        an_item("<s>The envoy</s> <e>accused</e> <t>Peru</t>."),
        an_item("<s>Peru</s> <e>accused</e> <t>the envoy</t>."),
        an_item("<s>Peru</s> <e>accused</e> <t>President Ana Maria Ruiz</t>."),
        an_item("<s>Peru</s> <e>accused</e> the envoy."),
        an_item("<s>Peru</s> and <t>Chile</t> lie high.", kind="NONE"),
        an_item("<s>The <t>Peru</t> Guard</s> <e>accused</e> it."),
        an_item("<s>Peru <e>Accused</e></s> <t>Chile</t>."),
    ],
    ids=["an article", "small letters", "four words", "no target", "no act", "one side in the other", "the trigger in a side"],
)
def test_sides_that_are_no_plain_names_are_not_exchanged(item: Item) -> None:
    assert exchanged(item) is None


@pytest.mark.parametrize(
    ("words", "named"),
    [("Peru", True), ("South Sudan", True), ("The Hague", False), ("Her Majesty", False), ("President of Peru", False), ("A B C D", False)],
)
def test_a_plain_name_is_up_to_three_words_with_capitals(words: str, named: bool) -> None:
    assert is_name(words) is named


# -- lessons


@cache
def teacher() -> Teacher:
    labels = asdict(Network().labels)
    return Teacher(load_parser(), {head: {name: n for n, name in enumerate(names)} for head, names in labels.items()})


def lesson_of(item: Item) -> Lesson:
    found = teacher().lesson(item)
    assert found is not None
    return found


ACT = an_item("<s>Peru</s> <e>gatecrashed</e> <t>Chile</t> and condemned Gabon.", kind="AID", status="planned")
NO_ACT = an_item("<s>Peru</s> condemned Gabon, and <t>Chile</t> slept.", kind="NONE")
QUIET = an_item("<s>Peru</s> condemned itself, and <t>Chile</t> slept.", kind="NONE", quiet=True)


def test_labels_are_the_codebooks() -> None:
    types = load_codebook().types
    assert (teacher().kinds[0], set(teacher().kinds[1:])) == ("NONE", set(types))
    assert set(teacher().modes) == {f"{name}/{mode}" for name, body in types.items() for mode in ("-", *body.modes)}
    assert teacher().statuses == list(STATUSES)


def test_an_act_is_asked_for_kind_mode_and_status() -> None:
    found = lesson_of(ACT)
    assert teacher().kinds[found.kind] == "AID"
    assert teacher().modes[found.mode] == "AID/-"
    assert teacher().statuses[found.status] == "planned"
    assert (found.trigger, found.told is not None) == (2, True)


def test_no_act_is_asked_for_its_kind_alone() -> None:
    found = lesson_of(NO_ACT)
    assert teacher().kinds[found.kind] == "NONE"
    assert (found.mode, found.status, found.trigger, found.told) == (UNASKED, UNASKED, 0, None)


def test_sides_are_the_words_of_source_and_target() -> None:
    assert lesson_of(ACT).side == [UNASKED, SOURCE, NEITHER, TARGET, NEITHER, NEITHER, NEITHER, NEITHER]


def test_a_word_of_both_sides_is_the_sources() -> None:
    assert lesson_of(an_item("<s>The <t>Peru</t> Guard</s> <e>hit</e> it.", kind="ASSAULT")).side[1:4] == [SOURCE, SOURCE, SOURCE]


def spots_of(item: Item) -> list[str]:
    """What is asked at each word, without the edge: "?" where it is left open."""
    found = lesson_of(item).spot
    assert found[0] == UNASKED
    return ["?" if kind == UNASKED else teacher().kinds[kind] for kind in found[1:]]


def test_the_trigger_tells_and_other_known_words_are_left_open() -> None:
    assert spots_of(ACT) == ["NONE", "AID", "NONE", "NONE", "?", "NONE", "NONE"]


def test_where_no_act_passes_between_the_sides_known_words_are_left_open() -> None:
    assert spots_of(NO_ACT) == ["NONE", "?", "NONE", "NONE", "NONE", "NONE", "NONE", "NONE"]


def test_in_a_quiet_item_no_word_tells() -> None:
    assert set(spots_of(QUIET)) == {"NONE"}


def test_a_passage_too_long_for_a_window_gives_no_lesson() -> None:
    assert teacher().lesson(an_item("<s>Peru</s> <e>accused</e> <t>Chile</t> " + "again and " * 300 + ".")) is None


def test_a_lesson_says_what_the_parser_said_of_each_sentence() -> None:
    two = an_item("<s>Peru</s> <e>accused</e> <t>Chile</t> of it. The envoy of Ana Ruiz slept.")
    labels, sentences = Network().labels, load_parser().parse_paragraph(two.sentence)  # type: ignore[attr-defined]
    assert len(sentences) == len(lesson_of(two).parse) == 2
    for said, sentence in zip(lesson_of(two).parse, sentences, strict=True):
        assert [labels.upos[n] for n in said.tags["upos"]] == [w.upos for w in sentence.words]
        assert [labels.deprel[n] for n in said.tags["deprel"]] == [w.deprel for w in sentence.words]
        assert said.heads == [w.head + 1 for w in sentence.words]
        assert set(said.tags["lemma"]) == {UNASKED}


def test_a_lesson_says_where_the_parser_found_names() -> None:
    (said,) = lesson_of(an_item("<s>The envoy</s> of Ana Ruiz <e>accused</e> <t>Chile</t>.")).parse
    names = [Network().labels.entity[n] for n in said.tags["entity"]]
    assert names[3:5] == ["B-PER", "I-PER"]
    assert names[:3] == ["O", "O", "O"]


# -- batches


def a_lesson(pieces: int, words: int, told: bool = True) -> Lesson:
    marks = Marked([0] * (words + 1), 1, 2)
    return Lesson([1] * pieces, [0] * pieces, list(range(words + 1)), marks, marks if told else None, [0] * (words + 1), [0] * (words + 1),
                  1 if told else 0, 1, 1, 1, ())  # fmt: skip


def test_every_lesson_is_in_one_batch_of_about_the_size() -> None:
    given = [a_lesson(n, 3) for n in range(5, 45)]
    found: Sequence[Sequence[Lesson]] = batches(given, 100, random.Random(7))
    assert sorted(len(x.pieces) for batch in found for x in batch) == list(range(5, 45))
    assert max(min(len(x.pieces) for x in batch) * len(batch) for batch in found) <= 100


def test_a_batch_asks_about_each_pair_first_and_then_about_the_triggers() -> None:
    out = collate([a_lesson(9, 3), a_lesson(6, 2, told=False), a_lesson(7, 4)])
    assert out["asked"].tolist() == [0, 1, 2, 0, 2]
    assert tuple(out["pieces"].shape) == (3, 9)
    assert tuple(out["marks"].shape) == (5, 5)
    assert out["mask"].sum(1).tolist() == [9, 6, 7]
    assert out["real"].sum(1).tolist() == [4, 3, 5]


def test_the_pointer_is_asked_with_the_pair_and_the_sides_with_the_trigger() -> None:
    out = collate([a_lesson(9, 3), a_lesson(6, 3, told=False)])
    assert out["trigger"].tolist() == [1, UNASKED, UNASKED]
    assert [set(row) == {UNASKED} for row in out["side"].tolist()] == [True, True, False]
