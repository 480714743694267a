"""What the network sees of a word beside its pieces: letter case, plain characters, and the edit that gives the lemma."""

from __future__ import annotations

CASES = 8  # size of the case embedding; 7 marks the window's edges
EDGE_CASE = 7

# One character for one character, so that offsets hold. The treebanks write straight quotes, the news curly ones.
_PLAIN = str.maketrans({"’": "'", "‘": "'", "`": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": "-", "\u00a0": " "})


def plain(form: str) -> str:
    """The form with typographic quotes and dashes written plainly; same length."""
    return form.translate(_PLAIN)


def case_of(form: str) -> int:
    """Letter-case class of a form: 0 no letters, 1 lower, 2 Title, 3 Capitalised-mixed, 4 UPPER, 5 digits, 6 other."""
    if form.isdigit():
        return 5
    if not any(character.isalpha() for character in form):
        return 0
    if form.islower():
        return 1
    if form.isupper():
        return 4 if len(form) > 1 else 2
    if form[0].isupper():
        return 2 if form[1:].islower() else 3
    return 6


def lemma_edit(form: str, lemma: str) -> str:
    """The edit from form to lemma: ``keep``, ``lower``, ``=word`` or ``cut|add|case`` (case l, t or u)."""
    if lemma == form:
        return "keep"
    low = form.lower()
    if lemma == low:
        return "lower"
    target = lemma.lower()
    shared = 0
    while shared < min(len(low), len(target)) and low[shared] == target[shared]:
        shared += 1
    cut, add = len(low) - shared, target[shared:]
    case = "l" if lemma == target else "t" if lemma == target.capitalize() else "u" if lemma == target.upper() else ""
    if shared == 0 or cut > 6 or len(add) > 6 or not case or "|" in add:
        return f"={lemma}" if len(lemma) < 12 else "lower"
    return f"{cut}|{add}|{case}"


def apply_lemma_edit(form: str, edit: str) -> str:
    """The lemma that an edit gives for a form; the lower-cased form where the edit does not fit."""
    if edit == "keep":
        return form
    if edit == "lower":
        return form.lower()
    if edit.startswith("="):
        return edit[1:]
    cut, add, case = edit.split("|")
    low = form.lower()
    if int(cut) >= len(low):
        return low
    lemma = low[: len(low) - int(cut)] + add
    return {"l": lemma, "t": lemma.capitalize(), "u": lemma.upper()}[case]
