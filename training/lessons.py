"""Items of the corpus as numbers: pieces, marks for the two questions that the coder is asked, and the answers."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from corpus.items import NONE, STATUSES, Item
from dragoman.codebook.load import load_codebook
from dragoman.coding.code import names_in
from dragoman.coding.marks import Marked, Node, join_sentences, mark_pair, mark_trigger, words_in
from dragoman.coding.times import find_times
from dragoman.coding.tree import Tree
from dragoman.coding.triggers import find_triggers
from dragoman.languages.lexicon import load_lexicon
from dragoman.languages.operators import load_operators
from dragoman.parsing.model import Parser, parse_text
from dragoman.parsing.network import CLOSE, OPEN, Network
from dragoman.parsing.wordshape import EDGE_CASE, case_of
from dragoman.records.evidence import Span
from dragoman.records.syntax import Sentence
from training.train import Item as ParsedItem

LONGEST = 500  # pieces of a passage
WINDOW_PIECES = 160  # pieces of passages that are set side by side
UNASKED = -100  # PyTorch's own mark for "no answer is known here"
NEITHER, SOURCE, TARGET = range(3)


def kind_labels() -> list[str]:
    return [NONE, *sorted(load_codebook().types)]


def mode_labels() -> list[str]:
    """``TYPE/mode`` for every mode of the codebook, and ``TYPE/-`` for none."""
    return [f"{name}/{mode}" for name, body in sorted(load_codebook().types.items()) for mode in ("-", *body.modes)]


def status_labels() -> list[str]:
    return list(STATUSES)


@dataclass(frozen=True)
class Lesson:
    """One item; rows count from the edge (0). ``trigger`` is 0 where none is told of."""

    pieces: list[int]
    cases: list[int]
    words: list[int]
    pair: Marked
    told: Marked | None
    spot: list[int]
    side: list[int]
    trigger: int
    kind: int
    mode: int
    status: int
    parse: tuple[ParsedItem, ...]


class Teacher:
    """Makes lessons of items, with the parser's trees and the lexicon's triggers."""

    def __init__(self, parser: Parser, index: dict[str, dict[str, int]]) -> None:
        self.parser, self.network, self.index = parser, Network(), index
        self.kinds, self.modes, self.statuses = kind_labels(), mode_labels(), status_labels()

    def lesson(self, item: Item) -> Lesson | None:
        """None where a passage is too long for a window."""
        sentences = parse_text(item.sentence, self.parser).sentences
        nodes = join_sentences([[Node(w.start, w.end, w.head) for w in s.words] for s in sentences])
        forms = [item.sentence[n.start : n.end] for n in nodes]
        pieces, cases, first = [OPEN], [EDGE_CASE], [0]
        for form in forms:
            ids = self.network.pieces_of(form)
            first.append(len(pieces))
            pieces += ids
            cases += [case_of(form)] * len(ids)
        if len(pieces) >= LONGEST:
            return None
        at = words_in(nodes, item.trigger.start, item.trigger.end) if item.trigger else []
        return Lesson(
            [*pieces, CLOSE], [*cases, EDGE_CASE], first,
            mark_pair(nodes, bounds(item.source), bounds(item.target)),
            mark_trigger(nodes, at[0]) if at else None,
            self.spots(item, sentences, len(nodes), at), sides(item, nodes), at[0] + 1 if at else 0,
            self.kinds.index(item.kind),
            UNASKED if item.kind == NONE else self.modes.index(f"{item.kind}/{item.mode or '-'}"),
            UNASKED if item.status is None else self.statuses.index(item.status),
            tuple(self.parsed_item(s) for s in sentences),
        )  # fmt: skip

    def parsed_item(self, sentence: Sentence) -> ParsedItem:
        """A sentence as the parser reads it: what the network must go on saying while it learns to code."""
        pieces, cases, first = list[int](), list[int](), list[int]()
        for word in sentence.words:
            ids = self.network.pieces_of(word.form)
            first.append(len(pieces))
            pieces += ids
            cases += [case_of(word.form)] * len(ids)
        named = ["O"] * len(sentence.words)
        for entity in sentence.entities:
            inside = [f"I-{entity.label}"] * (entity.last - entity.first - 1)
            named[entity.first : entity.last] = [f"B-{entity.label}", *inside]
        tags = {
            "upos": [w.upos for w in sentence.words],
            "xpos": [w.xpos for w in sentence.words],
            "feats": [f"{w.upos}|{w.feats}" for w in sentence.words],
            "lemma": [""] * len(sentence.words),  # the lexicon may have had its say in the lemma
            "entity": named,
            "deprel": [w.deprel for w in sentence.words],
        }
        numbers = {head: [self.index[head].get(tag, UNASKED) for tag in found] for head, found in tags.items()}
        return ParsedItem(pieces, cases, first, numbers, [w.head + 1 for w in sentence.words])

    def spots(self, item: Item, sentences: Sequence[Sentence], count: int, at: Sequence[int]) -> list[int]:
        """The kind at the trigger, none elsewhere; other words that the lexicon knows as triggers are left open: an item tells one act."""
        found, base = [0] * (count + 1), 0
        found[0] = UNASKED
        for sentence in () if item.quiet else sentences:
            tree = Tree(sentence, load_operators("en").strangers)
            for match in find_triggers(tree, load_lexicon("en"), names_in(sentence, find_times(sentence))):
                found[base + match.at + 1] = UNASKED
            base += len(sentence.words)
        for n in at[:1]:
            found[n + 1] = self.kinds.index(item.kind)
        return found


def bounds(span: Span | None) -> tuple[int, int] | None:
    return (span.start, span.end) if span else None


def sides(item: Item, nodes: Sequence[Node]) -> list[int]:
    found = [UNASKED, *[NEITHER] * len(nodes)]
    for span, side in ((item.target, TARGET), (item.source, SOURCE)):
        for n in words_in(nodes, span.start, span.end) if span else []:
            found[n + 1] = side
    return found


def exchanged(item: Item) -> Item | None:
    """The item with its two sides' names exchanged, so that nothing hangs on who is who; None where they are no plain names."""
    if item.target is None or item.kind == NONE:
        return None
    left, right = sorted((item.source, item.target), key=lambda s: s.start)
    return with_names(item, left, right, item.words(right), item.words(left))


