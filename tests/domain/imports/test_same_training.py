"""When two sources tell of one training."""

import pytest

from mesocycle.domain.imports.same_training import Likeness, Recording, likeness

_RUN = Recording("2026-01-05T06:12:33.000Z", 3600, 10_000)


@pytest.mark.parametrize(
    ("other", "like"),
    [
        (_RUN, "same"),
        (Recording("2026-01-05T06:13:33.000Z", 3500, 10_400), "same"),
        (Recording("2026-01-05T06:13:34.000Z", 3600, 10_000), "unsure"),
        (Recording("2026-01-05T06:11:33.000Z", None, None), "same"),
        (Recording("2026-01-05T06:12:50.000Z", 40, 120), "unsure"),
        (Recording("2026-01-05T06:12:33.000Z", 60, 9_600), "same"),
        (Recording("2026-01-05T06:12:33.000Z", 3600, 10_700), "same"),
        (Recording("2026-01-05T06:12:53.000Z", 3600, 10_700), "unsure"),
        (Recording("2026-01-05T06:12:33.000Z", 3300, None), "same"),
        (Recording("2026-01-05T06:12:33.000Z", 1800, None), "unsure"),
        (Recording("2026-01-05T07:12:34.000Z", 3600, 10_000), "other"),
        (Recording("2026-01-05T07:00:00.000Z", 3600, 10_000), "other"),
        (Recording("2026-01-05T05:11:00.000Z", 3600, 10_000), "other"),
    ],
)
def test_a_training_is_known_by_its_beginning_and_by_how_much_it_was(other: Recording, like: str) -> None:
    assert likeness(_RUN, other) == like
    assert likeness(other, _RUN) == like


def test_of_short_times_a_minute_makes_no_difference() -> None:
    one, other = (Recording("2026-01-05T06:12:33.000Z", seconds, None) for seconds in (60, 120))

    assert likeness(one, other) is Likeness.SAME


def test_what_the_clock_showed_where_it_was_done_tells_that_it_is_the_same() -> None:
    in_tokyo = Recording("2026-11-20T21:00:00.000Z", 3000, 9_000, "2026-11-21T06:00:00")

    read_in_berlin = Recording("2026-11-21T05:00:00.000Z", 3000, 9_000, "2026-11-21T06:00")

    assert likeness(in_tokyo, read_in_berlin) is Likeness.SAME


def test_the_same_hour_elsewhere_and_another_way_is_another_training() -> None:
    in_tokyo = Recording("2026-11-20T21:00:00.000Z", 3000, 9_000, "2026-11-21T06:00:00")

    at_home = Recording("2026-11-21T05:00:00.000Z", 1500, 5_000, "2026-11-21T06:00")

    assert likeness(in_tokyo, at_home) is Likeness.OTHER
