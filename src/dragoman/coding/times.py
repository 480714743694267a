"""When: the time expressions of a sentence, the days they name, and the one that belongs to a word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from dragoman.coding.attachment import Lenders, governor_of, governors, head_of, is_loose, trails
from dragoman.coding.dayspans import DaySpan
from dragoman.coding.timemeaning import Anchor, Direction, Meaning, find_days
from dragoman.languages.timewords import TimePhrase, TimeWords, load_time_words
from dragoman.records.syntax import Sentence, Word
from dragoman.records.time import When

PIECE = re.compile(r"\d+(?:st|nd|rd|th|s)?(?![^\W_])|\d+|[^\W\d_]+|\S")
DOTTED = re.compile(r"(?:[^\W\d_]\.)+$|[^\W\d_]+\.$")
JOINERS = ("", "on ", ", ", "on the ")
REACH = 12  # pieces back within which "first" compares
POSSESSIVE = ("s ", "' ", "’ ")


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words ``[first, last)`` of a sentence, their clean span ``[start, end)``, and what they mean, not yet anchored."""

    first: int
    last: int
    start: int
    end: int
    quote: str
    meaning: Meaning


@dataclass(frozen=True, slots=True)
class Pieces:
    """A sentence in lower-case pieces, each with a space after it, and where words begin and end in that row."""

    text: str
    firsts: dict[int, int]
    lasts: dict[int, int]


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase found at ``[begin, end)`` of the pieces."""

    begin: int
    end: int
    meaning: Meaning


def find_times(sentence: Sentence, language: str = "en") -> tuple[TimeExpression, ...]:
    """The time expressions of a sentence in order; they do not overlap."""
    words = load_time_words(language)
    pieces = cut_pieces(sentence, words)
    found = join_pairs(list(choose(find_matches(pieces, words))), pieces, words)
    return tuple(as_expression(match, pieces, sentence) for match in found)


def resolve_time(expression: TimeExpression, published: str | None, direction: Direction = "none", language: str = "en") -> When | None:
    """The days that an expression names, seen from the publication date (ISO); None where the words leave them open.

    ``direction`` is where the tense of the verb looks. A time of day is quoted, the day is as the text gives it.
    """
    day = date.fromisoformat(published[:10]) if published else None
    span = find_days(expression.meaning, Anchor(day, direction, load_time_words(language).vague))
    return as_when(span, expression.quote) if span else None


def as_when(span: DaySpan, quote: str) -> When:
    start, end = (day.isoformat() if day else None for day in (span.start, span.end))
    return When(start, end, span.precision, quote)


def cut_pieces(sentence: Sentence, words: TimeWords) -> Pieces:
    persons = {n for entity in sentence.entities if entity.label == "PER" for n in range(entity.first, entity.last)}
    text, firsts, lasts = "", {}, {}
    for n, word in enumerate(sentence.words):
        firsts[len(text)] = n
        text += "".join(f"{piece} " for piece in pieces_of(word, n in persons, words.names))
        lasts[len(text)] = n + 1
    return Pieces(text, firsts, lasts)


def pieces_of(word: Word, is_person: bool, names: frozenset[str]) -> list[str]:
    """The pieces of a word; a month's or weekday's name that is a verb, a person or written small is blotted out."""
    form = word.form.replace(".", "") if DOTTED.match(word.form) else word.form
    lower = form.lower()
    if lower in names and (is_person or not form[0].isupper() or word.upos in ("AUX", "VERB")):
        return ["§"]
    if lower in ("'s", "’s"):
        return ["s"]
    return PIECE.findall(lower) or ["§"]


def find_matches(pieces: Pieces, words: TimeWords) -> Iterator[Match]:
    row = frozenset(pieces.text.split())
    present = words.present(row)
    for phrase in words.phrases:
        if phrase.needs <= present and phrase.literals <= row:
            for found in phrase.pattern.finditer(pieces.text):
                if match := as_match(found, phrase, pieces, words):
                    yield match


def as_match(found: re.Match[str], phrase: TimePhrase, pieces: Pieces, words: TimeWords) -> Match | None:
    begin, end = found.start("begin") if "begin" in found.re.groupindex else found.start(), found.end()
    if begin not in pieces.firsts or end not in pieces.lasts or not stands_well(phrase, pieces.text, end):
        return None
    slots = {name: words.value(kind, found[name]) for name, kind in phrase.kinds.items() if found[name] is not None}
    means = "unsaid" if phrase.means == "ahead" and compares(pieces.text[:begin], words) else phrase.means
    meaning = Meaning(means, tuple(sorted({**phrase.given, **slots}.items(), key=lambda slot: slot[0])))
    return with_clock(with_bound(Match(begin, end, meaning), pieces, words), pieces, words)


def stands_well(phrase: TimePhrase, text: str, end: int) -> bool:
    """Whether what follows allows the reading: "the 2014 accord" is a year, "in the last days of" no stretch from today."""
    following = text[end:].partition(" ")[0]
    if phrase.given.get("modifier") and not following.isalpha():
        return False
    return following not in phrase.given.get("not_before", ())


def compares(before: str, words: TimeWords) -> bool:
    """ "The first visit in two years", "… since 2019" look back to another one, and name no day of this one."""
    row = before.split()[-REACH:]
    return not words.comparers.isdisjoint(row) or not words.again.isdisjoint(row[-1:])


def with_bound(match: Match, pieces: Pieces, words: TimeWords) -> Match:
    """The expression with the preposition that opens it to one side; "after Monday's attack" names the attack's day."""
    if match.meaning.means == "unsaid" or pieces.text.startswith(POSSESSIVE, match.end):
        return match
    for bound, side in words.bounds:
        begin = match.begin - len(bound) - 1
        if begin in pieces.firsts and pieces.text.startswith(f"{bound} ", begin):
            means = "unsaid" if side == "since" and compares(pieces.text[:begin], words) else match.meaning.means
            return replace(match, begin=begin, meaning=replace(match.meaning, means=means, bound=side))
    return match


