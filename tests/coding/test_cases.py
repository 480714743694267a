"""Each case of the tables: what must be found is found, what must not be is not."""

from __future__ import annotations

import pytest
from case_tables import Case, faults_of, findings_of, read_cases, show_mention

CASES = read_cases()


def as_parameter(case: Case) -> object:
    marks = [pytest.mark.xfail(reason=case.known, strict=True)] if case.known else []
    return pytest.param(case, id=case.name, marks=marks)


@pytest.mark.parametrize("case", [as_parameter(c) for c in CASES])
def test_case(case: Case) -> None:
    faults = list(faults_of(case))
    found = "\n  ".join(show_mention(m) for m in findings_of(case.text, case.published).mentions)
    assert not faults, f"{case.text}\n  {'; '.join(faults)}\nfound:\n  {found}"


def test_the_tables_are_large_enough_to_mean_something() -> None:
    assert len(CASES) >= 160
    assert sum(bool(case.known) for case in CASES) < len(CASES) * 0.3


def test_every_text_stands_once() -> None:
    texts = [case.text for case in CASES]
    assert len(set(texts)) == len(texts)


def test_every_case_asks_for_something() -> None:
    assert all(c.events or c.forbidden or c.none or c.statements or c.expectations is not None for c in CASES)
