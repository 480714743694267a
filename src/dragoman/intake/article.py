"""Which blocks of a whole page are the article, and what the page says of itself: trafilatura's judgement."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from dragoman.intake.blocks import Block
from dragoman.intake.markup import measure_depth
from dragoman.intake.parts import normal_words

DEEPEST = 1000  # open elements; pages that people read stay under a hundred
SURE = 25  # letters of a block that is found anywhere in the article; a shorter one must be a line of it

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class PageHeader:
    """What a page's metadata say."""

    title: str | None
    publisher: str | None
    authors: tuple[str, ...]
    published: str | None


@dataclass(frozen=True, slots=True)
class Article:
    """The article's words without marks and spaces, its lines, and the page's header."""

    words: str
    lines: frozenset[str]
    header: PageHeader

    def holds(self, block: Block) -> bool:
        words = normal_words(block.text)
        return words in self.lines or (len(words) >= SURE and words in self.words)


def find_article(raw: str, url: str | None) -> Article | None:
    """The article of a page; None where none is found or the page is nested too deeply for a tree."""
    if measure_depth(raw) > DEEPEST:
        return None
    from trafilatura import bare_extraction  # half a second to import, and only pages need it

    dates = {"original_date": True, "extensive_search": False}  # an extensive search takes dates out of running text
    found = bare_extraction(raw, url=url, with_metadata=True, include_comments=False, date_extraction_params=dates, deduplicate=False)
    if found is None or isinstance(found, dict):
        return None
    lines = [normal_words(line) for line in (found.text or "").splitlines()]
    authors = tuple(name.strip() for name in (found.author or "").split(";") if name.strip())
    header = PageHeader(found.title or None, found.sitename or None, authors, found.date or None)
    return Article("".join(lines), frozenset(filter(None, lines)), header)
