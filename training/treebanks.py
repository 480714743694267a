"""Reads the treebanks that teach and test the parser: CoNLL-U trees, UNER entities over EWT, GUM's nested entities.

Words are syntactic words; where a multi-word token's surface differs from its words, the surface is split over them,
so that every word is a span of the text, as it is at run time.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

ENTITY_LABELS = ("PER", "ORG", "LOC")
GUM_LABELS = {"person": "PER", "organization": "ORG", "place": "LOC"}
# A capitalised title is no name, though it may head a person's mention.
TITLES = frozenset(
    "president senator governor minister king queen prince princess pope dr mr mrs ms prof professor chairman secretary god lord mom dad "
    "mum sir captain general judge justice chancellor director congressman mayor ambassador mp administrator".split()
)
CONNECTORS = frozenset("of the and for & - de la al bin du del von van 's".split())


@dataclass
class Word:
    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str
    space_after: bool
    misc: str
    entity: str = "O"


@dataclass
class Sentence:
    sent_id: str
    words: list[Word]
    opens_document: bool = False
    opens_paragraph: bool = False


@dataclass
class Document:
    name: str
    paragraphs: list[list[Sentence]] = field(default_factory=list)


def read_lines(path: Path) -> list[str]:
    return gzip.decompress(path.read_bytes()).decode("utf-8").split("\n")


def spread_surface(words: list[Word], first: int, last: int, surface: str, space_after: bool) -> None:
    """Gives the words of a multi-word token the pieces of its surface."""
    for number in range(first, last):
        words[number - 1].space_after = False
    words[last - 1].space_after = space_after
    if "".join(word.form for word in words[first - 1 : last]) == surface:
        return
    rest = surface
    for number in range(first, last + 1):
        left = last - number
        size = len(rest) if not left else max(1, min(len(words[number - 1].form), len(rest) - left))
        words[number - 1].form, rest = rest[:size] or words[number - 1].form, rest[size:]


def read_conllu(path: Path) -> Iterator[Sentence]:
    """Yields the sentences of a gzipped CoNLL-U file."""
    words: list[Word] = []
    ranges: list[tuple[int, int, str, bool]] = []
    sent_id, document, paragraph = "", False, False
    for line in read_lines(path):
        if line.startswith("# newdoc"):
            document = True
        elif re.match(r"# newpar(\s|$)", line):
            paragraph = True
        elif line.startswith("# sent_id = "):
            sent_id = line[12:]
        elif line.startswith("#"):
            continue
        elif line:
            cells = line.split("\t")
            spaced = "SpaceAfter=No" not in cells[9]
            if "-" in cells[0]:
                first, last = map(int, cells[0].split("-"))
                ranges.append((first, last, cells[1], spaced))
            elif "." not in cells[0]:
                relation = cells[7]
                words.append(Word(cells[1], cells[2], cells[3], cells[4], cells[5], int(cells[6]), relation, spaced, cells[9]))
        elif words:
            for first, last, surface, spaced in ranges:
                spread_surface(words, first, last, surface, spaced)
            yield Sentence(sent_id, words, document, paragraph)
            words, ranges, document, paragraph = [], [], False, False


def add_uner(sentences: Iterable[Sentence], path: Path) -> None:
    """Projects UNER's labels on the words by their characters; a sentence whose characters differ keeps none."""
    labelled: dict[str, list[tuple[str, str]]] = {}
    sent_id = ""
    for line in read_lines(path):
        if line.startswith("# sent_id = "):
            sent_id = line[12:]
        elif line and not line.startswith("#"):
            cells = line.split("\t")
            labelled.setdefault(sent_id, []).append((cells[1].replace(" ", ""), cells[2]))
    for sentence in sentences:
        pairs = labelled.get(sentence.sent_id, [])
        if "".join(form for form, _ in pairs) != "".join(word.form.replace(" ", "") for word in sentence.words):
            continue
        by_character = [
            label if k == 0 or not label.startswith("B-") else "I-" + label[2:] for form, label in pairs for k in range(len(form))
        ]
        at = 0
        for word in sentence.words:
            label = by_character[at]
            at += len(word.form.replace(" ", ""))
            word.entity = label if label[2:] in ENTITY_LABELS else "O"


