"""How one word hangs under another, in the terms of ``operators.yaml``: to, ing, that, object, subject, or a preposition."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.coding.tree import Tree
from dragoman.languages.operators import Operator, Operators

Link = frozenset[str]
CLAUSES = frozenset({"xcomp", "ccomp", "advcl", "acl", "csubj"})
# A governor's dependents in these relations tell of something else that the governor does not change.
UNGOVERNED = frozenset({"conj", "parataxis", "appos", "list", "dislocated", "discourse", "vocative"})
# An operator of these classes that embeds an event tells of nothing else itself: "agreed to meet" is a meeting planned.
PASSING = frozenset(
    "commit plan expect possible fear attest deny stop postpone resume continue begin fail prevent try help cause claim factive permit "
    "light".split()
)


def link_of(tree: Tree, at: int) -> Link:
    """The places at its governor that a word fills; empty for the root and for joined words."""
    word = tree.words[at]
    if word.head < 0 or word.relation in UNGOVERNED:
        return frozenset()
    found: set[str] = set()
    preposition = tree.case(at)
    mark = tree.mark(at)
    if word.relation in ("obj", "iobj") or (word.relation == "nsubj" and tree.is_passive(word.head)):
        found.add("object")
    elif word.relation == "nsubj":
        found.add("subject")
    elif word.relation in CLAUSES:
        found |= clause_links(tree, at, mark)
    if preposition and word.relation in ("obl", "nmod", "advcl", "acl", "obj", "xcomp", "ccomp"):
        found.add(preposition.split()[0] if preposition.split()[0] in ("of", "on", "in") else preposition)
    if word.relation == "compound" or word.deprel == "nmod:poss" or word.relation == "amod":
        found.add("modifier")
    return frozenset(found)


def clause_links(tree: Tree, at: int, mark: str) -> set[str]:
    word = tree.words[at]
    if mark in ("whether", "if") and word.relation in ("ccomp", "csubj", "xcomp", "acl"):
        return {"whether", "if", *(("to",) if tree.is_infinitive(at) else ())}
    bare_to = word.xpos == "VB" and at > 0 and tree.low(at - 1) == "to"  # "is due to": the parser may join "to" to "due"
    if tree.is_infinitive(at) or bare_to or (mark == "for" and not tree.is_finite(at)):
        return {"to"}
    if word.relation == "advcl" and word.xpos == "VBG" and not mark:
        return {"clause"}  # "severed ties, blaming Rabat": a clause beside it, no complement
    if word.xpos == "VBG" and not tree.kids(at, "aux"):
        return {"ing", mark} if mark else {"ing"}
    participle = word.xpos == "VBN" and not tree.is_finite(at)  # "talks held in Lima": no content of the talks
    if (
        word.relation == "ccomp"
        or (word.relation == "csubj" and tree.is_finite(at))
        or (word.relation == "acl" and word.deprel != "acl:relcl" and not participle)
    ):
        return {"that"}
    if word.relation == "xcomp":
        return {"to", "object"}
    return {f"clause:{mark}"} if mark else {"clause"}


@dataclass(frozen=True, slots=True)
class Hold:
    """An operator word and the event word under it."""

    at: int
    under: int
    operator: Operator


def part_of(tree: Tree, at: int) -> str:
    upos = tree.words[at].upos
    if upos in ("VERB", "AUX"):
        return "verb"
    return "adjective" if upos == "ADJ" or (tree.kids(at, "cop") and upos != "NOUN") else "noun"


def find_hold(tree: Tree, under: int, operators: Operators) -> Hold | None:
    """The operator that governs a word, if its governor is one and the word stands where it takes an event."""
    at = tree.words[under].head
    if at < 0:
        return None
    link = link_of(tree, under)
    if not link:
        return None
    if is_temporal(tree, at):
        return None
    part = part_of(tree, at)
    candidates = [o for o in operators.find(tree.lemma(at)) if fits(tree, at, o, part) and takes(o, link)]
    if not candidates:
        return None
    # The most particular entry first: with a particle, in the passive, naming the place.
    candidates.sort(key=lambda o: (bool(o.particles), o.passive_only, o.takes is not None, o.kind != "light"), reverse=True)
    return Hold(at, under, candidates[0])


def is_temporal(tree: Tree, at: int) -> bool:
    """ "at the end of the summit" dates something; it does not tell of an end."""
    return tree.words[at].upos == "NOUN" and tree.case(at) in (
        "at",
        "by",
        "until",
        "since",
        "after",
        "before",
        "toward",
        "towards",
        "near",
        "from",
    )


def fits(tree: Tree, at: int, operator: Operator, part: str) -> bool:
    participle = part == "verb" and operator.part == "adjective" and tree.words[at].xpos in ("VBN", "VBG")
    if operator.part != part and not participle:
        return False
    if operator.particles and not any(tree.has_particle(at, p) for p in operator.particles):
        return False
    if operator.passive_only and not (tree.is_passive(at) or tree.words[at].xpos == "VBN"):
        return False
    return not (operator.lemma == "go" and operator.kind == "plan" and tree.words[at].xpos != "VBG")


def takes(operator: Operator, link: Link) -> bool:
    if operator.takes is None and operator.kind == "light":
        return bool(link & {"object", "subject"}) if operator.presents else "object" in link
    if operator.takes is None:
        return bool(
            link & {"to", "ing", "that", "object"} or any(p not in ("subject", "modifier") and not p.startswith("clause") for p in link)
        )
    if not operator.takes or operator.presents:
        return "subject" in link or "object" in link
    return bool(operator.takes & link) or ("subject" in link and operator.kind in ("possible", "expect") and operator.part == "adjective")
