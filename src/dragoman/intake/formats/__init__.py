"""The formats that can be read, one reader a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from dragoman.intake.formats.feed import read_feed
from dragoman.intake.formats.json_lines import read_json_lines
from dragoman.intake.formats.json_object import read_json
from dragoman.intake.formats.page import read_page
from dragoman.intake.formats.parquet import read_parquet
from dragoman.intake.formats.plain import read_plain
from dragoman.intake.formats.table import read_csv, read_tsv
from dragoman.intake.formats.warc import read_warc
from dragoman.intake.options import ReadOptions
from dragoman.records.errors import InputError
from dragoman.records.report import Document

Reader = Callable[[BinaryIO, str, ReadOptions], Iterator[Document | InputError]]


@dataclass(frozen=True, slots=True)
class Format:
    """A reader takes a stream of bytes, its location and the options; it may raise InputError for the whole input."""

    name: str
    suffixes: tuple[str, ...]
    media_types: tuple[str, ...]
    read: Reader


FORMATS: tuple[Format, ...] = (
    Format("text", (".txt", ".md"), ("text/plain", "text/markdown"), read_plain),
    Format("html", (".html", ".htm", ".xhtml"), ("text/html", "application/xhtml+xml"), read_page),
    Format("json", (".json",), ("application/json",), read_json),
    Format("jsonl", (".jsonl", ".ndjson"), ("application/x-ndjson", "application/jsonl"), read_json_lines),
    Format("csv", (".csv",), ("text/csv",), read_csv),
    Format("tsv", (".tsv",), ("text/tab-separated-values",), read_tsv),
    Format("parquet", (".parquet",), ("application/vnd.apache.parquet",), read_parquet),
    Format("feed", (".xml", ".rss", ".atom"), ("application/rss+xml", "application/atom+xml", "application/xml", "text/xml"), read_feed),
    Format("warc", (".warc", ".warc.gz"), ("application/warc",), read_warc),
)


def find_format(name: str) -> Format | None:
    """The format of a file's name."""
    return next((f for f in FORMATS if name.lower().endswith(f.suffixes)), None)


def find_media_type(media_type: str) -> Format | None:
    """The format of a Content-Type header."""
    bare = media_type.partition(";")[0].strip().lower()
    return next((f for f in FORMATS if bare in f.media_types), None)


def named_format(name: str) -> Format | None:
    return next((f for f in FORMATS if f.name == name), None)


def guess_format(data: bytes) -> str:
    """The name of the format that bytes without a name look like; plain text where nothing else shows."""
    head = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"par1"):
        return "parquet"
    if head.startswith((b"{", b"[")):
        first, _, rest = data.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")
        return "jsonl" if first.rstrip().endswith(b"}") and rest.strip()[:1] in (b"{", b"") else "json"
    if head.startswith((b"<?xml", b"<rss", b"<feed", b"<rdf")):
        return "html" if b"<html" in head else "feed"
    return "html" if head.startswith((b"<!doctype html", b"<html")) else "text"
