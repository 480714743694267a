"""Who said what: statements with speaker, cue and wording, and who speaks in quotations that stand alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dragoman.coding.attribution import SPOKEN, find_reporting
from dragoman.coding.roles import Scene
from dragoman.coding.tree import Tree
from dragoman.languages.reporting import load_reporting
from dragoman.records.actor import Actor
from dragoman.records.evidence import Span
from dragoman.records.ids import make_id
from dragoman.records.report import Report
from dragoman.records.statement import Statement

# A quotation within a paragraph; the closing mark may be missing or of the other style in garbled copies.
QUOTATION = re.compile(r"[“\"„]([^“”\"„]{2,1500})(?:[”\"]|$)")
WHOLE_QUOTE = 0.6  # share of the content's characters inside quotation marks from which the wording is direct
Wording = Literal["direct", "indirect", "mixed"]


@dataclass(frozen=True, slots=True)
class Said:
    """A statement before it becomes a record: words of a sentence, the speaker's head words, the content's span."""

    sentence: int
    verb: int | None
    speaker: Actor | None
    cue: str
    content: Span
    whole: Span
    addressees: tuple[Actor, ...]


def find_quotations(report: Report) -> list[Span]:
    """The insides of quotation marks, paragraph by paragraph."""
    found = []
    for paragraph in report.paragraphs:
        for match in QUOTATION.finditer(report.text, paragraph.start, paragraph.end):
            found.append(Span(match.start(1), match.end(1)))
    return found


def find_said(scenes: Sequence[Scene], report: Report) -> list[Said]:
    """All statements of a report in order, those of verbs and nouns and those of quotations alone."""
    said = [s for scene in scenes for s in (*by_verbs(scene), *by_nouns(scene))]
    return sorted([*said, *lone_quotations(scenes, report, said)], key=lambda s: (s.whole.start, s.whole.end))


def by_verbs(scene: Scene) -> list[Said]:
    tree, found = scene.tree, []
    for at in range(len(tree)):
        word = find_reporting(tree, at)
        if word is None or word.kind not in SPOKEN | {"order", "question"}:
            continue
        content = content_of(tree, at)
        speakers = tree.subject(at) or tree.surface_subject(at) if not tree.is_passive(at) else tree.subject(at)
        if not content or not speakers or (word.kind == "order" and not quoted(tree, content)):
            continue
        actors = scene.actors(speakers[0])
        if not actors and not may_speak(tree, speakers[0]):
            continue
        speaker = actors[0] if actors else unknown_speaker(scene, speakers[0])
        addressees = scene.parties(tree.kids(at, "obj", "iobj")) if word.addressee == "object" else ()
        words = sorted({*content, at, *tree.noun_phrase(speakers[0])} if tree.is_finite(at) else {*content, at})
        found.append(Said(scene.number, at, speaker, tree.words[at].form, span_of(tree, content), span_of(tree, words), addressees))
    return found


def by_nouns(scene: Scene) -> list[Said]:
    """ "China's claims to be neutral": a noun of speech with its possessor and its content."""
    tree, found, nouns = scene.tree, [], load_reporting("en").nouns
    for at in range(len(tree)):
        if tree.words[at].upos != "NOUN" or tree.lemma(at) not in nouns:
            continue
        clauses = [
            k
            for k in tree.kids(at, "acl", "ccomp", "nmod")
            if k > at and (tree.words[k].relation != "nmod" or tree.case(k) in ("that", "against", "over", "about"))
        ]
        clauses = [k for k in clauses if tree.words[k].deprel != "acl:relcl" and tree.words[k].xpos != "VBN"]
        owners = [a for role in ("possessive", "adjective", "by", "from") for h in scene.heads(at, role) for a in scene.actors(h)]
        if clauses and owners:
            content = tree.subtree(clauses[0])
            phrase = sorted({*tree.noun_phrase(at), *content})
            found.append(Said(scene.number, None, owners[0], tree.words[at].form, span_of(tree, content), span_of(tree, phrase), ()))
    return found


def content_of(tree: Tree, verb: int) -> list[int]:
    """What is said: the clause under the verb, or the clause that the verb stands beside."""
    clauses = tree.kids(verb, "ccomp")
    if not clauses:
        clauses = [k for k in tree.kids(verb, "parataxis") if tree.kids(k, "nsubj", "cop", "aux") and not find_reporting(tree, k)]
    if clauses:
        return tree.subtree(clauses[0])
    head = tree.words[verb].head
    if tree.words[verb].relation == "parataxis" and head >= 0 and tree.kids(verb, "nsubj"):
        own = set(tree.subtree(verb))
        return [w for w in tree.subtree(head, without=()) if w not in own and not set(tree.above(w)) & own]
    objects = [k for k in tree.kids(verb, "obj", "xcomp", "obl") if quoted(tree, tree.subtree(k))]
    return tree.subtree(objects[0]) if objects else []


def quoted(tree: Tree, words: Sequence[int]) -> bool:
    return any(tree.words[w].form in ("“", "”", '"', "``", "''", "„") for w in words)


def may_speak(tree: Tree, head: int) -> bool:
    word = tree.words[head]
    return (word.upos in ("PROPN", "PRON") and word.form.lower() not in ("it", "which", "that", "this")) or tree.lemma(
        head
    ) in load_reporting("en").speakers


def unknown_speaker(scene: Scene, head: int) -> Actor | None:
    tree = scene.tree
    words = tree.noun_phrase(head)
    if tree.words[head].upos == "PRON":
        return None
    span = span_of(tree, words)
    return Actor(scene.cast.parsed.report.text[span.start : span.end], span.start, span.end)


def span_of(tree: Tree, words: Sequence[int]) -> Span:
    """The span of a run of words, punctuation at its edges apart (a closing quotation mark stays)."""
    kept = sorted(words)
    while len(kept) > 1 and tree.words[kept[0]].upos == "PUNCT" and tree.words[kept[0]].form not in ("“", '"', "„"):
        kept.pop(0)
    while len(kept) > 1 and tree.words[kept[-1]].form in (",", ";", "—", "-", "–", "."):
        kept.pop()
    return Span(tree.words[kept[0]].start, tree.words[kept[-1]].end)


def lone_quotations(scenes: Sequence[Scene], report: Report, said: Sequence[Said]) -> list[Said]:
    """Quotations of whole sentences that no verb introduces: the last speaker goes on."""
    found: list[Said] = []
    for quotation in find_quotations(report):
        if any(s.whole.overlaps(quotation) for s in said) or len(report.text[quotation.start : quotation.end].split()) < 4:
            continue
        inside = [
            n for n, scene in enumerate(scenes) if scene.tree.sentence.start < quotation.end and quotation.start < scene.tree.sentence.end
        ]
        if not inside or any(scenes[n].tree.sentence.start < quotation.start - 2 for n in inside[:1]):
            continue
        before = [s for s in [*said, *found] if s.whole.end <= quotation.start and s.speaker]
        paragraph = scenes[inside[0]].tree.sentence.paragraph
        near = [s for s in before if paragraph - scenes[s.sentence].tree.sentence.paragraph <= 1]
        speaker = max(near, key=lambda s: s.whole.end).speaker if near else None
        found.append(Said(inside[0], None, speaker, "", quotation, quotation, ()))
    return found


def speakers_by_sentence(scenes: Sequence[Scene], report: Report, said: Sequence[Said]) -> dict[int, Actor]:
    """Who says "I" in each sentence: the speaker of the quotation that holds its words."""
    quotations = find_quotations(report)
    found: dict[int, Actor] = {}
    for statement in said:
        if statement.speaker and any(q.overlaps(statement.content) for q in quotations):
            for number, scene in enumerate(scenes):
                if scene.tree.sentence.start < statement.content.end and statement.content.start < scene.tree.sentence.end:
                    found.setdefault(number, statement.speaker)
    return found


def wording_of(content: Span, quotations: Sequence[Span]) -> Wording:
    covered = sum(min(q.end, content.end) - max(q.start, content.start) for q in quotations if q.overlaps(content))
    if not covered:
        return "indirect"
    return "direct" if covered / (content.end - content.start) >= WHOLE_QUOTE else "mixed"


def as_statement(said: Said, report: Report, quotations: Sequence[Span]) -> Statement:
    text = report.text
    return Statement(
        id=make_id("s", report.id, said.whole.start, said.whole.end, said.content.start, said.cue),
        report_id=report.id,
        speaker=said.speaker,
        cue=said.cue,
        wording=wording_of(said.content, quotations),
        content=text[said.content.start : said.content.end],
        addressees=said.addressees,
        evidence=report.alignment.evidence(text, said.whole.start, said.whole.end),
    )