def with_clock(match: Match, pieces: Pieces, words: TimeWords) -> Match:
    if match.meaning.means not in ("date", "weekday", "day"):
        return match
    for clock in words.clock:
        if (after := clock.match(pieces.text, match.end)) and after.end() in pieces.lasts:
            return replace(match, end=after.end())
        for before in clock.finditer(pieces.text, 0, match.begin):
            if pieces.text[before.end() : match.begin] in JOINERS and before.start() in pieces.firsts:
                return replace(match, begin=before.start())
    return match


def choose(matches: Iterable[Match]) -> Iterator[Match]:
    """The longest matches that do not overlap, in order of the text; of equal ones the first phrase in the file."""
    taken: list[Match] = []
    for match in sorted(matches, key=lambda m: m.begin - m.end):
        if all(match.end <= other.begin or other.end <= match.begin for other in taken):
            taken.append(match)
    yield from sorted(taken, key=lambda m: m.begin)


def join_pairs(matches: list[Match], pieces: Pieces, words: TimeWords) -> list[Match]:
    """Joins "from X to Y" and "between X and Y" into one stretch."""
    joined: list[Match] = []
    for match in matches:
        opening = opening_of(joined[-1], match, pieces, words) if joined else None
        if opening is None:
            joined.append(match)
        else:
            first = joined.pop()
            joined.append(Match(opening, match.end, replace(first.meaning, until=replace(match.meaning, bound=None))))
    return joined


def opening_of(first: Match, last: Match, pieces: Pieces, words: TimeWords) -> int | None:
    """Where the pair's first preposition stands, if the two are a pair."""
    for before, between in words.pairs.items():
        begin = first.begin - len(before) - 1
        gap = pieces.text[first.end : last.begin].strip() or pieces.text[last.begin :].partition(" ")[0]
        if begin in pieces.firsts and pieces.text.startswith(f"{before} ", begin) and gap in between:
            return begin
    return None


def as_expression(match: Match, pieces: Pieces, sentence: Sentence) -> TimeExpression:
    first, last = pieces.firsts[match.begin], pieces.lasts[match.end]
    start, end = sentence.words[first].start, sentence.words[last - 1].end
    return TimeExpression(first, last, start, end, quote_of(sentence.words[first:last]), match.meaning)


def quote_of(words: Sequence[Word]) -> str:
    """The words with the gaps that they stood in (a longer gap is one space)."""
    out = words[0].form
    for before, word in pairwise(words):
        out += (" " if word.start > before.end else "") + word.form
    return out


def attached_time(sentence: Sentence, trigger: int, expressions: Sequence[TimeExpression], language: str = "en") -> TimeExpression | None:
    """The expression that belongs to a trigger word (an index): by the tree, else the nearest of its clause.

    One that belongs to a verb of saying is never lent to what is said.
    """
    words = load_time_words(language)
    lenders = Lenders(words.light, words.transparent, words.measures, words.carriers)
    heads = [(head_of(sentence, e.first, e.last), e) for e in expressions if not is_length(e)]
    for governor, ahead_only in governors(sentence, trigger, lenders):
        own = [e for head, e in heads if is_under(sentence, head, governor) and not (ahead_only and e.last > governor)]
        if own:
            return min(own, key=lambda e: doubt(e, trigger))
    trailing = [e for head, e in heads if trails(sentence, head, trigger, words.leading)]
    loose = trailing or [e for head, e in heads if is_loose(sentence, head, trigger)]
    return min(loose, key=lambda e: doubt(e, trigger), default=None)


def attached_length(sentence: Sentence, trigger: int, expressions: Sequence[TimeExpression]) -> TimeExpression | None:
    """The length ("for two weeks") that belongs to a trigger word itself."""
    own = (e for e in expressions if is_length(e) and is_under(sentence, head_of(sentence, e.first, e.last), trigger))
    return next(own, None)


def is_length(expression: TimeExpression) -> bool:
    """Whether the words only measure ("for five hours") and say nothing of when."""
    return ("anchor", "length") in expression.meaning.slots


def is_under(sentence: Sentence, head: int, governor: int) -> bool:
    return governor_of(sentence, head) == governor or head == governor


def doubt(expression: TimeExpression, trigger: int) -> tuple[int, int]:
    """Named days before open sides before mere lengths, then the nearest."""
    meaning = expression.meaning
    openness = 2 if meaning.means == "unsaid" else 1 if meaning.bound in ("since", "after", "from") else 0
    return openness, min(abs(expression.first - trigger), abs(expression.last - 1 - trigger))
