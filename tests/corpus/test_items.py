"""Marks lead to the words of an item; whatever breaks the guidelines is said in words; the shipped items break none."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any, get_args

import pytest
from corpus_builders import ACCUSED, LISTED, a_body, no_act, write_items

from corpus.items import MANNERS, NONE, STATUSES, ItemError, find_faults, read_bodies, read_item, read_items, take_marks
from dragoman.codebook.load import load_codebook
from dragoman.records.evidence import Span
from dragoman.records.mention import Status

MARKED = [
    ("Nothing is marked.", "Nothing is marked.", {}),
    ("<s>Oslo</s> waits.", "Oslo waits.", {"s": (0, 4)}),
    ("At dusk <t>Rabat</t> was <e>shelled</e> by <s>the rebels</s>", "At dusk Rabat was shelled by the rebels",
     {"t": (8, 13), "e": (18, 25), "s": (29, 39)}),
    ("<s>The <t>Malian</t> army</s> left", "The Malian army left", {"s": (0, 15), "t": (4, 10)}),
    ("“<s>Nuñez</s>” – <t>Łódź</t>", "“Nuñez” – Łódź", {"s": (1, 6), "t": (10, 14)}),
    ("<b>5 < 6</b> <s>a</s>", "<b>5 < 6</b> a", {"s": (13, 14)}),
]  # fmt: skip

UNPAIRED = [
    ("<s>Oslo</s> and <s>Bergen</s>", "<s> twice"),
    ("<s>Oslo <s>Bergen</s>", "<s> twice"),
    ("Oslo</t> waits", "</t> without <t>"),
    ("<e>shelled", "<e> is not closed"),
]

# An invented body, and the one fault that it has.
FAULTY = [
    (a_body(text=ACCUSED.replace("</s>", "")), "<s> is not closed"),
    (a_body(text=ACCUSED.replace("<s>", "").replace("</s>", "")), "no <s>"),
    (a_body(text=ACCUSED.replace("<e>", "").replace("</e>", "")), "<e> stands in every item but those of NONE"),
    (a_body(quiet=True), "a quiet item tells of no act"),
    (a_body(text=ACCUSED.replace("<s>Quito</s> ", "<s>Quito </s>")), "<s>Quito </s>"),
    (a_body(text=ACCUSED.replace("<t>Lima</t>", "<t></t>Lima")), "<t></t>"),
    (a_body(text=ACCUSED.replace("accused</e> <t>Lima</t>", "laid blame</e> on <t>Lima</t>")), "<e>laid blame</e>"),
    (a_body(kind="BEFRIEND"), "kind 'BEFRIEND' is no PLOVER type"),
    (a_body(mode="drone"), "ACCUSE has no mode 'drone'"),
    (a_body(status="rumoured"), "status 'rumoured' is none of " + ", ".join(STATUSES)),
    (a_body(status=None), "status None is none of " + ", ".join(STATUSES)),
    (a_body(contexts=["environment", "weather"]), "context 'weather' is none of the 37"),
    (a_body(attribution=["the envoy", "a bishop"]), "attribution: 'a bishop' is not in the text"),
    (a_body(times=["on Tuesday"]), "times: 'on Tuesday' is not in the text"),
    (a_body(manner="gossip"), "manner 'gossip' is none of " + ", ".join(MANNERS)),
    ({k: v for k, v in a_body().items() if k != "hard"}, "fields missing or unknown: hard"),
    (a_body(colour="red"), "fields missing or unknown: colour"),
    (no_act(text=LISTED.replace("<t>", "").replace("</t>", "")), "NONE without <t>"),
    (no_act(text=LISTED.replace("lie", "<e>lie</e>")), "<e> stands in every item but those of NONE"),
    (no_act(mode="allege"), "NONE has neither mode nor status"),
    (no_act(status="happened"), "NONE has neither mode nor status"),
]


@pytest.mark.parametrize(("text", "clean", "spans"), MARKED)
def test_marks_are_taken_and_their_places_kept(text: str, clean: str, spans: dict[str, tuple[int, int]]) -> None:
    assert take_marks(text) == (clean, {letter: Span(*bounds) for letter, bounds in spans.items()})


@pytest.mark.parametrize(("text", "reason"), UNPAIRED)
def test_marks_that_do_not_pair_are_an_error(text: str, reason: str) -> None:
    with pytest.raises(ItemError, match=reason):
        take_marks(text)


@pytest.mark.parametrize(
    "body", [a_body(), a_body(mode=None), a_body(text=ACCUSED.replace("<t>Lima</t>", "Lima")), no_act(), no_act(quiet=True)]
)
def test_a_sound_item_has_no_fault(body: dict[str, Any]) -> None:
    assert list(find_faults(body)) == []


@pytest.mark.parametrize(("body", "fault"), FAULTY, ids=[fault for _, fault in FAULTY])
def test_each_fault_is_said_and_no_other(body: dict[str, Any], fault: str) -> None:
    assert list(find_faults(body)) == [fault]


def test_all_faults_of_an_item_are_said_together_with_its_name() -> None:
    with pytest.raises(ItemError, match=r"^x7: ACCUSE has no mode 'drone'; manner 'gossip' is none of"):
        read_item(a_body(id="x7", mode="drone", manner="gossip"))


def test_an_item_is_read_without_its_marks() -> None:
    item = read_item(a_body())
    assert item.sentence == "Quito accused Lima on Monday of poisoning the river, the envoy said."
    assert item.target is not None
    assert item.trigger is not None
    assert [item.words(span) for span in (item.source, item.target, item.trigger)] == ["Quito", "Lima", "accused"]
    assert (item.attribution, item.times, item.contexts) == (("the envoy",), ("on Monday",), ("environment",))


def test_an_item_of_no_act_has_no_trigger() -> None:
    assert (read_item(no_act()).trigger, read_item(no_act()).kind) == (None, NONE)


def test_files_are_read_in_the_order_of_their_names(tmp_path: Path) -> None:
    write_items(tmp_path, [a_body(id="b1"), a_body(id="b2")], "b.jsonl")
    write_items(tmp_path, [a_body(id="a1")], "a.jsonl")
    assert [(path.name, body["id"]) for path, body in read_bodies(tmp_path)] == [("a.jsonl", "a1"), ("b.jsonl", "b1"), ("b.jsonl", "b2")]


def test_statuses_of_the_corpus_are_those_of_the_records() -> None:
    assert set(STATUSES) == set(get_args(Status))


# -- the shipped corpus


def test_every_shipped_item_keeps_to_the_guidelines() -> None:
    assert [(body.get("id"), fault) for _, body in read_bodies() for fault in find_faults(body)] == []


def test_offsets_of_shipped_items_lead_to_the_marked_words() -> None:
    for (_, body), item in zip(read_bodies(), read_items(), strict=True):
        for letter, span in (("s", item.source), ("t", item.target), ("e", item.trigger)):
            opened, _, rest = body["text"].partition(f"<{letter}>")
            inside = take_inner(rest.partition(f"</{letter}>")[0])
            assert (item.words(span) if span else "") == inside, item.id
            assert span is None or span.start == len(take_inner(opened)), item.id


def take_inner(text: str) -> str:
    """A piece of a marked text without marks, whether or not they pair in it."""
    for letter in "ste":
        text = text.replace(f"<{letter}>", "").replace(f"</{letter}>", "")
    return text


def test_each_file_holds_the_items_of_one_kind() -> None:
    assert {(path.stem, body["kind"].lower()) for path, body in read_bodies() if path.stem != body["kind"].lower()} == set()


def test_the_corpus_holds_every_type_hundreds_of_times() -> None:
    kinds = Counter(item.kind for item in read_items())
    assert set(kinds) == {NONE, *load_codebook().types}
    assert {kind: number for kind, number in kinds.items() if number < 350} == {}


def test_the_corpus_holds_every_mode_at_least_fifteen_times() -> None:
    modes = Counter((item.kind, item.mode) for item in read_items())
    every = [(t.name, mode) for t in load_codebook().types.values() for mode in t.modes]
    assert {pair: modes[pair] for pair in every if modes[pair] < 15} == {}


def test_the_corpus_holds_every_status_and_every_context() -> None:
    statuses = Counter(item.status for item in read_items() if item.kind != NONE)
    assert set(statuses) == set(STATUSES)
    assert {status: number for status, number in statuses.items() if number < 60} == {}
    contexts = Counter(context for item in read_items() for context in item.contexts)
    assert {name: contexts[name] for name in load_codebook().contexts if contexts[name] < 15} == {}


def test_the_corpus_holds_every_manner_and_items_that_tell_of_nothing() -> None:
    manners = Counter(item.manner for item in read_items())
    assert {name: manners[name] for name in MANNERS if manners[name] < 100} == {}
    assert sum(item.quiet for item in read_items()) >= 300


def test_ids_of_shipped_items_are_unique() -> None:
    assert [name for name, number in Counter(item.id for item in read_items()).items() if number > 1] == []
