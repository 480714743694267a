"""HTML pages: one file, one report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from dragoman.intake.article import DEEPEST
from dragoman.intake.decode import read_text_bytes
from dragoman.intake.formats.whole import read_whole
from dragoman.intake.markup import measure_depth
from dragoman.intake.options import ReadOptions
from dragoman.intake.rows import check_length
from dragoman.records.errors import InputError
from dragoman.records.report import Document


def read_page(stream: BinaryIO, location: str, options: ReadOptions) -> Iterator[Document | InputError]:
    """The one report of a page; raises InputError where elements are nested more than a thousand deep."""
    raw = read_text_bytes(read_whole(stream, location, 4 * options.max_chars), location)
    check_length(raw, location, options)
    depth = measure_depth(raw)
    if depth > DEEPEST:
        raise InputError(location, f"nested too deeply: {depth} elements stand open at once, the bound is {DEEPEST}")
    yield Document(location, raw, "html", whole_page=True)
