"""The tokeniser: words as Universal Dependencies' English treebanks cut them, every word a span of the text.

One expression finds the next word of a run without white space; what English knows is data (``tokens.yaml``). Every step reads on
from where the last one ended, and no expression can go back over what it took, so that time grows with the text's length alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from dragoman.languages.lexicon import read_yaml
from dragoman.parsing.wordshape import plain

Token = tuple[int, int]
LONGEST_CONTRACTION = 40  # characters
LONGEST_NAME = 60  # characters of a host or file name after its first full stop

# Blanks of Unicode, and what shows nothing: control characters, byte order mark, directional marks.
_BLANK = "\\s\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff"
# Letters, digits, combining marks; joiners and soft hyphens do not end a word.
_LETTER = "[\\w\u00ad\u0300-\u036f\u0591-\u05bd\u064b-\u065f\u0900-\u0903\u093a-\u094f\u200c\u200d]"
_APOSTROPHE = "['’`]"

# A group is repeated in an atomic group, never possessively: Python before 3.11.5 takes half of a last, failed turn of "(...)*+" along.
_RUN = re.compile(f"[^{_BLANK}]+")
_ADDRESS = re.compile(r"(?:mailto:)?[\w.+%-]{1,64}+@[\w-]++(?>(?:\.[\w-]++)*)|(?:https?://|ftp://|www\.)[^\s<>\"“”]++", re.I)
_ADDRESS_END = re.compile(r"[.,;:!?'’)\]}]+$")
_NUMBER = re.compile(
    r"\d{1,4}-\d{1,2}-\d{1,4}(?!\w)|(?:1-)?\d{3}[-/]\d{3}-\d{4}(?!\w)|\d{3}-\d{4}(?!\w)|\d++(?>(?:[.:/]\d++|,\d{3}(?!\d)|,\d\d(?=,\d{3}))*)(?P<tail>[^\W\d_]*+)"
)
_WORD = re.compile(rf"{_LETTER}++(?>(?:{_APOSTROPHE}{_LETTER}++|&(?=[A-Z]){_LETTER}++)*)")
_DOTTED = re.compile(r"(?>(?:\.\w++)+)")
_TAGGED = re.compile(r"[#@][^\W\d]\w*+")
_SIGNED = re.compile(r"[+-](?=\d)")
_DECADE = re.compile(r"['’]\d0s\b")
_ELIDED = re.compile(r"['’](\w++)")
_ELLIPSIS = re.compile(r"\[(?:\.{3}|…)\]|\.{2,}+[!?]*+|…[.…]*+")
_REPEATED = re.compile(r"[!?]{2,}+|([^\w()\[\]{}'’\"“”.,;:])\1++|''|``|’’|‘‘|<<|>>")
_INITIALS = re.compile(r"[A-Z]\.[A-Z](?![\w.])|(?>(?:[^\W\d_]\.){2,})")
_NEGATION = re.compile(rf"(?<=.)n{_APOSTROPHE}t$", re.I)


@dataclass(frozen=True, slots=True)
class Rules:
    """What a language's ``tokens.yaml`` holds, ready to be asked."""

    language: str
    abbreviations: frozenset[str]
    before_number: frozenset[str]
    never_at_end: frozenset[str]
    clitic: re.Pattern[str]
    loose_clitic: re.Pattern[str]
    contractions: dict[str, tuple[int, ...]]
    elided: frozenset[str]
    prefixed: re.Pattern[str]
    hyphenated: frozenset[str]
    units: frozenset[str]
    currency: re.Pattern[str]
    dotted_endings: frozenset[str]


def _cuts(parts: str) -> tuple[int, ...]:
    """Where ``can|not`` is cut: (3,)."""
    sizes = [len(part) for part in parts.split("|")]
    return tuple(sum(sizes[: n + 1]) for n in range(len(sizes) - 1))


