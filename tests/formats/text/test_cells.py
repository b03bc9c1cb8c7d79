"""Numbers, durations and units as other programs write them."""

import pytest

from mesocycle.formats.text import cells
from mesocycle.formats.text.cells import BadCell, DecimalMark


@pytest.mark.parametrize(
    ("text", "mark", "amount"),
    [
        ("39", None, 39),
        ("39.0", None, 39.0),
        (" 102.5 ", ".", 102.5),
        ("8,5", None, 8.5),
        ("8,5", ",", 8.5),
        ("1,020", ".", 1020),
        ("1,020", ",", 1.02),
        ("1.020", ",", 1020),
        ("1.020,5", ",", 1020.5),
        ("1,020.5", None, 1020.5),
        ("1 020,5", ",", 1020.5),
        ("-20", None, -20),
        ("", None, None),
        ("--", ".", None),
    ],
)
def test_a_number_is_read_as_typed_with_either_mark(text: str, mark: DecimalMark | None, amount: float | None) -> None:
    read = cells.number(text, mark)

    assert (read, type(read)) == (amount, type(amount))


@pytest.mark.parametrize("text", ["abc", "1e9", "inf", "1.2.3", "1,2,3", "12-3", "\u0661", "9" * 30, "5 5"])
def test_what_is_no_number_is_a_bad_cell(text: str) -> None:
    with pytest.raises(BadCell, match="is no number"):
        cells.number(text, ".")


@pytest.mark.parametrize("text", ["", " ", "-", "--", "--:--:--", "\u2013", "NaN", "nan", "00:NaN:NaN"])
def test_a_cell_of_what_was_not_measured_is_no_number_and_no_duration(text: str) -> None:
    assert (cells.number(text, None), cells.seconds(text, None)) == (None, None)


def test_a_number_that_could_be_a_thousand_or_a_decimal_asks_which() -> None:
    with pytest.raises(BadCell) as no:
        cells.number("1,020", None)

    assert "decimal mark" in no.value.remedy


@pytest.mark.parametrize(
    ("column", "mark"),
    [
        (["5", "8,5"], ","),
        (["1,020.5"], "."),
        (["1.020,5", "3"], ","),
        (["1,020"], None),
        (["5", "7.5"], None),
        (["8,5", "1.020"], ","),
        (["8,5", "7.5"], None),
    ],
)
def test_a_column_shows_its_decimal_mark_where_one_of_its_numbers_can_mean_nothing_else(
    column: list[str], mark: DecimalMark | None
) -> None:
    assert cells.decimal_mark(column, None) == mark


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("0:01:48", 108),
        ("5:44", 344),
        ("1:02:03.5", 3723.5),
        ("2h 38m", 9480),
        ("35m", 2100),
        ("45s", 45),
        ("1h 5min", 3900),
        ("35min", 2100),
        ("1h, 2 min, 3 sec", 3723),
        ("1小时13分钟", 4380),
        ("1 Std. 5 Min.", 3900),
        ("1 ч 5 мин", 3900),
        ("2d 3h", 183_600),
        ("1h", 3600),
        ("90", 90),
        ("60.0", 60.0),
        ("0", None),
        ("0.0", None),
        ("", None),
    ],
)
def test_a_duration_is_read_in_seconds_and_none_is_none(text: str, seconds: float | None) -> None:
    assert cells.seconds(text, None) == seconds


@pytest.mark.parametrize("text", ["soon", "h", "1:2:3:4", "5 parsecs", "5min 1h", "1h 2h"])
def test_what_is_no_duration_is_a_bad_cell(text: str) -> None:
    with pytest.raises(BadCell, match="is no duration"):
        cells.seconds(text, None)


@pytest.mark.parametrize(
    ("amount", "unit", "metres"), [(5.81, "km", 5810), (1, "mi", 1609.344), (400, "m", 400), (0, "km", None)]
)
def test_distances_become_metres_exactly(amount: float, unit: str, metres: float | None) -> None:
    assert cells.metres(amount, unit) == metres


@pytest.mark.parametrize(("text", "unit"), [("kgs", "kg"), ("LBS", "lb"), (" lb ", "lb"), ("", None)])
def test_units_of_weight_have_many_names(text: str, unit: str | None) -> None:
    assert cells.weight_unit(text) == unit


@pytest.mark.parametrize("text", ["stone", "kg/lb"])
def test_an_unknown_unit_is_never_taken_for_another(text: str) -> None:
    with pytest.raises(BadCell, match="is not known"):
        cells.weight_unit(text)


@pytest.mark.parametrize(("text", "rpe"), [("9.5", 9.5), ("0", None), ("", None)])
def test_an_rpe_of_zero_is_none(text: str, rpe: float | None) -> None:
    assert cells.rpe(text, None) == rpe


def test_an_rpe_beyond_ten_is_a_bad_cell() -> None:
    with pytest.raises(BadCell, match="between 1 and 10"):
        cells.rpe("85", None)
