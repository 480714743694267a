"""Inputs to documents: paths, folders, globs, addresses, standard input."""

from __future__ import annotations

import glob
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from dragoman.intake.clean import LANGUAGE
from dragoman.intake.dates import DateWords, find_date
from dragoman.intake.dirt import load_dirt
from dragoman.intake.fetch import fetch
from dragoman.intake.formats import FORMATS, Format, find_format, find_media_type, guess_format, named_format
from dragoman.intake.formats.whole import read_whole
from dragoman.intake.options import ReadOptions, UrlOptions
from dragoman.intake.rows import date_by_argument
from dragoman.records.errors import InputError
from dragoman.records.report import Document

__all__ = ["ReadOptions", "UrlOptions", "read_documents"]

SUFFIXES = tuple(suffix for one in FORMATS for suffix in one.suffixes)
STDIN = "-"


def read_documents(inputs: Sequence[str], options: ReadOptions | None = None) -> Iterator[Document | InputError]:
    """Every document of the inputs in their order, and an InputError for each input or row that cannot be read."""
    options = options or ReadOptions()
    try:
        published = read_argument(options.published)
    except InputError as error:
        yield error
        return
    for name in inputs:
        for found in read_input(name, options):
            yield date_by_argument(found, published) if isinstance(found, Document) else found


def read_argument(published: str | None) -> str | None:
    """The date as ISO; raises InputError where the words are no date."""
    if published is None:
        return None
    dirt = load_dirt(LANGUAGE)
    if day := find_date(published, DateWords(dirt.months, dirt.zones)):
        return day
    raise InputError("--published", f"{published!r} is no date that has one reading; write it as 2022-07-07")


def read_input(name: str, options: ReadOptions) -> Iterator[Document | InputError]:
    try:
        if name == STDIN:
            yield from read_stdin(options)
        elif "://" in name:
            yield from read_url(name, options)
        else:
            for path in list_paths(name):
                yield from read_path(path, options)
    except InputError as error:
        yield error


def list_paths(name: str) -> list[Path]:
    """The files that a path, folder or glob stands for, sorted; raises InputError where there is none."""
    path = Path(name)
    if path.is_dir():
        found = sorted(p for p in path.rglob("*") if p.is_file() and p.name.lower().endswith(SUFFIXES))
        if not found:
            raise InputError(name, f"no file in this folder has a known name ({', '.join(SUFFIXES)})")
        return found
    if not path.exists() and glob.has_magic(name):
        found = sorted(p for match in glob.iglob(name, recursive=True) if (p := Path(match)).is_file())  # noqa: PTH207  # Path.glob takes no absolute pattern
        if not found:
            raise InputError(name, "no file has a name of this pattern")
        return found
    return [path]


def read_path(path: Path, options: ReadOptions) -> Iterator[Document | InputError]:
    name = str(path)
    kind = find_format(path.name)
    try:
        if not path.exists():
            raise InputError(name, "no such file")
        if kind is None:
            raise InputError(name, f"unknown format; known names end in {', '.join(SUFFIXES)}")
        with path.open("rb") as stream:
            yield from kind.read(stream, name, options)
    except InputError as error:
        yield error
    except OSError as fault:
        yield InputError(name, fault.strerror or type(fault).__name__)


def read_stdin(options: ReadOptions) -> Iterator[Document | InputError]:
    data = read_whole(sys.stdin.buffer, STDIN, options.max_file_bytes)
    if not data.strip():
        raise InputError(STDIN, "empty")
    name = options.stdin_format or guess_format(data)
    kind = named_format(name) or find_format(name)
    if kind is None:
        raise InputError(STDIN, f"unknown format {name!r}; known are {', '.join(one.name for one in FORMATS)}")
    yield from kind.read(BytesIO(data), STDIN, options)


def read_url(url: str, options: ReadOptions) -> Iterator[Document | InputError]:
    found = fetch(url, options.url)
    kind = find_media_type(found.media_type) or named_format(guess_format(found.data))
    with closing(BytesIO(found.data)) as stream:
        for document in read_answer(kind, stream, url, options):
            yield replace(document, url=document.url or found.url) if isinstance(document, Document) else document


def read_answer(kind: Format | None, stream: BinaryIO, url: str, options: ReadOptions) -> Iterator[Document | InputError]:
    if kind is None:
        raise InputError(url, "unknown format")
    yield from kind.read(stream, url, options)
