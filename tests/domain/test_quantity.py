"""Quantities as people write them."""

from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mesocycle.domain import quantity
from mesocycle.domain.document import Number
from mesocycle.domain.quantity import WeightUnit
from mesocycle.domain.refusal import QuantityNotUnderstood

NEARLY = st.text(alphabet="0123456789hmsPTkift.:-–/ inecodu", max_size=14)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("90s", 90),
        ("10m", 600),
        ("2m30s", 150),
        ("20 seconds", 20),
        ("1:30", 90),
        ("1:02:30", 3750),
        ("PT90S", 90),
        ("PT1H30M", 5400),
        ("pt1m30s", 90),
        ("1h", 3600),
        ("1 h 30 min", 5400),
        ("90:00", 5400),
        ("1 minute", 60),
        ("2.5min", 150),
        ("0.5s", 0.5),
        ("0s", 0),
        (" 90S ", 90),
    ],
)
def test_every_form_of_a_duration_gives_its_seconds(text: str, seconds: Number) -> None:
    read = quantity.parse_duration(text)

    assert (read, type(read)) == (seconds, type(seconds))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "s",
        "90 x",
        "1.5.2s",
        "30s2m",
        "2m2m",
        "1:5",
        "PT",
        "PT5",
        "PT5M3H",
        "-5s",
        "5,5s",
        "1e3s",
        "٣s",
    ],
)
def test_what_is_no_duration_is_refused_with_the_forms(text: str) -> None:
    with pytest.raises(QuantityNotUnderstood) as refused:
        quantity.parse_duration(text)

    assert "2m30s" in refused.value.remedy


def test_a_duration_without_a_unit_is_refused_because_nobody_can_know_it() -> None:
    with pytest.raises(QuantityNotUnderstood, match=r"'90' is no duration: it has no unit\."):
        quantity.parse_duration("90")


@pytest.mark.parametrize("text", ["1:60", "1:75", "1:60:00", "1:00:99"])
def test_after_a_colon_stands_less_than_sixty(text: str) -> None:
    with pytest.raises(QuantityNotUnderstood, match="after a colon stand 00 to 59"):
        quantity.parse_duration(text)


def test_a_range_is_no_single_duration() -> None:
    with pytest.raises(QuantityNotUnderstood) as refused:
        quantity.parse_duration("2-3min")

    assert refused.value.remedy == "Write one duration, like 90s; a range is for rests only."


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("2-3min", 120, 180),
        ("2–3 m", 120, 180),
        ("90-120s", 90, 120),
        ("60 - 90 seconds", 60, 90),
        ("90s-2m30s", 90, 150),
        ("1:30-2:00", 90, 120),
        ("1.5-2min", 90, 120),
        ("2-2min", 120, 120),
        ("90s", 90, 90),
        ("PT90S", 90, 90),
    ],
)
def test_a_rest_has_a_shortest_and_a_longest_end(text: str, low: Number, high: Number) -> None:
    assert quantity.parse_rest(text) == (low, high)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("3-2min", "begins with its longer end"),
        ("90s-1min", "begins with its longer end"),
        ("1-2m30s", "leaves open what unit 1 has"),
        ("1-2:30", "leaves open what unit 1 has"),
        ("2-3", "is no duration"),
        ("2-3-4min", "is no duration"),
        ("90", "it has no unit"),
    ],
)
def test_a_rest_that_leaves_something_open_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(QuantityNotUnderstood, match=sentence):
        quantity.parse_rest(text)


