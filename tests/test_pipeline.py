"""The whole way on small reports: pure findings, and what joins them."""

from __future__ import annotations

import pytest

from dragoman import pipeline
from dragoman.parsing.model import Parser, load_parser
from dragoman.pipeline import Archive, link, process
from dragoman.records.findings import Findings
from dragoman.records.report import Document
from dragoman.records.wire import json_line


@pytest.fixture(scope="module")
def parser() -> Parser:
    return load_parser()


def document(raw: str, published: str = "2022-07-07", **more: str) -> Document:
    return Document(more.pop("location", "a.txt"), raw, "text", published=published, published_from="metadata", **more)  # type: ignore[arg-type]


ANNOUNCED = (
    "The foreign minister of Japan will meet the foreign minister of Kenya in Geneva on Saturday, the Japanese foreign ministry said."
)
HELD = "The foreign minister of Japan met the foreign minister of Kenya in Geneva on Saturday. Japan criticized Kenya afterwards."


def archive(*findings: Findings) -> Archive:
    return Archive(
        [f.report for f in findings],
        [m for f in findings for m in f.mentions],
        [x for f in findings for x in f.expectations],
        (),
        {f.report.id: f.report.published for f in findings},
    )


def test_the_same_bytes_give_the_same_findings(parser: Parser) -> None:
    assert process(document(ANNOUNCED), parser) == process(document(ANNOUNCED), load_parser())


def test_where_a_report_lies_does_not_change_what_it_says(parser: Parser) -> None:
    here, there = (process(document(ANNOUNCED, location=location), parser) for location in ("a.txt", "b/c.txt"))
    assert here.report.id == there.report.id
    assert [json_line(m) for m in here.mentions] == [json_line(m) for m in there.mentions]


def test_findings_name_coder_and_parser(parser: Parser) -> None:
    assert process(document(ANNOUNCED), parser).made_by == pipeline.name_maker(parser)
    assert parser.version in pipeline.name_maker(parser)


def test_a_report_in_a_language_without_a_lexicon_is_kept_and_says_so(parser: Parser) -> None:
    findings = process(document("Der deutsche Außenminister traf am Montag in Berlin seinen Kollegen.", language="de"), parser)
    assert (findings.mentions, findings.statements, findings.expectations) == ((), (), ())
    assert [(s.room, s.reason) for s in findings.skipped] == [("pipeline", "not coded: language de")]
    assert not pipeline.is_coded(findings)


def test_a_meeting_announced_and_held_is_one_event_and_the_expectation_is_met(parser: Parser) -> None:
    before, after = process(document(ANNOUNCED), parser), process(document(HELD, "2022-07-10"), parser)
    links = link(archive(after), archive(before))
    planned = next(m for m in before.mentions if m.event_type == "CONSULT")
    held = next(m for m in after.mentions if m.event_type == "CONSULT")
    assert planned.status in ("planned", "expected")
    assert links.memberships[planned.id] == links.memberships[held.id]
    assert [(x.outcome, x.outcome_mention_ids) for x in links.outcomes if x.mention_id == planned.id] == [("met", (held.id,))]


def test_a_copy_is_judged_with_a_reason(parser: Parser) -> None:
    body = " ".join(f"{ANNOUNCED} {HELD} Ministers spoke of grain, ports and fisheries quota number {n}." for n in range(3))
    first, second = process(document(body), parser), process(document(body + " Subscribe to our paper.", "2022-07-08"), parser)
    copies = [j for j in link(archive(first, second)).judgements if j.kind == "copy"]
    assert [(j.verdict, {j.left, j.right}) for j in copies] == [("same", {first.report.id, second.report.id})]
    assert copies[0].reason


def test_linking_depends_on_the_reports_and_not_on_their_order(parser: Parser) -> None:
    one, other = process(document(ANNOUNCED), parser), process(document(HELD, "2022-07-10"), parser)
    assert link(archive(one, other)).memberships == link(archive(other, one)).memberships
