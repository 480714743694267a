"""The PLV benchmark files some acts by their words, in its own projection alone and only where they are told as done."""

from __future__ import annotations

from typing import get_args

import pytest

from dragoman.codebook.load import load_codebook, read_data
from dragoman.codebook.practice import plv_type
from dragoman.codebook.projection import FORETOLD, NEGATED, Scheme, project
from dragoman.coding.weigh import project_act
from dragoman.records.mention import Status

LINES = [(kind, word, line["as"]) for line in read_data("plv.yaml") for kind in line["kinds"] for word in line["words"]]
DONE = sorted(set(get_args(Status)) - FORETOLD - NEGATED)
UNDONE = sorted(FORETOLD | NEGATED)


@pytest.mark.parametrize(("kind", "word", "filed"), LINES)
def test_an_act_told_by_a_word_of_the_table_is_filed_as_it_says(kind: str, word: str, filed: str) -> None:
    assert plv_type(kind, [word]) == filed
    assert {project_act(kind, None, status, False, "plv", ("make", word)) for status in DONE} == {filed}  # type: ignore[arg-type]


@pytest.mark.parametrize(("kind", "word"), [(kind, word) for kind, word, _ in LINES])
def test_the_manuals_projection_does_not_ask_the_table(kind: str, word: str) -> None:
    for status in get_args(Status):
        assert project_act(kind, None, status, False, "plover", [word]) == project(kind, None, status).event_type


@pytest.mark.parametrize(("kind", "word"), [(kind, word) for kind, word, _ in LINES])
@pytest.mark.parametrize("refused", [False, True])
def test_what_is_foretold_or_denied_stays_as_the_projection_has_it(kind: str, word: str, refused: bool) -> None:
    for status in UNDONE:
        assert project_act(kind, None, status, refused, "plv", [word]) == project(kind, None, status, refused, "plv").event_type


@pytest.mark.parametrize(
    ("kind", "words", "filed"),
    [
        ("AGREE", ["sign", "treaty"], "SUPPORT"),
        ("AGREE", ["agree"], None),
        ("AGREE", [], None),
        ("CONSULT", ["treaty"], None),
        ("SANCTION", ["conviction", "sanction"], "ACCUSE"),
        ("SANCTION", ["sanction", "conviction"], "COERCE"),
    ],
)
def test_the_first_word_that_the_table_holds_for_the_kind_decides(kind: str, words: list[str], filed: str | None) -> None:
    assert plv_type(kind, words) == filed


@pytest.mark.parametrize("scheme", get_args(Scheme))
def test_an_act_told_by_other_words_is_projected_by_the_rules(scheme: Scheme) -> None:
    for kind in load_codebook().types:
        assert (
            project_act(kind, None, "happened", False, scheme, ["gatecrash"]) == project(kind, None, "happened", False, scheme).event_type
        )


def test_the_table_names_types_and_says_one_thing_of_a_word() -> None:
    types = set(load_codebook().types)
    assert {kind for kind, _, _ in LINES} <= types
    assert {filed for _, _, filed in LINES} <= types | {"YIELD"}
    assert len({(kind, word) for kind, word, _ in LINES}) == len(LINES)
    assert all(word == word.lower() for _, word, _ in LINES)
