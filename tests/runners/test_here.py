"""Every input has exactly one result, in the order of the inputs."""

from __future__ import annotations

from typing import Any

from dragoman.records.errors import InputError
from dragoman.records.report import Document
from dragoman.runners.here import FEW, Known, Tally, choose_runner, code_documents
from dragoman.runners.pool import Alone, Pool


def documents(count: int) -> list[Document | InputError]:
    made: list[Document | InputError] = [
        Document(f"{n}.txt", f"Japan criticized Kenya on Monday. It was number {n}.", "text") for n in range(count)
    ]
    return [*made[: count // 2], InputError("middle.txt", "empty"), *made[count // 2 :]]


def break_on(words: str) -> Any:
    def make() -> dict[str, Any]:
        from dragoman.runners.here import load_tasks

        tasks = load_tasks()

        def clean(document: Document) -> Any:
            if words in document.raw:
                raise RuntimeError("broken")
            return tasks["clean"](document)

        return {**tasks, "clean": clean}

    return make


def location_of(result: Any) -> str:
    return str(result.location) if isinstance(result, InputError) else str(result.report.location)


def test_results_come_in_order_and_a_failure_keeps_its_place() -> None:
    inputs = documents(20)
    results = [result for batch in code_documents(inputs, Alone(break_on("number 7."))) for result in batch]
    assert [location_of(result) for result in results] == [each.location for each in inputs]
    assert [location_of(result) for result in results if isinstance(result, InputError)] == ["7.txt", "middle.txt"]


def test_the_tally_adds_up() -> None:
    tally = Tally()
    for batch in code_documents(documents(20), Alone(break_on("number 7.")), lambda report, _: "number 3." in report.text):
        for result in batch:
            tally.add(result)
    assert str(tally) == "21 inputs: 18 coded, 1 known, 0 not coded, 2 failed"
    assert tally.is_balanced()


def test_a_known_report_is_not_coded_again() -> None:
    asked: list[str] = []
    results = [
        r
        for batch in code_documents(documents(2), Alone(break_on("nothing")), lambda _, maker: bool(asked.append(maker) or True))
        for r in batch
    ]
    assert [type(result) for result in results] == [Known, InputError, Known]
    assert len(set(asked)) == 1
    assert asked[0].strip()


def test_a_few_documents_run_here_and_many_in_a_pool() -> None:
    few, alone = choose_runner(documents(FEW - 1), None)
    many, pool = choose_runner(documents(FEW + 1), 3)
    assert isinstance(alone, Alone)
    assert isinstance(pool, Pool)
    assert (len(list(few)), len(list(many))) == (FEW, FEW + 2)
