"""Who says so: the chain of speakers over a clause, outermost first; an empty chain is the report's own voice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dragoman.coding.links import Hold
from dragoman.coding.roles import Scene
from dragoman.coding.tree import Tree
from dragoman.languages.reporting import ReportingWord, load_reporting
from dragoman.records.mention import Attribution

SPOKEN = frozenset({"neutral", "doubt", "announce", "opinion"})


def reporting_words(tree: Tree, at: int) -> list[ReportingWord]:
    """The entries for a verb that tells of speech, those with a particle first; none for other words."""
    if tree.words[at].upos != "VERB":
        return []
    words = sorted(load_reporting("en").verbs.get(tree.lemma(at), ()), key=lambda w: w.particle is None)
    return [w for w in words if w.particle is None or tree.has_particle(at, w.particle)]


def find_reporting(tree: Tree, at: int) -> ReportingWord | None:
    """The entry for a verb that tells in a clause what is said; None for other words."""
    return next((w for w in reporting_words(tree, at) if "clause" in w.takes), None)


def is_told_so(tree: Tree, at: int) -> bool:
    """Whether a clause only says who told the one above it: "as the minister put it"."""
    if tree.words[at].relation != "advcl" or tree.mark(at) != "as" or not tree.kids(at, "nsubj") or tree.kids(at, "ccomp", "xcomp"):
        return False
    objects = [k for k in tree.kids(at, "obj") if tree.low(k) != "it"]
    return not objects and tree.lemma(at) in load_reporting("en").said_so


def speech_over(tree: Tree, at: int) -> Iterator[int]:
    """The reporting verbs over a word, nearest first: those whose content it stands in, and those set beside its clause."""
    seen: set[int] = set()
    now = at
    for _ in range(len(tree)):
        for kid in tree.kids(now, "parataxis", "discourse", "advcl"):
            beside = tree.words[kid].relation != "advcl" and find_reporting(tree, kid) and not tree.kids(kid, "ccomp")
            if kid != at and kid not in seen and ((beside and tree.kids(kid, "nsubj")) or is_told_so(tree, kid)):
                seen.add(kid)
                yield kid
        head = tree.words[now].head
        if head < 0:
            return
        if tree.words[now].relation in ("ccomp", "xcomp", "parataxis", "advcl", "obj", "acl") and head not in seen:
            relation = tree.words[now].relation
            if find_reporting(tree, head) and (relation == "ccomp" or (relation == "parataxis" and not tree.kids(head, "ccomp"))):
                seen.add(head)
                yield head
        now = head


def named_sources(tree: Tree) -> Iterator[tuple[int, int]]:
    """The phrases that name a speaker without a verb of his, as (head of the phrase, head of the speaker)."""
    words = load_reporting("en")
    for at in range(len(tree)):
        if tree.words[at].relation not in ("obl", "nmod", "advcl", "advmod", "parataxis"):
            continue
        case = tree.case(at)
        if case in words.according:
            yield at, at
        elif case in words.viewpoint_prepositions and tree.lemma(at) in words.viewpoint_nouns:
            owners = tree.kids(at, "nmod:poss") or tree.prepositional(at, "of")
            if owners:
                yield at, owners[0]


def is_set_off(tree: Tree, phrase: int) -> bool:
    """Whether a phrase opens or closes the sentence behind a comma: then it speaks for the whole of it."""
    words = tree.subtree(phrase)
    rest = [w for w in range(words[-1] + 1, len(tree)) if tree.words[w].upos != "PUNCT"]
    before = tree.words[words[0] - 1].form if words[0] else ","
    opening = not [w for w in range(words[0]) if tree.words[w].upos != "PUNCT"]
    return opening or (not rest and (before == "," or tree.words[words[0]].form == ","))


def governing_clause(tree: Tree, phrase: int) -> int:
    """The predicate that a phrase speaks for: the sentence's where it is set off, else the nearest above it."""
    if is_set_off(tree, phrase):
        return tree.root
    return next((n for n in tree.above(phrase) if tree.is_predicate(n)), tree.root)


def cited(tree: Tree, verb: int) -> list[int]:
    """Whom a verb of speech leans on: "reported, citing two officers"."""
    leaning = [k for k in tree.kids(verb, "advcl") if tree.lemma(k) in load_reporting("en").cites and tree.words[k].xpos == "VBG"]
    return [o for k in leaning for o in tree.kids(k, "obj")]


def find_attribution(scene: Scene, at: int, path: Sequence[Hold]) -> tuple[Attribution, ...]:
    """The speakers over a trigger word; an event never is attributed to the verb that tells it."""
    found: list[Attribution] = []
    tree = scene.tree
    told_by = {h.at for h in path if h.operator.kind not in ("claim", "expect", "fear", "accuse", "request", "threaten")}
    for verb in speech_over(tree, at):
        word = find_reporting(tree, verb)
        if verb in told_by or verb == at or (not is_told_so(tree, verb) and (word is None or word.kind not in SPOKEN)):
            continue
        for head in cited(tree, verb):
            add_speaker(scene, [head], found)
        add_speaker(scene, tree.subject(verb) or tree.surface_subject(verb), found)
    above = {at, *tree.above(at)}
    for phrase, speaker in named_sources(tree):
        if governing_clause(tree, phrase) in above or tree.words[phrase].head in above:
            add_speaker(scene, [speaker], found)
    for hold in path:
        if hold.operator.kind in ("accuse", "request", "threaten") and not found:
            add_speaker(scene, tree.subject(hold.at) if tree.is_predicate(hold.at) else tree.kids(hold.at, "nmod:poss", "amod"), found)
    return tuple(reversed(found))


def add_speaker(scene: Scene, heads: Iterable[int], found: list[Attribution]) -> None:
    for head in heads:
        words = scene.tree.noun_phrase(head)
        text = scene.cast.parsed.report.text[scene.tree.words[words[0]].start : scene.tree.words[words[-1]].end]
        actors = scene.actors(head)
        link = Attribution(actors[0] if actors else None, text)
        known = any(
            f.speaker and link.speaker and (f.speaker.name, f.speaker.country) == (link.speaker.name, link.speaker.country) for f in found
        )
        if link not in found and not known and text.lower() not in ("it", "which", "that"):
            found.append(link)
        return
