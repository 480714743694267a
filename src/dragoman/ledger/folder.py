"""The folder of a ledger: ``layout-N.json`` files that name the table in force. The highest N counts; none is ever overwritten."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from dragoman.records.errors import LedgerError

LAYOUT = 2  # raise it together with a migration
LAYOUT_FILE = re.compile(r"layout-(\d+)\.json")
# delta-rs reads a path as a URL: these it refuses, takes for a separator, or decodes to another name.
UNUSABLE = frozenset("[]|^%\\")


@dataclass(frozen=True, slots=True)
class Layout:
    """The number of a layout and the folder of its table, relative to the ledger's."""

    number: int
    table: str


def read_layout(folder: Path) -> Layout:
    """The layout in force; raises LedgerError where the folder is no ledger, or one of a newer version."""
    if not folder.exists():
        raise LedgerError(f"{folder}: no such ledger")
    found = find_layout(folder)
    if found is None:
        raise LedgerError(f"{folder}: not a ledger")
    if found.number > LAYOUT:
        raise LedgerError(f"{folder}: written by a newer version of Dragoman (layout {found.number}, this one reads up to {LAYOUT})")
    return found


def find_layout(folder: Path) -> Layout | None:
    """The layout with the highest number, None where there is none."""
    try:
        numbered = [(int(m[1]), path) for path in folder.iterdir() if (m := LAYOUT_FILE.fullmatch(path.name))]
        if not numbered:
            return None
        number, path = max(numbered)
        return Layout(number, str(json.loads(path.read_text(encoding="utf-8"))["table"]))
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise LedgerError(f"{folder}: not readable as a ledger ({problem})") from problem


def claim_layout(folder: Path, layout: Layout) -> Layout:
    """Puts a layout in force unless another program was first; returns the one in force.

    A hard link appears whole or not at all and never replaces a file: of two programs one wins.
    """
    draft = folder / f".layout-{uuid4().hex}"
    try:
        draft.write_text(json.dumps({"format": "dragoman ledger", "table": layout.table}), encoding="utf-8")
        os.link(draft, folder / f"layout-{layout.number}.json")
    except FileExistsError:
        pass
    except OSError as problem:
        raise LedgerError(f"{folder}: cannot be written ({problem.strerror or problem})") from problem
    finally:
        draft.unlink(missing_ok=True)
    return read_layout(folder)


def usable_folder(path: str | Path) -> Path:
    """The absolute folder; raises LedgerError where its name holds characters that the table format cannot take."""
    folder = Path(path).expanduser().absolute()
    wrong = sorted(UNUSABLE & set("".join(folder.parts[1:])))
    if wrong:
        raise LedgerError(f"{folder}: the path of a ledger may not hold {' '.join(wrong)}")
    return folder
