"""What the network made of a sentence beside its parse: the states that the coder reads on, and what each word tells of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, eq=False)
class States:
    """Arrays of float32. ``shared`` [1 + words, 256], what the coder reads on: first the row of the window's edge, then a row a word.

    ``spot`` [words, kinds]: scores of the kinds of act that a word may tell of.
    """

    shared: Any  # numpy arrays; the records know no library
    spot: Any
