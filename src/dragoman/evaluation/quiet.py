"""The quiet benchmark: passages of news in which nothing of the sixteen types happens; whatever is found is false."""

from __future__ import annotations

from dragoman.evaluation.data import Measured, Setting, outcomes, read_rows, share
from dragoman.evaluation.events import show
from dragoman.evaluation.reading import as_report, findings_of, parse_once


def measure_quiet(setting: Setting) -> dict[str, Measured]:
    """False events per hundred sentences."""
    texts = {str(row.get("id") or row["text"]): str(row["text"]) for row in read_rows(setting.data / "quiet.jsonl")}
    found = {key: findings_of(text).mentions for key, text in texts.items()}
    sentences = sum(len(parse_once(as_report(text)).sentences) for text in texts.values())
    extra = tuple(f"{show(mention)}: {texts[key]}" for key, mentions in found.items() for mention in mentions)
    figures = {"false_per_100": 100 * share(len(extra), sentences)}
    return {"quiet": Measured(figures, outcomes({key: not mentions for key, mentions in found.items()}), extra)}
