"""``dragoman brief``: one page in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from dragoman.cli.messages import printable, stdout_console
from dragoman.cli.options import DEFAULT_LEDGER, AsOf, Between, LedgerPath

if TYPE_CHECKING:
    from dragoman.query.brief import Brief


def add_commands(app: typer.Typer) -> None:
    """Puts the command on the face."""
    app.command()(brief)


def brief(
    ledger: LedgerPath = DEFAULT_LEDGER,
    between: Between = None,
    on: Annotated[str | None, typer.Option("--on", help="What touches this date.", show_default=False)] = None,
    as_of: AsOf = None,
) -> None:
    """Print one page in words: what happened, was said, is ahead, and came of it, each sentence with its source."""
    from dragoman.cli.questions import open_snapshot
    from dragoman.query.brief import read_brief
    from dragoman.query.moment import read_date

    day = read_date(on) if on else None
    with open_snapshot(ledger, as_of) as snapshot:
        page = read_brief(snapshot, between, day)
    print_brief(page)


def print_brief(page: Brief) -> None:
    """Headings in bold on a terminal; in a pipe the lines are not wrapped."""
    from dragoman.query.brief import as_lines

    console = stdout_console()
    headings = {page.heading, "Sources", *page.sections}
    for line in as_lines(page):
        console.print(Text(printable(line), style="bold" if line in headings else ""), soft_wrap=not console.is_terminal)
