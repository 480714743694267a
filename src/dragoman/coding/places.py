"""Where: the places that a sentence names, and the one where something took place.

A capital that speaks is a government and a state that acts is a party: only a phrase that says where makes either a place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from dragoman.coding.attachment import Lenders, governor_of, governors, head_of, is_loose
from dragoman.gazetteers.names import Entry, PlaceEntry, load_gazetteer
from dragoman.languages.placewords import PlaceWords, load_place_words
from dragoman.languages.timewords import load_time_words
from dragoman.records.place import Place
from dragoman.records.syntax import Sentence, Word

PlaceSort = Literal["country", "capital", "town", "region", "unknown"]
SMALL = 0.15  # share of the best known namesake's people below which only "in X, Country" makes a town the one that is meant
NEARBY = 0.5  # degrees: within it two entries of one name and country are one place


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """Words ``[first, last)`` of a sentence and their clean span; ``candidates`` the likeliest first, ``country`` of a state's name."""

    first: int
    last: int
    start: int
    end: int
    quote: str
    sort: PlaceSort
    candidates: tuple[PlaceEntry, ...] = ()
    country: str | None = None
    name: str | None = None


def find_places(sentence: Sentence) -> tuple[PlaceMention, ...]:
    """The names of places and states in a sentence, in order; names inside a person's or a body's name are left out."""
    found, at = [], 0
    while at < len(sentence.words):
        mention = find_place_at(sentence, at)
        if mention:
            found.append(mention)
        at = mention.last if mention else at + 1
    return tuple(found)


def find_place_at(sentence: Sentence, at: int) -> PlaceMention | None:
    if not sentence.words[at].form[:1].isupper():
        return None
    forms = [word.form for word in sentence.words]
    gazetteer = load_gazetteer()
    place, name = gazetteer.match_place(forms, at), gazetteer.match(forms, at)
    last = max((hit[0] for hit in (place, name) if hit), default=at)
    entity = next((e for e in sentence.entities if e.first <= at < e.last), None)
    if entity and entity.first == at and entity.label == "LOC" and last < entity.last:
        return as_mention(sentence, at, entity.last, "unknown")
    if last == at or not is_place_name(sentence, at, last):
        return None
    entries = name[1] if name and name[0] == last else ()
    return known_place(sentence, at, last, entries, place[1] if place and place[0] == last else ())


def is_place_name(sentence: Sentence, first: int, last: int) -> bool:
    """Whether the words stand by themselves: tagged as a name, and no part of a longer name."""
    for entity in sentence.entities:
        if entity.first < last and first < entity.last:
            return entity.label == "LOC" or (entity.first == first and entity.last <= last and entity.label == "ORG")
    return any(word.upos == "PROPN" for word in sentence.words[first:last])


def known_place(
    sentence: Sentence, first: int, last: int, entries: Sequence[Entry], candidates: Sequence[PlaceEntry]
) -> PlaceMention | None:
    kinds = {entry.kind: entry for entry in reversed(entries)}
    if country := kinds.get("country"):
        return as_mention(sentence, first, last, "country", country=country.country, name=country.name)
    if "demonym" in kinds or ({"organisation", "person", "group"} & kinds.keys() and not candidates):
        return None
    if capital := kinds.get("capital"):
        return as_mention(sentence, first, last, "capital", candidates, country=capital.country) if candidates else None
    if candidates:
        return as_mention(sentence, first, last, "town", candidates)
    if region := kinds.get("region"):
        return as_mention(sentence, first, last, "region", name=region.name)
    return None


def as_mention(
    sentence: Sentence,
    first: int,
    last: int,
    sort: PlaceSort,
    candidates: Sequence[PlaceEntry] = (),
    country: str | None = None,
    name: str | None = None,
) -> PlaceMention:
    words = sentence.words[first:last]
    return PlaceMention(first, last, words[0].start, words[-1].end, join(words), sort, tuple(candidates), country, name)


