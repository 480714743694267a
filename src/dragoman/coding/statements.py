"""Who said what: statements with speaker, cue and wording, and who speaks in quotations that stand alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from dragoman.coding.roles import Scene
from dragoman.coding.said import Said, find_told, speaker_of
from dragoman.records.actor import Actor
from dragoman.records.evidence import Span
from dragoman.records.ids import make_id
from dragoman.records.report import Report
from dragoman.records.statement import Statement

# A quotation within a paragraph; the closing mark may be missing or of the other style in garbled copies.
QUOTATION = re.compile(r"[“\"„]([^“”\"„]{2,1500})(?:[”\"]|$)")
# One in single marks: an apostrophe inside a word neither opens nor closes it.
SINGLE_QUOTATION = re.compile(r"(?<![\w“”\"„])['‘](?=[^\W_])((?:[^'‘’“”\"„]|(?<=\w)['’](?=\w)){2,1500})['’](?!\w)")
LEAST_WORDS = 4  # a quotation that stands alone has at least so many, or ends like a sentence; others are a phrase in somebody's
WHOLE_QUOTE = 0.6  # share of the content's characters inside quotation marks from which the wording is direct
Wording = Literal["direct", "indirect", "mixed"]


def find_quotations(report: Report) -> list[Span]:
    """The insides of quotation marks, paragraph by paragraph; single marks only outside double ones."""
    found: list[Span] = []
    for paragraph in report.paragraphs:
        for pattern in (QUOTATION, SINGLE_QUOTATION):
            spans = [Span(m.start(1), m.end(1)) for m in pattern.finditer(report.text, paragraph.start, paragraph.end)]
            found += [span for span in spans if not any(span.overlaps(other) for other in found)]
    return sorted(found, key=lambda span: span.start)


def find_said(scenes: Sequence[Scene], report: Report) -> list[Said]:
    """All statements of a report in order, those of verbs and nouns and those of quotations alone."""
    quotations = find_quotations(report)
    said = [with_whole_quotation(s, report, quotations) for scene in scenes for s in find_told(scene)]
    return sorted([*said, *lone_quotations(scenes, report, said)], key=lambda s: (s.whole.start, s.whole.end))


def with_whole_quotation(said: Said, report: Report, quotations: Sequence[Span]) -> Said:
    """The statement with all sentences of a quotation that its content opens or closes in: “One. Two,” she said."""
    start, end = said.content.start, said.content.end
    for quotation in quotations:
        if quotation.start < start < quotation.end and end >= quotation.end:
            start = quotation.start - 1
        if quotation.start < end < quotation.end and start < quotation.start:
            end = min(quotation.end + 1, len(report.text))
    if (start, end) == (said.content.start, said.content.end):
        return said
    whole = Span(min(start, said.whole.start), max(end, said.whole.end))
    return replace(said, content=Span(start, end), whole=whole)


def lone_quotations(scenes: Sequence[Scene], report: Report, said: Sequence[Said]) -> list[Said]:
    """Quotations of whole sentences that no verb introduces: whoever spoke last, or acts in the sentence before, speaks."""
    found: list[Said] = []
    for quotation in find_quotations(report):
        told = any(s.whole.overlaps(quotation) and not within(s.whole, quotation) for s in said)
        words = report.text[quotation.start : quotation.end]
        if told or (len(words.split()) < LEAST_WORDS and not words.endswith((".", "!", "?"))):
            continue
        inside = [n for n, s in enumerate(scenes) if s.tree.sentence.start < quotation.end and quotation.start < s.tree.sentence.end]
        if not inside:
            continue
        scene = scenes[inside[0]]
        label = label_before(scene, quotation)
        if label is not None:
            speaker = speaker_of(scene, label)
        elif scene.tree.sentence.start < quotation.start - 2:
            continue
        else:
            speaker = speaker_before(scenes, inside[0], quotation, [*said, *found])
        found.append(Said(inside[0], None, speaker, "", quotation, quotation))
    return found


def within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def label_before(scene: Scene, quotation: Span) -> int | None:
    """The name that stands before a colon and a quotation: "Zelenskiy: “…”"; None where anything else does."""
    tree = scene.tree
    before = [n for n, w in enumerate(tree.words) if w.end <= quotation.start and w.upos != "PUNCT"]
    colon = bool(before) and tree.words[before[-1] + 1].form == ":"
    if not colon or any(tree.words[n].upos in ("VERB", "AUX") for n in before):
        return None
    return next((n for n in before if tree.words[n].head not in before), None)


def speaker_before(scenes: Sequence[Scene], number: int, quotation: Span, said: Sequence[Said]) -> Actor | None:
    """Who speaks on: the last speaker, unless the sentence just before tells of another person's doing."""
    paragraph = scenes[number].tree.sentence.paragraph
    before = [s for s in said if s.whole.end <= quotation.start and s.speaker]
    near = [s for s in before if paragraph - scenes[s.sentence].tree.sentence.paragraph <= 1]
    last = max(near, key=lambda s: s.whole.end, default=None)
    if last and last.sentence >= number - 1:
        return last.speaker
    doer = next(persons_in_charge(scenes[number - 1]), None) if number and scenes[number - 1].tree.sentence.paragraph == paragraph else None
    return doer or (last.speaker if last else None)


def persons_in_charge(scene: Scene) -> Iterator[Actor]:
    """The person who is the subject of a sentence, if it is one."""
    tree = scene.tree
    persons = {n for e in tree.sentence.entities if e.label == "PER" for n in range(e.first, e.last)}
    for head in tree.surface_subject(tree.root):
        if head in persons or tree.low(head) in ("he", "she"):
            yield from scene.actors(head)[:1]


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
