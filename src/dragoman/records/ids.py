"""Ids that depend on content alone: the same input gives the same id on every run and machine."""

from __future__ import annotations

import hashlib
import json

DIGITS = 16  # hexadecimal digits kept: 64 bits, a collision in a billion records has odds of about 1 in 40


def make_id(prefix: str, *parts: object) -> str:
    """An id such as ``r_1f0c…`` from the parts' canonical JSON (SHA-256, first 64 bits)."""
    canonical = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return f"{prefix}_{hashlib.sha256(canonical.encode('utf-8', 'surrogatepass')).hexdigest()[:DIGITS]}"
