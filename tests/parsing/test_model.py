from __future__ import annotations

import dataclasses
import hashlib
import time
from importlib.resources import files

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.parsing.model import DragomanParser, load_parser, parse_paragraphs
from dragoman.records.alignment import Alignment, Piece
from dragoman.records.errors import UsageError
from dragoman.records.report import Paragraph, Report, ToldIn
from dragoman.records.syntax import Sentence, Word


def report_of(*paragraphs: tuple[str, ToldIn]) -> Report:
    text = "\n\n".join(body for body, _ in paragraphs)
    blocks, at = [], 0
    for body, told_in in paragraphs:
        blocks.append(Paragraph(at, at + len(body), told_in))
        at += len(body) + 2
    alignment = Alignment((Piece(0, len(text), 0, len(text)),))
    return Report("r_1", "-", text, text, alignment, tuple(blocks), (), None, None, (), None, None, "en", None)


def root_of(sentence: Sentence) -> int:
    return next(n for n, word in enumerate(sentence.words) if word.head == -1)


def child(sentence: Sentence, head: int, relation: str) -> Word | None:
    return next((sentence.words[n] for n in sentence.children(head) if sentence.words[n].deprel == relation), None)


@pytest.mark.parametrize(
    ("text", "root", "relations"),
    [
        ("Norway’s foreign minister met his Chilean counterpart in Oslo.", "meet", {"nsubj": "minister", "obj": "counterpart"}),
        ("The parliament rejected the treaty on Tuesday.", "reject", {"nsubj": "parliament", "obj": "treaty"}),
        ("Two soldiers were killed by gunmen near the border.", "kill", {"nsubj:pass": "soldier", "obl:agent": "gunman"}),
        ("Peru has not agreed to lift the embargo.", "agree", {"nsubj": "Peru", "xcomp": "lift"}),
        ("Officials said the talks had failed.", "say", {"nsubj": "official", "ccomp": "fail"}),
    ],
)
def test_who_does_what_to_whom(parser: DragomanParser, text: str, root: str, relations: dict[str, str]) -> None:
    (sentence,) = parser.parse_paragraph(text)
    at = root_of(sentence)
    assert sentence.words[at].lemma == root
    found = {relation: child(sentence, at, relation) for relation in relations}
    assert {relation: word.lemma if word else None for relation, word in found.items()} == relations


def test_names_have_kinds(parser: DragomanParser) -> None:
    (sentence,) = parser.parse_paragraph("Angela Merkel spoke with Emmanuel Macron in Paris.")
    names = {" ".join(w.form for w in sentence.words[e.first : e.last]): e.label for e in sentence.entities}
    assert names == {"Angela Merkel": "PER", "Emmanuel Macron": "PER", "Paris": "LOC"}


def test_sentences_of_a_paragraph_are_told_apart(parser: DragomanParser) -> None:
    text = "Mr. Ito flew to the U.S. on Jan. 5. He met Gen. Ruiz there. “We agreed,” he said."
    assert [text[s.start : s.end] for s in parser.parse_paragraph(text)] == [
        "Mr. Ito flew to the U.S. on Jan. 5.",
        "He met Gen. Ruiz there.",
        "“We agreed,” he said.",
    ]


def test_tags_of_a_negated_verb(parser: DragomanParser) -> None:
    (sentence,) = parser.parse_paragraph("They didn’t sign the deals.")
    assert [(w.form, w.lemma, w.upos) for w in sentence.words] == [
        ("They", "they", "PRON"),
        ("did", "do", "AUX"),
        ("n’t", "not", "PART"),
        ("sign", "sign", "VERB"),
        ("the", "the", "DET"),
        ("deals", "deal", "NOUN"),
        (".", ".", "PUNCT"),
    ]


def test_words_stand_where_the_clean_text_has_them(parser: DragomanParser) -> None:
    report = report_of(
        ("Envoys meet in Vienna", "headline"), ("Envoys met in Vienna. They’ll meet again.", "body"), ("", "body"), ("A hall.", "caption")
    )
    parsed = parser.parse(report)
    assert all(report.text[w.start : w.end] == w.form for s in parsed.sentences for w in s.words)
    assert [(s.paragraph, s.told_in) for s in parsed.sentences] == [(0, "headline"), (1, "body"), (1, "body"), (3, "caption")]
    assert (parsed.chains, parsed.parser) == ((), parser.version)


