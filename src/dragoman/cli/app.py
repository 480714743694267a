"""The command line: every command by name, and how a fault ends it."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib.metadata import version
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from dragoman.cli import code, demo, evaluate, explain, ingest, pages, questions, relate, upkeep
from dragoman.cli.messages import complain, say
from dragoman.cli.settings import find_settings
from dragoman.records.errors import DragomanError, UsageError

INTERRUPTED = 130  # 128 + SIGINT, as shells have it


class Face(TyperGroup):
    """The group of commands; turns what ends one into its exit status."""

    def invoke(self, ctx: Any) -> Any:
        """Runs the command; every fault that a user can cause is one line on stderr."""
        try:
            status = super().invoke(ctx)
            sys.stdout.flush()
        except UsageError as fault:
            complain(fault)
            status = 2
        except DragomanError as fault:
            complain(fault)
            status = 1
        except BrokenPipeError:
            status = _leave_broken_pipe()
        except KeyboardInterrupt:
            say("interrupted")
            status = INTERRUPTED
        raise typer.Exit(status if isinstance(status, int) else 0)


app = typer.Typer(
    name="dragoman",
    cls=Face,
    help="Reads news reports and writes an evidence-linked record of who did or said what to whom.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="An option that is not given is taken from DRAGOMAN_<OPTION>, then from dragoman.toml in the working folder.",
)


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"dragoman {version('dragoman')}")
        raise typer.Exit


@app.callback()
def start(
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Options before the command."""


for room in (code, relate, ingest, questions, pages, explain, upkeep, demo, evaluate):
    room.add_commands(app)


def option_names(command: Any) -> dict[str, str]:
    """The options of a command as settings call them, ``as_of`` for ``--as-of``, and the parameters that they fill."""
    long = {name: p.name for p in command.params for name in p.opts if name.startswith("--") and name != "--help"}
    return {name[2:].replace("-", "_"): parameter for name, parameter in long.items()}


def run(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; the exit status: 0 done, 1 some inputs failed or a ledger did, 2 wrong usage, 130 interrupted."""
    group: Any = get_command(app)
    try:
        settings = find_settings({name: option_names(command) for name, command in group.commands.items()})
        group.main(list(sys.argv[1:] if arguments is None else arguments), "dragoman", default_map=settings)
    except UsageError as fault:
        complain(fault)
        return 2
    except SystemExit as leave:
        return leave.code if isinstance(leave.code, int) else 1
    return 0


def _leave_broken_pipe() -> int:
    """The reader (`head`) has enough; the rest is thrown away, or the interpreter would complain at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def main() -> None:
    """The ``dragoman`` program."""
    sys.exit(run())
