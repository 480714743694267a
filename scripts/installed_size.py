"""What the core install weighs: every distribution that dragoman needs without extras, itself too, as files on disk.

usage: python scripts/installed_size.py [LIMIT_MB]     exit status 1 where the sum is over the limit
"""

from __future__ import annotations

import re
import sys
from importlib.metadata import PackageNotFoundError, distribution


def needed(name: str, seen: dict[str, int]) -> None:
    """Adds the bytes of a distribution and of all that it requires without extras."""
    key = re.sub(r"[-_.]+", "-", name).lower()
    if key in seen:
        return
    try:
        found = distribution(name)
    except PackageNotFoundError:
        return  # required on another platform only
    seen[key] = sum(path.stat().st_size for file in found.files or () if (path := found.locate_file(file)).is_file())  # type: ignore[attr-defined]
    for requirement in found.requires or ():
        if "extra ==" not in requirement:
            needed(re.split(r"[ ;<>=!~\[(]", requirement, maxsplit=1)[0], seen)


def main() -> None:
    seen: dict[str, int] = {}
    needed("dragoman", seen)
    for name, size in sorted(seen.items(), key=lambda item: -item[1]):
        print(f"{size / 1e6:8.1f} MB  {name}")
    total = sum(seen.values()) / 1e6
    print(f"{total:8.1f} MB  in {len(seen)} distributions")
    if len(sys.argv) > 1 and total > float(sys.argv[1]):
        sys.exit(1)


if __name__ == "__main__":
    main()
