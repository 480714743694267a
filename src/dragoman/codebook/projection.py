"""Kind and status as one PLOVER type with auxiliary modes; the rules are DECISIONS.md, 4 to 6."""

from __future__ import annotations

from typing import Literal

from dragoman.codebook.load import load_codebook
from dragoman.records.mention import Auxiliary, Projection, Status

Scheme = Literal["plover", "plv"]

AUXILIARIES: dict[Status, tuple[Auxiliary, ...]] = {
    "happened": (),
    "ongoing": (),
    "planned": ("future",),
    "expected": ("future",),
    "possible": ("hypothetical",),
    "conditional": ("hypothetical",),
    "threatened": ("future", "hypothetical"),
    "ruled_out": ("future", "negation"),
    "denied": ("negation",),
    "background": ("historical",),
}
FORETOLD: frozenset[Status] = frozenset({"planned", "expected", "possible", "conditional", "threatened"})
NEGATED: frozenset[Status] = frozenset({"ruled_out", "denied"})

PROMISED = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})
CONCESSIONS = frozenset({"CONCEDE", "RETREAT"})
HOSTILE = frozenset({"PROTEST", "MOBILIZE", "SANCTION", "COERCE", "ASSAULT"})
REFUSABLE = PROMISED | CONCESSIONS | {"AGREE"}


def project(event_type: str, mode: str | None, status: Status, needs_refusal: bool = False, scheme: Scheme = "plover") -> Projection:
    """The type that PLOVER gives to an act of this kind and status; raises KeyError at an unknown type.

    ``needs_refusal``: the act is ruled out or denied because its own side refuses it. The scheme ``plv`` follows the PLV
    benchmark, where CONCEDE and RETREAT are one class, YIELD. Quad code and score belong to the projected type and mode.
    """
    load_codebook().type(event_type)
    projected = project_type(event_type, status, needs_refusal, scheme)
    return Projection(projected, keep_mode(event_type, projected, mode), AUXILIARIES[status])


def project_type(event_type: str, status: Status, refused: bool, scheme: Scheme) -> str:
    """The projected type's name; ``plv`` may answer YIELD."""
    if refused and status in NEGATED and event_type in REFUSABLE:
        return "REJECT"
    if status in FORETOLD:
        return project_foretold(event_type, scheme)
    return "YIELD" if scheme == "plv" and event_type in CONCESSIONS else event_type


def project_foretold(event_type: str, scheme: Scheme) -> str:
    """What an act is called before it takes place."""
    if event_type in PROMISED:
        return "AGREE"
    if event_type in CONCESSIONS:
        return "AGREE" if scheme == "plv" else "CONCEDE"
    return "THREATEN" if event_type in HOSTILE else event_type


def keep_mode(event_type: str, projected: str, mode: str | None) -> str | None:
    """The mode, where the projected type has one of that name; YIELD keeps RETREAT's."""
    holder = event_type if projected == "YIELD" else projected
    return mode if load_codebook().has_mode(holder, mode) else None


def quad_of(projection: Projection) -> int:
    """The quad code of a projected pair; raises KeyError for PLV's YIELD, which has none."""
    return load_codebook().quad(projection.event_type)


def score_of(projection: Projection) -> float:
    """The PLOVER score of a projected pair; raises KeyError for PLV's YIELD, which has none."""
    return load_codebook().score(projection.event_type, projection.mode)
