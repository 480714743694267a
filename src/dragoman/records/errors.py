"""What can go wrong with an input or a ledger; each message names the input and the reason."""

from __future__ import annotations


class DragomanError(Exception):
    """Any error that a user should read as one line."""


class InputError(DragomanError):
    """An input that cannot be read; the others go on."""

    def __init__(self, location: str, reason: str) -> None:
        super().__init__(f"{location}: {reason}")
        self.location, self.reason = location, reason


class UsageError(DragomanError):
    """A command or call that cannot be meant; exit status 2."""


class LedgerError(DragomanError):
    """A ledger that cannot be read or written; nothing of the failed write is visible."""
