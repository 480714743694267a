"""Lemmas: the treebanks' own for a form and tag that they hold, an edit of the form for any other."""

from __future__ import annotations

import gzip
from functools import cache
from importlib.resources import files

from dragoman.languages.inflections import find_lemma
from dragoman.parsing.wordshape import apply_lemma_edit, plain


@cache
def load_lemmas() -> dict[tuple[str, str], str]:
    """(form, UPOS) → lemma; forms are lower-case but for proper nouns."""
    packed = files("dragoman.parsing").joinpath("model", "lemmas.tsv.gz").read_bytes()
    rows = (line.split("\t") for line in gzip.decompress(packed).decode("utf-8").split("\n") if line)
    return {(form, upos): lemma for form, upos, lemma in rows}


def lemma_of(form: str, upos: str, edit: str) -> str:
    """The lemma of a form; ``edit`` is what the network would do to it."""
    written = plain(form)
    # The lexicon's own words first: the edit spells "barred" barr, and the treebanks hold a few slips.
    if upos in ("VERB", "NOUN") and (named := find_lemma(written, upos)):  # type: ignore[arg-type]
        return named
    known = load_lemmas().get((written if upos == "PROPN" else written.lower(), upos))
    return known or apply_lemma_edit(written, edit) or form
