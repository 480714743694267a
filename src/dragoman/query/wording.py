"""Plain words for what a record holds; the tables are in ``wording.yaml``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from dragoman.gazetteers.tables import read_table
from dragoman.records.actor import Actor
from dragoman.records.mention import Attribution
from dragoman.records.place import Place
from dragoman.records.time import Due, When

FORMS = ("infinitive", "past", "participle", "ing")
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]


@cache
def read_wording() -> dict[str, Any]:
    """The tables of ``wording.yaml``."""
    table: dict[str, Any] = yaml.safe_load(files(__package__).joinpath("wording.yaml").read_text("utf-8"))
    return table


@cache
def _country_names() -> dict[str, str]:
    named = {row["iso3"]: row["name"] for row in read_table("countries.tsv")}
    articled = {code: f"the {named[code]}" for code in read_wording()["with_article"] if code in named}
    bodies: dict[str, str] = read_wording()["bodies"]
    return {**named, **articled, **bodies}


def name_country(code: str | None) -> str | None:
    """``the United States`` for USA; None where the code is none or unknown."""
    return _country_names().get(code) if code else None


@dataclass(frozen=True, slots=True)
class Deed:
    """What a sentence is made from: the kind of event, whether it took place, and its sides."""

    event_type: str
    mode: str | None
    status: str
    sources: Sequence[Actor]
    targets: Sequence[Actor]


def section_of(event_type: str) -> str:
    """``said`` for acts of speech, ``done`` for the others."""
    section: str = read_wording()["types"][event_type]["section"]
    return section


def tell(deed: Deed) -> str:
    """One clause without its full stop: ``China is expected to meet Japan``."""
    wording = read_wording()["statuses"][deed.status]
    sources, targets = name_all(deed.sources), name_all(deed.targets)
    acting = join_names(sources) or read_wording()["unnamed"]
    words = _choose_number(wording["words"], many=len(sources) > 1)
    verb = _verb_phrase(deed, wording["form"], sources, targets)
    return capitalise(words.replace("{S}", acting).replace("{V}", verb).strip())


def _verb_phrase(deed: Deed, form: str, sources: list[str], targets: list[str]) -> str:
    entry = _entry(deed.event_type, deed.mode)
    key = "with" if targets else "together" if len(sources) > 1 else "alone"
    tail = entry[key]
    verb = entry["verb"]
    if isinstance(tail, dict):
        verb, tail = tail.get("verb", verb), tail["tail"]
    return f"{verb[FORMS.index(form)]} {tail.replace('{T}', join_names(targets))}".strip()


def _entry(event_type: str, mode: str | None) -> Mapping[str, Any]:
    whole = read_wording()["types"][event_type]
    return {**whole, **whole.get("modes", {}).get(mode, {})}


def _choose_number(words: str, *, many: bool) -> str:
    return re.sub(r"\[([^|\]]*)\|([^\]]*)\]", lambda match: match[2 if many else 1], words)


def capitalise(words: str) -> str:
    """The first letter as a capital, the rest as it is."""
    return words[:1].upper() + words[1:]


def is_named(actor: Actor) -> bool:
    """Whether the record says who this is; a pronoun that led nowhere does not."""
    return bool(actor.name or actor.country or is_worded(actor))


def name_all(actors: Sequence[Actor]) -> list[str]:
    """The names of the actors that the record knows, each once, in order; "Wang" is not told beside "Wang Yi"."""
    known = [actor for actor in actors if is_named(actor)]
    told = [actor for actor in known if not any(_says_more(other, actor) for other in known)]
    return list(dict.fromkeys(name_actor(actor) for actor in told))


def _says_more(other: Actor, actor: Actor) -> bool:
    """Whether the other names the same side more fully: a person before the surname, the capital, or the bare title."""
    if other.country != actor.country or not other.name or other.name == actor.name:
        return False
    if actor.name and set(actor.name.split()) < set(other.name.split()):
        return True
    return bool(other.title) and not actor.title and not actor.name


def name_actor(actor: Actor) -> str:
    """``Foreign Minister Wang Yi (China)``, ``China``, or the report's own words where nothing is known."""
    country = name_country(actor.country)
    if actor.name:
        return _titled(actor, country)
    if country and not actor.title and not actor.sector:
        return country
    return _with_country(_with_article(actor.quote.strip()) if is_worded(actor) else read_wording()["unnamed"], country)


