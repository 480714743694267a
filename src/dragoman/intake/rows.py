"""A row of a table, a JSON object or a feed's entry to a document."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dragoman.intake.options import ReadOptions
from dragoman.records.errors import InputError
from dragoman.records.report import Document

MARKUP = re.compile(r"<(?:p|div|br|h[1-6]|ul|ol|li|table|article|section|blockquote|figure|html|body)\b[^<>]*>", re.IGNORECASE)
PAGE = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
SURROGATES = re.compile("[\ud800-\udfff]")
OWN = ("text", "html", "title", "url", "date", "publisher", "language", "authors")

Row = Mapping[str, Any]


def read_row(row: Row, location: str, options: ReadOptions) -> Document:
    """The document of a row; raises InputError where it has no text."""
    value = {name: row.get(options.fields.get(name, name)) for name in OWN}
    as_html = value["text"] in (None, "") and value["html"] is not None
    raw = read_field(value["html"] if as_html else value["text"], "html" if as_html else "text", row, location, options)
    marked_up = as_html or bool(MARKUP.search(raw))
    return Document(
        location=location,
        raw=raw,
        form="html" if marked_up else "text",
        whole_page=marked_up and bool(PAGE.search(raw)),
        title=as_words(value["title"]),
        publisher=as_words(value["publisher"]),
        published=as_words(value["date"]),
        published_from="metadata" if as_words(value["date"]) else None,
        authors=as_names(value["authors"]),
        url=as_words(value["url"]),
        language=as_words(value["language"]),
    )


def read_field(value: object, name: str, row: Row, location: str, options: ReadOptions) -> str:
    """The text in a row; raises InputError where it is none, empty, binary or over the bound."""
    asked = options.fields.get(name, name)
    if value is None:
        has = ", ".join(sorted(map(str, row))[:20]) or "none"
        raise InputError(location, f"no field {asked!r} with text; it has: {has}")
    if not isinstance(value, str):
        raise InputError(location, f"field {asked!r} holds no text but {type(value).__name__}")
    if not value.strip():
        raise InputError(location, f"field {asked!r} is empty")
    check_length(value, location, options)
    if "\0" in value:
        raise InputError(location, f"field {asked!r} is binary: holds NUL characters")
    return SURROGATES.sub("\ufffd", value)


def check_length(text: str, location: str, options: ReadOptions) -> None:
    """Raises InputError where a text is over the bound."""
    if len(text) > options.max_chars:
        raise InputError(location, f"text of {len(text)} characters is over the bound of {options.max_chars}")


def as_words(value: object) -> str | None:
    """A field's words in one line, or None where it holds none."""
    if value is None or isinstance(value, bool | list | dict):
        return None
    words = " ".join(SURROGATES.sub("\ufffd", str(value)).split())
    return words or None


def as_names(value: object) -> tuple[str, ...]:
    names = value if isinstance(value, list) else [value]
    return tuple(words for name in names if (words := as_words(name)))


def date_by_argument(document: Document, published: str | None) -> Document:
    """The document with the argument's date above its own, which is kept for the id."""
    if published is None:
        return document
    return replace(document, published=published, published_from="argument", published_in_record=document.published)
