"""Trees of spaCy's English pipelines, written by hand on a blank one, become Universal Dependencies."""

from __future__ import annotations

import sys

import pytest

from dragoman.parsing.model import load_parser
from dragoman.parsing.spacy_adapter import SpacyParser, read_doc
from dragoman.records.errors import DragomanError
from dragoman.records.syntax import Sentence

spacy = pytest.importorskip("spacy")
tokens = pytest.importorskip("spacy.tokens")

Row = tuple[str, str, str, str, int, str]  # form, lemma, UPOS, tag, head, relation


def doc_of(rows: list[Row], entities: dict[int, str] | None = None, space_before: set[int] | None = None) -> object:
    forms, lemmas, upos, tags, heads, relations = (list(column) for column in zip(*rows, strict=True))
    spaces = [n + 1 not in (space_before or set()) for n in range(len(rows))]
    labels = [(entities or {}).get(n, "O") for n in range(len(rows))]
    return tokens.Doc(
        spacy.blank("en").vocab,
        words=forms,
        spaces=spaces,
        lemmas=lemmas,
        pos=upos,
        tags=tags,
        heads=heads,
        deps=relations,
        ents=labels,
    )


def tree(sentence: Sentence) -> dict[str, tuple[str, str]]:
    return {w.form: (sentence.words[w.head].form if w.head >= 0 else "", w.deprel) for w in sentence.words}


def test_prepositions_become_case_marks() -> None:
    rows: list[Row] = [
        ("Envoys", "envoy", "NOUN", "NNS", 3, "nsubj"),
        ("of", "of", "ADP", "IN", 0, "prep"),
        ("Kenya", "Kenya", "PROPN", "NNP", 1, "pobj"),
        ("met", "meet", "VERB", "VBD", 3, "ROOT"),
        ("in", "in", "ADP", "IN", 3, "prep"),
        ("Rome", "Rome", "PROPN", "NNP", 4, "pobj"),
    ]
    (sentence,) = read_doc(doc_of(rows, {2: "B-GPE", 5: "B-GPE"}))
    assert tree(sentence) == {
        "Envoys": ("met", "nsubj"),
        "of": ("Kenya", "case"),
        "Kenya": ("Envoys", "nmod"),
        "met": ("", "root"),
        "in": ("Rome", "case"),
        "Rome": ("met", "obl"),
    }
    assert [(e.first, e.last, e.label) for e in sentence.entities] == [(2, 3, "LOC"), (5, 6, "LOC")]


def test_passives_and_agents() -> None:
    rows: list[Row] = [
        ("Rebels", "rebel", "NOUN", "NNS", 2, "nsubjpass"),
        ("were", "be", "AUX", "VBD", 2, "auxpass"),
        ("held", "hold", "VERB", "VBN", 2, "ROOT"),
        ("by", "by", "ADP", "IN", 2, "agent"),
        ("police", "police", "NOUN", "NN", 3, "pobj"),
    ]
    (sentence,) = read_doc(doc_of(rows))
    assert tree(sentence) == {
        "Rebels": ("held", "nsubj:pass"),
        "were": ("held", "aux:pass"),
        "held": ("", "root"),
        "by": ("police", "case"),
        "police": ("held", "obl:agent"),
    }


def test_what_is_said_with_be_governs() -> None:
    rows: list[Row] = [
        ("She", "she", "PRON", "PRP", 2, "nsubj"),
        ("will", "will", "AUX", "MD", 2, "aux"),
        ("be", "be", "AUX", "VB", 2, "ROOT"),
        ("ambassador", "ambassador", "NOUN", "NN", 2, "attr"),
        (".", ".", "PUNCT", ".", 2, "punct"),
    ]
    (sentence,) = read_doc(doc_of(rows))
    assert tree(sentence) == {
        "She": ("ambassador", "nsubj"),
        "will": ("ambassador", "aux"),
        "be": ("ambassador", "cop"),
        "ambassador": ("", "root"),
        ".": ("ambassador", "punct"),
    }


def test_conjuncts_hang_on_the_first_and_conjunctions_on_the_next() -> None:
    rows: list[Row] = [
        ("Iran", "Iran", "PROPN", "NNP", 5, "nsubj"),
        (",", ",", "PUNCT", ",", 0, "punct"),
        ("Iraq", "Iraq", "PROPN", "NNP", 0, "conj"),
        ("and", "and", "CCONJ", "CC", 2, "cc"),
        ("Oman", "Oman", "PROPN", "NNP", 2, "conj"),
        ("agreed", "agree", "VERB", "VBD", 5, "ROOT"),
        ("to", "to", "PART", "TO", 7, "aux"),
        ("talk", "talk", "VERB", "VB", 5, "xcomp"),
    ]
    (sentence,) = read_doc(doc_of(rows))
    found = tree(sentence)
    assert found["Iraq"] == found["Oman"] == ("Iran", "conj")
    assert found["and"] == ("Oman", "cc")
    assert found["to"] == ("talk", "mark")


def test_a_tree_of_universal_dependencies_passes_unchanged() -> None:
    rows: list[Row] = [
        ("He", "he", "PRON", "PRP", 1, "nsubj"),
        ("left", "leave", "VERB", "VBD", 1, "ROOT"),
        ("from", "from", "ADP", "IN", 3, "case"),
        ("Rome", "Rome", "PROPN", "NNP", 1, "obl"),
    ]
    (sentence,) = read_doc(doc_of(rows))
    assert tree(sentence) == {"He": ("left", "nsubj"), "left": ("", "root"), "from": ("Rome", "case"), "Rome": ("left", "obl")}


def test_offsets_count_from_the_paragraphs_start_and_blanks_are_no_words() -> None:
    rows: list[Row] = [
        ("He", "he", "PRON", "PRP", 2, "nsubj"),
        ("\n", "\n", "SPACE", "_SP", 0, "dep"),
        ("left", "leave", "VERB", "VBD", 2, "ROOT"),
    ]
    (sentence,) = read_doc(doc_of(rows, space_before={1, 2}), start=100, told_in="caption", paragraph=7)
    assert [(w.form, w.start, w.end, w.head) for w in sentence.words] == [("He", 100, 102, 1), ("left", 103, 107, -1)]
    assert (sentence.told_in, sentence.paragraph) == ("caption", 7)


def test_a_pipeline_that_does_not_parse_is_refused() -> None:
    with pytest.raises(DragomanError, match="no dependency parser"):
        read_doc(spacy.blank("en")("He left."))


def test_an_empty_text_has_no_sentence() -> None:
    assert read_doc(spacy.blank("en")("")) == ()


def test_a_pipeline_that_is_not_installed_is_named() -> None:
    with pytest.raises(DragomanError, match="xx_no_such_pipeline"):
        load_parser("spacy:xx_no_such_pipeline")


def test_missing_spacy_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(DragomanError, match="spaCy is not installed"):
        SpacyParser("en_core_web_sm")
