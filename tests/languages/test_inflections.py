"""Inflected forms lead to the words that the lexicon names."""

from __future__ import annotations

import pytest

from dragoman.languages.inflections import Inflected, find_lemma, inflect_verb

FORMS: list[tuple[str, Inflected, str]] = [
    ("praised", "VERB", "praise"), ("blaming", "VERB", "blame"), ("condemned", "VERB", "condemn"), ("barred", "VERB", "bar"),
    ("conferred", "VERB", "confer"), ("begged", "VERB", "beg"), ("ratified", "VERB", "ratify"), ("rebuffed", "VERB", "rebuff"),
    ("Endorses", "VERB", "endorse"), ("snubbed", "VERB", "snub"), ("quizzing", "VERB", "quiz"), ("apologises", "VERB", "apologise"),
    ("lauds", "VERB", "laud"), ("denounced", "VERB", "denounce"), ("ultimatums", "NOUN", "ultimatum"), ("apologies", "NOUN", "apology"),
    ("rebukes", "NOUN", "rebuke"), ("ambassadors", "NOUN", "ambassador"),
]  # fmt: skip


@pytest.mark.parametrize(("form", "upos", "lemma"), FORMS)
def test_a_regular_form_leads_to_its_lemma(form: str, upos: Inflected, lemma: str) -> None:
    assert find_lemma(form, upos) == lemma


@pytest.mark.parametrize(("form", "upos"), [("cabbages", "NOUN"), ("embroidered", "VERB"), ("barreds", "VERB")])
def test_words_that_no_data_names_lead_nowhere(form: str, upos: Inflected) -> None:
    assert find_lemma(form, upos) is None


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("bar", {"bars", "barred", "barring"}),
        ("free", {"frees", "freed", "freeing"}),
        ("visit", {"visits", "visited", "visiting", "visitted", "visitting"}),
        ("cancel", {"cancels", "canceled", "canceling", "cancelled", "cancelling"}),
        ("deny", {"denies", "denied", "denying"}),
        ("raid", {"raids", "raided", "raiding"}),
        ("impeach", {"impeaches", "impeached", "impeaching"}),
    ],
)
def test_spelling_of_verbs(lemma: str, forms: set[str]) -> None:
    assert set(inflect_verb(lemma)) == forms
