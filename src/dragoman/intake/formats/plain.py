"""Plain text and Markdown: one file, one report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from dragoman.intake.decode import read_text_bytes
from dragoman.intake.formats.whole import read_whole
from dragoman.intake.options import ReadOptions
from dragoman.intake.rows import check_length
from dragoman.records.errors import InputError
from dragoman.records.report import Document


def read_plain(stream: BinaryIO, location: str, options: ReadOptions) -> Iterator[Document | InputError]:
    """The one report of a text file."""
    raw = read_text_bytes(read_whole(stream, location, 4 * options.max_chars), location)
    check_length(raw, location, options)
    yield Document(location, raw, "text")
