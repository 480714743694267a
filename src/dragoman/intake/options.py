"""How inputs are to be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class UrlOptions:
    """``allow_private`` opens this machine and its network; ``timeout`` in seconds for the whole answer."""

    allow_private: bool = False
    timeout: float = 30.0
    max_bytes: int = 20 * MEGABYTE


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """``published`` stands above every input's own date; ``fields`` maps our field names to the file's.

    ``max_chars`` bounds one report's text, ``max_file_bytes`` a file that is read as a whole; tables and JSON Lines
    are read row by row and may be of any length. ``stdin_format`` names a format for ``-``; else it is guessed.
    """

    published: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    max_chars: int = 5 * MEGABYTE
    max_file_bytes: int = 200 * MEGABYTE
    url: UrlOptions = UrlOptions()
    stdin_format: str | None = None
