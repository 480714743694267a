"""Bodies of invented items, as a line of the corpus holds them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ACCUSED = "<s>Quito</s> <e>accused</e> <t>Lima</t> on Monday of poisoning the river, the envoy said."
LISTED = "<s>Quito</s> and <t>Lima</t> lie above the clouds."


def a_body(**changed: Any) -> dict[str, Any]:
    """An item without a fault, but for what is changed."""
    body: dict[str, Any] = {
        "id": "x1", "text": ACCUSED, "kind": "ACCUSE", "mode": "allege", "status": "happened", "attribution": ["the envoy"],
        "times": ["on Monday"], "contexts": ["environment"], "manner": "wire", "hard": False, "quiet": False, "pair": None,
    }  # fmt: skip
    return body | changed


def no_act(**changed: Any) -> dict[str, Any]:
    """An item of NONE without a fault, but for what is changed."""
    none = {"text": LISTED, "kind": "NONE", "mode": None, "status": None, "attribution": [], "times": []}
    return a_body(**(none | changed))


def write_items(folder: Path, bodies: Sequence[dict[str, Any]], name: str = "some.jsonl") -> Path:
    (folder / name).write_text("".join(json.dumps(body) + "\n" for body in bodies), encoding="utf-8")
    return folder
