"""Nobody is faster than the fastest."""

import pytest

from mesocycle.domain.activity.human_speed import is_beyond_people
from mesocycle.domain.plan.workout import Movement


@pytest.mark.parametrize(
    ("metres", "seconds", "movement", "beyond"),
    [
        (5_000, 755.4, "run", False),
        (42_195, 7_235, "run", False),
        (5_000, 700, "run", True),
        (7_675, 1_000, "run", True),
        (42_195, 6_500, "run", True),
        (40_000, 3_000, "bike", False),
        (40_000, 1_000, "bike", True),
        (1_500, 870, "swim", False),
        (1_500, 600, "swim", True),
        (40_000, 600, "other", False),
        (40_000, -600, "other", False),
        (40_000, -600, "run", False),
        (0, 600, "run", False),
        (1_000, 0, "run", False),
    ],
)
def test_what_is_faster_than_anybody_ever_was_is_beyond_people(
    metres: float, seconds: float, movement: Movement, *, beyond: bool
) -> None:
    assert is_beyond_people(metres, seconds, movement) is beyond