@cache
def load_rules(language: str = "en") -> Rules:
    """The rules of a language; raises FileNotFoundError where it has none."""
    body: dict[str, Any] = read_yaml(language, "tokens.yaml")

    def words(key: str) -> frozenset[str]:
        return frozenset(str(body[key]).split())

    def either(key: str) -> str:
        return "|".join(sorted(map(re.escape, words(key)), key=len, reverse=True))

    return Rules(
        language=language,
        abbreviations=words("abbreviations"),
        before_number=words("abbreviations_before_number"),
        never_at_end=words("never_at_end"),
        clitic=re.compile(rf"(?<=.){_APOSTROPHE}(?:{either('clitics')})$", re.I),
        loose_clitic=re.compile(rf"{_APOSTROPHE}(?:{either('clitics')})(?!\w)", re.I),
        contractions={word: _cuts(parts) for word, parts in body["contractions"].items()},
        elided=words("elided"),
        prefixed=re.compile(rf"(?:{either('prefixes')})-(?:(?>(?:[A-Z]\.){{2,}})|{_LETTER}++(?>(?:{_APOSTROPHE}{_LETTER}++)*))", re.I),
        hyphenated=words("hyphenated"),
        units=words("units"),
        currency=re.compile(rf"(?:{either('currency_prefixes')})\$"),
        dotted_endings=words("dotted_endings"),
    )


def tokenise(text: str, language: str = "en") -> list[Token]:
    """The words of a paragraph as ``[start, end)`` spans, in order; blanks and invisible characters are no words."""
    rules = load_rules(language)
    return [token for run in _RUN.finditer(text) for token in _tokens_of_run(text, run.start(), run.end(), rules)]


def _tokens_of_run(text: str, start: int, end: int, rules: Rules) -> Iterator[Token]:
    address = "@" in text[start:end] or "://" in text[start:end] or "www." in text[start:end]
    at = start
    while at < end:
        stop = (address and _address_end(text, at, end)) or _next_end(text, at, start, end, rules)
        if text[at].isalnum():
            yield from _split_word(text, at, stop, rules)
        else:
            yield at, stop
        at = stop


def _address_end(text: str, at: int, end: int) -> int:
    """Where a web or mail address that begins here ends; 0 where none does."""
    found = _ADDRESS.match(text, at, end) if text[at].isalnum() else None
    if not found:
        return 0
    trailing = _ADDRESS_END.search(text, max(at + 1, found.end() - 8), found.end())
    return trailing.start() if trailing else found.end()


def _next_end(text: str, at: int, start: int, end: int, rules: Rules) -> int:
    character = text[at]
    if character.isdigit():
        return _number_end(text, at, end, rules)
    if character.isalnum() or character == "_":
        return _word_end(text, at, end, rules)
    for find in _MARKS.get(character, _OTHER_MARKS):
        if stop := find(text, at, start, end, rules):
            return stop
    return at + 1


def _number_end(text: str, at: int, end: int, rules: Rules) -> int:
    found = _NUMBER.match(text, at, end)
    if not found:  # a digit that is no decimal digit, such as ²
        return _word_end(text, at, end, rules)
    tail = found.group("tail")
    if tail and tail.lower() in rules.units:
        return found.start("tail")
    if found.end() < end and text[found.end()].isdigit():  # letters and digits mixed: AK47s, 3143C2
        word = _WORD.match(text, at, end)
        return max(found.end(), word.end() if word else 0)
    return found.end()


def _word_end(text: str, at: int, end: int, rules: Rules) -> int:
    if found := rules.currency.match(text, at, end):
        return found.end()
    if found := rules.prefixed.match(text, at, end):
        return found.end()
    word = _WORD.match(text, at, end)
    stop = word.end() if word else at + 1
    return _dotted_end(text, at, stop, end, rules) if stop < end and text[stop] == "." else _hyphenated_end(text, at, stop, end, rules)


def _hyphenated_end(text: str, at: int, stop: int, end: int, rules: Rules) -> int:
    if stop < end and text[stop] == "-" and (found := _WORD.match(text, stop + 1, end)) and text[at : found.end()] in rules.hyphenated:
        return found.end()
    return stop


