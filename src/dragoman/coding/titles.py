"""What the title before a name says: its office, its sector, the country that it implies."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.coding.chains import is_title
from dragoman.coding.states import is_body_word
from dragoman.languages.reference import load_reference
from dragoman.languages.roles import TitleEntry, load_titles


def titles_in(title: str) -> Iterator[TitleEntry]:
    """The known titles among the words, the longest first."""
    parts = title.lower().split()
    for size in range(len(parts), 0, -1):
        for at in range(len(parts) - size + 1):
            if entry := load_titles("en").get(" ".join(parts[at : at + size])):
                yield entry


def title_sector(title: str) -> str | None:
    return next((e.sector for e in titles_in(title) if e.sector), None)


def hinted_country(title: str) -> str | None:
    """The country whose office alone bears the title ("Secretary of State")."""
    return next((e.country_hint for e in titles_in(title) if e.country_hint), None)


def bare_title(title: str) -> str | None:
    """The title without the country before it; None where there is none but a courtesy."""
    words = title.split()
    while words and is_body_word(words[0]) and not is_title(words[0]):
        words.pop(0)
    kept = " ".join(words)
    return None if kept.lower().rstrip(".") in {"", "the", *load_reference("en").courtesy} else kept


def belongs_to_title(form: str, upos: str) -> bool:
    return upos in ("PROPN", "ADJ", "NOUN") and (is_title(form) or is_body_word(form))
