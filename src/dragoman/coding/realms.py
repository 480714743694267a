"""Whether what a clause tells is done by anybody: play, markets, fiction, nature, figures of speech and rules of life are no events.

What a passage speaks of is read from its own words (``languages/<language>/nonevents.yaml``); politics, where it is named, speaks against
the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from dragoman.coding.telling import Telling
from dragoman.coding.times import find_times
from dragoman.coding.tree import Tree
from dragoman.gazetteers.names import load_gazetteer
from dragoman.languages.nonevents import find_phrases, load_nonevents
from dragoman.records.actor import Actor

# Sectors whose members do politics whatever state they belong to.
CIVIC = frozenset("COP GOV JUD LEG MIL PRM PTY REB SPY UAF OPP REF CRM ELI PRE".split())
# Acts that people of every walk do to one another.
OPEN_KINDS = frozenset({"PROTEST", "ASSAULT", "AID"})
# Acts that take place on a day; of stands and words ("rejects", "demands") the simple present tells what is so now.
DATED_KINDS = frozenset("CONSULT AID COOPERATE RETREAT COERCE ASSAULT MOBILIZE SANCTION PROTEST CONCEDE".split())
# How a name hangs in the phrase of the thing or person that it belongs to.
PHRASAL = frozenset({"nmod", "compound", "amod", "flat", "appos", "conj", "nummod", "det"})
UNREAL = frozenset({"possible", "conditional", "expected", "planned"})


@dataclass(frozen=True)
class Realms:
    """The trees of a report, and what each sentence speaks of."""

    trees: Sequence[Tree]

    @cached_property
    def of_sentences(self) -> tuple[frozenset[str], ...]:
        """The realms of each sentence: its own, and those of its passage where nothing of it is politics."""
        own = [realms_of(tree) for tree in self.trees]
        found: list[frozenset[str]] = []
        for n, tree in enumerate(self.trees):
            passage = [m for m, other in enumerate(self.trees) if other.sentence.paragraph == tree.sentence.paragraph]
            if any(is_political(self.trees[m]) for m in passage):
                found.append(own[n] | ({"fiction"} if any(m < n and tells_a_work(self.trees[m]) for m in passage) else set()))
            else:
                found.append(frozenset().union(*(own[m] for m in passage)) | hinted([self.trees[m] for m in passage]))
        return tuple(found)

    @cached_property
    def is_nameless(self) -> bool:
        """Whether the whole report names nobody and nothing, as explanations and made-up examples do."""
        return not any(tree.sentence.entities or names_state(tree) for tree in self.trees)

    def acts(self, tellings: Sequence[Telling], asked: bool = False) -> list[Telling]:
        """The tellings without those that tell of no act; where one pair is asked about, its sides count as actors."""
        return [t for t in tellings if not (any(self.unreal(t)) or (not asked and any(self.undone(t))))]

    def objections(self, telling: Telling) -> Iterator[str]:
        """Why a telling is no act, in words."""
        yield from self.unreal(telling)
        yield from self.undone(telling)

    def unreal(self, telling: Telling) -> Iterator[str]:
        """What speaks against a telling whoever its sides are: play, fiction, figures of speech."""
        tree, realms = self.trees[telling.sentence], self.of_sentences[telling.sentence]
        political = is_political(tree)
        if "fiction" in realms and (not political or tells_a_work(tree) or not works_in(tree)) and not is_about_a_work(tree, telling):
            yield "told in a work of fiction"
        if "play" in realms and not political:
            yield "speaks of play"
        if "wit" in realms:
            yield "a way of speaking"
        if acts_in_a_figure(tree, telling):
            yield "its subject does not act"

    def undone(self, telling: Telling) -> Iterator[str]:
        """What speaks against a telling of a whole report: nobody in it does politics, or nothing is done on any day."""
        tree, realms = self.trees[telling.sentence], self.of_sentences[telling.sentence]
        idle = not (is_political(tree) or has_civic_side(tree, telling))
        stated = any(a.country for a in (*telling.sources, *telling.targets))
        if realms and idle and telling.event_type != "PROTEST" and not names_state(tree):
            yield f"speaks of {', '.join(sorted(realms))}"
        if telling.event_type not in OPEN_KINDS and idle and (stated or self.is_nameless):
            yield "no side does politics"
        if "accident" in realms and telling.event_type == "ASSAULT" and is_accident(tree, telling):
            yield "an accident"
        if is_rule_of_life(tree, telling, self.is_nameless) or is_definition(tree, telling) or is_habit(tree, telling):
            yield "tells what is done as a rule"
        if is_supposed(tree, telling):
            yield "only supposed or asked"


# -- what a sentence speaks of


def words_of(tree: Tree, *parts: str) -> set[str]:
    """The lemmas and forms of words by part of speech."""
    found = [n for n, w in enumerate(tree.words) if w.upos in parts and not is_half_a_word(tree, n)]
    return {word for n in found for word in (tree.lemma(n), tree.low(n))}


def is_half_a_word(tree: Tree, at: int) -> bool:
    """ "film" in "film-maker"."""
    return at + 1 < len(tree) and tree.words[at + 1].form in ("-", "–")


def realms_of(tree: Tree) -> frozenset[str]:
    """The realms whose words stand in a sentence."""
    forms, words = [w.form for w in tree.words], words_of(tree, "NOUN", "PROPN", "VERB")
    realms = load_nonevents("en").realms
    return frozenset(name for name, realm in realms.items() if words & realm.words or find_phrases(forms, realm.phrases))


def hinted(passage: Sequence[Tree]) -> set[str]:
    """The realms of which a passage holds two hints."""
    words = set[str]().union(*(words_of(tree, "NOUN") for tree in passage))
    counts = {name: len(words & realm.hints) for name, realm in load_nonevents("en").realms.items()}
    counts["play"] += any(has_team(tree) for tree in passage)
    return {name for name, count in counts.items() if count > 1}


def is_political(tree: Tree) -> bool:
    known = load_nonevents("en").politics
    return any(tree.lemma(n) in known or tree.low(n) in known for n in range(len(tree)))


def names_state(tree: Tree) -> bool:
    """Whether a state, capital or body is named, or a people, that is not only the home of a private person or thing."""
    known = load_gazetteer()
    forms = [w.form for w in tree.words]
    capital = (n for n, w in enumerate(tree.words) if w.form[:1].isupper() and w.upos in ("PROPN", "ADJ", "NOUN"))
    return any(known.match(forms, n) and not is_private(tree, n) for n in capital)


# -- works of fiction


def works_in(tree: Tree) -> list[int]:
    known = load_nonevents("en").realms["fiction"].words
    return [n for n, w in enumerate(tree.words) if w.upos in ("NOUN", "PROPN") and tree.lemma(n) in known and not is_half_a_word(tree, n)]


def tells_a_work(tree: Tree) -> bool:
    """Whether a sentence tells what is in a work: "in the film …", "the novel shows …", "act three: …"."""
    if find_phrases([w.form for w in tree.words], load_nonevents("en").realms["fiction"].phrases):
        return True
    for work in works_in(tree):
        for at in (work, *tree.above(work)):
            if tree.words[at].relation in ("obl", "nmod") and tree.case(at) in load_nonevents("en").inside:
                return True
            if tree.words[at].deprel == "nsubj" and tree.words[tree.words[at].head].xpos in ("VBZ", "VBP"):
                return True
            if tree.words[at].relation not in PHRASAL:
                break
    return False


def is_about_a_work(tree: Tree, telling: Telling) -> bool:
    """Whether a work is what the act is done to or about ("banned the film"), not where it is told."""
    if tells_a_work(tree):
        return False
    below = set(tree.subtree(telling.at)) | set(tree.subtree(telling.anchor))
    return any(n in below or tree.words[n].relation in ("obj", "nmod") for n in works_in(tree))


# -- who acts


def subjects_of(tree: Tree, telling: Telling) -> list[int]:
    """The nouns that are said to act, where verbs tell it."""
    verbs = [n for n in dict.fromkeys((telling.at, telling.anchor)) if tree.words[n].upos in ("VERB", "ADJ")]
    return [c for n in verbs for h in tree.subject(n) for c in tree.conjuncts(h) if tree.words[c].upos in ("NOUN", "PROPN")]


def acts_in_a_figure(tree: Tree, telling: Telling) -> bool:
    """Whether every subject is weather, a price, a creature, a feeling or a thing ("the storm hammered the coast")."""
    subjects, known = subjects_of(tree, telling), load_nonevents("en").unliving
    return bool(subjects) and all((tree.words[n].upos == "NOUN" or n == 0) and tree.lemma(n) in known for n in subjects)


def has_team(tree: Tree) -> bool:
    """ "Peru have been drawn to face Fiji": one state that takes a plural verb is its eleven."""
    return any(is_team(tree, n) for n, w in enumerate(tree.words) if w.upos == "PROPN" and w.deprel in ("nsubj", "nsubj:pass"))


def is_team(tree: Tree, subject: int) -> bool:
    form = tree.words[subject].form
    if len(tree.conjuncts(subject)) > 1 or form.lower().endswith("s") or tree.kids(subject, "flat", "compound", "amod", "det"):
        return False
    return takes_plural(tree, tree.words[subject].head) and any(e.kind == "country" for e in load_gazetteer().lookup(form))


def takes_plural(tree: Tree, verb: int) -> bool:
    helpers = [k for k in tree.kids(verb, "aux") if tree.words[k].xpos in ("VBD", "VBZ", "VBP", "MD")]
    if helpers:
        return tree.low(helpers[0]) in load_nonevents("en").plural_helpers
    return tree.words[verb].xpos == "VBP" and not tree.mark(verb)


def has_civic_side(tree: Tree, telling: Telling) -> bool:
    """Whether a state, body or official acts, or is acted on by somebody who is no private person."""
    placed = [at for a in telling.sources if (at := place_of(tree, a)) is not None]
    if placed and len(placed) == len(telling.sources) and all(is_private(tree, at) for at in placed):
        return False
    return any(is_civic(tree, a) for a in (*telling.sources, *telling.targets))


def is_civic(tree: Tree, actor: Actor) -> bool:
    """Whether a side is a state, body or official; not where it only says whence a private person or thing comes."""
    if not (actor.country or actor.id or actor.sector in CIVIC):
        return False
    at = place_of(tree, actor)
    return at is None or not is_private(tree, at)


def place_of(tree: Tree, actor: Actor) -> int | None:
    """The first word of a side, None where it stands in another sentence."""
    return next((n for n, w in enumerate(tree.words) if actor.start <= w.start < actor.end), None)


def is_private(tree: Tree, at: int) -> bool:
    """Whether a word is, or hangs in the phrase of, a private person or thing ("the rowers from Peru")."""
    private = load_nonevents("en").private
    while at >= 0:
        if tree.lemma(at) in private and tree.words[at].upos == "NOUN" and tree.words[at].relation != "compound":
            return True
        at = tree.words[at].head if tree.words[at].relation in PHRASAL else -1
    return False


def is_accident(tree: Tree, telling: Telling) -> bool:
    """Whether nobody does the harm, and no word for a weapon stands there."""
    return not telling.sources and not load_nonevents("en").weapons & {tree.lemma(n) for n in range(len(tree))}


# -- what is done as a rule, and what is only thought of


def is_rule_of_life(tree: Tree, telling: Telling, nameless: bool) -> bool:
    """Whether a whole sentence without a name or date tells of a kind of people in the present ("courts convict")."""
    stated = any(a.country for a in (*telling.sources, *telling.targets))
    if telling.attribution or stated or tree.words[-1].form != "." or telling.status in ("expected", "conditional"):
        return False
    if not is_timeless(tree):
        return False
    if nameless:
        return True
    if any(w.upos in ("PROPN", "NUM") for w in tree.words):
        return False
    subjects = subjects_of(tree, telling)
    habit = any(tree.lemma(n) in load_nonevents("en").habits for n in range(len(tree)))
    return habit or (bool(subjects) and all(is_kind(tree, n) for n in subjects))


def is_timeless(tree: Tree) -> bool:
    """Whether every clause stands in the simple present or tells what may be done."""
    finite = {w.xpos for w in tree.words if w.upos in ("VERB", "AUX")}
    if not finite & {"VBZ", "VBP", "MD"} or finite & {"VBD", "VBG"}:
        return False
    known = load_nonevents("en")
    return not any(tree.low(n) in known.past_or_ahead or tree.lemma(n) in known.unchanged for n in range(len(tree)))


def is_habit(tree: Tree, telling: Telling) -> bool:
    """Whether a verb in the simple present tells, outside headlines, what is so or is done as a rule ("the council meets in Kyoto")."""
    verb = tree.words[telling.at]
    if telling.event_type not in DATED_KINDS or verb.xpos not in ("VBZ", "VBP") or tree.kids(telling.at, "aux") or telling.attribution:
        return False
    states = {a.country for a in (*telling.sources, *telling.targets) if a.country}
    if verb.lemma.lower() in load_nonevents("en").unchanged:
        return False
    if tree.words[-1].form != "." or tree.sentence.told_in != "body" or telling.status != "happened" or len(states) > 1:
        return False
    return not any(w.upos == "PROPN" for e in find_times(tree.sentence) for w in tree.words[e.first : e.last])


def is_kind(tree: Tree, at: int) -> bool:
    """ "governments", "a diplomat": any of a kind, not those of the day."""
    articles = [tree.low(k) for k in tree.kids(at, "det", "nmod:poss", "nummod")]
    return tree.words[at].upos == "NOUN" and all(a in load_nonevents("en").any_of_a_kind for a in articles)


def is_definition(tree: Tree, telling: Telling) -> bool:
    """ "An alliance is a league of states that defend each other": what stands under the noun that defines."""
    root = next((n for n, w in enumerate(tree.words) if w.head < 0), -1)
    if telling.attribution or root < 0 or tree.words[root].upos != "NOUN" or not tree.kids(root, "det"):
        return False
    subjects = tree.kids(root, "nsubj")
    defines = any(tree.low(k) in load_nonevents("en").defining for k in tree.kids(root, "cop")) and is_kind(tree, root)
    defines = defines and all(tree.words[n].upos == "PROPN" or is_kind(tree, n) for n in subjects)
    past = any(w.xpos in ("VBD", "VBN") for w in tree.words)
    return defines and not past and root in tree.above(telling.at)


def is_supposed(tree: Tree, telling: Telling) -> bool:
    """A question that nobody named asks, or a clause under "suppose"."""
    if telling.attribution:
        return False
    roots = [n for n, w in enumerate(tree.words) if w.head < 0]
    known = load_nonevents("en").supposing
    imperative = any(tree.lemma(n) in known and tree.words[n].xpos == "VB" and not tree.kids(n, "nsubj") for n in roots)
    unnamed = not any(a.country for a in (*telling.sources, *telling.targets))
    return imperative or (tree.words[-1].form == "?" and (telling.status in UNREAL or unnamed))
