"""How much of what was planned was done, as a share and a colour."""

import pytest

from mesocycle.analytics.plan_and_deed.compliance import NOT_COMPARED, Colour, Share, colour, compliance
from tests.analytics.compared import (
    an_effort,
    compared,
    did,
    performed,
    ran,
)
from tests.analytics.plan_and_deed.plans import FIVE_BY_100, RUN


@pytest.mark.parametrize(
    ("reps", "colour"),
    [(5, "green"), (4, "green"), (3, "yellow"), (2, "orange"), (6, "green"), (7, "yellow"), (8, "orange")],
)
def test_colours_are_those_that_coaches_know(reps: int, colour: str) -> None:
    found = compared(FIVE_BY_100, did(performed(reps=reps, weight=100)))

    assert found.compliance.colour == colour


def test_strength_and_running_are_coloured_alike() -> None:
    lighter = compared(FIVE_BY_100, did(performed(reps=5, weight=70)))
    shorter = compared(RUN, ran(an_effort(distance=7000, duration=2100)))

    assert (lighter.compliance, shorter.compliance) == (shorter.compliance, lighter.compliance)
    assert lighter.compliance.percent == 70


@pytest.mark.parametrize(
    ("percent", "band"),
    [
        (0, Colour.RED),
        (1, Colour.ORANGE),
        (49, Colour.ORANGE),
        (50, Colour.YELLOW),
        (79, Colour.YELLOW),
        (80, Colour.GREEN),
        (120, Colour.GREEN),
        (121, Colour.YELLOW),
        (150, Colour.YELLOW),
        (151, Colour.ORANGE),
    ],
)
def test_the_bands_are_those_in_general_use(percent: float, band: Colour) -> None:
    assert colour(percent) is band


def test_lines_count_by_their_weight_and_added_work_counts_on_top() -> None:
    shares = [Share(60, 1.0), Share(120, 0.5)]

    assert compliance(shares).percent == 66.7
    assert compliance([*shares, Share(60, 1.0, planned=False)]).percent == 100


def test_nothing_planned_is_nothing_to_compare() -> None:
    assert compliance([]) == compliance([Share(60, 1.0, planned=False)]) == NOT_COMPARED
