"""Laps divide a recording, and never make more or less of it."""

from mesocycle.domain.activity.activity import Activity, RecordedLap
from mesocycle.domain.activity.laps import dividing_laps
from mesocycle.domain.log.performance import Performance


def a_lap(minute: int, minutes: int, metres: float) -> RecordedLap:
    return RecordedLap(
        started_at=f"2026-01-05T10:{minute:02}:00.000Z", performance=Performance(duration=minutes * 60, distance=metres)
    )


def an_activity(*laps: RecordedLap, metres: float, minutes: int) -> Activity:
    whole = Performance(distance=metres, duration=minutes * 60)
    return Activity(format="fit", sport="running", movement="run", performance=whole, laps=laps, records=0)


def metres_of(laps: tuple[RecordedLap, ...]) -> list[object]:
    return [each.performance.distance for each in laps]


def test_laps_that_are_the_whole_stay() -> None:
    activity = an_activity(a_lap(0, 5, 1000), a_lap(5, 5, 1000), metres=2000, minutes=10)

    assert dividing_laps(activity) == activity.laps


def test_what_no_lap_tells_is_one_more() -> None:
    activity = an_activity(a_lap(0, 5, 1000), a_lap(5, 5, 1000), metres=4500, minutes=23)

    found = dividing_laps(activity)

    assert (metres_of(found), found[-1].performance.duration) == ([1000, 1000, 2500], 13 * 60)


def test_a_lap_by_the_button_over_the_watch_s_own_counts_once() -> None:
    laps = (a_lap(0, 5, 1000), a_lap(2, 6, 1200), a_lap(5, 5, 1000))

    assert metres_of(dividing_laps(an_activity(*laps, metres=2000, minutes=10))) == [1000, 1000]


def test_laps_that_are_more_than_the_whole_do_not_divide_it() -> None:
    laps = (a_lap(0, 5, 1000), a_lap(5, 5, 1500))

    assert dividing_laps(an_activity(*laps, metres=2000, minutes=10)) == ()
