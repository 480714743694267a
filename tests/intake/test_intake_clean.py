"""Dirty texts and what is left of them, told in tables; every offset leads back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from way_back import faults

from dragoman.intake.clean import clean_document
from dragoman.records.report import Document, Report

CASES = Path(__file__).parents[1] / "cases" / "intake"


def cases() -> list[Any]:
    return [
        pytest.param(case, id=f"{path.stem}: {case['name']}")
        for path in sorted(CASES.glob("*.yaml"))
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


def read_case(case: dict[str, Any]) -> Report:
    form = "html" if "html" in case else "text"
    return clean_document(Document("case", case[form], form, title=case.get("known_title")))


def blocks(report: Report) -> list[tuple[str, int, int]]:
    """The blank-line blocks of the text; a dateline is a paragraph of its own within the first prose's block."""
    found: list[tuple[str, int, int]] = []
    for paragraph in report.paragraphs:
        if found and report.text[found[-1][2] : paragraph.start].count("\n") == 0:
            found[-1] = (found[-1][0], found[-1][1], paragraph.end)
        else:
            found.append((paragraph.told_in, paragraph.start, paragraph.end))
    return found


@pytest.mark.parametrize("case", cases())
def test_a_case_keeps_what_is_told_and_records_every_cut(case: dict[str, Any]) -> None:
    report = read_case(case)
    assert [{told_in: report.text[start:end]} for told_in, start, end in blocks(report)] == case["told"]
    assert [{c.kind: c.quote} for c in report.skipped] == case["cuts"]
    assert report.text == "\n\n".join(word for line in case["told"] for word in line.values())
    assert not faults(report)


@pytest.mark.parametrize("case", cases())
def test_a_case_says_what_stands_above_its_text(case: dict[str, Any]) -> None:
    report = read_case(case)
    for name in ("title", "publisher", "published", "published_from"):
        if name in case:
            assert getattr(report, name) == case[name], name
    if "authors" in case:
        assert list(report.authors) == case["authors"]
    if "place" in case:
        assert (report.dateline.place if report.dateline else None) == case["place"]


def test_a_dateline_has_its_span() -> None:
    report = clean_document(
        Document("x", "A first line of news\n\nAMSEL, Southmark (AP) — The premier has resigned, her office said on Monday.", "text")
    )
    assert report.dateline is not None
    assert report.text[report.dateline.start : report.dateline.end] == report.dateline.place == "AMSEL, Southmark"


def test_an_id_depends_on_content_alone() -> None:
    raw = "The premier has resigned, her office said."
    here = clean_document(Document("here", raw, "text", published="2031-01-01", published_from="argument"))
    there = clean_document(Document("there", raw, "text"))
    assert here.id == there.id
    assert here.published == "2031-01-01"
    assert here.id != clean_document(Document("here", raw + " Why?", "text")).id
    assert here.id != clean_document(Document("here", raw, "text", title="Premier resigns")).id


def test_the_argument_changes_no_id_of_a_record_that_has_a_date() -> None:
    raw = "The premier has resigned, her office said."
    own = Document("x", raw, "text", published="2030-05-05", published_from="metadata")
    moved = Document("x", raw, "text", published="2031-01-01", published_from="argument", published_in_record="2030-05-05")
    assert clean_document(own).id == clean_document(moved).id


def test_cleaning_is_pure() -> None:
    document = Document("x", "<p>The premier has resigned.</p><p>Share this</p>", "html")
    assert clean_document(document) == clean_document(document)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Die Außenministerin ist am Montag zu Gesprächen über den Grenzfluss nach Wien gereist und trifft dort ihre Kollegen.", "de"),
        ("La ministre des Affaires étrangères s'est rendue lundi à Vienne pour des entretiens sur le fleuve frontalier.", "fr"),
        ("The foreign minister travelled to Vienna on Monday for talks about the river on the border.", "en"),
        ("Wien, Montag", None),
    ],
)
def test_the_language_is_told_only_where_it_is_sure(text: str, language: str | None) -> None:
    assert clean_document(Document("x", text, "text")).language == language


def test_a_record_that_names_its_language_is_believed() -> None:
    assert clean_document(Document("x", "Wien, Montag", "text", language="de-AT")).language == "de"


PAGE = """<!DOCTYPE html><html lang="en"><head><title>Norland opens border | The Amsel Courier</title>
<meta property="og:site_name" content="The Amsel Courier"><meta property="og:title" content="Norland opens border">
<meta name="author" content="Ada Quill"><meta property="article:published_time" content="2021-03-04T08:30:00+00:00"></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li><li><a href="/sport">Sport pages</a></li></ul></nav>
<article><h1>Norland opens border</h1>
<p>Norland opened its northern border to lorries on Monday after three weeks of closure, the interior ministry said in a statement.</p>
<p>The first convoy crossed the bridge at noon, and forty more lorries are expected to cross it during the night, drivers said.</p>
<p>Southmark had asked its neighbour again and again to let the convoys pass, and its premier thanked Norland for the decision.</p></article>
<aside><h3>More stories</h3><ul><li><a href="/1">A cat in the harbour</a></li></ul></aside>
<footer><p>About the Courier and its people</p><p>© 2031 The Amsel Courier</p></footer></body></html>"""


def test_a_whole_page_keeps_the_article_and_its_header() -> None:
    report = clean_document(Document("x", PAGE, "html", whole_page=True))
    told = [(p.told_in, report.text[p.start : p.start + 20]) for p in report.paragraphs]
    assert told == [
        ("headline", "Norland opens border"),
        ("body", "Norland opened its n"),
        ("body", "The first convoy cro"),
        ("body", "Southmark had asked "),
    ]
    assert (report.title, report.publisher, report.authors) == ("Norland opens border", "The Amsel Courier", ("Ada Quill",))
    assert (report.published, report.published_from) == ("2021-03-04", "metadata")
    assert {"Home", "World", "Sport pages"} <= {c.quote for c in report.skipped if c.kind == "widget"}
    assert not faults(report)


def test_elements_nested_without_end_do_no_harm() -> None:
    report = clean_document(Document("x", "<div>" * 100_000 + "The premier has resigned.", "html", whole_page=True))
    assert report.text == "The premier has resigned."


DIRT = st.sampled_from(
    [
        "The premier said on Monday that talks would go on.", "Most Read from The Courier", "<p>", "</p>", "<br>", "<b>", "</b>", "<", ">", "&", "&amp;",
        "&lt;p&gt;", "&nbsp;", "&copy2031", "&notit;", "&#8217;", "&#0;", "<!-- a > b -->", "<script>a<b</script>", "\n", "\n\n", "\r\n", "\u00a0", "\u200b", "  ", "\t",
        '< p class="x">', "<a href='x>y'>", "By Ada Quill", "ImageA boat leaves.Credit...Ida Fern", "AMSEL, Southmark — ", "“", "é", "\u202e", "###", "Read more: Boats leave bay", "\x85", "\x1c",
    ]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(DIRT | st.text(max_size=6), max_size=30), st.sampled_from(["text", "html"]))
def test_every_clean_span_leads_back_to_the_raw_characters(runs: list[str], form: Any) -> None:
    report = clean_document(Document("x", "".join(runs), form))
    assert not faults(report)
    assert report.text == "\n\n".join(report.text[start:end] for _, start, end in blocks(report))
    assert not any("  " in report.text[p.start : p.end] or report.text[p.start : p.end].strip() == "" for p in report.paragraphs)
