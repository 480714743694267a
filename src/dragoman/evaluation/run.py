"""A run of benchmarks, the last accepted run, and the floors that a run must reach."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from dragoman.evaluation.data import HOW_TO_GET, Measured, Setting
from dragoman.evaluation.events import measure_events
from dragoman.evaluation.probes import measure_probes
from dragoman.evaluation.quiet import measure_quiet
from dragoman.evaluation.relations import measure_relations
from dragoman.evaluation.speed import measure_speed
from dragoman.evaluation.statements import measure_statements
from dragoman.records.errors import UsageError

Figures = Mapping[str, Mapping[str, float]]
BENCHMARKS: dict[str, Callable[[Setting], dict[str, Measured]]] = {
    "events": measure_events,
    "relations": measure_relations,
    "quiet": measure_quiet,
    "statements": measure_statements,
    "probes": measure_probes,
    "speed": measure_speed,
}
UNPINNED = frozenset({"speed", "outside"})  # of one machine or one file: neither accepted nor held to a floor
LESS_IS_BETTER = frozenset({"false_per_100"})  # its floor is a ceiling


@dataclass(frozen=True, slots=True)
class Run:
    """What each group of figures gave: a benchmark, or a part of one."""

    groups: Mapping[str, Measured] = field(default_factory=dict)

    @property
    def figures(self) -> Figures:
        return {name: measured.figures for name, measured in self.groups.items()}

    @property
    def examples(self) -> Mapping[str, Mapping[str, str]]:
        return {name: measured.examples for name, measured in self.groups.items()}


@cache
def measure_one(benchmark: str, setting: Setting) -> dict[str, Measured]:
    return BENCHMARKS[benchmark](setting)


def measure(setting: Setting, benchmarks: Sequence[str] = tuple(BENCHMARKS)) -> Run:
    """One run over the named benchmarks; raises UsageError where their data are missing."""
    if not setting.data.is_dir():
        raise UsageError(f"no folder {setting.data}. {HOW_TO_GET}")
    return Run({group: measured for name in benchmarks for group, measured in measure_one(name, setting).items()})


def read_floors(data: Path) -> Figures:
    path = data / "floors.yaml"
    floors: Figures = yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else {}
    return floors


def read_accepted(data: Path) -> Run:
    """The last accepted run; an empty one where there is none."""
    path = data / "accepted.json"
    if not path.exists():
        return Run()
    body: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return Run({name: Measured(found["figures"], found["examples"]) for name, found in body.items()})


def accept(run: Run, data: Path) -> None:
    """Makes a run the accepted one; groups that it did not measure stay as they were."""
    kept = {**read_accepted(data).groups, **{name: found for name, found in run.groups.items() if name not in UNPINNED}}
    body = {
        name: {"figures": {key: round(value, 4) for key, value in found.figures.items()}, "examples": dict(sorted(found.examples.items()))}
        for name, found in kept.items()
    }
    (data / "accepted.json").write_text(json.dumps(body, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def is_below(key: str, value: float, floor: float) -> bool:
    return value > floor if key in LESS_IS_BETTER else value < floor


def below_floor(figures: Figures, floors: Figures) -> list[str]:
    """What is worse than it must be, in words."""
    return [
        f"{name} {key}: {found[key]:.3f} is {'above' if key in LESS_IS_BETTER else 'below'} {floor:.3f}"
        for name, found in figures.items()
        for key, floor in floors.get(name, {}).items()
        if is_below(key, found[key], floor)
    ]
