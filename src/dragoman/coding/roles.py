"""Where the parties of an event stand: the places that the lexicon names, the verbs that carry a noun, and what reference adds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.coding.actors import Cast
from dragoman.coding.links import Hold, find_hold
from dragoman.coding.tree import Tree
from dragoman.languages.operators import Operators
from dragoman.records.actor import Actor

# Where an owner stands when the phrase itself is no party: "Russia's atrocities", "the policies of Peru", "Chinese claims".
OWNER_ROLES = ("possessive", "adjective", "of", "by", "from", "between", "with", "against", "on", "toward", "towards", "in")


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
        return [deep for head in found for deep in self._step(head, rest)] if rest else found

    def _step(self, at: int, role: str) -> list[int]:
        tree = self.tree
        if role == "subject":
            return tree.subject(at)
        if role == "object":
            return tree.patient(at)
        if role == "indirect":
            return tree.kids(at, "iobj")
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
        own = tree.prepositional(at, role)
        if own or role not in ("by", "to", "with") or tree.is_predicate(at):
            return own
        # "the release of the pilots by the rebels": the parser hangs the second phrase under the first
        return [d for k in tree.kids(at, "nmod") if tree.case(k) in ("of", "to") for d in tree.prepositional(k, role)]

    def parties(self, heads: Iterable[int], apart: Sequence[Actor] = ()) -> tuple[Actor, ...]:
        """The actors of phrases, each its own or else its owner's; never those in ``apart``."""
        found: list[Actor] = []
        for head in heads:
            found += [a for a in self.actors(head) or self.owner(head, apart) if a not in found and not is_among(a, apart)]
        return tuple(found)

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
            return self.agent(hold) if self.tree.is_passive(hold.at) else self.parties(self.tree.subject(hold.at))
        return self.parties(self.tree.holder(hold.at)) or self.first(hold.at, ("possessive", "adjective", "by", "of"))

    def agent(self, hold: Hold) -> tuple[Actor, ...]:
        """In a passive: the by-phrase; for "is scheduled to attend" the subject itself acts."""
        by = self.parties(self.tree.subject(hold.at))
        if by:
            return by
        return self.parties(self.tree.surface_subject(hold.at)) if "xcomp" in self.tree.words[hold.under].relation else ()

    def hold(self, at: int) -> Hold | None:
        return find_hold(self.tree, at, self.operators)
