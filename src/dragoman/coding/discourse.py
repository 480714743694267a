"""What a clause leaves out because the report said it before: "the February invasion", "the meeting", "he also discussed trade"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dragoman.coding.parties import is_body, overlap
from dragoman.coding.telling import Telling
from dragoman.coding.tree import Tree
from dragoman.languages.reference import load_reference
from dragoman.records.actor import Actor

RETURNED = "parties from an earlier telling"
HARMS = ("ASSAULT", "SANCTION", "COERCE")
TALK_REACH = 6  # how many sentences a meeting's talk goes on without naming the other side again


def last_word(telling: Telling) -> str:
    return telling.trigger.lemma.split()[-1]


def family(telling: Telling) -> frozenset[str]:
    lemma = last_word(telling)
    return next((f for f in load_reference("en").families if lemma in f), frozenset([lemma]))


def is_war(telling: Telling) -> bool:
    """Whether a telling is of a whole war ("the invasion"), of which a report as a rule knows one, not of a single strike."""
    return telling.event_type == "ASSAULT" and last_word(telling) in load_reference("en").wars


def countries(actors: Iterable[Actor]) -> set[str]:
    return {a.country for a in actors if a.country}


def everyone(telling: Telling) -> tuple[Actor, ...]:
    return (*telling.sources, *telling.targets)


def is_definite(tree: Tree, at: int) -> bool:
    return any(tree.words[k].form.lower() in ("the", "this", "that", "these", "those") for k in tree.kids(at, "det"))


def fill_parties(tellings: Sequence[Telling], trees: Sequence[Tree]) -> list[Telling]:
    """Tellings with the parties that other mentions of the same event give; what stays open stays empty."""
    known = [right_sides(t, tellings) for t in tellings]
    filled = [fill(t, known, trees[t.sentence]) for t in known]
    answered = [with_doer(t, filled) for t in filled]
    told = [t for t in answered if everyone(t) and not is_mere_return(t, trees[t.sentence])]
    return [with_earlier_status(t, told) for t in told]


def fill(telling: Telling, others: Sequence[Telling], tree: Tree) -> Telling:
    """The parties that one telling takes from the others."""
    if telling.trigger.part == "noun" and not everyone(telling):
        telling = from_antecedent(telling, others, tree)
    if telling.trigger.part == "noun" and not telling.sources and telling.targets:
        telling = add_attacker(telling, others)
    if telling.trigger.part == "noun" and telling.event_type in HARMS and telling.sources and not telling.targets:
        telling = add_target(telling, others)
    talk = telling.event_type == "CONSULT" and telling.trigger.part == "verb" and not telling.targets
    if (telling.trigger.mutual or talk) and len(countries(everyone(telling))) == 1:
        telling = add_partner(telling, others)
    return telling


def with_earlier_status(telling: Telling, others: Sequence[Telling]) -> Telling:
    """A meeting named without tense ("the Blinken–Wang talks are a sign") is still to come where it was foretold and not told as held."""
    if telling.trigger.part != "noun" or telling.sure or telling.status != "happened" or telling.event_type != "CONSULT":
        return telling
    mine = countries(everyone(telling))
    meetings = [o for o in others if o is not telling and o.event_type == "CONSULT" and o.mode == telling.mode]
    same = [o for o in meetings if countries(everyone(o)) == mine]
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
    wide = [o for o in before if len(countries(everyone(o))) >= 2]
    chosen = (wide or before)[-1] if before else None
    if telling.event_type == "ASSAULT":
        chosen = next((o for o in reversed(before or fits) if o.targets), chosen)
    if chosen is None:
        return telling
    return replace(telling, sources=chosen.sources, targets=chosen.targets, reasons=(*telling.reasons, RETURNED), sure=False)


def add_partner(telling: Telling, others: Sequence[Telling]) -> Telling:
    """The other side of a mutual act: from the clause before it, or of the meeting at which it was said."""
    if telling.event_type == "COOPERATE":
        mine = countries(telling.sources)
        before = [o for o in others if o.sentence == telling.sentence and o.at < telling.at and mine & countries(everyone(o))]
        return with_partners(telling, before, "partner from the clause before")
    known = all(a.country for a in everyone(telling))  # who is not resolved may be the other side
    if telling.event_type == "CONSULT" and telling.mode is None and telling.trigger.part == "verb" and known:
        return with_partners(telling, meetings_before(telling, others), "partner of the meeting before")
    return telling


def meetings_before(telling: Telling, others: Sequence[Telling]) -> list[Telling]:
    """Meetings told shortly before in which the same person took part."""
    names = {a.name for a in telling.sources if a.name}
    return [
        o
        for o in others
        if o.event_type == "CONSULT"
        and (o.sentence, o.at) < (telling.sentence, telling.at)
        and telling.sentence - o.sentence <= TALK_REACH
        and o.mode != "multilateral"
        and names & {a.name for a in everyone(o)}
    ]


def with_partners(telling: Telling, before: Sequence[Telling], reason: str) -> Telling:
    mine = countries(telling.sources)
    for other in reversed(before):
        partners = tuple(a for a in (*other.targets, *other.sources) if a.country and a.country not in mine)
        if partners:
            reasons = (*telling.reasons, reason)
            if telling.trigger.mutual:
                return replace(telling, sources=(*telling.sources, *partners), reasons=reasons, sure=False)
            return replace(telling, targets=partners, reasons=reasons, sure=False)
    return telling


def add_target(telling: Telling, others: Sequence[Telling]) -> Telling:
    """Who is harmed, where every other telling of the harm that names one names the same."""
    words = family(telling)
    sides = [o.targets for o in others if o is not telling and o.event_type == telling.event_type and o.targets and family(o) & words
             and (not o.sources or not countries(o.sources).isdisjoint(countries(telling.sources)))]  # fmt: skip
    choices = {frozenset(countries(s)): s for s in sides if countries(s) and not overlap(s, telling.sources) and all(is_body(a) for a in s)}
    if len(choices) == 1:
        targets = next(iter(choices.values()))
        return replace(telling, targets=targets, reasons=(*telling.reasons, "target from another telling"), sure=False)
    return telling


def add_attacker(telling: Telling, others: Sequence[Telling]) -> Telling:
    """Whose war it is, where the report knows one attacker alone: "Russia's war … the invasion of Ukraine"."""
    if not is_war(telling):
        return telling
    attacked = countries(telling.targets)
    wars = [o for o in others if o is not telling and is_war(o) and countries(o.sources)]
    wars = [o for o in wars if not o.targets or attacked & countries(o.targets)]
    choices = {frozenset(countries(o.sources)): o.sources for o in wars if not attacked & countries(o.sources)}
    if len(choices) != 1:
        return telling
    return replace(telling, sources=next(iter(choices.values())), reasons=(*telling.reasons, "attacker from another telling"), sure=False)


def with_doer(telling: Telling, others: Sequence[Telling]) -> Telling:
    """Who is blamed or punished for a harm is who did it: "sanctions imposed in response to the invasion"."""
    if telling.answers is None or any(a.country for a in telling.targets):
        return telling
    harm = next((o for o in others if o.sentence == telling.sentence and o.at == telling.answers and countries(o.sources)), None)
    if harm is None or overlap(harm.sources, telling.sources):
        return telling
    return replace(telling, targets=harm.sources, reasons=(*telling.reasons, f'who did the "{last_word(harm)}"'), sure=False)


def is_mere_return(telling: Telling, tree: Tree) -> bool:
    """Whether words only point back to a harm told before ("in the face of this aggression") and tell nothing of it anew."""
    pointing = telling.event_type == "ASSAULT" and telling.trigger.part == "noun" and RETURNED in telling.reasons
    if not pointing or tree.words[telling.at].relation not in ("nmod", "obl"):
        return False
    return all(tree.words[k].relation in ("det", "case", "punct") or tree.case(k) == "with" for k in tree.below[telling.at])
