"""Who is meant: names, titles, pronouns and pairs, each to its antecedent or to none."""

from __future__ import annotations

import re

import pytest

from dragoman.parsing.coreference import resolve_coreference
from dragoman.parsing.model import DragomanParser, parse_text
from dragoman.records.syntax import ParsedReport

# A text, a phrase in it (``phrase#2`` is its second place), and the first words of each chain that it belongs to.
CASES = [
    # names
    ("Antony Blinken arrived in Bali. Blinken will stay for two days.", "Blinken#2", ["Antony Blinken"]),
    ("Chinese Foreign Minister Wang Yi spoke. Mr. Wang then left.", "Wang#2", ["Wang Yi"]),
    ("Annalena Baerbock and Sergei Lavrov spoke. Lavrov left early.", "Lavrov#2", ["Sergei Lavrov"]),
    ("Maret Ilves and Tarmo Ilves spoke. Tarmo Ilves left early.", "Tarmo Ilves#2", ["Tarmo Ilves"]),
    # pronouns
    ("Antony Blinken arrived in Bali on Thursday. He left on Sunday.", "He", ["Antony Blinken"]),
    ("Antony Blinken met Wang Yi, and he thanked his hosts.", "he#1", ["Antony Blinken"]),
    ("Antony Blinken said that he would go to Berlin.", "he", ["Antony Blinken"]),
    ("Wang Yi met Antony Blinken. Wang told him that China was patient.", "him", ["Antony Blinken"]),
    ("Turkey closed its border with Syria.", "its", ["Turkey"]),
    ("Turkey expelled two consuls. It also recalled an ambassador.", "It", ["Turkey"]),
    ("Russia fired at Odesa. Its forces then withdrew.", "Its", ["Russia"]),
    # titles that stand for a named holder
    ("U.S. Secretary of State Antony Blinken spoke in Bali. The secretary was tired.", "secretary", ["Antony Blinken"]),
    ("Estonian Prime Minister Kaja Kallas spoke in Tallinn. The prime minister was tired.", "minister", ["Kaja Kallas"]),
    # several
    ("Antony Blinken met Wang Yi. They spoke for five hours.", "They", ["Antony Blinken", "Wang Yi"]),
    ("Antony Blinken met Wang Yi. The two men spoke for five hours.", "The two men", ["Antony Blinken", "Wang Yi"]),
    ("Armenia accused Azerbaijan. Both sides fired.", "Both sides", ["Armenia", "Azerbaijan"]),
    ("Poland and Lithuania closed their borders.", "their", ["Poland", "Lithuania"]),
    # bodies
    ("Cuba freed three sailors. The country is short of fuel.", "country", ["Cuba"]),
    # none: better none than a guess
    ("It is unclear whether the talks will go on.", "It", []),
    ("It rained in the mountains.", "It", []),
    ("He left the room.", "He", []),
    ("They were tired.", "They", []),
    ("The secretary was tired.", "secretary", []),
]
KNOWN: dict[tuple[str, str], str] = {}


def span_of(text: str, phrase: str) -> tuple[int, int]:
    words, _, number = phrase.partition("#")
    places = [m.span() for m in re.finditer(rf"\b{re.escape(words)}\b", text)]
    return places[int(number or 1) - 1]


def first_words(parsed: ParsedReport, start: int, end: int) -> list[str]:
    """The first mention of every chain of two or more that has a mention within a span, that one apart."""
    found = []
    for chain in parsed.chains:
        if len(chain.spans) > 1 and any(s.start < end and start < s.end for s in chain.spans[1:]):
            found.append(parsed.report.text[chain.spans[0].start : chain.spans[0].end])
    return sorted(found)


def as_parameter(text: str, phrase: str, wanted: list[str]) -> object:
    reason = KNOWN.get((text, phrase))
    marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
    return pytest.param(text, phrase, wanted, id=f"{phrase} in {text}", marks=marks)


@pytest.mark.parametrize(("text", "phrase", "wanted"), [as_parameter(*case) for case in CASES])
def test_a_phrase_means(text: str, phrase: str, wanted: list[str], parser: DragomanParser) -> None:
    parsed = resolve_coreference(parse_text(text, parser))
    assert first_words(parsed, *span_of(text, phrase)) == sorted(wanted)


def test_spans_of_chains_stand_in_the_text_in_order(parser: DragomanParser) -> None:
    text = "Antony Blinken met Wang Yi in Bali. He thanked Wang, and the two men spoke of Russia. It was a long talk for them."
    parsed = resolve_coreference(parse_text(text, parser))
    assert parsed.chains
    for chain in parsed.chains:
        assert list(chain.spans) == sorted(chain.spans)
        assert len(set(chain.spans)) == len(chain.spans)
        assert all(text[s.start : s.end].strip() == text[s.start : s.end] != "" for s in chain.spans)


def test_nothing_but_chains_changes(parser: DragomanParser) -> None:
    parsed = parse_text("Antony Blinken spoke. He left.", parser)
    resolved = resolve_coreference(parsed)
    assert (resolved.report, resolved.sentences, resolved.parser) == (parsed.report, parsed.sentences, parsed.parser)
    assert resolve_coreference(resolved) == resolved


def test_a_pronoun_does_not_reach_farther_than_four_sentences(parser: DragomanParser) -> None:
    filler = "The road was long. " * 6
    text = f"Antony Blinken spoke. {filler}He left."
    parsed = resolve_coreference(parse_text(text, parser))
    assert first_words(parsed, text.index("He left"), text.index("He left") + 2) == []
