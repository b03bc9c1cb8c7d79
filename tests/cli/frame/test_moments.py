"""Days and moments as people write them, on the athlete's own clock."""

import pytest

from mesocycle.cli.frame.moments import asked_moment, asked_past, day_words, moment_words, two_weeks
from mesocycle.cli.frame.refusals import CommandNotUnderstood
from mesocycle.domain.people.user import Role, Units, User

NOW = "2026-03-29T20:30:00.000Z"
"""22:30 in Berlin, on the Sunday on which the clocks went forward."""
ANN = User(
    id="ann",
    email="ann@example.org",
    name="Ann",
    roles=(Role.ATHLETE,),
    time_zone="Europe/Berlin",
    units=Units.METRIC,
    created_at=NOW,
    updated_at=NOW,
)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("21:15", "2026-03-29T19:15:00.000Z"),
        ("9:15", "2026-03-29T07:15:00.000Z"),
        ("2026-03-28 18:30", "2026-03-28T17:30:00.000Z"),
        ("2026-03-29T18:30", "2026-03-29T16:30:00.000Z"),
        ("2026-03-29T18:30:00.000Z", "2026-03-29T18:30:00.000Z"),
        ("2026-03-29T18:30+05:00", "2026-03-29T13:30:00.000Z"),
    ],
)
def test_a_moment_is_read_on_the_athlete_s_clock_unless_it_names_another(written: str, read: str) -> None:
    assert asked_moment("--at", written, ANN, NOW) == read


@pytest.mark.parametrize("written", ["", "soon", "25:00", "2026-03-29", "2026-02-30 10:00", "9999-12-31T23:59-05:00"])
def test_what_is_no_moment_is_refused_with_the_option_it_stands_in(written: str) -> None:
    with pytest.raises(CommandNotUnderstood, match="--at"):
        asked_moment("--at", written, ANN, NOW)


def test_a_past_day_means_its_end() -> None:
    assert asked_past("2026-03-28", ANN, NOW) == "2026-03-28T22:59:59.999Z"


def test_days_and_moments_are_written_with_their_weekday_and_on_the_athlete_s_clock() -> None:
    assert day_words("2026-03-29") == "Sun 2026-03-29"
    assert moment_words(NOW, ANN) == "2026-03-29 22:30"


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (None, None, ("2026-03-23", "2026-04-05")),
        ("2026-03-25", None, ("2026-03-25", "2026-04-05")),
        (None, "2026-04-01", ("2026-03-23", "2026-04-01")),
        (None, "2026-03-04", ("2026-03-02", "2026-03-04")),
        ("2026-01-01", "2026-01-01", ("2026-01-01", "2026-01-01")),
        ("9999-12-30", None, ("9999-12-30", "9999-12-31")),
    ],
)
def test_a_calendar_is_of_this_week_and_the_next_unless_days_are_named(
    first: str | None, last: str | None, days: tuple[str, str]
) -> None:
    assert two_weeks("2026-03-29", first, last) == days
