"""Regular expressions must mean the same on every Python that the package runs on."""

from __future__ import annotations

import re
from pathlib import Path

import dragoman

SOURCES = sorted(Path(dragoman.__file__).parent.rglob("*.py"))
# ")*+", ")++", ")?+", "){2,}+" inside a string: a group repeated possessively.
POSSESSIVE_GROUP = re.compile(r"[^\\]\)(?:[*+?]|\{\d*,?\d*\})\+")


def test_no_group_is_repeated_possessively() -> None:
    """Python before 3.11.5 keeps what a last, failed turn of such a group had taken; an atomic group is right on all."""
    found = [f"{path.name}: {line.strip()}" for path in SOURCES for line in path.read_text(encoding="utf-8").splitlines()
             if not line.lstrip().startswith("#") and POSSESSIVE_GROUP.search(line)]  # fmt: skip
    assert found == []


def test_the_search_knows_what_it_looks_for() -> None:
    assert all(POSSESSIVE_GROUP.search(text) for text in (r"(?:a'b)*+", r"(?:\.\w)++", r"(x){2,}+", r"(y)?+"))
    assert not any(POSSESSIVE_GROUP.search(text) for text in (r"\w++(?>(?:'\w++)*)", r"[a]*+", r"\)+", "f(a) + g(b)"))
