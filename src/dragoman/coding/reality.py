"""Whether it took place: the status of a word from its own tense and negation, through every word that governs it.

A small algebra. Each operator turns the status of its own clause into that of what it embeds: in "refused to rule out
lifting sanctions" ruling out is refused, so the lifting is possible. The tables below are the algebra.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from dragoman.codebook.load import types_of_quads
from dragoman.coding.links import Hold, find_hold, link_of
from dragoman.coding.tree import Tree
from dragoman.languages.operators import Operators
from dragoman.records.mention import Status
from dragoman.records.syntax import Word

REAL = frozenset({"happened", "ongoing", "background"})
NEGATED = frozenset({"denied", "ruled_out"})
UNREAL = NEGATED | {"planned", "expected", "possible", "conditional", "threatened"}
# operator class → status of the embedded event where the operator's own clause is real, negated, or itself unreal ("same": that one).
EFFECT: dict[str, tuple[str, str, str]] = {
    "commit": ("planned", "same", "planned"),
    "plan": ("planned", "ruled_out", "planned"),
    "expect": ("expected", "ruled_out", "expected"),
    "fear": ("possible", "possible", "possible"),
    "possible": ("possible", "ruled_out", "possible"),
    "refuse": ("ruled_out", "possible", "ruled_out"),
    "threaten": ("threatened", "possible", "threatened"),
    "request": ("possible", "possible", "possible"),
    "permit": ("same", "same", "same"),
    "attest": ("same", "denied", "same"),
    "deny": ("denied", "possible", "denied"),
    "stop": ("same", "same", "same"),
    "postpone": ("planned", "planned", "planned"),
    "resume": ("same", "same", "same"),
    "continue": ("ongoing", "denied", "same"),
    "begin": ("same", "same", "same"),
    "fail": ("denied", "happened", "possible"),
    "prevent": ("ruled_out", "happened", "possible"),
    "try": ("same", "same", "same"),
    "help": ("same", "same", "same"),
    "cause": ("same", "same", "same"),
    "light": ("same", "same", "same"),
    "factive": ("same", "same", "same"),
    "discuss": ("own", "own", "own"),
    "accuse": ("own", "own", "own"),
    "praise": ("own", "own", "own"),
    "claim": ("own", "own", "own"),
    "respond": ("own", "own", "own"),
    "support": ("own", "own", "own"),
}
# Whether an event of these kinds goes by the tense of the clause that it stands in ("will stress at the meeting").
COOPERATIVE = types_of_quads(1, 2)


@dataclass(frozen=True, slots=True)
class Reality:
    """A status, the words that gave it, and the operators passed on the way up."""

    status: Status
    hedges: tuple[int, ...] = ()
    reasons: tuple[str, ...] = ()
    sure: bool = True


@dataclass
class Judge:
    """Reads statuses in one tree."""

    tree: Tree
    operators: Operators
    lexical: dict[int, str | None] = field(default_factory=dict)  # a noun's own status, from the lexicon
    kinds: dict[int, str] = field(default_factory=dict)  # event types of the words that are triggers
    published: str | None = None

    def reality(self, at: int, depth: int = 0) -> Reality:
        """The status of what is told at a word."""
        if depth > 12:
            return Reality("happened", sure=False)
        own = self.own(at)
        hold = find_hold(self.tree, at, self.operators)
        if self.tree.words[at].relation == "appos" and own is None:
            return self.reality(self.tree.words[at].head, depth + 1)
        if hold:
            return self.through(hold, own, depth)
        if own and self.tree.is_finite(at) and self.tree.words[at].relation != "conj":
            return self.conditioned(at, own)
        return self.inherited(at, own, depth)

    # -- the word's own clause

    def own(self, at: int) -> Reality | None:
        """Tense, modality and negation of a predicate, or the adjective at a noun; None where the word has none of its own."""
        return self.predicate(at) if self.tree.is_predicate(at) else self.noun(at)

    def predicate(self, at: int) -> Reality | None:
        tree, negated = self.tree, self.is_negated(at)
        modal = next((k for k in tree.kids(at, "aux") if tree.low(k) in self.operators.modals), None)
        if modal is not None:
            return self.by_modal(at, modal, negated)
        if not tree.is_finite(at):
            if negated:
                return Reality("denied", reasons=("negated",), sure=False)
            return Reality("happened", reasons=("participle",)) if self.is_perfect(at) else None
        if self.is_future_be(at):
            due = any(self.tree.low(k) in self.operators.clause.due for k in self.tree.kids(at, "mark", "advmod", "case", "aux"))
            return Reality("ruled_out" if negated else "expected" if due else "planned", reasons=("is to",))
        if negated:
            return Reality("denied", reasons=("negated",))
        return Reality(self.by_tense(at), reasons=("tense",))

    def by_modal(self, at: int, modal: int, negated: bool) -> Reality:
        form = self.tree.low(modal)
        status, opposite = self.operators.modals[form]
        if form in self.operators.future_in_past and not self.condition_below(at):
            status = self.operators.future_in_past[form]
        if self.is_perfect(at) and status == "possible":
            status = "possible"
        chosen = opposite if negated else status
        if chosen == "planned" and any(self.operators.adverbs.get(self.tree.low(k)) == "expected" for k in self.tree.kids(at, "advmod")):
            chosen = "expected"
        return Reality(as_status(chosen), hedges=(modal,), reasons=(f'"{form}"' + (" negated" if negated else ""),))

    def by_tense(self, at: int) -> Status:
        tree, words = self.tree, self.operators.clause
        progressive = tree.words[at].xpos == "VBG"
        adverbs = {tree.low(k) for k in tree.kids(at, "advmod")}
        under = bool(adverbs & words.still) or (tree.case(at) in words.under and bool(tree.kids(at, "cop")))
        past = tree.words[at].xpos == "VBD" or any(tree.words[k].xpos == "VBD" for k in tree.kids(at, "aux", "cop"))
        under_way = any(tree.low(k) in words.being for k in tree.kids(at, "aux"))
        if (progressive or under_way or under) and (not past or adverbs & words.now):
            return "ongoing"
        for status in ("possible", "denied"):  # "perhaps", "nearly"
            if any(self.operators.adverbs.get(a) == status for a in adverbs):
                return as_status(status)
        if any(self.operators.adverbs.get(tree.low(k)) == "background" for k in tree.kids(at, "advmod")):
            return "background"
        perfect = self.is_perfect(at)
        return "background" if (past and self.has_marker(at)) or ((past or perfect) and self.in_old_year(at)) else "happened"

    def in_old_year(self, at: int) -> bool:
        """Whether the clause lies in a bare year ("in 1974") or decade that is past when the report is written."""
        found = [w.form for w in self.own_phrases(at) if re.fullmatch(r"(1[0-9]|20)\d\ds?", w.form)]
        last = int(self.published[:4]) - self.operators.background_years if self.published else 9999
        return any(int(year[:4]) < last for year in found)

    def own_phrases(self, at: int) -> list[Word]:
        """The words of the phrases at a predicate that may tell its time ("in the winter of 1984")."""
        tree = self.tree
        kids = [k for k in tree.kids(at, "obl", "nmod", "advmod") if tree.case(k) in self.operators.year_cases]
        return [tree.words[n] for k in kids for n in tree.subtree(k, without=("acl", "appos", "conj"))]

    def has_marker(self, at: int) -> bool:
        """Whether the clause tells earlier history in so many words ("in the past", "decades ago")."""
        told = without_phrases(self.own_words(at), self.operators.background_unmarked)
        return any(f" {marker} " in told for marker in self.operators.background_markers)

    def is_perfect(self, at: int) -> bool:
        return any(self.tree.lemma(k) in self.operators.clause.perfect for k in self.tree.kids(at, "aux"))

    def is_future_be(self, at: int) -> bool:
        """ "is to meet": a form of be right before the infinitive."""
        tree, words = self.tree, self.operators.clause
        auxiliary = [k for k in tree.kids(at, "aux", "cop") if tree.lemma(k) in words.be]
        due = any(tree.low(k) in words.ahead for k in tree.kids(at, "mark", "advmod", "case", "aux"))
        bare = tree.words[at].xpos == "VB" or any(tree.words[k].xpos == "VB" for k in auxiliary)
        return bool(auxiliary) and (tree.is_infinitive(at) or due) and bare and not self.governed(at)

    def governed(self, at: int) -> bool:
        """Whether an infinitive hangs under another predicate ("plans to be heard")."""
        return self.tree.words[at].relation in ("xcomp", "advcl", "acl", "csubj") and self.tree.words[at].xpos != "VB"

    def is_negated(self, at: int) -> bool:
        tree = self.tree
        for kid in tree.below[at]:
            word = tree.words[kid]
            if tree.low(kid) in self.operators.negators and word.relation in (
                "advmod",
                "det",
                "cc",
                "mark",
                "case",
                "aux",
                "discourse",
            ):
                return not (self.is_only(kid) or self.is_quoted_apart(kid, at))
            if word.relation in ("nsubj", "obj") and self.is_none(kid):
                return True
        return self.negating_phrase(at)

    def is_quoted_apart(self, kid: int, at: int) -> bool:
        """ "a “no limits” friendship": a negator inside quotation marks that close before the word is part of what is quoted."""
        marks = [n for n in range(kid, at) if self.tree.words[n].xpos in ("``", "''")]
        return kid > 0 and self.tree.words[kid - 1].xpos in ("``", "''") and bool(marks)

    def is_none(self, at: int) -> bool:
        """ "no agreement", "nobody", "not one soldier", "neither side"."""
        tree, words = self.tree, self.operators.clause
        if tree.low(at) in words.nobody or any(
            tree.low(k) in words.none_of and not self.is_quoted_apart(k, at) for k in tree.kids(at, "det", "cc:preconj")
        ):
            return True
        first = min(tree.subtree(at, without=("acl", "nmod", "appos", "conj")))
        return tree.low(first) in words.negator and tree.low(first + 1) in words.single and first < at

    def negating_phrase(self, at: int) -> bool:
        """ "under no circumstances", "by no means", "has yet to"."""
        told = self.own_words(at)
        return any(f" {phrase} " in told for phrase in self.operators.negating_phrases)

    def own_words(self, at: int) -> str:
        """The words of a clause without the clauses in it, lower case, a space on either side."""
        words = self.tree.subtree(at, without=("conj", "parataxis", "advcl", "ccomp", "xcomp", "acl", "csubj"))
        return f" {' '.join(self.tree.low(n) for n in words)} "

    def is_only(self, at: int) -> bool:
        """ "not only" does not negate."""
        return at + 1 < len(self.tree) and self.tree.low(at + 1) in self.operators.clause.but_only

    def noun(self, at: int) -> Reality | None:
        tree, words = self.tree, self.operators.clause
        for kid in tree.kids(at, "amod", "compound", "det", "advmod"):
            form = tree.low(kid)
            if form in words.none_of or (form in words.negator and not self.is_only(kid)):
                return Reality("denied", hedges=(kid,), reasons=(f'"{form}"',))
            status = self.operators.adjectives.get(form)
            if status:
                return Reality(as_status(status), hedges=(kid,), reasons=(f'"{form}" at the noun',))
        if (case := tree.case(at)) in words.without:  # "cannot be won without the help of Peru": the help is a condition
            clause = next((self.predicate(g) for g in tree.above(at) if tree.is_predicate(g)), None)
            needed = (clause is not None and clause.status in UNREAL) or self.is_unlikely(tree.words[at].head)
            return Reality("possible" if needed else "denied", reasons=(f'"{case}"',), sure=False)
        lexical = self.lexical.get(at)
        return Reality(as_status(lexical), reasons=("the word's own",)) if lexical else None

    def is_unlikely(self, at: int) -> bool:
        """ "little chance of success": a thing that is hardly to be had."""
        words = [at, *self.tree.above(at)] if at >= 0 else []
        return any(self.tree.low(k) in self.operators.scarce for w in words[:3] for k in self.tree.kids(w, "amod", "det"))

    # -- through the words above

    def through(self, hold: Hold, own: Reality | None, depth: int) -> Reality:
        outer = self.reality(hold.at, depth + 1)
        operator = hold.operator
        if own and self.tree.is_predicate(hold.under):
            own = self.conditioned(hold.under, own)
        if own and operator.kind in ("request", "commit") and self.is_told_past(hold.under):
            return Reality(own.status, own.hedges, (*outer.reasons, f'told: "{self.tree.words[hold.at].form}"', *own.reasons))
        if operator.kind == "help" and own and not self.tree.is_predicate(hold.under) and self.kinds.get(hold.under) not in COOPERATIVE:
            return own  # a war that is helped is waged already
        real, negated, unreal = EFFECT[operator.kind]
        effect = negated if outer.status in NEGATED else real if outer.status in REAL else unreal
        if operator.status and operator.kind != "claim" and (outer.status not in NEGATED or operator.kind == "discuss"):
            effect = operator.status
        if operator.kind == "refuse" and effect == "ruled_out" and self.is_claim(hold.under):
            effect = "denied"  # "rejected reports that": what is reported is denied
        if operator.kind == "commit" and self.kinds.get(hold.under) == "AGREE":
            effect = "same"  # a pledge of cooperation is the agreeing itself
        reason = f'{operator.kind}: "{self.tree.words[hold.at].form}"'
        if operator.kind == "claim" and operator.status and own and own.status == "planned":
            return Reality(as_status(operator.status), own.hedges, (*outer.reasons, reason, *own.reasons))  # "analysts think that it will"
        if operator.kind == "claim" and not self.tree.is_verb(hold.at) and outer.status in (NEGATED if own else UNREAL):
            return Reality(outer.status, outer.hedges, (*outer.reasons, reason))  # "denied reports that", "no announcement is expected"
        if EFFECT[operator.kind][0] == "own" and own:
            return Reality(own.status, own.hedges, (*outer.reasons, reason, *own.reasons))
        if (
            EFFECT[operator.kind][0] == "own"
            and (operator.status or operator.kind == "respond")
            and self.kinds.get(hold.under) not in COOPERATIVE
        ):
            return Reality("background", (), (*outer.reasons, reason, "told as known"), sure=False)
        if effect == "own" or (operator.kind == "claim" and own):
            return Reality(
                own.status if own else "happened", own.hedges if own else (), (*outer.reasons, reason, *(own.reasons if own else ()))
            )
        status = outer.status if effect == "same" else as_status(effect)
        if outer.status in ("conditional", "threatened") and status in ("planned", "possible"):
            status = outer.status
        promised = operator.kind in ("commit", "plan", "permit") and status in ("planned", "possible")
        if (promised or status == "planned") and (self.condition_below(hold.under) or self.condition_below(hold.at)):
            status = "conditional"
        if own and own.status in NEGATED and outer.status in NEGATED and not self.tree.is_predicate(hold.under):
            status = outer.status  # one "no" told twice: at the noun and at its verb
        elif own and own.status in NEGATED:
            status = "denied" if status in REAL else "possible" if status in NEGATED else "ruled_out"
        elif own and own.status in ("possible", "conditional", "ongoing", "background") and status in ("happened", "ongoing"):
            status = own.status
        return Reality(status, (*outer.hedges, hold.at, *(own.hedges if own else ())), (*outer.reasons, reason))

    def is_told_past(self, at: int) -> bool:
        """ "insisted that it never fired": what is told as past is a claim, neither demanded nor promised."""
        tree = self.tree
        if tree.words[at].relation != "ccomp" or not tree.is_finite(at):
            return False
        tensed = [at, *tree.kids(at, "aux", "cop")]
        if any(tree.words[k].xpos == "MD" for k in tensed):
            return False
        return any(tree.words[k].xpos == "VBD" or tree.lemma(k) in self.operators.clause.past_helpers for k in tensed)

    def is_claim(self, at: int) -> bool:
        """Whether a noun stands for somebody's word ("report", "allegation")."""
        return not self.tree.is_verb(at) and any(o.kind == "claim" for o in self.operators.find(self.tree.lemma(at)))

    def inherited(self, at: int, own: Reality | None, depth: int) -> Reality:
        """From the clause that the word stands in, where nothing that it depends on changes events."""
        tree = self.tree
        head, relation = tree.words[at].head, tree.words[at].relation
        if head < 0 and own is None and tree.is_infinitive(at):
            return Reality("planned", reasons=("to and infinitive in a headline",))
        if head < 0:
            return own or Reality("happened", reasons=("headline or fragment",), sure=False)
        if relation == "conj":
            if own and tree.is_finite(at) and own.reasons != ("tense",):
                return self.conditioned(at, own)
            joined = self.reality(tree.first_conjunct(at), depth + 1)
            return own if own and (tree.is_finite(at) or not tree.is_predicate(at)) and self.begins_clause(at) else own or joined
        if own and tree.is_predicate(at):
            return self.conditioned(at, own)
        if own:
            ahead = own.status == "denied" and self.reality(head, depth + 1).status in ("planned", "expected", "ruled_out")
            return Reality("ruled_out", own.hedges, own.reasons) if ahead else own
        if tree.is_predicate(at):
            return self.clause_status(at, head, depth)
        return self.noun_status(at, head, depth)

    def begins_clause(self, at: int) -> bool:
        """Whether a joined predicate has tense of its own: a subject or an auxiliary ("will meet X and (will) sign Y" has not)."""
        tree = self.tree
        first = tree.first_conjunct(at)
        if tree.kids(at, "nsubj", "aux", "cop"):
            return True
        return tree.words[at].xpos in ("VBD", "VBZ") or tree.words[at].xpos != tree.words[first].xpos

    def clause_status(self, at: int, head: int, depth: int) -> Reality:
        """An infinitive or participle without an operator above: purpose and manner go with the clause above."""
        tree, words = self.tree, self.operators.clause
        mark = tree.mark(at)
        outer = self.reality(head, depth + 1)
        if mark in words.not_yet:
            done: Status = "denied" if mark in words.without else "happened"
            return Reality(done if outer.status in REAL else "possible", reasons=(f'"{mark}"',))
        purpose = tree.is_infinitive(at) and (tree.is_noun(head) or tree.words[at].relation == "advcl")
        if purpose and tree.words[at].relation in ("acl", "advcl") and outer.status in REAL:
            return Reality("planned" if tree.is_noun(head) else outer.status, outer.hedges, (*outer.reasons, "purpose"), sure=False)
        if tree.words[at].relation == "acl" and (
            tree.words[at].xpos == "VBN" or (tree.words[at].xpos == "VBG" and outer.status in NEGATED)
        ):
            past = self.has_marker(at) or self.in_old_year(at)
            return Reality("background" if past else "happened", reasons=("participle",))
        return Reality(outer.status, outer.hedges, (*outer.reasons, "goes with its clause"))

    def noun_status(self, at: int, head: int, depth: int) -> Reality:
        """A noun under a word that is no operator: cooperative acts go with the clause, conflicts are told as known."""
        above = next((g for g in self.tree.above(at) if self.tree.is_predicate(g)), head)
        outer = self.reality(above, depth + 1)
        link = link_of(self.tree, at)
        if self.kinds.get(at) in COOPERATIVE and outer.status not in REAL:
            status: Status = "planned" if outer.status in NEGATED and "subject" not in link and "object" not in link else outer.status
            return Reality(status, outer.hedges, (*outer.reasons, "goes with its clause"), sure=False)
        if "subject" in link and outer.status == "ongoing" and self.kinds.get(at) in COOPERATIVE:
            return Reality("ongoing", reasons=("goes with its clause",), sure=False)
        if "subject" in link or "object" in link:
            if outer.status in NEGATED and not self.kinds.get(head):
                return Reality(outer.status, outer.hedges, outer.reasons, sure=False)
            return Reality("happened", reasons=("told as known",), sure=False)
        known: Status = "background" if self.kinds.get(at) == "ASSAULT" else "happened"
        return Reality(known, reasons=("told as known",), sure=False)

    # -- conditions

    def conditioned(self, at: int, own: Reality) -> Reality:
        """The status after "if": of the clause that it opens, and of the clause that depends on it."""
        if self.opens_condition(at) and (own.status not in REAL or self.tree.mark(at) in self.operators.conditions):
            return Reality("conditional", own.hedges, (*own.reasons, "in an if-clause"))
        if own.status in REAL | {"planned", "expected"} and self.tree.mark(at) in self.operators.clause.whether:
            return Reality("possible", own.hedges, (*own.reasons, "whether"))
        if own.status == "planned" and self.condition_below(at):
            return Reality("conditional", own.hedges, (*own.reasons, "under a condition"))
        if self.mark_above(at) in self.operators.clause.open_ended:
            return Reality("possible", own.hedges, (*own.reasons, "until"))
        return own

    def opens_condition(self, at: int) -> bool:
        """ "if it", "provided that it", "should it", "were it to": the head of a clause that is a condition."""
        tree, words = self.tree, self.operators.clause
        if tree.low(at) in self.operators.conditions and tree.kids(at, "ccomp"):
            return True
        if tree.words[at].relation not in ("advcl", "parataxis"):
            return False
        if tree.mark(at) in self.operators.conditions or tree.mark(at) in self.operators.inverting:
            return True
        only = any(tree.low(k) in words.only for k in [*tree.kids(at, "advmod"), at - 1])
        if only and tree.mark(at) in words.only_marks:
            return True
        return self.is_inverted(at)

    def is_inverted(self, at: int) -> bool:
        """ "Should talks fail", "were it to pay", "had he stayed": the auxiliary before its subject, and no word to open the clause."""
        tree = self.tree
        front = [k for k in tree.kids(at, "aux", "aux:pass", "cop") if tree.low(k) in self.operators.inverting]
        front += [at] if tree.low(at) in self.operators.inverting else []
        subjects = tree.kids(at, "nsubj")
        return bool(front and subjects) and min(front) < min(subjects) and not tree.kids(at, "mark")

    def condition_phrase(self, at: int) -> bool:
        """ "in the event of an attack", "subject to progress"."""
        tree = self.tree
        told = " ".join(tree.low(n) for k in tree.kids(at, "obl", "advcl", "advmod") for n in tree.subtree(k, without=("conj",)))
        told = without_phrases(f" {told} ", self.operators.no_conditions)
        return any(f" {phrase} " in told for phrase in self.operators.condition_phrases)

    def mark_above(self, at: int) -> str:
        return self.tree.mark(at) if self.tree.words[at].relation == "advcl" else ""

    def condition_below(self, at: int) -> bool:
        """A condition at the predicate, or beside "…, he said" at the verb of saying."""
        under = self.tree.subtree(at, without=("ccomp", "xcomp", "conj", "acl:relcl"))
        if any(self.opens_condition(k) for k in under if k != at) or self.condition_phrase(at):
            return True
        head = self.tree.words[at].head
        said = head >= 0 and self.tree.words[at].relation in ("ccomp", "parataxis") and self.tree.words[head].upos == "VERB"
        return said and (any(self.opens_condition(k) for k in self.tree.kids(head, "advcl")) or self.condition_phrase(head))


def without_phrases(told: str, phrases: Iterable[str]) -> str:
    """Words with a space on either side, phrases apart."""
    for phrase in phrases:
        told = told.replace(f" {phrase} ", " ")
    return told


def as_status(name: str) -> Status:
    """A status from the data files."""
    return name  # type: ignore[return-value]
