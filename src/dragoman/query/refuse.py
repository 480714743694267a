"""A filter that a question has no column for is refused: an answer that passes over it in silence would mislead."""

from __future__ import annotations

from dragoman.query.filters import Filters
from dragoman.records.errors import UsageError


def refuse_filters(filters: Filters, noun: str, *names: str) -> None:
    """Raises UsageError where one of the named filters is set."""
    for name in names:
        if getattr(filters, name):
            raise UsageError(f"{noun} have no {name.replace('_', ' ')} to ask by")