def renamed(item: Item) -> Item | None:
    """The item with invented names for its two sides, the same ones each time; None where they are no plain names."""
    if item.target is None:
        return None
    left, right = sorted((item.source, item.target), key=lambda s: s.start)
    rng = random.Random(item.id)
    return with_names(item, left, right, invent(rng), invent(rng))


def invent(rng: random.Random) -> str:
    """A name that nobody bears: two syllables and an ending."""
    onsets, vowels = "b d f g h k l m n p r s t v z br dr gr kr st tr".split(), "a e i o u".split()
    syllables = [rng.choice(onsets) + rng.choice(vowels) for _ in range(2)]
    return ("".join(syllables) + rng.choice(["n", "r", "sk", "nia", "ria", "land", "stan", "via", "lor", "mos"])).capitalize()


def with_names(item: Item, left: Span, right: Span, first: str, second: str) -> Item | None:
    """The item with other words at its two sides, spans moved along; None where the sides are no plain names apart from the trigger."""
    one, other = item.words(left), item.words(right)
    if left.end > right.start or not (is_name(one) and is_name(other)):
        return None
    text = item.sentence
    changed = text[: left.start] + first + text[left.end : right.start] + second + text[right.end :]
    shift = len(first) - len(one)
    new_left, new_right = Span(left.start, left.start + len(first)), Span(right.start + shift, right.start + shift + len(second))
    trigger = item.trigger
    if trigger and any(trigger.start < s.end and s.start < trigger.end for s in (left, right)):
        return None
    if trigger and trigger.start >= left.end:
        behind = shift + (len(second) - len(other) if trigger.start >= right.end else 0)
        trigger = Span(trigger.start + behind, trigger.end + behind)
    source_first = item.source == left
    source, target = (new_left, new_right) if source_first else (new_right, new_left)
    return Item(
        item.id, changed, source, target, trigger, item.kind, item.mode, item.status, (), (), (), item.manner, item.hard, item.quiet, None
    )


