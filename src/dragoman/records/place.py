"""Where something took place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """``country`` is ISO 3166-1 alpha-3; coordinates and GeoNames id are None where the name is not resolved."""

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    geonames_id: int | None
    quote: str
