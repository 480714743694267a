"""What the heads tell where the rules are silent: words that no entry knows, with the kind, status and sides that the encoder reads."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dragoman.coding.attribution import find_attribution
from dragoman.coding.encoder import NONE, Answer, Floats, load_encoder
from dragoman.coding.reality import Judge
from dragoman.coding.roles import Scene
from dragoman.coding.telling import Telling
from dragoman.coding.triggers import Match
from dragoman.languages.lexicon import Part, Trigger
from dragoman.records.actor import Actor

# On the parts of the corpus that taught nothing 38 of 44 proposals at these bounds have the right kind; at 0.6 it is 70 of 98.
SPOTTED, TOLD, SIDE, STATUS = 0.6, 0.95, 0.5, 0.6
CONTENT = frozenset({"VERB", "NOUN", "ADJ"})


def propose(scene: Scene, matches: Sequence[Match], tellings: Sequence[Telling], names: frozenset[int]) -> list[Telling]:
    """Tellings of one sentence by the heads alone; none at a word that an entry knows, or that tells again what a rule found near it."""
    sentence = scene.tree.sentence
    if sentence.states is None:
        return []
    encoder = load_encoder()
    spots = encoder.spots(sentence)
    assert spots is not None
    acts = 1.0 - spots[:, encoder.kinds.index(NONE)]
    known = {m.at for m in matches} | names | {t.at for t in tellings} | {t.anchor for t in tellings}
    found: list[Telling] = []
    for at in sorted(np.flatnonzero(acts >= SPOTTED).tolist(), key=lambda n: -acts[n]):
        if at in known or scene.tree.words[at].upos not in CONTENT:
            continue
        answer = encoder.about_trigger(sentence, at)
        telling = as_telling(scene, at, answer, [*tellings, *found]) if answer else None
        if telling:
            found.append(telling)
    return found


def as_telling(scene: Scene, at: int, answer: Answer, others: Sequence[Telling]) -> Telling | None:
    """The heads' reading of a word, where it is sure enough, the source is a known actor and there is a target."""
    kind, sure = answer.kind, answer.kinds[answer.kind]
    if kind == NONE or sure < TOLD or is_told_near(scene, at, kind, others):
        return None
    sources = actors_of(scene, answer.sides[:, 1])
    targets = tuple(a for a in actors_of(scene, answer.sides[:, 2]) if a not in sources)
    if not targets or not any(a.country or a.sector for a in sources):
        return None
    mode = answer.mode if answer.modes[answer.mode] >= SIDE else None
    reality = Judge(scene.tree, scene.operators).reality(at)
    status = reality.status if reality.status != "happened" or answer.statuses[answer.status] < STATUS else answer.status
    part: Part = "verb" if scene.tree.words[at].upos == "VERB" else "noun"
    trigger = Trigger(kind, part, scene.tree.lemma(at), None, mode, None, None, frozenset(), frozenset(), None, None, (), (), False, None,
                      False, (), "proposed by the heads")  # fmt: skip
    return Telling(
        sentence=scene.number, at=at, anchor=at, trigger=trigger, event_type=kind, mode=mode, status=status,  # type: ignore[arg-type]
        sources=sources, targets=targets, attribution=find_attribution(scene, at, ()), hedges=reality.hedges, sure=reality.sure,
        reasons=(f'"{scene.tree.words[at].form}" read as {kind} by the heads ({sure:.2f})', *reality.reasons), by_heads=sure,
    )  # fmt: skip


def is_told_near(scene: Scene, at: int, kind: str, others: Sequence[Telling]) -> bool:
    """Whether a telling already stands at a word, just over or just under it, or one of the same kind in its clause."""
    tree = scene.tree
    near = {at, tree.words[at].head, *(n for n, word in enumerate(tree.words) if word.head == at)}
    return any(
        t.sentence == scene.number and (t.at in near or t.anchor in near or (t.event_type == kind and t.at in tree.clause(at)))
        for t in others
    )


def actors_of(scene: Scene, probabilities: Floats) -> tuple[Actor, ...]:
    """The actors whose head words the heads take for a side, in the order of the text."""
    found: list[Actor] = []
    inside = {int(n) for n in np.flatnonzero(probabilities >= SIDE)}
    for head in sorted(n for n in inside if scene.tree.words[n].head not in inside):
        found += [a for a in scene.parties([head]) if a not in found]
    return tuple(found)
