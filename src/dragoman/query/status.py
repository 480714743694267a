"""Which of several tellings has the last word on whether an event took place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.query.mentions import MentionRow
from dragoman.records.mention import Status

SETTLED: tuple[Status, ...] = ("happened", "ongoing", "denied")
FORETOLD: tuple[Status, ...] = ("ruled_out", "planned", "threatened", "expected", "conditional", "possible")
BACKGROUND: tuple[Status, ...] = ("background",)

# What settles outweighs what foretells, however late a foretelling is printed: it cannot undo what took place. Within a class the
# later publication day has the word, and of one day the firmer telling. Background speaks of what other reports know better.
WEIGHT = {
    status: (weight, 9 - place) for weight, group in ((2, SETTLED), (1, FORETOLD), (0, BACKGROUND)) for place, status in enumerate(group)
}
DAY = "left(coalesce(published, '0000-00-00'), 10)"


def _case(part: int) -> str:
    return "CASE status " + " ".join(f"WHEN '{status}' THEN '{weight[part]}'" for status, weight in WEIGHT.items()) + " ELSE '0' END"


# The telling with the greatest of these strings has the word; the same order as ``authority``.
AUTHORITY = f"({_case(0)} || {DAY} || {_case(1)} || id)"


def authority(row: MentionRow) -> tuple[int, str, int, str]:
    """Sorts tellings: the greatest has the word."""
    weight, firmness = WEIGHT[row.mention.status]
    return weight, (row.published or "0000-00-00")[:10], firmness, row.mention.id


@dataclass(frozen=True, slots=True)
class StatusWord:
    """What one telling said of whether it took place."""

    status: Status
    published: str | None
    report_id: str
    mention_id: str


def status_history(rows: Iterable[MentionRow]) -> tuple[StatusWord, ...]:
    """The words on whether it took place, in order of publication; the same word again right after is left out."""
    history: list[StatusWord] = []
    for row in rows:
        if not history or history[-1].status != row.mention.status:
            history.append(StatusWord(row.mention.status, row.published, row.mention.report_id, row.mention.id))
    return tuple(history)
