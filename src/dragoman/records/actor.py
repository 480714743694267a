"""A party to an event: the words, and what they resolve to. An unresolved actor keeps its words and nulls."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """``country`` is ISO alpha-3 or PLOVER's IGO, UNO, EUR, NGO, ISM, IMG, MNC; ``id`` names the known actor."""

    quote: str
    start: int
    end: int
    name: str | None = None
    country: str | None = None
    sector: str | None = None
    title: str | None = None
    id: str | None = None
