"""A name leads to who bears it, in the case in which English writes it."""

from __future__ import annotations

import pytest

from dragoman.gazetteers.names import Gazetteer, load_gazetteer


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


# name, the ids that it leads to in order, country and sector of the first
NAMES = [
    ("US", ["country:USA"], "USA", None),
    ("U.S.", ["country:USA"], "USA", None),
    ("America", ["country:USA"], "USA", None),
    ("Americans", ["country:USA"], "USA", None),
    ("Britain", ["country:GBR"], "GBR", None),
    ("Briton", ["country:GBR"], "GBR", None),
    ("Turkey", ["country:TUR"], "TUR", None),
    ("Türkiye", ["country:TUR"], "TUR", None),
    ("TURKEY", ["country:TUR"], "TUR", None),
    ("Chad", ["country:TCD"], "TCD", None),
    ("Kosovo", ["country:KOS"], "KOS", None),
    ("DPRK", ["country:PRK"], "PRK", None),
    ("ROK", ["country:KOR"], "KOR", None),
    ("Burma", ["country:MMR"], "MMR", None),
    ("Côte d’Ivoire", ["country:CIV"], "CIV", None),
    ("Ivory Coast", ["country:CIV"], "CIV", None),
    ("the Netherlands", ["country:NLD"], "NLD", None),
    ("Dutch", ["country:NLD"], "NLD", None),
    ("Emiratis", ["country:ARE"], "ARE", None),
    ("Polish", ["country:POL"], "POL", None),
    ("Soviet Union", ["country:SUN"], "SUN", None),
    ("Washington", ["gov:USA"], "USA", "GOV"),
    ("the Kremlin", ["gov:RUS"], "RUS", "GOV"),
    ("the White House", ["gov:USA"], "USA", "GOV"),
    ("Downing Street", ["gov:GBR"], "GBR", "GOV"),
    ("Elysee", ["gov:FRA"], "FRA", "GOV"),
    ("Brussels", ["gov:EUR"], "EUR", "GOV"),
    ("BEIJING", ["gov:CHN"], "CHN", "GOV"),
    ("EU", ["org:eu"], "EUR", None),
    ("United Nations Security Council", ["org:un-security-council"], "UNO", None),
    ("WHO", ["org:who"], "UNO", "MED"),
    ("NATO", ["org:nato"], "IGO", "MIL"),
    ("G20", ["org:g20"], "IGO", None),
    ("Pentagon", ["org:pentagon"], "USA", "MIL"),
    ("Foreign Office", ["org:foreign-office-uk"], "GBR", "GOV"),
    ("Duma", ["org:state-duma"], "RUS", "LEG"),
    ("Knesset", ["org:knesset"], "ISR", "LEG"),
    ("Congress", ["org:congress"], None, "LEG"),
    ("Hezbollah", ["org:hezbollah"], "LBN", "REB"),
    ("Hizbullah", ["org:hezbollah"], "LBN", "REB"),
    ("Wagner Group", ["org:wagner"], "RUS", "PRM"),
    ("Islamic State", ["org:islamic-state"], "IMG", "REB"),
    ("FBI", ["org:fbi"], "USA", "COP"),
    ("CIA", ["org:cia"], "USA", "SPY"),
    ("Gazprom", ["org:gazprom"], "RUS", "BUS"),
    ("Reuters", ["org:reuters"], "GBR", "JRN"),
    ("Red Cross", ["org:icrc"], "NGO", "MED"),
    ("Abkhazia", ["org:abkhazia"], "GEO", "PRE"),
    ("Western", ["region:the-west"], None, None),
    ("Arab", ["region:arab-world"], None, None),
    ("Middle East", ["region:middle-east"], None, None),
    ("Bali", ["place:1650535"], "IDN", None),
    ("Crimea", ["place:crimea"], "UKR", None),
    ("Putin", ["person:vladimir-putin"], "RUS", None),
]


@pytest.mark.parametrize(("name", "ids", "country", "sector"), NAMES)
def test_a_name_leads_to_its_bearer(gazetteer: Gazetteer, name: str, ids: list[str], country: str | None, sector: str | None) -> None:
    found = gazetteer.lookup(name)
    assert [entry.id for entry in found] == ids
    assert (found[0].country, found[0].sector) == (country, sector)


@pytest.mark.parametrize(
    "word", ["us", "turkey", "who", "may", "polish", "china", "march", "ban", "Ban", "the", "", "xi", "it", "IT", "Us"]
)
def test_a_common_word_is_nobodys_name(gazetteer: Gazetteer, word: str) -> None:
    assert gazetteer.lookup(word) == ()


@pytest.mark.parametrize(
    ("name", "countries"),
    [("Congo", {"COD", "COG"}), ("Dominican", {"DMA", "DOM"}), ("Congolese", {"COD", "COG"})],
)
def test_an_ambiguous_name_gives_every_bearer(gazetteer: Gazetteer, name: str, countries: set[str]) -> None:
    assert {entry.country for entry in gazetteer.lookup(name)} == countries


