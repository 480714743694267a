"""The coder: a parsed report in, its findings out. Pure: the same words give the same findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dragoman.codebook.load import load_codebook
from dragoman.codebook.projection import project
from dragoman.coding.actors import Cast
from dragoman.coding.carrying import carry_times
from dragoman.coding.clock import Clock
from dragoman.coding.composition import Composer
from dragoman.coding.confidence import confidence_of
from dragoman.coding.contexts import find_contexts
from dragoman.coding.discourse import fill_parties
from dragoman.coding.encoder import load_encoder
from dragoman.coding.expectations import as_expectation
from dragoman.coding.places import PlaceMention, attached_place, find_places, tells_where
from dragoman.coding.proposals import propose
from dragoman.coding.reality import Judge
from dragoman.coding.realms import Realms
from dragoman.coding.roles import Scene
from dragoman.coding.statements import as_statement, find_quotations, find_said, speakers_by_sentence
from dragoman.coding.telling import Telling
from dragoman.coding.times import TimeExpression, attached_time, find_times, resolve_time
from dragoman.coding.tree import Tree
from dragoman.coding.triggers import find_triggers
from dragoman.gazetteers.names import load_gazetteer
from dragoman.languages.lexicon import load_lexicon
from dragoman.languages.nonevents import find_idioms
from dragoman.languages.operators import load_operators
from dragoman.languages.reference import load_reference
from dragoman.records.evidence import Evidence, Span
from dragoman.records.expectation import Expectation
from dragoman.records.findings import Findings
from dragoman.records.ids import make_id
from dragoman.records.mention import EventMention, Status
from dragoman.records.place import Place
from dragoman.records.report import Report
from dragoman.records.statement import Statement
from dragoman.records.syntax import ParsedReport, Sentence
from dragoman.records.time import When

CODER = "rules-2"  # raised with every change that may change a finding
BACKWARD: frozenset[Status] = frozenset(["happened", "background", "denied", "ongoing"])


@dataclass(frozen=True, slots=True)
class Reading:
    """A parsed report with its trees and parties."""

    parsed: ParsedReport
    trees: tuple[Tree, ...]
    cast: Cast
    scenes: tuple[Scene, ...]
    found_times: dict[int, tuple[TimeExpression, ...]] = field(default_factory=dict)
    found_places: dict[int, tuple[PlaceMention, ...]] = field(default_factory=dict)

    @property
    def report(self) -> Report:
        return self.parsed.report

    def times(self, sentence: int) -> tuple[TimeExpression, ...]:
        if sentence not in self.found_times:
            self.found_times[sentence] = find_times(self.parsed.sentences[sentence])
        return self.found_times[sentence]

    def places(self, sentence: int) -> tuple[PlaceMention, ...]:
        if sentence not in self.found_places:
            self.found_places[sentence] = find_places(self.parsed.sentences[sentence])
        return self.found_places[sentence]


def read_report(parsed: ParsedReport, given: Sequence[Span] = ()) -> Reading:
    """A report ready to be coded; ``given`` are places of parties that need not be known."""
    operators = load_operators("en")
    trees = tuple(Tree(s, operators.strangers) for s in parsed.sentences)
    cast = Cast(parsed, trees, given)
    return Reading(parsed, trees, cast, tuple(Scene(tree, cast, n, operators) for n, tree in enumerate(trees)))


def names_in(sentence: Sentence, expressions: Sequence[TimeExpression]) -> frozenset[int]:
    """Words inside names of persons, bodies and days and inside set phrases, which evoke no event ("March", "United", "heart attack")."""
    names = {w for e in sentence.entities if e.label in ("PER", "ORG") for w in range(e.first, e.last) if sentence.words[w].upos == "PROPN"}
    forms = [w.form for w in sentence.words]
    for at in range(len(forms)):
        if forms[at][:1].isupper() and (hit := load_gazetteer().match(forms, at)):
            names |= set(range(at, hit[0]))
    times = {w for t in expressions for w in range(t.first, t.last) if sentence.words[w].upos == "PROPN"}
    return frozenset(names | times) | find_idioms(forms)


def read_tellings(reading: Reading, heads: bool = False) -> list[Telling]:
    """What every sentence tells, with the parties that the whole report gives; with ``heads`` also what the rules are silent on."""
    lexicon, found = load_lexicon("en"), []
    for scene in reading.scenes:
        sentence = scene.tree.sentence
        names = names_in(sentence, reading.times(scene.number))
        matches = find_triggers(scene.tree, lexicon, names)
        judge = Judge(
            scene.tree, scene.operators,
            lexical={m.at: m.trigger.status for m in matches if m.trigger.status},
            kinds={m.at: m.trigger.event_type for m in matches},
            published=reading.report.published,
        )  # fmt: skip
        by_rules = Composer(scene, judge, matches).tellings()
        found += [*by_rules, *(propose(scene, matches, by_rules, names) if heads else ())]
    return drop_echoes(Realms(reading.trees).acts(fill_parties(found, reading.trees), asked=not heads))


def is_echo(telling: Telling, other: Telling) -> bool:
    """Whether another telling of the same clause says the same of at least the same parties."""
    same = ("sentence", "anchor", "event_type", "status")
    if any(getattr(telling, name) != getattr(other, name) for name in same):
        return False
    return {*telling.sources, *telling.targets} <= {*other.sources, *other.targets}


def drop_echoes(tellings: Sequence[Telling]) -> list[Telling]:
    """Without a second telling of one act by a word inside the first one's clause ("signed an agreement")."""
    kept: list[Telling] = []
    for telling in tellings:
        if not any(is_echo(telling, other) for other in kept):
            kept.append(telling)
    return kept


