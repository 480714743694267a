"""A run in words: one table of figures, gains and losses by example, and what is not right."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.evaluation.run import Figures, Run

RANKS = {"missed": 0, "wrong": 0, "found": 1, "right": 2}


def as_table(run: Run, accepted: Run, floors: Figures) -> Iterator[str]:
    """Now, in the accepted run, the change, and the floor of each figure."""
    yield f"{'':34}{'now':>9}{'accepted':>10}{'change':>9}{'floor':>8}"
    for name, figures in run.figures.items():
        for key, value in figures.items():
            before, floor = accepted.figures.get(name, {}).get(key), floors.get(name, {}).get(key)
            change = "" if before is None else f"{round(value, 4) - before:+.3f}"
            shown = ["" if number is None else f"{number:.3f}" for number in (before, floor)]
            yield f"{name + ' ' + key:34}{value:9.3f}{shown[0]:>10}{change:>9}{shown[1]:>8}"


def list_changes(run: Run, accepted: Run) -> Iterator[str]:
    """Gains first, then losses, each example by its words."""
    both = [
        (f"{name}: {key}", known[key], now)
        for name, examples in run.examples.items()
        for known in [accepted.examples.get(name, {})]
        for key, now in examples.items()
        if key in known
    ]
    for title, sign in (("gained", 1), ("lost", -1)):
        for key, before, now in both:
            if (RANKS[now] - RANKS[before]) * sign > 0:
                yield f"{title}  {before} → {now}  {key}"


def list_faults(run: Run) -> Iterator[str]:
    """Every example that is not right, then everything that was found and not asked for."""
    for name, measured in run.groups.items():
        yield from (f"{outcome}  {name}: {key}" for key, outcome in measured.examples.items() if outcome != "right")
        yield from (f"extra  {name}: {found}" for found in measured.extra)
