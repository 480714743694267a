"""What one sentence says that somebody said: by verbs, by nouns of speech, and by phrases that only name the speaker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.coding.attribution import SPOKEN, cited, governing_clause, is_told_so, named_sources, reporting_words
from dragoman.coding.roles import Scene
from dragoman.coding.tree import Tree
from dragoman.languages.reporting import ReportingWord, load_reporting
from dragoman.records.actor import Actor
from dragoman.records.evidence import Span

QUOTE_MARKS = frozenset('“”„"‘') | {"``", "''"}
REPORTED_PASSIVELY = frozenset({"neutral", "doubt", "announce"})


@dataclass(frozen=True, slots=True)
class Said:
    """A statement before it becomes a record: its sentence and verb, the speaker, the spans of what is said and of the whole."""

    sentence: int
    verb: int | None
    speaker: Actor | None
    cue: str
    content: Span
    whole: Span
    addressees: tuple[Actor, ...] = ()


def find_told(scene: Scene) -> list[Said]:
    """The statements of one sentence, quotations that stand alone apart."""
    return [*by_verbs(scene), *by_nouns(scene), *by_phrases(scene)]


# -- verbs


def by_verbs(scene: Scene) -> list[Said]:
    found: list[Said] = []
    for at in range(len(scene.tree)):
        for word in sorted(reporting_words(scene.tree, at), key=lambda w: not w.takes & {"as", "name"}):
            if told := list(by_verb(scene, at, word)):
                found += told
                break
        if is_told_so(scene.tree, at):
            found += by_phrase(scene, at, scene.tree.subject(at)[:1], scene.tree.words[at].head)
    return found


def by_verb(scene: Scene, at: int, word: ReportingWord) -> Iterator[Said]:
    """What one verb tells that is said, in the way that its entry asks for."""
    tree = scene.tree
    if word.kind not in SPOKEN | {"order", "question"}:
        return
    only_quoted = word.quotes or word.kind == "order"
    contents = [c for c in contents_of(tree, at, word) if has_words(tree, c) and (quoted(tree, c) or not only_quoted)]
    heads = speaker_heads(tree, at)
    unsaid = not heads and is_reported(tree, at, word)
    if not contents or not (unsaid or (heads and may_say(scene, heads[0]))):
        return
    speaker = speaker_of(scene, heads[0]) if heads else None
    addressees = addressees_of(scene, at, word)
    for content in contents:
        phrase = tree.noun_phrase(heads[0]) if heads else []
        words = sorted({*content, at, *phrase} if tree.is_finite(at) else {*content, at})
        yield Said(scene.number, at, speaker, tree.words[at].form, span_of(tree, content), span_of(tree, words), addressees)
        for source in cited(tree, at):
            whole = span_of(tree, sorted({*content, at, *tree.noun_phrase(source)}))
            yield Said(scene.number, at, speaker_of(scene, source), "citing", span_of(tree, content), whole)


def contents_of(tree: Tree, at: int, word: ReportingWord) -> list[list[int]]:
    """The runs of words that a verb tells, by what its entry takes."""
    found: list[list[int]] = []
    if "clause" in word.takes:
        found = clauses_of(tree, at)
    if not found and "noun" in word.takes:
        found = [words for k in tree.kids(at, "obj") if len(words := tree.subtree(k)) > 1]
    if not found and "claim" in word.takes:
        found = [tree.subtree(k) for k in tree.kids(at, "obj") if tree.lemma(k) in load_reporting("en").nouns]
    if not found and "as" in word.takes:
        found = [words for words in [taken_as(tree, at)] if words]
    if not found and "name" in word.takes:
        found = [words for words in [named_as(tree, at)] if words]
    return found


def clauses_of(tree: Tree, verb: int) -> list[list[int]]:
    """What is said in a clause: those under the verb, the one that it stands beside, or quoted words as its object."""
    clauses = tree.kids(verb, "ccomp", "csubj:pass") or told_in_document(tree, verb)
    if not clauses and tree.is_passive(verb) and not tree.kids(verb, "obl:agent"):
        infinitives = [k for k in tree.kids(verb, "xcomp") if tree.is_infinitive(k)]
        return [[*tree.noun_phrase(subject), *tree.subtree(k)] for k in infinitives for subject in tree.kids(verb, "nsubj")]
    if not clauses:
        clauses = [k for k in tree.kids(verb, "parataxis") if tree.kids(k, "nsubj", "cop", "aux") and not reporting_words(tree, k)]
    if clauses:
        later = [k for k in clauses[1:] if quoted(tree, tree.subtree(k))]
        return [tree.subtree(k) for k in [clauses[0], *later]]
    if tree.words[verb].relation == "parataxis" and tree.kids(verb, "nsubj"):
        return [words_beside(tree, verb)]
    if free := free_relative(tree, verb):
        return [free]
    objects = [k for k in tree.kids(verb, "obj", "xcomp") if quoted(tree, tree.subtree(k))]
    objects += [k for k in tree.kids(verb, "obl") if quoted(tree, tree.subtree(k)[:3])]
    return [tree.subtree(objects[0])] if objects else [words for words in [quoted_after(tree, verb)] if words]


def told_in_document(tree: Tree, verb: int) -> list[int]:
    """The clause that hangs under what the words stand in: "said in a statement that …"."""
    documents = [k for k in tree.kids(verb, "obl") if tree.case(k) in ("in", "at", "on") and tree.lemma(k) in load_reporting("en").nouns]
    return [c for k in documents for c in tree.kids(k, "acl", "ccomp") if tree.mark(c) == "that"]


def quoted_after(tree: Tree, verb: int) -> list[int]:
    """The quotation right behind a verb and a colon or comma, whatever the parser made of its words: "replied: “Not yet.”"."""
    at = verb + 1
    while at < len(tree) and tree.words[at].form in (":", ","):
        at += 1
    if at == verb + 1 or at >= len(tree) or not quoted(tree, [at]):
        return []
    end = next((n for n in range(at + 1, len(tree)) if quoted(tree, [n])), len(tree) - 1)
    return list(range(at, end + 1))


def words_beside(tree: Tree, verb: int) -> list[int]:
    """The clause that a verb of saying is set into: "Denmark, the minister said, will send a frigate"."""
    head, own = tree.words[verb].head, set(tree.subtree(verb))
    if not tree.is_predicate(head) and not tree.kids(head, "cop"):
        head = next((n for n in tree.above(head) if tree.is_predicate(n) and n > verb), head)
    stops = [n for n, w in enumerate(tree.words) if w.form == ";"]
    first, last = max((n for n in stops if n < verb), default=-1), min((n for n in stops if n > verb), default=len(tree))
    return [w for w in tree.subtree(head) if first < w < last and w not in own and not set(tree.above(w)) & own]


def free_relative(tree: Tree, verb: int) -> list[int]:
    """What follows in "what the envoy said was their lowest level"."""
    head = tree.words[verb].head
    if head < 0 or tree.low(head) != "what" or head > verb or verb + 1 >= len(tree):
        return []
    copula = verb + 1 if tree.words[verb + 1].relation == "cop" else None
    return [w for w in tree.subtree(tree.words[copula].head) if w > verb] if copula is not None else []


def taken_as(tree: Tree, verb: int) -> list[int]:
    """The object and what it is taken as: "what they view as …", "described the vote as a farce"."""
    objects = tree.kids(verb, "obj")
    near = [k for h in [verb, *objects] for k in tree.kids(h, "obl", "advcl", "xcomp", "nmod", "ccomp") if k > verb]
    phrases = [k for k in near if tree.case(k) == "as" or tree.mark(k) == "as" or any(tree.low(c) == "as" for c in tree.kids(k, "case"))]
    phrases = [k for k in phrases if not (tree.words[k].upos == "VERB" and tree.kids(k, "nsubj") and tree.is_finite(k))]
    if not phrases:
        return []
    return sorted({*(w for o in objects for w in tree.subtree(o)), *tree.subtree(phrases[0])})


def named_as(tree: Tree, verb: int) -> list[int]:
    """The object and the name it is given: "called the plan a mistake", "labelled the policy 'reckless'"."""
    names = [k for k in tree.kids(verb, "xcomp") if tree.words[k].upos in ("NOUN", "ADJ", "PROPN") and not tree.is_infinitive(k)]
    objects = [k for k in tree.kids(verb, "obj") if names or quoted(tree, tree.subtree(k))]
    return sorted({w for k in [*objects, *names] for w in tree.subtree(k)})


# -- who speaks, and to whom


def speaker_heads(tree: Tree, at: int) -> list[int]:
    """Who speaks: the subject, in a passive the by-phrase, in a participle the subject of the verb of saying that it goes with."""
    word = tree.words[at]
    bare = word.relation == "advcl" and word.xpos in ("VBD", "VBN") and not tree.kids(at, "nsubj", "aux")
    if tree.is_passive(at) or bare:
        return [k for k in tree.kids(at, "obl", "obl:agent") if tree.case(k) == "by"][:1]
    if companion := saying_beside(tree, at):
        return tree.subject(companion)
    heads = tree.subject(at) or tree.surface_subject(at)
    return container(tree, heads[0]) if heads else []


def saying_beside(tree: Tree, at: int) -> int | None:
    """The verb of saying that a participle continues: "…, the envoy said, adding that …"."""
    word = tree.words[at]
    if word.relation != "advcl" or word.xpos != "VBG" or tree.kids(at, "nsubj"):
        return None
    near = [word.head, *tree.kids(word.head, "parataxis")]
    if tree.words[word.head].relation == "ccomp":
        near.append(tree.words[word.head].head)
    verbs = [v for v in near if word.head < v < at and reporting_words(tree, v) and tree.kids(v, "nsubj")]
    return verbs[-1] if verbs else None


def container(tree: Tree, document: int) -> list[int]:
    """What holds a passage that speaks ("a plan to include a rebuke calling …": the plan); else the word itself."""
    verb, words = tree.words[document].head, load_reporting("en")
    if tree.words[document].relation != "obj" or tree.lemma(document) not in words.speakers or tree.lemma(verb) not in words.holders:
        return [document]
    wanted = [k for k in tree.kids(tree.words[verb].head, "obl") if tree.case(k) == "for" and k < verb] if tree.is_infinitive(verb) else []
    return wanted or tree.surface_subject(verb) or [document]


def is_reported(tree: Tree, at: int, word: ReportingWord) -> bool:
    """Whether a passive tells that something was said and not by whom: "it was reported that", "is said to have", "was told that"."""
    if not tree.is_passive(at) or not tree.kids(at, "aux:pass"):
        return False
    if word.addressee == "object":
        return bool(tree.kids(at, "ccomp"))
    impersonal = any(tree.low(k) == "it" for k in tree.kids(at, "nsubj", "expl"))
    told = bool(tree.kids(at, "xcomp")) or (impersonal and bool(tree.kids(at, "ccomp", "csubj:pass")))
    return told and word.kind in REPORTED_PASSIVELY


def may_say(scene: Scene, head: int) -> bool:
    """Whether a noun phrase can speak: a party, a person, a paper."""
    return bool(scene.actors(head)) or may_speak(scene.tree, head)


def may_speak(tree: Tree, head: int) -> bool:
    word = tree.words[head]
    named = word.upos == "PROPN" or (word.xpos == "PRP" and word.form.lower() != "it")
    return named or tree.lemma(head) in load_reporting("en").speakers


def speaker_of(scene: Scene, head: int) -> Actor | None:
    """The first party of a phrase; where it is none known, its words; None for a pronoun that leads to nobody."""
    actors = scene.actors(head) or authors_of(scene, head)
    if actors or scene.tree.words[head].upos == "PRON":
        return actors[0] if actors else None
    return by_its_words(scene, head)


def authors_of(scene: Scene, document: int) -> tuple[Actor, ...]:
    """Whose words a statement, letter or report holds: "a statement by the ministry said"."""
    if scene.tree.lemma(document) not in load_reporting("en").nouns:
        return ()
    return tuple(a for role in ("possessive", "by", "from", "of") for h in scene.heads(document, role) for a in scene.actors(h))


def by_its_words(scene: Scene, head: int) -> Actor:
    words = scene.tree.noun_phrase(head)
    span = span_of(scene.tree, [w for w in words if w == head or scene.tree.words[w].relation != "det"])
    return Actor(scene.cast.parsed.report.text[span.start : span.end], span.start, span.end)


def addressees_of(scene: Scene, at: int, word: ReportingWord) -> tuple[Actor, ...]:
    """Who is spoken to: the object or the to-phrase, known parties and audiences."""
    tree = scene.tree
    if word.addressee == "object":
        return heard_by(scene, tree.kids(at, "nsubj:pass") if tree.is_passive(at) else tree.kids(at, "obj", "iobj"))
    return heard_by(scene, tree.prepositional(at, "to")) if word.addressee == "to" else ()


def heard_by(scene: Scene, heads: Sequence[int]) -> tuple[Actor, ...]:
    found: list[Actor] = []
    for head in heads:
        if actors := scene.actors(head):
            found += [a for a in actors if a not in found]
        elif scene.tree.words[head].upos == "PROPN" or scene.tree.lemma(head) in load_reporting("en").audiences:
            found.append(by_its_words(scene, head))
    return tuple(found)


# -- nouns and phrases


def by_nouns(scene: Scene) -> list[Said]:
    """ "China's claims to be neutral", "American warnings to Beijing against …": a noun of speech with its owner and its content."""
    tree, found = scene.tree, []
    for at in range(len(tree)):
        if tree.words[at].upos != "NOUN" or tree.lemma(at) not in load_reporting("en").nouns:
            continue
        clauses = told_by_noun(tree, at)
        owners = [a for role in ("possessive", "adjective", "by", "from") for h in scene.heads(at, role) for a in scene.actors(h)]
        if clauses and owners:
            content = tree.subtree(clauses[0])
            phrase = sorted({*tree.noun_phrase(at), *content})
            addressees = heard_by(scene, tree.prepositional(at, "to"))
            cue = tree.words[at].form
            found.append(Said(scene.number, None, owners[0], cue, span_of(tree, content), span_of(tree, phrase), addressees))
    return found


def told_by_noun(tree: Tree, at: int) -> list[int]:
    """The clauses and phrases after a noun of speech that tell its content."""
    prepositions = ["that", "against", "over", "about"] + (["of"] if tree.lemma(at) in load_reporting("en").of_nouns else [])
    phrases = [k for k in tree.kids(at, "nmod") if k > at and tree.case(k) in prepositions]
    after = [k for k in tree.kids(at, "acl", "ccomp") if k > at and tree.words[k].deprel != "acl:relcl"]
    clauses = [k for k in after if tree.words[k].xpos != "VBN" or tree.is_finite(k)]
    return sorted([*clauses, *phrases])


def by_phrases(scene: Scene) -> list[Said]:
    """ "According to the ministry, …", "in Cairo's view …"."""
    found: list[Said] = []
    for phrase, speaker in named_sources(scene.tree):
        found += by_phrase(scene, phrase, [speaker], governing_clause(scene.tree, phrase))
    return found


def by_phrase(scene: Scene, phrase: int, speakers: Sequence[int], clause: int) -> list[Said]:
    """The clause that a phrase hands to its speaker, the phrase itself apart."""
    tree = scene.tree
    own = set(tree.subtree(phrase))
    content = [w for w in tree.subtree(clause) if w not in own and tree.words[w].upos != "PUNCT"]
    content = [w for w in content if not min(own) < w < max(own)]
    if not content or not speakers or clause in own or (tree.words[speakers[0]].upos == "PRON" and not scene.actors(speakers[0])):
        return []
    after = [w for w in content if w > max(own)]
    content = after if after and not [w for w in content if w < min(own)] else content
    cue = " ".join(tree.words[w].form for w in cue_words(tree, phrase, speakers[0]))
    whole = span_of(tree, sorted({*content, *own}))
    return [Said(scene.number, None, speaker_of(scene, speakers[0]), cue, span_of(tree, content), whole)]


def cue_words(tree: Tree, phrase: int, speaker: int) -> list[int]:
    """The words that tell that somebody speaks: the verb of an as-clause, the noun of a view, the preposition."""
    if phrase != speaker:
        return [phrase]
    return [w for k in tree.kids(phrase, "case") for w in tree.subtree(k) if tree.low(w) not in ("'s", "'")]


# -- spans


def has_words(tree: Tree, run: Sequence[int]) -> bool:
    return any(tree.words[w].upos != "PUNCT" for w in run)


def quoted(tree: Tree, words: Sequence[int]) -> bool:
    """Whether a quotation mark stands among words; an apostrophe that the parser reads as a mark counts."""
    return any(tree.words[w].form in QUOTE_MARKS or (tree.words[w].upos == "PUNCT" and tree.words[w].xpos in QUOTE_MARKS) for w in words)


def span_of(tree: Tree, words: Sequence[int]) -> Span:
    """The span of a run of words, punctuation at its edges apart (a closing quotation mark stays)."""
    kept = sorted(words)
    while len(kept) > 1 and tree.words[kept[0]].upos == "PUNCT" and tree.words[kept[0]].form not in ("“", '"', "„"):
        kept.pop(0)
    while len(kept) > 1 and tree.words[kept[-1]].form in (",", ";", "—", "-", "–", "."):
        kept.pop()
    return Span(tree.words[kept[0]].start, tree.words[kept[-1]].end)
