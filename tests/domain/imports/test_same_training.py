"""When two sources tell of one training."""

import pytest

from mesocycle.domain.imports.same_training import Recording, is_same_training

_RUN = Recording("2026-01-05T06:12:33.000Z", 3600, 10_000)


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (_RUN, True),
        (Recording("2026-01-05T06:13:33.000Z", 3500, 10_400), True),
        (Recording("2026-01-05T06:13:34.000Z", 3600, 10_000), False),
        (Recording("2026-01-05T06:11:33.000Z", None, None), True),
        (Recording("2026-01-05T06:12:50.000Z", 40, 120), False),
        (Recording("2026-01-05T06:12:33.000Z", 60, 9_600), True),
        (Recording("2026-01-05T06:12:33.000Z", 3300, None), True),
        (Recording("2026-01-05T06:12:33.000Z", 1800, None), False),
    ],
)
def test_a_training_is_known_by_its_beginning_and_by_how_much_it_was(other: Recording, *, same: bool) -> None:
    assert is_same_training(_RUN, other) is same
    assert is_same_training(other, _RUN) is same


def test_of_short_times_a_minute_makes_no_difference() -> None:
    one, other = (Recording("2026-01-05T06:12:33.000Z", seconds, None) for seconds in (60, 120))

    assert is_same_training(one, other)
