"""A version written as a file says the same: completed again, it has the same lines with the same ids."""

from itertools import count

import pytest
from msgspec.structs import replace

from mesocycle.actions.plans.library import shipped
from mesocycle.demo.demo import shipped_files
from mesocycle.domain.people.user import Units
from mesocycle.domain.plan.library import Library
from mesocycle.domain.plan.notation import parse
from mesocycle.domain.plan.publishing.complete import complete
from mesocycle.domain.plan.publishing.drafting import as_file, sets_as_text, steps_as_text
from mesocycle.domain.plan.publishing.line_ids import Plain
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.plan.run_notation import parse_run

FILES = shipped_files()


def _completed(raw: Plain, latest: RoutineVersion | None = None) -> RoutineVersion:
    numbers = count()
    return complete(
        raw,
        latest=latest,
        library=Library(shipped()),
        units=Units.METRIC,
        new_id=lambda: f"made-{next(numbers)}",
        created_by="tom",
        now="2026-01-05T09:00:00.000Z",
    )


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_shipped_routine_comes_back_the_same_line_by_line(name: str) -> None:
    first = _completed(FILES[name])

    second = _completed(as_file(first), first)

    assert second.workouts == first.workouts
    assert replace(second, id=first.id, version=1) == first


def test_sets_of_each_week_are_texts_by_weeks() -> None:
    one, two = (replace(parse("3x5 @ 80% 1RM")[0], weeks=weeks) for weeks in ((1, 2, 3, 7), (4,)))

    assert sets_as_text((one, two)) == {"1-3,7": "1x5 @ 80% 1RM", "4": "1x5 @ 80% 1RM"}


def test_sets_that_a_text_would_not_give_back_stay_sets() -> None:
    (plain,) = parse("1x5 @ 80% 1RM")

    assert sets_as_text((replace(plain, notes="Slowly"),)) is None
    assert sets_as_text((replace(plain, set_number=2),)) is None
    assert sets_as_text((plain, replace(plain, weeks=(1,), set_number=2))) is None
    assert sets_as_text(()) is None


RUN = "10min warmup; 6x800 m @ 4:00-4:10/km rest 400 m jog"


def test_steps_are_written_as_the_run_notation_says_them_those_of_each_week_apart() -> None:
    one, two = parse_run(RUN)
    first, later = (replace(one, weeks=(1,)), replace(two, weeks=(1,))), (replace(two, weeks=(2, 3)),)

    assert steps_as_text((one, two)) == RUN
    assert steps_as_text((*first, *later)) == {"1": RUN, "2-3": "6x800 m @ 4:00-4:10/km rest 400 m jog"}


def test_steps_that_the_run_notation_would_not_give_back_stay_steps() -> None:
    one, two = parse_run(RUN)

    assert steps_as_text((replace(one, notes="Easy"), two)) is None
    assert steps_as_text((one, replace(two, weeks=(1,)))) is None
    assert steps_as_text((replace(one, weeks=(1,)), replace(two, weeks=(2,)), replace(one, weeks=(1,)))) is None
    assert steps_as_text(()) is None


def test_a_run_that_is_typed_comes_back_with_the_ids_of_its_steps() -> None:
    section = {"name": "Intervals", "steps": {"1-3": RUN, "4": "5 km @ zone 2"}}
    workout = {"name": "Run", "type": "running", "schedule": [{"weekday": "monday"}], "sections": [section]}
    raw = {"name": "Runs", "difficulty": "beginner", "goal": "race", "duration": 4, "workouts": [workout]}
    first = _completed(raw)

    file = as_file(first)

    assert file["workouts"][0]["sections"][0]["steps"] == {"1-3": RUN, "4": "5 km @ zone 2"}
    assert _completed(file, first).workouts == first.workouts