def time_of(reading: Reading, telling: Telling) -> When | None:
    """The time that the words attach to the trigger, or to the verb that carries it."""
    sentence = reading.parsed.sentences[telling.sentence]
    expressions = reading.times(telling.sentence)
    chosen = attached_time(sentence, telling.at, expressions)
    if chosen is None and telling.anchor != telling.at:
        chosen = attached_time(sentence, telling.anchor, expressions)
    tree = reading.trees[telling.sentence]
    if chosen is None and tree.words[telling.anchor].relation == "advcl" and tree.mark(telling.anchor) in load_reference("en").same_time:
        chosen = attached_time(sentence, tree.words[telling.anchor].head, expressions)
    if chosen is None:
        return None
    if telling.trigger.part == "noun" and telling.status in BACKWARD and not telling.sure:
        direction = "none"
    else:
        nominal = telling.trigger.part == "noun" and telling.status in ("possible", "ruled_out")
        direction = "past" if telling.status in BACKWARD else "none" if nominal else "future"
    return resolve_time(chosen, reading.report.published, direction)  # type: ignore[arg-type]


def place_of(reading: Reading, telling: Telling) -> Place | None:
    sentence = reading.parsed.sentences[telling.sentence]
    mentions = reading.places(telling.sentence)
    held = [k for k in reading.trees[telling.sentence].kids(telling.at, "acl") if tells_where(sentence, k)]
    found = (attached_place(sentence, at, mentions, None) for at in dict.fromkeys((telling.at, telling.anchor, *held)))
    return next((place for place in found if place), None)


def is_long_ago(end: str, published: str) -> bool:
    """Whether a time lies so many years before publication that it is earlier history (operators.yaml, background)."""
    return end[:10] < f"{int(published[:4]) - load_operators('en').background_years}{published[4:10]}"


def with_time(telling: Telling, when: When | None, published: str | None) -> Telling:
    """What lies a year back is background; a noun told as known whose time is still to come is planned."""
    if when and when.end and published and telling.status == "happened" and is_long_ago(when.end, published):
        return replace(telling, status="background", reasons=(*telling.reasons, "its time is long past"))
    ahead = when is not None and published is not None and when.start is not None and when.start > published[:10]
    if ahead and telling.trigger.part == "noun" and telling.status in ("happened", "background"):
        return replace(telling, status="planned", reasons=(*telling.reasons, "its time is still to come"))
    return telling


def clause_evidence(reading: Reading, telling: Telling) -> Evidence:
    """The clause or noun phrase that tells it."""
    tree, report = reading.trees[telling.sentence], reading.report
    if tree.is_predicate(telling.anchor) or telling.anchor != telling.at:
        words = tree.clause(telling.anchor)
    else:
        words = tree.subtree(telling.anchor, without=("conj", "cc", "parataxis", "list", "punct", "cop", "nsubj", "case"))
        words = [w for w in words if w >= words[0]]
    while len(words) > 1 and tree.words[words[-1]].upos == "PUNCT" and tree.words[words[-1]].form not in ("”", '"', ")"):
        words = words[:-1]
    start = min(tree.words[words[0]].start, tree.words[telling.at].start)
    end = max(tree.words[words[-1]].end, tree.words[telling.at].end)
    return report.alignment.evidence(report.text, start, end)


