"""What stands above the text: title, authors, publisher, date of publication."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.intake.article import PageHeader
from dragoman.intake.blocks import Block
from dragoman.intake.dateline import is_place_line, match_dateline
from dragoman.intake.dates import DateWords, find_date
from dragoman.intake.dirt import Dirt, plain_quotes
from dragoman.intake.parts import Part, is_prose, normal_words
from dragoman.records.report import Document, PublishedFrom

TITLE_WORDS = range(3, 21)
NEAR_TOP = 12  # open blocks among which a known title is looked for
CLOCK = re.compile(r"\d{1,2}[:.]\d{2} ?[ap]\.?m", re.IGNORECASE)
NO_TITLE_END = re.compile(r"[.:;,—–-][\"'”’)]*$")


@dataclass(frozen=True, slots=True)
class Header:
    """What is known of a report beside its text."""

    title: str | None
    publisher: str | None
    authors: tuple[str, ...]
    published: str | None
    published_from: PublishedFrom | None


def mark_title(parts: list[Part], known: str | None, dirt: Dirt) -> list[Part]:
    """The title's block told as headline; further blocks with the same words are repeats."""
    at = find_known_title(parts, known) if known else find_title(parts, dirt)
    if at is None:
        return parts
    words = normal_words(parts[at].block.text)
    marked = [p.cut_as("repeat") if p.is_open and normal_words(p.block.text) == words else p for p in parts]
    marked[at] = parts[at].tell_in("headline")
    return marked


def find_known_title(parts: list[Part], known: str) -> int | None:
    words = normal_words(known)
    near = [n for n, p in enumerate(parts) if p.is_open][:NEAR_TOP]
    exact = next((n for n in near if normal_words(parts[n].block.text) == words), None)
    if exact is not None or not words:
        return exact
    return next((n for n in near if parts[n].block.look.heading == 1 and names_same(parts[n].block, words)), None)


def names_same(block: Block, words: str) -> bool:
    """Whether one title is the other with the outlet's name at its end."""
    own = normal_words(block.text)
    return bool(own) and (own.startswith(words) or words.startswith(own))


def find_title(parts: list[Part], dirt: Dirt) -> int | None:
    """A page's first heading, or a plain text's short first line that prose follows."""
    shown = [n for n, p in enumerate(parts) if p.is_open]
    heading = next((n for n in shown[:NEAR_TOP] if parts[n].block.look.heading in (1, 2)), None)
    if heading is not None and not any(is_prose(parts[n].block) for n in shown if n < heading):
        return heading
    if not shown or not any(is_prose(parts[n].block) for n in shown[1:6]):
        return None
    return shown[0] if is_title(parts[shown[0]].block, dirt) else None


def is_title(block: Block, dirt: Dirt) -> bool:
    text = block.text
    if block.words not in TITLE_WORDS or NO_TITLE_END.search(text) or CLOCK.search(text) or is_place_line(text):
        return False
    return match_dateline(text, dirt) is None


def read_header(document: Document, page: PageHeader | None, parts: list[Part], dirt: Dirt) -> Header:
    """What the input says of itself first, then what its text says."""
    language = DateWords(dirt.months, dirt.zones)
    published, published_from = read_published(document, page, parts, dirt, language)
    told = next((p.block.text for p in parts if p.told_in == "headline"), None)
    return Header(
        title=known_title(document, page) or told,
        publisher=document.publisher or (page and page.publisher) or find_publisher(parts, dirt),
        authors=document.authors or (page.authors if page else ()) or tuple(find_authors(parts, dirt)),
        published=published,
        published_from=published_from,
    )


def known_title(document: Document, page: PageHeader | None) -> str | None:
    return document.title or (page.title if page else None)


def read_published(
    document: Document, page: PageHeader | None, parts: list[Part], dirt: Dirt, language: DateWords
) -> tuple[str | None, PublishedFrom | None]:
    if document.published and (day := find_date(document.published, language)):
        return day, document.published_from or "metadata"
    if page and page.published and (day := find_date(page.published, language)):
        return day, "metadata"
    day = next((d for words in find_date_words(parts, dirt) if (d := find_date(words, language))), None)
    return (day, "text") if day else (None, None)


def find_date_words(parts: list[Part], dirt: Dirt) -> Iterator[str]:
    """A line of its own above the text, then the dateline's date."""
    for match in bylines(parts, dirt):
        if match["date"] and not match[0].casefold().startswith(("updated", "last", "modified")):
            yield match["date"]
    for part in first_prose(parts):
        if (line := match_dateline(part.block.text, dirt)) and line.date:
            yield line.date


def bylines(parts: list[Part], dirt: Dirt) -> Iterator[re.Match[str]]:
    for part in parts:
        if part.cut == "byline" and (match := dirt.lines["byline"].fullmatch(plain_quotes(part.block.text))):
            yield match


def find_authors(parts: list[Part], dirt: Dirt) -> Iterator[str]:
    seen: set[str] = set()
    for match in bylines(parts, dirt):
        for name in re.split(r",? and |, | & ", match["authors"] or match["officials"] or ""):
            if name and name not in seen:
                seen.add(name)
                yield name


def find_publisher(parts: list[Part], dirt: Dirt) -> str | None:
    """The agency that signs the first paragraphs, or the holder of the rights."""
    for part in first_prose(parts):
        if (line := match_dateline(part.block.text, dirt)) and line.agency:
            return line.agency
    for part in parts:
        if part.cut == "copyright" and (match := dirt.lines["copyright"].fullmatch(plain_quotes(part.block.text))) and match["publisher"]:
            return re.sub(r"^(?:by )?(?:The )?(?=Associated Press)", "", match["publisher"]).strip()
    return None


def first_prose(parts: list[Part]) -> list[Part]:
    return [p for p in parts if p.cut is None and p.told_in in (None, "body") and is_prose(p.block)][:3]
