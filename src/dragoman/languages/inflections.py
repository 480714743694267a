"""Lemmas of inflected forms, for the words that a language's own data names: a net under the parser's lemmas."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Literal

from dragoman.languages.lexicon import as_list, load_lexicon, read_yaml

Inflected = Literal["VERB", "NOUN"]
VOWELS = frozenset("aeiou")
SIBILANTS = ("s", "x", "z", "ch", "sh", "o")


def find_lemma(form: str, upos: Inflected, language: str = "en") -> str | None:
    """The one word of the lexicon that has this regular form ("barred" → "bar"); None where there is none or more."""
    low = form.lower()
    irregular = load_irregular(language)
    if low in irregular[upos]:
        return irregular[upos][low]
    found = lemmas_by_form(language, upos).get(low, frozenset())
    if len(found) == 1:
        return next(iter(found))
    return find_singular(low) if upos == "NOUN" and not found else None


@cache
def load_irregular(language: str) -> dict[str, dict[str, str]]:
    """Irregular forms by part of speech, ``singular_men`` and endings, from ``<language>/inflections.yaml``."""
    body = read_yaml(language, "inflections.yaml")
    return {"VERB": body["verbs"], "NOUN": body["nouns"] | {word: word for word in body["singular_men"]}}


def find_singular(form: str) -> str | None:
    """The singular of a plural in -men ("militiamen"), which no list of words holds whole."""
    return form[:-2] + "an" if form.endswith("men") and len(form) > 4 else None


@cache
def lemmas_by_form(language: str, upos: Inflected) -> dict[str, frozenset[str]]:
    """Regular forms of all verbs or nouns that the language's data names."""
    table: dict[str, set[str]] = defaultdict(set)
    inflect = inflect_verb if upos == "VERB" else inflect_noun
    for lemma in named_words(language, upos):
        for form in inflect(lemma):
            table[form].add(lemma)
    return {form: frozenset(lemmas) for form, lemmas in table.items()}


def named_words(language: str, upos: Inflected) -> frozenset[str]:
    """The verbs or nouns in the event files, the operators and, for nouns, the word lists."""
    part = upos.lower()
    found = {t.lemma for triggers in load_lexicon(language).by_lemma.values() for t in triggers if t.part == part}
    found |= set(operator_words(language, part))
    if upos == "NOUN":
        found.update(word for words in read_yaml(language, "wordlists.yaml").values() for word in as_list(words))
    return frozenset(word for word in found if word.isalpha() and len(word) > 1)


def operator_words(language: str, part: str) -> Iterator[str]:
    sections: dict[str, Any] = read_yaml(language, "operators.yaml")
    for lines in sections.values():
        for line in lines if isinstance(lines, list) else ():
            if isinstance(line, dict) and line.get("part") == part:
                yield from (str(lemma).partition(" ")[0] for lemma in as_list(line.get("lemma")))


def inflect_verb(lemma: str) -> Iterable[str]:
    """Third person, past and -ing form as the rules of spelling make them, American and British."""
    third = with_s(lemma)
    if lemma.endswith("e"):
        return {third, lemma + "d", lemma + "ing" if lemma.endswith("ee") else lemma[:-1] + "ing"}
    if ends_in_consonant_y(lemma):
        return {third, lemma[:-1] + "ied", lemma + "ing"}
    plain = {lemma + "ed", lemma + "ing"}
    doubled = {lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing"}
    if not may_double(lemma):
        return {third, *plain}
    return {third, *doubled} if is_monosyllable(lemma) else {third, *plain, *doubled}


def inflect_noun(lemma: str) -> Iterable[str]:
    return {with_s(lemma)}


def with_s(lemma: str) -> str:
    if ends_in_consonant_y(lemma):
        return lemma[:-1] + "ies"
    return lemma + ("es" if lemma.endswith(SIBILANTS) else "s")


def ends_in_consonant_y(lemma: str) -> bool:
    return len(lemma) > 1 and lemma[-1] == "y" and lemma[-2] not in VOWELS


def may_double(lemma: str) -> bool:
    """Whether the last consonant stands after a single vowel ("bar", "expel", not "raid")."""
    if len(lemma) < 3 or lemma[-1] in VOWELS or lemma[-1] in "wxy" or lemma[-2] not in VOWELS:
        return False
    return lemma[-3] not in VOWELS or (lemma[-3:-1] == "ui" and lemma[-4:-3] == "q")


def is_monosyllable(lemma: str) -> bool:
    return sum(1 for at, letter in enumerate(lemma) if letter in VOWELS and (at == 0 or lemma[at - 1] not in VOWELS)) == 1
