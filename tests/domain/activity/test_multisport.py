"""What lies between two sports belongs to the one that follows."""

from mesocycle.domain.activity.activity import Activity
from mesocycle.domain.activity.multisport import with_transitions
from mesocycle.domain.log.performance import Performance
from mesocycle.domain.plan.workout import Movement


def an_activity(kind: str, movement: Movement, start: str, seconds: int, metres: float) -> Activity:
    return Activity(
        format="fit",
        sport=kind,
        kind=kind,
        movement=movement,
        start=f"2026-07-05T{start}:00.000Z",
        performance=Performance(duration=seconds, distance=metres),
        records=seconds,
    )


_SWIM = an_activity("swimming", "swim", "08:00", 1800, 1500)
_CHANGE = an_activity("transition", "other", "08:30", 240, 300)
_RIDE = an_activity("cycling", "bike", "08:34", 3600, 30_000)


def test_the_time_of_changing_is_a_rest_before_the_next_sport() -> None:
    swim, ride = with_transitions([_SWIM, _CHANGE, _RIDE])

    assert swim == _SWIM
    assert (ride.start, ride.performance.duration, ride.performance.distance) == (_CHANGE.start, 3840, 30_000)
    assert [(lap.phase, lap.performance.distance) for lap in ride.laps] == [("rest", None), ("active", 30_000)]


def test_a_change_that_nothing_follows_belongs_to_the_sport_before_it() -> None:
    (swim,) = with_transitions([_SWIM, _CHANGE])

    assert (swim.start, swim.performance.duration) == (_SWIM.start, 2040)


def test_a_change_alone_stays_what_it_is() -> None:
    assert with_transitions([_CHANGE]) == [_CHANGE]
