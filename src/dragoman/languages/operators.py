"""Words that take another event and change it, read from ``<language>/operators.yaml``; the sections are told there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache, cached_property
from typing import Any, Literal

from dragoman.languages.lexicon import as_list, read_yaml

Control = Literal["subject", "object", "none"]
KINDS = (
    "commit refuse threaten request permit plan expect fear possible attest deny stop postpone resume continue begin fail prevent try help "
    "cause accuse praise claim respond support discuss factive light"
).split()


@dataclass(frozen=True, slots=True)
class Operator:
    """One operator word: its class, where the other event may stand (None: anywhere), and whose act that event is."""

    kind: str
    lemma: str
    part: str
    particles: frozenset[str]
    takes: frozenset[str] | None
    control: Control
    passive_only: bool
    status: str | None
    breaks: bool
    concludes: bool
    binds: bool
    swap: bool
    presents: bool


@dataclass(frozen=True, slots=True)
class ClauseWords:
    """Small words by which the status of a clause is read; what each set is for stands in the file."""

    perfect: frozenset[str]
    past_helpers: frozenset[str]
    be: frozenset[str]
    being: frozenset[str]
    due: frozenset[str]
    ahead: frozenset[str]
    still: frozenset[str]
    now: frozenset[str]
    under: frozenset[str]
    nobody: frozenset[str]
    none_of: frozenset[str]
    negator: frozenset[str]
    single: frozenset[str]
    but_only: frozenset[str]
    without: frozenset[str]
    not_yet: frozenset[str]
    whether: frozenset[str]
    only: frozenset[str]
    only_marks: frozenset[str]
    open_ended: frozenset[str]


@dataclass(frozen=True)
class Operators:
    """All operators of a language, and the tables of what they make of an event."""

    by_lemma: Mapping[str, tuple[Operator, ...]]
    modals: Mapping[str, tuple[str, str]]
    future_in_past: Mapping[str, str]
    adjectives: Mapping[str, str]
    adverbs: Mapping[str, str]
    negators: frozenset[str]
    negating_phrases: tuple[str, ...]
    scarce: frozenset[str]
    conditions: frozenset[str]
    condition_phrases: tuple[str, ...]
    no_conditions: tuple[str, ...]
    inverting: frozenset[str]
    clause: ClauseWords
    background_markers: tuple[str, ...]
    background_unmarked: tuple[str, ...]
    background_years: int
    year_cases: frozenset[str]
    reversal: Mapping[str, tuple[str, str | None]]
    reversal_broken: Mapping[str, tuple[str, str | None]]
    concluded: frozenset[str]
    refusal: Mapping[str, str | None]
    demand: Mapping[str, str | None]
    menace: Mapping[str, Mapping[str, str | None]]

    @cached_property
    def strangers(self) -> frozenset[str]:
        """Verbs whose object is another's: condemned a decision, backed a plan, discussed an effort."""
        verbs = [o for found in self.by_lemma.values() for o in found if o.part == "verb"]
        others = {o.lemma for o in verbs if o.kind in ("accuse", "praise", "discuss", "support", "respond", "fear", "deny", "prevent")}
        return frozenset(others - {o.lemma for o in verbs if o.kind in ("light", "plan", "begin", "continue")})

    def find(self, lemma: str) -> tuple[Operator, ...]:
        return self.by_lemma.get(lemma, ())


def read_operators(body: Mapping[str, Any]) -> Mapping[str, tuple[Operator, ...]]:
    found: dict[str, list[Operator]] = defaultdict(list)
    for kind in KINDS:
        for line in body.get(kind) or []:
            for lemma in as_list(line["lemma"]):
                found[lemma].append(
                    Operator(
                        kind=kind,
                        lemma=lemma,
                        part=line["part"],
                        particles=frozenset(as_list(line.get("particle"))),
                        takes=frozenset(as_list(line["takes"])) if "takes" in line else None,
                        control=line.get("control", "subject"),
                        passive_only=line.get("voice") == "passive",
                        status=line.get("status"),
                        breaks=bool(line.get("breaks")),
                        concludes=bool(line.get("concludes")),
                        binds=bool(line.get("binds")),
                        swap=bool(line.get("swap")),
                        presents=bool(line.get("presents")),
                    )
                )
    return {lemma: tuple(operators) for lemma, operators in found.items()}


def by_word(lines: list[Mapping[str, Any]], key: str) -> dict[str, Any]:
    return {word.lower(): line[key] for line in lines for word in as_list(line["lemma"]) if line.get(key)}


def pair(value: list[str | None]) -> tuple[str, str | None]:
    event_type, mode = value
    return str(event_type), mode


@cache
def load_operators(language: str) -> Operators:
    """The operators of a language; raises KeyError where a section is missing."""
    body = read_yaml(language, "operators.yaml")
    negators = [w.lower() for line in body["negators"] for w in as_list(line["lemma"])]
    conditions = [w for line in body["conjunctions"] if line["status"] == "conditional" for w in as_list(line["lemma"])]
    modals = {word.lower(): (line["status"], line.get("negated", "denied")) for line in body["modals"] for word in as_list(line["lemma"])}
    return Operators(
        by_lemma=read_operators(body),
        modals=modals,
        future_in_past=by_word(body["modals"], "future_in_past"),
        adjectives=by_word(body["adjectives"], "status"),
        adverbs=by_word(body["adverbs"], "status"),
        negators=frozenset(w for w in negators if " " not in w),
        negating_phrases=tuple(w for w in negators if " " in w),
        scarce=frozenset(as_list(body["scarce"])),
        conditions=frozenset(w for w in conditions if " " not in w),
        condition_phrases=tuple(w for w in conditions if " " in w),
        no_conditions=tuple(as_list(body["no_conditions"])),
        inverting=frozenset(as_list(body["inverting"])),
        clause=ClauseWords(**{field.name: frozenset(as_list(body["clause"][field.name])) for field in fields(ClauseWords)}),
        background_markers=tuple(body["background"]["markers"]),
        background_unmarked=tuple(body["background"]["unmarked"]),
        background_years=int(body["background"]["ages"]["years"]),
        year_cases=frozenset(as_list(body["background"]["year_cases"])),
        reversal={k: pair(v) for k, v in body["reversal"].items()},
        reversal_broken={k: pair(v) for k, v in body["reversal_broken"].items()},
        concluded=frozenset(body["concluded"]),
        refusal=body["refusal"],
        demand=body["demand"],
        menace=body["menace"],
    )
