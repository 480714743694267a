"""Hand-made trees, states and answers, that stand in for the parser's and the learned coder's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from dragoman.codebook.load import load_codebook
from dragoman.coding.encoder import NONE, Answer, Floats
from dragoman.coding.telling import Telling
from dragoman.languages.lexicon import Trigger
from dragoman.parsing.model import parse_text
from dragoman.records.actor import Actor
from dragoman.records.reading import States
from dragoman.records.report import Report
from dragoman.records.syntax import ParsedReport, Sentence, Word

KINDS = [NONE, *sorted(load_codebook().types)]
FEATS = {"VBD": "Mood=Ind|Tense=Past|VerbForm=Fin", "VB": "VerbForm=Inf", "MD": "VerbForm=Fin"}
WIDTH = 2
PERU, CHILE = Actor("Peru", 0, 4, name="Peru", country="PER"), Actor("Chile", 17, 22, name="Chile", country="CHL")

# form lemma UPOS XPOS head relation; no entry of the lexicon knows the verb
GATECRASHED = """
Peru Peru PROPN NNP 1 nsubj
gatecrashed gatecrash VERB VBD -1 root
Chile Chile PROPN NNP 1 obj
. . PUNCT . 1 punct
"""
WILL_GATECRASH = """
Peru Peru PROPN NNP 2 nsubj
will will AUX MD 2 aux
gatecrash gatecrash VERB VB -1 root
Chile Chile PROPN NNP 2 obj
. . PUNCT . 2 punct
"""
CONDEMNED = """
Peru Peru PROPN NNP 1 nsubj
condemned condemn VERB VBD -1 root
Chile Chile PROPN NNP 1 obj
. . PUNCT . 1 punct
"""
AGREED_TO_MEET = """
Peru Peru PROPN NNP 1 nsubj
agreed agree VERB VBD -1 root
to to PART TO 3 mark
meet meet VERB VB 1 xcomp
Chile Chile PROPN NNP 3 obj
. . PUNCT . 1 punct
"""


class NoParser:
    """Gives the sentences that it was made with."""

    version = "by hand"

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self.sentences = tuple(sentences)

    def parse(self, report: Report) -> ParsedReport:
        return ParsedReport(report, self.sentences, (), self.version)


def read_sentence(rows: str, at: int = 0, with_states: bool = True) -> Sentence:
    """A sentence that begins at a place of the text, with one space between two words and states of zeros."""
    words = []
    for row in rows.strip().splitlines():
        form, lemma, upos, xpos, head, relation = row.split()
        words.append(Word(at, at + len(form), form, lemma, upos, xpos, FEATS.get(xpos, "_"), int(head), relation))
        at += len(form) + 1
    states = States(np.zeros((len(words) + 1, WIDTH), np.float32), np.zeros((len(words), len(KINDS)), np.float32))
    return Sentence(words[0].start, words[-1].end, tuple(words), (), "body", 0, states if with_states else None)


def read_passage(*trees: str, with_states: bool = True) -> ParsedReport:
    """A report of these sentences."""
    found: list[Sentence] = []
    for rows in trees:
        found.append(read_sentence(rows, found[-1].end + 1 if found else 0, with_states))
    text = " ".join(word.form for sentence in found for word in sentence.words)
    return parse_text(text, NoParser(found))


def without_states(parsed: ParsedReport) -> ParsedReport:
    return replace(parsed, sentences=tuple(replace(s, states=None) for s in parsed.sentences))


def spread(names: Sequence[str], given: Mapping[str, float]) -> dict[str, float]:
    """Probabilities of all names: those given, and what is left in equal parts."""
    left = (1 - sum(given.values())) / max(1, len(names) - len(given))
    return {name: given.get(name, left) for name in names}


def an_answer(
    kinds: Mapping[str, float],
    statuses: Mapping[str, float] | None = None,
    modes: Mapping[str | None, float] | None = None,
    sides: Sequence[str] = ("source", "neither", "target", "neither"),
    told_at: Sequence[float] = (0.0, 1.0, 0.0, 0.0),
) -> Answer:
    """An answer of the heads about a sentence of as many words as ``sides``; kinds that are not given share what is left."""
    places = {"neither": (1.0, 0.0, 0.0), "source": (0.0, 1.0, 0.0), "target": (0.0, 0.0, 1.0), "either": (0.0, 0.5, 0.5)}
    return Answer(
        spread(KINDS, kinds),
        dict(modes or {None: 1.0}),
        dict(statuses or {"happened": 1.0}),
        np.array([places[side] for side in sides], np.float32),
        np.array(told_at, np.float32),
    )


class StandIn:
    """Answers as it was told to; ``spotted`` are words with the probability that they tell of an act of a kind."""

    version = "stand-in"
    kinds = KINDS

    def __init__(self, answer: Answer | None, spotted: Mapping[int, float] | None = None, kind: str = "AID") -> None:
        self.answer, self.spotted, self.kind = answer, spotted or {}, kind

    def about_pair(self, *_: object) -> Answer | None:
        return self.answer

    def about_trigger(self, *_: object) -> Answer | None:
        return self.answer

    def spots(self, sentence: Sentence) -> Floats | None:
        found = np.zeros((len(sentence.words), len(KINDS)), np.float32)
        for at in range(len(sentence.words)):
            found[at, KINDS.index(NONE)] = 1 - self.spotted.get(at, 0.0)
            found[at, KINDS.index(self.kind)] = self.spotted.get(at, 0.0)
        return None if sentence.states is None else found


def a_trigger(**changed: object) -> Trigger:
    plain = {
        "event_type": "AID", "part": "verb", "lemma": "gatecrash", "particle": None, "mode": None, "objects": None, "subjects": None,
        "needs": frozenset(), "forbids": frozenset(), "complement": None, "modifiers": None, "source": (), "target": (), "mutual": False,
        "status": None, "light": False, "contexts": (), "note": "",
    }  # fmt: skip
    return Trigger(**(plain | changed))  # type: ignore[arg-type]


def a_telling(**changed: object) -> Telling:
    """Of "Peru gatecrashed Chile .", as a rule would tell it, but for what is changed."""
    plain = {
        "sentence": 0, "at": 1, "anchor": 1, "trigger": a_trigger(), "event_type": "AID", "mode": None, "status": "happened",
        "sources": (PERU,), "targets": (CHILE,), "attribution": (), "hedges": (), "reasons": (), "sure": True,
    }  # fmt: skip
    return Telling(**(plain | changed))  # type: ignore[arg-type]
