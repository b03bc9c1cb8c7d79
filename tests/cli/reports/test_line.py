"""`mesocycle report line`."""

from tests.cli.running import Mesocycle
from tests.cli.training import done, words


def test_a_line_is_found_by_the_name_of_its_exercise(ann: Mesocycle) -> None:
    shown = words(done(ann("report line Squats", "back squat")).out)

    assert "prescribed 3 times in 1 sessions" in shown
    assert "met 3 (100 %)" in shown


def test_a_line_that_is_none_is_refused_with_those_there_are(ann: Mesocycle) -> None:
    ended = ann("--json report line Squats", "back squad")

    assert "Back squat" in ended.refusal["remedy"]
