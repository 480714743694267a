"""The gazetteers' data files: tab-separated, UTF-8, the first line names the columns."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from importlib.resources import files


def read_table(name: str) -> Iterator[dict[str, str]]:
    """The rows of a data file; raises FileNotFoundError, and ValueError at a row with too many or too few cells."""
    header, *lines = read_text(name).splitlines()
    columns = header.split("\t")
    for number, line in enumerate(lines, start=2):
        cells = line.split("\t")
        if len(cells) != len(columns):
            raise ValueError(f"{name}, line {number}: {len(cells)} cells, expected {len(columns)}")
        yield dict(zip(columns, cells, strict=True))


def read_text(name: str) -> str:
    data = files("dragoman.gazetteers").joinpath("data", name).read_bytes()
    return (gzip.decompress(data) if name.endswith(".gz") else data).decode("utf-8")
