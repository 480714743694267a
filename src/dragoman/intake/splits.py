"""Dirt inside a block: leaked tags, pictures' words glued together, lines at the end of a paragraph."""

from __future__ import annotations

from dragoman.intake.blocks import Block, hide_words, slice_block
from dragoman.intake.dirt import Dirt
from dragoman.intake.parts import Part
from dragoman.records.report import CutKind


def split_markup(part: Part, dirt: Dirt, raw: str) -> list[Part]:
    """Leaked tags cut out. A block ends at one, unless it is an inline tag that the raw input also shows as a tag."""
    text = part.block.text
    if not part.is_open or not any(mark in text for mark in "<=[{"):
        return [part]
    found: list[Part] = []
    hidden: list[tuple[int, int]] = []
    at = 0

    def close(end: int) -> None:
        kept = slice_hidden(part.block, at, end, hidden)
        found.extend([Part(kept)] if kept else [])
        hidden.clear()

    for leak in dirt.leaked.finditer(text):
        tag = slice_block(part.block, *leak.span())
        if tag is None:
            continue
        found.append(Part(tag, cut="markup"))
        if dirt.inline.fullmatch(leak[0]) and raw[tag.raw_start] == "<":
            hidden.append(leak.span())
        else:
            close(leak.start())
            at = leak.end()
    if not found:
        return [part]
    close(len(text))
    return sorted(found, key=lambda p: p.block.raw_start)


def slice_hidden(block: Block, start: int, end: int, hidden: list[tuple[int, int]]) -> Block | None:
    kept = slice_block(block, start, end)
    if kept is None or not hidden:
        return kept
    offset = block.text.index(kept.text, start)
    spans = [(max(0, a - offset), b - offset) for a, b in hidden if b > offset and a - offset < len(kept.text)]
    return hide_words(kept, spans)


def split_caption(part: Part, dirt: Dirt) -> list[Part]:
    """A picture's words as what they show, who made it, and the word that announces it."""
    if not part.is_open:
        return [part]
    if part.block.look.caption:
        return split_credit(part.block, dirt)
    match = dirt.match_caption(part.block.text)
    if match is None:
        return [part]
    kinds: dict[str, CutKind] = {"widget": "widget", "caption": "caption", "credit": "credit"}
    parts = []
    for name, kind in kinds.items():
        if name in match.re.groupindex and match[name] and (block := slice_block(part.block, *match.span(name))):
            parts.append(as_caption(block) if kind == "caption" else Part(block, cut=kind))
    return parts


def split_credit(block: Block, dirt: Dirt) -> list[Part]:
    """An element that the page marks as a caption, with the credit at its end as a cut of its own."""
    at = dirt.find_caption_credit(block.text)
    if at is None:
        return [as_caption(block)]
    credit = slice_block(block, at, len(block.text))
    parts = [as_caption(shown)] if at > 0 and (shown := slice_block(block, 0, at)) else []
    return [*parts, Part(credit, cut="credit")] if credit else parts


def as_caption(block: Block) -> Part:
    return Part(block, told_in="caption", cut="caption")


def split_tail(part: Part, dirt: Dirt) -> list[Part]:
    """Prose without the line that was glued to its end."""
    found = dirt.find_tail(part.block.text) if part.is_open else None
    if found is None:
        return [part]
    at, kind = found
    prose, tail = slice_block(part.block, 0, at), slice_block(part.block, at, len(part.block.text))
    return [*([Part(prose)] if prose else []), *([Part(tail, cut=kind)] if tail else [])]
