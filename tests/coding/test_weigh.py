"""Rules and heads on one pair: who decides, how sure the label is, and what ``relate`` makes of it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import pytest
from stand_ins import AGREED_TO_MEET, CONDEMNED, GATECRASHED, StandIn, a_telling, a_trigger, an_answer, read_passage, without_states

from dragoman.codebook.projection import Scheme
from dragoman.coding import relate as relating
from dragoman.coding.code import CODER
from dragoman.coding.encoder import NONE, Answer
from dragoman.coding.relate import Relation, is_composed, relate
from dragoman.coding.telling import Telling
from dragoman.coding.weigh import SMALLEST, Weights, likeliest, load_weights, project_act, project_answer, weigh
from dragoman.records.mention import Status

FIXED = Weights(temperature=1.0, both_sides=2.0, one_side=1.0, loose=0.5, nothing=0.25, composed=0.125)


def best_of(labels: Mapping[str, float]) -> str:
    return max(labels, key=lambda name: labels[name])


# -- weighing


WEIGHED = [
    ("rules silent, heads for an act", {"AID": 0.7, NONE: 0.3}, NONE, 0.25, "AID"),
    ("rules silent, heads in doubt", {"AID": 0.52, NONE: 0.48}, NONE, 0.25, NONE),
    ("rules sure, heads in doubt", {"AID": 0.5, "ACCUSE": 0.3, NONE: 0.2}, "ACCUSE", 2.0, "ACCUSE"),
    ("rules loose, heads for another", {"AID": 0.8, "ACCUSE": 0.1, NONE: 0.1}, "ACCUSE", 0.5, "AID"),
    ("rules for what the heads rule out, loosely", {"AID": 0.9, NONE: 0.1}, "ACCUSE", 2.0, "AID"),
    ("rules for what the heads rule out, surely", {"AID": 0.9, NONE: 0.1}, "ACCUSE", 12.0, "ACCUSE"),
]


@pytest.mark.parametrize(("heads", "rules", "weight", "best"), [w[1:] for w in WEIGHED], ids=[w[0] for w in WEIGHED])
def test_the_weight_of_the_rules_decides_where_both_speak(heads: dict[str, float], rules: str, weight: float, best: str) -> None:
    assert best_of(weigh(heads, rules, weight, 1.0)) == best


@pytest.mark.parametrize("heads", [None, {"AID": 0.7, NONE: 0.3}, {"AID": 0.0, "ACCUSE": 1.0, NONE: 0.0}])
@pytest.mark.parametrize("rules", [NONE, "AID", "PROTEST"])
def test_what_is_weighed_are_probabilities(heads: dict[str, float] | None, rules: str) -> None:
    labels = weigh(heads, rules, 1.5, 2.0)
    assert sum(labels.values()) == pytest.approx(1)
    assert min(labels.values()) > 0


def test_rules_alone_are_as_sure_as_their_weight() -> None:
    assert weigh(None, "AID", 2.0, 1.0)["AID"] == pytest.approx(1 / (1 + math.exp(-2)))
    assert weigh(None, "AID", 2.0, 3.0) == pytest.approx(weigh(None, "AID", 2.0, 1.0))


def test_heads_alone_keep_their_probabilities() -> None:
    heads = {"AID": 0.6, "ACCUSE": 0.3, NONE: 0.1}
    assert weigh(heads, "AID", 0.0, 1.0) == pytest.approx(heads)


def test_no_act_found_by_neither_is_no_act() -> None:
    assert best_of(weigh(None, NONE, 0.25, 1.0)) == NONE


def test_a_higher_temperature_lets_the_heads_say_less() -> None:
    heads = {"AID": 0.9, NONE: 0.1}
    cold, warm, hot = (weigh(heads, NONE, 0.0, temperature)["AID"] for temperature in (0.5, 1.0, 4.0))
    assert cold > warm > hot > 0.5
    assert best_of(weigh(heads, NONE, 1.0, 1.0)) == "AID"
    assert best_of(weigh(heads, NONE, 1.0, 4.0)) == NONE


def test_no_head_is_so_sure_that_rules_count_for_nothing() -> None:
    odds = weigh({"AID": 1.0, "ACCUSE": 0.0, NONE: 0.0}, "ACCUSE", 3.0, 1.0)
    assert odds["ACCUSE"] / odds["AID"] == pytest.approx(SMALLEST * math.exp(3))


@pytest.mark.parametrize(("fit", "weight"), [(8.0, 2.0), (6.0, 2.0), (5.9, 1.0), (3.0, 1.0), (2.9, 0.5), (0.1, 0.5)])
def test_rules_weigh_more_the_better_their_telling_joins_the_sides(fit: float, weight: float) -> None:
    assert FIXED.of(fit) == weight
    assert FIXED.of(fit, composed=True) == weight + 0.125


@pytest.mark.parametrize(
    ("telling", "composed"),
    [
        (a_telling(), False),
        (a_telling(status="planned"), False),
        (a_telling(hedges=(0,)), True),
        (a_telling(event_type="CONCEDE"), True),
        (a_telling(trigger=a_trigger(note="obligation")), True),
    ],
)
def test_a_telling_is_composed_where_other_words_made_it_what_it_is(telling: Telling, composed: bool) -> None:
    assert is_composed(telling) is composed


def test_the_shipped_weights_trust_rules_that_found_a_side_most() -> None:
    weights = load_weights()
    assert weights.temperature > 0
    assert min(weights.both_sides, weights.one_side) >= weights.loose > 0


# -- projection


PROJECTED = [
    ("AID", "planned", False, "plover", (), "AGREE"),
    ("CONSULT", "ruled_out", True, "plover", (), "REJECT"),
    ("CONSULT", "ruled_out", False, "plover", (), "CONSULT"),
    ("RETREAT", "happened", False, "plover", (), "RETREAT"),
    ("RETREAT", "happened", False, "plv", (), "YIELD"),
    ("AGREE", "happened", False, "plover", ("sign", "treaty"), "AGREE"),
    ("AGREE", "happened", False, "plv", ("sign", "treaty"), "SUPPORT"),
    ("AGREE", "background", False, "plv", ("treaty",), "SUPPORT"),
    ("AGREE", "planned", False, "plv", ("treaty",), "AGREE"),
    ("SANCTION", "planned", False, "plv", ("sanction",), "THREATEN"),
    ("SANCTION", "denied", False, "plv", ("sanction",), "SANCTION"),
]


@pytest.mark.parametrize(("kind", "status", "refused", "scheme", "words", "label"), PROJECTED)
def test_an_act_has_the_label_of_its_projection_and_of_plvs_practice(
    kind: str, status: Status, refused: bool, scheme: Scheme, words: Sequence[str], label: str
) -> None:
    assert project_act(kind, None, status, refused, scheme, words) == label


ANSWERED = [
    ("plover", {"AID": 0.8, NONE: 0.2}, {"happened": 0.75, "planned": 0.25}, (), {NONE: 0.2, "AID": 0.6, "AGREE": 0.2}),
    ("plover", {"AID": 0.8, NONE: 0.2}, {"ruled_out": 1.0}, (), {NONE: 0.2, "REJECT": 0.8}),
    ("plover", {"AGREE": 0.5, "AID": 0.3, NONE: 0.2}, {"denied": 1.0}, (), {NONE: 0.2, "REJECT": 0.5, "AID": 0.3}),
    ("plover", {"AID": 0.5, "AGREE": 0.5}, {"planned": 1.0}, (), {"AGREE": 1.0}),
    ("plv", {"CONCEDE": 0.5, "RETREAT": 0.3, NONE: 0.2}, {"happened": 1.0}, (), {NONE: 0.2, "YIELD": 0.8}),
    ("plv", {"AGREE": 1.0}, {"happened": 0.6, "planned": 0.4}, ("pact",), {"SUPPORT": 0.6, "AGREE": 0.4}),
]


@pytest.mark.parametrize(("scheme", "kinds", "statuses", "words", "labels"), ANSWERED)
def test_probabilities_of_kind_and_status_become_those_of_labels(
    scheme: Scheme, kinds: dict[str, float], statuses: dict[str, float], words: Sequence[str], labels: dict[str, float]
) -> None:
    found = project_answer(an_answer(kinds, statuses), scheme, words)
    assert {name: value for name, value in found.items() if value > 1e-9} == pytest.approx(labels)


MEANT = [
    ("AGREE", {"AID": 0.5, "CONSULT": 0.3, "AGREE": 0.2}, {"happened": 0.4, "planned": 0.6}, ("AID", "planned")),
    ("AGREE", {"AID": 0.2, "CONSULT": 0.1, "AGREE": 0.7}, {"happened": 0.9, "planned": 0.1}, ("AGREE", "happened")),
    ("AID", {"AID": 0.2, "AGREE": 0.8}, {"happened": 0.1, "planned": 0.9}, ("AID", "happened")),
    ("REJECT", {"AID": 0.9, "REJECT": 0.1}, {"happened": 0.5, "ruled_out": 0.5}, ("AID", "ruled_out")),
]


@pytest.mark.parametrize(("label", "kinds", "statuses", "meant"), MEANT)
def test_a_label_stands_for_the_likeliest_kind_and_status_that_project_to_it(
    label: str, kinds: dict[str, float], statuses: dict[str, float], meant: tuple[str, str]
) -> None:
    assert likeliest(an_answer(kinds, statuses), label, "plover") == meant


def test_a_label_that_no_act_projects_to_is_an_error() -> None:
    with pytest.raises(ValueError, match="empty"):
        likeliest(an_answer({"AID": 1.0}), "YIELD", "plover")


# -- relate


AID_ANSWER = an_answer({"AID": 0.9, NONE: 0.05}, {"happened": 0.2, "planned": 0.8})
NO_ACT = an_answer({NONE: 0.99})


def related(
    monkeypatch: pytest.MonkeyPatch, rows: str, answer: Answer | None, coder: relating.Coder, scheme: Scheme = "plover"
) -> Relation:
    monkeypatch.setattr(relating, "load_encoder", lambda: StandIn(answer))
    monkeypatch.setattr(relating, "load_weights", lambda: FIXED)
    return relate(read_passage(rows), "Peru", "Chile", scheme, coder)


COMBINED = [
    # rules find an ACCUSE that joins both sides, or nothing; the heads an AID that is planned, or no act
    ("both, rules alone find", CONDEMNED, NO_ACT, "both", None),
    ("both, in doubt", CONDEMNED, an_answer({"AID": 0.4, "ACCUSE": 0.3, NONE: 0.2}), "both", "ACCUSE"),
    ("both, heads alone find", GATECRASHED, AID_ANSWER, "both", "AGREE"),
    ("both, neither finds", GATECRASHED, NO_ACT, "both", None),
    ("rules, against the heads", CONDEMNED, AID_ANSWER, "rules", "ACCUSE"),
    ("rules, silent", GATECRASHED, AID_ANSWER, "rules", None),
    ("heads, against the rules", CONDEMNED, AID_ANSWER, "heads", "AGREE"),
    ("heads, in doubt against the rules", CONDEMNED, an_answer({"AID": 0.4, "ACCUSE": 0.3, NONE: 0.2}), "heads", "AID"),
    ("heads, for no act against the rules", CONDEMNED, NO_ACT, "heads", None),
    ("heads, where rules are silent", GATECRASHED, AID_ANSWER, "heads", "AGREE"),
]


@pytest.mark.parametrize(("rows", "answer", "coder", "root"), [c[1:] for c in COMBINED], ids=[c[0] for c in COMBINED])
def test_the_coder_that_is_asked_for_labels_the_pair(
    monkeypatch: pytest.MonkeyPatch, rows: str, answer: Answer, coder: relating.Coder, root: str | None
) -> None:
    assert related(monkeypatch, rows, answer, coder).root == root


def test_a_relation_found_by_the_heads_says_so_with_kind_and_status(monkeypatch: pytest.MonkeyPatch) -> None:
    found = related(monkeypatch, GATECRASHED, AID_ANSWER, "heads")
    assert (found.found_by, found.kind, found.status) == ("heads stand-in", "AID", "planned")
    assert found.confidence == pytest.approx(0.9 * 0.8, abs=0.01)


def test_rules_that_were_composed_count_for_more(monkeypatch: pytest.MonkeyPatch) -> None:
    found = related(monkeypatch, AGREED_TO_MEET, None, "both")
    assert (found.root, found.confidence) == ("AGREE", round(1 / (1 + math.exp(-FIXED.both_sides - FIXED.composed)), 2))


def test_a_relation_found_by_the_rules_says_so_with_kind_mode_and_status(monkeypatch: pytest.MonkeyPatch) -> None:
    found = related(monkeypatch, CONDEMNED, None, "both")
    assert (found.found_by, found.kind, found.mode, found.status) == (CODER, "ACCUSE", "disapprove", "happened")
    assert found.confidence == round(1 / (1 + math.exp(-FIXED.both_sides)), 2)


def test_heads_that_are_not_asked_leave_the_rules_as_sure_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    found = related(monkeypatch, CONDEMNED, AID_ANSWER, "rules")
    assert found == related(monkeypatch, CONDEMNED, None, "rules")
    assert found.confidence == round(1 / (1 + math.exp(-FIXED.both_sides)), 2)


def test_a_mode_is_told_only_with_the_kind_that_it_belongs_to(monkeypatch: pytest.MonkeyPatch) -> None:
    visit = an_answer({"CONSULT": 0.9}, {"happened": 1.0}, {"visit": 0.7, None: 0.3})
    assert related(monkeypatch, GATECRASHED, visit, "heads").mode == "visit"
    allege = an_answer({"ACCUSE": 0.4, "AID": 0.31, "CONSULT": 0.29}, {"planned": 1.0}, {"allege": 0.9, None: 0.1})
    found = related(monkeypatch, GATECRASHED, allege, "heads")
    assert (found.root, found.kind, found.mode) == ("AGREE", "AID", None)


def test_heads_are_silent_on_a_passage_without_states(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relating, "load_encoder", lambda: pytest.fail("nothing to ask the heads about"))
    bare = without_states(read_passage(CONDEMNED))
    assert relate(bare, "Peru", "Chile", coder="heads") == Relation(None, 0.0)
    assert relate(bare, "Peru", "Chile", coder="both") == relate(bare, "Peru", "Chile", coder="rules")
    assert relate(bare, "Peru", "Chile", coder="both").root == "ACCUSE"


def test_heads_are_not_asked_about_a_pair_of_which_no_side_stands_in_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relating, "load_encoder", lambda: pytest.fail("nothing to ask the heads about"))
    assert relate(read_passage(CONDEMNED), "Gabon", "Laos", coder="heads").root is None


def test_the_words_at_the_place_where_heads_see_the_act_count_for_plv(monkeypatch: pytest.MonkeyPatch) -> None:
    signed = GATECRASHED.replace("Chile Chile PROPN", "treaty treaty NOUN")
    agreed = an_answer({"AGREE": 0.95})
    assert related(monkeypatch, signed, agreed, "heads", "plv").root == "SUPPORT"
    assert related(monkeypatch, signed, agreed, "heads", "plover").root == "AGREE"
