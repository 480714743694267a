"""Copies of reports, on invented texts."""

from __future__ import annotations

import random

from dragoman.linking import judge_copies
from dragoman.linking.copies import find_candidates
from dragoman.linking.sentences import outline, weigh_words
from dragoman.records.report import Report
from tests.linking.builders import report

SENTENCES = [
    "The foreign ministers of Norland and Suderia met in the port of Karsk on Tuesday to end a quarrel over fishing grounds.",
    "Minister Ada Holm told reporters that forty trawlers had been turned back since the spring.",
    "Her counterpart, Oren Vask, called the figure exaggerated and spoke of eleven vessels.",
    "Both sides agreed to let inspectors of the regional council board any ship within twelve miles.",
    "The council in Bergholm will send its first team on 3 September, a spokesman said.",
    "Fishermen in Karsk burned nets outside the town hall while the ministers spoke.",
    "Police detained six people and released them in the evening.",
    "Norland buys a third of its herring from Suderia.",
    "A treaty of 1974 divides the grounds along a line that neither side accepts any longer.",
    "The next round of talks is planned for November in Bergholm.",
]
REWRITTEN = [
    "Foreign ministers from Norland and Suderia gathered Tuesday at Karsk, a port, to settle their quarrel about fishing grounds.",
    "Forty trawlers have been turned away since spring, minister Ada Holm informed reporters.",
    "Oren Vask, the counterpart, said the figure was exaggerated, naming eleven vessels.",
    "The sides have agreed that regional council inspectors may board ships inside twelve miles.",
    "According to a spokesman, the first team of the Bergholm council leaves on 3 September.",
    "Nets were burned by fishermen before the Karsk town hall as the ministers were speaking.",
    "Six people detained by police were released by evening.",
    "One third of the herring of Norland comes from Suderia.",
    "The line along which a 1974 treaty divides the grounds is accepted by neither side.",
    "Another round of talks should follow in Bergholm in November.",
]
INDEPENDENT = [
    "Suderia's harbour towns woke on Wednesday to news that inspectors would soon walk their decks.",
    "Few skippers in Karsk believe the promise made by Oren Vask after his meeting with Ada Holm.",
    "My grandfather fished those waters without asking anybody, said Lena Turo, who owns two boats.",
    "The deal, struck after five hours behind closed doors, leaves quotas for cod untouched.",
    "Norland's opposition demanded a vote in parliament before any foreigner boards a trawler.",
    "Shares of the largest cannery rose four per cent in early trading.",
    "Economists doubt that the herring trade between the neighbours will recover before winter.",
    "A previous accord collapsed when a patrol boat rammed a vessel off Cape Ilm.",
]
OTHER = [
    "Heavy rain closed the mountain pass above Tellin for a second day.",
    "Engineers said that the bridge had moved by two centimetres.",
    "Schools in four villages stayed shut and buses were cancelled.",
    "The mayor asked the province for pumps and sandbags.",
]


def copy_of(sentences: list[str], name: str) -> Report:
    return report("\n\n".join(" ".join(sentences[n : n + 2]) for n in range(0, len(sentences), 2)), name)


def judged(left: Report, right: Report) -> tuple[str, str] | None:
    found = judge_copies([left, right, copy_of(OTHER, "weather")])
    assert len(found) <= 1
    return (found[0].verdict, found[0].reason.split(":")[0]) if found else None


ORIGINAL = copy_of(SENTENCES, "agency")


def test_the_same_text_elsewhere_is_a_verbatim_copy() -> None:
    found = judge_copies([ORIGINAL], [copy_of(SENTENCES, "mirror")])
    assert [(j.verdict, j.kind, j.score, j.reason) for j in found] == [("same", "copy", 1.0, "verbatim copy: 10 of 10 sentences align")]


def test_another_layout_and_a_signature_do_not_hide_a_copy() -> None:
    text = "\n\n".join(SENTENCES) + "\n\nWrite to our newsroom."
    found = judged(ORIGINAL, report(text, "syndicated"))
    assert found is not None
    assert found[0] == "same"


def test_a_trimmed_text_is_a_near_copy() -> None:
    assert judged(ORIGINAL, copy_of(SENTENCES[:5], "short")) == ("same", "near copy, trimmed")


def test_a_text_in_another_order_is_a_near_copy() -> None:
    assert judged(ORIGINAL, copy_of(SENTENCES[5:] + SENTENCES[:5], "shuffled")) is not None
    assert judged(ORIGINAL, copy_of(SENTENCES[::-1], "reversed")) == ("same", "near copy, reordered")


def test_a_rewritten_text_is_a_doubt() -> None:
    assert judged(ORIGINAL, copy_of(REWRITTEN, "spun")) == ("unsure", "perhaps rewritten")


def test_an_independent_report_of_the_event_is_no_copy() -> None:
    assert judged(ORIGINAL, copy_of(INDEPENDENT, "correspondent")) is None


def test_a_report_of_something_else_is_no_copy() -> None:
    assert judge_copies([ORIGINAL, copy_of(OTHER, "weather")]) == []


def test_a_borrowed_passage_is_a_doubt() -> None:
    assert judged(copy_of(INDEPENDENT + SENTENCES[3:8], "mixed"), ORIGINAL) is not None
    assert judged(copy_of(INDEPENDENT[:7] + SENTENCES[3:7], "mixed"), ORIGINAL) == ("unsure", "shared passages")


def test_the_order_of_the_reports_changes_nothing() -> None:
    reports = [ORIGINAL, copy_of(SENTENCES[:6], "cut"), copy_of(REWRITTEN, "spun"), copy_of(OTHER, "weather"), copy_of(SENTENCES, "mirror")]
    assert judge_copies(reports) == judge_copies(random.Random(5).sample(reports, len(reports)))


def many_copies(count: int) -> list[Report]:
    """A family of copies, each with a line of its own."""
    return [copy_of([*SENTENCES, f"Printed as number {n} of the series."], f"outlet {n}") for n in range(count)]


def test_the_alignments_grow_linearly_in_a_large_family() -> None:
    counts = []
    for size in (150, 600):
        outlines = {r.id: outline(r) for r in many_copies(size)}
        counts.append(sum(1 for _ in find_candidates(outlines, set(outlines), weigh_words(outlines.values()))))
    assert counts[1] <= 4.4 * counts[0]
