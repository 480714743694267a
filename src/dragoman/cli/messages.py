"""What a user reads beside the data: one line a message, all of it on stderr."""

from __future__ import annotations

import sys

from rich.console import Console

from dragoman.records.errors import DragomanError, InputError


def stderr_console() -> Console:
    """Colour and bars only on a terminal; NO_COLOR is respected by rich."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


def stdout_console() -> Console:
    """For tables and pages; as wide as the terminal, or as COLUMNS says."""
    return Console(highlight=False)


def say(message: str) -> None:
    """One plain line on stderr."""
    print(message, file=sys.stderr, flush=True)


def complain(fault: DragomanError) -> None:
    """``dragoman: <input>: <reason>`` on one line, control characters of a hostile name made visible."""
    line = " ".join(str(fault).split())
    say("dragoman: " + "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in line))


def complain_of(location: str, reason: str) -> None:
    """An input that could not be read or coded."""
    complain(InputError(location, reason))
