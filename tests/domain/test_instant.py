"""Instants, civil days and zones."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mesocycle.domain import instant

ZONES = [
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "America/Sao_Paulo",
    "America/Havana",
    "America/St_Johns",
    "Asia/Kathmandu",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
]


@pytest.mark.parametrize("name", ZONES)
def test_iana_names_are_zones(name: str) -> None:
    assert instant.is_zone(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        "../etc",
        "../../etc/localtime",
        "/etc/localtime",
        "Europe",
        "Europe/",
        "Europe/Atlantis",
        "europe\\berlin",
        "A" * 300,
        "A/" * 3000,
        "Europe/Berlin\x00",
        "Europe/Berlin\n",
        " Europe/Berlin",
        "+02:00",
        "Zürich",
        "\ud800",
        "zone.tab",
        "__init__",
    ],
)
def test_odd_names_are_no_zones_and_raise_nothing(name: str) -> None:
    assert not instant.is_zone(name)


@given(st.text())
def test_any_text_is_a_zone_or_not_and_never_an_error(name: str) -> None:
    assert instant.is_zone(name) in {True, False}


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (datetime(2026, 11, 22, 18, 30, tzinfo=UTC), "2026-11-22T18:30:00.000Z"),
        (datetime(2026, 11, 22, 0, 30, tzinfo=timezone(timedelta(hours=2))), "2026-11-21T22:30:00.000Z"),
        (datetime(2026, 1, 1, 0, 0, 0, 999999, tzinfo=UTC), "2026-01-01T00:00:00.999Z"),
        (datetime(2024, 2, 29, 23, 59, 59, 1000, tzinfo=UTC), "2024-02-29T23:59:59.001Z"),
    ],
)
def test_an_instant_is_written_in_utc_with_milliseconds_cut_not_rounded(moment: datetime, text: str) -> None:
    assert instant.instant(moment) == text


@given(st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2200, 1, 1)))  # noqa: DTZ001  UTC is set below
def test_reading_an_instant_undoes_writing_it(naive: datetime) -> None:
    moment = naive.replace(microsecond=naive.microsecond // 1000 * 1000, tzinfo=UTC)

    assert instant.moment(instant.instant(moment)) == moment


@given(st.lists(st.datetimes(min_value=datetime(1900, 1, 1)), min_size=2, max_size=2))  # noqa: DTZ001  UTC is set below
def test_instants_sort_as_texts_in_the_order_of_time(pair: list[datetime]) -> None:
    earlier, later = (instant.instant(each.replace(tzinfo=UTC)) for each in sorted(pair))

    assert earlier <= later


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-11-22",
        "2026-11-22T18:30:00Z",
        "2026-11-22T18:30:00.000",
        "2026-11-22T18:30:00.000+00:00",
        "2026-11-22T18:30:00.000000Z",
        "2026-11-22t18:30:00.000z",
        "2026-11-22 18:30:00.000Z",
        "2026-02-29T18:30:00.000Z",
        "2026-11-22T24:00:00.000Z",
        "2026-11-22T23:59:60.000Z",
        "2026-11-22T18:30:00.000Z\n",
        "٢٠٢٦-11-22T18:30:00.000Z",
    ],
)
def test_other_forms_and_impossible_moments_are_no_instants(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  which of Python's sentences it is says nothing here
        instant.moment(text)


def test_a_leap_day_is_a_day_in_leap_years() -> None:
    assert instant.day("2024-02-29") == date(2024, 2, 29)


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-29",
        "2100-02-29",
        "2026-13-01",
        "2026-1-1",
        "20260101",
        "2026-W53-1",
        "",
        "٢٠٢٦-01-01",
        "2026-01-01\n",
    ],
)
def test_impossible_days_and_other_forms_are_no_dates(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  which of Python's sentences it is says nothing here
        instant.day(text)


@pytest.mark.parametrize("text", ["00:00", "07:05", "19:30", "23:59"])
def test_hours_and_minutes_are_a_time_of_day(text: str) -> None:
    assert instant.is_time(text)


@pytest.mark.parametrize("text", ["", "7:05", "24:00", "12:60", "12:30:00", "12:30\n", " 12:30", "1٣:00", "12-30"])
def test_other_forms_are_no_time_of_day(text: str) -> None:
    assert not instant.is_time(text)


@pytest.mark.parametrize(
    ("at", "zone", "day"),
    [
        ("2026-11-22T23:30:00.000Z", "UTC", "2026-11-22"),
        ("2026-11-22T23:30:00.000Z", "Europe/Berlin", "2026-11-23"),
        ("2026-11-22T04:59:59.999Z", "America/New_York", "2026-11-21"),
        ("2026-11-22T05:00:00.000Z", "America/New_York", "2026-11-22"),
        ("2026-12-31T10:00:00.000Z", "Pacific/Kiritimati", "2027-01-01"),
        ("2024-02-29T23:00:00.000Z", "Europe/Berlin", "2024-03-01"),
        ("2026-07-01T22:30:00.000Z", "Europe/Berlin", "2026-07-02"),
        ("2026-01-01T22:30:00.000Z", "Europe/Berlin", "2026-01-01"),
    ],
)
def test_the_civil_day_is_that_of_the_zone(at: str, zone: str, day: str) -> None:
    assert instant.civil_day(at, zone) == day


@pytest.mark.parametrize(
    ("day", "zone", "end"),
    [
        ("2026-11-22", "UTC", "2026-11-22T23:59:59.999Z"),
        ("2026-01-10", "Europe/Berlin", "2026-01-10T22:59:59.999Z"),
        ("2026-03-28", "Europe/Berlin", "2026-03-28T22:59:59.999Z"),  # the eve of 23 hours
        ("2026-03-29", "Europe/Berlin", "2026-03-29T21:59:59.999Z"),  # 23 hours
        ("2026-10-25", "Europe/Berlin", "2026-10-25T22:59:59.999Z"),  # 25 hours
        ("2024-02-28", "Asia/Kathmandu", "2024-02-28T18:14:59.999Z"),
        ("2024-02-29", "Asia/Kathmandu", "2024-02-29T18:14:59.999Z"),
        ("2018-11-03", "America/Sao_Paulo", "2018-11-04T02:59:59.999Z"),  # the next midnight does not exist
        ("2018-02-17", "America/Sao_Paulo", "2018-02-18T02:59:59.999Z"),  # its last hour comes twice
        ("2024-11-02", "America/Havana", "2024-11-03T03:59:59.999Z"),  # the next midnight comes twice
    ],
)
def test_a_day_ends_a_millisecond_before_the_next_also_where_clocks_change(day: str, zone: str, end: str) -> None:
    assert instant.end_of_day(day, zone) == end


@given(st.dates(date(1996, 1, 1), date(2100, 1, 1)), st.sampled_from(ZONES))
def test_the_last_millisecond_is_of_the_day_and_the_one_after_it_of_the_next(on: date, zone: str) -> None:
    end = instant.end_of_day(on.isoformat(), zone)

    after = instant.instant(instant.moment(end) + timedelta(milliseconds=1))

    assert instant.civil_day(end, zone) == on.isoformat()
    assert instant.civil_day(after, zone) == (on + timedelta(days=1)).isoformat()


def test_a_day_that_a_zone_left_out_ends_with_the_day_before_it() -> None:
    assert instant.end_of_day("2011-12-30", "Pacific/Apia") == instant.end_of_day("2011-12-29", "Pacific/Apia")
