"""Who stands in a noun phrase: states, bodies, persons with their roles, unnamed officials, groups; also through coreference.

What resolves to nobody known keeps its words and nulls; what is no party at all ("talks", "food") is not an actor.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from dragoman.coding.chains import POSSESSIVE_MARKS, Chains, Place, is_title, join_name
from dragoman.coding.states import GOVERNMENT_KINDS, choose, country_within, is_body_word, office_country, state_of
from dragoman.coding.titles import bare_title, belongs_to_title, hinted_country, title_sector
from dragoman.coding.tree import Tree
from dragoman.gazetteers.names import Entry, Gazetteer, load_gazetteer
from dragoman.languages.reference import load_reference
from dragoman.languages.roles import load_sectors, load_titles
from dragoman.records.actor import Actor
from dragoman.records.evidence import Span
from dragoman.records.syntax import ParsedReport

BODIES = frozenset(["IGO", "EUR", "UNO"])  # their allies and partners are their own members


class Cast:
    """All parties of one report: asks the phrase itself first, then what it corefers with."""

    def __init__(self, parsed: ParsedReport, trees: Sequence[Tree], given: Sequence[Span] = ()) -> None:
        self.parsed, self.trees = parsed, trees
        self.given = given  # places that whoever asks has named as parties, known or not
        self.gazetteer: Gazetteer = load_gazetteer()
        self.titles, self.sectors = load_titles("en"), load_sectors("en")
        self.chains = Chains(parsed, trees)
        self.date = (parsed.report.published or "")[:10] or None
        self.known: dict[Place, tuple[Actor, ...]] = {}
        self.open: set[Place] = set()
        self.circular = False
        self.provisional: list[Place] = []
        self.chain_countries: dict[int, str | None] = {}
        self.speakers: dict[int, Actor] = {}  # who speaks in a quoted sentence, where known

    # -- what others ask

    def actors(self, sentence: int, head: int) -> tuple[Actor, ...]:
        """The parties that a phrase names, those joined by "and" too; empty where it names no party."""
        tree = self.trees[sentence]
        found: list[Actor] = []
        for conjunct in tree.conjuncts(head):
            if tree.words[conjunct].upos in ("VERB", "AUX", "ADV"):
                continue
            found += [a for a in self.own(sentence, conjunct) if a not in found]
        return tuple(found)

    def own(self, sentence: int, head: int) -> tuple[Actor, ...]:
        """The parties of one phrase, its conjuncts apart."""
        place = Place(sentence, head)
        if place in self.open:
            self.circular = True
            return ()
        if place in self.known:
            return self.known[place]
        self.open.add(place)
        self.known[place] = self._resolve(sentence, head) or self._as_given(sentence, head)
        self.open.discard(place)
        if self.open:
            self.provisional.append(place)
        elif self.circular:
            # what was found while another answer waited for it may not be the whole one: it is asked anew
            for other in self.provisional:
                self.known.pop(other, None)
        if not self.open:
            self.circular = False
            self.provisional.clear()
        return self.known[place]

    def _as_given(self, sentence: int, head: int) -> tuple[Actor, ...]:
        """A party that is one only because the question says so: its words, and nulls."""
        at = self.trees[sentence].words[head].start
        inside = next((span for span in self.given if span.start <= at < span.end), None)
        return (Actor(self.parsed.report.text[inside.start : inside.end], inside.start, inside.end),) if inside else ()

    # -- one phrase

    def _resolve(self, sentence: int, head: int) -> tuple[Actor, ...]:
        tree = self.trees[sentence]
        word = tree.words[head]
        if word.upos in ("PRON", "DET") and word.lemma.lower() not in ("all", "both", "each", "some", "many"):
            if word.form.lower() in load_reference("en").first_person:
                return self._first_person(sentence, head)
            return self._coreferent(sentence, head, head, head + 1)
        if word.upos == "PRON":
            return ()
        phrase = tree.noun_phrase(head)
        first, last = phrase[0], phrase[-1] + 1
        while first < head and tree.words[first].upos in ("DET", "ADP", "PUNCT", "CCONJ"):
            first += 1
        return (
            self._person(sentence, head, first, last)
            or self._body(sentence, head, first, last)
            or self._role(sentence, head, first, last)
            or self._group(sentence, head, first, last)
            or self._coreferent(sentence, head, first, last)
            or self._surname(sentence, head)
            or self._named(sentence, head, first, last)
        )

    def _forms(self, sentence: int) -> list[str]:
        return [w.form for w in self.trees[sentence].words]

    def _actor(self, sentence: int, first: int, last: int, **known: str | None) -> Actor:
        words = self.trees[sentence].words
        while last - 1 > first and words[last - 1].form in POSSESSIVE_MARKS:
            last -= 1
        start, end = words[first].start, words[last - 1].end
        return Actor(self.parsed.report.text[start:end], start, end, **known)

    def _person(self, sentence: int, head: int, first: int, last: int) -> tuple[Actor, ...]:
        span = self._person_span(sentence, head, first, last)
        if span is None:
            return ()
        words = self.trees[sentence].words
        name_first, name_last = span
        start = self._title_start(sentence, min(first, name_first), name_first)
        name = self._full_name(sentence, name_first, name_last)
        title = " ".join(w.form for w in words[start:name_first] if w.form not in POSSESSIVE_MARKS)
        entry = self._office_holder(name, title)
        country = country_within(self._forms(sentence), start, name_first) or self._chain_country(sentence, name_first, name_last)
        if entry and country and entry.country and entry.country != country and entry.country not in ("UNO", "IGO", "EUR"):
            entry = None
        sector = title_sector(title)
        if entry:
            roles = self.gazetteer.roles(entry.id, self.date)
            country = country or entry.country or (roles[0].country if roles else None)
            sector = sector or (roles[0].sector if roles else None) or entry.sector or "GOV"
        country = country or hinted_country(title) or self._apposed_country(sentence, head)
        role = bare_title(title)
        known_name = entry.name if entry else name
        return (
            self._actor(sentence, start, max(last, name_last), name=known_name, country=country, sector=sector or (country and "GOV"),
                        title=role, id=entry.id if entry else None),
        )  # fmt: skip

    def _person_span(self, sentence: int, head: int, first: int, last: int) -> tuple[int, int] | None:
        """The words of a person's name within a phrase: a PER entity, or a known surname of this report."""
        tree = self.trees[sentence]
        for entity in self.parsed.sentences[sentence].entities:
            titled = entity.first == last and first <= head and is_title(tree.words[head].form)  # the name set after its title
            within = entity.label == "PER" and ((entity.first < last and first < entity.last) or titled)
            if within and not self._is_state(tree, entity.first, entity.last):
                inside = entity.first <= head < entity.last or tree.words[head].relation in ("flat", "appos") or entity.first > head
                if inside and not self._is_possessor(tree, entity.first, entity.last, head):
                    begin, end = entity.first, entity.last
                    while begin < end - 1 and (is_title(tree.words[begin].form) or is_body_word(tree.words[begin].form)):
                        begin += 1
                    while end - 1 > begin and (
                        tree.words[end - 1].form in POSSESSIVE_MARKS or tree.words[end - 1].form in load_reference("en").name_ends
                    ):
                        end -= 1
                    return begin, end
        if tree.words[head].upos == "PROPN":
            for chain in self.chains.at(Span(tree.words[head].start, tree.words[head].end)):
                if tree.words[head].form.lower() in (self.chains.name(chain) or "").lower().split():
                    return head, head + 1
        return None

    @staticmethod
    def _is_possessor(tree: Tree, first: int, last: int, head: int) -> bool:
        inside = next((n for n in range(first, last) if not first <= tree.words[n].head < last), first)
        return inside != head and tree.words[inside].relation in ("nmod", "compound") and inside < head and not first <= head < last

    def _is_state(self, tree: Tree, first: int, last: int) -> bool:
        """Whether what the parser took for a person is the name of a state or capital, with no title before it ("Washington warned")."""
        if last - first > 1 or (first and is_title(tree.words[first - 1].form)):
            return False
        return any(e.kind in GOVERNMENT_KINDS for e in self.gazetteer.lookup(tree.words[first].form))

    def _title_start(self, sentence: int, first: int, name: int) -> int:
        """Where the title before a name begins: "the Russian Foreign Minister" belongs to Lavrov."""
        words = self.trees[sentence].words
        start = name
        while start > first or (start > 0 and name - start < 8 and belongs_to_title(words[start - 1].form, words[start - 1].upos)):
            start -= 1
        while start < name and words[start].upos in ("DET", "ADP", "PUNCT", "CCONJ", "PRON"):
            start += 1
        return start

    def _full_name(self, sentence: int, first: int, last: int) -> str:
        words = self.trees[sentence].words
        own = join_name([w.form for w in words[first:last]])
        for chain in self.chains.at(Span(words[first].start, words[last - 1].end)):
            longest = self.chains.name(chain)
            if longest and len(longest.split()) > len(own.split()):
                return longest
        return own

    def _office_holder(self, name: str, title: str) -> Entry | None:
        """The known person of that name; a bare surname counts where one holder of an office has it."""
        found = [e for e in self.gazetteer.person(name) if e.kind == "person"]
        if not found and " " not in name and title and self.date:
            found = [e for e in self.gazetteer.bearers(name) if self.gazetteer.roles(e.id, self.date)]
        if len(found) > 1 and self.date:
            found = [e for e in found if self.gazetteer.roles(e.id, self.date)] or found
        return found[0] if len(found) == 1 else None

    # -- chains

    def _chain_country(self, sentence: int, first: int, last: int) -> str | None:
        """A country that some mention of the same person gives ("Russian President Vladimir Putin … Putin")."""
        words = self.trees[sentence].words
        for chain in self.chains.at(Span(words[first].start, words[last - 1].end)):
            if self.chains.name(chain) and (country := self._country_of_chain(chain)):
                return country
        return None

    def _country_of_chain(self, chain: int) -> str | None:
        if chain not in self.chain_countries:
            self.chain_countries[chain] = None  # while it is being looked for
            places = (self.chains.place_of(span) for span in self.chains.spans(chain))
            found = (self._country_at(place) for place in places if place and place not in self.open)
            self.chain_countries[chain] = next((country for country in found if country), None)
        return self.chain_countries[chain]

    def _country_at(self, place: Place) -> str | None:
        """What the title before a name, or the apposition after it, says."""
        begin = self._title_start(place.sentence, place.head, place.head)
        title = " ".join(w.form for w in self.trees[place.sentence].words[begin : place.head])
        return (
            country_within(self._forms(place.sentence), begin, place.head)
            or hinted_country(title)
            or self._apposed_country(place.sentence, place.head)
        )

    def _coreferent(self, sentence: int, head: int, first: int, last: int) -> tuple[Actor, ...]:
        """The parties that the chains of a phrase name elsewhere, with this phrase's words."""
        words = self.trees[sentence].words
        span = Span(words[first].start, words[last - 1].end)
        found: list[Actor] = []
        for chain in self.chains.at(Span(words[head].start, words[head].end)):
            antecedent = self._antecedent(chain, span)
            if antecedent and (antecedent.country, antecedent.name) not in [(a.country, a.name) for a in found]:
                found.append(replace(antecedent, quote=self.parsed.report.text[span.start : span.end], start=span.start, end=span.end))
        return tuple(found)

    def _antecedent(self, chain: int, span: Span) -> Actor | None:
        candidates: list[Actor] = []
        for other in self.chains.spans(chain):
            if other.overlaps(span):
                continue
            place = self.chains.place_of(other)
            if place is None:
                continue
            head = self.chains.head_of(place, other)
            actors = self.own(place.sentence, head)
            if len(actors) > 1:
                continue  # a pronoun for several, of which this chain is one
            candidates += actors
        if not candidates and self.chains.name(chain):
            places = [self.chains.place_of(s) for s in self.chains.spans(chain) if not s.overlaps(span)]
            candidates += [a for p in places if p for a in self._person(p.sentence, p.head, p.head, p.head + 1)]
        named = [a for a in candidates if a.name and a.country] or [a for a in candidates if a.country] or candidates
        return named[0] if named else None

    # -- states and bodies

    def _body(self, sentence: int, head: int, first: int, last: int) -> tuple[Actor, ...]:
        """A state, capital or body whose name covers the head word."""
        tree = self.trees[sentence]
        forms = [w.form for w in tree.words]
        for at in range(max(0, head - 6), head + 1):
            hit = self.gazetteer.match(forms, at)
            if hit is None or not at <= head < hit[0]:
                continue
            entry = choose(hit[1])
            if entry is None or entry.kind in ("place", "person"):
                continue
            if entry.kind == "region":
                return (self._actor(sentence, at, hit[0], name=entry.name, country=None, id=entry.id),)
            sector = entry.sector or ("GOV" if entry.kind in GOVERNMENT_KINDS else None)
            country = entry.country or (country_within(self._forms(sentence), first, at) if entry.kind == "organisation" else None)
            end = max(hit[0], last if last > head else hit[0])
            name, known_as = state_of(entry)
            return (self._actor(sentence, min(first, at), end, name=name, country=country, sector=sector, id=known_as),)
        return ()

    def _apposed_country(self, sentence: int, head: int) -> str | None:
        """From "…, Ukraine's foreign minister," or "… of Finland" after the name."""
        tree = self.trees[sentence]
        above = tree.words[head].head if tree.words[head].relation != "conj" else -1  # what stands at another's name is the other's
        for kid in [k for h in (head, above) if h >= 0 for k in tree.kids(h, "appos", "nmod")]:
            if kid != head and (tree.words[kid].relation == "appos" or tree.case(kid) == "of"):
                words = tree.subtree(kid, without=("acl", "conj", "advcl"))
                country = country_within(self._forms(sentence), words[0], words[-1] + 1)
                if country:
                    return country
        return None

    # -- titles without a name, groups

    def _modifier_country(self, sentence: int, head: int, first: int) -> str | None:
        """The country of "Chinese officials", "China's foreign minister", "its companies", "the envoy of Peru"."""
        tree = self.trees[sentence]
        if tree.lemma(head) in load_reference("en").relational:
            return self._country_beside(sentence, head)
        inside = country_within(self._forms(sentence), first, head)
        if inside:
            return inside
        if office := office_country(self._forms(sentence), first, head):
            return office
        for kid in tree.kids(head, "nmod:poss"):
            countries = {a.country for a in self.actors(sentence, kid) if a.country}
            if len(countries) == 1:
                return countries.pop()
        for kid in tree.kids(head, "compound", "nmod:poss", "amod"):
            if tree.words[kid].form[:1].isupper():
                named = {a.country for a in self.own(sentence, kid) if a.country} or self._countries_of_bearers(tree.words[kid].form)
                if len(named) == 1:
                    return named.pop()
        for kid in tree.kids(head, "nmod"):
            if tree.case(kid) in ("of", "for", "from", "in"):
                words = tree.noun_phrase(kid)
                country = country_within(self._forms(sentence), words[0], words[-1] + 1)
                if country:
                    return country
        return None

    def _country_beside(self, sentence: int, head: int) -> str | None:
        """The country of "his Estonian counterpart", "NATO allies": whose counterpart one is tells no country of one's own."""
        tree = self.trees[sentence]
        near = [k for k in tree.kids(head, "amod", "compound") if k < head]
        named = {c for k in near if (c := country_within(self._forms(sentence), k, k + 1))}
        owned = bool(tree.kids(head, "nmod:poss")) or tree.lemma(head) == "counterpart"
        fits = {c for c in named if owned or c in BODIES}
        return fits.pop() if len(fits) == 1 else None

    def _countries_of_bearers(self, name: str) -> set[str]:
        """The countries in whose office somebody of that family name stands on the report's date ("the Biden administration")."""
        if not self.date:
            return set()
        return {r.country for e in self.gazetteer.bearers(name) for r in self.gazetteer.roles(e.id, self.date) if r.country}

    def _role(self, sentence: int, head: int, first: int, last: int) -> tuple[Actor, ...]:
        """An officer by title alone: "China's foreign minister", "a senior state department official"."""
        tree = self.trees[sentence]
        if tree.words[head].upos not in ("NOUN", "PROPN"):
            return ()
        forms = [w.form.lower() for w in tree.words]
        lemma = tree.lemma(head)
        best = next(
            (
                " ".join(forms[at : head + 1])
                for at in range(max(first, head - 4), head + 1)
                if " ".join(forms[at : head + 1]) in self.titles
            ),
            None,
        )
        best = best or (lemma if lemma in self.titles else None)
        if best is None:
            return ()
        entry = self.titles[best]
        if several := self._of_several(sentence, head, first, last, entry.sector or "GOV", best):
            return several
        country = self._modifier_country(sentence, head, first)
        chained = self._coreferent(sentence, head, first, last)
        if chained and (country is None or chained[0].country == country):
            return chained
        country = country or entry.country_hint or self._own_office(sentence, head)
        return (self._actor(sentence, first, max(head + 1, last), country=country, sector=entry.sector or "GOV", title=best),)

    def _own_office(self, sentence: int, head: int) -> str | None:
        """In a text that an office publishes, "the President" with a capital is its own state's."""
        word = self.trees[sentence].words[head]
        capital = word.form[:1].isupper() and word.xpos in ("NN", "NNP")
        return self.author.country if capital and self.author and self._is_definite(sentence, head) else None

    def _is_definite(self, sentence: int, head: int) -> bool:
        tree = self.trees[sentence]
        return any(tree.low(k) == "the" for k in tree.kids(head, "det"))

    def _of_several(self, sentence: int, head: int, first: int, last: int, sector: str, title: str | None) -> tuple[Actor, ...]:
        """ "the foreign ministers of Greece and Egypt", "the Russian and Turkish presidents": one party for each country."""
        tree = self.trees[sentence]
        if tree.words[head].xpos not in ("NNS", "NNPS"):
            return ()
        owners = [k for k in tree.kids(head, "nmod") if tree.case(k) == "of"] + tree.kids(head, "nmod:poss", "amod", "compound")
        countries = dict.fromkeys(
            a.country for k in owners for c in tree.conjuncts(k) for a in self._body(sentence, c, c, c + 1) if a.country
        )
        if len(countries) < 2:
            return ()
        first = min([first, *(k for k in owners if k < head)])
        return tuple(self._actor(sentence, first, max(head + 1, last), country=c, sector=sector, title=title) for c in countries)

    def _group(self, sentence: int, head: int, first: int, last: int) -> tuple[Actor, ...]:
        """A party by common noun: "Russian forces", "its companies and officials", "protesters"."""
        tree = self.trees[sentence]
        if tree.words[head].upos not in ("NOUN", "PROPN"):
            return ()
        lemma, low = tree.lemma(head), tree.words[head].form.lower()
        phrase_key = f"{tree.words[head - 1].form.lower()} {low}" if head else low
        sector = self.sectors.get(phrase_key) or self.sectors.get(lemma) or self.sectors.get(low)
        if sector is None and lemma not in load_reference("en").states:
            return ()
        if several := self._of_several(sentence, head, first, last, sector or "GOV", None):
            return several
        country = self._modifier_country(sentence, head, first)
        if country is None and (known := self._coreferent(sentence, head, first, last) or self._exemplars(sentence, head)):
            return known
        country = country or self._own_office(sentence, head)
        return (self._actor(sentence, first, max(head + 1, last), country=country, sector=sector or "GOV"),)

    def _exemplars(self, sentence: int, head: int) -> tuple[Actor, ...]:
        """ "countries like India and Brazil", "allies including Poland": those who are named stand for all."""
        tree = self.trees[sentence]
        named = [k for k in tree.kids(head, "nmod") if k > head and tree.case(k) in load_reference("en").exemplars]
        return tuple(a for k in named for a in self.actors(sentence, k) if a.country)

    def _surname(self, sentence: int, head: int) -> tuple[Actor, ...]:
        """A bare family name that one holder of a known office bears on the report's date ("Blinken meets Lavrov")."""
        word = self.trees[sentence].words[head]
        if word.upos != "PROPN" or not word.form[:1].isupper() or not self.date:
            return ()
        found = [e for e in self.gazetteer.bearers(word.form) if self.gazetteer.roles(e.id, self.date)]
        if len(found) != 1:
            return ()
        role = self.gazetteer.roles(found[0].id, self.date)[0]
        return (
            self._actor(
                sentence, head, head + 1, name=found[0].name, country=found[0].country or role.country, sector=role.sector, id=found[0].id
            ),
        )

    def _named(self, sentence: int, head: int, first: int, last: int) -> tuple[Actor, ...]:
        """A body that no list knows: an ORG entity keeps its name, and the country that its words give."""
        for entity in self.parsed.sentences[sentence].entities:
            if entity.label == "ORG" and entity.first <= head < entity.last:
                words = self.trees[sentence].words
                name = join_name([w.form for w in words[entity.first : entity.last]])
                country = country_within(self._forms(sentence), min(first, entity.first), max(last, entity.last))
                return (self._actor(sentence, min(first, entity.first), entity.last, name=name, country=country),)
        return ()

    # -- first person

    def _first_person(self, sentence: int, head: int) -> tuple[Actor, ...]:
        """ "I", "our": the speaker of the quotation, else the office that publishes the report."""
        words = self.trees[sentence].words
        speaker = self.speakers.get(sentence) or self.author
        if speaker is None:
            return ()
        return (replace(speaker, quote=words[head].form, start=words[head].start, end=words[head].end),)

    @cached_property
    def author(self) -> Actor | None:
        """The state or body that publishes the report itself; None for a newspaper or agency."""
        publisher = self.parsed.report.publisher
        if not publisher:
            return None
        forms = publisher.split()
        for at in range(len(forms)):
            hit = self.gazetteer.match(forms, at)
            entry = choose(hit[1]) if hit else None
            if entry and entry.kind in ("country", "capital", "organisation") and entry.sector not in ("JRN", "MED"):
                country = entry.country or next(
                    (e.country for n in range(len(forms)) if (h := self.gazetteer.match(forms, n)) for e in h[1] if e.country), None
                )
                if country:
                    return Actor("", 0, 0, name=publisher, country=country, sector=entry.sector or "GOV", id=entry.id)
        return None
