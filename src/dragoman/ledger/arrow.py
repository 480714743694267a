"""Rows as an Arrow table, and the schema of the ledger's table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from itertools import accumulate
from typing import Any, get_type_hints

import numpy as np
from arro3.core import Array, DataType, Field, Schema, Table, list_array

from dragoman.ledger.row import Row

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
STRINGS = DataType.list(Field("element", DataType.string()))
ARROW_TYPES: dict[Any, DataType] = {
    str: DataType.string(),
    int: DataType.int64(),
    float: DataType.float64(),
    bool: DataType.bool(),
    datetime: DataType.timestamp("us", tz="UTC"),
    list[str]: STRINGS,
}
DUCKDB_TYPES: dict[Any, str] = {
    str: "VARCHAR",
    int: "BIGINT",
    float: "DOUBLE",
    bool: "BOOLEAN",
    datetime: "TIMESTAMP WITH TIME ZONE",
    list[str]: "VARCHAR[]",
}


def microseconds(moment: datetime) -> int:
    """Whole microseconds since 1970 of a moment that has a zone."""
    since = moment - EPOCH
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


def moment_of(since_epoch: int) -> datetime:
    """The UTC moment of a count of microseconds since 1970."""
    return datetime.fromtimestamp(since_epoch // 1_000_000, UTC).replace(microsecond=since_epoch % 1_000_000)


@cache
def column_types() -> dict[str, Any]:
    """Name and plain Python type of each column; ``str | None`` counts as ``str``."""
    hints = get_type_hints(Row)
    return {name: str if name == "kind" else _without_none(hint) for name, hint in hints.items()}


def _without_none(hint: Any) -> Any:
    return next((known for known in ARROW_TYPES if hint == known or hint == known | None), None)


def arrow_schema() -> Schema:
    """The table's schema; only ``kind``, ``id`` and ``known_at`` must be there in every row."""
    needed = {"kind", "id", "known_at"}
    return Schema([Field(name, ARROW_TYPES[plain], nullable=name not in needed) for name, plain in column_types().items()])


def arrow_table(rows: Sequence[Row], written_at: datetime) -> Table:
    """The rows as one Arrow table, in their order, all written at one moment."""
    values = {name: [getattr(row, name) for row in rows] for name in column_types()} | {"written_at": [written_at] * len(rows)}
    columns = [_array(values[name], plain) for name, plain in column_types().items()]
    return Table.from_arrays(columns, schema=arrow_schema())


def _array(values: list[Any], plain: Any) -> Array:
    if plain is datetime:
        return Array([microseconds(value) for value in values], type=DataType.int64()).cast(ARROW_TYPES[datetime])
    if plain is str:
        return Array([None if value is None else _storable(value) for value in values], type=ARROW_TYPES[str])
    if plain == list[str]:
        offsets = np.fromiter(accumulate((len(value) for value in values), initial=0), dtype=np.int32)
        items = Array([_storable(item) for value in values for item in value], type=ARROW_TYPES[str])
        return list_array(Array.from_numpy(offsets), items, type=STRINGS)
    return Array(values, type=ARROW_TYPES[plain])


def _storable(words: str) -> str:
    """Broken input may hold half a surrogate pair, which no UTF-8 column can; ``body`` keeps it as an escape."""
    return words if words.isascii() else words.encode("utf-8", "replace").decode("utf-8")
