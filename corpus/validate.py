"""Checks every item against the guidelines: python -m corpus.validate [FOLDER]. One line a fault; exit status 1 where there is one."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from corpus.items import FOLDER, find_faults, read_bodies, take_marks


def list_faults(folder: Path) -> Iterator[str]:
    ids: dict[str, str] = {}
    texts: dict[str, str] = {}
    pairs: dict[str, list[tuple[str, object, object]]] = {}
    for path, body in read_bodies(folder):
        name = f"{path.name} {body.get('id')}"
        faults = list(find_faults(body))
        yield from (f"{name}: {fault}" for fault in faults)
        if faults:
            continue
        if body["id"] in ids:
            yield f"{name}: the id stands in {ids[body['id']]} too"
        key = take_marks(body["text"])[0] + str([m for m in body["text"].split() if "<" in m])
        if key in texts:
            yield f"{name}: the same text and sides as {texts[key]}"
        ids[body["id"]], texts[key] = path.name, name
        if body["pair"]:
            pairs.setdefault(body["pair"], []).append((body["kind"], body["mode"], body["status"]))
    for pair, labels in pairs.items():
        if len(labels) < 2 or len(set(labels)) < 2:
            yield f"pair {pair}: {len(labels)} items, {len(set(labels))} labels"


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    faults = list(list_faults(folder))
    print("\n".join(faults), end="\n" if faults else "")
    print(f"{sum(1 for _ in read_bodies(folder))} items, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
