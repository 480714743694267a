"""The whole way on one page: bytes → Document → Report → ParsedReport → Findings → judgements."""

from __future__ import annotations

from dataclasses import replace

from dragoman.coding.code import CODER, code_report
from dragoman.intake.clean import clean_document
from dragoman.parsing.model import Parser
from dragoman.records.findings import Findings, Skipped
from dragoman.records.report import Document, Report

CODED_LANGUAGES = ("en",)


def process(document: Document, parser: Parser) -> Findings:
    """What one document says. Pure: the same bytes give the same findings on every run and machine."""
    return code(clean_document(document), parser)


def code(report: Report, parser: Parser) -> Findings:
    """What a cleaned report says; one in a language without a lexicon is kept, not coded, and says so."""
    made_by = name_maker(parser)
    if report.language is not None and report.language not in CODED_LANGUAGES:
        return Findings(report, skipped=(Skipped(report.id, "pipeline", f"not coded: language {report.language}"),), made_by=made_by)
    return replace(code_report(parser.parse(report)), made_by=made_by)


def name_maker(parser: Parser) -> str:
    """The versions that findings depend on: another maker may find other things in the same report."""
    return f"{CODER} {parser.version}"


def is_coded(findings: Findings) -> bool:
    """Whether the report was read for events at all."""
    return not any(skipped.room == "pipeline" for skipped in findings.skipped)
