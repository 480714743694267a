"""One news text as published, cleaned, with every cut and the way back to the input."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dragoman.records.alignment import Alignment

CutKind = Literal["promo", "related", "caption", "credit", "markup", "repeat", "widget", "byline", "copyright"]
PublishedFrom = Literal["argument", "metadata", "text"]
ToldIn = Literal["body", "headline", "caption", "related"]


@dataclass(frozen=True, slots=True)
class Cut:
    """Words of the input that are no part of the running text, and why."""

    raw_start: int
    raw_end: int
    kind: CutKind
    quote: str


@dataclass(frozen=True, slots=True)
class Dateline:
    """The place that a report is filed from; its span in the clean text."""

    place: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of the clean text and the part of the report that it belongs to."""

    start: int
    end: int
    told_in: ToldIn


@dataclass(frozen=True, slots=True)
class Document:
    """One news text as an input gives it: decoded text (plain, or an HTML page or fragment) and what stands beside it."""

    location: str
    raw: str
    form: Literal["text", "html"]
    whole_page: bool = False
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    published_from: PublishedFrom | None = None
    authors: tuple[str, ...] = ()
    url: str | None = None
    language: str | None = None
    published_in_record: str | None = None  # the date that an argument took the place of


@dataclass(frozen=True, slots=True)
class Report:
    """A cleaned report. ``text`` holds the paragraphs joined by blank lines; coded captions and related headlines stand last."""

    id: str
    location: str
    raw: str
    text: str
    alignment: Alignment
    paragraphs: tuple[Paragraph, ...]
    skipped: tuple[Cut, ...]
    title: str | None
    publisher: str | None
    authors: tuple[str, ...]
    published: str | None
    published_from: PublishedFrom | None
    language: str | None
    dateline: Dateline | None
    copy_of: str | None = None
