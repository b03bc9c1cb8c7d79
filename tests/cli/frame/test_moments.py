"""Days and moments as people write them, on the athlete's own clock."""

import pytest

from mesocycle.cli.frame.moments import asked_moment, asked_past, day_words, moment_words, said_day, two_weeks
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


# NOW is a Sunday.
@pytest.mark.parametrize(
    ("said", "ahead", "back"),
    [
        ("today", "2026-03-29", "2026-03-29"),
        ("Yesterday", "2026-03-28", "2026-03-28"),
        ("tomorrow", "2026-03-30", "2026-03-30"),
        ("-2d", "2026-03-27", "2026-03-27"),
        ("+3 days", "2026-04-01", "2026-04-01"),
        ("mon", "2026-03-30", "2026-03-23"),
        ("sunday", "2026-03-29", "2026-03-29"),
        ("next  Monday", "2026-03-30", "2026-03-30"),
        ("next sun", "2026-04-05", "2026-04-05"),
        ("last sun", "2026-03-22", "2026-03-22"),
        ("last fri", "2026-03-27", "2026-03-27"),
        ("2026-02-30", "2026-02-30", "2026-02-30"),
        ("s", "s", "s"),
        ("someday", "someday", "someday"),
    ],
)
def test_a_day_may_be_said_in_words_and_what_is_none_is_left_to_be_refused(said: str, ahead: str, back: str) -> None:
    assert (said_day(said, ANN, NOW), said_day(said, ANN, NOW, back=True)) == (ahead, back)


def test_a_moment_may_name_its_day_in_words() -> None:
    assert asked_moment("--at", "yesterday 9:05", ANN, NOW) == "2026-03-28T08:05:00.000Z"
    assert asked_past("-1d", ANN, NOW) == "2026-03-28T22:59:59.999Z"


def test_a_calendar_begins_where_the_athlete_s_week_does() -> None:
    assert two_weeks("2026-03-29", None, None, 6) == ("2026-03-29", "2026-04-11")
    assert two_weeks("2026-03-29", None, None, 5) == ("2026-03-28", "2026-04-10")
