"""The probe of labels: a copy of the package in which every event type has another name, and another place in the order,
must give the same answers under the new names; then nothing depends on how a label is spelt."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from dragoman.codebook.load import load_codebook
from dragoman.evaluation.data import Coder, Probed, Setting
from dragoman.evaluation.pairs import Pair, read_pairs
from dragoman.evaluation.reading import label_pair

PACKAGE = Path(str(files("dragoman")))
ROOMS = ("codebook", "coding", "languages")  # where types stand by name
ASK = """
import json, sys
from dragoman.evaluation.reading import label_pair
for line in sys.stdin:
    label = label_pair(*json.loads(line))
    print(json.dumps([label.kind, label.mode, label.status, label.root]))
"""


def new_names() -> dict[str, str]:
    """Other names, in which the last type is the first."""
    types = sorted(load_codebook().types, reverse=True)
    return {name: f"KIND{number:02}" for number, name in enumerate(types)}


def rename(text: str, names: dict[str, str]) -> str:
    return re.sub(rf"\b(?:{'|'.join(names)})\b", lambda found: names[found.group()], text)


def copy_package(folder: Path, names: dict[str, str]) -> None:
    """The package with other names of types in text and file names; what names no type is linked, not copied."""
    for path in sorted(p for p in PACKAGE.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
        inner = path.relative_to(PACKAGE)
        place = folder / "dragoman" / inner.with_name(rename(inner.name, names))
        place.parent.mkdir(parents=True, exist_ok=True)
        if inner.parts[0] in ROOMS and path.suffix in (".py", ".yaml", ".json"):
            place.write_text(rename(path.read_text(encoding="utf-8"), names), encoding="utf-8")
        else:
            place.symlink_to(path)


def ask_copy(pairs: Sequence[Pair], names: dict[str, str], coder: Coder) -> list[list[str | None]]:
    """What the copy, in a process of its own, says of each pair; raises CalledProcessError where it does not run."""
    questions = "".join(json.dumps([p.sentence, p.source, p.target, coder]) + "\n" for p in pairs)
    with tempfile.TemporaryDirectory(prefix="dragoman-") as folder:
        copy_package(Path(folder), names)
        environment = {**os.environ, "PYTHONPATH": folder, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONIOENCODING": "utf-8"}
        ended = subprocess.run(
            [sys.executable, "-c", ASK], input=questions, env=environment, cwd=folder, capture_output=True, encoding="utf-8", check=True
        )
    return [json.loads(line) for line in ended.stdout.splitlines()]


def probe_renamed(setting: Setting) -> list[Probed]:
    """The short pairs, asked of the copy: kind, mode, status and root must be the same under the new names."""
    names, pairs = new_names(), read_pairs(setting.data)
    probed = []
    for pair, found in zip(pairs, ask_copy(pairs, names, setting.coder), strict=True):
        label = label_pair(pair.sentence, pair.source, pair.target, setting.coder)
        renamed = [names.get(label.kind, label.kind), label.mode, label.status, names.get(label.root, label.root)]
        probed.append(Probed(pair.key, label.root == pair.root, found == renamed))
    return probed
