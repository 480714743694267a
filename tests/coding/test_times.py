"""Times: what is found in words, which days it names, and to which word it belongs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from dragoman.coding.times import attached_time, find_times, resolve_time
from dragoman.records.syntax import Entity, Sentence, Word

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "times.yaml").read_text(encoding="utf-8"))
TOKEN = re.compile(r"[\w.]*\w\.(?=\w|\s[a-zA-Z0-9])|'s|\d+(?:,\d+)+|\w+(?:[-:]\w+)*|\S")


def table(name: str) -> list[str]:
    return [line for line in CASES[name].splitlines() if line.strip() and not line.startswith("#")]


def sentence_of(words: str) -> Sentence:
    found = tuple(Word(m.start(), m.end(), m[0], m[0].lower(), "X", "", "", -1, "dep") for m in TOKEN.finditer(words))
    return Sentence(0, len(words), found, (), "body", 0)


def tree(rows: str) -> Sentence:
    """A sentence from lines "form lemma UPOS head deprel", heads counted from 1 as in CoNLL-U."""
    words, at = [], 0
    for row in rows.strip().splitlines():
        form, lemma, upos, head, deprel = row.split()
        words.append(Word(at, at + len(form), form, lemma, upos, "", "", int(head) - 1, deprel))
        at += len(form) + 1
    return Sentence(0, at, tuple(words), (), "body", 0)


def attached(rows: str, trigger: str) -> str | None:
    sentence = tree(rows)
    index = next(n for n, word in enumerate(sentence.words) if word.form == trigger)
    found = attached_time(sentence, index, find_times(sentence))
    return found.quote if found else None


@pytest.mark.parametrize("case", table("resolved"))
def test_an_expression_names_its_days(case: str) -> None:
    asked, _, answer = case.partition("->")
    words, published, direction = (part.strip() for part in asked.split("|"))
    expected = [None if part.strip() == "-" else part.strip() for part in answer.split("|")] if answer.strip() else None
    expression = find_times(sentence_of(words))[0]
    when = resolve_time(expression, None if published == "-" else published, direction)  # type: ignore[arg-type]
    assert ([when.start, when.end, when.precision] if when else None) == expected
    assert when is None or when.quote == expression.quote


@pytest.mark.parametrize("case", table("found"))
def test_expressions_are_found(case: str) -> None:
    words, _, answer = case.partition("->")
    found = find_times(sentence_of(words.strip()))
    assert [e.quote for e in found] == [part.strip() for part in answer.split("|") if part.strip()]
    assert [words[e.start : e.end] for e in found] == [e.quote for e in found]


def test_the_table_is_long_enough() -> None:
    assert len(table("resolved")) >= 120


def test_a_person_named_after_a_month_is_no_time() -> None:
    plain = sentence_of("Theresa May spoke")
    assert find_times(plain)
    assert not find_times(Sentence(0, plain.end, plain.words, (Entity(0, 2, "PER"),), "body", 0))


def test_offsets_count_in_the_report() -> None:
    words = tuple(Word(100 + w.start, 100 + w.end, w.form, w.lemma, w.upos, "", "", -1, "dep") for w in sentence_of("on July 9").words)
    found = find_times(Sentence(100, 109, words, (), "body", 3))[0]
    assert (found.first, found.last, found.start, found.end) == (1, 3, 103, 109)


SAID_THAT = """
The the DET 2 det
ministry ministry NOUN 3 nsubj
said say VERB 0 root
on on ADP 5 case
Thursday Thursday PROPN 3 obl
that that SCONJ 9 mark
Wang Wang PROPN 9 nsubj
will will AUX 9 aux
meet meet VERB 3 ccomp
Blinken Blinken PROPN 9 obj
"""


def test_the_time_of_saying_is_not_the_time_of_what_is_said() -> None:
    assert attached(SAID_THAT, "meet") is None
    assert attached(SAID_THAT, "said") == "Thursday"


def test_each_verb_keeps_its_own_time() -> None:
    rows = SAID_THAT + "on on ADP 12 case\nSaturday Saturday PROPN 9 obl"
    assert attached(rows, "meet") == "Saturday"
    assert attached(rows, "said") == "Thursday"


def test_a_light_verb_lends_its_time_to_the_noun() -> None:
    rows = """
    They they PRON 2 nsubj
    held hold VERB 0 root
    talks talk NOUN 2 obj
    on on ADP 5 case
    Tuesday Tuesday PROPN 2 obl"""
    assert attached(rows, "talks") == "Tuesday"


def test_a_verb_of_its_own_meaning_does_not_lend_its_time() -> None:
    rows = """
    They they PRON 2 nsubj
    condemned condemn VERB 0 root
    attacks attack NOUN 2 obj
    on on ADP 5 case
    Tuesday Tuesday PROPN 2 obl"""
    assert attached(rows, "attacks") is None
    assert attached(rows, "condemned") == "Tuesday"


def test_a_noun_has_its_own_time_before_that_of_the_verb() -> None:
    rows = """
    Saturday Saturday PROPN 3 nmod:poss
    's 's PART 1 case
    talks talk NOUN 5 nsubj:pass
    were be AUX 5 aux:pass
    announced announce VERB 0 root
    yesterday yesterday NOUN 5 obl:tmod"""
    assert attached(rows, "talks") == "Saturday"
    assert attached(rows, "announced") == "yesterday"


def test_a_measure_passes_the_time_on() -> None:
    rows = """
    A a DET 2 det
    round round NOUN 5 nsubj
    of of ADP 4 case
    talks talk NOUN 2 nmod
    began begin VERB 0 root
    today today NOUN 5 obl:tmod"""
    assert attached(rows, "talks") == "today"


def test_a_transparent_verb_passes_the_time_on() -> None:
    rows = """
    He he PRON 3 nsubj:pass
    is be AUX 3 aux:pass
    expected expect VERB 0 root
    on on ADP 5 case
    Saturday Saturday PROPN 3 obl
    to to PART 7 mark
    visit visit VERB 3 xcomp
    Kyiv Kyiv PROPN 7 obj"""
    assert attached(rows, "visit") == "Saturday"


def test_an_agreement_keeps_its_day_from_what_is_agreed() -> None:
    rows = """
    They they PRON 2 nsubj
    agreed agree VERB 0 root
    on on ADP 4 case
    Friday Friday PROPN 2 obl
    to to PART 6 mark
    meet meet VERB 2 xcomp"""
    assert attached(rows, "meet") is None


def test_the_opening_time_counts_for_both_of_two_joined_verbs() -> None:
    rows = """
    On on ADP 2 case
    Saturday Saturday PROPN 5 obl
    , , PUNCT 2 punct
    he he PRON 5 nsubj
    met meet VERB 0 root
    Wang Wang PROPN 5 obj
    and and CCONJ 8 cc
    visited visit VERB 5 conj
    Bali Bali PROPN 8 obj"""
    assert attached(rows, "visited") == "Saturday"


def test_the_time_of_the_second_verb_is_not_the_first_ones() -> None:
    rows = """
    He he PRON 2 nsubj
    met meet VERB 0 root
    Wang Wang PROPN 2 obj
    and and CCONJ 5 cc
    visited visit VERB 2 conj
    Bali Bali PROPN 5 obj
    today today NOUN 5 obl:tmod"""
    assert attached(rows, "met") is None
    assert attached(rows, "visited") == "today"


def test_a_time_inside_another_noun_is_not_the_verbs() -> None:
    rows = """
    They they PRON 2 nsubj
    discussed discuss VERB 0 root
    the the DET 5 det
    February February PROPN 5 compound
    invasion invasion NOUN 2 obj"""
    assert attached(rows, "discussed") is None
    assert attached(rows, "invasion") == "February"


def test_a_wrongly_hung_time_within_the_clause_is_still_found() -> None:
    rows = """
    He he PRON 2 nsubj
    met meet VERB 0 root
    Wang Wang PROPN 2 obj
    on on ADP 5 case
    Tuesday Tuesday PROPN 3 nmod"""
    assert attached(rows, "met") == "Tuesday"


def test_a_day_is_preferred_to_an_open_side() -> None:
    rows = """
    They they PRON 2 nsubj
    met meet VERB 0 root
    since since ADP 4 case
    2014 2014 NUM 2 obl
    on on ADP 6 case
    Tuesday Tuesday PROPN 2 obl"""
    assert attached(rows, "met") == "Tuesday"


def test_speech_before_its_verb_does_not_take_the_verbs_time() -> None:
    rows = """
    Talks talk NOUN 2 nsubj
    failed fail VERB 0 root
    , , PUNCT 2 punct
    he he PRON 5 nsubj
    said say VERB 2 parataxis
    Monday Monday PROPN 5 obl:tmod"""
    assert attached(rows, "failed") is None
    assert attached(rows, "said") == "Monday"


def test_an_arc_that_leaps_over_the_verb_of_saying_is_mended() -> None:
    rows = """
    They they PRON 2 nsubj
    meet meet VERB 7 ccomp
    on on ADP 4 case
    Saturday Saturday PROPN 2 obl
    , , PUNCT 2 punct
    she she PRON 7 nsubj
    said say VERB 0 root
    on on ADP 9 case
    Thursday Thursday PROPN 2 obl"""
    assert attached(rows, "meet") == "Saturday"
    assert attached(rows, "said") == "Thursday"


def test_a_mere_length_belongs_to_nothing() -> None:
    rows = """
    They they PRON 2 nsubj
    met meet VERB 0 root
    for for ADP 5 case
    five five NUM 5 nummod
    hours hour NOUN 2 obl"""
    assert attached(rows, "met") is None


def test_a_day_right_behind_the_verb_of_saying_is_its_own() -> None:
    rows = """
    Israel Israel PROPN 2 nsubj
    said say VERB 0 root
    Sunday Sunday PROPN 6 obl:tmod
    it it PRON 6 nsubj
    had have AUX 6 aux
    struck strike VERB 2 ccomp
    targets target NOUN 6 obj"""
    assert attached(rows, "said") == "Sunday"
    assert attached(rows, "struck") is None


def test_a_verb_does_not_lend_its_day_to_what_came_before() -> None:
    rows = """
    Before before ADP 2 case
    invasion invasion NOUN 4 obl
    he he PRON 4 nsubj
    came come VERB 0 root
    today today NOUN 4 obl:tmod"""
    assert attached(rows, "invasion") is None
    assert attached(rows.replace("Before before", "For for"), "invasion") == "today"


def test_a_day_behind_an_infinitive_is_the_infinitives() -> None:
    rows = """
    They they PRON 2 nsubj
    agreed agree VERB 0 root
    to to PART 4 mark
    meet meet VERB 2 xcomp
    on on ADP 6 case
    Friday Friday PROPN 2 obl"""
    assert attached(rows, "meet") == "Friday"
    assert attached(rows, "agreed") is None


def test_a_day_within_the_subject_is_the_subjects() -> None:
    rows = """
    Talks talk NOUN 6 nsubj
    with with ADP 3 case
    Wang Wang PROPN 1 nmod
    on on ADP 5 case
    Saturday Saturday PROPN 6 obl
    cover cover VERB 0 root
    trade trade NOUN 6 obj"""
    assert attached(rows, "Talks") == "Saturday"


def test_a_day_behind_the_event_that_is_prepared_is_that_events() -> None:
    rows = """
    They they PRON 2 nsubj
    lay lay VERB 0 root
    ground ground NOUN 2 obj
    for for ADP 6 case
    a a DET 6 det
    call call NOUN 3 nmod
    next next ADJ 8 amod
    week week NOUN 2 obl:tmod"""
    assert attached(rows, "call") == "next week"
    assert attached(rows, "ground") is None


def test_a_day_behind_a_noun_within_a_noun_is_the_nearer_ones() -> None:
    rows = """
    It it PRON 4 nsubj
    was be AUX 4 cop
    the the DET 4 det
    focus focus NOUN 0 root
    of of ADP 7 case
    a a DET 7 det
    call call NOUN 4 nmod
    on on ADP 9 case
    Tuesday Tuesday PROPN 4 nmod"""
    assert attached(rows, "call") == "Tuesday"
