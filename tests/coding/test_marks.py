"""Which words the coder is pointed at: sides, the way between them, a trigger and what stands over it."""

from __future__ import annotations

import pytest

from dragoman.coding.marks import (
    BOTH,
    DEEPEST,
    FROM_SOURCE,
    FROM_TARGET,
    MEETING,
    PLAIN,
    SOURCE,
    TARGET,
    TRIGGER,
    Marked,
    Node,
    head_of,
    join_sentences,
    mark_pair,
    mark_trigger,
    way_up,
    words_in,
)

LETTERS = {
    ".": PLAIN, "S": SOURCE, "T": TARGET, "B": BOTH, "s": FROM_SOURCE, "t": FROM_TARGET, "M": MEETING, "!": TRIGGER,
}  # fmt: skip
NAMES = {mark: letter for letter, mark in LETTERS.items()}

HIT = "Peru>hit hit Chile>hit"
PASSIVE = "Chile>hit was>hit hit by>Peru Peru>hit"
ARMY = "The>army army>hit of>Peru Peru>army hit Chile>hit"
SAID = "The>envoy envoy>said of>Peru Peru>envoy said Chile>lie would>lie lie>said"

# The words with what governs them, the two sides by their words, the marks a word, and the words that stand for the sides.
PAIRS = [
    ("in one clause", HIT, "Peru", "Chile", "SMT", "Peru", "Chile"),
    ("in a passive", PASSIVE, "Peru", "Chile", "T.M.S", "Peru", "Chile"),
    ("with words between", SAID, "Peru", "Chile", ".s.SMT.t", "Peru", "Chile"),
    ("a side of several words", ARMY, "The army of Peru", "Chile", "SSSSMT", "army", "Chile"),
    ("a side over the other", ARMY, "Peru", "army", ".T.S..", "Peru", "army"),
    ("sides that overlap", ARMY, "The army of Peru", "Peru", "SSSB..", "army", "Peru"),
    ("one side twice", HIT, "Peru", "Peru", "B..", "Peru", "Peru"),
    ("across sentences", "Peru>waited waited | Chile>had had>left left", "Peru", "Chile", "SsTtt", "Peru", "Chile"),
    ("no target", SAID, "Peru", None, ".s.Ss...", "Peru", None),
    ("no source", SAID, None, "Chile", "....tT.t", None, "Chile"),
    ("neither", HIT, None, None, "...", None, None),
]


def read_nodes(tree: str) -> list[list[Node]]:
    """Sentences of words with the word that governs each, ``word>governor``; one space lies between two words."""
    found, at = list[list[Node]](), 0
    for sentence in tree.split(" | "):
        pairs = [word.partition(">") for word in sentence.split()]
        forms, nodes = [form for form, _, _ in pairs], list[Node]()
        for form, _, governor in pairs:
            nodes.append(Node(at, at + len(form), forms.index(governor) if governor else -1))
            at += len(form) + 1
        found.append(nodes)
    return found


def text_of(tree: str) -> str:
    return " ".join(word.partition(">")[0] for word in tree.replace("| ", "").split())


def place_of(tree: str, words: str | None) -> tuple[int, int] | None:
    at = text_of(tree).index(words) if words else -1
    return (at, at + len(words)) if words else None


def row_of(tree: str, word: str | None) -> int:
    return text_of(tree).split().index(word) + 1 if word else 0


def marks_of(marked: Marked) -> str:
    """The marks a word as letters, without the edge."""
    assert marked.marks[0] == PLAIN
    return "".join(NAMES[mark] for mark in marked.marks[1:])


@pytest.mark.parametrize(("tree", "source", "target", "marks", "first", "second"), [p[1:] for p in PAIRS], ids=[p[0] for p in PAIRS])
def test_a_pair_is_marked_with_the_way_between_its_sides(
    tree: str, source: str | None, target: str | None, marks: str, first: str | None, second: str | None
) -> None:
    marked = mark_pair(join_sentences(read_nodes(tree)), place_of(tree, source), place_of(tree, target))
    assert marks_of(marked) == marks
    assert (marked.first, marked.second) == (row_of(tree, first), row_of(tree, second))


def test_a_side_whose_place_holds_no_word_is_absent() -> None:
    (words,) = read_nodes(HIT)
    assert mark_pair(words, place_of(HIT, "Peru"), (90, 95)) == mark_pair(words, place_of(HIT, "Peru"), None)


def test_the_direction_of_a_pair_is_marked() -> None:
    (words,) = read_nodes(SAID)
    turned = mark_pair(words, place_of(SAID, "Chile"), place_of(SAID, "Peru"))
    assert marks_of(turned) == ".t.TMS.s"


@pytest.mark.parametrize(
    ("tree", "trigger", "marks"),
    [
        ("Peru>refused refused to>hit hit>refused Chile>hit", "hit", ".M.!."),
        ("Peru>refused refused to>hit hit>refused Chile>hit", "refused", ".!..."),
        ("Peru>vowed vowed to>try try>vowed to>hit hit>try Chile>hit", "hit", ".M.M.!."),
    ],
)
def test_a_trigger_is_marked_with_the_words_over_it(tree: str, trigger: str, marks: str) -> None:
    (words,) = read_nodes(tree)
    marked = mark_trigger(words, row_of(tree, trigger) - 1)
    assert marks_of(marked) == marks
    assert (marked.first, marked.second) == (row_of(tree, trigger), row_of(tree, trigger))


def test_words_of_a_passage_are_governed_within_their_own_sentence() -> None:
    joined = join_sentences(read_nodes("Peru>waited waited | Chile>left left"))
    assert [word.head for word in joined] == [1, -1, 3, -1]


@pytest.mark.parametrize(("span", "inside"), [((0, 4), [0]), ((5, 8), [1]), ((2, 6), [0, 1]), ((4, 5), [])])
def test_a_word_is_in_a_span_that_shares_a_character_with_it(span: tuple[int, int], inside: list[int]) -> None:
    (words,) = read_nodes(HIT)
    assert words_in(words, *span) == inside


def test_no_word_is_the_head_of_no_words() -> None:
    assert head_of(read_nodes(HIT)[0], []) is None


def test_the_way_up_ends_where_a_tree_goes_in_a_circle() -> None:
    assert len(way_up([Node(0, 1, 1), Node(2, 3, 0)], 0)) == DEEPEST
