"""``dragoman evaluate``: how good the coder is, on the project's own gold and probes and on pairs of others."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.messages import say
from dragoman.cli.relate import CoderName

if TYPE_CHECKING:
    from dragoman.evaluation.outside import Answer


class Benchmark(StrEnum):
    """What can be measured."""

    EVENTS = "events"
    RELATIONS = "relations"
    QUIET = "quiet"
    STATEMENTS = "statements"
    PROBES = "probes"
    SPEED = "speed"


def add_commands(app: typer.Typer) -> None:
    """Puts the command on the face."""
    app.command()(evaluate)


def evaluate(
    benchmark: Annotated[
        list[Benchmark] | None, typer.Argument(help="Which to measure; all of them by default.", show_default=False)
    ] = None,
    data: Annotated[Path, typer.Option(help="Folder of gold, probes, floors and the accepted run.")] = Path("evaluation"),
    corpus: Annotated[Path, typer.Option(help="Folder of the corpus, whose test part is measured.")] = Path("corpus"),
    relations: Annotated[
        Path | None,
        typer.Option(help="Pairs of others: a TSV of uid, sentence, source, target, gold_root.", show_default=False),
    ] = None,
    coder: Annotated[CoderName, typer.Option(help="Which part of the coder labels pairs.")] = CoderName.BOTH,
    show: Annotated[bool, typer.Option("--show", help="List what is not right, and what nothing asks for.")] = False,
    accept: Annotated[bool, typer.Option("--accept", help="Make this run the accepted one.")] = False,
) -> int:
    """Measure the coder: one table, gains and losses by example; status 1 where a figure is below its floor."""
    from dragoman.cli.formats import write_lines
    from dragoman.evaluation import outside, run, table
    from dragoman.evaluation.data import Setting

    named = [name.value for name in benchmark or ([] if relations else Benchmark)]
    answers = outside.label_rows(outside.read_file(relations), coder.value) if relations else []
    measured = run.measure(Setting(data, corpus, coder.value), named) if named else run.Run()
    if relations:
        measured = run.Run({**measured.groups, "outside": outside.measure_answers(answers)})
    accepted, floors = run.read_accepted(data), run.read_floors(data)
    write_lines(table.as_table(measured, accepted, floors))
    write_lines(table.list_changes(measured, accepted))
    if answers:
        _show_answers(answers)
    if show:
        write_lines(table.list_faults(measured))
    if accept:
        run.accept(measured, data)
    faults = run.below_floor(measured.figures, floors)
    for fault in faults:
        say(f"dragoman: {fault}")
    return 1 if faults else 0


def _show_answers(answers: list[Answer]) -> None:
    """The classes of a pair file, what was taken for what, and the commonest mistakes."""
    from dragoman.cli.formats import write_lines
    from dragoman.evaluation import outside

    for lines in (outside.list_classes(answers), outside.list_confusion(answers), outside.list_mistakes(answers)):
        write_lines(["", *lines])
