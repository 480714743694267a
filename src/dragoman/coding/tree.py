"""Asks of a dependency tree, in the terms of grammar: subject, object, who stands in a by-phrase, what a clause spans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property

from dragoman.languages.lexicon import load_lexicon
from dragoman.languages.operators import load_operators
from dragoman.languages.reference import load_reference
from dragoman.languages.roles import load_sectors
from dragoman.records.syntax import Sentence, Word

# What hangs under a noun and is no part of the phrase that names it.
NO_PART_OF_A_NAME = frozenset(
    "acl appos conj cc parataxis nmod punct cop nsubj aux advmod obl obj advcl ccomp xcomp mark case orphan dep list".split()
)


def mend_subjects(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words with the subject of "X is not expected, he said" back at its clause where the parser hung it over to the verb of saying."""
    mended = list(words)
    for verb, word in enumerate(words):
        if word.upos != "VERB":
            continue
        subjects = [n for n, w in enumerate(words) if w.head == verb and w.relation == "nsubj"]
        clauses = [
            n for n, w in enumerate(words) if w.head == verb and w.relation == "ccomp" and subjects and subjects[0] < n < subjects[-1]
        ]
        if len(subjects) < 2 or len(clauses) != 1 or any(w.head == clauses[0] and w.relation in ("nsubj", "csubj") for w in words):
            continue
        passive = any(w.head == clauses[0] and w.deprel == "aux:pass" for w in words)
        mended[subjects[0]] = replace(words[subjects[0]], head=clauses[0], deprel="nsubj:pass" if passive else "nsubj")
    return tuple(mended)


