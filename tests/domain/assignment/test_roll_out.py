"""A roll-out continues unless it is said where the version begins."""

import pytest

from mesocycle.domain.assignment.roll_out import NewRollOut
from mesocycle.domain.reading.strict import read


@pytest.mark.parametrize(
    ("said", "continues"),
    [
        ("", True),
        (',"continue":true', True),
        (',"notesForUser":"Enjoy."', True),
        (',"startDate":"2026-01-05"', None),
        (',"startWeek":2', None),
        (',"raceDate":"2026-04-26"', None),
        (',"weekdayMap":{"monday":"tuesday"}', None),
        (',"continue":false', False),
        (',"continue":false,"cycles":2', False),
    ],
)
def test_without_a_beginning_each_athlete_goes_on_where_they_stand(said: str, continues: bool | None) -> None:
    new = read(f'{{"routineVersionId":"v2"{said}}}'.encode(), NewRollOut)

    assert new.wish.continue_ is continues


def test_the_wish_is_what_was_said_without_whom_it_is_for() -> None:
    new = read(b'{"routineVersionId":"v2","members":["ann"],"startDate":"2026-01-05","cycles":2}', NewRollOut)

    assert (new.wish.start_date, new.wish.cycles) == ("2026-01-05", 2)
    assert not hasattr(new.wish, "members")