def test_a_demonym_is_told_from_the_country(gazetteer: Gazetteer) -> None:
    assert [entry.kind for entry in gazetteer.lookup("Chinese")] == ["demonym"]
    assert [entry.kind for entry in gazetteer.lookup("China")] == ["country"]


# words, the phrase that is found at the first word
PHRASES = [
    ("Saudi Arabia 's envoy", "Saudi Arabia", "country:SAU"),
    ("United Nations Security Council members", "United Nations Security Council", "org:un-security-council"),
    ("United Nations envoys", "United Nations", "org:un"),
    ("Republic of Korea 's", "Republic of Korea", "country:KOR"),
    ("Democratic People 's Republic of Korea 's envoy", "Democratic People 's Republic of Korea", "country:PRK"),
    ("Democratic People’s Republic of Korea", "Democratic People’s Republic of Korea", "country:PRK"),
    ("People 's Republic of China ,", "People 's Republic of China", "country:CHN"),
    ("Bosnia and Herzegovina and Serbia", "Bosnia and Herzegovina", "country:BIH"),
    ("United Arab Emirates said", "United Arab Emirates", "country:ARE"),
    ("G - 20 summit", "G - 20", "org:g20"),
    ("G-20 summit", "G-20", "org:g20"),
    ("Group of 20 nations", "Group of 20", "org:g20"),
    ("OPEC + met", "OPEC +", "org:opec-plus"),
    ("Cote d'Ivoire won", "Cote d'Ivoire", "country:CIV"),
    ("Cote d' Ivoire won", "Cote d' Ivoire", "country:CIV"),
    ("Guinea - Bissau voted", "Guinea - Bissau", "country:GNB"),
    ("Guinea voted", "Guinea", "country:GIN"),
    ("Washington , D.C. ,", "Washington , D.C.", "gov:USA"),
    ("China , Russia and India", "China", "country:CHN"),
    ("North Korean leader", "North Korean", "country:PRK"),
    ("US - China talks", "US", "country:USA"),
    ("Latin American leaders", "Latin American", "region:latin-america"),
    ("American leaders", "American", "country:USA"),
    ("Antony J. Blinken said", "Antony J. Blinken", "person:antony-blinken"),
    ("Jae-in Moon said", "Jae-in Moon", "person:moon-jae-in"),
    ("Moon Jae - In said", "Moon Jae - In", "person:moon-jae-in"),
    ("Abe Shinzo said", "Abe Shinzo", "person:shinzo-abe"),
    ("WANG YI SAYS", "WANG YI", "person:wang-yi"),
    ("Mevlüt Çavuşoğlu and", "Mevlüt Çavuşoğlu", "person:mevlut-cavusoglu"),
    ("Islamic Revolutionary Guard Corps boats", "Islamic Revolutionary Guard Corps", "org:irgc"),
]


@pytest.mark.parametrize(("text", "phrase", "entry_id"), PHRASES)
def test_the_longest_name_at_a_word_is_found(gazetteer: Gazetteer, text: str, phrase: str, entry_id: str) -> None:
    words = text.split()
    matched = gazetteer.match(words, 0)
    assert matched is not None
    end, entries = matched
    assert (" ".join(words[:end]), entries[0].id) == (phrase, entry_id)


@pytest.mark.parametrize("text", ["the United States", "talks with China", "- China", "us - based", "Xi'an residents", "'s China"])
def test_no_name_begins_at_another_word(gazetteer: Gazetteer, text: str) -> None:
    assert gazetteer.match(text.split(), 0) is None


def test_a_match_looks_no_further_back_than_its_word(gazetteer: Gazetteer) -> None:
    assert gazetteer.match(["South", "Korea"], 1) == (2, gazetteer.lookup("Korea"))


def test_an_unknown_country_is_an_error(gazetteer: Gazetteer) -> None:
    with pytest.raises(KeyError):
        gazetteer.country("XXX")


@pytest.mark.parametrize(
    ("iso3", "year", "cow", "gw"),
    [
        ("USA", 1990, 2, 2),
        ("DEU", 1980, 260, 260),
        ("DEU", 2020, 255, 260),
        ("CZE", 1990, None, None),
        ("CSK", 1990, 315, 315),
        ("SRB", 2020, 345, 340),
        ("YEM", 2020, 679, 678),
        ("KOS", 2005, None, None),
        ("KOS", 2010, 347, 347),
        ("SSD", 2012, 626, 626),
        ("PSE", 2020, None, None),
    ],
)
def test_state_codes_hold_for_their_years(gazetteer: Gazetteer, iso3: str, year: int, cow: int | None, gw: int | None) -> None:
    country = gazetteer.country(iso3)
    assert (country.cow_in(year), country.gw_in(year)) == (cow, gw)
