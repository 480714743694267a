"""The learned coder behind its door: what it is given, what its scores become, and when it does not answer."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files
from typing import Any

import numpy as np
import pytest
from stand_ins import CONDEMNED, GATECRASHED, KINDS, WIDTH, an_answer, read_passage, read_sentence, without_states

from dragoman.codebook.load import load_codebook
from dragoman.coding.encoder import NONE, SIDES, Encoder, load_encoder, nodes_of, probabilities
from dragoman.coding.marks import Node, mark_pair, mark_trigger
from dragoman.parsing.model import load_parser, parse_text
from dragoman.records.mention import Status
from dragoman.records.reading import States
from dragoman.records.syntax import Sentence

MODES = ["ACCUSE/-", "ACCUSE/allege", "AID/-", "CONSULT/-", "CONSULT/phone", "CONSULT/visit"]
STATUSES = ["happened", "planned"]
SHORT = [NONE, "ACCUSE", "AID", "CONSULT"]


class Session:
    """Gives the scores that it was made with, and keeps what it was asked."""

    def __init__(self, kind: list[float], mode: list[float], status: list[float]) -> None:
        self.kind, self.mode, self.status = kind, mode, status
        self.given: dict[str, Any] = {}

    def run(self, _: None, given: dict[str, Any]) -> list[Any]:
        self.given = given
        rows = given["shared"].shape[1]
        side = np.zeros((rows, len(SIDES)), np.float32)
        side[2:, 0], side[1, 1], side[0, 2] = 9, 9, 9  # the first word is the source; the edge, which is no word, would be the target
        pointer = np.zeros(rows, np.float32)
        pointer[2] = 9
        return [np.array([scores], np.float32) for scores in (self.kind, self.mode, self.status, side, pointer)]


def an_encoder(kind: tuple[float, ...] = (0, 1, 2, 3), mode: tuple[float, ...] = (0, 9, 0, 1, 2, 3)) -> tuple[Encoder, Session]:
    """A coder of few labels whose session is a stand-in."""
    encoder, session = object.__new__(Encoder), Session(list(kind), list(mode), [1.0, 0.0])
    encoder.kinds, encoder.modes, encoder.statuses, encoder.version = SHORT, MODES, STATUSES, "0"
    encoder._session = session
    return encoder, session


def numbered(sentence: Sentence, base: float) -> Sentence:
    """The sentence with states that tell which row they are: ``base`` is the edge, then a row a word."""
    rows = len(sentence.words) + 1
    shared = np.repeat(np.arange(base, base + rows, dtype=np.float32)[:, None], WIDTH, axis=1)
    return replace(sentence, states=States(shared, np.zeros((rows - 1, len(SHORT)), np.float32)))


# -- what it is given


def test_it_is_given_the_states_of_all_words_and_one_edge() -> None:
    encoder, session = an_encoder()
    first, second = read_passage(CONDEMNED, GATECRASHED).sentences
    encoder.about_pair([numbered(first, 10), numbered(second, 50)], (0, 4), None)
    assert session.given["shared"].shape == (1, 9, WIDTH)
    assert session.given["shared"][0, :, 0].tolist() == [10, 11, 12, 13, 14, 51, 52, 53, 54]


def test_it_is_given_the_marks_of_the_pair_over_all_sentences() -> None:
    encoder, session = an_encoder()
    sentences = read_passage(CONDEMNED, GATECRASHED).sentences
    encoder.about_pair(sentences, (0, 4), (41, 46))
    marked = mark_pair(nodes_of(sentences), (0, 4), (41, 46))
    assert session.given["marks"].tolist() == [marked.marks]
    assert (session.given["first"].tolist(), session.given["second"].tolist()) == ([1], [7]) == ([marked.first], [marked.second])


def test_it_is_given_the_marks_of_a_trigger() -> None:
    encoder, session = an_encoder()
    sentence = read_sentence(GATECRASHED)
    encoder.about_trigger(sentence, 1)
    assert session.given["marks"].tolist() == [mark_trigger(nodes_of([sentence]), 1).marks]
    assert (session.given["first"].tolist(), session.given["second"].tolist()) == ([2], [2])


def test_words_keep_place_and_governor_within_the_passage() -> None:
    assert nodes_of(read_passage(CONDEMNED, GATECRASHED).sentences)[3:6] == [Node(21, 22, 1), Node(23, 27, 5), Node(28, 39, -1)]


# -- what its scores become


def test_scores_become_probabilities() -> None:
    found = probabilities(np.array([[0.0, 0.0], [1000.0, 0.0]], np.float32))
    assert found.tolist() == [[0.5, 0.5], [1.0, 0.0]]


def test_kinds_and_statuses_are_named_probabilities() -> None:
    answer = an_encoder()[0].about_pair([read_sentence(CONDEMNED)], (0, 4), (15, 20))
    assert answer is not None
    assert (list(answer.kinds), list(answer.statuses)) == (SHORT, STATUSES)
    assert sum(answer.kinds.values()) == pytest.approx(1)
    assert (answer.kind, answer.status) == ("CONSULT", "happened")


def test_modes_are_those_of_the_likeliest_kind_of_act() -> None:
    answer = an_encoder()[0].about_trigger(read_sentence(CONDEMNED), 1)
    assert answer is not None
    assert set(answer.modes) == {None, "phone", "visit"}
    assert sum(answer.modes.values()) == pytest.approx(1)
    assert answer.mode == "visit"


def test_modes_belong_to_an_act_even_where_no_act_is_likeliest() -> None:
    answer = an_encoder(kind=(9, 2, 0, 1))[0].about_trigger(read_sentence(CONDEMNED), 1)
    assert answer is not None
    assert (answer.kind, answer.best, answer.mode) == (NONE, "ACCUSE", "allege")


def test_a_kind_without_modes_has_none_for_sure() -> None:
    answer = an_encoder(kind=(0, 0, 9, 0))[0].about_trigger(read_sentence(CONDEMNED), 1)
    assert answer is not None
    assert answer.modes == {None: 1.0}


def test_sides_and_pointer_count_words_without_the_edge() -> None:
    answer = an_encoder()[0].about_trigger(read_sentence(CONDEMNED), 1)
    assert answer is not None
    assert answer.sides.argmax(-1).tolist() == [1, 0, 0, 0]
    assert (len(answer.told_at), int(answer.told_at.argmax())) == (4, 1)


@pytest.mark.parametrize(
    ("kinds", "kind", "best"),
    [
        ({NONE: 0.6, "AID": 0.3}, NONE, "AID"),
        ({"AID": 0.6, NONE: 0.3}, "AID", "AID"),
        ({NONE: 0.1, "AGREE": 0.2, "AID": 0.4}, "AID", "AID"),
    ],
)
def test_the_likeliest_kind_may_be_none_and_the_best_never_is(kinds: dict[str, float], kind: str, best: str) -> None:
    answer = an_answer(kinds)
    assert (answer.kind, answer.best) == (kind, best)


# -- when it does not answer


def test_a_passage_without_states_gets_no_answer() -> None:
    encoder, session = an_encoder()
    bare = without_states(read_passage(CONDEMNED)).sentences
    assert encoder.about_pair(bare, (0, 4), (15, 20)) is None
    assert encoder.about_trigger(bare[0], 1) is None
    assert encoder.spots(bare[0]) is None
    assert session.given == {}


def test_one_sentence_without_states_leaves_the_passage_without_an_answer() -> None:
    first, second = read_passage(CONDEMNED, GATECRASHED).sentences
    assert an_encoder()[0].about_pair([first, replace(second, states=None)], (0, 4), (15, 20)) is None


def test_no_sentence_gets_no_answer() -> None:
    assert an_encoder()[0].about_pair([], None, None) is None


def test_spots_are_probabilities_of_kinds_by_word() -> None:
    sentence = read_sentence(GATECRASHED)
    assert sentence.states is not None
    sentence.states.spot[1, KINDS.index("AID")] = 20
    spots = an_encoder()[0].spots(sentence)
    assert spots is not None
    assert spots.shape == (4, len(KINDS))
    assert spots.sum(-1).tolist() == pytest.approx([1, 1, 1, 1])
    assert spots[1, KINDS.index("AID")] == pytest.approx(1, abs=1e-3)


# -- the shipped coder

MODEL = files("dragoman.coding") / "model"
PASSAGE = "Peru condemned Chile on Monday. The two countries had held talks in Lima."
shipped = pytest.mark.skipif(
    not all((MODEL / name).is_file() for name in ("coder.onnx", "labels.json", "VERSION")), reason="no learned coder is installed"
)


@shipped
def test_the_shipped_coder_knows_the_codebooks_labels() -> None:
    encoder, types = load_encoder(), load_codebook().types
    assert (encoder.kinds[0], sorted(encoder.kinds[1:])) == (NONE, sorted(types))
    assert sorted(encoder.modes) == sorted(f"{name}/{mode}" for name, body in types.items() for mode in ("-", *body.modes))
    assert sorted(encoder.statuses) == sorted(Status.__args__)  # type: ignore[attr-defined]
    assert encoder.version


@shipped
def test_the_shipped_parser_leaves_states_that_the_coder_reads() -> None:
    for sentence in parse_text(PASSAGE, load_parser()).sentences:
        assert sentence.states is not None
        assert sentence.states.shared.shape == (len(sentence.words) + 1, 256)
        assert sentence.states.spot.shape == (len(sentence.words), len(load_encoder().kinds))


@shipped
def test_the_shipped_coder_answers_with_probabilities() -> None:
    sentences = parse_text(PASSAGE, load_parser()).sentences
    answer = load_encoder().about_pair(sentences, (0, 4), (15, 20))
    assert answer is not None
    for named in (answer.kinds, answer.modes, answer.statuses):
        assert sum(named.values()) == pytest.approx(1, abs=1e-4)
    words = sum(len(s.words) for s in sentences)
    assert (answer.sides.shape, answer.told_at.shape) == ((words, 3), (words,))


@shipped
def test_the_shipped_coder_gives_the_same_answer_whatever_was_asked_before() -> None:
    sentences = parse_text(PASSAGE, load_parser()).sentences
    there = load_encoder().about_pair(sentences, (0, 4), (15, 20))
    load_encoder().about_trigger(sentences[0], 1)
    load_encoder().about_pair(sentences, (15, 20), (0, 4))
    back = load_encoder().about_pair(sentences, (0, 4), (15, 20))
    assert there is not None
    assert back is not None
    assert (there.kinds, there.modes, there.statuses) == (back.kinds, back.modes, back.statuses)
    assert there.sides.tolist() == back.sides.tolist()


@shipped
@pytest.mark.parametrize(
    ("text", "source", "target", "kind"),
    [
        ("Peru condemned Chile on Monday.", "Peru", "Chile", "ACCUSE"),
        ("Chile was condemned by Peru on Monday.", "Peru", "Chile", "ACCUSE"),
        ("The president of Peru met the president of Chile in Lima.", "The president of Peru", "the president of Chile", "CONSULT"),
        ("Peru imposed sanctions on Chile.", "Peru", "Chile", "SANCTION"),
    ],
)
def test_the_shipped_coder_reads_plain_sentences(text: str, source: str, target: str, kind: str) -> None:
    places = [(text.index(words), text.index(words) + len(words)) for words in (source, target)]
    answer = load_encoder().about_pair(parse_text(text, load_parser()).sentences, *places)
    assert answer is not None
    assert (answer.kind, answer.status) == (kind, "happened")
