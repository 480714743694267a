"""A stream that is read as a whole, within a bound."""

from __future__ import annotations

from typing import BinaryIO

from dragoman.records.errors import InputError


def read_whole(stream: BinaryIO, location: str, bound: int) -> bytes:
    """All bytes; raises InputError where they are more than ``bound``."""
    data = stream.read(bound + 1)
    if len(data) > bound:
        raise InputError(location, f"more than {bound} bytes")
    return data
