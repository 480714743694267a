"""Layout 2 tells the countries of the two sides apart: ``countries`` becomes ``source_countries`` and ``target_countries``.

Layout 1 kept one list for both sides, of which no directed question can be answered; the bodies hold who stood where.
"""

from __future__ import annotations

# Where the parties of a kind stand in its body.
SIDES = {
    "mention": ("$.sources[*].country", "$.targets[*].country"),
    "statement": ("$.speaker.country", "$.addressees[*].country"),
    "expectation": ("$.holder.country", None),
}


def columns(kind: str) -> str:
    """The rows of a kind in layout 2."""
    sources, targets = SIDES.get(kind, (None, None))
    return f"SELECT * EXCLUDE (countries), {_codes(sources)} AS source_countries, {_codes(targets)} AS target_countries FROM old"


def _codes(path: str | None) -> str:
    if path is None:
        return "CAST([] AS VARCHAR[])"
    found = f"json_extract_string(body, '{path}')"
    as_list = found if "[*]" in path else f"[{found}]"
    return f"list_sort(list_distinct(list_filter({as_list}, lambda code: code IS NOT NULL)))"
