"""What the heads tell where the rules are silent, and when they are silent themselves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from stand_ins import (
    CHILE,
    CONDEMNED,
    GATECRASHED,
    PERU,
    WILL_GATECRASH,
    StandIn,
    a_telling,
    a_trigger,
    an_answer,
    read_passage,
    without_states,
)

from dragoman.coding import code as coding
from dragoman.coding import confidence, proposals
from dragoman.coding.code import CODER, code_report, read_report, read_tellings
from dragoman.coding.encoder import NONE, Answer
from dragoman.coding.proposals import propose
from dragoman.coding.telling import Telling
from dragoman.coding.triggers import Match
from dragoman.records.syntax import ParsedReport

AID = an_answer({"AID": 0.9}, {"happened": 1.0})
TWO_VERBS = """
Peru Peru PROPN NNP 1 nsubj
gatecrashed gatecrash VERB VBD -1 root
Chile Chile PROPN NNP 1 obj
and and CCONJ CC 4 cc
harried harry VERB VBD 1 conj
. . PUNCT . 1 punct
"""
DEEP = """
Peru Peru PROPN NNP 1 nsubj
gatecrashed gatecrash VERB VBD -1 root
Chile Chile PROPN NNP 1 obj
in in ADP IN 4 case
talks talk NOUN NNS 1 obl
of of ADP IN 6 case
peace peace NOUN NN 4 nmod
and and CCONJ CC 8 cc
harried harry VERB VBD 1 conj
their their PRON PRP$ 10 nmod:poss
envoys envoy NOUN NNS 8 obj
. . PUNCT . 1 punct
"""


@pytest.fixture(autouse=True)
def _bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """How sure the heads must be is a measured number; what they do with it is tested at this one."""
    monkeypatch.setattr("dragoman.coding.proposals.TOLD", 0.6)


def proposed(
    monkeypatch: pytest.MonkeyPatch,
    answer: Answer | None = AID,
    spotted: Mapping[int, float] | None = None,
    rows: str = GATECRASHED,
    matches: tuple[Match, ...] = (),
    tellings: tuple[Telling, ...] = (),
    names: frozenset[int] = frozenset(),
) -> list[Telling]:
    """What the heads propose for a sentence; they spot its verb unless told otherwise."""
    monkeypatch.setattr(proposals, "load_encoder", lambda: StandIn(answer, {1: 0.9} if spotted is None else spotted))
    (scene,) = read_report(read_passage(rows)).scenes
    return propose(scene, matches, tellings, names)


def use(monkeypatch: pytest.MonkeyPatch, encoder: StandIn | None) -> None:
    """Lets the whole coder ask this stand-in, or fail where it asks at all."""
    for module in (coding, proposals, confidence):
        monkeypatch.setattr(module, "load_encoder", lambda: encoder or pytest.fail("nothing to ask the heads about"))


def test_a_word_that_no_entry_knows_is_told_with_its_kind_and_sides(monkeypatch: pytest.MonkeyPatch) -> None:
    (telling,) = proposed(monkeypatch)
    assert (telling.at, telling.anchor, telling.event_type, telling.status) == (1, 1, "AID", "happened")
    assert ([a.country for a in telling.sources], [a.country for a in telling.targets]) == (["PER"], ["CHL"])
    assert telling.by_heads == pytest.approx(0.9)
    assert telling.reasons[0] == '"gatecrashed" read as AID by the heads (0.90)'
    assert (telling.trigger.lemma, telling.trigger.part, telling.trigger.note) == ("gatecrash", "verb", "proposed by the heads")


SILENT: list[tuple[str, dict[str, Any]]] = [
    ("the word is not spotted", {"spotted": {}}),
    ("the word is spotted in doubt", {"spotted": {1: 0.55}}),
    ("only a name is spotted", {"spotted": {0: 0.9}}),
    ("only a mark is spotted", {"spotted": {3: 0.9}}),
    ("the reading is of no act", {"answer": an_answer({NONE: 0.9})}),
    ("the kind is in doubt", {"answer": an_answer({"AID": 0.55})}),
    ("there is no answer", {"answer": None}),
    ("nobody is acted on", {"answer": an_answer({"AID": 0.9}, sides=("source", "neither", "neither", "neither"))}),
    ("nobody acts", {"answer": an_answer({"AID": 0.9}, sides=("neither", "neither", "target", "neither"))}),
    ("an entry knows the word", {"matches": (Match(1, a_trigger()),)}),
    ("the word is part of a name", {"names": frozenset({1})}),
    ("a rule tells of the word", {"tellings": (a_telling(event_type="PROTEST"),)}),
    ("a rule tells under the word", {"tellings": (a_telling(at=2, anchor=2, event_type="PROTEST"),)}),
    ("a rule's telling ends at the word", {"tellings": (a_telling(at=2, anchor=1, event_type="PROTEST"),)}),
]


@pytest.mark.parametrize("given", [given for _, given in SILENT], ids=[name for name, _ in SILENT])
def test_the_heads_propose_nothing_where(monkeypatch: pytest.MonkeyPatch, given: dict[str, Any]) -> None:
    assert proposed(monkeypatch, **given) == []


def test_a_telling_of_another_sentence_keeps_nothing_back(monkeypatch: pytest.MonkeyPatch) -> None:
    others = (a_telling(sentence=4, at=0, anchor=0, event_type="AID"),)
    assert len(proposed(monkeypatch, tellings=others)) == 1


def test_an_act_of_one_kind_is_told_once_in_a_clause_by_the_surer_word(monkeypatch: pytest.MonkeyPatch) -> None:
    six = an_answer({"AID": 0.9}, sides=("source", "neither", "target", "neither", "neither", "neither"))
    assert [t.at for t in proposed(monkeypatch, six, {1: 0.8, 4: 0.9}, TWO_VERBS)] == [4]
    assert [t.at for t in proposed(monkeypatch, six, {1: 0.9, 4: 0.8}, TWO_VERBS)] == [1]


@pytest.mark.parametrize(
    ("at", "kind", "kept_back"),
    [(6, "AID", True), (6, "PROTEST", False), (10, "AID", False), (4, "AID", True)],
    ids=["its kind in the clause", "another kind in the clause", "its kind in another clause", "its kind right under it"],
)
def test_a_rules_telling_of_its_kind_in_its_clause_is_enough(monkeypatch: pytest.MonkeyPatch, at: int, kind: str, kept_back: bool) -> None:
    answer = an_answer({"AID": 0.9}, sides=("source", "neither", "target", *["neither"] * 9))
    told = a_telling(at=at, anchor=at, event_type=kind)
    assert (proposed(monkeypatch, answer, {1: 0.9}, DEEP, tellings=(told,)) == []) is kept_back


@pytest.mark.parametrize(
    ("rows", "at", "statuses", "status"),
    [
        (GATECRASHED, 1, {"denied": 0.9, "happened": 0.1}, "denied"),
        (GATECRASHED, 1, {"denied": 0.5, "possible": 0.5}, "happened"),
        (WILL_GATECRASH, 2, {"happened": 1.0}, "planned"),
        (WILL_GATECRASH, 2, {"denied": 1.0}, "planned"),
    ],
)
def test_the_clauses_own_status_goes_before_the_heads(
    monkeypatch: pytest.MonkeyPatch, rows: str, at: int, statuses: dict[str, float], status: str
) -> None:
    sides = ["source", *["neither"] * at, "target", "neither"]
    (telling,) = proposed(monkeypatch, an_answer({"AID": 0.9}, statuses, sides=sides), {at: 0.9}, rows)
    assert telling.status == status


@pytest.mark.parametrize(("sure", "mode"), [(0.9, "visit"), (0.5, "visit"), (0.45, None)])
def test_a_mode_is_told_where_the_heads_are_sure_of_it(monkeypatch: pytest.MonkeyPatch, sure: float, mode: str | None) -> None:
    answer = an_answer({"CONSULT": 0.9}, modes={"visit": sure, "phone": 0.3 * (1 - sure), None: 0.7 * (1 - sure)})
    (telling,) = proposed(monkeypatch, answer)
    assert telling.mode == mode


def test_who_acts_is_not_acted_on_too(monkeypatch: pytest.MonkeyPatch) -> None:
    (telling,) = proposed(monkeypatch, an_answer({"AID": 0.9}, sides=("either", "neither", "target", "neither")))
    assert ([a.quote for a in telling.sources], [a.quote for a in telling.targets]) == (["Peru"], ["Chile"])


def test_a_sentence_without_states_gets_no_proposals(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, None)
    (scene,) = read_report(without_states(read_passage(GATECRASHED))).scenes
    assert propose(scene, (), (), frozenset()) == []


# -- within the whole coder


def triggers(parsed: ParsedReport) -> list[tuple[str, str, str]]:
    return [(m.event_type, m.trigger.quote, m.found_by) for m in code_report(parsed).mentions]


def test_the_coder_takes_proposals_beside_what_the_rules_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, StandIn(AID, {1: 0.9}))
    assert triggers(read_passage(CONDEMNED, GATECRASHED)) == [
        ("ACCUSE", "condemned", f'{CODER}: ACCUSE verb "condemn"'),
        ("AID", "gatecrashed", 'heads stand-in: AID verb "gatecrash"'),
    ]


def test_a_proposed_mention_says_why_and_how_sure_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, StandIn(AID, {1: 0.9}))
    (mention,) = code_report(read_passage(GATECRASHED)).mentions
    assert mention.reason.startswith('"gatecrashed" read as AID by the heads (0.90)')
    assert 0 < mention.confidence < 1
    assert (mention.sources[0].quote, mention.targets[0].quote) == (PERU.quote, CHILE.quote)


def test_a_report_whose_parser_left_no_states_is_coded_by_the_rules_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, None)
    (mention,) = code_report(without_states(read_passage(CONDEMNED, GATECRASHED))).mentions
    assert (mention.event_type, mention.found_by) == ("ACCUSE", f'{CODER}: ACCUSE verb "condemn"')
    assert 0 < mention.confidence < 1


def test_tellings_for_a_given_pair_are_the_rules_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, StandIn(AID, {1: 0.9}))
    reading = read_report(read_passage(GATECRASHED))
    assert read_tellings(reading) == []
    assert [t.event_type for t in read_tellings(reading, heads=True)] == ["AID"]