def join(words: Sequence[Word]) -> str:
    out, end = "", words[0].start
    for word in words:
        out += (" " if word.start > end else "") + word.form
        end = word.end
    return out


def attached_place(
    sentence: Sentence, trigger: int, mentions: Sequence[PlaceMention], dateline_country: str | None, language: str = "en"
) -> Place | None:
    """Where a trigger's event took place, as the text says by a phrase of place; None where it does not.

    Of several towns of a name: that of the country named after it, of a country in the sentence, of the dateline's, the most populous.
    """
    words, times = load_place_words(language), load_time_words(language)
    lenders = Lenders(times.light, times.transparent, times.measures, times.carriers)
    heads = [(anchor_of(sentence, head_of(sentence, m.first, m.last), words), m) for m in mentions]
    for governor, ahead_only in governors(sentence, trigger, lenders):
        own = [m for head, m in heads if says_where(sentence, head, governor, m, words) and not (ahead_only and m.last > governor)]
        if own:
            return resolve(min(own, key=lambda m: vagueness(m, trigger)), mentions, sentence, dateline_country)
    loose = [m for head, m in heads if is_loose(sentence, head, trigger) and case_of(sentence, head) in words.locative]
    return resolve(min(loose, key=lambda m: vagueness(m, trigger)), mentions, sentence, dateline_country) if loose else None


def tells_where(sentence: Sentence, clause: int, language: str = "en") -> bool:
    """Whether a participle behind a noun says where it is held: "the talks, held in Lima"."""
    word = sentence.words[clause]
    return word.deprel == "acl" and word.lemma.lower() in load_place_words(language).held


def vagueness(mention: PlaceMention, trigger: int) -> tuple[bool, int]:
    """A town before a state, then the nearest."""
    return mention.sort in ("country", "region"), abs(mention.first - trigger)


def anchor_of(sentence: Sentence, head: int, words: PlaceWords) -> int:
    """The noun that a name explains ("the city of Kherson"), else the name itself."""
    word = sentence.words[head]
    if word.head >= 0 and word.relation in ("nmod", "appos", "flat", "compound") and sentence.words[word.head].lemma.lower() in words.kinds:
        return word.head
    return head


def case_of(sentence: Sentence, index: int) -> str:
    """The preposition of a phrase, its parts joined; empty where it has none."""
    for child in sentence.children(index):
        if sentence.words[child].relation == "case" and not sentence.words[child].form.endswith(("'s", "’s", "'", "’")):
            fixed = [sentence.words[n].form.lower() for n in sentence.children(child) if sentence.words[n].relation == "fixed"]
            return " ".join([sentence.words[child].form.lower(), *fixed])
    return ""


def says_where(sentence: Sentence, head: int, governor: int, mention: PlaceMention, words: PlaceWords) -> bool:
    """Whether a name stands to a governor as its place, directly or over a gathering that is at that place."""
    if governor_of(sentence, head) == governor:
        if belongs_before(sentence, head, governor, words):
            return False
        return is_place_of(sentence, head, sentence.words[governor].lemma.lower(), mention, words)
    if case_of(sentence, head) not in words.locative:
        return False
    return any(top == governor for top in chain_up(sentence, head, words))


def belongs_before(sentence: Sentence, head: int, governor: int, words: PlaceWords) -> bool:
    """Whether a place stands right behind a happening that it belongs to, though the tree hangs it higher."""
    case = next((n for n in sentence.children(head) if sentence.words[n].relation == "case"), 0)
    before = case - 1
    return before > governor and sentence.words[before].lemma.lower() in words.happenings and sentence.words[before].upos == "NOUN"


def chain_up(sentence: Sentence, head: int, words: PlaceWords) -> Iterator[int]:
    """What the nouns above a place depend on, while each is itself at, of or during the next."""
    index = sentence.words[head].head
    for _ in range(len(sentence.words)):
        word = sentence.words[index]
        if index < 0 or word.upos not in ("NOUN", "PROPN") or word.relation not in ("obl", "nmod") or is_named(sentence, index):
            return
        case = case_of(sentence, index)
        if case not in words.chain or (case in ("for", "of") and word.lemma.lower() in words.happenings):
            return
        index = word.head
        yield index


