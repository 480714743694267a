"""Every span of every record leads to its words, in the clean text and in the input."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest
from case_tables import code_text, findings_of, read_cases
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.intake.clean import clean_document
from dragoman.intake.read import read_documents
from dragoman.records.actor import Actor
from dragoman.records.errors import InputError
from dragoman.records.evidence import Evidence
from dragoman.records.findings import Findings
from dragoman.records.report import Document

WIDTHLESS = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
TEXTS = [case.text for case in read_cases()]
# What stands between and inside the paragraphs of pages that were copied badly.
DIRT = [
    "Read more: Ten beaches to see before summer ends",
    "ADVERTISEMENT",
    "Sign up for our morning newsletter",
    "© 2022 Harbour Dispatch. All rights reserved.",
    "Photo: Harbour Dispatch",
    '< p class="intro">',
    "Most Read from Newsblend 24",
]
JOINTS = ["\n\n", "\r\n\r\n", "\n\n\n", "\n \n"]


def squeeze(words: str) -> str:
    return "".join(WIDTHLESS.sub("", words).split())


def visible(raw: str) -> str:
    """The raw words without markup, references and white space."""
    return squeeze(html.unescape(re.sub("<[^>]*>", "", raw)))


def evidences(findings: Findings) -> Iterator[Evidence]:
    for mention in findings.mentions:
        yield from (mention.trigger, mention.evidence)
    for statement in findings.statements:
        yield statement.evidence


def actors(findings: Findings) -> Iterator[Actor]:
    for mention in findings.mentions:
        yield from (*mention.sources, *mention.targets)
        yield from (link.speaker for link in mention.attribution if link.speaker)
    for statement in findings.statements:
        yield from (*([statement.speaker] if statement.speaker else []), *statement.addressees)
    yield from (expectation.holder for expectation in findings.expectations if expectation.holder)


def faults(findings: Findings) -> list[tuple[str, str]]:
    """Spans that do not lead to their words, with what stands there."""
    report, found = findings.report, []
    for evidence in evidences(findings):
        clean, raw = report.text[evidence.start : evidence.end], report.raw[evidence.raw_start : evidence.raw_end]
        if clean != evidence.quote:
            found.append((evidence.quote, clean))
        if visible(raw) != squeeze(evidence.quote):
            found.append((evidence.quote, raw))
    found += [(a.quote, report.text[a.start : a.end]) for a in actors(findings) if report.text[a.start : a.end] != a.quote]
    times = [m.when.quote for m in findings.mentions if m.when] + [m.where.quote for m in findings.mentions if m.where]
    found += [(quote, "nowhere") for quote in times if quote not in report.text]
    return found + [(a.quote, "nowhere") for m in findings.mentions for a in m.attribution if a.quote not in report.text]


@cache
def demo_findings() -> tuple[Findings, ...]:
    folder = Path(str(files("dragoman.demo"))) / "reports"
    documents = [d for path in sorted(folder.iterdir()) for d in read_documents([str(path)]) if not isinstance(d, InputError)]
    return tuple(code_text(clean_document(document)) for document in documents)


def test_the_demo_reports_hold_events() -> None:
    assert all(findings.mentions for findings in demo_findings())


def test_records_of_the_demo_reports_lead_to_their_words() -> None:
    assert [fault for findings in demo_findings() for fault in faults(findings)] == []


def test_what_is_told_lies_within_the_evidence_and_the_evidence_in_a_paragraph() -> None:
    for findings in demo_findings():
        for mention in findings.mentions:
            assert mention.evidence.span.covers(mention.trigger.span)
            assert any(p.start <= mention.evidence.start and mention.evidence.end <= p.end for p in findings.report.paragraphs)


@pytest.mark.parametrize("text", TEXTS)
def test_records_of_each_case_lead_to_their_words(text: str) -> None:
    assert faults(findings_of(text)) == []


pieces = st.lists(st.one_of(st.sampled_from(TEXTS), st.sampled_from(TEXTS), st.sampled_from(DIRT)), min_size=2, max_size=6)
wholes = settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


@wholes
@given(pieces, st.sampled_from(JOINTS))
def test_plain_texts_with_dirt_lead_back(blocks: list[str], joint: str) -> None:
    document = Document("made.txt", joint.join(blocks), "text", published="2022-07-06", published_from="argument")
    assert faults(code_text(clean_document(document))) == []


@wholes
@given(pieces, st.sampled_from(["’", "&rsquo;", "&#8217;"]), st.sampled_from(["<b>{}</b>", "<a href='/x'>{}</a>", "{}&nbsp;", "&#8203;{}"]))
def test_pages_with_markup_inside_words_lead_back(blocks: list[str], mark: str, dress: str) -> None:
    dressed = [dress_middle(html.escape(block, quote=False).replace("’", mark), dress) for block in blocks]
    raw = "<html><body><article>" + "".join(f"<p>{block}</p>\n" for block in dressed) + "</article></body></html>"
    document = Document("made.html", raw, "html", published="2022-07-06", published_from="argument")
    assert faults(code_text(clean_document(document))) == []


def dress_middle(block: str, dress: str) -> str:
    words = block.split(" ")
    middle = len(words) // 2
    return " ".join([*words[:middle], dress.format(words[middle]), *words[middle + 1 :]])
