"""From a word that evokes an event to what is told: type, status, parties and who says so, composed through the words above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dragoman.coding.attribution import find_attribution
from dragoman.coding.demands import Demand, find_demands
from dragoman.coding.links import Hold
from dragoman.coding.reality import COOPERATIVE, NEGATED, Judge
from dragoman.coding.roles import Scene, is_among
from dragoman.coding.tree import Tree
from dragoman.coding.triggers import Match, is_person
from dragoman.languages.lexicon import Trigger
from dragoman.languages.reference import load_reference
from dragoman.records.actor import Actor
from dragoman.records.mention import Attribution, Status

# An operator of these classes that embeds an event tells of nothing else itself: "agreed to meet" is a meeting planned.
PASSING = frozenset(
    "commit plan expect possible fear attest deny stop postpone resume continue begin fail prevent try help cause claim factive permit "
    "light".split()
)
# Operators that stay events of their own, and whose mode follows from what they embed.
UTTERED = {"REJECT": "refuse", "REQUEST": "request", "THREATEN": "threaten"}
# Through these the evidence goes on upwards; claims and discussions are another's words about the event.
JOINED = PASSING - {"claim"}
# Verbs whose entry names the paper or demand that they act on.
NAMING = frozenset({"SUPPORT", "CONCEDE", "REJECT", "AGREE"})
NAMED = {"AGREE": NAMING, "REQUEST": NAMING, "ACCUSE": frozenset({"ACCUSE"})}  # nouns' types and the types of the verbs that tell of them
BLAMED = frozenset({"ASSAULT", "COERCE"})
HOLDING = frozenset({"expect", "plan", "commit", "fear", "possible", "threaten"})
HARMFUL = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "SANCTION", "PROTEST", "THREATEN"})
# Verbs whose own phrases belong to their noun: "lifted its ban on X", "promised X aid".
GIVING = frozenset({"stop", "commit", "plan", "resume", "continue", "begin", "postpone", "permit"})
# Who keeps another from acting, or lets him, does so himself: "barred her from leaving", "let the envoys tour the camp".
GUARDING = frozenset({"COERCE", "RETREAT", "CONCEDE"})
# Where an entry that names the noun tells more than the noun: "announced a withdrawal" is a concession, "voiced regret at" a complaint.
CARRYING = frozenset({"light", "claim", "begin", "continue", "factive"})
MUTUAL = ("between", "among")  # where all who act together may stand
LIGHT_TARGETS = ("with", "on", "against", "to", "for", "from", "at", "between", "among")
COMPLEMENT_TARGETS = ("object", "with", "to", "against", "on", "for", "from")


@dataclass(frozen=True, slots=True)
class Telling:
    """An event as one clause tells it; ``at`` is the trigger word, ``anchor`` the outermost word of its telling."""

    sentence: int
    at: int
    anchor: int
    trigger: Trigger
    event_type: str
    mode: str | None
    status: Status
    sources: tuple[Actor, ...]
    targets: tuple[Actor, ...]
    attribution: tuple[Attribution, ...]
    hedges: tuple[int, ...]
    reasons: tuple[str, ...]
    sure: bool
    holder: Actor | None = None
    answers: int | None = None  # the harm that it blames or punishes, by its word in the sentence
    by_heads: float = 0.0  # the heads' probability, where they and not the rules found it


@dataclass
class Composer:
    """Composes the tellings of one sentence."""

    scene: Scene
    judge: Judge
    matches: Sequence[Match]
    paths: dict[int, list[Hold]] = field(default_factory=dict)
    demands: list[Demand] = field(default_factory=list)

    def tellings(self) -> list[Telling]:
        for match in self.matches:
            self.paths[match.at] = self.path(match.at)
        self.demands = find_demands(self.scene)
        found: list[Telling] = []
        untold: list[Match] = []
        for match in self.matches:
            if why := self.swallowed(match):
                untold += [match] if why.startswith("its complement") else []
                continue
            found += self.told(match)
        for match in untold:
            if self.unsaid(match, {t.at for t in found}):
                found += self.told(match)
        return [*found, *(self.demanding(d) for d in self.demands)]

    def told(self, match: Match) -> list[Telling]:
        """What a word tells, and the blame in it."""
        telling = self.compose(match)
        if telling is None or (not telling.sources and match.trigger.source == ("speaker",)):
            return []  # the second: a judgement that nobody is said to make
        blame = self.blame(telling)
        kept = bool(telling.sources or telling.targets or self.stands_alone(match))
        return [*([blame] if blame else []), *(self.joined(telling) if kept else [])]

    def joined(self, telling: Telling) -> list[Telling]:
        """ "joined Peru in condemning the coup": both did; where one is only to join in, the other does it already."""
        verb = joining_verb(self.scene.tree, telling.at)
        others = self.scene.parties(self.scene.tree.patient(verb), apart=telling.sources) if verb is not None else ()
        if not any(a.country for a in others):
            return [telling]
        if telling.status in ("happened", "ongoing", "background"):
            return [replace(telling, sources=unite(telling.sources, others))]
        reasons = (*telling.reasons, "what others do already")
        return [telling, replace(telling, sources=others, status="ongoing", hedges=(), holder=None, reasons=reasons)]

    def unsaid(self, match: Match, told: set[int]) -> bool:
        """Whether a verb has to tell what its noun, for want of parties, does not: "approved the accession"."""
        carried = all(h.operator.kind in CARRYING | {"permit"} and not h.operator.swap for _, h in self.inner(match.at))
        return carried and not any(h.at == match.at for at in told for h in self.paths[at])

    def blame(self, telling: Telling) -> Telling | None:
        """ "Kyiv says Russia shelled the port": the side that was struck, or that alleges it, accuses the doer as well."""
        speaker = telling.attribution[-1].speaker if telling.attribution else None
        doers = tuple(a for a in telling.sources if a.country)
        if speaker is None or speaker.country is None or not doers or telling.status != "happened" or telling.event_type not in BLAMED:
            return None
        struck = any(a.country == speaker.country for a in telling.targets)
        if not struck or any(a.country == speaker.country for a in doers):
            return None
        return replace(telling, event_type="ACCUSE", mode="allege", sources=(speaker,), targets=doers, attribution=telling.attribution[:-1],
                       reasons=(f"{telling.event_type} laid at their door by the side that was struck", *telling.reasons))  # fmt: skip

    def demanding(self, demand: Demand) -> Telling:
        """The REQUEST that an obligation makes; its mode follows from what is demanded."""
        asked = next((m.trigger.event_type for m in self.matches if m.at == demand.verb), None)
        mode = self.scene.operators.demand.get(asked or "", "change")
        trigger = Trigger("REQUEST", "verb", self.scene.tree.lemma(demand.at), None, mode, None, None, frozenset(), frozenset(), None, None,
                          (), (), False, None, False, (), "obligation")  # fmt: skip
        return Telling(
            sentence=self.scene.number, at=demand.at, anchor=demand.verb, trigger=trigger, event_type="REQUEST", mode=mode,
            status="happened", sources=demand.sources, targets=demand.targets, attribution=(), hedges=(), sure=True,
            reasons=(f'"{self.scene.tree.words[demand.at].form}" said by a party of another',),
        )  # fmt: skip

    # -- the operators above a trigger

    def path(self, at: int) -> list[Hold]:
        """The operators over a word, nearest first; a joined word goes by the one that it is joined to."""
        tree = self.scene.tree
        found: list[Hold] = []
        seen = 0
        while seen < 12:
            seen += 1
            base = at
            if tree.words[at].relation == "conj" and (tree.is_noun(at) or not self.judge.begins_clause(at)):
                base = tree.first_conjunct(at)
            while tree.words[base].relation == "appos" and tree.words[base].head >= 0:
                base = tree.words[base].head
            hold = self.scene.hold(base)
            if hold is None:
                return found
            found.append(replace(hold, under=at))
            at = hold.at
        return found

    def inner(self, at: int) -> list[tuple[Match, Hold]]:
        """The events that a word embeds as an operator, directly."""
        return [(m, p[0]) for m in self.matches if (p := self.paths.get(m.at)) and p[0].at == at and m.at != at]

    def swallowed(self, match: Match) -> str:
        """Why a trigger tells of no event of its own; empty where it does."""
        embedded = [(m, h) for m, h in self.inner(match.at) if not (self.beside(m, match) or self.named_by_verb(m))]
        # Who helps another's war does something himself; who helps to hold talks is told of by the talks.
        embedded = [
            (m, h) for m, h in embedded if not (h.operator.kind == "help" and m.trigger.part == "noun" and m.trigger.event_type in HARMFUL)
        ]
        if any((h.operator.kind in PASSING or forswears(h, m)) and not self.outweighs(match, m, h) for m, h in embedded):
            return "its complement tells the event"
        if self.named_by_verb(match) or any(self.outweighs(v, match, h) and match.trigger.part == "noun" for v, h in self.outer(match)):
            return "its verb tells the event"
        path = self.paths[match.at]
        for hold in path:
            if hold.operator.kind == "claim" and not self.scene.tree.is_verb(hold.at):
                break  # "rejected reports that X did it": the report is rejected, and X is told of
            rejected = hold.operator.kind == "refuse" and any(m.at == hold.at and m.trigger.event_type == "REJECT" for m in self.matches)
            rejected = rejected and not forswears(hold, match)
            if rejected and self.judge.reality(hold.at).status not in NEGATED and not self.passes_on(hold.at):
                return "refused"
            if hold.operator.kind not in PASSING:
                break
        return ""

    def outer(self, match: Match) -> list[tuple[Match, Hold]]:
        """The trigger that embeds a word as an operator, directly."""
        path = self.paths.get(match.at)
        return [(m, path[0]) for m in self.matches if path and path[0].at == m.at and m.at != match.at]

    def outweighs(self, outer: Match, inner: Match, hold: Hold) -> bool:
        """Whether a verb is an act of its own beside what it embeds: it keeps or frees another, or its entry names just this noun."""
        if hold.operator.kind in ("prevent", "permit"):
            return outer.trigger.part == "verb" and hold.operator.control == "object" and outer.trigger.event_type in GUARDING
        trigger, tree = outer.trigger, self.scene.tree
        if trigger.part != "verb" or hold.operator.kind not in CARRYING or not trigger.objects or inner.at not in tree.patient(outer.at):
            return False
        plain = not inner.trigger.constraints and inner.trigger.event_type != trigger.event_type
        return plain and tree.lemma(inner.at) in trigger.objects and self.kind(inner, self.paths[inner.at])[0] == inner.trigger.event_type

    def named_by_verb(self, match: Match) -> bool:
        """Whether a noun is what a verb's own entry names: "signed an agreement" is told once, by the verb."""
        own = match.trigger.event_type
        if match.trigger.part != "noun" or own not in NAMED:
            return False
        verbs = (v for v in self.matches if v.trigger.part == "verb" and v.trigger.event_type in NAMED[own])
        return (own != "ACCUSE" or not self.paths.get(match.at)) and any(match.at in self.named(v) for v in verbs)

    def named(self, verb: Match) -> list[int]:
        """The papers or demands that a verb's own entry names, as its objects or after "to" ("yielded to the demand")."""
        tree, trigger = self.scene.tree, verb.trigger
        objects = [c for h in tree.patient(verb.at) for c in tree.conjuncts(h) if tree.lemma(c) in (trigger.objects or ())]
        return [*objects, *(h for h in tree.prepositional(verb.at, "to") if tree.lemma(h) in (trigger.to or ()))]

    def passes_on(self, at: int) -> bool:
        """Whether a refusal is itself refused ("refused to rule out")."""
        return any(h.operator.kind == "refuse" for h in self.paths.get(at, self.path(at)))

    def beside(self, inner: Match, outer: Match) -> bool:
        """Whether an embedded noun only names what the outer verb is about ("offered aid": the offer of aid is one thing, told once)."""
        return inner.trigger.light and outer.trigger.part == "verb" and inner.trigger.event_type == outer.trigger.event_type

    # -- one telling

    def compose(self, match: Match) -> Telling | None:
        trigger, at = match.trigger, match.at
        path = self.paths[at]
        reality = self.judge.reality(at)
        sources, targets = self.parties(match, path)
        event_type, mode, reasons = self.kind(match, path)
        if trigger.together and event_type == trigger.event_type and len({a.country for a in sources if a.country}) > 1:
            event_type, mode, reasons = trigger.together, None, (*reasons, "several states together")
            trigger = replace(trigger, event_type=event_type, mode=None)
        if trigger.light and not path and len(sources) + len(targets) < 2:
            return None
        if event_type != trigger.event_type:
            sources, targets = self.reversed_parties(path, sources, targets)
        targets = tuple(a for a in targets if all((a.start, a.end) != (s.start, s.end) for s in sources))
        attribution = find_attribution(self.scene, at, path)
        sources = sources or self.announcers(at, attribution, targets)
        return Telling(
            sentence=self.scene.number, at=at, anchor=self.anchor(at, path), trigger=trigger, event_type=event_type, mode=mode,
            status=reality.status, sources=sources, targets=targets, attribution=attribution, hedges=reality.hedges,
            reasons=(*reasons, *reality.reasons), sure=reality.sure, holder=self.holder(path), answers=self.answered(match),
        )  # fmt: skip

    def kind(self, match: Match, path: Sequence[Hold]) -> tuple[str, str | None, tuple[str, ...]]:
        """Type and mode after the operators: stopping reverses, refusing and threatening take their mode from what they embed."""
        trigger, operators = match.trigger, self.scene.operators
        event_type, mode = trigger.event_type, trigger.mode
        reasons: tuple[str, ...] = (f'"{self.scene.tree.words[match.at].form}" ({trigger.event_type})',)
        uttered = UTTERED.get(event_type)
        if uttered and mode is None:
            for inner, _ in self.inner(match.at):
                inside = inner.trigger
                if uttered == "threaten":
                    table = operators.menace.get(inside.event_type, {})
                    mode = table.get(inside.mode or "*", table.get("*"))
                else:
                    mode = (operators.refusal if uttered == "refuse" else operators.demand).get(
                        inside.event_type, "change" if uttered == "request" else None
                    )
        for hold in path:
            if hold.operator.kind == "stop":
                if hold.operator.concludes and event_type in operators.concluded:
                    break
                table2 = operators.reversal_broken if hold.operator.breaks else operators.reversal
                event_type, mode = table2.get(event_type, operators.reversal.get(event_type, (event_type, mode)))
                reasons = (*reasons, f'ended by "{self.scene.tree.words[hold.at].form}"')
                break
            if hold.operator.kind not in PASSING:
                break
        return event_type, mode, reasons

    def parties(self, match: Match, path: Sequence[Hold]) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
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
        path = self.path(verb)
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

    def holder(self, path: Sequence[Hold]) -> Actor | None:
        """Who expects, hopes or plans, where an operator says so."""
        for hold in path:
            if hold.operator.kind in HOLDING and self.scene.tree.is_verb(hold.at):
                actors = self.scene.parties(self.scene.tree.subject(hold.at))
                if actors:
                    return actors[0]
        return None

    def anchor(self, at: int, path: Sequence[Hold]) -> int:
        top = at
        for hold in path:
            if hold.operator.kind not in JOINED | {"request", "threaten"}:
                break
            top = hold.at
        return top

    def stands_alone(self, match: Match) -> bool:
        """Whether an event counts without a known party: only a strong noun that names it as known ("the February invasion")."""
        return (
            match.trigger.part == "noun"
            and not match.trigger.light
            and match.trigger.event_type in ("ASSAULT", "CONSULT", "SANCTION", "PROTEST")
        )


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


def forswears(hold: Hold, match: Match) -> bool:
    """Whether a side binds itself not to harm: "ruled out an attack" is an attack ruled out, and refuses nobody anything."""
    return hold.operator.binds and match.trigger.event_type not in COOPERATIVE


def is_body(actor: Actor) -> bool:
    """Whether a party is a known state or body, not a person or a group of people."""
    return bool(actor.id) and not str(actor.id).startswith("person:")


def overlap(left: Sequence[Actor], right: Sequence[Actor]) -> bool:
    return any(
        (a.start, a.end) == (b.start, b.end) or (a.country and (a.country, a.name) == (b.country, b.name)) for a in left for b in right
    )


def unite(*groups: Sequence[Actor]) -> tuple[Actor, ...]:
    found: list[Actor] = []
    for actor in (a for group in groups for a in group):
        if not any(actor == a or same_party(actor, a) for a in found):
            found.append(actor)
    return tuple(found)


def same_party(left: Actor, right: Actor) -> bool:
    return bool(left.country) and (left.country, left.name, left.sector) == (right.country, right.name, right.sector)