def check_sound(sentences: tuple[Sentence, ...], text: str) -> None:
    """What holds of any parse: spans, one root, heads in range, no cycle, names inside."""
    at = 0
    for sentence in sentences:
        count = len(sentence.words)
        assert count > 0
        assert [w.head for w in sentence.words].count(-1) == 1
        for word in sentence.words:
            assert at <= word.start < word.end <= sentence.end
            assert text[word.start : word.end] == word.form
            assert word.lemma
            assert (word.head == -1) == (word.deprel == "root")
            at = word.end
        for n in range(count):
            steps = 0
            while n != -1:
                n, steps = sentence.words[n].head, steps + 1
                assert steps <= count
        assert all(0 <= e.first < e.last <= count for e in sentence.entities)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.text(max_size=200))
def test_any_text_gives_a_sound_parse(parser: DragomanParser, text: str) -> None:
    check_sound(parser.parse_paragraph(text), text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n ",
        "\x00\x01\u200b",
        "\ud800 lone \udfff",
        "😀" * 50 + " 👨‍👩‍👧 🇺🇳",
        "قال الوزير إن المحادثات فشلت. עברית",
        "中国外交部发言人周一表示反对。" * 20,
        "?! " * 300,
        "antidisestablishmentarianism-" * 200,
    ],
    ids=["empty", "blank", "control", "surrogates", "emoji", "right-to-left", "no-spaces", "marks", "hyphens"],
)
def test_odd_text_gives_a_sound_parse(parser: DragomanParser, text: str) -> None:
    check_sound(parser.parse_paragraph(text), text)


def test_one_word_of_a_million_letters_is_one_word(parser: DragomanParser) -> None:
    text = "z" * 1_000_000
    began = time.perf_counter()
    (sentence,) = parser.parse_paragraph(text)
    assert len(sentence.words) == 1
    assert time.perf_counter() - began < 5.0


def test_ten_thousand_words_without_a_full_stop_are_cut_into_windows(parser: DragomanParser) -> None:
    text = "and the ship " * 3333
    sentences = parser.parse_paragraph(text)
    check_sound(sentences, text)
    assert sum(len(s.words) for s in sentences) == 9999
    assert max(len(s.words) for s in sentences) <= 120


TEXTS = [
    "The envoy left.",
    "Both governments said on Monday that they would reopen their embassies, which closed in 2016 after a dispute over an execution.",
    "WARSAW — no comment",
]


def test_a_paragraph_reads_alike_alone_and_beside_others(parser: DragomanParser) -> None:
    together = parse_paragraphs(TEXTS, parser)
    for number, text in enumerate(TEXTS):
        assert parser.parse_paragraph(text) == together[number]
    report = report_of(*((text, "body") for text in TEXTS))
    trees = [[(w.form, w.head, w.deprel, w.lemma) for w in s.words] for s in parser.parse(report).sentences]
    assert trees == [[(w.form, w.head, w.deprel, w.lemma) for w in s.words] for paragraph in together for s in paragraph]


def test_a_second_parser_gives_the_same_records(parser: DragomanParser) -> None:
    again = DragomanParser()
    assert [again.parse_paragraph(text) for text in TEXTS] == [parser.parse_paragraph(text) for text in TEXTS]


def test_the_parser_is_loaded_once() -> None:
    assert load_parser() is load_parser()


def test_an_unknown_parser_is_a_wrong_use() -> None:
    with pytest.raises(UsageError, match="stanza"):
        load_parser("stanza")


def test_the_version_names_the_weights() -> None:
    folder = files("dragoman.parsing").joinpath("model")
    digest = hashlib.sha256(folder.joinpath("model.onnx").read_bytes()).hexdigest()
    version = folder.joinpath("VERSION").read_text(encoding="utf-8").strip()
    assert version.endswith("+" + digest[:8])
    assert load_parser().version == f"dragoman-{version}"


def test_the_models_licence_stands_beside_it() -> None:
    text = files("dragoman.parsing").joinpath("model", "LICENSE.md").read_text(encoding="utf-8")
    assert all(name in text for name in ("CC BY-SA 4.0", "UD English EWT", "UD English GUM", "UNER English EWT", "all-MiniLM-L6-v2"))


def test_records_are_frozen(parser: DragomanParser) -> None:
    (sentence,) = parser.parse_paragraph("He left.")
    with pytest.raises(dataclasses.FrozenInstanceError):
        sentence.start = 3  # type: ignore[misc]
