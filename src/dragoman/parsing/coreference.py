"""Who is meant by "he", "the secretary", "Mr. Wang", "the two sides": chains of mentions within one report.

Names first (a longer name takes the shorter ones), then titles that stand for a named holder, then pronouns, each to the
nearest antecedent that fits. A pronoun for several ("they", "both sides") belongs to several chains. What finds no
antecedent stays out: better none than a guess.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Literal

from dragoman.gazetteers.names import Entry, load_gazetteer
from dragoman.languages.reference import load_reference
from dragoman.languages.roles import load_titles
from dragoman.records.evidence import Span
from dragoman.records.syntax import Chain, Entity, ParsedReport, Sentence, Word

Kind = Literal["name", "body", "title", "nominal", "pronoun"]
STATES = frozenset(["country", "capital"])
STATE_KINDS = frozenset(["country", "capital", "organisation"])
SENTENCES_BACK = 4  # how far a pronoun reaches; farther ones are more often wrong than right


@dataclass
class Mention:
    """A word or name that may corefer; ``first`` and ``last`` are words ``[first, last)`` of sentence ``sentence``."""

    sentence: int
    first: int
    last: int
    head: int
    kind: Kind
    words: tuple[str, ...]
    title: tuple[str, ...] = ()
    country: str | None = None
    chains: list[int] = field(default_factory=list)


def has_initial_capital(form: str) -> bool:
    return form[:1].isupper()


@cache
def find_states(words: tuple[str, ...], at: int) -> tuple[int, tuple[Entry, ...]] | None:
    found = load_gazetteer().match(words, at)
    if found is None:
        return None
    end, entries = found
    kept = tuple(e for e in entries if e.kind in ("country", "capital", "organisation", "demonym", "group"))
    return (end, kept) if kept else None


def country_in(words: Sequence[str]) -> str | None:
    """The one country that a phrase names; None where it names none or several."""
    found, at = [], 0
    while at < len(words):
        hit = find_states(tuple(words), at)
        if hit:
            found += [e.country for e in hit[1][:1] if e.kind in ("country", "capital", "demonym") and e.country]
            at = hit[0]
        else:
            at += 1
    return found[0] if len(set(found)) == 1 else None


def add_persons(sentence: Sentence) -> Sentence:
    """The sentence with the persons that the parser missed: full names in the gazetteer, and names set after a title."""
    words = sentence.words
    named = (as_state(sentence, e) for e in sentence.entities if not is_bare_title(sentence, e))
    sentence = replace(sentence, entities=tuple(part for e in named for part in split_pair(sentence, e)))
    persons = {w for e in sentence.entities if e.label == "PER" for w in range(e.first, e.last)}
    found: list[Entity] = []
    at = 0
    while at < len(words):
        end = find_person(sentence, at) if at not in persons and words[at].upos == "PROPN" else None
        if end is None or any(w in persons for w in range(at, end)):
            at += 1
            continue
        found.append(Entity(at, end, "PER"))
        at = end
    kept = [e for e in sentence.entities if all(e.last <= f.first or f.last <= e.first for f in found)]
    return replace(sentence, entities=tuple(sorted([*kept, *found], key=lambda e: e.first))) if found else sentence


def is_bare_title(sentence: Sentence, entity: Entity) -> bool:
    """Whether what the parser took for a person is a title alone ("the Secretary")."""
    title = " ".join(w.form.lower() for w in sentence.words[entity.first : entity.last])
    return entity.label == "PER" and title in load_titles("en")


def as_state(sentence: Sentence, entity: Entity) -> Entity:
    """A lone word taken for a person that names a state or its seat ("Washington has warned"), as the place that it is."""
    before = sentence.words[entity.first - 1].form.lower() if entity.first else ""
    if entity.label != "PER" or entity.last - entity.first > 1 or before in load_titles("en"):
        return entity
    hit = find_states((sentence.words[entity.first].form,), 0)
    named = hit is not None and any(e.kind in ("country", "capital") for e in hit[1])
    return replace(entity, label="LOC") if named else entity


def split_pair(sentence: Sentence, entity: Entity) -> tuple[Entity, ...]:
    """ "the Blinken-Wang talks": two known family names joined by a dash are two persons."""
    first, last = entity.first, entity.last
    forms = [w.form for w in sentence.words[first:last]]
    if len(forms) != 3 or forms[1] not in ("-", "–", "—") or not all(load_gazetteer().bearers(f) for f in (forms[0], forms[2])):
        return (entity,)
    return (Entity(first, first + 1, "PER"), Entity(first + 2, last, "PER"))


def find_person(sentence: Sentence, at: int) -> int | None:
    """Where a person's name that begins at a word ends; None where none begins."""
    words = sentence.words
    run = at
    while run < len(words) and run - at < 4 and words[run].upos == "PROPN" and has_initial_capital(words[run].form):
        run += 1
    for end in range(run, at + 1, -1):
        if load_gazetteer().person(" ".join(w.form for w in words[at:end])):
            return end
    before = words[at - 1].form.lower() if at else ""
    titled = before in load_titles("en") or (at > 2 and " ".join(w.form.lower() for w in words[at - 3 : at]) in load_titles("en"))
    flat = run > at + 1 and all(words[n].deprel == "flat" for n in range(at + 1, run))
    return run if titled and flat and find_states(tuple(w.form for w in words), at) is None else None


