"""Where gold and probes lie, how their lines are read, and what a benchmark gives back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from dragoman.records.errors import UsageError

Coder = Literal["both", "rules", "heads"]
HOW_TO_GET = (
    "Gold and probes come with the source code, in its folders 'evaluation' and 'corpus': run there, or name them with --data and --corpus"
)


@dataclass(frozen=True, slots=True)
class Setting:
    """``data`` holds gold, pairs and probes, ``corpus`` the marked sentences; pairs are labelled by one part of the coder or by both."""

    data: Path = Path("evaluation")
    corpus: Path = Path("corpus")
    coder: Coder = "both"


@dataclass(frozen=True, slots=True)
class Measured:
    """Figures by name, what became of each example, and what was found that nothing asks for."""

    figures: Mapping[str, float]
    examples: Mapping[str, str] = field(default_factory=dict)
    extra: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Probed:
    """A case of a probe: whether the unchanged text was coded right, and whether the changed one came out as it must."""

    key: str
    right: bool
    kept: bool


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The objects of a file of JSON lines; raises UsageError where the file is missing."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as fault:
        raise UsageError(f"{path}: {fault.strerror}. {HOW_TO_GET}") from fault
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def outcomes(right: Mapping[str, bool]) -> dict[str, str]:
    """Examples that are right or wrong as a whole."""
    return {key: "right" if good else "wrong" for key, good in right.items()}
