"""Headlines of other reports set into this one."""

from __future__ import annotations

import re
from dataclasses import replace

from dragoman.intake.blocks import Block, slice_block
from dragoman.intake.dirt import Dirt
from dragoman.intake.parts import Part, ends_sentence, is_prose

WORDS = range(5, 15)
LISTED_WORDS = range(3, 26)
TITLE_CASE = 0.7  # share of the longer words that begin with a capital; names alone bring prose to about a third
SMALL_WORDS = frozenset(["with", "from", "over", "amid", "into", "after", "that", "than", "this", "upon", "near", "onto", "will", "says"])
LONGER = re.compile(r"[^\W\d_][\w'’-]{3,}")
ABOVE_ONLY = ("date", "officials")
SPEAKER = re.compile(r"^(?:Q\b|[A-Z][A-Z .'’-]+:)")


def mark_lines(parts: list[Part], dirt: Dirt) -> list[Part]:
    """Lines that are dirt as a whole, cut. Dates and offices are dirt only above the text: further down they head its sections."""
    marked: list[Part] = []
    above = True
    for part in parts:
        above = above and not (part.is_open and is_prose(part.block) and not dirt.is_line(part.block.text))
        marked.append(mark_line(part, dirt, above))
    return marked


def mark_line(part: Part, dirt: Dirt, above: bool) -> Part:
    """A line that is dirt, cut; the headline after "Read more:" is told as related."""
    if not part.is_open:
        return part
    if part.block.look.control:
        return part.cut_as("widget")
    found = dirt.match_line(part.block.text)
    if found is None:
        return part
    kind, match = found
    if not above and any(match.groupdict().get(name) for name in ABOVE_ONLY):
        return part
    headline = match.span("headline") if kind == "related" and match["headline"] else None
    if headline and (words := slice_block(part.block, *headline)):
        return replace(part, told_in="related", cut="related", words=words)
    return part.cut_as(kind)


def mark_lists(parts: list[Part], dirt: Dirt) -> list[Part]:
    """The headlines that follow a heading such as "Most read", up to the next prose."""
    marked: list[Part] = []
    inside = False
    for part in parts:
        if part.cut is not None:
            inside = dirt.opens_list(part.block.text) or (inside and part.cut != "repeat")
        elif inside and is_listed(part.block):
            part = as_related(part)
        else:
            inside = False
        marked.append(part)
    return marked


def is_listed(block: Block) -> bool:
    return block.words in LISTED_WORDS and not ends_sentence(block.text) and not SPEAKER.match(block.text)


def mark_related(parts: list[Part]) -> list[Part]:
    """Headlines that stand alone between paragraphs of prose."""
    shown = [n for n, p in enumerate(parts) if p.is_open]
    alone = {
        n
        for before, n, after in zip(shown, shown[1:], shown[2:], strict=False)
        if is_prose(parts[before].block) and is_prose(parts[after].block) and is_headline(parts[n].block)
    }
    return [as_related(p) if n in alone else p for n, p in enumerate(parts)]


def is_headline(block: Block) -> bool:
    """A line in title case without a full stop; a heading or bold line is a heading of this report unless it is a link."""
    if block.words not in WORDS or ends_sentence(block.text) or block.text[-1] in ":;,—-" or SPEAKER.match(block.text):
        return False
    if block.look.link:
        return True
    if block.look.heading or block.look.bold:
        return False
    longer = [w for w in LONGER.findall(block.text) if w.casefold() not in SMALL_WORDS]
    return len(longer) > 2 and sum(w[0].isupper() for w in longer) >= TITLE_CASE * len(longer)


def as_related(part: Part) -> Part:
    return replace(part, told_in="related", cut="related")
