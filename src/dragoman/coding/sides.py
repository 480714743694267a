"""Who acts and who is acted on in what a trigger tells: the places of its entry, the operators above it, and what the sentence adds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dragoman.codebook.load import types_of_quads
from dragoman.coding.demands import Demand
from dragoman.coding.links import PASSING, Hold
from dragoman.coding.parties import is_body, overlap, unite
from dragoman.coding.reality import Judge
from dragoman.coding.roles import Scene, is_among
from dragoman.coding.tree import Tree
from dragoman.coding.triggers import Match, is_person
from dragoman.languages.lexicon import Trigger
from dragoman.languages.reference import load_reference
from dragoman.records.actor import Actor
from dragoman.records.mention import Attribution

# Verbs whose own phrases belong to their noun: "lifted its ban on X", "promised X aid".
GIVING = frozenset({"stop", "commit", "plan", "resume", "continue", "begin", "postpone", "permit"})
MUTUAL = ("between", "among")  # where all who act together may stand
LIGHT_TARGETS = ("with", "on", "against", "to", "for", "from", "at", "between", "among")
COMPLEMENT_TARGETS = ("object", "with", "to", "against", "on", "for", "from")
HARMFUL = types_of_quads(4) | {"THREATEN"}


@dataclass(frozen=True, slots=True)
class Sides:
    """Finds the parties of the triggers of one sentence."""

    scene: Scene
    judge: Judge
    matches: Sequence[Match]
    demands: Sequence[Demand]

    def parties(self, match: Match, path: Sequence[Hold]) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
        """Who acts and who is acted on; all who act alike stand as sources."""
        scene, trigger, at = self.scene, match.trigger, match.at
        if trigger.mutual:
            guided = path and path[0].operator.control == "object" and trigger.part == "verb" and not scene.tree.kids(at, "nsubj")
            guide = scene.controller(path[0]) if guided else ()
            # what another is led to do is not also the act of the one who leads: "congratulated Peru on signing"
            roles = [r for r in dict.fromkeys((*trigger.source, *trigger.target, *MUTUAL)) if not (guide and r == "subject")]
            both = unite(guide, scene.all(at, roles))
            carried = self.carried(path, trigger)
            if path and carried[0] and scene.tree.lemma(path[0].at) in load_reference("en").attending:
                both = scene.first(at, ("with",))  # whose meeting it is that one attends is its name
            united = unite(carried[0], both, carried[1])
            if len(united) < 2 and trigger.part == "verb":
                united = unite(united, scene.related(at))
            return (united if len(united) > 1 else unite(united, self.deep_partner(at))), ()
        sources = self.charged(at) or self.joiners(at) or scene.first(at, trigger.source, apart=self.own_objects(at))
        if path and path[0].operator.control == "object" and trigger.part == "verb" and not scene.tree.kids(at, "nsubj"):
            sources = scene.controller(path[0]) or sources
        struck = self.struck_place(match)
        sources = tuple(s for s in sources if s not in struck)
        targets = scene.first(at, trigger.target, apart=sources)
        targets = targets or struck
        if trigger.event_type == "ACCUSE" and trigger.part == "verb":
            targets = self.doers(at) or tuple(t for t in targets if not is_among(t, self.struck(at)))
            if (harm := self.answered(match)) is not None and harm not in scene.tree.patient(at):
                targets = ()  # "it" is the harm, not a state; whose it is may stand elsewhere in the report
        if not sources and is_participle(scene.tree, at):
            sources = scene.forum(at) or scene.issuer(at)
        if trigger.part == "noun":
            sources = sources or self.container(at)
            carried_sources, carried_targets = self.carried(path, trigger)
            if not sources and carried_sources:
                sources = carried_sources
            targets = targets or carried_targets or scene.parties(scene.involved(at))
            if trigger.event_type == "ASSAULT" and self.is_talked_about(at):
                targets = tuple(a for a in targets if a.sector == "MIL" or not (a.title or a.name) or is_body(a))
        elif not targets:
            targets = self.complement_parties(at, sources)
            if not targets and trigger.event_type == "ACCUSE":
                targets = scene.first(at, ("at", "over", "about"), apart=sources)
        if not sources and path and not self.acts_itself(at):
            sources = self.controlled(path)
        if overlap(sources, targets) and trigger.part == "noun":
            targets = tuple(t for t in targets if t not in sources)
        return sources, targets

    def own_objects(self, at: int) -> tuple[Actor, ...]:
        """Who is acted on by a participle at a noun, and so never the noun's owner: "a vote condemning Peru"."""
        tree = self.scene.tree
        return tuple(a for h in tree.patient(at) for a in self.scene.actors(h)) if is_participle(tree, at) else ()

    def charged(self, at: int) -> tuple[Actor, ...]:
        """Who is meant by "we all" in a demand: those on whom it is laid ("told Wang that we all need to condemn it")."""
        subject = self.scene.tree.subject(at)
        everybody = [h for h in subject if self.scene.tree.low(h) in load_reference("en").everybody]
        laid = (d for d in self.demands if everybody and self.scene.tree.surface_subject(d.verb) == subject)
        return next((d.targets for d in laid), ())

    def joiners(self, at: int) -> tuple[Actor, ...]:
        """Who is to join others in an act: the subject of "join", or the one who is urged to."""
        verb = joining_verb(self.scene.tree, at)
        if verb is None:
            return ()
        path = operators_over(self.scene, self.judge, verb)
        asked = self.scene.controller(path[0]) if path and path[0].operator.control == "object" else ()
        return asked or self.scene.parties(self.scene.tree.subject(verb))

    def answered(self, match: Match) -> int | None:
        """The harm that a telling blames or punishes: what "it" is in "condemned it", what sanctions are imposed over."""
        tree, at = self.scene.tree, match.at
        harms = [m.at for m in self.matches if m.trigger.event_type in HARMFUL and m.at != at]
        if match.trigger.event_type == "ACCUSE" and match.trigger.part == "verb":
            blamed = tree.patient(at)
            if any(tree.low(h) in ("it", "this", "that") for h in blamed) and not tree.prepositional(at, "for"):
                return max((h for h in harms if h < at), default=None)
            return next((h for h in harms if h in blamed), None)
        if match.trigger.event_type == "SANCTION":
            return next((h for place in self.grounds(at) for h in harms if h == place), None)
        return None

    def grounds(self, at: int) -> list[int]:
        """What a penalty is for: the phrases of cause at its noun, at the verb that imposes it, and one noun further down."""
        tree = self.scene.tree
        verbs = [*tree.kids(at, "acl"), *[h for h in [tree.words[at].head] if h >= 0 and tree.is_verb(h)]]
        causes = [k for v in [at, *verbs] for k in tree.kids(v, "obl", "nmod") if tree.case(k) in load_reference("en").grounds]
        answers = [k for v in [at, *verbs] for k in tree.kids(v, "obl", "nmod") if tree.lemma(k) in load_reference("en").answers]
        return [*causes, *(d for k in answers for d in tree.kids(k, "nmod"))]

    def acts_itself(self, at: int) -> bool:
        """Whether a clause has an actor of its own that is no party: in "hopes that the ships can leave" the ships leave."""
        tree = self.scene.tree
        subject = [s for s in tree.subject(at) if tree.words[s].upos in ("NOUN", "PROPN")]
        return tree.words[at].upos == "VERB" and not tree.is_passive(at) and bool(subject) and not self.scene.parties(subject)

    def is_talked_about(self, at: int) -> bool:
        """Whether a war is the topic of talks: who stands "with" there is who is talked to ("a discussion about the war with Wang")."""
        return any(m.trigger.event_type == "CONSULT" for m in self.matches if m.at in set(self.scene.tree.above(at)))

    def doers(self, at: int) -> tuple[Actor, ...]:
        """Who did what is condemned: "condemned Russia's invasion of Ukraine" is aimed at Russia, never at Ukraine."""
        blamed = [m for m in self.matches if m.at in self.scene.tree.patient(at) and m.trigger.event_type in HARMFUL]
        return tuple(a for m in blamed for a in self.scene.first(m.at, m.trigger.source))

    def struck(self, at: int) -> tuple[Actor, ...]:
        """Who suffered what is condemned, and so is not blamed: Ukraine in "condemned the invasion of Ukraine"."""
        blamed = [m for m in self.matches if m.at in self.scene.tree.patient(at) and m.trigger.event_type == "ASSAULT"]
        return tuple(a for m in blamed for a in self.scene.first(m.at, m.trigger.target))

    def deep_partner(self, at: int) -> tuple[Actor, ...]:
        """The person that talks are held with, where the phrase hangs deeper ("a discussion about the war with Wang")."""
        tree = self.scene.tree
        withs = [k for k in tree.subtree(at, without=("conj", "parataxis", "acl", "ccomp")) if tree.case(k) == "with" and k > at]
        return tuple(a for k in withs for a in self.scene.actors(k) if a.title or is_person(tree, k))

    def struck_place(self, match: Match) -> tuple[Actor, ...]:
        """ "the Mumbai attacks": a name set before the noun, no adjective and no abbreviation, is what was struck."""
        if match.trigger.event_type != "ASSAULT" or match.trigger.part != "noun":
            return ()
        tree = self.scene.tree
        names = [
            k
            for k in tree.kids(match.at, "compound")
            if k < match.at and tree.words[k].upos == "PROPN" and not tree.words[k].form.isupper()
        ]
        return self.scene.parties(n for n in names if "." not in tree.words[n].form)

    def carried(self, path: Sequence[Hold], trigger: Trigger) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
        """The parties of the verb that carries a noun: "X held talks with Y", "X faces sanctions"."""
        if not path:
            return (), ()
        hold = path[0]
        scene = self.scene
        if not scene.tree.is_predicate(hold.at):
            return scene.controller(hold), ()
        if hold.operator.kind == "light":
            subject = scene.parties(scene.tree.subject(hold.at))
            roles = tuple(r for r in LIGHT_TARGETS if r in trigger.target or trigger.mutual or r not in ("at", "from"))
            others = scene.first(hold.at, ("indirect", *roles)) if not trigger.mutual else scene.all(hold.at, roles)
            if hold.operator.presents:
                return self.presented(hold.at, trigger)
            if hold.operator.control == "object":
                return subject, scene.parties([h for h in scene.tree.patient(hold.at) if h != hold.under])
            return (scene.first(hold.at, ("from", "by")), subject) if hold.operator.swap else (subject, others)
        if hold.operator.kind in ("accuse", "praise", "respond", "support", "claim", "fear", "discuss", "prevent"):
            return (), ()
        others = (
            scene.first(hold.at, ("indirect", *(p for p in LIGHT_TARGETS if p in trigger.target))) if hold.operator.kind in GIVING else ()
        )
        return scene.controller(hold), others

    def presented(self, at: int, trigger: Trigger) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
        """Who stands at the verb of "fighting broke out between Peru and Chile", "talks took place with Chile"."""
        if trigger.mutual:
            return self.scene.all(at, ("with", *MUTUAL)), ()
        targets = tuple(p for p in ("against", "with") if p in trigger.target)
        return self.scene.first(at, tuple(p for p in MUTUAL if p in trigger.source)), self.scene.first(at, targets)

    def controlled(self, path: Sequence[Hold]) -> tuple[Actor, ...]:
        """Whose act it is by the operators above, nearest first, where the trigger's own clause does not say."""
        for hold in path:
            if not (hold.operator.swap or hold.operator.presents) and (actors := self.scene.controller(hold)):
                return actors
            if hold.operator.kind not in PASSING | {"threaten"}:
                break
        return ()

    def complement_parties(self, at: int, sources: Sequence[Actor]) -> tuple[Actor, ...]:
        """Who is acted on, told only inside the complement: "refused to meet Turkey", "demanded that Iran stop"."""
        scene, tree = self.scene, self.scene.tree
        if asked := scene.parties(self.asked_to(at), apart=sources):
            return asked
        sent = [h for h in tree.patient(at) if not self.scene.operators.find(tree.lemma(h))]  # "sent men to help Peru", no "plans to"
        purposes = [k for h in sent for k in tree.kids(h, "acl") if tree.is_infinitive(k)]
        apart = ("if", "after", "before", "when", "as", "while")
        for kid in (k for k in [*tree.kids(at, "xcomp", "ccomp", "advcl"), *purposes] if tree.mark(k) not in apart):
            heads = tree.surface_subject(kid)
            actors = tuple(a for a in scene.parties(heads) if not overlap((a,), sources))
            found = actors or tuple(a for a in scene.first(kid, COMPLEMENT_TARGETS) if not overlap((a,), sources))
            if found:
                return found
        return ()

    def asked_to(self, at: int) -> list[int]:
        """The noun of "called for the plan to name Peru": what stands between "for" and an infinitive is the one to act."""
        tree = self.scene.tree
        beside = any(tree.is_infinitive(k) for k in tree.kids(at, "advcl", "xcomp", "ccomp"))
        return [h for h in tree.prepositional(at, "for") if beside or any(tree.is_infinitive(k) for k in tree.kids(h, "acl"))]

    def container(self, at: int) -> tuple[Actor, ...]:
        """Whose the plan or statement is that contains a rebuke or an offer: they make it."""
        tree = self.scene.tree
        verb = tree.words[at].head
        if verb < 0 or tree.lemma(verb) not in load_reference("en").containing or at not in tree.patient(verb):
            return ()
        above = tree.words[verb].head
        asked = self.asked_to(above) if above >= 0 and tree.is_infinitive(verb) else []
        return self.scene.parties(asked or tree.surface_subject(verb))

    def announcers(self, at: int, attribution: Sequence[Attribution], targets: Sequence[Actor]) -> tuple[Actor, ...]:
        """Whose a decision is that nobody is said to make: the official's who speaks of it ("no decision is expected, she said")."""
        speaker = attribution[-1].speaker if attribution else None
        decided = any(self.scene.tree.lemma(n) in load_reference("en").decisions for n in self.scene.tree.above(at))
        if not decided or speaker is None or speaker.sector != "GOV" or speaker.country in {None, *(t.country for t in targets)}:
            return ()
        return (speaker,)

    def reversed_parties(
        self, path: Sequence[Hold], sources: tuple[Actor, ...], targets: tuple[Actor, ...]
    ) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
        """Who ends it acts; the others are acted on."""
        stop = next((h for h in path if h.operator.kind == "stop"), None)
        ends = stop.at if stop and self.scene.tree.is_predicate(stop.at) else None
        enders = self.scene.outside(ends, self.scene.parties(self.scene.tree.subject(ends))) if ends is not None else ()
        if not enders:
            return sources, targets
        others = targets or tuple(s for s in sources if not overlap((s,), enders))
        return enders, others


