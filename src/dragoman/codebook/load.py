"""What an event may be, read from the data files beside this module."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Mode:
    """A manner of an event type; ``score`` is its PLOVER score."""

    name: str
    score: float
    definition: str


@dataclass(frozen=True, slots=True)
class EventType:
    """One of the sixteen types; ``quad`` runs from 1 (verbal cooperation) to 4 (material conflict)."""

    name: str
    quad: int
    score: float
    needs_recipient: bool
    definition: str
    modes: Mapping[str, Mode]
    boundaries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CameoType:
    """The CAMEO codes that stand for a PLOVER type."""

    root: str
    code: str
    modes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Codebook:
    """The types by name, the cue words of each context and the phrases in which they are none, the sectors, the way to CAMEO.

    Quad codes and scores of a mention are asked with its projected type and mode.
    """

    types: Mapping[str, EventType]
    contexts: Mapping[str, tuple[str, ...]]
    context_exceptions: Mapping[str, tuple[str, ...]]
    context_definitions: Mapping[str, str]
    sectors: Mapping[str, str]
    cameo_types: Mapping[str, CameoType]
    cameo_no_act: str
    goldstein_values: Mapping[str, float]

    def type(self, name: str) -> EventType:
        """The type of that name; raises KeyError where there is none."""
        return self.types[name]

    def score(self, event_type: str, mode: str | None = None) -> float:
        """The PLOVER score, of the mode where one is given; raises KeyError at an unknown type or mode."""
        found = self.types[event_type]
        return found.modes[mode].score if mode else found.score

    def quad(self, event_type: str) -> int:
        """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict; raises KeyError."""
        return self.types[event_type].quad

    def has_mode(self, event_type: str, mode: str | None) -> bool:
        return mode in self.types[event_type].modes

    def cameo(self, event_type: str, mode: str | None = None) -> str:
        """The CAMEO code that comes nearest; raises KeyError at an unknown type."""
        found = self.cameo_types[event_type]
        return found.modes.get(mode, found.code) if mode else found.code

    def cameo_root(self, event_type: str, mode: str | None = None) -> str:
        """The two digits that a CAMEO code begins with; investigations (09) leave ACCUSE's root."""
        return self.cameo(event_type, mode)[:2]

    def goldstein(self, code: str) -> float:
        """The Goldstein value of a CAMEO code, −10 to 10; raises KeyError at an unknown code."""
        return self.goldstein_values[code]


def types_of_quads(*quads: int) -> frozenset[str]:
    """The names of the types with these quad codes (1 and 2 cooperation, 3 and 4 conflict)."""
    return frozenset(name for name, found in load_codebook().types.items() if found.quad in quads)


def read_data(name: str) -> Any:
    """A YAML file of the codebook; raises FileNotFoundError where there is none."""
    text = files("dragoman.codebook").joinpath(name).read_text(encoding="utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def read_mode(name: str, body: Mapping[str, Any]) -> Mode:
    return Mode(name, float(body["score"]), body["definition"])


def read_type(body: Mapping[str, Any]) -> EventType:
    """An event type from its file; raises KeyError where a field is missing."""
    modes = {name: read_mode(name, mode) for name, mode in body["modes"].items()}
    return EventType(
        name=body["type"],
        quad=int(body["quad"]),
        score=float(body["score"]),
        needs_recipient=bool(body["needs_recipient"]),
        definition=body["definition"].strip(),
        modes=modes,
        boundaries=tuple(body["boundaries"]),
    )


def read_types() -> dict[str, EventType]:
    names = sorted(f.name for f in files("dragoman.codebook").joinpath("plover").iterdir() if f.name.endswith(".yaml"))
    found = [read_type(read_data(f"plover/{name}")) for name in names]
    return {event_type.name: event_type for event_type in found}


def read_cameo(body: Mapping[str, Any]) -> dict[str, CameoType]:
    return {name: CameoType(line["root"], line["code"], line.get("modes") or {}) for name, line in body.items()}


@cache
def load_codebook() -> Codebook:
    """The whole codebook; read once."""
    contexts, cameo = read_data("contexts.yaml"), read_data("cameo.yaml")
    return Codebook(
        types=read_types(),
        contexts={name: tuple(body["words"]) for name, body in contexts.items()},
        context_exceptions={name: tuple(body.get("unless", ())) for name, body in contexts.items()},
        context_definitions={name: body["definition"] for name, body in contexts.items()},
        sectors=read_data("sectors.yaml"),
        cameo_types=read_cameo(cameo["types"]),
        cameo_no_act=cameo["no_act"],
        goldstein_values={code: float(value) for code, value in read_data("scales.yaml")["goldstein"].items()},
    )
