"""Formats that hold runs only."""

import pytest

from mesocycle.formats.workouts.run_only import NotForThisFormat, require_run
from tests.builders import an_exercise
from tests.domain.watch.test_sets import strength
from tests.formats.workouts.plans import a_plan, intervals


def test_lifting_alone_is_refused_by_the_name_of_the_format_and_running_is_not() -> None:
    require_run(a_plan(intervals()), "TCX")

    with pytest.raises(NotForThisFormat, match="TCX holds runs alone"):
        require_run(strength(an_exercise()), "TCX")


def test_rests_between_sets_make_no_run() -> None:
    with pytest.raises(NotForThisFormat):
        require_run(strength(an_exercise(rest_between_sets="2m")), "ZWO")
