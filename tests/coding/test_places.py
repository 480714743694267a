"""Places: what is found, and where an event took place, on small trees."""

from __future__ import annotations

import pytest

from dragoman.coding.places import attached_place, find_places
from dragoman.records.place import Place
from dragoman.records.syntax import Entity, Sentence, Word


def tree(rows: str, *entities: Entity) -> Sentence:
    """A sentence from lines "form lemma UPOS head deprel", heads counted from 1 as in CoNLL-U."""
    words, at = [], 0
    for row in rows.strip().splitlines():
        form, lemma, upos, head, deprel = row.split()
        words.append(Word(at, at + len(form), form, lemma, upos, "", "", int(head) - 1, deprel))
        at += len(form) + 1
    return Sentence(0, at, tuple(words), entities, "body", 0)


def where(sentence: Sentence, trigger: str, dateline: str | None = None) -> Place | None:
    index = next(n for n, word in enumerate(sentence.words) if word.form == trigger)
    return attached_place(sentence, index, find_places(sentence), dateline)


def names(sentence: Sentence) -> list[tuple[str, str]]:
    return [(mention.quote, mention.sort) for mention in find_places(sentence)]


MET_IN = """
They they PRON 2 nsubj
met meet VERB 0 root
in in ADP 4 case
{name} {name} PROPN 2 obl
"""


@pytest.mark.parametrize(
    ("name", "country", "located"),
    [("Geneva", "CHE", True), ("Bali", "IDN", True), ("Beijing", "CHN", True), ("Indonesia", "IDN", False), ("Kherson", "UKR", True)],
)
def test_a_place_with_its_preposition(name: str, country: str, located: bool) -> None:
    place = where(tree(MET_IN.format(name=name)), "met")
    assert place is not None
    assert (place.quote, place.country, place.lat is not None) == (name, country, located)


def test_a_state_as_a_place_has_no_coordinates() -> None:
    assert where(tree(MET_IN.format(name="Indonesia")), "met") == Place("Indonesia", "IDN", None, None, None, "Indonesia")


def test_a_town_has_its_number_on_the_map() -> None:
    place = where(tree(MET_IN.format(name="Geneva")), "met")
    assert place is not None
    assert place.geonames_id is not None


def test_a_name_that_nothing_knows_keeps_its_words() -> None:
    sentence = tree(MET_IN.format(name="Zzykovka"), Entity(3, 4, "LOC"))
    assert where(sentence, "met") == Place("Zzykovka", None, None, None, None, "Zzykovka")


def test_a_capital_that_speaks_is_no_place() -> None:
    rows = """
    Beijing Beijing PROPN 2 nsubj
    condemned condemn VERB 0 root
    Washington Washington PROPN 2 obj"""
    assert where(tree(rows), "condemned") is None


def test_a_state_that_acts_or_is_the_topic_is_no_place() -> None:
    rows = """
    Russia Russia PROPN 2 nsubj
    imposed impose VERB 0 root
    sanctions sanction NOUN 2 obj
    on on ADP 5 case
    Iran Iran PROPN 3 nmod"""
    assert where(tree(rows), "sanctions") is None
    assert where(tree(rows), "imposed") is None


def test_the_place_of_what_is_discussed_is_not_that_of_the_discussion() -> None:
    rows = """
    They they PRON 2 nsubj
    discussed discuss VERB 0 root
    the the DET 4 det
    war war NOUN 2 obj
    in in ADP 6 case
    Ukraine Ukraine PROPN 4 nmod"""
    assert where(tree(rows), "discussed") is None
    found = where(tree(rows), "war")
    assert found is not None
    assert found.country == "UKR"


def test_the_place_of_saying_is_not_the_place_of_what_is_said() -> None:
    rows = """
    She she PRON 2 nsubj
    said say VERB 0 root
    in in ADP 4 case
    Geneva Geneva PROPN 2 obl
    that that SCONJ 7 mark
    troops troops NOUN 7 nsubj
    attacked attack VERB 2 ccomp"""
    assert where(tree(rows), "attacked") is None
    assert where(tree(rows), "said") is not None


def test_a_light_verb_lends_its_place() -> None:
    rows = """
    They they PRON 2 nsubj
    held hold VERB 0 root
    talks talk NOUN 2 obj
    in in ADP 5 case
    Vienna Vienna PROPN 2 obl"""
    found = where(tree(rows), "talks")
    assert found is not None
    assert found.country == "AUT"


