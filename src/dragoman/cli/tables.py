"""Rows as a person reads them: tables that fit the terminal. Long cells end in …; the machine formats hold all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from dragoman.cli.messages import printable, stdout_console

if TYPE_CHECKING:
    from dragoman.records.findings import Findings

Row = dict[str, Any]
Cell = Callable[[Row], str]


def _field(name: str) -> Cell:
    return lambda row: _words(row.get(name))


def _words(value: Any) -> str:
    return "" if value is None else " ".join(str(value).split())


def _parties(row: Row) -> str:
    """``A → B``; parties that act on one another are joined by commas."""
    sources, targets = ([_party(actor) for actor in row.get(side) or ()] for side in ("sources", "targets"))
    sides = [", ".join(dict.fromkeys(side)) for side in (sources, targets)]
    return " → ".join(sides) if sides[1] else sides[0]


def _party(actor: Row) -> str:
    name = _words(actor["name"] or actor["quote"])
    return f"{name} ({actor['country']})" if actor["country"] and actor["name"] else name


def _when(row: Row) -> str:
    when = row.get("when") or row.get("due")
    if not when:
        return ""
    start, end = when["start"], when["end"]
    if start == end or not (start and end):
        return _words(start or end)
    return f"{start}…{end}"


def _kind(row: Row) -> str:
    return _words(row["event_type"]) + (f" {row['mode']}" if row.get("mode") else "")


def _speaker(row: Row) -> str:
    return _party(row["speaker"]) if row["speaker"] else ""


def _where(row: Row) -> str:
    return _words(row["where"]["name"]) if row.get("where") else ""


def _witnesses(row: Row) -> str:
    return f"{row['independent_reports']}/{row['reports']}"


def _history(row: Row) -> str:
    """The last word, and the one before it where it changed between reports: "planned → happened"."""
    told = [str(h["status"]) for h in row.get("status_history") or ()]
    before = next((status for status in reversed(told) if status != row["status"]), None)
    first = told[0] if told else None
    return f"{before} → {row['status']}" if before and first != row["status"] else str(row["status"])


def _holder(row: Row) -> str:
    return _party(row["holder"]) if row["holder"] else "the report"


def _words_told(row: Row) -> str:
    return _words(row["evidence"]["quote"])


def _score(row: Row) -> str:
    return f"{row['mean_score']:+.2f}"


# The columns of each question: heading, cell, and whether it keeps its width when the terminal is narrow.
COLUMNS: dict[str, Sequence[tuple[str, Cell, bool]]] = {
    "reports": (
        ("id", _field("id"), True), ("published", _field("published"), True), ("publisher", _field("publisher"), False),
        ("title", _field("title"), False), ("events", _field("mentions"), True), ("copy of", _field("copy_of"), False),
    ),
    "mentions": (
        ("id", _field("id"), True), ("what", _kind, False), ("status", _field("status"), True), ("who → whom", _parties, False),
        ("when", _when, False), ("where", _where, False), ("words", _words_told, False),
    ),
    "events": (
        ("id", _field("id"), True), ("when", _when, False), ("what", _kind, False), ("status", _history, True),
        ("who → whom", _parties, False), ("where", _where, False), ("indep.", _witnesses, True), ("words", _field("quote"), False),
    ),
    "statements": (
        ("id", _field("id"), True), ("published", _field("published"), True), ("who", _speaker, False), ("cue", _field("cue"), False),
        ("what", _field("content"), False),
    ),
    "expectations": (
        ("id", _field("id"), True), ("due", _when, False), ("what", _kind, False), ("who → whom", _parties, False),
        ("held by", _holder, False), ("hedge", _field("hedge"), False), ("outcome", _field("outcome"), True),
    ),
    "agenda": (
        ("id", _field("id"), True), ("due", _when, False), ("what", _kind, False), ("status", _field("status"), True),
        ("who → whom", _parties, False), ("where", _where, False), ("words", _field("quote"), False),
    ),
    "dyads": (
        ("source", _field("source"), True), ("target", _field("target"), True), ("period", _field("period"), True),
        ("quad", _field("quad_code"), True), ("events", _field("events"), True), ("mean score", _score, True),
    ),
}  # fmt: skip


def print_table(noun: str, rows: Sequence[Row]) -> None:
    """One line a row; an answer without rows says so."""
    console = stdout_console()
    if not rows:
        console.print(f"no {noun}")
        return
    cells = [[printable(cell(row)) for _, cell, _ in COLUMNS[noun]] for row in rows]
    needed = [max(map(len, (heading, *column))) for (heading, _, _), column in zip(COLUMNS[noun], zip(*cells, strict=True), strict=True)]
    widths = share_width(needed, [keeps for _, _, keeps in COLUMNS[noun]], console.width - len(needed) + 1)
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 1, 0, 0))
    for (heading, _, _), width in zip(COLUMNS[noun], widths, strict=True):
        table.add_column(heading, no_wrap=True, overflow="ellipsis", width=width)
    for line in cells:
        table.add_row(*map(Text, line))
    console.print(table)


NARROWEST = 4  # characters that a shortened cell keeps


def share_width(needed: Sequence[int], keeps: Sequence[bool], total: int) -> list[int]:
    """The columns' widths: those that keep theirs first, the rest shared so that short columns are not cut for long ones."""
    widths = [need if keep else 0 for need, keep in zip(needed, keeps, strict=True)]
    left = total - sum(widths)
    flexible = sorted((n for n, keep in enumerate(keeps) if not keep), key=lambda n: needed[n])
    for rank, n in enumerate(flexible):
        widths[n] = max(NARROWEST, min(needed[n], left // (len(flexible) - rank)))
        left -= widths[n]
    return widths


def print_findings(findings: Findings) -> None:
    """A report's events and statements, under its name."""
    from dragoman.records.wire import as_json

    report, console = findings.report, stdout_console()
    named = ", ".join(filter(None, (report.publisher, report.published, report.title or report.location)))
    console.print(Text(printable(f"{report.id}  {named}"), style="bold"))
    print_table("mentions", [as_json(mention) for mention in findings.mentions])
    statements = [{**as_json(statement), "published": report.published} for statement in findings.statements]
    if statements:
        print_table("statements", statements)
    console.print()
