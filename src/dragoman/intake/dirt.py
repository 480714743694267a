"""What is no prose: the patterns of ``languages/<language>/dirt.yaml``, ready to use."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from dragoman.languages.lexicon import read_yaml
from dragoman.records.report import CutKind

LONGEST_LINE = 60  # words; the longest notices of rights have about fifty
LONGEST_CAPTION = 900  # characters
LONGEST_TAIL = 400


@dataclass(frozen=True, slots=True)
class Dirt:
    """Compiled patterns by kind; see the data file for what each section means."""

    lines: Mapping[CutKind, re.Pattern[str]]
    lists: re.Pattern[str]
    captions: tuple[re.Pattern[str], ...]
    caption_signs: re.Pattern[str]
    caption_credits: re.Pattern[str]
    tails: Mapping[CutKind, re.Pattern[str]]
    leaked: re.Pattern[str]
    inline: re.Pattern[str]
    not_places: frozenset[str]
    agencies: Mapping[str, str]
    months: Mapping[str, int]
    zones: Mapping[str, int]

    def match_line(self, text: str) -> tuple[CutKind, re.Match[str]] | None:
        """The kind of a line that is dirt as a whole, with the parts that its pattern names."""
        if text.count(" ") >= LONGEST_LINE:
            return None
        plain = plain_quotes(text)
        for kind, pattern in self.lines.items():
            if match := pattern.fullmatch(plain):
                return kind, match
        return None

    def is_line(self, text: str) -> bool:
        return self.match_line(text) is not None

    def opens_list(self, text: str) -> bool:
        return bool(self.lists.fullmatch(plain_quotes(text)))

    def match_caption(self, text: str) -> re.Match[str] | None:
        """Groups ``widget``, ``caption`` and ``credit`` where the block is a picture's words."""
        if len(text) > LONGEST_CAPTION or not self.caption_signs.search(text):
            return None
        plain = plain_quotes(text)
        return next((m for pattern in self.captions if (m := pattern.fullmatch(plain))), None)

    def find_caption_credit(self, text: str) -> int | None:
        """Where the credit begins at the end of a caption that the page marks as one."""
        match = self.caption_credits.search(plain_quotes(text))
        return match.start() if match else None

    def find_tail(self, text: str) -> tuple[int, CutKind] | None:
        """Where dirt begins at the end of a paragraph, and its kind."""
        low = max(0, len(text) - LONGEST_TAIL)
        plain = plain_quotes(text)
        for kind, pattern in self.tails.items():
            for match in pattern.finditer(plain, low):
                if match.start() > 0 and not text[match.start()].islower():
                    return match.start(), kind
        return None


def plain_quotes(text: str) -> str:
    """Typographic apostrophes made plain, one character for one."""
    return text.replace("’", "'").replace("‘", "'")


def join_patterns(patterns: list[str], flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    """One pattern for all; a group's name counts once, in the pattern that comes first."""
    seen: set[str] = set()
    for number, pattern in enumerate(patterns):
        names = set(re.findall(r"\(\?P<(\w+)>", pattern))
        for name in names & seen:
            raise ValueError(f"dirt.yaml: two patterns of one kind name the group {name!r}: {patterns[number]}")
        seen |= names
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), flags)


@cache
def load_dirt(language: str) -> Dirt:
    """The dirt of a language; raises ValueError or re.error where the file is wrong."""
    body: dict[str, Any] = read_yaml(language, "dirt.yaml")
    tags, inline = body["leaked_tags"], body["inline_tags"]
    stray = "|".join(body["stray"])
    return Dirt(
        lines={kind: join_patterns(patterns) for kind, patterns in body["lines"].items()},
        lists=join_patterns(body["lists"]),
        captions=tuple(re.compile(pattern, re.IGNORECASE) for pattern in body["captions"]),
        caption_signs=re.compile(body["caption_signs"], re.IGNORECASE),
        caption_credits=re.compile(rf"(?<!\w)(?:{'|'.join(body['caption_credits'])})\s*\Z", re.IGNORECASE),
        tails={k: re.compile(rf"(?:(?<=[.!?\"”')\]] )|(?<=[.!?\"”]))(?:{'|'.join(p)})\s*\Z", re.I) for k, p in body["tails"].items()},
        leaked=re.compile(rf"<\s*/?\s*(?:{tags})(?:\s[^<>]{{0,600}})?/?\s*>|{stray}", re.IGNORECASE),
        inline=re.compile(rf"<\s*/?\s*(?:{inline})(?:\s[^<>]*)?>", re.IGNORECASE),
        not_places=frozenset(body["not_places"].split()),
        agencies=body["agencies"],
        months=body["months"],
        zones=body["zones"],
    )
