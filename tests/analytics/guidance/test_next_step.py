"""What comes next, in words and in the unit of the bar."""

from mesocycle.analytics.guidance.next_step import Loading
from tests.analytics.guidance.attempts import a_line, an_attempt, suggested


def test_pounds_grow_in_pounds() -> None:
    line = a_line("linear", "3x5 @ 225 lb")

    found = suggested(line, an_attempt(line, 5, 5, 5, weight=225, unit="lb"), loading=Loading("lb", 5))

    assert (found.weight, found.weight_unit) == (230, "lb")


def test_the_reason_names_what_is_really_added_in_the_unit_of_the_bar() -> None:
    line = a_line("linear", "3x5 @ 235 lb", increment=2.5, increment_unit="kg")

    found = suggested(line, an_attempt(line, 5, 5, 5, weight=235, unit="lb"), loading=Loading("lb", 5))

    assert (found.weight, found.why) == (240, "All planned sets were met, so add 5 lb.")


def test_an_increment_that_the_smallest_step_swallows_is_not_said_to_be_added() -> None:
    line = a_line("linear", "1x5 @ 100 kg", increment=1, increment_unit="kg")

    found = suggested(line, an_attempt(line, 5))

    assert found.weight == 100
    assert found.why == "The planned set was met, but 1 kg more is nothing on the smallest step, so stay."


def test_of_a_single_set_nobody_speaks_of_several() -> None:
    line = a_line("linear", "1x5 @ 100 kg", increment=5, increment_unit="kg")

    assert suggested(line, an_attempt(line, 5)).why == "The planned set was met, so add 5 kg."
    assert suggested(line, an_attempt(line, 3)).why.startswith("The set did not come to 5 repetitions")
