"""``dragoman demo``: the packaged example, end to end."""

from __future__ import annotations

import sys
import tempfile
from importlib.resources import as_file, files
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.messages import say
from dragoman.records.errors import UsageError


def add_commands(app: typer.Typer) -> None:
    """Puts the command on the face."""
    app.command()(demo)


def demo(
    keep: Annotated[Path | None, typer.Option(help="Keep the ledger in this folder.", show_default=False)] = None,
) -> int:
    """Read the packaged example, nine reports of July 2022, and print the page on the United States and China."""
    if keep is not None:
        return _show(keep, kept=True)
    with tempfile.TemporaryDirectory(prefix="dragoman-") as folder:
        return _show(Path(folder, "demo.ledger"), kept=False)


def _show(ledger: Path, *, kept: bool) -> int:
    from dragoman.cli.ingest import KnownFrom, store
    from dragoman.cli.inputs import read_inputs
    from dragoman.cli.pages import print_brief
    from dragoman.cli.questions import open_snapshot
    from dragoman.query.brief import read_brief

    with as_file(files("dragoman.demo").joinpath("reports")) as reports:
        if not reports.is_dir():
            raise UsageError("this installation lacks the packaged example")
        status = store(read_inputs([str(reports)], None), ledger, None, KnownFrom.PUBLISHED)
    with open_snapshot(ledger, None) as snapshot:
        print_brief(read_brief(snapshot, ("USA", "CHN")))
    sys.stdout.flush()
    say(f"\nNext: dragoman {_next_step(ledger, kept)}")
    return status


def _next_step(ledger: Path, kept: bool) -> str:
    return f"agenda --as-of 2022-07-08 --ledger {ledger}" if kept else "demo --keep demo.ledger, then dragoman events --ledger demo.ledger"
