"""Which words of a sentence evoke an event: the lexicon's entries whose constraints hold, the most demanding first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.coding.tree import Tree
from dragoman.languages.lexicon import Lexicon, Trigger
from dragoman.languages.reference import load_reference
from dragoman.languages.roles import load_sectors, load_titles

# Relations in which a proper noun is part of a name, not a word that tells of an event ("the Peace Agreement Institute").
NAME_PARTS = frozenset({"flat", "compound"})


@dataclass(frozen=True, slots=True)
class Match:
    """A word that evokes an event, and the entry that says so."""

    at: int
    trigger: Trigger


def find_triggers(tree: Tree, lexicon: Lexicon, in_names: frozenset[int]) -> list[Match]:
    """The first entry that holds at each word; words inside names of persons and bodies evoke nothing."""
    found = []
    for at in range(len(tree)):
        if at in in_names or (tree.lemma(at) in load_reference("en").dating_nouns and tree.case(at) in load_reference("en").dating_cases):
            continue
        for trigger in candidates(tree, at, lexicon):
            if holds(tree, at, trigger):
                found.append(Match(at, trigger))
                break
    return [m for m in found if not (is_name_part(tree, m.at) or names_a_person(tree, m.at))]


def is_name_part(tree: Tree, at: int) -> bool:
    return tree.words[at].upos == "PROPN" and tree.words[at].relation in NAME_PARTS


def names_a_person(tree: Tree, at: int) -> bool:
    """ "aid worker", "riot police": the first noun says which people, not that something took place."""
    word = tree.words[at]
    if word.relation != "compound" or word.head != at + 1:
        return False
    return is_people(tree, word.head)


def is_people(tree: Tree, at: int) -> bool:
    """A noun for persons: an office, a trade, a role."""
    return tree.lemma(at) in load_sectors("en") or tree.lemma(at) in load_titles("en")


def candidates(tree: Tree, at: int, lexicon: Lexicon) -> Iterable[Trigger]:
    """Entries for the lemma, and for two nouns that stand together ("hunger strike"), by part of speech."""
    word, part = tree.words[at], part_of_speech(tree, at)
    if part is None:
        return
    if part == "noun" and at and tree.words[at - 1].head == at:
        for trigger in lexicon.find(f"{tree.lemma(at - 1)} {tree.lemma(at)}"):
            if trigger.part == "noun":
                yield trigger
        for trigger in lexicon.find(f"{tree.words[at - 1].form.lower()} {tree.lemma(at)}"):
            if trigger.part == "noun":
                yield trigger
    for trigger in lexicon.find(word.lemma.lower()):
        if trigger.part == part:
            yield trigger


def part_of_speech(tree: Tree, at: int) -> str | None:
    word = tree.words[at]
    if word.upos == "VERB" or word.xpos in ("VBZ", "VBD"):  # in headlines the two tags may differ ("union backs strike")
        return "noun" if word.relation in ("amod", "compound") and word.xpos == "VBG" else "verb"
    if word.upos in ("NOUN", "PROPN"):
        return "noun"
    return "adjective" if word.upos == "ADJ" else None


def holds(tree: Tree, at: int, trigger: Trigger) -> bool:
    """Whether all that an entry asks for is there."""
    if trigger.particle and not has_words_after(tree, at, trigger.particle):
        return False
    if trigger.objects is not None and not object_fits(tree, at, trigger.objects):
        return False
    if trigger.subjects is not None and not subject_fits(tree, at, trigger.subjects):
        return False
    if any(not (tree.prepositional(at, p) or clause_with(tree, at, p) or at_object(tree, at, trigger, p)) for p in trigger.needs):
        return False
    if any(tree.prepositional(at, p) or clause_with(tree, at, p) for p in trigger.forbids):
        return False
    if trigger.modifiers is not None and not modifiers(tree, at) & trigger.modifiers:
        return False
    if trigger.object_modifiers is not None and not described(tree, tree.patient(at), trigger.object_modifiers):
        return False
    if trigger.subject_modifiers is not None and not described(tree, tree.subject(at), trigger.subject_modifiers):
        return False
    if trigger.to is not None and not lemmas(tree, tree.prepositional(at, "to")) & trigger.to:
        return False
    if trigger.near is not None and not lemmas_under(tree, at) & trigger.near:
        return False
    return trigger.complement is None or bool(tree.kids(at, "xcomp", "ccomp")) == (trigger.complement == "clause")


def described(tree: Tree, heads: Iterable[int], words: frozenset[str]) -> bool:
    """Whether one of the words stands at a noun, or at one joined to it: "chemical weapons", "a suicide bomber"."""
    return any(modifiers(tree, c) & words for h in heads for c in tree.conjuncts(h))


def lemmas_under(tree: Tree, at: int) -> set[str]:
    """The lemmas of all words that hang under a word, but for joined clauses."""
    return {tree.lemma(n) for n in tree.subtree(at, without=("conj", "parataxis"))}


def has_words_after(tree: Tree, at: int, particle: str) -> bool:
    """Whether a verb's particle ("off"), or the words that follow it in an idiom ("back down on"), stand at it."""
    parts = particle.split()
    if len(parts) == 1:
        return tree.has_particle(at, parts[0])
    forms = [w.form.lower() for w in tree.words[at + 1 : at + 1 + len(parts)]]
    return forms == parts


