"""Lists the cases that fail without being known and the known ones that pass; ``--strike`` takes the mark off the latter.

Run as ``python tests/coding/review_cases.py``.
"""

from __future__ import annotations

import re
import sys

from case_tables import FOLDER, Case, faults_of, findings_of, read_cases, show_mention

INLINE = re.compile(r', known: "[^"]*"(?=\}$)')


def strike(case: Case) -> None:
    """Takes a case's ``known`` out of its table; the rest of the file stays as it is."""
    path = FOLDER / f"{case.table}.yaml"
    lines, number = [], 0
    for line in path.read_text(encoding="utf-8").splitlines():
        number += line.startswith("- ")
        if number == case.number:
            if line.startswith("  known:"):
                continue
            line = INLINE.sub("", line)
        lines.append(line)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def review(striking: bool) -> int:
    """How many cases fail that are not known to."""
    failing = 0
    for case in read_cases():
        faults = list(faults_of(case))
        if faults and not case.known:
            failing += 1
            found = [show_mention(m) for m in findings_of(case.text, case.published).mentions]
            print(f"fails   {case.table}:{case.number} {case.text}", *faults, "found:", *found, sep="\n          ")
        elif case.known and not faults:
            print(f"passes  {case.table}:{case.number} {case.text}" + (" (struck)" if striking else ""))
            if striking:
                strike(case)
    return failing


if __name__ == "__main__":
    sys.exit(1 if review("--strike" in sys.argv[1:]) else 0)
