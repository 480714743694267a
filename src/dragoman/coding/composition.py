"""From a word that evokes an event to what is told: type, status, parties and who says so, composed through the words above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dragoman.coding.attribution import find_attribution
from dragoman.coding.demands import Demand, find_demands
from dragoman.coding.links import PASSING, Hold
from dragoman.coding.parties import unite
from dragoman.coding.reality import COOPERATIVE, NEGATED, Judge
from dragoman.coding.roles import Scene
from dragoman.coding.sides import HARMFUL, Sides, joining_verb, operators_over
from dragoman.coding.telling import Telling
from dragoman.coding.triggers import Match
from dragoman.languages.lexicon import Trigger
from dragoman.records.actor import Actor

# Operators that stay events of their own, and whose mode follows from what they embed.
UTTERED = {"REJECT": "refuse", "REQUEST": "request", "THREATEN": "threaten"}
# Through these the evidence goes on upwards; claims and discussions are another's words about the event.
JOINED = PASSING - {"claim"}
# Verbs whose entry names the paper or demand that they act on.
NAMING = frozenset({"SUPPORT", "CONCEDE", "REJECT", "AGREE"})
NAMED = {"AGREE": NAMING, "REQUEST": NAMING, "ACCUSE": frozenset({"ACCUSE"})}  # nouns' types and the types of the verbs that tell of them
BLAMED = frozenset({"ASSAULT", "COERCE"})
HOLDING = frozenset({"expect", "plan", "commit", "fear", "possible", "threaten"})
# Who keeps another from acting, or lets him, does so himself: "barred her from leaving", "let the envoys tour the camp".
GUARDING = frozenset({"COERCE", "RETREAT", "CONCEDE"})
# Where an entry that names the noun tells more than the noun: "announced a withdrawal" is a concession, "voiced regret at" a complaint.
CARRYING = frozenset({"light", "claim", "begin", "continue", "factive"})


@dataclass
class Composer:
    """Composes the tellings of one sentence."""

    scene: Scene
    judge: Judge
    matches: Sequence[Match]
    paths: dict[int, list[Hold]] = field(default_factory=dict)
    demands: list[Demand] = field(default_factory=list)
    sides: Sides = field(init=False)

    def tellings(self) -> list[Telling]:
        for match in self.matches:
            self.paths[match.at] = operators_over(self.scene, self.judge, match.at)
        self.demands = find_demands(self.scene)
        self.sides = Sides(self.scene, self.judge, self.matches, self.demands)
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
        return any(h.operator.kind == "refuse" for h in self.paths.get(at) or operators_over(self.scene, self.judge, at))

    def beside(self, inner: Match, outer: Match) -> bool:
        """Whether an embedded noun only names what the outer verb is about ("offered aid": the offer of aid is one thing, told once)."""
        return inner.trigger.light and outer.trigger.part == "verb" and inner.trigger.event_type == outer.trigger.event_type

    # -- one telling

    def compose(self, match: Match) -> Telling | None:
        trigger, at = match.trigger, match.at
        path = self.paths[at]
        reality = self.judge.reality(at)
        sources, targets = self.sides.parties(match, path)
        event_type, mode, reasons = self.kind(match, path)
        if trigger.together and event_type == trigger.event_type and len({a.country for a in sources if a.country}) > 1:
            event_type, mode, reasons = trigger.together, None, (*reasons, "several states together")
            trigger = replace(trigger, event_type=event_type, mode=None)
        if trigger.light and not path and len(sources) + len(targets) < 2:
            return None
        if event_type != trigger.event_type:
            sources, targets = self.sides.reversed_parties(path, sources, targets)
        targets = tuple(a for a in targets if all((a.start, a.end) != (s.start, s.end) for s in sources))
        attribution = find_attribution(self.scene, at, path)
        sources = sources or self.sides.announcers(at, attribution, targets)
        return Telling(
            sentence=self.scene.number, at=at, anchor=self.anchor(at, path), trigger=trigger, event_type=event_type, mode=mode,
            status=reality.status, sources=sources, targets=targets, attribution=attribution, hedges=reality.hedges,
            reasons=(*reasons, *reality.reasons), sure=reality.sure, holder=self.holder(path), answers=self.sides.answered(match),
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


def forswears(hold: Hold, match: Match) -> bool:
    """Whether a side binds itself not to harm: "ruled out an attack" is an attack ruled out, and refuses nobody anything."""
    return hold.operator.binds and match.trigger.event_type not in COOPERATIVE
