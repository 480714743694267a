"""Foretold events: who holds the expectation, when it is due, and with which words it is hedged."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.coding.telling import Telling
from dragoman.coding.tree import Tree
from dragoman.records.actor import Actor
from dragoman.records.expectation import Expectation
from dragoman.records.ids import make_id
from dragoman.records.mention import EventMention
from dragoman.records.time import Due

FORETOLD = frozenset("planned expected possible conditional threatened ruled_out".split())
# Their being foretold binds the one who acts; for the others it is the one who says so.
OWN_WORD = frozenset(["planned", "threatened", "ruled_out"])


def hedge_words(telling: Telling, tree: Tree) -> str:
    """The words that foretell, from the first hedge to the last, at most six words apart."""
    hedges = sorted(set(telling.hedges))
    if not hedges:
        return tree.words[telling.at].form
    first = last = hedges[0]
    for hedge in hedges[1:]:
        if hedge - last > 3:
            break
        last = hedge
    auxiliary = [k for k in tree.kids(first, "aux", "cop", "aux:pass") if first - k <= 4]
    first = min([first, *[k for k in auxiliary if k < first]])
    if first and tree.low(first).startswith("'"):
        first -= 1
    if last + 1 < len(tree) and tree.low(last + 1) == "to":
        last += 1
    text = [w.form for w in tree.words[first : last + 1]]
    return re.sub(r" (?=n?['’])", "", " ".join(text))


def find_holder(telling: Telling, mention: EventMention) -> Actor | None:
    if telling.holder:
        return telling.holder
    speakers: Sequence[Actor] = [a.speaker for a in mention.attribution if a.speaker]
    if speakers:
        return speakers[-1]
    return mention.sources[0] if mention.status in OWN_WORD and mention.sources and telling.trigger.part == "verb" else None


def as_expectation(telling: Telling, mention: EventMention, tree: Tree) -> Expectation | None:
    """The expectation that a mention holds; None where it tells of nothing foretold."""
    if mention.status not in FORETOLD or mention.told_in == "related":
        return None
    due = Due(mention.when.start, mention.when.end, mention.when.quote) if mention.when else None
    return Expectation(make_id("x", mention.id), mention.id, find_holder(telling, mention), due, hedge_words(telling, tree))
