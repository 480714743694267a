"""Who says so: the chain of speakers over a clause, outermost first; an empty chain is the report's own voice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dragoman.coding.links import Hold
from dragoman.coding.roles import Scene
from dragoman.coding.tree import Tree
from dragoman.languages.reporting import ReportingWord, load_reporting
from dragoman.records.mention import Attribution

SPOKEN = frozenset({"neutral", "doubt", "announce", "opinion"})
ACCORDING = frozenset(["according to", "according"])


def find_reporting(tree: Tree, at: int) -> ReportingWord | None:
    """The entry for a verb that tells of speech; None for other words."""
    if tree.words[at].upos != "VERB":
        return None
    for word in sorted(load_reporting("en").verbs.get(tree.lemma(at), ()), key=lambda w: w.particle is None):
        if word.particle is None or tree.has_particle(at, word.particle):
            return word
    return None


def speech_over(tree: Tree, at: int) -> Iterator[int]:
    """The reporting verbs over a word, nearest first: those whose content it stands in, and those set beside its clause."""
    seen: set[int] = set()
    now = at
    for _ in range(len(tree)):
        for kid in tree.kids(now, "parataxis", "discourse"):
            if kid != at and kid not in seen and find_reporting(tree, kid) and tree.kids(kid, "nsubj") and not tree.kids(kid, "ccomp"):
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


def find_attribution(scene: Scene, at: int, path: Sequence[Hold]) -> tuple[Attribution, ...]:
    """The speakers over a trigger word; an event never is attributed to the verb that tells it."""
    found: list[Attribution] = []
    tree = scene.tree
    told_by = {h.at for h in path if h.operator.kind not in ("claim", "expect", "fear", "accuse", "request", "threaten")}
    for verb in speech_over(tree, at):
        word = find_reporting(tree, verb)
        if word is None or word.kind not in SPOKEN or verb in told_by or verb == at:
            continue
        add_speaker(scene, tree.subject(verb) or tree.surface_subject(verb), found)
    for now in [at, *tree.above(at)]:
        for kid in tree.kids(now, "obl", "nmod", "advcl"):
            if tree.case(kid) in ACCORDING:
                add_speaker(scene, [kid], found)
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