def is_refusal(telling: Telling) -> bool:
    """Whether an act is ruled out by the side that would act: "will not", "cannot"; not "is not expected"."""
    refused = telling.status == "ruled_out" and any(r.endswith('" negated') for r in telling.reasons)
    return refused or (telling.status == "denied" and any(r.startswith("fail:") for r in telling.reasons))


def maker_of(telling: Telling) -> str:
    """Rule or head: which of the two found a telling, and by what."""
    if telling.by_heads:
        return f'heads {load_encoder().version}: {telling.event_type} {telling.trigger.part} "{telling.trigger.lemma}"'
    return f'{CODER}: {telling.trigger.event_type} {telling.trigger.part} "{telling.trigger.lemma}"'


def as_mention(reading: Reading, telling: Telling) -> tuple[Telling, EventMention]:
    report, tree = reading.report, reading.trees[telling.sentence]
    when = time_of(reading, telling)
    telling = with_time(telling, when, report.published)
    word = tree.words[telling.at]
    trigger = report.alignment.evidence(report.text, word.start, word.end)
    evidence = clause_evidence(reading, telling)
    projection = project(telling.event_type, telling.mode, telling.status, needs_refusal=is_refusal(telling))
    codebook = load_codebook()
    inside = [w for w in tree.words if evidence.start <= w.start and w.end <= evidence.end]
    return telling, EventMention(
        id=make_id("m", report.id, word.start, word.end, telling.event_type, telling.status),
        report_id=report.id, event_type=telling.event_type, mode=telling.mode,
        contexts=find_contexts([w.form for w in inside], [w.lemma for w in inside], telling.trigger.contexts),
        status=telling.status, plover=projection,
        quad_code=codebook.quad(projection.event_type), plover_score=codebook.score(projection.event_type, projection.mode),
        sources=telling.sources, targets=telling.targets, when=when, where=place_of(reading, telling),
        attribution=telling.attribution, trigger=trigger, evidence=evidence, told_in=tree.sentence.told_in,
        confidence=confidence_of(telling, tree.sentence),
        found_by=maker_of(telling),
        reason="; ".join(telling.reasons),
    )  # fmt: skip


def first_speakers(reading: Reading) -> list[Statement]:
    """The statements of a report; who says "I" is known to the parties from then on."""
    said = find_said(reading.scenes, reading.report)
    reading.cast.speakers.update(speakers_by_sentence(reading.scenes, reading.report, said))
    reading.cast.known.clear()
    quotations = find_quotations(reading.report)
    statements = [as_statement(s, reading.report, quotations) for s in said]
    return list({s.id: s for s in statements}.values())


def with_author(statement: Statement, cast: Cast) -> Statement:
    """A quotation that nobody is said to speak is the office's that publishes the text; a newspaper's stays nobody's."""
    return statement if statement.speaker or statement.wording == "indirect" else replace(statement, speaker=cast.author)


def code_report(parsed: ParsedReport) -> Findings:
    """The event mentions, statements and expectations of a report, in reading order."""
    reading = read_report(parsed)
    statements = [with_author(s, reading.cast) for s in first_speakers(reading)]
    mentions: list[EventMention] = []
    expectations: list[Expectation] = []
    seen: set[str] = set()
    pairs = sorted((as_mention(reading, t) for t in read_tellings(reading, heads=True)), key=lambda p: (p[0].sentence, p[0].at))
    clock = Clock(reading.trees, reading.times, reading.report.published, reading.cast.author)
    for telling, mention in carry_times(pairs, clock):
        if mention.id in seen:
            continue
        seen.add(mention.id)
        mentions.append(mention)
        if expectation := as_expectation(telling, mention, reading.trees[telling.sentence]):
            expectations.append(expectation)
    return Findings(reading.report, tuple(mentions), tuple(statements), tuple(expectations), made_by=f"{CODER} {parsed.parser}")
