"""A known state, body, group, person or region that a phrase can name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast, get_args

Kind = Literal["country", "demonym", "capital", "organisation", "person", "place", "region", "group"]
KINDS: frozenset[str] = frozenset(get_args(Kind))


@dataclass(frozen=True, slots=True)
class Entry:
    """``country`` is ISO 3166-1 alpha-3 or PLOVER's IGO, UNO, EUR, NGO, ISM, IMG, MNC; ``sector`` only where the name says it.

    A capital or seat ("Washington", "the Kremlin") has kind "capital" and an id such as ``gov:USA``: it stands for the government.
    """

    id: str
    kind: Kind
    name: str
    country: str | None = None
    sector: str | None = None


def as_kind(word: str) -> Kind:
    """The kind that a data file names; raises ValueError at an unknown one."""
    if word not in KINDS:
        raise ValueError(f"no kind of entry: {word!r}")
    return cast(Kind, word)
