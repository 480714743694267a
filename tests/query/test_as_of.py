"""What is answered as of a moment is what was answered at that moment: nothing that was learned later, and nothing less."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import mkdtemp

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledger_builders import a_mention, a_report, an_expectation, day, found

from dragoman.ledger.snapshot import Snapshot
from dragoman.ledger.store import Ledger, open_ledger
from dragoman.query.agenda import agenda
from dragoman.query.dyads import dyads
from dragoman.query.events import events
from dragoman.query.expectations import expectations
from dragoman.query.mentions import mentions
from dragoman.query.reports import reports
from dragoman.records.findings import Findings, Skipped
from dragoman.records.judgement import Judgement

TEXTS = ("They will meet and met.", "The two met; they will meet.", "Again they met, and will meet.")
QUESTIONS: tuple[Callable[[Snapshot], object], ...] = (events, agenda, mentions, expectations, reports, lambda s: dyads(s, planned=True))


def a_coding(text: str, coder: str, both: bool) -> Findings:
    report = a_report(text)
    planned = a_mention(report, "meet", sources=("USA", "CHN"), status="planned", when="2022-07-09")
    met = a_mention(report, "met", sources=("USA", "CHN"))
    told = (planned, met) if both else (met,)
    return found(report, *told, made_by=coder, expectations=(an_expectation(planned, "2022-07-09"),) if both else ())


texts, numbers = st.sampled_from(TEXTS), st.integers(0, 2)
steps = st.one_of(
    st.tuples(st.just("code"), texts, st.sampled_from(["coder 1", "coder 2"]), st.booleans()),
    st.tuples(st.just("join"), texts, st.sampled_from(["e_1", "e_2"])),
    st.tuples(st.just("copy"), st.permutations(range(3)).map(lambda order: tuple(sorted(order[:2]))), st.booleans(), st.booleans()),
    st.tuples(st.just("outcome"), texts, st.sampled_from(["met", "lapsed"])),
    st.tuples(st.just("skip"), texts),
)


def take(ledger: Ledger, step: tuple, moment: datetime) -> None:
    match step:
        case "code", text, coder, both:
            ledger.add([a_coding(text, coder, both)], moment)
        case "join", text, event_id:
            ledger.add_memberships({a_coding(text, "", False).mentions[0].id: event_id}, moment)
        case "copy", (one, other), same, taken_back:
            left, right = sorted((a_report(TEXTS[one]).id, a_report(TEXTS[other]).id))
            judged = Judgement(left, right, "same" if same else "different", "copy", 1.0, "", "analyst")
            ledger.add_judgements([judged], moment, taken_back=taken_back)
        case "outcome", text, outcome:
            ledger.add_outcomes([replace(a_coding(text, "", True).expectations[0], outcome=outcome)], moment)
        case "skip", text:
            ledger.add_skipped([Skipped(text, "intake", "too short")], moment)


def answers(ledger: Ledger, as_of: datetime | None = None) -> list[object]:
    with ledger.snapshot(as_of) as snapshot:
        skipped = sorted(snapshot.rows("SELECT subject FROM skipped"))
        verdicts = sorted(snapshot.rows('SELECT "left", "right", verdict FROM verdicts'))
        return [*(question(snapshot) for question in QUESTIONS), skipped, verdicts]


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(steps, min_size=2, max_size=4))
def test_an_answer_as_of_a_moment_is_the_answer_that_was_given_then(taken: list[tuple]) -> None:
    folder = Path(mkdtemp())
    try:
        ledger = open_ledger(folder / "a.ledger", create=True)
        given_then = {}
        for n, step in enumerate(taken):
            take(ledger, step, day(n + 1))
            given_then[day(n + 1)] = answers(ledger)
        for moment, answer in given_then.items():
            assert answers(ledger, moment) == answer
        empty = answers(ledger, day(1) - timedelta(microseconds=1))
        assert empty == [[]] * len(empty)
    finally:
        shutil.rmtree(folder)


def test_no_row_in_any_view_was_learned_after_the_moment(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path / "a.ledger", create=True)
    for n, text in enumerate(TEXTS):
        ledger.add([a_coding(text, "coder 1", True)], day(n + 1))
        take(ledger, ("join", text, "e_1"), day(n + 1, 13))
        take(ledger, ("outcome", text, "met"), day(n + 1, 14))
    views = ("reports", "mentions", "expectations", "memberships", "outcomes")
    with ledger.snapshot(day(2)) as snapshot:
        counts = {
            view: snapshot.rows(f"SELECT count(*), max(known_at) <= make_timestamptz($t) FROM {view}", {"t": _micro(day(2))})[0]
            for view in views
        }
    assert counts == {
        "reports": (2, True),
        "mentions": (4, True),
        "expectations": (2, True),
        "memberships": (1, True),
        "outcomes": (1, True),
    }


def _micro(moment: datetime) -> int:
    return round(moment.timestamp() * 1_000_000)
