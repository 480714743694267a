"""A document to a report: the running text, every cut with its reason, and the way back to the input."""

from __future__ import annotations

from collections.abc import Callable

from dragoman.intake.article import Article, find_article
from dragoman.intake.blocks import Block, split_at_faults
from dragoman.intake.dateline import find_dateline, split_opening
from dragoman.intake.dirt import Dirt, load_dirt
from dragoman.intake.header import known_title, mark_title, read_header
from dragoman.intake.language import guess_language, normal_code
from dragoman.intake.markup import read_html
from dragoman.intake.parts import Part
from dragoman.intake.plaintext import find_front_matter, read_text
from dragoman.intake.related import mark_lines, mark_lists, mark_related
from dragoman.intake.repeats import mark_repeats, split_doubled
from dragoman.intake.splits import split_caption, split_markup, split_tail
from dragoman.records.alignment import Alignment, Piece, join_pieces
from dragoman.records.ids import make_id
from dragoman.records.report import Cut, Document, Paragraph, Report, ToldIn

ORDER: tuple[ToldIn, ...] = ("headline", "body", "caption", "related")
GAP = "\n\n"
LANGUAGE = "en"  # whose dirt is known; other languages' pages are cleaned by their markup and what they share with English


def clean_document(document: Document) -> Report:
    """The report that a document holds. Pure: the same document gives the same report."""
    dirt = load_dirt(LANGUAGE)
    article = find_article(document.raw, document.url) if document.whole_page else None
    page = article.header if article else None
    parts = judge_parts(read_parts(document, dirt), article, dirt, document.raw)
    parts = mark_title(parts, known_title(document, page), dirt)
    parts = settle(mark_related(parts), document.raw)
    header = read_header(document, page, parts, dirt)
    text, alignment, paragraphs = lay_out(parts)
    return Report(
        id=identify(document),
        location=document.location,
        raw=document.raw,
        text=text,
        alignment=alignment,
        paragraphs=split_opening(text, paragraphs, dirt),
        skipped=list_cuts(parts, document.raw),
        title=header.title,
        publisher=header.publisher,
        authors=header.authors,
        published=header.published,
        published_from=header.published_from,
        language=normal_code(document.language) or guess_language(text),
        dateline=find_dateline(text, paragraphs, parts, dirt),
    )


def identify(document: Document) -> str:
    """The id from what the input holds; neither its place nor an argument of the command changes it."""
    own = document.published if document.published_from != "argument" else document.published_in_record
    return make_id("r", document.raw, document.title, document.publisher, own)


def read_parts(document: Document, dirt: Dirt) -> list[Part]:
    """All blocks, undecided, but for a Markdown file's header."""
    if document.form == "html":
        return [Part(block) for block in read_html(document.raw)]
    parts = [Part(block) for block in read_text(document.raw, dirt.is_line)]
    header = find_front_matter(document.raw)
    return [Part(Block("", (), *header), cut="markup"), *parts] if header else parts


def judge_parts(parts: list[Part], article: Article | None, dirt: Dirt, raw: str) -> list[Part]:
    """Step by step from what the page shows to what the words show; what is decided stays so."""
    parts = mark_lines(parts, dirt)
    parts = split_all(parts, split_doubled)
    parts = mark_repeats(parts)
    if article:
        parts = mark_unheld(parts, article)
    parts = split_all(parts, lambda part: split_markup(part, dirt, raw))
    parts = split_all(parts, lambda part: split_caption(part, dirt))
    parts = mark_lists(mark_lines(parts, dirt), dirt)
    return split_all(parts, lambda part: split_tail(part, dirt))


def split_all(parts: list[Part], split: Callable[[Part], list[Part]]) -> list[Part]:
    return [piece for part in parts for piece in split(part)]


def mark_unheld(parts: list[Part], article: Article) -> list[Part]:
    """What the article does not hold is the page's furniture; its main heading and pictures' words stay."""
    kept = [not p.is_open or p.block.look.heading == 1 or p.block.look.caption or article.holds(p.block) for p in parts]
    return [part if keep else part.cut_as("widget") for part, keep in zip(parts, kept, strict=True)]


def settle(parts: list[Part], raw: str) -> list[Part]:
    """What is left is the body; no told block holds words that would not lead back to the input."""
    told: list[Part] = []
    for part in parts:
        if part.told_in is None and part.cut is not None:
            told.append(part)
            continue
        blocks = split_at_faults(part.told, raw)
        if len(blocks) == 1 and part.words is None:
            told.append(part if part.told_in else part.tell_in("body"))
        else:
            told.extend([Part(part.block, cut=part.cut)] if part.cut else [])
            told.extend(Part(block, told_in=part.told_in or "body") for block in blocks)
    return told


def lay_out(parts: list[Part]) -> tuple[str, Alignment, tuple[Paragraph, ...]]:
    """Paragraphs joined by blank lines: headline, body, captions, related headlines."""
    texts: list[str] = []
    pieces: list[Piece] = []
    paragraphs: list[Paragraph] = []
    length = 0
    for part in sorted((p for p in parts if p.told_in), key=lambda p: ORDER.index(p.told_in)):
        start = length + (len(GAP) if texts else 0)
        texts.append(part.block.text)
        pieces.extend(Piece(p.start + start, p.end + start, p.raw_start, p.raw_end) for p in part.block.pieces)
        length = start + len(part.block.text)
        paragraphs.append(Paragraph(start, length, part.told_in or "body"))
    return GAP.join(texts), join_pieces(pieces), tuple(paragraphs)


def list_cuts(parts: list[Part], raw: str) -> tuple[Cut, ...]:
    cuts = [as_cut(p, raw) for p in parts if p.cut]
    return tuple(sorted(cuts, key=lambda cut: (cut.raw_start, cut.raw_end)))


def as_cut(part: Part, raw: str) -> Cut:
    """The cut of a part; its quote is the raw words with white space squeezed."""
    block = part.block
    start = block.pieces[0].raw_start if block.pieces else block.raw_start
    end = block.pieces[-1].raw_end if block.pieces else block.raw_end
    return Cut(start, end, part.cut or "widget", " ".join(raw[start:end].split()))
