"""Records as JSON objects in the shape of the public contract, and back."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from dragoman.records.event import Event
from dragoman.records.expectation import Expectation
from dragoman.records.judgement import Judgement
from dragoman.records.mention import EventMention
from dragoman.records.report import Report
from dragoman.records.statement import Statement

Record = Report | EventMention | Statement | Expectation | Judgement | Event
T = TypeVar("T")

NAMES: dict[type, str] = {
    Report: "report",
    EventMention: "event_mention",
    Statement: "statement",
    Expectation: "expectation",
    Judgement: "judgement",
    Event: "event",
}
# What stays inside: the input and the way back to it are the ledger's, the reason is `explain`'s.
UNSENT: dict[type, frozenset[str]] = {Report: frozenset({"raw", "alignment", "paragraphs"}), EventMention: frozenset({"reason"})}


def plain_value(value: Any) -> Any:
    """A record's value as JSON types; tuples become lists."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain_value(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple | list):
        return [plain_value(item) for item in value]
    return value


def as_json(record: Record) -> dict[str, Any]:
    """The public JSON object of a record."""
    unsent = UNSENT.get(type(record), frozenset())
    body = {f.name: plain_value(getattr(record, f.name)) for f in fields(record) if f.name not in unsent}
    return {"record": NAMES[type(record)], **body}


def json_line(record: Record) -> str:
    """One line of JSON Lines, without the line end."""
    return json.dumps(as_json(record), ensure_ascii=False)


def build(kind: type[T], body: Any) -> T:
    """A record from the JSON value of ``plain_value``; raises TypeError or KeyError where the shape is wrong."""
    built: T = _build(kind, body)
    return built


def _build(kind: Any, body: Any) -> Any:
    origin = get_origin(kind)
    if isinstance(kind, UnionType) or (origin is not None and NoneType in get_args(kind)):
        if body is None:
            return None
        return _build(next(k for k in get_args(kind) if k is not NoneType), body)
    if origin is tuple:
        return tuple(_build(get_args(kind)[0], item) for item in body)
    if origin is Literal or not (isinstance(kind, type) and is_dataclass(kind)):
        return body
    hints = _hints(kind)
    return kind(**{f.name: _build(hints[f.name], body[f.name]) for f in fields(kind)})


@cache
def _hints(kind: Any) -> dict[str, Any]:
    """Reading the annotations of a class takes longer than filling it."""
    return get_type_hints(kind)