def gum_mentions(words: list[Word]) -> Iterator[tuple[int, int, str]]:
    """(first, last, label) of every mention that GUM's Entity= opens and closes in the sentence, nested ones too."""
    stack: list[tuple[int, str, str]] = []
    for number, word in enumerate(words):
        found = re.search(r"(?:^|\|)Entity=([^|]*)", word.misc)
        for whole, opened, closed in re.findall(r"\(([^()]*)\)|\(([^()]*)|([^()]+)\)", found.group(1) if found else ""):
            parts = (whole or opened or closed).split("-")
            label = parts[1] if len(parts) > 1 else ""
            if whole:
                yield number, number, label
            elif opened:
                stack.append((number, parts[0], label))
            else:
                for depth in range(len(stack) - 1, -1, -1):
                    if stack[depth][1] == parts[0]:
                        start, _, kind = stack.pop(depth)
                        yield start, number, kind
                        break


def grown_name(words: list[Word], first: int, last: int, head: int) -> tuple[int, int]:
    """The name around a mention's head: proper nouns and capitalised words, joined by connectors."""

    def is_name(at: int) -> bool:
        word = words[at]
        return word.upos == "PROPN" or (word.form[:1].isupper() and word.upos in ("ADJ", "NOUN", "NUM", "VERB", "X") and at != first)

    def reach(at: int, step: int, limit: int) -> int:
        while at != limit:
            nearest = at + step
            if is_name(nearest):
                at = nearest
                continue
            beyond = nearest
            while beyond != limit and words[beyond].form.lower() in CONNECTORS and abs(beyond - at) < 3:
                beyond += step
            if beyond == nearest or words[beyond].upos != "PROPN":
                return at
            at = beyond
        return at

    return reach(head, -1, first), reach(head, 1, last)


def person_name(words: list[Word], last: int, head: int) -> tuple[int, int]:
    """The flat name that a person's mention is headed by."""
    inside, end = {head}, head
    for number in range(head + 1, last + 1):
        attached = words[number].head - 1 in inside
        if attached and (words[number].deprel == "flat" or (words[number].upos == "PROPN" and words[number].deprel == "compound")):
            inside.add(number)
            end = number
        elif not (attached and words[number].deprel == "punct"):
            break
    return head, end


def add_gum_entities(sentences: Iterable[Sentence]) -> None:
    """Flat named entities from GUM's nested mentions: outermost names win, pronouns and common nouns are none."""
    for sentence in sentences:
        words = sentence.words
        names: set[tuple[int, int, str]] = set()
        for first, last, kind in gum_mentions(words):
            label = GUM_LABELS.get(kind)
            heads = [n for n in range(first, last + 1) if not first <= words[n].head - 1 <= last]
            if label is None or len(heads) != 1 or words[heads[0]].upos != "PROPN":
                continue
            head = heads[0]
            if label == "PER":
                if words[head].xpos != "NNPS" and words[head].form.rstrip(".").lower() not in TITLES:
                    names.add((*person_name(words, last, head), label))
            else:
                names.add((*grown_name(words, first, last, head), label))
        taken: set[int] = set()
        for first, last, label in sorted(names, key=lambda name: (name[0] - name[1], name)):
            if taken.isdisjoint(range(first, last + 1)):
                taken.update(range(first, last + 1))
                for number in range(first, last + 1):
                    words[number].entity = ("B-" if number == first else "I-") + label


def read_documents(folder: Path, bank: str, split: str) -> list[Document]:
    """The documents of ``ewt`` or ``gum``, split ``train``, ``dev`` or ``test``, with their paragraphs and entities."""
    sentences = list(read_conllu(folder / f"{bank}-{split}.conllu.gz"))
    if bank == "ewt":
        add_uner(sentences, folder / f"uner-ewt-{split}.iob2.gz")
    else:
        add_gum_entities(sentences)
    documents: list[Document] = []
    for sentence in sentences:
        if sentence.opens_document or not documents:
            documents.append(Document(sentence.sent_id))
        if sentence.opens_document or sentence.opens_paragraph or not documents[-1].paragraphs:
            documents[-1].paragraphs.append([])
        documents[-1].paragraphs[-1].append(sentence)
    return documents


def paragraph_text(paragraph: list[Sentence]) -> str:
    """The paragraph as running text."""
    return "".join(w.form + (" " if w.space_after else "") for s in paragraph for w in s.words).strip()