@pytest.mark.parametrize(
    ("text", "metres"),
    [
        ("400 m", 400),
        ("400m", 400),
        ("26.2 km", 26200),
        ("5 mi", 8046.72),
        ("26.2 miles", 42164.8128),
        ("0.1 km", 100),
        ("100 yd", 91.44),
        ("1000 ft", 304.8),
        ("1 KM", 1000),
        ("1000 mi", 1609344),
    ],
)
def test_distances_become_metres_exactly(text: str, metres: Number) -> None:
    read = quantity.parse_distance(text)

    assert (read, type(read)) == (metres, type(metres))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("5", "it has no unit"),
        ("5 parsec", "the unit parsec is not known"),
        ("", "its form is not known"),
        ("-5 km", "its form is not known"),
        ("5,2 km", "its form is not known"),
        ("five km", "its form is not known"),
    ],
)
def test_what_is_no_distance_is_refused_with_the_forms(text: str, sentence: str) -> None:
    with pytest.raises(QuantityNotUnderstood, match=sentence) as refused:
        quantity.parse_distance(text)

    assert "26.2 km" in refused.value.remedy


@pytest.mark.parametrize(
    ("text", "seconds", "unit"),
    [
        ("4:30/km", 270, "s/km"),
        ("7:30/mile", 450, "s/mile"),
        ("7:30 /mi", 450, "s/mile"),
        ("4:30 min/km", 270, "s/km"),
        ("1:00:00/KM", 3600, "s/km"),
    ],
)
def test_a_pace_is_seconds_for_a_kilometre_or_a_mile(text: str, seconds: int, unit: str) -> None:
    assert quantity.parse_pace(text) == (seconds, unit)


@pytest.mark.parametrize("text", ["4:30", "4.5/km", "4:75/km", "0:00/km", "4:30/m", "/km", ""])
def test_what_is_no_pace_is_refused(text: str) -> None:
    with pytest.raises(QuantityNotUnderstood):
        quantity.parse_pace(text)


@pytest.mark.parametrize(
    ("weight", "unit", "kilograms"),
    [
        (100, "kg", 100),
        (102.5, "kg", 102.5),
        (1, "lb", 0.45359237),
        (225, "lb", 102.05828325),
        (-20, "lb", -9.0718474),
    ],
)
def test_a_pound_is_exactly_0_45359237_kilograms(weight: Number, unit: WeightUnit, kilograms: Number) -> None:
    assert quantity.load_kg(weight, unit) == kilograms


@given(st.decimals(min_value=0, max_value=2000, places=2))
def test_pounds_become_the_float_nearest_to_the_exact_product(pounds: Decimal) -> None:
    assert quantity.load_kg(float(pounds), "lb") == float(pounds * Decimal("0.45359237"))


@given(st.integers(0, 99), st.integers(0, 59), st.integers(0, 59))
def test_all_ways_to_write_the_same_duration_mean_the_same(hours: int, minutes: int, seconds: int) -> None:
    forms = (
        f"{hours}:{minutes:02d}:{seconds:02d}",
        f"{hours}h{minutes}m{seconds}s",
        f"{hours} hours {minutes} min {seconds} seconds",
        f"PT{hours}H{minutes}M{seconds}S",
        f"{hours * 3600 + minutes * 60 + seconds}s",
    )

    read = {quantity.parse_duration(form) for form in forms}

    assert read == {hours * 3600 + minutes * 60 + seconds}


@given(st.text() | NEARLY)
def test_any_text_is_a_rest_or_refused_and_a_rest_never_falls(text: str) -> None:
    with suppress(QuantityNotUnderstood):
        low, high = quantity.parse_rest(text)

        assert 0 <= low <= high


@pytest.mark.parametrize("read", [quantity.parse_duration, quantity.parse_distance, quantity.parse_pace])
@given(text=st.text() | NEARLY)
def test_any_text_is_a_quantity_or_refused_and_never_another_error(read: Callable[[str], object], text: str) -> None:
    with suppress(QuantityNotUnderstood):
        assert read(text) is not None


def test_a_refusal_shows_a_long_or_odd_text_short_and_harmless() -> None:
    with pytest.raises(QuantityNotUnderstood) as refused:
        quantity.parse_duration("\x1b[2J" + "9" * 5000)

    assert len(refused.value.sentence) < 100
    assert refused.value.sentence.isprintable()
