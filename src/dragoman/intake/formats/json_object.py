"""JSON: one object, or a list of objects."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from dragoman.intake.decode import read_text_bytes
from dragoman.intake.formats.whole import read_whole
from dragoman.intake.options import ReadOptions
from dragoman.intake.rows import read_row
from dragoman.records.errors import InputError
from dragoman.records.report import Document


def read_json(stream: BinaryIO, location: str, options: ReadOptions) -> Iterator[Document | InputError]:
    """The report of an object, or of each object in a list (``path#1`` is the first)."""
    text = read_text_bytes(read_whole(stream, location, options.max_file_bytes), location)
    body = parse_json(text.lstrip("\ufeff"), location)
    if isinstance(body, list):
        if not body:
            raise InputError(location, "an empty list")
        for number, row in enumerate(body, 1):
            yield read_object(row, f"{location}#{number}", options)
    else:
        yield read_object(body, location, options)


def parse_json(text: str, location: str) -> Any:
    """The JSON value; raises InputError with the place of the fault."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as fault:
        raise InputError(location, f"malformed JSON: {fault.msg} (line {fault.lineno}, column {fault.colno})") from fault
    except (RecursionError, ValueError) as fault:
        raise InputError(location, "malformed JSON: nested too deeply or a number too long") from fault


def read_object(row: Any, location: str, options: ReadOptions) -> Document | InputError:
    if not isinstance(row, dict):
        return InputError(location, f"no JSON object but {type(row).__name__}")
    try:
        return read_row(row, location, options)
    except InputError as error:
        return error
