"""``dragoman explain``: why a record says what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from dragoman.cli.messages import printable, stdout_console
from dragoman.cli.options import DEFAULT_LEDGER, AsOf, LedgerPath

if TYPE_CHECKING:
    from dragoman.query.explain import Explanation, Mark

STYLES = {"evidence": "underline", "trigger": "bold red", "source": "cyan", "target": "magenta", "speaker": "cyan"}


def add_commands(app: typer.Typer) -> None:
    """Puts the command on the face."""
    app.command()(explain)


def explain(
    record_id: Annotated[
        str, typer.Argument(metavar="ID", help="The id of a report, mention, statement, expectation or event.", show_default=False)
    ],
    ledger: LedgerPath = DEFAULT_LEDGER,
    as_of: AsOf = None,
) -> None:
    """Show why a record says what it says: the report with the words marked, the rule, the grounds."""
    from dragoman.cli.questions import open_snapshot
    from dragoman.query.explain import explain_id

    with open_snapshot(ledger, as_of) as snapshot:
        print_explanation(explain_id(snapshot, record_id))


def print_explanation(explanation: Explanation) -> None:
    """Marks in colour where the terminal has colours, else in brackets behind their names."""
    from dragoman.query.explain import bracket

    console = stdout_console()
    wraps = console.is_terminal
    console.print(Text(printable(explanation.heading), style="bold"), soft_wrap=not wraps)
    for ground in explanation.grounds:
        console.print(Text(printable(f"  {ground}")), soft_wrap=not wraps)
    text = printable(explanation.text)
    if text:
        console.print()
        coloured = wraps and console.color_system is not None and not console.no_color
        marked = _colour(text, explanation.marks) if coloured else Text(bracket(text, explanation.marks))
        console.print(marked, soft_wrap=not wraps)


def _colour(text: str, marks: tuple[Mark, ...]) -> Text:
    coloured = Text(text)
    for mark in marks:
        coloured.stylize(STYLES.get(mark.label, "bold red"), mark.start, mark.end)
    return coloured
