"""The questions to a ledger: one command each, all with the same filters and formats."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.options import DEFAULT_LEDGER, AsOf, Between, Format, LedgerPath

if TYPE_CHECKING:
    from dragoman.ledger.snapshot import Snapshot
    from dragoman.query.filters import Filters

Actor = Annotated[list[str] | None, typer.Option("--actor", help="Country code, name or id; may be repeated.", show_default=False)]
Kind = Annotated[list[str] | None, typer.Option("--type", help="Event type such as CONSULT; may be repeated.", show_default=False)]
Status = Annotated[list[str] | None, typer.Option("--status", help="Status, or outcome; may be repeated.", show_default=False)]
Since = Annotated[str | None, typer.Option("--since", help="From this date on.", show_default=False)]
Until = Annotated[str | None, typer.Option("--until", help="Up to and with this date.", show_default=False)]
Place = Annotated[list[str] | None, typer.Option("--place", help="Place name or country code; may be repeated.", show_default=False)]
Words = Annotated[str | None, typer.Option("--text", help="Words of the quote.", show_default=False)]
Limit = Annotated[int | None, typer.Option("--limit", min=0, help="At most so many rows.", show_default=False)]
Form = Annotated[
    Format | None, typer.Option("--format", help="By default table on a terminal, else jsonl.", show_default=False)
]  # fmt: skip


class Period(StrEnum):
    """What a row of `dyads` sums up."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


Question = Callable[["Snapshot", "Filters"], list[Any]]


def add_commands(app: typer.Typer) -> None:
    """Puts the questions on the face."""
    for noun, help_text in NOUNS.items():
        app.command(noun, help=help_text)(_make_command(noun))
    app.command("dyads", help="Count events and mean scores between pairs of countries.")(ask_dyads)


NOUNS = {
    "reports": "List the reports in the ledger.",
    "events": "List events, one row each however many reports tell of it.",
    "statements": "List who said what.",
    "expectations": "List what was foretold, by whom, and what came of it.",
    "agenda": "List what is ahead, by the day it is due.",
}


def _make_command(noun: str) -> Callable[..., None]:
    def command(
        ledger: LedgerPath = DEFAULT_LEDGER, actor: Actor = None, between: Between = None, event_type: Kind = None, status: Status = None,
        since: Since = None, until: Until = None, place: Place = None, text: Words = None, limit: Limit = None,
        as_of: AsOf = None, form: Form = None,
    ) -> None:  # fmt: skip
        asked = _filters(actor=actor, between=between, event_type=event_type, status=status, place=place)
        _ask(noun, ledger, {**asked, "since": since, "until": until, "text": text, "limit": limit}, as_of, form)

    return command


def ask_dyads(
    ledger: LedgerPath = DEFAULT_LEDGER, actor: Actor = None, between: Between = None, event_type: Kind = None, since: Since = None,
    until: Until = None, place: Place = None, text: Words = None,
    period: Annotated[Period, typer.Option(help="What a row sums up.")] = Period.MONTH,
    planned: Annotated[bool, typer.Option("--planned", help="Count what is foretold, too.")] = False,
    as_of: AsOf = None, form: Form = None,
) -> None:  # fmt: skip
    """Count events and mean scores between pairs of countries."""
    asked = _filters(actor=actor, between=between, event_type=event_type, place=place)
    _ask("dyads", ledger, {**asked, "since": since, "until": until, "text": text}, as_of, form, period=period.value, planned=planned)


def _filters(**given: Any) -> dict[str, Any]:
    """The options that were given; several words become a tuple."""
    return {name: tuple(value) for name, value in given.items() if value}


def _ask(noun: str, ledger: Any, asked: dict[str, Any], as_of: str | None, form: Format | None, **more: Any) -> None:
    from importlib import import_module

    from dragoman.query.filters import Filters
    from dragoman.query.plain import as_plain

    question = getattr(import_module(f"dragoman.query.{noun}"), noun)
    filters = Filters(**asked)
    with open_snapshot(ledger, as_of) as snapshot:
        rows = [as_plain(row) for row in question(snapshot, filters, **more)]
    show(noun, rows, form or (Format.TABLE if sys.stdout.isatty() else Format.JSONL))


def open_snapshot(ledger: Any, as_of: str | None) -> Snapshot:
    """What the ledger knew at the moment asked for; raises UsageError and LedgerError."""
    from dragoman.ledger.store import open_ledger
    from dragoman.query.moment import read_moment

    moment: datetime | None = read_moment(as_of) if as_of else None
    return open_ledger(ledger).snapshot(moment)


def show(noun: str, rows: list[dict[str, Any]], form: Format) -> None:
    """The rows on stdout in the format asked for."""
    from dragoman.cli.formats import WRITERS
    from dragoman.cli.tables import print_table

    if form is Format.TABLE:
        print_table(noun, rows)
    else:
        WRITERS[form.value](rows, EMPTY_COLUMNS[noun])


# The columns of an answer without rows: a file with a header is told apart from one that is broken.
EMPTY_COLUMNS = {
    "reports": ("record", "id", "title", "publisher", "published", "language", "copy_of", "mentions", "statements", "made_by", "known_at"),
    "events": (
        "record",
        "id",
        "event_type",
        "mode",
        "status",
        "mention_ids",
        "reports",
        "independent_reports",
        "when",
        "where",
        "sources",
        "targets",
    ),
    "statements": ("record", "id", "report_id", "speaker", "cue", "wording", "content", "addressees", "evidence"),
    "expectations": ("record", "id", "mention_id", "holder", "due", "hedge", "outcome", "outcome_mention_ids", "reason"),
    "agenda": ("record", "id", "event_type", "mode", "status", "mention_ids", "due", "expectations"),
    "dyads": ("record", "source", "target", "period", "quad_code", "events", "mean_score"),
}
