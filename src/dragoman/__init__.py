"""Reads news reports and writes the record of what states, officials and bodies did and said to one another.

``dragoman.code("report.html")`` gives the findings of reports; ``dragoman.ingest("reports/", "july.ledger")`` keeps them;
``dragoman.open("july.ledger").as_of("2022-07-08").events(actor="USA")`` asks.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dragoman.query.view import open_view as open
    from dragoman.records.errors import DragomanError, InputError, LedgerError, UsageError
    from dragoman.records.event import Event
    from dragoman.records.expectation import Expectation
    from dragoman.records.findings import Findings
    from dragoman.records.mention import EventMention
    from dragoman.records.report import Report
    from dragoman.records.statement import Statement
    from dragoman.runners.calls import code, ingest

    __version__: str

__all__ = [
    "DragomanError",
    "Event",
    "EventMention",
    "Expectation",
    "Findings",
    "InputError",
    "LedgerError",
    "Report",
    "Statement",
    "UsageError",
    "__version__",
    "code",
    "ingest",
    "open",
]

# Loaded when first used: most programs need a part, and the models are large.
HOMES = {
    "DragomanError": "records.errors",
    "Event": "records.event",
    "EventMention": "records.mention",
    "Expectation": "records.expectation",
    "Findings": "records.findings",
    "InputError": "records.errors",
    "LedgerError": "records.errors",
    "Report": "records.report",
    "Statement": "records.statement",
    "UsageError": "records.errors",
    "code": "runners.calls",
    "ingest": "runners.calls",
    "open": "query.view",
}
NAMED_OTHERWISE = {"open": "open_view"}


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version

        return version("dragoman")
    if name not in HOMES:
        raise AttributeError(f"module 'dragoman' has no attribute {name!r}")
    return getattr(import_module(f"dragoman.{HOMES[name]}"), NAMED_OTHERWISE.get(name, name))


def __dir__() -> list[str]:
    return __all__
