"""The probes are large enough, change what they say and nothing else, and judge as they must."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.codebook.load import load_codebook
from dragoman.evaluation import names, twins
from dragoman.evaluation.data import Setting
from dragoman.evaluation.pairs import Pair
from dragoman.evaluation.renamed import new_names, rename
from dragoman.evaluation.run import measure
from dragoman.gazetteers.names import load_gazetteer

ROOT = Path(__file__).parents[2]
SETTING = Setting(ROOT / "evaluation", ROOT / "corpus")


def pair(sentence: str, source: str, target: str) -> Pair:
    return Pair("p", sentence, source, target, "CONSULT", None, "happened")


@pytest.mark.parametrize(
    ("probe", "least"), [("swapped", 150), ("invented", 150), ("voice", 60), ("renamed", 120), ("negated", 100), ("moved", 40)]
)
def test_each_probe_has_cases_enough(probe: str, least: int) -> None:
    examples = measure(SETTING, ["probes"]).examples["probes"]
    assert sum(key.startswith(f"{probe} ") for key in examples) >= least
    assert set(measure(SETTING, ["probes"]).figures["probes"]) >= {probe, f"{probe}_accuracy"}


# -- names


@pytest.mark.parametrize(
    ("sentence", "source", "target", "swapped"),
    [
        ("Chile met Peru.", "Chile", "Peru", "Peru met Chile."),
        ("Ghana's envoy met Togolese leaders in Lome.", "Ghana's", "Togolese", "Togo's envoy met Ghanaian leaders in Accra."),
        ("A Kenyan ship hit an Ethiopian one.", "Kenyan", "Ethiopian", "An Ethiopian ship hit a Kenyan one."),
    ],
)
def test_names_are_swapped_in_their_place_of_grammar(sentence: str, source: str, target: str, swapped: str) -> None:
    asked = pair(sentence, source, target)
    rename_all = names.swap_names(asked)
    assert rename_all is not None
    changed = names.rename_pair(asked, rename_all)
    assert changed is not None
    assert changed.sentence == swapped
    assert changed.source in swapped
    assert changed.target in swapped


@pytest.mark.parametrize(("source", "target"), [("Police", "Peru"), ("Chile", "Chilean"), ("Chile", "the rebels")])
def test_sides_that_are_no_two_names_of_one_kind_are_not_swapped(source: str, target: str) -> None:
    assert names.swap_names(pair(f"{source} met {target}.", source, target)) is None


def test_invented_names_are_in_no_list() -> None:
    invented = names.read_invented(SETTING.data)
    words = [word for state in invented.states for key, word in state.words.items() if key != "kind"] + list(invented.persons)
    assert [word for word in words if load_gazetteer().lookup(word) or load_gazetteer().places(word)] == []


def test_both_sides_get_invented_names_in_their_place_of_grammar() -> None:
    asked, invented = pair("A Kenyan envoy met Peru's president.", "Kenyan", "Peru's"), names.read_invented(SETTING.data)
    rename_all = names.invent_names(asked, invented)
    assert rename_all is not None
    article, adjective, _, _, possessor, _ = rename_all(asked.sentence).split()
    assert article == ("An" if adjective[0] in "IO" else "A")
    assert adjective in {state.words["adjective"] for state in invented.states}
    assert possessor.removesuffix("'s") in {state.words["name"] for state in invented.states}


# -- labels


def test_types_get_other_names_in_another_order() -> None:
    given = new_names()
    assert set(given) == set(load_codebook().types)
    assert [given[name] for name in sorted(given)] == sorted(given.values(), reverse=True)
    assert rename("AID, AIDS, aid: AID", given) == f"{given['AID']}, AIDS, aid: {given['AID']}"


# -- twins


def test_twins_are_of_known_types_and_differ() -> None:
    rows = {name: twins.read_twins(SETTING.data, name) for name in ("voices", "negations", "dates")}
    assert {row["type"] for found in rows.values() for row in found} <= set(load_codebook().types)
    assert all(row["active"] != row["passive"] for row in rows["voices"])
    assert all(row["text"] != row["negated"] for row in rows["negations"])
    assert all(row["days"] and ("moved_text" in row) != ("moved_published" in row) for row in rows["dates"])
    assert len({row["by"] for row in rows["negations"]}) >= 10


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("Xi did not meet Putin in Samarkand.", True),
        ("Xi refused to meet Putin.", True),
        ("Xi met Putin in Samarkand.", False),
        ("Xi slept well.", False),
    ],
)
def test_a_negated_act_is_denied_ruled_out_or_refused(text: str, negated: bool) -> None:
    assert twins.is_negated(text, "CONSULT") is negated
