"""JSON Lines: one object a line; a bad line is named and the next ones go on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from dragoman.intake.decode import read_text_bytes
from dragoman.intake.formats.json_object import parse_json, read_object
from dragoman.intake.lines import read_lines
from dragoman.intake.options import ReadOptions
from dragoman.records.errors import InputError
from dragoman.records.report import Document

BYTES_A_CHARACTER = 6  # "\u1234", the longest way to write one


def read_json_lines(stream: BinaryIO, location: str, options: ReadOptions) -> Iterator[Document | InputError]:
    """The report of each line (``path#3`` is the third); raises InputError where no line holds anything."""
    bound = BYTES_A_CHARACTER * options.max_chars + 65_536
    met = False
    for number, line in enumerate(read_lines(stream, bound), 1):
        if line is None or line.strip(b"\xef\xbb\xbf \t\r\n"):
            met = True
            yield read_line(line, f"{location}#{number}", bound, options)
    if not met:
        raise InputError(location, "empty")


def read_line(line: bytes | None, location: str, bound: int, options: ReadOptions) -> Document | InputError:
    if line is None:
        return InputError(location, f"line longer than {bound} bytes")
    try:
        return read_object(parse_json(read_text_bytes(line, location).strip("\ufeff \t\r\n"), location), location, options)
    except InputError as error:
        return error
