"""An installed spaCy pipeline as a parser: its trees turned into Universal Dependencies, its entities into names.

English pipelines follow the CLEAR scheme; a pipeline trained on Universal Dependencies passes unchanged.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from dragoman.parsing.model import parse_report
from dragoman.records.errors import DragomanError
from dragoman.records.report import Report, ToldIn
from dragoman.records.syntax import Entity, EntityLabel, ParsedReport, Sentence, Word

ENTITIES: dict[str, EntityLabel] = {
    "PERSON": "PER",
    "PER": "PER",
    "ORG": "ORG",
    "GPE": "LOC",
    "LOC": "LOC",
    "FAC": "LOC",
}
PREPOSITIONS = frozenset(["prep", "agent", "dative"])
PREDICATES = frozenset(["attr", "acomp"])
OBJECTS = frozenset(["pobj", "pcomp", "obl", "nmod"])
VERBAL = frozenset(["VERB", "AUX", "ADJ", "ADV"])


@dataclass(slots=True)
class Node:
    """A word whose place in the tree may still change; ``head`` -1 is the root."""

    form: str
    start: int
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    relation: str


class SpacyParser:
    """A spaCy pipeline by its name; raises DragomanError where spaCy or the pipeline is not installed, or it has no parser."""

    def __init__(self, pipeline: str) -> None:
        try:
            import spacy
        except ImportError as error:
            raise DragomanError("spaCy is not installed; the extra 'spacy' of this package brings it") from error
        try:
            self._read = spacy.load(pipeline)
        except OSError as error:
            raise DragomanError(f"no spaCy pipeline {pipeline!r} is installed") from error
        meta = self._read.meta
        self._version = f"spacy:{meta['lang']}_{meta['name']}-{meta['version']}"

    @property
    def version(self) -> str:
        return self._version

    def parse(self, report: Report) -> ParsedReport:
        return parse_report(self, report)

    def parse_paragraph(self, text: str, start: int = 0, told_in: ToldIn = "body", paragraph: int = 0) -> tuple[Sentence, ...]:
        return read_doc(self._read(text), start, told_in, paragraph)


def read_doc(doc: Any, start: int = 0, told_in: ToldIn = "body", paragraph: int = 0) -> tuple[Sentence, ...]:
    """The sentences of a spaCy Doc; raises DragomanError where nothing has parsed it."""
    if not len(doc):
        return ()
    if not doc.has_annotation("DEP"):
        raise DragomanError("the spaCy pipeline has no dependency parser")
    found = (_read_sentence(list(span), start, told_in, paragraph) for span in doc.sents)
    return tuple(sentence for sentence in found if sentence)


def _read_sentence(tokens: list[Any], start: int, told_in: ToldIn, paragraph: int) -> Sentence | None:
    kept = [token for token in tokens if not token.is_space]
    if not kept:
        return None
    nodes = _read_nodes(kept, start)
    for turn in (turn_coordination, turn_prepositions, turn_copulas):
        turn(nodes)
    words = tuple(Word(n.start, n.start + len(n.form), n.form, n.lemma, n.upos, n.xpos, n.feats, n.head, _renamed(n)) for n in nodes)
    return Sentence(words[0].start, words[-1].end, words, _read_entities(kept), told_in, paragraph)


def _read_nodes(tokens: list[Any], start: int) -> list[Node]:
    place = {token.i: n for n, token in enumerate(tokens)}
    nodes = []
    for token in tokens:
        head = token.head
        while head.i not in place and head.head.i != head.i:  # white space governs nothing
            head = head.head
        at = -1 if head.i == token.i else place.get(head.i, -1)
        feats = str(token.morph) or "_"
        nodes.append(Node(token.text, start + token.idx, token.lemma_, token.pos_, token.tag_, feats, at, token.dep_))
    _keep_one_root(nodes)
    return nodes


def _keep_one_root(nodes: list[Node]) -> None:
    roots = [n for n, node in enumerate(nodes) if node.head == -1]
    for other in roots[1:]:
        nodes[other].head, nodes[other].relation = roots[0], "parataxis"
    nodes[roots[0]].relation = "ROOT"


def _children(nodes: list[Node], head: int) -> list[int]:
    return [n for n, node in enumerate(nodes) if node.head == head]


def _depth(nodes: list[Node], at: int) -> int:
    depth = 0
    while at >= 0:
        at, depth = nodes[at].head, depth + 1
    return depth


def _move_children(nodes: list[Node], old: int, new: int) -> None:
    for child in _children(nodes, old):
        if child != new:
            nodes[child].head = new


def turn_coordination(nodes: list[Node]) -> None:
    """Conjuncts hang on the first one, not in a chain; a conjunction hangs on the conjunct that follows it."""
    for node in nodes:
        while node.relation == "conj" and node.head >= 0 and nodes[node.head].relation == "conj":
            node.head = nodes[node.head].head
    for at, node in enumerate(nodes):
        if node.relation == "cc":
            governor = nodes[node.head]
            first = governor.head if governor.relation == "conj" else node.head
            following = (n for n in range(at + 1, len(nodes)) if nodes[n].relation == "conj" and nodes[n].head == first)
            node.head = next(following, node.head)


def turn_prepositions(nodes: list[Node]) -> None:
    """A preposition's object takes its place, the preposition becomes the object's ``case`` (``mark`` of a clause)."""
    prepositions = [n for n, node in enumerate(nodes) if node.relation in PREPOSITIONS and node.upos in ("ADP", "SCONJ", "PART")]
    for at in sorted(prepositions, key=lambda n: -_depth(nodes, n)):
        taken = next((n for n in _children(nodes, at) if nodes[n].relation in OBJECTS), None)
        if taken is None:
            nodes[at].relation = "advmod"
            continue
        word, preposition = nodes[taken], nodes[at]
        is_clause = word.relation == "pcomp"
        governs_verbally = preposition.head < 0 or nodes[preposition.head].upos in VERBAL
        plain = ("advcl" if governs_verbally else "acl") if is_clause else "obl" if governs_verbally else "nmod"
        word.head, word.relation = preposition.head, "obl:agent" if preposition.relation == "agent" else plain
        preposition.head, preposition.relation = taken, "mark" if is_clause else "case"
        _move_children(nodes, at, taken)


def turn_copulas(nodes: list[Node]) -> None:
    """What is said with ``be`` governs; the verb becomes its ``cop``."""
    for at, node in enumerate(nodes):
        said = next((n for n in _children(nodes, at) if nodes[n].relation in PREDICATES), None)
        if node.lemma == "be" and said is not None:
            nodes[said].head, nodes[said].relation = node.head, node.relation
            _move_children(nodes, at, said)
            node.head, node.relation = said, "cop"


@cache
def _relations() -> dict[str, str]:
    text = files("dragoman.parsing").joinpath("clear_relations.yaml").read_text(encoding="utf-8")
    body: dict[str, str] = yaml.safe_load(text)
    return body


def _renamed(node: Node) -> str:
    if node.head == -1:
        return "root"
    if node.relation == "aux" and node.xpos == "TO":
        return "mark"
    return _relations().get(node.relation, node.relation)


def _read_entities(tokens: list[Any]) -> tuple[Entity, ...]:
    found: list[Entity] = []
    for n, token in enumerate(tokens):
        label = ENTITIES.get(token.ent_type_)
        if label and token.ent_iob_ == "B":
            last = next((m for m in range(n + 1, len(tokens)) if tokens[m].ent_iob_ != "I"), len(tokens))
            found.append(Entity(n, last, label))
    return tuple(found)
