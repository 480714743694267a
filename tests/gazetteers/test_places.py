"""Places by name, the likeliest first."""

from __future__ import annotations

import pytest

from dragoman.gazetteers.names import load_gazetteer


@pytest.mark.parametrize(
    ("name", "country", "lat", "lon", "kind"),
    [
        ("Bali", "IDN", -8.65, 115.22, "region"),
        ("Paris", "FRA", 48.85, 2.35, "capital"),
        ("London", "GBR", 51.51, -0.13, "capital"),
        ("Kiev", "UKR", 50.45, 30.52, "capital"),
        ("Kyiv", "UKR", 50.45, 30.52, "capital"),
        ("Odessa", "UKR", 46.48, 30.73, "city"),
        ("Bangalore", "IND", 12.97, 77.59, "city"),
        ("Mecca", "SAU", 21.43, 39.83, "city"),
        ("Cologne", "DEU", 50.93, 6.95, "city"),
        ("New York", "USA", 40.71, -74.01, "city"),
        ("Geneva", "CHE", 46.20, 6.15, "city"),
        ("Davos", "CHE", 46.80, 9.84, "city"),
        ("Gaza", "PSE", 31.42, 34.36, "region"),
        ("Texas", "USA", 31.5, -99.3, "region"),
        ("South China Sea", None, 12.0, 113.0, "water"),
        ("GENEVA", "CHE", 46.20, 6.15, "city"),
    ],
)
def test_the_likeliest_place_stands_first(name: str, country: str | None, lat: float, lon: float, kind: str) -> None:
    place = load_gazetteer().places(name)[0]
    assert (place.country, place.kind) == (country, kind)
    assert place.lat == pytest.approx(lat, abs=0.1)
    assert place.lon == pytest.approx(lon, abs=0.1)


def test_the_most_populous_city_stands_first() -> None:
    populations = [place.population for place in load_gazetteer().places("Birmingham")]
    assert len(populations) > 1
    assert populations == sorted(populations, reverse=True)


def test_a_place_is_given_once() -> None:
    ids = [place.geonames_id for place in load_gazetteer().places("Geneva")]
    assert len(ids) == len(set(ids))


def test_an_unknown_place_is_nowhere() -> None:
    assert load_gazetteer().places("Erewhon") == ()


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Nusa Dua , Indonesia", "Nusa Dua"),
        ("Ho Chi Minh City police", "Ho Chi Minh City"),
        ("Strait of Hormuz shipping", "Strait of Hormuz"),
    ],
)
def test_the_longest_place_at_a_word_is_found(text: str, phrase: str) -> None:
    words = text.split()
    matched = load_gazetteer().match_place(words, 0)
    assert matched is not None
    assert " ".join(words[: matched[0]]) == phrase


def test_no_place_begins_at_a_common_word() -> None:
    assert load_gazetteer().match_place(["talks", "in", "Paris"], 0) is None
