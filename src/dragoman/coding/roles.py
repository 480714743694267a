"""Where the parties of an event stand: the places that the lexicon names, the verbs that carry a noun, and what reference adds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.coding.actors import BODIES, Cast
from dragoman.coding.links import Hold, find_hold
from dragoman.coding.tree import Tree
from dragoman.languages.operators import Operators
from dragoman.languages.reference import load_reference
from dragoman.records.actor import Actor

# Where an owner stands when the phrase itself is no party: "Russia's atrocities", "the policies of Peru", "Chinese claims".
OWNER_ROLES = ("possessive", "adjective", "of", "by", "from", "between", "with", "against", "on", "toward", "towards", "in")

NEAR = frozenset({"against", "with", "between", "of", "by"})  # prepositions that belong to the noun before them
WITHIN = frozenset({"adjective", "possessive"})  # what stands in these at a known party is part of its name: "UN envoy", "Peru's minister"


def is_among(actor: Actor, others: Sequence[Actor]) -> bool:
    """Whether a party stands among others: the same words, or the same known party."""
    return any(
        (actor.start, actor.end) == (o.start, o.end) or (actor.country is not None and (actor.country, actor.name) == (o.country, o.name))
        for o in others
    )


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence as the roles are read from it."""

    tree: Tree
    cast: Cast
    number: int
    operators: Operators

    def actors(self, head: int) -> tuple[Actor, ...]:
        return self.cast.actors(self.number, head)

    def heads(self, at: int, role: str) -> list[int]:
        """The words that stand in a role of a trigger; dotted roles go one step further."""
        first, _, rest = role.partition(".")
        found = self._step(at, first)
        return [deep for head in found for deep in self._inside(head, rest)] if rest else found

    def given_before(self, at: int) -> list[int]:
        """Who is given something, where the parser joined the name to the thing: "sent Ukraine drones"."""
        tree = self.tree
        nouns = [k for h in tree.kids(at, "obj") for k in tree.kids(h, "compound", "nmod") if k == at + 1 and tree.words[k].upos == "PROPN"]
        states = [k for k in nouns if any((a.id or "").startswith("country:") for a in self.actors(k))]
        return states if not tree.prepositional(at, "to") else []

    def _inside(self, head: int, role: str) -> list[int]:
        """A further step; what stands before a known party is part of its name, so the party itself is the answer."""
        known = role in WITHIN and any(a.country for a in self.actors(head))
        return [head] if known else self._step(head, role)

    def _step(self, at: int, role: str) -> list[int]:
        tree = self.tree
        if role == "subject":
            return tree.subject(at)
        if role == "object":
            return tree.patient(at) or self.called(at, role)
        if role == "indirect":
            return tree.kids(at, "iobj") or (tree.kids(at, "nsubj:pass") if tree.gifts(at) else self.given_before(at))
        if role == "clause":
            return [s for k in tree.kids(at, "xcomp", "ccomp", "advcl") for s in tree.surface_subject(k) if s != at]
        if role == "possessive":
            return tree.kids(at, "nmod:poss")
        if role == "head":
            return [tree.words[at].head] if tree.words[at].head >= 0 else []
        if role == "speaker":
            return [
                s for verb in tree.above(at) if tree.words[verb].upos == "VERB" and tree.kids(verb, "ccomp") for s in tree.subject(verb)
            ][:1]
        if role == "adjective":
            near = [k for k in tree.kids(at, "amod", "compound", "nmod") if k < at and not tree.case(k)]
            joined = [d for k in near for d in tree.kids(k, "compound", "nmod", "conj") if not tree.case(d) and d < at]
            # "the Blinken-Wang talks": the parser takes the second name for a part of the first
            dashed = [d for k in near for d in tree.kids(k, "flat") if tree.low(d - 1) in ("-", "–")]
            return [*near, *joined, *dashed]
        own = self.with_strays(at, tree.prepositional(at, role)) or self.next_to(at, role) or self.called(at, role)
        if own or role not in ("by", "to", "with") or tree.is_predicate(at):
            return own
        if role == "by" and (makers := self.makers(at)):
            return makers
        # "the release of the pilots by the rebels": the parser hangs the second phrase under the first
        return [d for k in tree.kids(at, "nmod") if tree.case(k) in ("of", "to") for d in tree.prepositional(k, role)]

    def next_to(self, at: int, role: str) -> list[int]:
        """The phrase that follows a noun at once, though a slip of the parser hung it elsewhere ("the war against Peru shows …")."""
        words = self.tree.words
        if role not in NEAR or not self.tree.is_noun(at) or at + 1 >= len(words) or self.tree.low(at + 1) != role:
            return []
        return [words[at + 1].head] if words[at + 1].relation == "case" and words[at + 1].head > at else []

    def with_strays(self, at: int, own: list[int]) -> list[int]:
        """Phrases with the states and names that a slip of the parser joined to their noun ("the help of Peru, but also of …")."""
        if not own or not self.tree.is_noun(at):
            return own
        cases = ("", self.tree.case(own[0]))
        joined = [k for k in self.tree.kids(at, "conj") if k > own[-1] and not self.tree.kids(k, "det", "cop")]
        joined, states = [k for k in joined if self.tree.case(k) in cases], load_reference("en").states
        named = [k for k in self.tree.kids(at, "nmod") if k > own[-1] and self.tree.case(k) in load_reference("en").exemplars]
        return [
            *own,
            *named,
            *(k for k in joined if (self.tree.words[k].upos == "PROPN" or self.tree.lemma(k) in states) and self.actors(k)),
        ]

    def parties(self, heads: Iterable[int], apart: Sequence[Actor] = ()) -> tuple[Actor, ...]:
        """The actors of phrases, each its own or else its owner's; never those in ``apart``."""
        found: list[Actor] = []
        for head in (real for given in heads for real in self.viewed_as(given)):
            found += [a for a in self.actors(head) or self.owner(head, apart) if a not in found and not is_among(a, apart)]
        return tuple(found)

    def viewed_as(self, head: int) -> list[int]:
        """What "what they view as Peru's greed" is: the phrase after "as", or the complement of "call"."""
        return self.named_by(self.tree.kids(head, "acl")) or [head] if self.tree.low(head) == "what" else [head]

    def named_by(self, verbs: Iterable[int]) -> list[int]:
        """What a thing is called or viewed as: a noun, or who does what a gerund tells ("as China's echoing of it")."""
        tree = self.tree
        names = [k for v in verbs for k in [*tree.prepositional(v, "as"), *tree.kids(v, "xcomp", "advcl", "obj")] if k > v]
        return [d for k in names for d in ([k] if tree.is_noun(k) else tree.kids(k, "nsubj", "nmod:poss"))]

    def called(self, at: int, role: str) -> list[int]:
        """The same where the parser takes the clause for the phrase ("anger at what they view as Peru's greed")."""
        tree, preposition = self.tree, "" if role == "object" else role
        clauses = [k for k in tree.kids(at, "advcl", "ccomp", "obl", "acl", "obj") if tree.is_verb(k)]
        return self.named_by(k for k in clauses for w in tree.below[k] if tree.low(w) == "what" and w < k and tree.case(w) == preposition)

    def owner(self, head: int, apart: Sequence[Actor] = (), depth: int = 0) -> tuple[Actor, ...]:
        """Whose a thing is that is no party itself; the nearest place that names one."""
        for role in OWNER_ROLES:
            for owner in self.heads(head, role):
                if actors := tuple(a for a in self.actors(owner) if not is_among(a, apart)):
                    return actors
        if depth < 2:
            for owner in [*self.heads(head, "of"), *self.involved(head)]:
                if actors := self.actors(owner) or self.owner(owner, apart, depth + 1):
                    return actors
        return ()

    def related(self, at: int) -> tuple[Actor, ...]:
        """The states between which a relationship is that a verb acts on: "restored calm to Greek-Turkish relations"."""
        tree = self.tree
        ties = [k for k in tree.kids(at, "obj", "obl") if tree.lemma(k) in load_reference("en").ties]
        ties += [d for k in tree.kids(at, "obj") for d in tree.kids(k, "nmod") if tree.lemma(d) in load_reference("en").ties]
        return tuple(a for k in ties for d in self._step(k, "adjective") for a in self.actors(d))

    def forum(self, at: int) -> tuple[Actor, ...]:
        """The body at which a vote or statement is made: "a resolution condemning Peru at the United Nations"."""
        places = [h for w in (at, self.tree.words[at].head) for p in ("by", "at", "in", "of") for h in self.tree.prepositional(w, p)]
        return tuple(a for h in places for a in self.actors(h) if a.country in BODIES)[:1]

    def issuer(self, at: int) -> tuple[Actor, ...]:
        """Whose a paper is that a participle tells of: "issued a report accusing Peru", "passed a motion urging it to pay"."""
        paper = self.tree.words[at].head
        verb = self.tree.words[paper].head
        issued = verb >= 0 and self.tree.lemma(verb) in load_reference("en").issuing and paper in self.tree.patient(verb)
        return self.parties(self.tree.subject(verb)) if issued else ()

    def makers(self, head: int) -> list[int]:
        """Who made, sought or offered a thing, by the participle at it: "the terms offered by the bank"."""
        tree, making = self.tree, load_reference("en").making
        told = [k for k in tree.kids(head, "acl") if tree.words[k].xpos == "VBN" and tree.lemma(k) in making and not tree.kids(k, "nsubj")]
        return [h for k in told for h in tree.subject(k)]

    def involved(self, head: int) -> list[int]:
        """The objects of the gerunds at a noun: "tariffs involving Chinese goods"."""
        gerunds = [k for k in self.tree.kids(head, "acl") if self.tree.words[k].xpos == "VBG"]
        return [o for k in gerunds for o in self.tree.kids(k, "obj")]

    def first(self, at: int, roles: Sequence[str], apart: Sequence[Actor] = ()) -> tuple[Actor, ...]:
        """The parties in the first role that holds one."""
        for role in roles:
            if actors := self.parties(self.heads(at, role), apart):
                return actors
        return ()

    def all(self, at: int, roles: Sequence[str]) -> tuple[Actor, ...]:
        """The parties in all roles, for acts that are mutual."""
        found: list[Actor] = []
        for role in roles:
            for head in self.heads(at, role):
                found += [a for a in self.actors(head) if a not in found]
        return tuple(found)

    def controller(self, hold: Hold) -> tuple[Actor, ...]:
        """Whose act the embedded event is, by the operator above it."""
        if hold.operator.control == "none":
            return ()
        if hold.operator.control == "object":
            heads = (
                self.tree.patient(hold.at)
                or self.tree.kids(hold.at, "iobj")
                or [h for p in ("on", "to", "with", "for", "upon") for h in self.tree.prepositional(hold.at, p)]
            )
            return self.parties([h for h in heads if h != hold.under])
        if self.tree.is_predicate(hold.at):
            return self.agent(hold) if self.tree.is_passive(hold.at) else self.outside(hold.at, self.parties(self.tree.subject(hold.at)))
        return self.parties(self.tree.holder(hold.at)) or self.first(hold.at, ("possessive", "adjective", "by", "of"))

    def outside(self, at: int, actors: Sequence[Actor]) -> tuple[Actor, ...]:
        """Without those who stand in a participle's own phrase: in "a vote on freeing Peru's envoys" Peru frees nobody."""
        if self.tree.words[at].relation != "acl":
            return tuple(actors)
        below = [self.tree.words[n] for n in self.tree.subtree(at)]
        return tuple(a for a in actors if not any(w.start <= a.start < w.end for w in below))

    def agent(self, hold: Hold) -> tuple[Actor, ...]:
        """In a passive: the by-phrase; for "is scheduled to attend" the subject itself acts."""
        by = self.parties(self.tree.subject(hold.at))
        if by:
            return by
        return self.parties(self.tree.surface_subject(hold.at)) if "xcomp" in self.tree.words[hold.under].relation else ()

    def hold(self, at: int) -> Hold | None:
        return find_hold(self.tree, at, self.operators)