class Reader:
    """Walks a parsed report once and joins mentions to chains."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self.sentences = sentences
        self.titles = load_titles("en")
        self.words = load_reference("en")
        self.mentions: list[Mention] = []
        self.members: list[list[Mention]] = []

    def chains(self) -> tuple[Chain, ...]:
        for number in range(len(self.sentences)):
            self._find_names(number)
        self._find_surnames()
        self._join_names()
        self._join_bodies()
        self.mentions.sort(key=lambda m: (m.sentence, m.head))
        for number in range(len(self.sentences)):
            self._read_rest(number)
        return tuple(Chain(tuple(self._span(m) for m in members)) for members in self.members if len(members) > 1)

    def _span(self, mention: Mention) -> Span:
        words = self.sentences[mention.sentence].words
        return Span(words[mention.first].start, words[mention.last - 1].end)

    # -- names of persons and of bodies

    def _find_names(self, number: int) -> None:
        sentence = self.sentences[number]
        forms = tuple(w.form for w in sentence.words)
        taken: set[int] = set()
        for entity in sentence.entities:
            if entity.label == "PER":
                taken |= self._add_person(number, entity.first, entity.last)
        at = 0
        while at < len(forms):
            hit = find_states(forms, at) if at not in taken else None
            if hit is None or not has_initial_capital(forms[at]):
                at += 1
                continue
            entry = hit[1][0]
            if entry.kind in STATE_KINDS:
                key = entry.country if entry.kind in STATES and entry.country else entry.id
                self.mentions.append(Mention(number, at, hit[0], hit[0] - 1, "body", forms[at : hit[0]], country=key))
            at = hit[0]

    def _find_surnames(self) -> None:
        """Family names of persons named in full elsewhere in the report, where the parser took them for no person."""
        full = [self._bare(m) for m in self.mentions if m.kind == "name"]
        surnames = {bare[-1] for bare in full if len(bare) > 1}
        # Names that begin with the family name ("Wang Yi"), as far as the gazetteer knows the family.
        surnames |= {bare[0] for bare in full if len(bare) > 1 and load_gazetteer().bearers(bare[0].title())}
        for number, sentence in enumerate(self.sentences):
            taken = {w for m in self.mentions if m.sentence == number for w in range(m.first, m.last)}
            for at, word in enumerate(sentence.words):
                capital = has_initial_capital(word.form) and word.upos in ("PROPN", "NOUN", "VERB")
                if capital and at not in taken and word.form.lower() in surnames:
                    self.mentions.append(Mention(number, at, at + 1, at, "name", (word.form,)))

    def _add_person(self, number: int, first: int, last: int) -> set[int]:
        words = self.sentences[number].words
        while first < last - 1 and (
            words[first].form.lower().rstrip(".") in self.words.courtesy or words[first].form.lower() in self.titles
        ):
            first += 1
        while last - 1 > first and words[last - 1].form in ("'s", "’s", "'", "’"):
            last -= 1
        start = first
        while start > 0 and words[start - 1].upos in ("PROPN", "NOUN", "ADJ", "ADP", "PUNCT") and first - start < 7:
            if words[start - 1].upos == "PUNCT" and words[start - 1].form not in ("-", ".", "/", "'s", "’s"):
                break
            start -= 1
        title = tuple(w.form for w in words[start:first])
        tokens = tuple(w.form for w in words[first:last] if w.form not in ("'s", "’s"))
        head = next((n for n in range(first, last) if not first <= words[n].head < last), first)
        self.mentions.append(Mention(number, first, last, head, "name", tokens, title=title, country=country_in(title)))
        return set(range(first, last))

    def _join_names(self) -> None:
        names = [m for m in self.mentions if m.kind == "name"]
        for mention in sorted(names, key=lambda m: (-len(self._bare(m)), m.sentence, m.first)):
            self._attach(mention, self._find_person(mention))
        for members in self.members:
            members.sort(key=lambda m: (m.sentence, m.first))

    @staticmethod
    def _bare(mention: Mention) -> tuple[str, ...]:
        """Name words without initials and suffixes, lower case."""
        return tuple(w.lower() for w in mention.words if len(w.rstrip(".")) > 1 and w.lower().rstrip(".") not in ("jr", "sr"))

    def _find_person(self, mention: Mention) -> int | None:
        bare = self._bare(mention)
        fits = []
        for number, members in enumerate(self.members):
            longest = self._bare(members[0])
            if not bare or members[0].kind != "name":
                continue
            same = (
                bare == longest
                or (len(bare) == 1 and bare[0] in (longest[-1], longest[0]))
                or (len(bare) > 1 and set(bare) <= set(longest))
            )
            if same and not (mention.country and members[0].country and mention.country != members[0].country):
                fits.append(number)
        surname = [n for n in fits if bare and self._bare(self.members[n][0])[-1] == bare[-1]]
        best = surname or fits
        return best[0] if len(best) == 1 else min(best, key=lambda n: self._distance(n, mention)) if best else None

    def _distance(self, chain: int, mention: Mention) -> int:
        return min(abs(m.sentence - mention.sentence) for m in self.members[chain])

    def _attach(self, mention: Mention, chain: int | None) -> None:
        if chain is None:
            chain = len(self.members)
            self.members.append([])
        mention.chains.append(chain)
        self.members[chain].append(mention)

    def _join_bodies(self) -> None:
        known: dict[str, int] = {}
        for mention in (m for m in self.mentions if m.kind == "body"):
            key = mention.country or " ".join(mention.words)
            self._attach(mention, known.get(key))
            known.setdefault(key, mention.chains[0])

    # -- titles and pronouns, in reading order

    def _read_rest(self, number: int) -> None:
        sentence = self.sentences[number]
        covered = {w for m in self.mentions if m.sentence == number and m.kind == "name" for w in range(m.first, m.last)}
        for at, word in enumerate(sentence.words):
            if at in covered:
                continue
            low = word.form.lower()
            if word.upos == "PRON" and low in (self.words.male | self.words.female):
                self._pronoun(number, at, persons=True)
            elif word.upos == "PRON" and low in self.words.neuter and word.deprel != "expl" and not self._is_expletive(number, at):
                self._pronoun(number, at, persons=False)
            elif word.upos == "PRON" and low in self.words.plural:
                self._several(number, at, at, at + 1)
            elif word.upos in ("NOUN", "PROPN"):
                self._nominal(number, at)

    def _is_expletive(self, number: int, at: int) -> bool:
        """ "It is unclear whether …": the clause, not a party, is the subject."""
        words = self.sentences[number].words
        head = words[at].head
        return words[at].relation == "nsubj" and any(
            w.head == head and w.relation in ("csubj", "ccomp") and words[head].upos == "ADJ" for w in words
        )

    def _nominal(self, number: int, at: int) -> None:
        sentence = self.sentences[number]
        word, lemma = sentence.words[at], sentence.words[at].lemma.lower()
        kids = [n for n, w in enumerate(sentence.words) if w.head == at and n < at and w.relation not in ("case", "punct", "cc", "mark")]
        definite = any(sentence.words[k].form.lower() in ("the", "this", "that") for k in kids)
        first = min([k for k in kids if at - k < 8], default=at)
        phrase = tuple(w.form for w in sentence.words[first : at + 1])
        if lemma in self.words.pair_nouns and any(sentence.words[k].form.lower() in self.words.pair_words for k in kids):
            self._several(number, at, first, at + 1)
            return
        if lemma in self.words.bodies and definite and len(phrase) <= 2:
            known = self._addressed_first(number, at, self._bodies_before(number, at))
            self._join_nearest(Mention(number, first, at + 1, at, "nominal", phrase), known)
            return
        if word.deprel == "nmod:desc" or (word.relation == "compound" and sentence.words[word.head].upos == "PROPN"):
            return  # a title before its name
        if (lemma not in self.words.unnamed and lemma not in self.titles) or any(
            w.head == at and w.relation in ("flat", "appos") for w in sentence.words
        ):
            return
        if word.xpos in ("NNS", "NNPS") and self._holders_before(number, at, lemma):
            mention = Mention(number, first, at + 1, at, "pronoun", phrase)
            for chain in self._holders_before(number, at, lemma):
                self._attach(mention, chain)
            self._insert(mention)
            return
        mention = Mention(
            number, first, at + 1, at, "title", phrase, title=phrase, country=country_in([w.form for w in self._phrase(number, at)])
        )
        fits = [
            m
            for m in reversed(self.mentions)
            if self._before(m, number, at) and m.kind in ("name", "title") and self._holds(m, lemma, mention)
        ]
        if word.xpos in ("NNS", "NNPS"):
            fits = []  # "officials" are not the official named before
        if (definite or mention.country) and fits:
            self._attach(mention, fits[0].chains[0])
        elif word.upos == "NOUN":
            self._attach(mention, None)
        if mention.chains:
            self._insert(mention)

    def _holders_before(self, number: int, at: int, lemma: str) -> list[int]:
        """Chains of the named persons who bear a title, for its plural ("the foreign ministers"); empty where fewer than two do."""
        words = self.sentences[number].words
        if lemma in self.words.unnamed - {"minister"} or not any(
            (w.head == at and w.form.lower() in ("the", "both", "two", "and")) or (w.head == at and w.relation == "cc") for w in words
        ):
            return []

        kinds = {w.form.lower() for w in words if w.head == at and f"{w.form.lower()} {lemma}" in self.titles}  # "foreign" ministers

        def bears(mention: Mention) -> bool:
            near = mention.kind == "name" and bool(mention.chains) and number - mention.sentence <= SENTENCES_BACK
            titled = {lemma, *kinds} <= {w.lower() for w in mention.title} or (lemma == "leader" and bool(mention.title))
            return near and titled and self._before(mention, number, at)

        fits = [m.chains[0] for m in self.mentions if bears(m)]
        chains = list(dict.fromkeys(fits))
        return chains if len(chains) >= 2 else []

    def _phrase(self, number: int, head: int) -> list[Word]:
        words = self.sentences[number].words
        return [w for n, w in enumerate(words) if n == head or (w.head == head and w.relation in ("amod", "compound", "nmod"))]

    @staticmethod
    def _before(mention: Mention, number: int, at: int) -> bool:
        return (mention.sentence, mention.head) < (number, at)

    @staticmethod
    def _holds(known: Mention, lemma: str, mention: Mention) -> bool:
        """Whether an earlier person bears the title that a later phrase uses ("the secretary" for Secretary of State …)."""
        words = {w.lower().rstrip("s") for w in known.title}
        agrees = not (mention.country and known.country and mention.country != known.country)
        return agrees and (lemma in words or (lemma == "person" and "official" in words))

    def _insert(self, mention: Mention) -> None:
        self.mentions.append(mention)
        self.mentions.sort(key=lambda m: (m.sentence, m.head))

    def _join_nearest(self, mention: Mention, candidates: list[Mention]) -> None:
        if candidates:
            self._attach(mention, candidates[0].chains[0])
            self._insert(mention)

    def _bodies_before(self, number: int, at: int) -> list[Mention]:
        found = [m for m in self.mentions if m.kind in ("body", "nominal") and m.chains and self._before(m, number, at)]
        near = [m for m in found if number - m.sentence <= SENTENCES_BACK]
        return sorted(near, key=lambda m: (number - m.sentence, not self._is_subject(m), -m.head))

    def _addressed_first(self, number: int, at: int, candidates: list[Mention]) -> list[Mention]:
        """ "warned Beijing that its companies …": inside what somebody is told, the one who is told comes first."""
        words = self.sentences[number].words
        clause = at
        if words[at].relation == "nsubj" and any(w.head == words[at].head and w.form.lower() in ("will", "would", "'ll") for w in words):
            return candidates  # "told Japan that it would sign": the teller, as a rule
        for _ in range(len(words)):
            head = words[clause].head
            if head < 0:
                break
            if words[clause].relation in ("ccomp", "xcomp", "advcl"):
                told = {n for n, w in enumerate(words) if w.head == head and w.relation in ("iobj", "obj")}
                addressed = [m for m in candidates if m.sentence == number and m.head in told]
                if addressed:
                    return [*addressed, *candidates]
            clause = head
        return candidates

    def _persons_before(self, number: int, at: int) -> list[Mention]:
        found = [m for m in self.mentions if m.kind in ("name", "title", "pronoun") and m.chains and self._before(m, number, at)]
        near = [m for m in found if number - m.sentence <= SENTENCES_BACK and not self._is_possessor(m)]
        return sorted(near, key=lambda m: (number - m.sentence, not self._is_subject(m), -m.head))

    def _is_subject(self, mention: Mention) -> bool:
        return self.sentences[mention.sentence].words[mention.head].relation == "nsubj"

    def _is_plural(self, mention: Mention) -> bool:
        return self.sentences[mention.sentence].words[mention.head].xpos in ("NNS", "NNPS")

    def _is_possessor(self, mention: Mention) -> bool:
        return self.sentences[mention.sentence].words[mention.head].deprel == "nmod:poss" and mention.kind == "pronoun"

    def _clause_subject(self, number: int, at: int) -> int | None:
        """The subject that an object pronoun cannot stand for: that of its own verb, own or borrowed."""
        words = self.sentences[number].words
        verb = words[at].head
        for _ in range(6):
            if verb < 0:
                return None
            own = [n for n, w in enumerate(words) if w.head == verb and w.relation == "nsubj"]
            if own:
                return own[0] if own[0] != at else None
            if words[verb].relation not in ("advcl", "xcomp", "conj", "acl"):
                return None
            verb = words[verb].head
        return None

    def _pronoun(self, number: int, at: int, persons: bool) -> None:
        candidates = self._persons_before(number, at) if persons else self._addressed_first(number, at, self._bodies_before(number, at))
        word = self.sentences[number].words[at]
        if word.relation in ("obj", "iobj", "obl"):
            barred = self._clause_subject(number, at)
            chains = {c for m in self.mentions if m.sentence == number and m.head == barred for c in m.chains}
            candidates = [m for m in candidates if not chains & set(m.chains)]
        self._join_nearest(Mention(number, at, at + 1, at, "pronoun", (word.form,)), candidates)

    def _several(self, number: int, at: int, first: int, last: int) -> None:
        """Joins "they", "the two sides" to the last two parties that stand together; "they" first to officials in the plural."""
        if first == at:
            groups = [m for m in self.mentions if m.kind == "title" and m.chains and self._before(m, number, at) and self._is_plural(m)
                      and (m.sentence == number or (m.sentence == number - 1 and self._is_subject(m)))]  # fmt: skip
            if groups:
                mention = Mention(number, first, last, at, "pronoun", (self.sentences[number].words[at].form,))
                self._attach(mention, groups[-1].chains[0])
                self._insert(mention)
                return
        for back in range(number, max(-1, number - SENTENCES_BACK), -1):
            states = self.sentences[number].words[at].lemma.lower() in self.words.pair_states
            group = self._parties_of(back, before=at if back == number else None, states=states)
            if len(group) >= 2:
                words = tuple(w.form for w in self.sentences[number].words[first:last])
                mention = Mention(number, first, last, at, "pronoun", words)
                for chain in group:
                    self._attach(mention, chain)
                self._insert(mention)
                return

    def _parties_of(self, number: int, before: int | None, states: bool) -> list[int]:
        """Chains of the persons of a sentence, else of its states ("the two countries": of its states alone), if two or three."""
        here = [m for m in self.mentions if m.sentence == number and m.chains and (before is None or m.head < before)]
        if before is None and not states and len(acting := self._acting(here)) >= 2:
            return acting
        for kinds in [("body",)] if states else [("name", "title"), ("body",)]:
            chains = list(dict.fromkeys(m.chains[0] for m in here if m.kind in kinds and len(m.chains) == 1))
            if 2 <= len(chains) <= 3:
                return chains
        return []

    def _acting(self, here: Sequence[Mention]) -> list[int]:
        """The chains of those who act together in a sentence: the mentions that its subject joins."""
        words = {m.head: self.sentences[m.sentence].words[m.head] for m in here}
        for subject in (m for m in here if self._is_subject(m)):
            joined = [m for m in here if words[m.head].relation == "conj" and words[m.head].head == subject.head]
            if joined:
                return list(dict.fromkeys(c for m in [subject, *joined] for c in m.chains))
        return []


def resolve_coreference(parsed: ParsedReport) -> ParsedReport:
    """The parsed report with its chains, and with the persons among its entities that titles and the gazetteer tell of."""
    sentences = tuple(add_persons(s) for s in parsed.sentences)
    return replace(parsed, sentences=sentences, chains=Reader(sentences).chains())
