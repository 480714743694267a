"""Which reports are copies of one another: verbatim, trimmed or reordered ones surely, rewritten ones as a doubt."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from zlib import crc32

from dragoman.linking.sentences import Alignment, Outline, align, outline, weigh_words
from dragoman.records.judgement import Judgement, Verdict
from dragoman.records.report import Report

JUDGED_BY = "linking copies 1"
GRAM = 5  # words of a shingle
SAMPLE = 4  # one shingle in so many is looked up, chosen by its hash: the same ones in every report
RARE_WORDS = 24  # a report's rarest words, by which its rewritten copies are found
SHARED_RARE = 5  # of these, so many must be shared
POSTINGS = 32  # reports kept for a shingle or word: the cost stays linear, and what so many share is boilerplate
TRIED = 8  # the likeliest reports that each one is aligned with
# Shares of the shorter report's weighed words. A copy keeps at least half its sentences; independent reports of one event
# share names and numbers, and their line-up stays below a likeness of .24; formal readouts of one office reach .26, rewritings .27 to .7
# (measured on this project's invented reports and on some forty public ones).
COPY_FROM, PARTLY_FROM, REWRITTEN_FROM = 0.5, 0.3, 0.27
FEW = 3  # sentences below which a likeness proves little


def judge_copies(new: Sequence[Report], known: Sequence[Report] = ()) -> list[Judgement]:
    """Verdicts on pairs of reports of which one is new, in order of ids; reports that are plainly independent are left out.

    ``score`` is the weighed share of the shorter report that stands in the other. The cost grows linearly with the reports.
    """
    outlines = {report.id: outline(report) for report in sorted((*known, *new), key=lambda report: report.id)}
    weights = weigh_words(outlines.values())
    fresh = {report.id for report in new}
    found: list[Judgement] = []
    for left, right in find_candidates(outlines, fresh, weights):
        if judgement := judge_pair(outlines[left], outlines[right], weights):
            found.append(judgement)
    return sorted(found, key=lambda j: (j.left, j.right))


def judge_pair(left: Outline, right: Outline, weights: Mapping[str, float]) -> Judgement | None:
    verdict, score, reason = read_alignment(align(left, right, weights))
    if verdict is None:
        return None
    return Judgement(
        min(left.report_id, right.report_id), max(left.report_id, right.report_id), verdict, "copy", round(score, 4), reason, JUDGED_BY
    )


def read_alignment(a: Alignment) -> tuple[Verdict | None, float, str]:
    """Verdict, score and reason of a line-up."""
    counted = f"{a.alike} of {a.shorter} sentences align"
    proves = a.shorter >= FEW or a.shorter == a.longer
    if a.in_order >= 0.9 and a.of_longer >= 0.9:
        return "same", a.in_order, f"verbatim copy: {counted}"
    if a.in_order >= COPY_FROM and proves:
        kind = "trimmed" if a.in_order >= 0.9 else "edited"
        return "same", a.in_order, f"near copy, {kind}: {counted}, the longer report has {a.longer}"
    if a.anywhere >= COPY_FROM and proves:
        return "same", a.anywhere, f"near copy, reordered: {a.anywhere:.0%} of the shorter report stands in the other, in another order"
    if max(a.in_order, a.anywhere) >= PARTLY_FROM:
        return "unsure", max(a.in_order, a.anywhere), f"shared passages: {counted}"
    if a.shared >= REWRITTEN_FROM and proves:
        return "unsure", a.shared, f"perhaps rewritten: the same things in the same order, likeness {a.shared:.2f}, {counted}"
    return None, a.shared, ""


def find_candidates(outlines: Mapping[str, Outline], fresh: set[str], weights: Mapping[str, float]) -> Iterator[tuple[str, str]]:
    """Pairs that share sampled shingles or several of their rarest words; each report with its likeliest others."""
    shingles = {i: sampled_shingles(one) for i, one in outlines.items()}
    rare = {i: rarest_words(one, weights) for i, one in outlines.items()}
    by_shingle, by_word = index(shingles), index(rare)
    seen: set[tuple[str, str]] = set()
    for report_id in sorted(fresh):
        shared = count_shared(report_id, shingles[report_id], by_shingle)
        likely = count_shared(report_id, rare[report_id], by_word)
        others = [other for other, _ in ranked(shared)[:TRIED]]
        others += [other for other, count in ranked(likely)[:TRIED] if count >= SHARED_RARE]
        for other in others:
            pair = (min(report_id, other), max(report_id, other))
            if pair not in seen:
                seen.add(pair)
                yield pair


def sampled_shingles(one: Outline) -> frozenset[str]:
    """A fixed share of the report's runs of words; all of them where there are few."""
    runs = {" ".join(one.words[n : n + GRAM]) for n in range(max(1, len(one.words) - GRAM + 1))}
    kept = frozenset(run for run in runs if crc32(run.encode("utf-8", "surrogatepass")) % SAMPLE == 0)
    return kept if len(kept) >= 8 else frozenset(runs)


def rarest_words(one: Outline, weights: Mapping[str, float]) -> frozenset[str]:
    """The words that tell most of the report's matter: rare elsewhere, frequent here."""
    counts = Counter(word for word in one.words if len(word) > 2)
    ordered = sorted(counts, key=lambda word: (-counts[word] * weights[word], word))
    return frozenset(ordered[:RARE_WORDS])


def index(keys: Mapping[str, frozenset[str]]) -> dict[str, list[str]]:
    """Reports by key; a key that very many share says nothing and keeps the first few only."""
    found: dict[str, list[str]] = defaultdict(list)
    for report_id in sorted(keys):
        for key in keys[report_id]:
            if len(found[key]) < POSTINGS:
                found[key].append(report_id)
    return found


def count_shared(report_id: str, keys: frozenset[str], by_key: Mapping[str, list[str]]) -> Counter[str]:
    counts: Counter[str] = Counter(other for key in keys for other in by_key[key])
    del counts[report_id]
    return counts


def ranked(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
