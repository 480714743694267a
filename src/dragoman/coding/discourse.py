"""What a noun leaves out because the report said it before: "the February invasion", "the meeting", "Putin's war"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.coding.composition import Telling, is_body, overlap
from dragoman.coding.tree import Tree
from dragoman.languages.reference import load_reference
from dragoman.records.actor import Actor


def family(telling: Telling) -> frozenset[str]:
    lemma = telling.trigger.lemma.split()[-1]
    return next((f for f in load_reference("en").families if lemma in f), frozenset([lemma]))


def countries(actors: Sequence[Actor]) -> set[str]:
    return {a.country for a in actors if a.country}


def is_definite(tree: Tree, at: int) -> bool:
    return any(tree.words[k].form.lower() in ("the", "this", "that", "these", "those") for k in tree.kids(at, "det"))


def fill_parties(tellings: Sequence[Telling], trees: Sequence[Tree]) -> list[Telling]:
    """Tellings with the parties that other mentions of the same event give; what stays open stays empty."""
    filled = [right_sides(t, tellings) for t in tellings]
    result: list[Telling] = []
    for telling in filled:
        found = telling
        if telling.trigger.part == "noun" and (not telling.sources and not telling.targets):
            found = from_antecedent(telling, filled, trees[telling.sentence])
        elif telling.trigger.part == "noun" and telling.event_type in ("ASSAULT", "SANCTION", "COERCE") and not telling.targets:
            found = add_target(telling, filled)
        elif telling.trigger.mutual and len(countries((*telling.sources, *telling.targets))) == 1:
            found = add_partner(telling, filled)
        if found.sources or found.targets:
            result.append(found)
    return [with_earlier_status(t, result) for t in result]


def with_earlier_status(telling: Telling, others: Sequence[Telling]) -> Telling:
    """A meeting named without tense ("the Blinken–Wang talks are a sign") is still to come where it was foretold and not told as held."""
    if telling.trigger.part != "noun" or telling.sure or telling.status != "happened" or telling.event_type != "CONSULT":
        return telling
    mine = countries((*telling.sources, *telling.targets))
    same = [
        o
        for o in others
        if o is not telling and o.event_type == "CONSULT" and o.mode == telling.mode and countries((*o.sources, *o.targets)) == mine
    ]
    before = [o for o in same if o.sentence < telling.sentence and o.status in ("planned", "expected")]
    who = {a.name for a in telling.sources}
    held = any(o.status == "happened" and o.trigger.part == "verb" and who & {a.name for a in o.sources} for o in same)
    if not before or held or len(mine) < 2:
        return telling
    return replace(telling, status=before[-1].status, hedges=(), reasons=(*telling.reasons, "foretold earlier in the report"))


def right_sides(telling: Telling, others: Sequence[Telling]) -> Telling:
    """ "the Ukraine invasion": a country beside the noun that is elsewhere the one attacked, and never the attacker, is the target."""
    if telling.event_type != "ASSAULT" or telling.trigger.part != "noun" or telling.targets or not telling.sources:
        return telling
    mine = countries(telling.sources)
    same = [o for o in others if o is not telling and o.event_type == "ASSAULT" and o.sources and o.targets]
    attacked = any(mine <= countries(o.targets) for o in same) and not any(mine & countries(o.sources) for o in same)
    return (
        replace(telling, sources=(), targets=telling.sources, reasons=(*telling.reasons, "the side attacked elsewhere"))
        if attacked
        else telling
    )


def from_antecedent(telling: Telling, others: Sequence[Telling], tree: Tree) -> Telling:
    if not is_definite(tree, telling.at):
        return telling
    words = family(telling)
    fits = [o for o in others if o is not telling and o.event_type == telling.event_type and o.sources and family(o) & words]
    fits = [o for o in fits if (o.mode == "phone") == (telling.mode == "phone")]
    before = [o for o in fits if (o.sentence, o.at) < (telling.sentence, telling.at)]
    wide = [o for o in before if len(countries((*o.sources, *o.targets))) >= 2]
    chosen = (wide or before)[-1] if before else None
    if telling.event_type == "ASSAULT":
        chosen = next((o for o in reversed(before or fits) if o.targets), chosen)
    if chosen is None:
        return telling
    return replace(
        telling, sources=chosen.sources, targets=chosen.targets, reasons=(*telling.reasons, "parties from an earlier telling"), sure=False
    )


def add_partner(telling: Telling, others: Sequence[Telling]) -> Telling:
    """The other side of a mutual act, from the clause before it in the same sentence ("backed … with Putin and held a joint drill")."""
    if telling.event_type != "COOPERATE":
        return telling
    mine = countries(telling.sources)
    before = [o for o in others if o.sentence == telling.sentence and o.at < telling.at and mine & countries((*o.sources, *o.targets))]
    for other in reversed(before):
        partners = tuple(a for a in (*other.targets, *other.sources) if a.country and a.country not in mine)
        if partners:
            return replace(
                telling, sources=(*telling.sources, *partners), reasons=(*telling.reasons, "partner from the clause before"), sure=False
            )
    return telling


def add_target(telling: Telling, others: Sequence[Telling]) -> Telling:
    words = family(telling)
    sides = [o.targets for o in others if o is not telling and o.event_type == telling.event_type and o.targets and family(o) & words
             and (not o.sources or not countries(o.sources).isdisjoint(countries(telling.sources)))]  # fmt: skip
    choices = {frozenset(countries(s)): s for s in sides if countries(s) and not overlap(s, telling.sources) and all(is_body(a) for a in s)}
    if len(choices) == 1:
        targets = next(iter(choices.values()))
        return replace(telling, targets=targets, reasons=(*telling.reasons, "target from another telling"), sure=False)
    return telling