def test_the_place_of_the_gathering_is_that_of_the_meeting_beside_it() -> None:
    rows = """
    They they PRON 2 nsubj
    met meet VERB 0 root
    on on ADP 5 case
    the the DET 5 det
    sidelines sideline NOUN 2 obl
    of of ADP 8 case
    a a DET 8 det
    gathering gathering NOUN 5 nmod
    in in ADP 10 case
    Bali Bali PROPN 8 nmod"""
    found = where(tree(rows), "met")
    assert found is not None
    assert found.name == "Bali"


def test_the_country_after_the_comma_tells_which_town() -> None:
    rows = """
    They they PRON 2 nsubj
    met meet VERB 0 root
    in in ADP 4 case
    Tripoli Tripoli PROPN 2 obl
    , , PUNCT 6 punct
    Lebanon Lebanon PROPN 4 appos"""
    found = where(tree(rows), "met")
    assert found is not None
    assert (found.name, found.country) == ("Tripoli", "LBN")


def test_a_country_in_the_sentence_or_the_dateline_tells_which_town() -> None:
    fought = """
    Russia Russia PROPN 2 nsubj
    fought fight VERB 0 root
    near near ADP 4 case
    Donetsk Donetsk PROPN 2 obl"""
    found = where(tree(fought), "fought")
    assert found is not None
    assert found.country == "RUS" or found.country == "UKR"
    dateline = where(tree(MET_IN.format(name="Valencia")), "met", "VEN")
    elsewhere = where(tree(MET_IN.format(name="Valencia")), "met", "ESP")
    assert dateline is not None
    assert elsewhere is not None
    assert (dateline.country, elsewhere.country) == ("VEN", "ESP")


def test_the_noun_before_a_name_holds_the_preposition() -> None:
    rows = """
    Shells shell NOUN 2 nsubj
    fell fall VERB 0 root
    in in ADP 6 case
    the the DET 6 det
    Ukrainian ukrainian ADJ 6 amod
    city city NOUN 2 obl
    of of ADP 8 case
    Kherson Kherson PROPN 6 nmod"""
    found = where(tree(rows), "fell")
    assert found is not None
    assert found.name == "Kherson"


def test_a_shelled_town_is_where_and_a_shelled_state_is_a_party() -> None:
    rows = """
    They they PRON 2 nsubj
    attacked attack VERB 0 root
    {name} {name} PROPN 2 obj"""
    town = where(tree(rows.format(name="Kharkiv")), "attacked")
    assert town is not None
    assert town.country == "UKR"
    assert where(tree(rows.format(name="Ukraine")), "attacked") is None


def test_a_visited_capital_is_where() -> None:
    rows = """
    He he PRON 2 nsubj
    visited visit VERB 0 root
    Kyiv Kyiv PROPN 2 obj"""
    found = where(tree(rows), "visited")
    assert found is not None
    assert found.country == "UKR"


def test_talks_called_by_their_town() -> None:
    rows = """
    The the DET 3 det
    Vienna Vienna PROPN 3 compound
    talks talk NOUN 4 nsubj
    failed fail VERB 0 root"""
    found = where(tree(rows), "talks")
    assert found is not None
    assert found.name == "Vienna"
    delegation = rows.replace("talks talk", "delegation delegation")
    assert where(tree(delegation), "delegation") is None


def test_names_inside_other_names_are_left_out() -> None:
    rows = """
    Paris Paris PROPN 2 compound
    Hilton Hilton PROPN 3 nsubj
    left leave VERB 0 root
    Geneva Geneva PROPN 3 obj"""
    assert names(tree(rows, Entity(0, 2, "PER"), Entity(3, 4, "LOC"))) == [("Geneva", "town")]


def test_nationalities_are_no_places() -> None:
    rows = """
    Iranian Iranian ADJ 2 amod
    officials official NOUN 3 nsubj
    left leave VERB 0 root"""
    assert names(tree(rows)) == []


def test_an_unknown_town_has_the_country_behind_its_comma() -> None:
    rows = """
    Shells shell NOUN 2 nsubj
    fell fall VERB 0 root
    in in ADP 4 case
    Zzykovka Zzykovka PROPN 2 obl
    , , PUNCT 7 punct
    eastern eastern ADJ 7 amod
    Ukraine Ukraine PROPN 4 appos"""
    found = where(tree(rows, Entity(3, 4, "LOC")), "fell")
    assert found == Place("Zzykovka", "UKR", None, None, None, "Zzykovka")