def _with_article(words: str) -> str:
    """``an official`` for "official"; a name, a plural, or words with an article or a number stay as they are."""
    first, last = words.split()[0] if words else "", words.split()[-1] if words else ""
    if not first[:1].islower() or last.endswith("s") or first.lower() in read_wording()["determiners"]:
        return words
    return f"{'an' if first[0] in 'aeiou' else 'a'} {words}"


def is_worded(actor: Actor) -> bool:
    """Whether the actor's own words say anything by themselves."""
    return actor.quote.strip().lower() not in read_wording()["pronouns"]


def _titled(actor: Actor, country: str | None) -> str:
    name = country if country and actor.name and country.removeprefix("the ") == actor.name else actor.name or ""
    titled = actor.title and actor.title.lower() not in name.lower()
    return _with_country(f"{actor.title} {name}" if titled else name, country)


def _with_country(name: str, country: str | None) -> str:
    bare = (country or "").removeprefix("the ")
    return name if not bare or bare.lower() in name.lower() or ("U.S." in name and "States" in bare) else f"{name} ({bare})"


def join_names(names: Sequence[str]) -> str:
    """``A``, ``A and B``, ``A, B and C``."""
    return names[0] if len(names) == 1 else " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def say_who_says(chain: Sequence[Attribution]) -> str:
    """``, according to A, citing B`` with the outermost speaker first; empty for the report's own voice.

    A speaker whom only a pronoun names is left out.
    """
    speakers = [speaker for link in chain if (speaker := _name_speaker(link))]
    told = list(dict.fromkeys(speakers))
    return "".join((", according to " if n == 0 else ", citing ") + speaker for n, speaker in enumerate(told))


def _name_speaker(link: Attribution) -> str | None:
    if link.speaker and is_named(link.speaker):
        return name_actor(link.speaker)
    return None if link.quote.strip().lower() in read_wording()["pronouns"] else _with_article(link.quote.strip()) or None


def say_when(when: When | Due | None) -> str:
    """``on 9 July 2022``, ``in July 2022``, ``between … and …``; empty where the text gives no time."""
    if when is None or (when.start is None and when.end is None):
        return ""
    precision = getattr(when, "precision", "range")
    if when.start is None or when.end is None:
        return f"by {say_day(when.end)}" if when.end else f"from {say_day(when.start or '')} on"
    start, end = when.start, when.end
    if start[:10] == end[:10]:
        return f"on {say_day(start)}" + (f" at {start[11:16]}" if precision == "minute" and len(start) > 10 else "")
    if precision == "year" or (start[5:10], end[5:10], start[:4]) == ("01-01", "12-31", end[:4]):
        return f"in {start[:4]}"
    if _is_month(start, end):
        return f"in {MONTHS[int(start[5:7]) - 1]} {start[:4]}"
    return f"in the week of {say_day(start)}" if precision == "week" else f"between {say_day(start)} and {say_day(end)}"


def _is_month(start: str, end: str) -> bool:
    first, last = date.fromisoformat(start[:10]), date.fromisoformat(end[:10])
    return first.day == 1 and last.day >= 28 and (last.toordinal() - first.toordinal()) < 31 and first.month == last.month


def say_day(iso: str) -> str:
    """``9 July 2022``; a month or a year alone stays one."""
    year, *rest = iso[:10].split("-")
    return " ".join([*(str(int(day)) for day in rest[1:]), *(MONTHS[int(month) - 1] for month in rest[:1]), year])


def say_where(where: Place | None) -> str:
    """``in Bali (Indonesia)``; empty where the text gives no place."""
    if where is None:
        return ""
    country = name_country(where.country)
    return "in " + _with_country(where.name, country)
