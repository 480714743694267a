"""Web archives: known by name, not read yet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from dragoman.intake.options import ReadOptions
from dragoman.records.errors import InputError
from dragoman.records.report import Document


def read_warc(_stream: BinaryIO, location: str, _options: ReadOptions) -> Iterator[Document | InputError]:
    """Raises InputError: this release reads no web archives."""
    raise InputError(location, "web archives (WARC) cannot be read by this version; extract the pages as .html first")
