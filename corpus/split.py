"""Which items teach and which test: by topic, so that a test asks about things that were not taught.

The topics of an item are its contexts. An item with a context of ``TEST`` tests, else one with a context of ``DEV`` is for development,
else it teaches. The items of a near-miss pair, and items that say the same words of other sides, go where the first of them goes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from corpus.items import Item

Part = Literal["train", "dev", "test"]
TEST = frozenset({"religion_ethnicity", "cyber", "asylum", "inequality"})
DEV = frozenset({"health", "environment", "illegal_drugs", "technology"})


def part_of(item: Item) -> Part:
    topics = frozenset(item.contexts)
    return "test" if topics & TEST else "dev" if topics & DEV else "train"


def split(items: Iterable[Item]) -> dict[Part, list[Item]]:
    """The items by part, in their order."""
    found: dict[Part, list[Item]] = {"train": [], "dev": [], "test": []}
    placed: dict[str, Part] = {}
    for item in items:
        keys = [item.sentence, *([f"pair {item.pair}"] if item.pair else [])]
        part = next((placed[key] for key in keys if key in placed), part_of(item))
        placed.update(dict.fromkeys(keys, part))
        found[part].append(item)
    return found