def _dotted_end(text: str, at: int, stop: int, end: int, rules: Rules) -> int:
    """The end of a word that a full stop follows: an abbreviation, initials, a host or file name, or the word alone."""
    if initials := _INITIALS.match(text, at, end):
        return _with_letter(text, initials.end(), end)
    word = text[at : stop + 1]
    last = not text[stop + 1 :].strip("\"'”’) \n") if len(text) - stop < 8 else False
    if word in rules.before_number:
        return stop + 1 if text[stop + 1 : stop + 3].strip()[:1].isdigit() else stop
    if word in rules.abbreviations:
        return stop if last and word in rules.never_at_end else stop + 1
    if stop - at == 1 and text[at].isupper() and text[at] != "I" and not last:  # a person's initial
        return stop + 1
    dotted = _DOTTED.match(text, stop, min(end, stop + LONGEST_NAME))
    if not dotted or dotted.end() == stop + LONGEST_NAME:
        return stop
    whole = text[at : dotted.end()]
    if whole + "." in rules.abbreviations:
        return dotted.end() + (text[dotted.end() : dotted.end() + 1] == ".")
    return dotted.end() if whole.rpartition(".")[2].lower() in rules.dotted_endings else stop


def _with_letter(text: str, stop: int, end: int) -> int:
    """Initials may lack their last full stop: ``U.S.A``."""
    if stop < end and text[stop].isalpha() and not text[stop + 1 : stop + 2].isalpha():
        return stop + 1
    return stop


Finder = Callable[[str, int, int, int, Rules], int]


def _matches(pattern: re.Pattern[str]) -> Finder:
    def find(text: str, at: int, _start: int, end: int, _rules: Rules) -> int:
        found = pattern.match(text, at, end)
        return found.end() if found else 0

    return find


def _signed_end(text: str, at: int, start: int, end: int, rules: Rules) -> int:
    """A sign belongs to its number where nothing but a bracket stands before it."""
    if _SIGNED.match(text, at, end) and (at == start or text[at - 1] in "([<"):
        return _number_end(text, at + 1, end, rules)
    return 0


def _elided_end(text: str, at: int, start: int, end: int, rules: Rules) -> int:
    found = _ELIDED.match(text, at, end)
    return found.end() if found and at == start and found.group(1).lower() in rules.elided else 0


def _clitic_end(text: str, at: int, start: int, end: int, rules: Rules) -> int:
    """An ending whose word ended before the apostrophe: ``U.S.'s``, ``"Post"'s``, ``1990's``."""
    found = rules.loose_clitic.match(text, at, end)
    return found.end() if found and at > start and text[at - 1] not in '([{<"“‘' else 0


_OTHER_MARKS: tuple[Finder, ...] = (_matches(_REPEATED),)
_QUOTE: tuple[Finder, ...] = (_matches(_DECADE), _clitic_end, _elided_end, *_OTHER_MARKS)
_MARKS: dict[str, tuple[Finder, ...]] = {
    "'": _QUOTE,
    "’": _QUOTE,
    "`": _QUOTE,
    ".": (_matches(_ELLIPSIS),),
    "…": (_matches(_ELLIPSIS),),
    "[": (_matches(_ELLIPSIS),),
    "#": (_matches(_TAGGED), *_OTHER_MARKS),
    "@": (_matches(_TAGGED), *_OTHER_MARKS),
    "+": (_signed_end, *_OTHER_MARKS),
    "-": (_signed_end, *_OTHER_MARKS),
}


def _split_word(text: str, start: int, stop: int, rules: Rules) -> Iterator[Token]:
    at = start
    if stop - start <= LONGEST_CONTRACTION:
        for cut in _cuts_of(plain(text[start:stop]), rules.language):
            yield at, start + cut
            at = start + cut
    yield at, stop


@lru_cache(maxsize=100_000)
def _cuts_of(word: str, language: str) -> tuple[int, ...]:
    """Where a word is two or more: ``shouldn't've`` at 6 and 9."""
    rules = load_rules(language)
    if known := rules.contractions.get(word.lower()):
        return known
    found = _NEGATION.search(word) or rules.clitic.search(word)
    if not found:
        return ()
    return (*_cuts_of(word[: found.start()], language), found.start())
