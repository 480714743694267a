"""The place that a report is filed from, and the agency's tag beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.intake.dirt import Dirt
from dragoman.intake.parts import Part, is_prose
from dragoman.records.report import Dateline, Paragraph

WORD = r"[^\W\d_][\w.'’-]*"
CAPITALS = r"[^\W\d_a-zß-öø-ÿ][^\W\d_a-zß-öø-ÿ.'’]*(?:[ /-][^\W\d_a-zß-öø-ÿ.'’]+)*"
NAME = rf"(?:{WORD})(?:[ /-](?:{WORD}|of|the|and)){{0,3}}"
MONTH = r"[A-Z][a-z]{2,8}\.?"
DATE = rf"(?P<date>(?:{MONTH} \d{{1,2}}|\d{{1,2}} {MONTH})(?:,? \d{{4}})?)"
TAG = r"(?:\((?P<round>[A-Za-z][\w ./-]{0,30})\)|/(?P<slashed>[A-Za-z][\w -]{1,20})/|\[(?P<square>[A-Za-z][\w ./-]{1,30})\])"
MARK = r"(?: ?(?:—|–|--+|\u2015|\||:) ?| - ?|(?<=[)\]/])- ?)"  # a hyphen between letters is no mark
AGENCY_ALONE = re.compile(rf"{TAG}{MARK}")
PLACE_THEN_MORE = re.compile(
    rf"(?P<place>(?P<city>{CAPITALS})(?:, {NAME}){{0,2}}|(?P<small>{NAME})(?P<region>(?:, {NAME}){{1,2}})?)"
    rf"(?P<when>(?P<comma>[,.])? {DATE}[,.]?)?(?: ?{TAG}\.?)?(?P<mark>{MARK}| (?=[A-Z\"“‘']))"
)
LONGEST = 120  # characters of all that stands before the mark
CLOCK = re.compile(r"\d{1,2}[:.]\d{2} ?[ap]\.?m", re.IGNORECASE)
PLACE_LINE = re.compile(rf"{NAME}(?:, {NAME}){{1,2}}|{NAME}, D\.?C\.?")
CAPITAL_MARKS = frozenset(["of", "the", "and"])


@dataclass(frozen=True, slots=True)
class Opening:
    """What a paragraph opens with: place, the words of a date, the agency's name; ``end`` is the length of it all."""

    place: str | None
    date: str | None
    agency: str | None
    end: int


def match_dateline(text: str, dirt: Dirt) -> Opening | None:
    """The opening of a paragraph, or None where it opens with its first sentence; ``end`` is where that begins."""
    head = text[:LONGEST]
    if alone := AGENCY_ALONE.match(head):
        agency = known_agency(alone, dirt)
        return Opening(None, None, agency, alone.end()) if agency else None
    match = PLACE_THEN_MORE.match(head)
    if match is None:
        return None
    agency = known_agency(match, dirt)
    place = match["place"]
    if place in dirt.agencies and not agency and match["mark"].strip():
        return Opening(None, match["date"], dirt.agencies[place], match.end())
    if not is_filed_from(match, agency, dirt):
        return None
    return Opening(place, match["date"], agency, match.end())


def known_agency(match: re.Match[str], dirt: Dirt) -> str | None:
    tag = match["round"] or match["slashed"] or match["square"] or ""
    return dirt.agencies.get(tag.strip())


def is_filed_from(match: re.Match[str], agency: str | None, dirt: Dirt) -> bool:
    """Whether the words before the mark are a place: in capitals, or with a date, an agency or a country beside them."""
    words = re.findall(r"[^\W\d_]+", match["place"])
    if any(word in dirt.not_places for word in words) or not all(w[0].isupper() or w in CAPITAL_MARKS for w in words):
        return False
    mark = match["mark"].strip()
    if not mark:
        return agency is not None
    if agency or (match["date"] and (match["city"] or match["comma"])):
        return True
    if match["city"]:
        return len(match["city"]) >= 4 and (mark != ":" or ":" not in match.string[match.end() :])
    return bool(match["region"]) and mark in ("—", "–", "--") and match["mark"].startswith(" ")


def find_dateline(text: str, paragraphs: tuple[Paragraph, ...], parts: list[Part], dirt: Dirt) -> Dateline | None:
    """The dateline of the first prose, or the line that names the place above an official text."""
    bodies = [(p.start, text[p.start : p.end]) for p in paragraphs if p.told_in == "body"][:6]
    for start, words in bodies:
        if (opening := match_dateline(words, dirt)) and opening.place and not is_transcript(bodies):
            return Dateline(opening.place, start, start + len(opening.place))
    return find_place_line(bodies, parts)


def split_opening(text: str, paragraphs: tuple[Paragraph, ...], dirt: Dirt) -> tuple[Paragraph, ...]:
    """The paragraphs with the first prose's dateline or agency tag as one of its own: it is no part of the first sentence."""
    found: list[Paragraph] = []
    bodies = 0
    for paragraph in paragraphs:
        bodies += paragraph.told_in == "body"
        opening = match_dateline(text[paragraph.start : paragraph.end], dirt) if paragraph.told_in == "body" and bodies <= 6 else None
        if opening and paragraph.start + opening.end < paragraph.end:
            cut = paragraph.start + opening.end
            found.append(Paragraph(paragraph.start, paragraph.start + len(text[paragraph.start : cut].rstrip()), "body"))
            found.append(Paragraph(cut, paragraph.end, "body"))
        else:
            found.append(paragraph)
    return tuple(found)


def is_transcript(bodies: list[tuple[int, str]]) -> bool:
    """Whether several paragraphs open with a speaker's name in capitals."""
    return sum(bool(re.match(r"(?:Q\b|[A-Z][A-Z .'’-]{2,40}:)", words)) for _, words in bodies) > 1


def find_place_line(bodies: list[tuple[int, str]], parts: list[Part]) -> Dateline | None:
    """ "Bali, Indonesia" on a line of its own, where an office or an hour stands above the text too."""
    if not any(is_official(part) for part in parts[:8]):
        return None
    for start, words in bodies:
        if is_place_line(words):
            return Dateline(words, start, start + len(words))
        if len(words) > 200:
            return None
    return None


def is_place_line(words: str) -> bool:
    """Whether a line is no more than a place with its country or state."""
    return len(words) <= 60 and bool(PLACE_LINE.fullmatch(words)) and all(w[0].isupper() or w in CAPITAL_MARKS for w in words.split())


def is_official(part: Part) -> bool:
    if is_prose(part.block):
        return False
    return part.cut == "byline" or bool(CLOCK.match(part.block.text))
