"""The probes: whether an answer stays, or changes as it must, when the words of a text are changed in one known way.

Each probe gives the share of its cases that come out as they must and, beside it (``…_accuracy``), how many of the unchanged
cases are right, for an answer may stay and be wrong both times.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dragoman.evaluation.data import Measured, Probed, Setting, outcomes, share
from dragoman.evaluation.names import probe_invented, probe_swapped
from dragoman.evaluation.renamed import probe_renamed
from dragoman.evaluation.twins import probe_moved, probe_negated, probe_voices


def figures_of(name: str, probed: Sequence[Probed]) -> dict[str, float]:
    return {
        name: share(sum(p.kept for p in probed), len(probed)),
        f"{name}_accuracy": share(sum(p.right for p in probed), len(probed)),
    }


def measure_probes(setting: Setting) -> dict[str, Measured]:
    """All probes as one group."""
    found: Mapping[str, Sequence[Probed]] = {
        "swapped": probe_swapped(setting),
        "invented": probe_invented(setting),
        "voice": probe_voices(setting),
        "renamed": probe_renamed(setting),
        "negated": probe_negated(setting),
        "moved": probe_moved(setting),
    }
    figures = {key: value for name, probed in found.items() for key, value in figures_of(name, probed).items()}
    examples = outcomes({f"{name} {p.key}": p.kept for name, probed in found.items() for p in probed})
    return {"probes": Measured(figures, examples)}
