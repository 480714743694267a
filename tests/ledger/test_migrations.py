"""A ledger of an older layout is brought to the present one, and two programs may do it at once."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from deltalake import write_deltalake
from ledger_builders import a_mention, a_report, a_statement, an_expectation, day, found

from dragoman.ledger import folder, migrations
from dragoman.ledger.sql import connect
from dragoman.ledger.store import Ledger, open_ledger
from dragoman.records.errors import LedgerError

# Layout 1 kept the countries of both sides in one list.
LAYOUT_1 = """
    SELECT '{kind}' AS kind, * EXCLUDE (source_countries, target_countries), list_concat(source_countries, target_countries) AS countries
    FROM read_parquet($files, hive_partitioning = false)"""


@pytest.fixture
def present(tmp_path: Path) -> Ledger:
    ledger = open_ledger(tmp_path / "present", create=True)
    report = a_report("They said that they will meet in Rome.")
    mention = a_mention(report, "meet", sources=("USA", "FRA"), targets=("CHN", "an envoy, RUS"), status="planned")
    heard = a_statement(report, "CHN")
    ledger.add([found(report, mention, statements=(heard,), expectations=(an_expectation(mention, holder="UKR"),))], day(7))
    ledger.add([found(report, a_mention(report, "meet", sources=("a passer-by",)), made_by="coder 2")], day(9))
    ledger.add_memberships({mention.id: "e_1"}, day(8))
    return ledger


@pytest.fixture
def old(tmp_path: Path, present: Ledger) -> Path:
    """A ledger as layout 1 wrote it."""
    path = tmp_path / "old"
    path.mkdir()
    for kind, files in present._reading.latest()[1].items():
        with connect() as connection:
            rows = connection.sql(LAYOUT_1.format(kind=kind), params={"files": files})
            write_deltalake(str(path / "records"), rows, mode="append", partition_by="kind")
    (path / "layout-1.json").write_text(json.dumps({"format": "dragoman ledger", "table": "records"}))
    return path


def all_rows(ledger: Ledger, as_of: datetime | None = None) -> list[tuple[object, ...]]:
    views = ("reports", "mentions", "statements", "expectations")
    question = "SELECT * EXCLUDE (known_at) REPLACE (list_sort(source_countries) AS source_countries, list_sort(target_countries) AS target_countries)"
    with ledger.snapshot(as_of) as snapshot:
        columns = "id, report_id, event_id, status, source_countries, target_countries, source_keys, body"
        return [row for view in views for row in snapshot.rows(f"SELECT {columns} FROM ({question} FROM {view}) ORDER BY id")]


def test_an_older_ledger_answers_as_if_it_had_been_written_today(old: Path, present: Ledger) -> None:
    ledger = open_ledger(old)
    for moment in (None, day(6), day(7), day(8), day(9)):
        assert all_rows(ledger, moment) == all_rows(present, moment)
    assert ledger.check() == []
    with ledger.snapshot(day(8)) as snapshot:
        assert snapshot.rows("SELECT source_countries, target_countries FROM mentions") == [(["FRA", "USA"], ["CHN", "RUS"])]


def test_a_migrated_ledger_goes_on(old: Path) -> None:
    ledger = open_ledger(old)
    report = a_report("They met.")
    assert ledger.add([found(report, a_mention(report, "met"))]) == 1
    assert open_ledger(old).check() == []
    assert sorted(path.name for path in old.glob("layout-*.json")) == ["layout-1.json", "layout-2.json"]


def test_it_is_migrated_once(old: Path) -> None:
    first, second = open_ledger(old), open_ledger(old)
    assert first._table.path == second._table.path
    assert len(list(old.glob("records-2-*"))) == 1


def test_two_programs_may_migrate_at_once(old: Path) -> None:
    program = f"from dragoman.ledger.store import open_ledger\nprint(open_ledger({str(old)!r})._table.path)"
    both = [subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) for _ in range(2)]
    paths = {run.communicate(timeout=120)[0] for run in both}
    assert len(paths) == 1
    assert [run.returncode for run in both] == [0, 0]
    assert len(list(old.glob("records-2-*"))) == 1


def test_a_migration_that_fails_leaves_the_ledger_as_it_was(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = sorted(path.name for path in old.iterdir())
    with monkeypatch.context() as patched:
        patched.setitem(migrations.MIGRATIONS, 1, lambda _: "SELECT no_such_column FROM old")
        with pytest.raises(LedgerError, match="layout 2"):
            open_ledger(old)
    assert sorted(path.name for path in old.iterdir()) == before
    assert open_ledger(old).check() == []


def test_every_older_layout_has_its_migration() -> None:
    assert sorted(migrations.MIGRATIONS) == list(range(1, folder.LAYOUT))
