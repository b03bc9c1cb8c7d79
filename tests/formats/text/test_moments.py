"""Dates as other programs write them, in the languages of their users."""

import pytest

from mesocycle.formats.text.cells import BadCell
from mesocycle.formats.text.moments import day_order, read_moment


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2025-09-15", "2025-09-15"),
        ("2025-09-15 07:48", "2025-09-15T07:48:00"),
        ("2020-12-30 18:51:52", "2020-12-30T18:51:52"),
        ("2025-02-06T17:06:03Z", "2025-02-06T17:06:03Z"),
        ("15 Sep 2025, 07:48", "2025-09-15T07:48:00"),
        ("24 Jul 2024, 7:07", "2024-07-24T07:07:00"),
        ("Jul 7, 2018, 5:04:11 PM", "2018-07-07T17:04:11"),
        ("Jul 7, 2018, 12:04:11\u202fAM", "2018-07-07T00:04:11"),
        ("28.11.2024 17:36", "2024-11-28T17:36:00"),
        ("2025年9月15日 07:48", "2025-09-15T07:48:00"),
        ("2025년 9월 15일 07:48", "2025-09-15T07:48:00"),
        ("March 3rd, 2024", "2024-03-03"),
        ("15 9月 2025, 07:48", "2025-09-15T07:48:00"),
        ("15 12월 2025, 7:48", "2025-12-15T07:48:00"),
        ("15 Th09 2025, 07:48", "2025-09-15T07:48:00"),
        ("1er janv. 2025, 07:48", "2025-01-01T07:48:00"),
        ("15 мар. 2025 г., 07:48", "2025-03-15T07:48:00"),
        ("15 srpnja 2025", "2025-07-15"),
        ("15 srpna 2025", "2025-08-15"),
    ],
)
def test_dates_of_many_forms_are_read(text: str, read: str) -> None:
    assert read_moment(text) == read


_WORDS = {
    "de": "Jan Feb März Apr Mai Juni Juli Aug Sept Okt Nov Dez",
    "fr": "janv févr mars avr mai juin juil août sept oct nov déc",
    "es": "ene feb mar abr may jun jul ago sept oct nov dic",
    "pt": "jan fev mar abr mai jun jul ago set out nov dez",
    "it": "gen feb mar apr mag giu lug ago set ott nov dic",
    "nl": "jan feb mrt apr mei jun jul aug sep okt nov dec",
    "sv": "jan feb mars apr maj juni juli aug sep okt nov dec",
    "pl": "sty lut mar kwi maj cze lip sie wrz paź lis gru",
    "cs": "led úno bře dub kvě čvn čvc srp zář říj lis pro",
    "tr": "Oca Şub Mar Nis May Haz Tem Ağu Eyl Eki Kas Ara",
    "fi": "tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu",
    "ru": "янв февр мар апр мая июн июл авг сент окт нояб дек",
    "uk": "січ лют бер квіт трав черв лип серп вер жовт лист груд",
    "el": "Ιαν Φεβ Μαρ Απρ Μαΐ Ιουν Ιουλ Αυγ Σεπ Οκτ Νοε Δεκ",
}


@pytest.mark.parametrize("language", _WORDS)
def test_the_names_of_all_months_are_known_in_many_languages(language: str) -> None:
    read = [read_moment(f"3 {name}. 2024, 18:05") for name in _WORDS[language].split()]

    assert read == [f"2024-{month:02d}-03T18:05:00" for month in range(1, 13)]


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "2025-13-01", "2025-02-30", "15 Foo 2025", "0001-01-01", "9999-12-31", "15 Sep 2025, 25:00"],
)
def test_what_is_no_date_is_a_bad_cell(text: str) -> None:
    with pytest.raises(BadCell):
        read_moment(text)


def test_day_and_month_that_could_be_either_are_not_guessed() -> None:
    with pytest.raises(BadCell, match="could be either"):
        read_moment("03/04/2025")


@pytest.mark.parametrize(
    ("column", "read"), [(["03/04/2025", "15/04/2025"], "2025-04-03"), (["03/04/2025", "04/15/2025"], "2025-03-04")]
)
def test_another_date_of_the_file_says_which_stands_first(column: list[str], read: str) -> None:
    assert read_moment("03/04/2025", day_order(column)) == read


@pytest.mark.parametrize("text", ["03/04/25", "3.4.25 18:00", "25-04-03"])
def test_a_year_of_two_digits_asks_for_all_four(text: str) -> None:
    with pytest.raises(BadCell, match="has two digits") as no:
        read_moment(text)

    assert "four digits" in no.value.remedy
