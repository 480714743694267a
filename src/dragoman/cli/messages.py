"""What a user reads beside the data: one line a message, all of it on stderr."""

from __future__ import annotations

import sys

from rich.console import Console

from dragoman.records.errors import DragomanError


def stderr_console() -> Console:
    """Colour and bars only on a terminal; NO_COLOR is respected by rich."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


def stdout_console() -> Console:
    """For tables and pages; as wide as the terminal, or as COLUMNS says."""
    return Console(highlight=False)


def printable(words: str) -> str:
    """Words of the same length without control characters, which a hostile report or name could send to the terminal."""
    return "".join(c if c.isprintable() or c == "\n" else "\N{REPLACEMENT CHARACTER}" for c in words)


def say(message: str) -> None:
    """One plain line on stderr."""
    print(message, file=sys.stderr, flush=True)


def complain(fault: DragomanError) -> None:
    """``dragoman: <input>: <reason>`` on one line."""
    say("dragoman: " + printable(" ".join(str(fault).split())))
