"""From the words on the command line to documents, and to what became of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dragoman.cli.messages import complain, say
from dragoman.records.errors import InputError, UsageError

if TYPE_CHECKING:
    from dragoman.records.report import Document
    from dragoman.runners.here import Coded, Tally


def read_inputs(inputs: Sequence[str], published: str | None) -> Iterator[Document | InputError]:
    """The documents of all inputs; raises UsageError where there is none or the date is not one."""
    from dragoman.intake.read import ReadOptions, read_documents

    if not inputs:
        raise UsageError("no input: name files, folders or URLs, or - for stdin")
    return read_documents(inputs, ReadOptions(published=_check_day(published)))


def _check_day(published: str | None) -> str | None:
    from dragoman.intake.read import read_argument

    try:
        return read_argument(published)
    except InputError as fault:
        raise UsageError(str(fault)) from None


def name_failed(batch: Sequence[Coded]) -> None:
    """One line on stderr for each input that could not be read or coded."""
    for result in batch:
        if isinstance(result, InputError):
            complain(result)


def say_tally(tally: Tally) -> None:
    """The account of all inputs on the last line; raises nothing, but a count that does not add up is said."""
    say(f"dragoman: {tally}" + ("" if tally.is_balanced() else " (these do not add up: please report this)"))
