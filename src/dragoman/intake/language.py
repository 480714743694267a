"""Which language a text is in: py3langid, and only where it is sure."""

from __future__ import annotations

from functools import cache
from typing import Any

SAMPLE = 4000  # characters; more change nothing
SHORTEST = 40  # characters
SURE = 0.95  # of the probability; names alone stay under it


@cache
def load_identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # a tenth of a second to load

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def guess_language(text: str) -> str | None:
    """The ISO 639-1 code of a text's language, or None where the text is short or the guess unsure."""
    if len(text) < SHORTEST:
        return None
    code, probability = load_identifier().classify(text[:SAMPLE])
    return str(code) if probability >= SURE else None


def normal_code(language: str | None) -> str | None:
    """ "en-US" or "EN" as "en"; None where the words are no language code."""
    code = (language or "").strip().replace("_", "-").split("-")[0].casefold()
    return code if code.isascii() and code.isalpha() and len(code) in (2, 3) else None
