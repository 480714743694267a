"""Words are cut as Universal Dependencies' English treebanks cut them."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.parsing.tokens import load_rules, tokenise


def cut(text: str) -> str:
    return "|".join(text[start:end] for start, end in tokenise(text))


CASES = {
    # contractions and possessives, with either apostrophe
    "They don't agree.": "They|do|n't|agree|.",
    "They don’t agree.": "They|do|n’t|agree|.",
    "Moscow cannot and won't wait": "Moscow|can|not|and|wo|n't|wait",
    "DON'T": "DO|N'T",
    "he'll, she'd, I'm, we're, they've": "he|'ll|,|she|'d|,|I|'m|,|we|'re|,|they|'ve",
    "shouldn't've": "should|n't|'ve",
    "gonna gotta": "gon|na|got|ta",
    "the U.S.'s move": "the|U.S.|'s|move",
    "the ministers' talks": "the|ministers|'|talks",
    "the ministers’ talks": "the|ministers|’|talks",
    "O'Brien’s and Sana'a's": "O'Brien|’s|and|Sana'a|'s",
    "the '90s": "the|'90s",
    # quotes and brackets
    "“We agreed,” he said.": "“|We|agreed|,|”|he|said|.",
    '"No," she said.': '"|No|,|"|she|said|.',
    "'Never again'": "'|Never|again|'",
    "a 'reckless', 'vain' act 'too'.": "a|'|reckless|'|,|'|vain|'|act|'|too|'|.",
    "the ruling (KDP) party [sic]": "the|ruling|(|KDP|)|party|[|sic|]",
    # hyphens and dashes
    "a five-hour, face-to-face meeting": "a|five|-|hour|,|face|-|to|-|face|meeting",
    "re-elected anti-government ex-minister": "re-elected|anti-government|ex-minister",
    "pro-Beijing co-sponsors of non-aligned states": "pro-Beijing|co-sponsors|of|non-aligned|states",
    "anti-U.S. rally": "anti-U.S.|rally",
    "U.S.-led talks, U.S.-China ties": "U.S.|-|led|talks|,|U.S.|-|China|ties",
    "the G-20 and COVID-19": "the|G|-|20|and|COVID|-|19",
    "Vice-President": "Vice|-|President",
    "talks—the first—and more--much more": "talks|—|the|first|—|and|more|--|much|more",
    "1999-2003, 5–6": "1999|-|2003|,|5|–|6",
    # abbreviations and initials
    "Mr. Smith, Gen. Dunford and J. R. Ross": "Mr.|Smith|,|Gen.|Dunford|and|J.|R.|Ross",
    "in Washington, D.C., on Jan. 5": "in|Washington|,|D.C.|,|on|Jan.|5",
    "Resolution No. 2231, but no. Never": "Resolution|No.|2231|,|but|no|.|Never",
    "e.g. Acme L.P. and Bolt Inc. today": "e.g.|Acme|L.P.|and|Bolt|Inc.|today",
    "at 9 a.m. in the U.S.": "at|9|a.m.|in|the|U.S.",
    "left the U.S, it said": "left|the|U.S|,|it|said",
    "It is what I said. I agree.": "It|is|what|I|said|.|I|agree|.",
    "the end.Then came": "the|end|.|Then|came",
    # numbers, money, units, dates
    "1,000 men, 3.5 tons, 50%": "1,000|men|,|3.5|tons|,|50|%",
    "$20bn, US$4.5 million, €3m": "$|20|bn|,|US$|4.5|million|,|€|3|m",
    "at 7:30pm on 9/11": "at|7:30|pm|on|9/11",
    "the 20th, the 1970s, a 4G network": "the|20th|,|the|1970s|,|a|4G|network",
    "2022-07-07": "2022-07-07",
    "about -5 and +44": "about|-5|and|+44",
    "he/she and/or": "he|/|she|and|/|or",
    # addresses and the like
    "see https://example.org/a-b?c=1, or www.example.com.": "see|https://example.org/a-b?c=1|,|or|www.example.com|.",
    "write to desk.one@example.co.uk.": "write|to|desk.one@example.co.uk|.",
    "Example.com said #Brexit and @user": "Example.com|said|#Brexit|and|@user",
    "AT&T, R&D": "AT&T|,|R&D",
    # runs of marks
    "Wait... what?! No!!!": "Wait|...|what|?!|No|!!!",
    "he said … nothing": "he|said|…|nothing",
    # what shows nothing is nothing; what belongs to a letter stays with it
    "one\u200b\ufeff two\u00a0three\x00": "one|two|three",
    "cafe\u0301 naïve": "cafe\u0301|naïve",
    "قال الوزير": "قال|الوزير",
}


@pytest.mark.parametrize(("text", "expected"), CASES.items())
def test_a_text_is_cut_as_the_treebanks_do(text: str, expected: str) -> None:
    assert cut(text) == expected


def test_nothing_but_blanks_holds_no_word() -> None:
    assert tokenise("") == tokenise(" \n\t\u200b\x00") == []


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("aUS.19,'’-@/#&$()!…n't "))))
def test_every_visible_character_is_in_one_word_and_words_are_in_order(text: str) -> None:
    tokens = tokenise(text)
    assert all(start < end for start, end in tokens)
    assert all(left[1] <= right[0] for left, right in pairwise(tokens))
    covered = {n for start, end in tokens for n in range(start, end)}
    assert all(n in covered for n, character in enumerate(text) if character.isalnum())
    assert not any(text[n].isspace() for n in covered)


@given(st.lists(st.sampled_from([*CASES]), min_size=2, max_size=4))
def test_what_stands_in_another_sentence_changes_no_word(texts: list[str]) -> None:
    first, *others = texts
    assert cut(" ".join([first + " ;", *others])).startswith(cut(first + " ;"))


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "a.",
        "a-",
        "a-a",
        "@",
        "a@",
        "a&A",
        "'",
        "n't",
        "1",
        "1,",
        "1a",
        "[.",
        "...",
        "http://",
        ".com",
        "x@y.",
        "😀",
        "\x00",
        "-",
        "non-",
    ],
)
def test_time_grows_with_length_alone(unit: str) -> None:
    text = unit * (100_000 // len(unit)) + "@"
    began = time.perf_counter()
    tokenise(text)
    assert time.perf_counter() - began < 5.0  # quadratic work on this length takes minutes


def test_the_rules_name_no_contraction_that_they_do_not_cut() -> None:
    for word in load_rules("en").contractions:
        assert len(tokenise(word)) == 2, word