def mend_plurals(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words with "to demands" read as a phrase: no infinitive ends so."""
    mended = list(words)
    for at, word in enumerate(words):
        marks = [n for n, w in enumerate(words) if w.head == at and n == at - 1 and w.relation == "mark" and w.form.lower() == "to"]
        if word.xpos != "VB" or not marks or word.form.lower() != f"{word.lemma.lower()}s":
            continue
        mended[at] = replace(word, upos="NOUN", xpos="NNS", deprel="obl" if word.relation in ("xcomp", "advcl", "ccomp") else "nmod")
        mended[marks[0]] = replace(words[marks[0]], upos="ADP", xpos="IN", deprel="case")
    return tuple(mended)


def mend_agents(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words with the by-phrase of "was extradited to Peru by Chile" back at its passive, where a slip of the parser hung it lower."""
    mended = list(words)
    passives = {w.head for w in words if w.deprel == "aux:pass"}
    led = {w.head for w in words if w.deprel == "obl:agent"}
    for case in words:
        at = case.head
        if case.relation != "case" or case.form.lower() != "by" or at < 0 or words[at].relation != "nmod":
            continue
        before = words[at].head
        verb = words[before].head
        given = words[before].relation == "obj"
        if verb in passives - led and verb < before and (given or (words[before].relation == "obl" and not is_made(words, before))):
            mended[at] = replace(words[at], head=verb, deprel="obl:agent")
            led.add(verb)
    return tuple(mended)


def mend_relatives(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words with the clause of "warned Peru, which had declared …" back at the name before its pronoun, where it hung at the verb."""
    mended = list(words)
    for verb, word in enumerate(words):
        if word.deprel not in ("advcl:relcl", "ccomp", "advcl"):
            continue
        first = next((n for n in range(verb) if words[n].head == verb and words[n].xpos in ("WDT", "WP")), 0)
        if first < 2 or words[first - 1].form != "," or words[first - 2].upos != "PROPN" or words[first].relation != "nsubj":
            continue
        name = first - 2
        while words[name].relation in ("flat", "compound") and words[name].head >= 0:
            name = words[name].head
        if words[name].head != verb:
            mended[verb] = replace(word, head=name, deprel="acl:relcl")
    return tuple(mended)


def mend_headlines(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words with the infinitive of a headline ("Peru to host talks") as its noun's clause, whatever it was called."""
    mended = list(words)
    for verb, word in enumerate(words):
        if word.upos != "VERB" or word.head < 0 or word.relation in ("acl", "conj"):
            continue
        noun = words[word.head]
        marked = any(w.head == verb and w.xpos == "TO" for w in words[word.head + 1 : verb])
        if (
            marked
            and noun.head < 0
            and noun.upos in ("NOUN", "PROPN")
            and not any(w.head == word.head and w.relation == "cop" for w in words)
        ):
            mended[verb] = replace(word, deprel="acl")
    return tuple(mended)


def is_made(words: tuple[Word, ...], at: int) -> bool:
    """Whether a noun may have a doer or maker of its own: an act, a saying, a thing that is written ("in a statement by Peru")."""
    lemma = words[at].lemma.lower()
    if words[at].upos == "PROPN" or lemma in load_sectors("en") or lemma in load_reference("en").grounded:
        return False
    cases = {w.form.lower() for w in words if w.head == at and w.relation == "case"}
    parts = {*(t.part for t in load_lexicon("en").find(lemma)), *(o.part for o in load_operators("en").find(lemma))}
    return not cases & {"to", "from"} or "noun" in parts


class Tree:
    """One sentence with its children and the questions that coding asks; every index is a word's place in the sentence."""

    def __init__(self, sentence: Sentence, strangers: frozenset[str] = frozenset()) -> None:
        self.sentence = sentence
        self.strangers = strangers  # verbs whose subject does not hold the plan or decision that is their object
        self.words = mend_headlines(mend_relatives(mend_agents(mend_subjects(mend_plurals(sentence.words)))))
        self.below: list[list[int]] = [[] for _ in self.words]
        for number, word in enumerate(self.words):
            if word.head >= 0:
                self.below[word.head].append(number)

    def __len__(self) -> int:
        return len(self.words)

    def word(self, at: int) -> Word:
        return self.words[at]

    def low(self, at: int) -> str:
        """The form in lower case, with a straight apostrophe."""
        return self.words[at].form.lower().replace("’", "'")

    def lemma(self, at: int) -> str:
        return self.words[at].lemma.lower()

    def kids(self, at: int, *relations: str) -> list[int]:
        """Dependents by relation (``nsubj`` finds ``nsubj:pass`` too; ``nsubj:pass`` only itself)."""
        return [k for k in self.below[at] if self.words[k].deprel in relations or self.words[k].relation in relations]

    def above(self, at: int) -> Iterator[int]:
        """The governors, nearest first; ends at the root."""
        seen = 0
        at = self.words[at].head
        while at >= 0 and seen <= len(self.words):
            yield at
            seen += 1
            at = self.words[at].head

    def subtree(self, at: int, without: Iterable[str] = ()) -> list[int]:
        """The word and all below it, but not what hangs by the relations named."""
        banned, found, stack = frozenset(without), [], [at]
        while stack:
            now = stack.pop()
            found.append(now)
            stack.extend(k for k in self.below[now] if self.words[k].relation not in banned and self.words[k].deprel not in banned)
        return sorted(found)

    def case(self, at: int) -> str:
        """The preposition of a phrase, lower case, two-word ones joined ("because of"); empty where there is none."""
        for kid in self.kids(at, "case"):
            if self.words[kid].form.lower() not in ("'s", "’s", "'", "’"):
                fixed = [self.words[k].form.lower() for k in self.kids(kid, "fixed")]
                return " ".join([self.words[kid].form.lower(), *fixed])
        return ""

    def mark(self, at: int) -> str:
        """The word that opens a clause ("if", "that", "to"); ``to`` for infinitives."""
        marks = [self.words[k].form.lower() for k in self.kids(at, "mark")]
        return next((m for m in marks if m != "to"), marks[0] if marks else "")

    def is_verb(self, at: int) -> bool:
        return self.words[at].upos in ("VERB", "AUX")

    def is_noun(self, at: int) -> bool:
        return self.words[at].upos in ("NOUN", "PROPN", "PRON", "NUM", "DET") or (
            self.words[at].upos in ("ADJ", "X", "SYM") and not self.kids(at, "cop") and bool(self.kids(at, "det", "case"))
        )

    def is_predicate(self, at: int) -> bool:
        """A verb, or what stands with a copula."""
        return self.words[at].upos == "VERB" or bool(self.kids(at, "cop"))

    def is_passive(self, at: int) -> bool:
        if self.words[at].upos != "VERB":
            return False
        if self.kids(at, "nsubj:pass", "aux:pass", "csubj:pass"):
            return True
        return self.words[at].xpos == "VBN" and not self.kids(at, "aux") and self.words[at].relation in ("acl", "advcl", "amod")

    def is_infinitive(self, at: int) -> bool:
        return any(self.words[k].form.lower() == "to" and self.words[k].upos == "PART" for k in self.below[at])

    def is_finite(self, at: int) -> bool:
        """Whether the clause has a tense of its own."""
        if self.words[at].xpos in ("VBD", "VBZ", "VBP", "MD"):
            return True
        return any(self.words[k].xpos in ("VBD", "VBZ", "VBP", "MD") for k in self.kids(at, "aux", "cop"))

    def particle(self, at: int) -> str:
        return " ".join(self.words[k].form.lower() for k in self.kids(at, "compound:prt"))

    def has_particle(self, at: int, particle: str) -> bool:
        """Whether a verb stands with a particle, also where the parser took it for an adverb or a preposition beside it."""
        if self.particle(at) == particle:
            return True
        near = self.words[at + 1].form.lower() if at + 1 < len(self.words) else ""
        if near == particle:
            return True
        return any(self.words[k].form.lower() == particle and self.words[k].relation == "advmod" for k in self.below[at])

    def conjuncts(self, at: int) -> list[int]:
        """The word and those joined to it by "and", in order."""
        found = [at]
        for kid in self.kids(at, "conj"):
            found += self.conjuncts(kid)
        return sorted(found)

    def first_conjunct(self, at: int) -> int:
        while self.words[at].relation == "conj" and self.words[at].head >= 0:
            at = self.words[at].head
        return at

    def subject(self, at: int, depth: int = 0) -> list[int]:
        """Who acts, as in the active voice: own subject, by-phrase, or the subject that the clause takes from its governor."""
        if self.is_passive(at):
            return [k for k in self.kids(at, "obl", "obl:agent") if self.case(k) == "by"][:1]
        own = self.kids(at, "nsubj")
        if own:
            return [self._relative(at, own[0])]
        if stray := self._stray_subject(at):
            return [stray]
        if depth > 8:
            return []
        return self._borrowed(at, depth)

    def _stray_subject(self, at: int) -> int | None:
        """The noun before a finite verb that a slip of the parser hung under a word after it."""
        if not self.is_finite(at) or self.words[at].relation in ("conj", "acl") or self.words[at].upos != "VERB":
            return None
        before = [k for k in range(max(0, at - 8), at) if self.words[k].head > at and self.words[k].upos in ("PROPN", "NOUN", "PRON")]
        return next((k for k in reversed(before) if self.words[k].relation in ("appos", "nmod", "dep", "obl", "list", "nsubj")), None)

    def patient(self, at: int, depth: int = 0) -> list[int]:
        """What is acted on, as in the active voice: the object, or the subject of a passive."""
        if self.is_passive(at):
            own = self.gifts(at) or self.kids(at, "nsubj")
            if own:
                return [self._relative(at, own[0])]
            return self._borrowed(at, depth) if depth <= 8 else []
        own = self.kids(at, "obj") or self.kids(at, "iobj")
        if own:
            return [self._relative(at, own[0])]
        head = self.words[at].head
        if self.words[at].deprel == "acl:relcl" and head >= 0 and self.kids(at, "nsubj"):
            return [head]
        return []

    def gifts(self, at: int) -> list[int]:
        """The second object of a passive, which is what is given: medicine in "Peru was given medicine"."""
        given = [k for k in self.kids(at, "obj") if k > at and self.words[k].upos in ("NOUN", "PROPN")]
        return given if self.lemma(at) in load_reference("en").giving and self.kids(at, "nsubj:pass") else []

    def _relative(self, clause: int, found: int) -> int:
        """The noun that a relative pronoun stands for."""
        if self.words[found].form.lower() not in load_reference("en").relative:
            return found
        for at in [clause, *self.above(clause)]:
            if self.words[at].relation == "acl" and self.words[at].head >= 0:
                return self.words[at].head
            if self.words[at].deprel == "advcl:relcl":
                return next((n for n in range(found - 1, max(-1, found - 4), -1) if self.words[n].upos in ("PROPN", "NOUN")), found)
        return found

    def _borrowed(self, at: int, depth: int) -> list[int]:
        """The subject that a clause without one takes over."""
        word, head = self.words[at], self.words[at].head
        if head < 0:
            return []
        relation = word.relation
        if relation == "conj":
            if self.is_predicate(head):
                return self.subject(head, depth + 1) if not self.is_passive(head) else self.kids(head, "nsubj:pass")
            return []
        if relation == "ccomp" and self.is_finite(at):
            return []
        if relation in ("xcomp", "ccomp"):
            if self.kids(head, "obj") and not self.is_passive(head):
                return [self._relative(head, self.kids(head, "obj")[0])]
            return self.surface_subject(head, depth + 1)
        if relation == "advcl":
            return self.surface_subject(self._nearest_clause(at, head), depth + 1)
        if relation == "acl":
            headline = self.words[head].head < 0 and self.words[head].upos == "PROPN"  # "Blinken and Wang to hold talks"
            if word.deprel == "acl:relcl" or headline or not (self.is_infinitive(at) or self.mark(at)):
                return [head]
            return self.holder(head, depth + 1)
        return []

    def _nearest_clause(self, at: int, head: int) -> int:
        """The clause that a participle goes with: the last one before it with a subject of its own, among those joined to its governor."""
        if self.words[at].xpos != "VBG" or at < head:
            return head
        joined = [k for k in self.kids(head, "advcl", "conj", "ccomp") if head < k < at and self.is_finite(k) and self.kids(k, "nsubj")]
        return max(joined, default=head)

    def surface_subject(self, at: int, depth: int = 0) -> list[int]:
        """The grammatical subject, in an active or a passive clause."""
        own = self.kids(at, "nsubj")
        if own:
            return [self._relative(at, own[0])]
        return self._borrowed(at, depth) if depth <= 8 else []

    def holder(self, noun: int, depth: int = 0) -> list[int]:
        """Whose an effort, plan or decision is: its possessor, or the subject of the verb that it depends on."""
        own = self.kids(noun, "nmod:poss") or [
            k for k in self.kids(noun, "compound", "amod") if k < noun and self.words[k].form[:1].isupper()
        ]
        if own:
            return own[:1]
        head = self.words[noun].head
        if head < 0 or depth > 8:
            return []
        if self.words[noun].relation == "appos":
            return self.holder(head, depth + 1)
        if self.words[noun].relation == "conj" and (owner := self.kids(self.first_conjunct(noun), "nmod:poss", "nsubj")):
            return owner[:1]
        if self.is_predicate(head):
            return self.surface_subject(head, depth + 1) if self.lemma(head) not in self.strangers else []
        return self.holder(head, depth + 1) if self.words[noun].relation in ("nmod", "conj") else []

    def prepositional(self, at: int, preposition: str) -> list[int]:
        """Phrases with a preposition that depend on a word."""
        return [k for k in self.kids(at, "obl", "nmod", "advcl", "obj") if self.case(k) == preposition]

    def noun_phrase(self, head: int) -> list[int]:
        """The words of a noun phrase without clauses, appositions, further conjuncts and most prepositional phrases."""
        found = set(self.subtree(head, without=NO_PART_OF_A_NAME))
        for kid in (k for k in self.below[head] if self.words[k].deprel == "nmod:desc"):
            found |= set(self.subtree(kid, without=("acl", "parataxis", "punct")))
        for kid in self.kids(head, "nmod:poss"):
            found |= {w for w in self.subtree(kid, without=("acl", "conj", "cc", "parataxis", "punct")) if w < head}
        titles = [k for k in self.kids(head, "nmod") if k > head and self.case(k) == "of" and self.words[k].upos in ("PROPN", "NOUN")]
        for kid in titles:
            words = self.subtree(kid, without=("acl", "appos", "parataxis", "punct", "conj", "cc", "nmod"))
            if max(words) - min(words) <= 4:
                found |= set(words)
        return self._contiguous(sorted(found), head)

    @staticmethod
    def _contiguous(words: list[int], head: int) -> list[int]:
        """The run of words around the head; a gap of one word (a hyphen, a dot) is bridged."""
        run = [head]
        for word in sorted((w for w in words if w < head), reverse=True):
            if run[0] - word > 2:
                break
            run = [*range(word, run[0]), *run]
        for word in (w for w in words if w > head):
            if word - run[-1] > 2:
                break
            run = [*run, *range(run[-1] + 1, word + 1)]
        return run

    def clause(self, at: int) -> list[int]:
        """The words of a predicate's own clause, without joined and side clauses; always one run of words."""
        words = self.subtree(at, without=("conj", "cc", "parataxis", "list"))
        while len(words) > 1 and self.words[words[-1]].relation == "punct" and words[-1] != at:
            words.pop()
        while len(words) > 1 and (self.words[words[0]].relation in ("punct", "mark", "cc") or self.words[words[0]].deprel == "case"):
            words.pop(0)
        return list(range(words[0], words[-1] + 1))

    @cached_property
    def root(self) -> int:
        return next((n for n, w in enumerate(self.words) if w.head < 0), 0)
