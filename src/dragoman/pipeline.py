"""The whole way on one page: bytes → Document → Report → ParsedReport → Findings → what joins them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from dragoman.coding.code import CODER, code_report
from dragoman.coding.relate import Coder, Relation, relate
from dragoman.intake.clean import clean_document
from dragoman.linking.clusters import cluster
from dragoman.linking.copies import judge_copies
from dragoman.linking.events import judge_events
from dragoman.linking.expectations import find_outcomes
from dragoman.linking.located import Located
from dragoman.parsing.coreference import resolve_coreference
from dragoman.parsing.model import Parser, parse_text
from dragoman.query.copies import Copies
from dragoman.records.expectation import Expectation
from dragoman.records.findings import Findings, Skipped
from dragoman.records.judgement import Judgement
from dragoman.records.mention import EventMention
from dragoman.records.report import Document, Report

CODED_LANGUAGES = ("en",)


def process(document: Document, parser: Parser) -> Findings:
    """What one document says. Pure: the same bytes give the same findings on every run and machine."""
    return code(clean(document), parser)


def clean(document: Document) -> Report:
    """The report that a document holds; raises InputError where there is no text in it."""
    return clean_document(document)


def code(report: Report, parser: Parser) -> Findings:
    """What a cleaned report says; one in a language without a lexicon is kept, not coded, and says so."""
    made_by = name_maker(parser)
    if report.language is not None and report.language not in CODED_LANGUAGES:
        return Findings(report, skipped=(Skipped(report.id, "pipeline", f"not coded: language {report.language}"),), made_by=made_by)
    return replace(code_report(resolve_coreference(parser.parse(report))), made_by=made_by)


def relate_pair(
    sentence: str, source: str, target: str, parser: Parser, projection: Literal["plover", "plv"], coder: Coder = "both"
) -> Relation:
    """The type of what a sentence says between two parties, which are given by their words in it; by rules, heads or both."""
    return relate(resolve_coreference(parse_text(sentence, parser)), source, target, projection, coder)


def name_maker(parser: Parser) -> str:
    """The versions that findings depend on: another maker may find other things in the same report."""
    return f"{CODER} {parser.version}"


def is_coded(findings: Findings) -> bool:
    """Whether the report was read for events at all."""
    return not any(skipped.room == "pipeline" for skipped in findings.skipped)


@dataclass(frozen=True, slots=True)
class Archive:
    """What linking looks at: reports, all that was found in them, the verdicts in force, and when each report was published."""

    reports: Sequence[Report] = ()
    mentions: Sequence[EventMention] = ()
    expectations: Sequence[Expectation] = ()
    judgements: Sequence[Judgement] = ()
    published: Mapping[str, str | None] = field(default_factory=dict)  # by report id, of all reports that a mention stands in


@dataclass(frozen=True, slots=True)
class Links:
    """New verdicts, the event of each mention, and the expectations with what came of them."""

    judgements: tuple[Judgement, ...]
    memberships: Mapping[str, str]
    outcomes: tuple[Expectation, ...]


def link(new: Archive, known: Archive = Archive()) -> Links:
    """What joins the new reports with one another and with the known ones; ``new`` holds no judgements."""
    copies = judge_copies(new.reports, known.reports)
    published = {**known.published, **new.published}
    families = Copies((j.left, j.right) for j in (*known.judgements, *copies) if j.kind == "copy" and j.verdict == "same")
    same = judge_events(_locate(new.mentions, published, families), _locate(known.mentions, published, families))
    mentions = {mention.id: mention for mention in (*known.mentions, *new.mentions)}
    memberships = cluster([*known.judgements, *same], mentions)
    outcomes = find_outcomes([*known.expectations, *new.expectations], mentions, memberships, published)
    return Links((*copies, *same), memberships, tuple(outcomes))


def _locate(mentions: Iterable[EventMention], published: Mapping[str, str | None], families: Copies) -> list[Located]:
    return [Located(mention, published.get(mention.report_id), families.first_of(mention.report_id)) for mention in mentions]
