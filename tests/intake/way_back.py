"""What offsets must satisfy: the words of a clean span stand at its raw span, but for markup, references and white space."""

from __future__ import annotations

import html
import re

from dragoman.records.report import Report

WIDTHLESS = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb]")


def squeeze(words: str) -> str:
    return "".join(words.split())


def visible(raw: str) -> str:
    return squeeze(WIDTHLESS.sub("", html.unescape(re.sub("<[^>]*>", "", raw))))


def faults(report: Report) -> list[tuple[str, str]]:
    """Spans that do not lead back: each paragraph, each of its words, and the way from each word to the paragraph's end."""
    found = []
    for paragraph in report.paragraphs:
        text = report.text[paragraph.start : paragraph.end]
        spans = [m.span() for m in re.finditer(r"\S+", text)]
        for start, end in {(0, len(text)), *spans, *((start, len(text)) for start, _ in spans)}:
            low, high = report.alignment.raw_of(paragraph.start + start, paragraph.start + end)
            if visible(report.raw[low:high]) != squeeze(text[start:end]):
                found.append((text[start:end], report.raw[low:high]))
    cuts = [(c.quote, report.raw[c.raw_start : c.raw_end]) for c in report.skipped]
    return found + [(quote, raw) for quote, raw in cuts if squeeze(raw) != squeeze(quote)]
