"""Words cut into the pieces that names are compared by: no diacritics, no dots in abbreviations, no hyphens, no possessive 's."""

from __future__ import annotations

import re
import unicodedata

# An abbreviation with dots ("U.S.", "D.C"), letters, digits, or one mark. Hyphens, dots and apostrophes only part pieces,
# so that "G-20", "G20" and "G", "-", "20" compare alike; a comma or a bracket is a piece of its own and ends a name.
PIECE = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_](?![^\W\d_])\.?|[^\W\d_]+|\d+|[^\w\s'\".\-]")
POSSESSIVE = re.compile(r"'[sS](?=\s|$)")
UNIFORM = str.maketrans(
    {
        "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "ʻ": "'", "“": '"', "”": '"',
        "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-", "\u00ad": "",
        "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae", "Æ": "Ae",
        "œ": "oe", "þ": "th", "ð": "d", "ə": "a", "&": "and",
    }
)  # fmt: skip


def strip_marks(text: str) -> str:
    """The text without diacritics, with plain quotes and hyphens."""
    if text.isascii():
        return text.replace("&", "and").replace("`", "'")
    decomposed = unicodedata.normalize("NFKD", text.translate(UNIFORM))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def cut_pieces(text: str) -> tuple[str, ...]:
    """The pieces of a word or a whole name, in their own case."""
    if text.isascii() and text.isalpha():
        return (text,)
    plain = POSSESSIVE.sub("", strip_marks(text))
    return tuple(piece.replace(".", "") for piece in PIECE.findall(plain))


def is_initial(piece: str) -> bool:
    return len(piece) == 1 and piece.isupper()
