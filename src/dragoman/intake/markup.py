"""HTML to blocks: one pass over the raw string, no tree, so that nesting costs nothing and every offset is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from dragoman.intake.blocks import Block, BlockBuilder, Look

# A tag; quotes count only after "=". Possessive and without "<" between quotes, so that no input makes the match run twice over it.
# Groups are atomic, not possessive: Python before 3.11.5 is wrong about "(...)*+".
MARKUP = re.compile(
    r"""<!--(?:.*?--!?>|.*\Z) | <[!?][^<>]*+> |
    <(?P<close>/?)(?P<name>[a-zA-Z][^\s/<>]*+)(?>(?:[^<>=]++|=\s*+(?>(?:"[^"]*+"|'[^']*+')?))*)>""",
    re.DOTALL | re.VERBOSE,
)
BLOCK_NAMES = (
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 head header hr html iframe legend li main menu nav ol optgroup option p pre section select summary table tbody td "
    "tfoot th thead title tr ul video audio"
)
RAW_TEXT = ("script", "style", "textarea", "iframe", "xmp", "noembed", "noframes")  # end only at their own closing tag
HIDDEN_NAMES = "noscript template svg math head title object"
CONTROL_NAMES = "button select nav menu dialog"
VOID_NAMES = "area base br col embed hr img input link meta param source track wbr"
# Elements that a page need not close; they say nothing of depth.
OPEN_ENDED_NAMES = "p li dt dd tr td th thead tbody tfoot option optgroup body html head colgroup"
BLOCKS, HIDDEN, CONTROLS, VOID, OPEN_ENDED = (
    frozenset(names.split()) for names in (BLOCK_NAMES, HIDDEN_NAMES, CONTROL_NAMES, VOID_NAMES, OPEN_ENDED_NAMES)
)
HEADINGS = {f"h{n}": n for n in range(1, 7)}


@dataclass(slots=True)
class Scanner:
    """Where the scan stands: open elements are counted, not stacked."""

    raw: str
    builder: BlockBuilder
    start: int = 0
    heading: int = 0
    hidden: int = 0
    soft: bool = False
    open: dict[str, int] = field(default_factory=lambda: {"caption": 0, "control": 0, "link": 0, "bold": 0})
    length: int = 0
    linked: int = 0
    bolded: int = 0

    def read(self) -> Iterator[Block]:
        at = 0
        while tag := MARKUP.search(self.raw, at):
            yield from self._take(at, tag.start())
            at = tag.end()
            if tag["name"]:
                name = tag["name"].lower()
                yield from self._meet(name, bool(tag["close"]), tag)
                if name in RAW_TEXT and not tag["close"]:
                    at = self._end_of(name, at)
        yield from self._take(at, len(self.raw))
        yield from self._finish(len(self.raw))

    def _take(self, start: int, end: int) -> Iterator[Block]:
        if self.hidden or start >= end:
            return
        words = self.raw[start:end].strip()
        if not words:
            self.builder.add(start, end)
            return
        if self.soft and not words[0].islower():
            yield from self._finish(start)
        self.soft = False
        self.builder.add(start, end)
        self.length += len(words)
        self.linked += len(words) * bool(self.open["link"])
        self.bolded += len(words) * bool(self.open["bold"])

    def _meet(self, name: str, closes: bool, tag: re.Match[str]) -> Iterator[Block]:
        if name == "br":
            yield from self._break_line(tag)
        elif name in BLOCKS:
            yield from self._finish(tag.start())
            self.start = tag.end()
        self._count(name, closes)

    def _break_line(self, tag: re.Match[str]) -> Iterator[Block]:
        """One ``<br>`` ends a line, which may go on in small letters; a second one ends the block."""
        if self.soft:
            yield from self._finish(tag.start())
        elif self.builder.chunks:
            self.builder.add_space(*tag.span())
            self.soft = True

    def _count(self, name: str, closes: bool) -> None:
        step = -1 if closes else 1
        if name in HEADINGS:
            self.heading = 0 if closes else HEADINGS[name]
        elif name in HIDDEN:
            self.hidden = max(0, self.hidden + step)
        elif name == "body":
            self.hidden = 0
        kind = kind_of(name)
        if kind == "link":  # a link inside a link ends the outer one
            self.open[kind] = int(not closes)
        elif kind:
            self.open[kind] = max(0, self.open[kind] + step)

    def _end_of(self, name: str, at: int) -> int:
        end = re.compile(rf"</{name}[\s/>]", re.IGNORECASE).search(self.raw, at)
        return end.start() if end else len(self.raw)

    def _finish(self, end: int) -> Iterator[Block]:
        most = 0.9 * self.length
        look = Look(
            self.heading,
            bool(self.open["caption"]),
            bool(self.open["control"]),
            link=0 < most <= self.linked,
            bold=0 < most <= self.bolded,
        )
        if block := self.builder.finish(self.start, end, look):
            yield block
        self.start, self.soft, self.length, self.linked, self.bolded = end, False, 0, 0, 0


def kind_of(name: str) -> str | None:
    if name == "figcaption":
        return "caption"
    if name in CONTROLS:
        return "control"
    if name == "a":
        return "link"
    return "bold" if name in ("b", "strong") else None


def read_html(raw: str) -> list[Block]:
    """The blocks of an HTML page or fragment in their order; scripts, styles, comments and hidden parts are no text."""
    return list(Scanner(raw, BlockBuilder(raw)).read())


def measure_depth(raw: str) -> int:
    """How many elements stand open at once, at most; elements that need no end tag are not counted."""
    depth = deepest = 0
    for tag in MARKUP.finditer(raw):
        name = (tag["name"] or "").lower()
        if name and name not in VOID and name not in OPEN_ENDED and not tag[0].endswith("/>"):
            depth = max(0, depth - 1) if tag["close"] else depth + 1
            deepest = max(deepest, depth)
    return deepest
