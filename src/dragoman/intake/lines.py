"""Lines of a byte stream within a bound, so that one endless line cannot fill the memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

STEP = 65_536


def read_lines(stream: BinaryIO, bound: int) -> Iterator[bytes | None]:
    """Each line with its end; None for a line longer than ``bound`` bytes, whose rest is passed over."""
    while line := stream.readline(bound + 1):
        if len(line) > bound and not line.endswith(b"\n"):
            pass_over(stream)
            yield None
        else:
            yield line


def pass_over(stream: BinaryIO) -> None:
    while (rest := stream.readline(STEP)) and not rest.endswith(b"\n"):
        pass
