"""Two writers, readers beside a writer, a killed writer, a full disk: the ledger stays whole, nothing is lost, nothing twice."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from deltalake.exceptions import DeltaError
from ledger_builders import a_finding

from dragoman.ledger import commits
from dragoman.ledger.store import Ledger, open_ledger
from dragoman.records.errors import LedgerError

HERE = Path(__file__).parent
START = (
    f"import sys; sys.path.insert(0, {str(HERE)!r})\nfrom ledger_builders import a_finding\nfrom dragoman.ledger.store import open_ledger\n"
)
WRITER = (
    START
    + """
folder, first, last = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
ledger = open_ledger(folder, create=True)
for n in range(first, last):
    ledger.add([a_finding(f"They met for the {n}th time.")])
    print(n, flush=True)
"""
)
LIMITED = (
    START
    + """
import resource
ledger = open_ledger(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))
import random
noise = "".join(random.Random(1).choices("abcdefghijklmnop ", k=20000))
try:
    ledger.add([a_finding("They met. " + noise)])
except Exception as problem:
    print(type(problem).__name__, str(problem))
"""
)


def start(program: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", program, *map(str, arguments)], stdout=subprocess.PIPE, text=True)


def count(ledger: Ledger, view: str = "mentions") -> int:
    with ledger.snapshot() as snapshot:
        return int(snapshot.rows(f"SELECT count(*) FROM {view}")[0][0])


def stored(ledger: Ledger) -> int:
    """Rows on disk, before any view has chosen among them."""
    with ledger.snapshot() as snapshot:
        return int(snapshot.rows("SELECT count(*) FROM stored_report")[0][0])


def test_two_writers_of_overlapping_reports_both_succeed_and_store_each_once(tmp_path: Path) -> None:
    folder = tmp_path / "a.ledger"
    writers = [start(WRITER, folder, 0, 12), start(WRITER, folder, 6, 18)]
    assert [writer.wait(120) for writer in writers] == [0, 0]
    ledger = open_ledger(folder)
    assert (stored(ledger), count(ledger)) == (18, 18)
    assert ledger.check() == []


def test_a_writer_that_comes_second_looks_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = open_ledger(tmp_path / "a.ledger", create=True)
    theirs = open_ledger(tmp_path / "a.ledger")
    wanted = [a_finding("They met in Rome."), a_finding("They met in Oslo.")]
    real = commits.write_deltalake
    calls = []

    def overtaken(*args: object, **kwargs: object) -> None:
        calls.append(1)
        if len(calls) == 1:
            theirs.add(wanted[:1])
        real(*args, **kwargs)

    monkeypatch.setattr(commits, "write_deltalake", overtaken)
    assert ours.add(wanted) == 1
    assert (len(calls), stored(ours), ours.check()) == (3, 2, [])


def test_a_writer_that_is_always_overtaken_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = (open_ledger(tmp_path / "a.ledger", create=True) for _ in range(2))
    real = commits.write_deltalake
    monkeypatch.setattr(commits, "ATTEMPTS", 2)
    turn = iter(range(1000))

    def overtaken(*args: object, **kwargs: object) -> None:
        monkeypatch.setattr(commits, "write_deltalake", real)
        theirs.add([a_finding(f"They met {next(turn)} times.")])
        monkeypatch.setattr(commits, "write_deltalake", overtaken)
        real(*args, **kwargs)

    monkeypatch.setattr(commits, "write_deltalake", overtaken)
    with pytest.raises(LedgerError, match="other programs kept writing"):
        ours.add([a_finding("They met in Rome.")])
    assert stored(ours) == 2


def test_readers_see_whole_commits_while_another_program_writes(tmp_path: Path) -> None:
    folder = tmp_path / "a.ledger"
    ledger = open_ledger(folder, create=True)
    ledger.add([a_finding("They met at first.")])
    with ledger.snapshot() as early:
        writer = start(WRITER, folder, 0, 10)
        seen = []
        while writer.poll() is None:
            with ledger.snapshot() as snapshot:
                seen.append(tuple(snapshot.rows(f"SELECT count(*) FROM {view}")[0][0] for view in ("reports", "mentions")))
        assert writer.returncode == 0
        assert early.rows("SELECT count(*) FROM mentions") == [(1,)]
    assert all(reports == mentions for reports, mentions in seen)
    assert seen == sorted(seen)
    assert len(set(seen)) > 1
    assert count(ledger) == 11


@pytest.mark.parametrize("after", [1, 3, 5])
def test_a_writer_killed_midway_leaves_the_ledger_whole_and_a_second_run_completes_it(tmp_path: Path, after: int) -> None:
    folder = tmp_path / "a.ledger"
    writer = start(WRITER, folder, 0, 100_000)
    assert writer.stdout is not None
    for _ in range(after):
        writer.stdout.readline()
    time.sleep(0.004 * after)  # into the middle of the next write
    os.kill(writer.pid, signal.SIGKILL)
    told = after + len(writer.stdout.readlines())
    writer.wait(60)
    ledger = open_ledger(folder)
    assert ledger.check() == []
    assert stored(ledger) in {told, told + 1}  # the last commit may have been made before it could be told
    ledger.add([a_finding(f"They met for the {n}th time.") for n in range(told + 5)])
    assert stored(ledger) == count(ledger) == told + 5
    assert ledger.check() == []


FULL_DISKS = [
    OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)),
    DeltaError("Generic LocalFileSystem error: Unable to copy data to file: No space left on device (os error 28)"),
]


@pytest.mark.parametrize("problem", FULL_DISKS, ids=["the system's", "the library's"])
def test_a_full_disk_is_told_in_one_line_and_nothing_of_the_write_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, problem: Exception
) -> None:
    ledger = open_ledger(tmp_path / "a.ledger", create=True)
    ledger.add([a_finding("They met in Rome.")])

    def full(*args: object, **kwargs: object) -> None:
        raise problem

    with monkeypatch.context() as patched:
        patched.setattr(commits, "write_deltalake", full)
        with pytest.raises(LedgerError, match="no space left on the disk") as told:
            ledger.add([a_finding("They met in Oslo.")])
    assert "\n" not in str(told.value)
    assert count(ledger) == 1
    assert ledger.add([a_finding("They met in Oslo.")]) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="the limit on file sizes is POSIX's")
def test_a_write_that_the_system_cuts_short_is_not_seen(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path / "a.ledger", create=True)
    ledger.add([a_finding("They met in Rome.")])
    run = start(LIMITED, ledger.folder)
    told = run.communicate(timeout=60)[0]
    assert told.startswith("LedgerError")
    assert "no space left on the disk" in told
    assert told.count("\n") == 1
    assert (stored(ledger), ledger.check()) == (1, [])


@pytest.mark.skipif(sys.platform != "linux", reason="needs a small file system of its own")
def test_a_disk_that_is_really_full(tmp_path: Path) -> None:
    if not _mounts(tmp_path):
        pytest.skip("no right to mount a file system here")
    program = START + (
        "import random\nledger = open_ledger(sys.argv[1], create=True)\nprint(ledger.add([a_finding('They met.')]))\n"
        "noise = ''.join(random.Random(1).choices([chr(n) for n in range(200, 900)], k=600000))\n"
        "try:\n    ledger.add([a_finding('They met. ' + noise)])\nexcept Exception as problem:\n    print(type(problem).__name__, problem)\n"
        "print(len(ledger.check()), ledger.snapshot().rows('SELECT count(*) FROM stored_report'))\n"
    )
    command = f'mount -t tmpfs -o size=600k none {tmp_path}/disk && {sys.executable} -c "$PROGRAM" {tmp_path}/disk/b.ledger'
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", command],
        env={**os.environ, "PROGRAM": program},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    lines = done.stdout.splitlines()
    assert lines[0] == "1", done.stderr
    assert lines[1].startswith("LedgerError")
    assert "no space left on the disk" in lines[1]
    assert lines[2] == "0 [(1,)]"


def _mounts(tmp_path: Path) -> bool:
    (tmp_path / "disk").mkdir()
    try:
        tried = subprocess.run(
            ["unshare", "-rm", "mount", "-t", "tmpfs", "none", str(tmp_path / "disk")], capture_output=True, timeout=30, check=False
        )
    except OSError:
        return False
    return tried.returncode == 0