def is_named(sentence: Sentence, index: int) -> bool:
    return any(e.first <= index < e.last and e.label == "PER" for e in sentence.entities)


def is_place_of(sentence: Sentence, head: int, governor: str, mention: PlaceMention, words: PlaceWords) -> bool:
    """Whether a dependent names the place of its governor (a lemma)."""
    word, case = sentence.words[head], case_of(sentence, head)
    is_town = mention.sort in ("town", "unknown") or (mention.sort == "capital" and governor in words.upon_capitals)
    if case:
        return (
            case in words.locative
            or (case in words.toward and governor in words.motion)
            or (case in words.islands and mention.sort == "town")
            or (case in ("of", *words.islands) and is_town and governor in words.upon)
            or (case == "of" and mention.sort == "country" and governor in words.upon_states)
        )
    if word.relation in ("obj", "nsubj") and (word.relation == "obj" or word.deprel == "nsubj:pass"):
        state = mention.sort == "country" and (governor in words.motion or governor in words.upon_states)
        return governor in words.upon and (is_town or state)
    if word.relation in ("compound", "nmod", "amod"):
        return mention.sort == "town" or (mention.sort == "capital" and governor in words.venue)
    return False


def resolve(mention: PlaceMention, mentions: Sequence[PlaceMention], sentence: Sentence, dateline_country: str | None) -> Place:
    """The place that a mention means; a name that nothing knows keeps its words and nulls."""
    within = country_after(mention, mentions, sentence)
    if mention.sort in ("country", "region", "unknown") or not mention.candidates:
        return Place(mention.name or mention.quote, mention.country or within, None, None, None, mention.quote)
    named = {m.country for m in mentions if m.sort == "country"}
    chosen = choose(mention, within, named, dateline_country)
    return Place(chosen.name, chosen.country, chosen.lat, chosen.lon, chosen.geonames_id, mention.quote)


def country_after(mention: PlaceMention, mentions: Sequence[PlaceMention], sentence: Sentence) -> str | None:
    """The country that stands behind a comma: "Geneva, Switzerland", "Kramatorsk, in eastern Ukraine"."""
    after = next((m for m in mentions if m.first > mention.last), None)
    if after is None or after.sort != "country" or sentence.words[mention.last].form != ",":
        return None
    between = sentence.words[mention.last + 1 : after.first]
    return after.country if all(word.upos in ("ADJ", "ADP", "DET") for word in between) else None


def choose(mention: PlaceMention, within: str | None, named: set[str | None], dateline_country: str | None) -> PlaceEntry:
    best = mention.candidates[0]
    contained = [c for c in mention.candidates if within and c.country == within]
    if contained:
        return with_number(contained[0], mention.candidates)
    known = max(c.population for c in mention.candidates)
    sizeable = [c for c in mention.candidates if c.population >= SMALL * known or not c.population]
    if mention.sort != "capital" and best.country not in named:
        for hints in (named, {dateline_country} - {None}):
            hinted = [c for c in sizeable if c.country in hints]
            if hinted:
                return with_number(hinted[0], mention.candidates)
    return with_number(best, mention.candidates)


def with_number(chosen: PlaceEntry, candidates: Sequence[PlaceEntry]) -> PlaceEntry:
    """The same place with its GeoNames number, where another entry of it has one."""
    if chosen.geonames_id is not None:
        return chosen
    numbered = (other for other in candidates if other.geonames_id and other.country == chosen.country)
    return next((other for other in numbered if is_near(chosen, other)), chosen)


def is_near(left: PlaceEntry, right: PlaceEntry) -> bool:
    if left.lat is None or left.lon is None or right.lat is None or right.lon is None:
        return False
    return max(abs(left.lat - right.lat), abs(left.lon - right.lon)) <= NEARBY