def is_name(words: str) -> bool:
    """Up to three words, all capitalised."""
    parts = words.split()
    return len(parts) <= 3 and all(part[0].isupper() for part in parts) and parts[0] not in ("The", "A", "An", "His", "Her", "Its")


def batches(lessons: Sequence[Lesson], size: int, rng: random.Random) -> list[list[Lesson]]:
    """Lessons of like length together, about ``size`` pieces a batch, in random order."""
    found: list[list[Lesson]] = [[]]
    for lesson in sorted(lessons, key=lambda x: len(x.pieces) + rng.random() * 15):
        if found[-1] and len(lesson.pieces) * (len(found[-1]) + 1) > size:
            found.append([])
        found[-1].append(lesson)
    rng.shuffle(found)
    return found


def windows(batch: Sequence[Lesson], rng: random.Random) -> list[list[Lesson]]:
    """Lessons set side by side in windows, as sentences stand in a paragraph: one to four, as far as the pieces go."""
    found: list[list[Lesson]] = []
    wanted = 0
    for lesson in rng.sample(list(batch), len(batch)):
        size = sum(len(x.pieces) - 2 for x in found[-1]) if found else 0
        if len(found[-1] if found else ()) >= wanted or size + len(lesson.pieces) > WINDOW_PIECES:
            found.append([])
            wanted = rng.choice([1, 1, 2, 3, 4])
        found[-1].append(lesson)
    return found


def collate(batch: Sequence[Sequence[Lesson]]) -> dict[str, Tensor]:
    """Tensors of windows; the pair questions first, then the trigger questions.

    ``asked`` is the window of each question and ``take`` its words there, the edge first.
    """
    rows = len(batch)
    length = max(sum(len(x.pieces) - 2 for x in window) for window in batch) + 2
    count = max(sum(len(x.words) - 1 for x in window) for window in batch) + 1
    longest = max(len(x.words) for window in batch for x in window)
    out = {key: torch.zeros(rows, length, dtype=torch.long) for key in ("pieces", "cases", "mask")}
    out["words"] = torch.zeros(rows, count, dtype=torch.long)
    out["spot"] = torch.full((rows, count), UNASKED)
    questions: list[tuple[int, int, Lesson, Marked, bool]] = []
    for row, window in enumerate(batch):
        pieces, cases, words, spot = [OPEN], [EDGE_CASE], [0], [UNASKED]
        for x in window:
            questions.append((row, len(words) - 1, x, x.pair, False))
            if x.told:
                questions.append((row, len(words) - 1, x, x.told, True))
            words += [at - 1 + len(pieces) for at in x.words[1:]]
            pieces += x.pieces[1:-1]
            cases += x.cases[1:-1]
            spot += x.spot[1:]
        pieces.append(CLOSE)
        cases.append(EDGE_CASE)
        for key, values in (("pieces", pieces), ("cases", cases), ("mask", [1] * len(pieces)), ("words", words), ("spot", spot)):
            out[key][row, : len(values)] = torch.tensor(values)
    questions.sort(key=lambda question: question[-1])
    out["asked"] = torch.tensor([row for row, *_ in questions])
    out |= {key: torch.zeros(len(questions), longest, dtype=torch.long) for key in ("marks", "take", "real")}
    out["side"] = torch.full((len(questions), longest), UNASKED)
    for q, (_, before, x, marked, by_trigger) in enumerate(questions):
        size = len(x.words)
        out["marks"][q, :size] = torch.tensor(marked.marks)
        out["take"][q, 1:size] = torch.arange(before + 1, before + size)
        out["real"][q, :size] = 1
        if by_trigger:
            out["side"][q, :size] = torch.tensor(x.side)
    out["first"] = torch.tensor([marked.first for *_, marked, _ in questions])
    out["second"] = torch.tensor([marked.second for *_, marked, _ in questions])
    out["trigger"] = torch.tensor([UNASKED if by_trigger or not x.trigger else x.trigger for _, _, x, _, by_trigger in questions])
    for key in ("kind", "mode", "status"):
        out[key] = torch.tensor([getattr(x, key) for _, _, x, *_ in questions])
    return out
