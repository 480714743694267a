"""``dragoman check`` and ``dragoman compact``: the ledger's health."""

from __future__ import annotations

import typer

from dragoman.cli.messages import say
from dragoman.cli.options import DEFAULT_LEDGER, LedgerPath


def add_commands(app: typer.Typer) -> None:
    """Puts the commands on the face."""
    app.command()(check)
    app.command()(compact)


def check(ledger: LedgerPath = DEFAULT_LEDGER) -> int:
    """Check every quote against its report and every link between records; status 1 where something is wrong."""
    from dragoman.cli.formats import write_lines
    from dragoman.ledger.store import open_ledger

    faults = open_ledger(ledger).check()
    write_lines(faults)
    say(f"dragoman: {ledger}: {len(faults)} faults" if faults else f"dragoman: {ledger}: all is well")
    return 1 if faults else 0


def compact(ledger: LedgerPath = DEFAULT_LEDGER) -> None:
    """Join small files; no answer changes."""
    from dragoman.ledger.store import open_ledger

    open_ledger(ledger).compact()
    say(f"dragoman: {ledger}: compacted")