def clause_with(tree: Tree, at: int, preposition: str) -> bool:
    return any(tree.mark(k) == preposition and not tree.is_infinitive(k) for k in tree.kids(at, "advcl", "xcomp", "ccomp"))


def at_object(tree: Tree, at: int, trigger: Trigger, preposition: str) -> bool:
    """Whether a phrase that a verb asks for hangs one noun down: "expressed regret at the raid"."""
    named = trigger.part == "verb" and trigger.objects is not None
    return named and any(tree.prepositional(h, preposition) for h in tree.patient(at) if h > at)


def lemmas(tree: Tree, heads: Iterable[int]) -> set[str]:
    return {tree.lemma(c) for h in heads for c in tree.conjuncts(h)}


def subject_fits(tree: Tree, at: int, subjects: frozenset[str]) -> bool:
    heads = tree.subject(at)
    found = lemmas(tree, heads)
    if any(is_person(tree, c) for h in heads for c in tree.conjuncts(h)):
        found.add("person")
    if any(len(tree.conjuncts(h)) > 1 or is_pair(tree, h) for h in heads):
        found.add("plural")
    return bool(found & subjects)


def is_pair(tree: Tree, at: int) -> bool:
    """ "the two men", "both leaders", "they"."""
    return tree.low(at) in ("they", "both", "we") or any(tree.low(k) in ("two", "both") for k in tree.kids(at, "nummod", "det"))


def object_fits(tree: Tree, at: int, objects: frozenset[str]) -> bool:
    heads = tree.patient(at)
    if objects == {"none"}:
        return not heads
    found = lemmas(tree, heads)
    if any(is_person(tree, c) for h in heads for c in tree.conjuncts(h)):
        found.add("person")
    if found & objects:
        return True
    # "a barrage of rockets": the counted noun, not the measure; never whose man somebody is ("the spokesman of the mission")
    measures = [h for h in heads if not is_people(tree, h)]
    return bool({tree.lemma(k) for h in measures for k in tree.kids(h, "nmod") if tree.case(k) == "of"} & objects)


def is_person(tree: Tree, at: int) -> bool:
    """Whether a word is, or belongs to, a person's name or a personal pronoun."""
    if tree.words[at].form.lower() in ("he", "him", "she", "her", "them", "me", "us", "who", "whom"):
        return True
    return any(e.label == "PER" and e.first <= at < e.last for e in tree.sentence.entities)


def modifiers(tree: Tree, at: int) -> set[str]:
    kids = tree.kids(at, "amod", "compound", "advmod", "nmod")
    kids += [k for k in tree.kids(at, "xcomp") if not tree.is_infinitive(k)]  # "found guilty", "set ablaze"
    return {tree.lemma(k) for k in kids} | {tree.words[k].form.lower() for k in kids}
