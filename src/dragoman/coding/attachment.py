"""To which word a time or a place belongs: its governor in the tree, or the verb that only carries the noun."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.records.syntax import Sentence, Word

CLAUSES = frozenset({"root", "ccomp", "advcl", "acl", "parataxis", "csubj", "xcomp"})
NOUN_OF_VERB = frozenset({"obj", "iobj", "nsubj", "obl"})
TIGHT = ("compound", "amod", "nummod", "nmod:poss")


@dataclass(frozen=True, slots=True)
class Lenders:
    """Lemmas that lend their time and place: light verbs to their noun, transparent verbs to their clause, measures to "of".

    ``carriers`` are the prepositions that lead from a light verb to its noun.
    """

    light: frozenset[str]
    transparent: frozenset[str]
    measures: frozenset[str]
    carriers: frozenset[str]


def head_of(sentence: Sentence, first: int, last: int) -> int:
    """The word of ``[first, last)`` that the rest of the sentence governs; the last one where the tree is torn."""
    outside = [n for n in range(first, last) if not first <= sentence.words[n].head < last]
    content = [n for n in outside if sentence.words[n].relation not in ("case", "punct", "mark", "advmod")]
    return (content or outside or [last - 1])[-1]


def governor_of(sentence: Sentence, index: int) -> int:
    """The word that governs a phrase, mended where the arc is unlikely.

    An arc that leaps over a verb above its governor ends at that verb ("… will meet, he said Friday"); one that leaps over a clause
    below its governor ends in that clause ("agreed to meet on Friday").
    """
    governor = above = sentence.words[index].head
    seen = {index}
    if governor >= 0 and follows_speech(sentence, index, governor):
        return sentence.words[governor].head
    while above >= 0 and above not in seen:
        seen.add(above)
        if min(governor, index) < above < max(governor, index) and is_predicate(sentence, above):
            governor = above
        above = sentence.words[above].head
    return below(sentence, governor, index)


def below(sentence: Sentence, governor: int, index: int) -> int:
    """The verb of the last clause that stands between a governor and the phrase, with no comma after it."""
    words = sentence.words
    inner = [n for n in range(governor + 1, index) if words[n].head == governor and words[n].relation in ("xcomp", "advcl")]
    if governor < 0 or not inner or any(words[n].form == "," for n in range(inner[-1], index)):
        return governor
    return below(sentence, inner[-1], index)


def follows_speech(sentence: Sentence, index: int, governor: int) -> bool:
    """Whether a phrase stands right behind the verb of saying that its governor depends on: "said Sunday it had fired"."""
    word = sentence.words[governor]
    if word.relation != "ccomp" or not word.head < index < governor:
        return False
    return all(is_within(sentence, n, index) for n in range(word.head + 1, index))


def governors(sentence: Sentence, trigger: int, lenders: Lenders) -> Iterator[tuple[int, bool]]:
    """Words whose time is the trigger's, the surest first; True: only for what stands before them."""
    seen = {trigger}
    word, index = sentence.words[trigger], trigger
    yield trigger, False
    while word.head >= 0 and word.head not in seen:
        head = sentence.words[word.head]
        link = lends(sentence, index, word, head, lenders)
        if link is None:
            return
        yield word.head, link
        seen.add(word.head)
        index, word = word.head, head


def lends(sentence: Sentence, index: int, word: Word, head: Word, lenders: Lenders) -> bool | None:
    """Whether a head's time is its dependent's: None no, False yes, True what stands before the head."""
    if word.relation == "conj" and is_predicate(sentence, index):
        return True
    if word.relation == "nmod" and head.lemma in lenders.measures:
        return False
    if reports(sentence, word.head):
        return None
    if word.relation in NOUN_OF_VERB and head.lemma in lenders.light:
        return False if word.relation != "obl" or has_case(sentence, index, lenders.carriers) else None
    if word.relation == "xcomp" and head.lemma in lenders.transparent:
        return False
    return None


def has_case(sentence: Sentence, index: int, prepositions: frozenset[str]) -> bool:
    children = (sentence.words[n] for n in sentence.children(index))
    return any(child.relation == "case" and child.form.lower() in prepositions for child in children)


def is_predicate(sentence: Sentence, index: int) -> bool:
    word = sentence.words[index]
    return word.upos in ("VERB", "AUX") or any(child.relation == "cop" for child in (sentence.words[n] for n in sentence.children(index)))


def reports(sentence: Sentence, verb: int) -> bool:
    """Whether a clause is the object of a verb, as with all verbs of saying and thinking."""
    return any(sentence.words[n].relation == "ccomp" or speech_beside(sentence, n, verb) for n in sentence.children(verb))


def speech_beside(sentence: Sentence, child: int, verb: int) -> bool:
    """ "…, he said": the speech is set beside the verb and stands before it."""
    return sentence.words[child].relation == "parataxis" and child < verb and is_predicate(sentence, child)


def clause_of(sentence: Sentence, index: int) -> int:
    """The word at the top of a word's clause."""
    seen = set()
    while index not in seen:
        seen.add(index)
        word = sentence.words[index]
        if word.head < 0 or word.relation in CLAUSES or (word.relation == "conj" and is_predicate(sentence, index)):
            return index
        index = word.head
    return index


def is_within(sentence: Sentence, index: int, top: int) -> bool:
    """Whether a word stands under another one, or is it."""
    seen = set()
    while index >= 0 and index not in seen:
        if index == top:
            return True
        seen.add(index)
        index = sentence.words[index].head
    return False


def is_loose(sentence: Sentence, head: int, trigger: int) -> bool:
    """Whether a phrase may belong to a trigger of its clause: no verb of saying and no other noun has it."""
    governor = governor_of(sentence, head)
    if governor < 0 or clause_of(sentence, governor) != clause_of(sentence, trigger):
        return False
    if sentence.words[governor].upos == "NOUN" and governor != trigger:
        return False
    if sentence.words[head].deprel.startswith(TIGHT) and governor != trigger:
        return False
    if is_within(sentence, governor, trigger):
        return True
    return is_predicate(sentence, governor) and not reports(sentence, governor) and is_predicate(sentence, trigger)


def trails(sentence: Sentence, head: int, trigger: int, leading: frozenset[str]) -> bool:
    """Whether a phrase stands behind a noun that it may belong to, though the tree hangs it higher.

    So in "talks with him on Saturday will cover …", "the subject of a call on Tuesday", "the ground for talks on Saturday".
    """
    governor, words = governor_of(sentence, head), sentence.words
    if words[trigger].upos not in ("NOUN", "PROPN") or governor == trigger or not is_within(sentence, trigger, governor):
        return False
    if head <= trigger or any(words[n].form == "," or words[n].upos == "VERB" for n in range(trigger, head)):
        return False
    if words[trigger].relation == "nsubj" and words[trigger].head == governor:
        return head < governor
    if words[governor].xpos in ("VBZ", "VBP") and words[trigger].relation == "obj" and words[trigger].head == governor:
        return True  # the present tense needs no day: "condemns the attack on the port today"
    return words[governor].upos == "NOUN" or any(has_case(sentence, n, leading) for n in path_up(sentence, trigger, governor))


def path_up(sentence: Sentence, index: int, top: int) -> Iterator[int]:
    """A word and those above it, up to but without the top; the top must be above it."""
    while index != top:
        yield index
        index = sentence.words[index].head
