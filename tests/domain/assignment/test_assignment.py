"""What an assignment may not say."""

from typing import Any

import pytest
from msgspec.structs import replace

from mesocycle.domain.assignment.assignment import Pause, check_assignment
from mesocycle.domain.refusal import DocumentNotValid
from tests.builders import an_assignment


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"start_date": "2026-02-30"}, "startDate"),
        ({"start_week": 0}, "startWeek"),
        ({"start_day": 8}, "startDay"),
        ({"race_date": "2026-06-01", "cycles": 2}, "cycles"),
        ({"default_time": "24:00"}, "defaultTime"),
        ({"weekday_map": {"monday": "friday", "tuesday": "friday"}}, "weekdayMap"),
        ({"weekday_map": {"monday": "tuesday"}}, None),
        ({"pauses": (Pause(from_="2026-13-01"),)}, "pauses[0].from"),
    ],
)
def test_an_assignment_that_breaks_a_rule_is_refused_with_its_place(fields: dict[str, Any], path: str | None) -> None:
    assignment = replace(an_assignment(), **fields)
    if path is None:
        check_assignment(assignment)
        return

    with pytest.raises(DocumentNotValid) as caught:
        check_assignment(assignment)

    assert [error.path for error in caught.value.errors or ()] == [path]
