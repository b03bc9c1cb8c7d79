"""Values that follow each other, apart from those that nothing leads to."""

from tests.domain.activity.spoiled import a_run, is_near, sums


def test_a_device_that_counts_anew_on_the_way_has_gone_all_of_it() -> None:
    run = a_run(told=True)
    anew = [each._replace(distance=each.distance - run[200].distance) for each in run[200:]]

    assert is_near(sums([*run[:200], *anew]).distance, sums(run).distance)


def test_a_barometer_that_is_set_anew_climbs_nothing() -> None:
    flat = [each._replace(altitude=100.0) for each in a_run()]
    anew = [each._replace(altitude=180.0) for each in flat[200:]]

    assert sums([*flat[:200], *anew]).elevation_gain == 0
