"""Occasions: the meeting, vote or ceremony that an act takes place at, before or after, as its clause says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from dragoman.coding.tree import Tree
from dragoman.languages.meetingwords import MeetingWords, load_meeting_words
from dragoman.languages.reference import load_reference
from dragoman.languages.timewords import load_time_words

Side = Literal["at", "eve", "before", "after"]
DEEP = 6  # clauses that are climbed at most


@dataclass(frozen=True, slots=True)
class Occasion:
    """The noun that an act is set to, by which preposition (its place in the sentence, -1 where it is an object)."""

    side: Side
    noun: int
    case: int


def find_occasions(tree: Tree, at: int) -> Iterator[Occasion]:
    """The occasions of an act, the nearest first: its own phrases, then those of the clause that carries or embeds it."""
    words = load_meeting_words("en")
    for now in carriers(tree, at, words):
        yield from own_occasions(tree, now, words)
        head = tree.words[now].head
        if tree.words[now].deprel == "acl:relcl" and head >= 0 and tree.lemma(head) in words.occasions and has_adverb(tree, now):
            yield Occasion("at", head, -1)


def carriers(tree: Tree, at: int, words: MeetingWords) -> Iterator[int]:
    """The act, the infinitives that it opens, and the verbs that carry it: "use the event to stress", "travel to attend"."""
    yield at
    yield from tree.kids(at, "xcomp")
    if tree.lemma(at) in words.go:
        yield from (k for k in tree.kids(at, "advcl") if tree.is_infinitive(k) and tree.lemma(k) in words.attend)
    for _ in range(DEEP):
        head = tree.words[at].head
        if head < 0 or not carries(tree, at, head, words):
            return
        at = head
        yield at


def carries(tree: Tree, at: int, head: int, words: MeetingWords) -> bool:
    relation, lemma = tree.words[at].relation, tree.lemma(head)
    if relation == "xcomp":
        return lemma in load_time_words("en").transparent
    if relation == "advcl":
        return lemma in words.attend and (tree.is_infinitive(at) or has_adverb(tree, at))
    if relation in ("obj", "obl"):
        return lemma in load_time_words("en").light and bool(tree.is_verb(head)) and (relation == "obj" or tree.case(at) in ("for", "to"))
    return relation == "conj" and tree.is_predicate(at) and not tree.kids(at, "nsubj") and tree.is_predicate(head)


def has_adverb(tree: Tree, clause: int) -> bool:
    """Whether a clause goes on where or when its governor takes place."""
    return any(tree.low(k) in ("where", "when") for k in tree.kids(clause, "advmod", "mark"))


def own_occasions(tree: Tree, at: int, words: MeetingWords) -> Iterator[Occasion]:
    for kid in tree.kids(at, "obl", "nmod"):
        noun, through = through_edges(tree, kid, words)
        if tree.lemma(kid) in words.besides:
            yield from (o for k in tree.kids(kid, "acl") if tree.lemma(k) in words.attend for o in own_occasions(tree, k, words))
        case = tree.case(kid)
        side = side_of(case, through, words)
        if side:
            yield Occasion(side, noun, next(iter(tree.kids(kid, "case")), -1))
    if tree.lemma(at) in words.attend and tree.is_verb(at):
        yield from (Occasion("at", kid, -1) for kid in tree.kids(at, "obj"))


def side_of(case: str, through: frozenset[str], words: MeetingWords) -> Side | None:
    if not through.isdisjoint(words.eves):
        return "eve"
    if case in words.before:
        return "before"
    if case in words.after:
        return "after"
    return "at" if case in words.at else None


def through_edges(tree: Tree, noun: int, words: MeetingWords) -> tuple[int, frozenset[str]]:
    """The noun behind "the sidelines of", "the end of", and the nouns passed."""
    passed: set[str] = set()
    while tree.lemma(noun) in words.edges:
        inner = [k for k in tree.kids(noun, "nmod") if tree.case(k) in ("of", "in")]
        if not inner:
            break
        passed.add(tree.lemma(noun))
        noun = inner[0]
    return noun, frozenset(passed)


def same_clause(tree: Tree, at: int) -> int | None:
    """The predicate whose time a clause shares: of a participle, of "while" and "as", of what is attempted by the way."""
    head = tree.words[at].head
    if head < 0:
        return None
    relation, mark = tree.words[at].relation, tree.mark(at)
    if relation == "advcl" and (mark in load_reference("en").same_time or (tree.words[at].xpos == "VBG" and mark in ("", "by"))):
        return head
    if relation == "xcomp" and tree.lemma(head) in ("try", "seek", "attempt"):
        return same_clause(tree, head)
    if relation == "acl" and tree.is_infinitive(at) and tree.lemma(head) in load_meeting_words("en").attempts:
        return same_clause(tree, head)
    if relation == "obl" and tree.lemma(at) in load_meeting_words("en").attempts:
        return head if tree.case(at) == "in" else None
    if relation == "conj" and tree.is_predicate(at) and not tree.kids(at, "nsubj") and tree.words[at].xpos == tree.words[head].xpos:
        return head
    return None


def left_by(tree: Tree, at: int) -> int | None:
    """The word that holds what an act left behind: "debris from the attack", "cleaning up after the raid"."""
    words = load_meeting_words("en")
    head, case = tree.words[at].head, tree.case(at)
    if head < 0 or case not in ("from", "of", "after", "by", "in"):
        return None
    if tree.lemma(head) in words.aftermath and case != "in":
        return head
    held = any(tree.lemma(k) in words.aftermath for k in tree.kids(head, "obj", "nsubj:pass"))
    return head if held and case in ("from", "of", "after") else None
