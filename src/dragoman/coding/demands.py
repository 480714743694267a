"""What a speaker says that another must do: "Russia must withdraw", "he told Wang that all need to stand up"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dragoman.coding.attribution import find_reporting, speech_over
from dragoman.coding.roles import Scene, is_among
from dragoman.coding.tree import Tree
from dragoman.languages.reference import load_reference
from dragoman.records.actor import Actor


@dataclass(frozen=True, slots=True)
class Demand:
    """A clause of obligation: the word that obliges, the clause's verb, who demands, and of whom."""

    at: int
    verb: int
    sources: tuple[Actor, ...]
    targets: tuple[Actor, ...]


def obliging_word(tree: Tree, verb: int) -> int | None:
    """The modal or "have/need (to)" that makes a clause an obligation; None where it is none, or is negated."""
    for kid in tree.kids(verb, "aux"):
        if tree.words[kid].form.lower() in load_reference("en").duty_modals:
            return kid
    head = tree.words[verb].head
    if (
        head >= 0
        and tree.words[verb].relation == "xcomp"
        and tree.is_infinitive(verb)
        and tree.lemma(head) in load_reference("en").duty_verbs
        and tree.words[head].upos == "VERB"
    ):
        return head
    return None


def find_demands(scene: Scene) -> list[Demand]:
    """The obligations of a sentence that one party lays on another; what nobody says, or everybody should, is none."""
    tree, found = scene.tree, []
    for verb in range(len(tree)):
        word = obliging_word(tree, verb) if tree.words[verb].upos == "VERB" else None
        if word is None:
            continue
        clause = word if tree.words[word].upos == "VERB" else verb
        sources, addressees = speakers(scene, clause)
        targets = obliged(scene, clause, sources, addressees)
        if sources and targets:
            found.append(Demand(word, verb, sources, targets))
    return found


def speakers(scene: Scene, clause: int) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Who says the clause, and to whom; an official text's own author where nobody is named."""
    tree = scene.tree
    told: tuple[Actor, ...] = ()
    for verb in [*ditransitive(tree, clause), *speech_over(tree, clause)]:
        said_by = scene.parties(tree.surface_subject(verb) if not tree.is_passive(verb) else tree.subject(verb))
        heads = [*tree.kids(verb, "iobj", "obj"), *tree.prepositional(verb, "to"), *tree.prepositional(verb, "on")]
        told = told or tuple(a for a in scene.parties(h for h in heads if scene.actors(h)) if not is_among(a, said_by))
        if said_by:
            return said_by[:1], told
    if tree.sentence.told_in == "body" and (own := scene.cast.speakers.get(scene.number) or scene.cast.author):
        # An author is named by no words of the text: an empty quote where the clause begins.
        at = tree.words[clause].start
        return (own if own.quote else replace(own, start=at, end=at),), ()
    return (), ()


def ditransitive(tree: Tree, clause: int) -> list[int]:
    """A verb that lays the clause upon somebody ("impress on her that")."""
    near = clause
    while tree.words[near].relation in ("advcl", "acl") and tree.words[near].head >= 0 and tree.words[near].head < near:
        near = tree.words[near].head  # "that this is a time when we all have to": the duty stands in the clause that is said
    head = tree.words[near].head
    said = head >= 0 and tree.words[near].relation == "ccomp" and tree.words[head].upos == "VERB"
    return [head] if said and not find_reporting(tree, head) else []


def obliged(scene: Scene, clause: int, sources: Sequence[Actor], addressees: Sequence[Actor]) -> tuple[Actor, ...]:
    heads = scene.tree.surface_subject(clause)
    if any(scene.tree.words[h].form.lower() in load_reference("en").everybody for h in heads):
        return tuple(a for a in addressees if not is_among(a, sources))
    return tuple(a for a in scene.parties(heads) if not is_among(a, sources) and a.country not in {s.country for s in sources if s.country})
