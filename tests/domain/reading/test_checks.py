"""Rules of plain values."""

import math
from collections.abc import Callable
from typing import Any

import pytest

from mesocycle.domain.reading import checks
from mesocycle.domain.reading.checks import Faults

SECONDS = checks.MOST_SECONDS


@pytest.mark.parametrize(
    ("check", "right", "wrong"),
    [
        (checks.check_id, ["a", "A-1:b_c.d", "x" * 64, None], ["", "a b", "x" * 65, "ä"]),
        (checks.check_text, ["x", None], ["", "  ", "x" * 10_001, "a\0b"]),
        (checks.check_metres, [1, 0.5, None], [0, -1, math.inf, math.nan, 1_000_001]),
        (checks.check_seconds, [1, SECONDS], [0, SECONDS + 1]),
        (checks.check_duration, ["90s", "1h30m"], ["90", "0s", "2-3min", "8d", "9" * 201]),
        (checks.check_rest, ["0s", "2-3min"], ["3-2min", "soon"]),
        (checks.check_date, ["2024-02-29"], ["2026-02-29", "5 May"]),
        (checks.check_instant, ["2026-01-05T09:00:00.000Z"], ["2026-01-05T09:00:00Z", "2026-01-05"]),
        (checks.check_time, ["00:00", "23:59"], ["24:00", "7:00"]),
    ],
)
def test_what_is_right_passes_and_what_is_not_is_told_at_its_path(
    check: Callable[[str, Any], Faults], right: list[Any], wrong: list[Any]
) -> None:
    assert [each for each in right if list(check("here", each))] == []
    assert [each for each in wrong if [fault.path for fault in check("here", each)] != ["here"]] == []


def test_a_range_has_its_lower_end_and_it_is_not_the_higher() -> None:
    names = ("repsMin", "repsMax")

    assert [fault.path for fault in checks.check_range("set", None, 5, names)] == ["set.repsMax"]
    assert [fault.path for fault in checks.check_range("set", 6, 5, names)] == ["set.repsMax"]
    assert list(checks.check_range("set", 5, 5, names)) == list(checks.check_range("set", 5, None, names)) == []


def test_weeks_are_weeks_of_the_routine_each_once() -> None:
    assert list(checks.check_weeks("line", (1, 4), 4)) == list(checks.check_weeks("line", None, 4)) == []
    assert [fault.path for fault in checks.check_weeks("line", (0, 5, 2), 4)] == ["line.weeks[0]", "line.weeks[1]"]
    assert [fault.message for fault in checks.check_weeks("line", (2, 2), 4)] == ["names a week twice"]
    assert [fault.message for fault in checks.check_weeks("line", (), 4)] == ["is empty"]


def test_of_several_fields_that_exclude_each_other_one_is_given() -> None:
    assert list(checks.check_one_of("", {"value": 1, "bounds": None})) == []
    assert "none of `value`, `bounds`" in next(checks.check_one_of("", {"value": None, "bounds": None})).message
    assert "`value` and `bounds`" in next(checks.check_one_of("", {"value": 1, "bounds": (1,)})).message


def test_a_gigantic_list_is_told_once_and_not_entry_by_entry() -> None:
    faults = list(checks.check_texts("tags", [""] * 10_000))

    assert faults[0].message == "has 10000 entries, more than 100"
    assert len(faults) == 101
