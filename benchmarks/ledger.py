"""How fast the ledger takes in reports and answers questions: ``python benchmarks/ledger.py [MENTIONS]`` prints a table.

The reports are synthetic: three tellings each, a third of them joined to clusters of four. Times are wall-clock, the best of three;
compare them on one quiet machine, do not quote them.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from dragoman.ledger.snapshot import Snapshot
from dragoman.ledger.store import Ledger, open_ledger
from dragoman.query.agenda import agenda
from dragoman.query.dyads import dyads
from dragoman.query.events import events
from dragoman.query.filters import Filters
from dragoman.query.mentions import mentions
from dragoman.query.record import find_record
from dragoman.query.reports import reports
from dragoman.records.actor import Actor
from dragoman.records.alignment import Alignment, Piece
from dragoman.records.findings import Findings
from dragoman.records.ids import make_id
from dragoman.records.mention import EventMention, Projection, Status
from dragoman.records.report import Paragraph, Report
from dragoman.records.time import When

TELLINGS = 3
REPORTS_A_COMMIT = 2000
COUNTRIES = ("USA", "CHN", "RUS", "UKR", "FRA", "DEU", "GBR", "IND", "JPN", "BRA", "TUR", "IRN", "ISR", "IDN", "KOR", "POL")
TYPES = (("CONSULT", 1, 2.5), ("AGREE", 1, 2.5), ("AID", 2, 10.0), ("ACCUSE", 3, -3.0), ("SANCTION", 4, -6.0))
STATUSES: tuple[Status, ...] = ("happened", "happened", "happened", "planned", "expected", "background")
FILLER = "Officials of both sides gave no further details and left open what would follow. " * 12


def make_findings(count: int, seed: int = 1) -> Iterator[Findings]:
    """``count`` mentions in reports of three tellings; the same seed gives the same ones."""
    chance = random.Random(seed)
    for number in range(max(1, count // TELLINGS)):
        yield _one_report(number, chance)


def _one_report(number: int, chance: random.Random) -> Findings:
    sentences = [f"Telling {number}.{n} of the day: one side met the other. " for n in range(TELLINGS)]
    text = "".join(sentences) + FILLER
    published = (date(2022, 1, 1) + timedelta(days=chance.randrange(700))).isoformat()
    report = Report(
        id=make_id("r", text),
        location=f"synthetic-{number}",
        raw=text,
        text=text,
        alignment=Alignment((Piece(0, len(text), 0, len(text)),)),
        paragraphs=(Paragraph(0, len(text), "body"),),
        skipped=(),
        title=f"Report {number}",
        publisher="The Courier",
        authors=(),
        published=published,
        published_from="metadata",
        language="en",
        dateline=None,
    )
    starts = [sum(map(len, sentences[:n])) for n in range(TELLINGS)]
    mentions = tuple(_one_mention(report, start, len(sentences[0]) - 1, chance) for start in starts)
    return Findings(report, mentions, made_by="synthetic 1")


def _one_mention(report: Report, start: int, length: int, chance: random.Random) -> EventMention:
    source, target = chance.sample(COUNTRIES, 2)
    event_type, quad, score = chance.choice(TYPES)
    day = (date.fromisoformat(report.published or "") - timedelta(days=chance.randrange(3))).isoformat()
    return EventMention(
        id=make_id("m", report.id, start),
        report_id=report.id,
        event_type=event_type,
        mode=None,
        contexts=("diplomatic",),
        status=chance.choice(STATUSES),
        plover=Projection(event_type, None, ()),
        quad_code=quad,
        plover_score=score,
        sources=(Actor(source, 0, 0, f"State {source}", source, "GOV"),),
        targets=(Actor(target, 0, 0, f"State {target}", target, "GOV"),),
        when=When(day, day, "day", "that day") if chance.random() < 0.6 else None,
        where=None,
        attribution=(),
        trigger=report.alignment.evidence(report.text, start, start + 7),
        evidence=report.alignment.evidence(report.text, start, start + length),
        told_in="body",
        confidence=round(chance.random(), 3),
        found_by="synthetic 1",
        reason="",
    )


def fill(ledger: Ledger, findings: list[Findings]) -> None:
    for first in range(0, len(findings), REPORTS_A_COMMIT):
        ledger.add(findings[first : first + REPORTS_A_COMMIT])


def join_some(findings: list[Findings]) -> dict[str, str]:
    """A third of the mentions in clusters of four."""
    ids = sorted(mention.id for each in findings for mention in each.mentions)
    ids = ids[: len(ids) // 3]
    return {mention_id: make_id("e", ids[n - n % 4]) for n, mention_id in enumerate(ids)}


QUESTIONS: dict[str, Callable[[Snapshot], object]] = {
    "events of one actor, first 50": lambda s: events(s, Filters(actor="USA", limit=50)),
    "events between two, one month": lambda s: events(s, Filters(between=("USA", "CHN"), since="2022-07-01", until="2022-07-31")),
    "all events, first 50": lambda s: events(s, Filters(limit=50)),
    "mentions of one type, first 50": lambda s: mentions(s, Filters(event_type="AID", limit=50)),
    "agenda of a pair": lambda s: agenda(s, Filters(between=("USA", "CHN"))),
    "dyads by month, all pairs": lambda s: dyads(s),
    "dyads by month, one pair": lambda s: dyads(s, Filters(between=("USA", "CHN"))),
    "reports of a day": lambda s: reports(s, Filters(since="2022-07-07", until="2022-07-07")),
    "one record by its id": lambda s: find_record(s, mentions(s, Filters(limit=1))[0].mention.id),
}


def timed(act: Callable[[], object], times: int = 1) -> float:
    """Seconds, the best of some."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        act()
        taken.append(time.perf_counter() - start)
    return min(taken)


def main(count: int) -> None:
    findings = list(make_findings(count))
    with TemporaryDirectory() as folder:
        ledger = open_ledger(Path(folder) / "bench.ledger", create=True)
        lines = [("take in", timed(lambda: fill(ledger, findings)))]
        lines += [("take in again (adds nothing)", timed(lambda: fill(ledger, findings)))]
        lines += [("join to events", timed(lambda: ledger.add_memberships(join_some(findings))))]
        lines += [("join small files", timed(ledger.compact)), ("check every quote", timed(ledger.check))]
        lines += [("open a snapshot", timed(lambda: ledger.snapshot().close(), 3))]
        lines += [("open it as of yesterday", timed(lambda: ledger.snapshot(datetime.now(UTC) - timedelta(days=1)).close(), 3))]
        with ledger.snapshot() as snapshot:
            lines += [(name, timed(partial(ask, snapshot), 3)) for name, ask in QUESTIONS.items()]
    print(f"{len(findings):,} reports, {len(findings) * TELLINGS:,} mentions")
    for name, seconds in lines:
        print(f"{name:34} {seconds * 1000:10,.0f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3000)
