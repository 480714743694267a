"""What the network made of a sentence beside its parse: the states that the coder reads on, and what each word tells of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, eq=False)
class States:
    """Arrays of float32, a row a word: ``shared`` [words, 256], what the coder reads on; ``spot`` [words, kinds], scores of the kinds."""

    shared: Any  # numpy arrays; the records know no library
    spot: Any
