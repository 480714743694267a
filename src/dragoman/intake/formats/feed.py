"""RSS and Atom: one report an entry that carries its words."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any, BinaryIO

import feedparser

from dragoman.intake.decode import refuse_binary
from dragoman.intake.formats.whole import read_whole
from dragoman.intake.options import ReadOptions
from dragoman.intake.rows import as_words, read_row
from dragoman.records.errors import InputError
from dragoman.records.report import Document


def read_feed(stream: BinaryIO, location: str, options: ReadOptions) -> Iterator[Document | InputError]:
    """The report of each entry (``path#1`` is the first); raises InputError where the file is no feed."""
    data = read_whole(stream, location, 4 * options.max_chars)
    if not data.strip():
        raise InputError(location, "empty")
    refuse_binary(data, location)
    try:
        feed = feedparser.parse(BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except RecursionError as fault:
        raise InputError(location, "nested too deeply") from fault
    if not feed.version or not feed.entries:
        why = f": {feed.bozo_exception}" if feed.bozo else ""
        raise InputError(location, f"no feed with entries{why}"[:300])
    for number, entry in enumerate(feed.entries, 1):
        yield read_entry(entry, feed.feed, f"{location}#{number}", options)


def read_entry(entry: Any, feed: Any, place: str, options: ReadOptions) -> Document | InputError:
    contents = [part.get("value") for part in entry.get("content", [])]
    text = max((c for c in contents if c), key=len, default=entry.get("summary"))
    row = {
        "text": text,
        "title": entry.get("title"),
        "url": entry.get("link"),
        "date": entry.get("published") or entry.get("updated"),
        "publisher": as_words((entry.get("source") or {}).get("title")) or feed.get("title"),
        "language": feed.get("language"),
        "authors": [author.get("name") for author in entry.get("authors", [])],
    }
    try:
        return read_row(row, place, ReadOptions(max_chars=options.max_chars))
    except InputError as error:
        return error
