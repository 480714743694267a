"""Copies of one report count once as witnesses."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.ledger.snapshot import Snapshot

PAIRS = """
    SELECT "left", "right" FROM verdicts WHERE judgement_kind = 'copy' AND verdict = 'same'
    UNION
    SELECT id, copy_of FROM reports r WHERE copy_of IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM verdicts v WHERE v.judgement_kind = 'copy' AND v.verdict = 'different'
            AND v."left" = least(r.id, r.copy_of) AND v."right" = greatest(r.id, r.copy_of))"""


class Copies:
    """Groups of reports that are held to be copies of one another, as judged up to the snapshot's moment."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._parent: dict[str, str] = {}
        for left, right in pairs:
            one, other = sorted((self.first_of(left), self.first_of(right)))
            self._parent[other] = one

    def first_of(self, report_id: str) -> str:
        """The report that stands for the whole group."""
        first = report_id
        while (above := self._parent.get(first, first)) != first:
            first = above
        if first != report_id:
            self._parent[report_id] = first
        return first

    def count_independent(self, report_ids: Iterable[str]) -> int:
        return len({self.first_of(report_id) for report_id in report_ids})


def read_copies(snapshot: Snapshot) -> Copies:
    """The copies known in a snapshot; an analyst's "different" outweighs what intake saw."""
    return Copies((left, right) for left, right in snapshot.rows(PAIRS))
