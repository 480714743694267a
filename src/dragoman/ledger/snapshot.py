"""A read-only view of the ledger at one moment. It holds a fixed list of files: writers neither wait for it nor disturb it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from types import TracebackType
from typing import Any, Self, get_args

import duckdb

from dragoman.ledger.arrow import microseconds
from dragoman.ledger.row import Kind
from dragoman.ledger.sql import Connection, connect, show_files
from dragoman.records.errors import LedgerError

KINDS: tuple[str, ...] = get_args(Kind)

# The latest row of each thing as of the moment. Rows may be stored with an earlier moment than others that are there (an archive
# counts as known by its publication days): of one moment the row that was written last counts, of one commit the later in order.
LATEST = "QUALIFY row_number() OVER (PARTITION BY {by} ORDER BY known_at DESC, written_at DESC, position DESC, {tie} DESC) = 1"
OLDER = LATEST.replace("= 1", "> 1")

# Made once, as every question needs them: which taking-in of a report no longer counts, and which event each mention belongs to.
TABLES = {
    "superseded": "SELECT intake_id FROM known_report " + OLDER.format(by="report_id", tie="intake_id"),
    "memberships": "SELECT id AS mention_id, event_id, known_at FROM known_membership " + LATEST.format(by="id", tie="event_id"),
    "outcomes": "SELECT id AS expectation_id, outcome, outcome_mention_ids, reason, known_at FROM known_outcome "
    + LATEST.format(by="id", tie="outcome"),
}
VIEWS = {
    "reports": "SELECT * FROM known_report ANTI JOIN superseded USING (intake_id)",
    "mentions": """
        SELECT m.* REPLACE (coalesce(memberships.event_id, m.event_id) AS event_id)
        FROM known_mention m ANTI JOIN superseded USING (intake_id) LEFT JOIN memberships ON memberships.mention_id = m.id""",
    "statements": "SELECT * FROM known_statement ANTI JOIN superseded USING (intake_id)",
    "expectations": """
        SELECT x.* REPLACE (
            coalesce(outcomes.outcome, x.outcome) AS outcome,
            coalesce(outcomes.outcome_mention_ids, x.outcome_mention_ids) AS outcome_mention_ids,
            coalesce(outcomes.reason, x.reason) AS reason)
        FROM known_expectation x ANTI JOIN superseded USING (intake_id) LEFT JOIN outcomes ON outcomes.expectation_id = x.id""",
    # A verdict that was taken back uncovers what others hold of the same pair.
    "judgements": "SELECT * FROM (SELECT * FROM known_judgement " + LATEST.format(by="id", tie="verdict") + ") WHERE NOT taken_back",
    # A person's verdict outweighs the machine's, also one that a newer machine gives later.
    "verdicts": 'SELECT * FROM judgements QUALIFY row_number() OVER (PARTITION BY "left", "right", judgement_kind'
    " ORDER BY starts_with(judged_by, 'analyst') DESC, known_at DESC, written_at DESC, position DESC, id DESC) = 1",
    "skipped": "SELECT * FROM known_skipped ANTI JOIN superseded USING (intake_id)",
}


class Snapshot:
    """Views ``reports, mentions, statements, expectations, judgements, verdicts, memberships, skipped`` as of a moment.

    ``judgements`` holds the verdicts in force, one a pair and judge; ``verdicts`` the one of each
    pair that counts: an analyst's before a machine's, the latest of equals.
    """

    def __init__(self, files: Mapping[str, list[str]], as_of: datetime | None, version: int) -> None:
        if as_of is not None and as_of.tzinfo is None:
            raise ValueError("a moment needs a zone")
        self.as_of, self.version = as_of, version
        self._connection = connect()
        try:
            _make_views(self._connection, files, as_of)
        except duckdb.Error as problem:
            self._connection.close()
            raise LedgerError(f"the ledger's files are not readable ({_first_line(problem)})") from problem

    def rows(self, question: str, given: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        """All rows of a question; the user's words go in as named parameters, never into the question's text."""
        try:
            with self._connection.cursor() as cursor:
                return cursor.execute(question, dict(given or {})).fetchall()
        except (duckdb.IOException, duckdb.InvalidInputException) as problem:
            raise LedgerError(f"the ledger's files are not readable ({_first_line(problem)})") from problem

    def stream(self, question: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a question, without holding them all."""
        with self._connection.cursor() as cursor:
            cursor.execute(question)
            while some := cursor.fetchmany(1000):
                yield from some

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def _make_views(connection: Connection, files: Mapping[str, list[str]], as_of: datetime | None) -> None:
    known = "true" if as_of is None else f"known_at <= make_timestamptz({microseconds(as_of):d})"
    for kind in KINDS:
        show_files(connection, f"stored_{kind}", files.get(kind, []))
        connection.execute(f"CREATE VIEW known_{kind} AS SELECT * FROM stored_{kind} WHERE {known}")
    for name, question in TABLES.items():
        connection.execute(f"CREATE TABLE {name} AS {question}")
    for name, question in VIEWS.items():
        connection.execute(f"CREATE VIEW {name} AS {question}")


def _first_line(problem: Exception) -> str:
    return str(problem).partition("\n")[0]