def operators_over(scene: Scene, judge: Judge, at: int) -> list[Hold]:
    """The operators over a word, nearest first; a joined word goes by the one that it is joined to."""
    tree = scene.tree
    found: list[Hold] = []
    seen = 0
    while seen < 12:
        seen += 1
        base = at
        if tree.words[at].relation == "conj" and (tree.is_noun(at) or not judge.begins_clause(at)):
            base = tree.first_conjunct(at)
        while tree.words[base].relation == "appos" and tree.words[base].head >= 0:
            base = tree.words[base].head
        hold = scene.hold(base)
        if hold is None:
            return found
        found.append(replace(hold, under=at))
        at = hold.at
    return found


def joining_verb(tree: Tree, at: int) -> int | None:
    """The verb of "join X in doing Y" over Y, also where a slip of the parser hung Y under X."""
    if tree.words[at].xpos != "VBG" or tree.mark(at) != "in":
        return None
    near = (h for h in tree.above(at) if tree.is_verb(h))
    verb = next(near, None)
    return verb if verb is not None and tree.lemma(verb) in load_reference("en").joining else None


def is_participle(tree: Tree, at: int) -> bool:
    """ "a vote condemning Peru": a participle that says what a noun does."""
    return tree.words[at].deprel == "acl" and tree.words[at].xpos == "VBG" and not tree.mark(at)
