"""What of a recording is believed: sums do not follow what its other samples contradict."""

from hypothesis import given, settings
from hypothesis import strategies as st

from mesocycle.domain.activity.raw_track import Sample
from tests.domain.activity.spoiled import DAY_S, a_run, is_near, sums

_SPOILS = (
    lambda each: each._replace(at=each.at - DAY_S),
    lambda each: each._replace(at=each.at + DAY_S),
    lambda each: each._replace(at=0.0),
    lambda each: each._replace(at=-2_177_452_800.0),
    lambda each: each._replace(at=each.at + 3600),
    lambda each: each._replace(at=each.at - 3600),
    lambda each: each._replace(at=each.at - 7_168 * DAY_S),
    lambda each: each._replace(latitude=each.latitude + 0.0108),
    lambda each: each._replace(longitude=each.longitude - 0.6),
    lambda each: each._replace(latitude=100.0, longitude=0.0),
    lambda each: each._replace(latitude=0.0, longitude=0.0),
    lambda each: each._replace(altitude=-32_768.0),
    lambda each: each._replace(altitude=0.0),
    lambda each: each._replace(altitude=32_767.0),
    lambda each: each._replace(altitude=each.altitude + 900),
    lambda each: each._replace(heart_rate=0.0),
    lambda each: each._replace(distance=each.distance + 1_200),
    lambda each: each._replace(distance=0.0 if each.distance > 0 else each.distance),
)


@st.composite
def spoiled_runs(draw: st.DrawFn) -> tuple[list[Sample], list[Sample]]:
    """Give a run, and the same with at most a twentieth of its samples spoiled."""
    count = draw(st.integers(40, 500))
    step = draw(st.sampled_from((1.0, 3.0, 5.0, 10.0)))
    run = a_run(count, step, draw(st.floats(1.5, 5.0)), told=draw(st.booleans()))
    places = draw(st.sets(st.integers(0, count - 1), max_size=count // 20))
    spoiled = list(run)
    for place in sorted(places):
        spoiled[place] = draw(st.sampled_from(_SPOILS))(spoiled[place])
    return run, spoiled


@settings(max_examples=300, deadline=None)
@given(spoiled_runs())
def test_a_twentieth_of_the_samples_spoiled_changes_no_sum_by_more_than_a_fiftieth(
    runs: tuple[list[Sample], list[Sample]],
) -> None:
    right, found = (sums(each) for each in runs)

    assert is_near(found.duration, right.duration)
    assert is_near(found.moving_duration, right.moving_duration, least=10)
    assert is_near(found.distance, right.distance)
    assert is_near(found.elevation_gain, right.elevation_gain, least=4)
    assert is_near(found.average_heart_rate, right.average_heart_rate)


def test_a_pause_in_a_cafe_stays() -> None:
    run = a_run()

    found = sums([*run[:200], *(each._replace(at=each.at + 2_000) for each in run[200:])])

    assert found.duration == (sums(run).duration or 0) + 2_000
