"""Which planned set each of several sets was."""

from mesocycle.domain.log.notation import SaidSet
from mesocycle.domain.log.performance import Performance
from mesocycle.domain.log.slots import place_sets
from mesocycle.domain.plan.lines import Lines
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.plan.workout import WorkoutType
from tests.builders import a_section, a_set, an_exercise

ONE = an_exercise(id="one", sets=(a_set(id="a", set_number=1), a_set(id="b", set_number=2)))
AGAIN = an_exercise(id="again", order_index=1, sets=(a_set(id="c", set_number=1),))
LINES = Lines(
    WorkoutSnapshot(name="Day", type=WorkoutType.STRENGTH, objective="", sections=(a_section(exercises=(ONE, AGAIN)),))
)


def planned(*told: SaidSet) -> list[str | None]:
    return [slot.planned.id if slot.planned else None for _, slot in place_sets(told, (ONE, AGAIN), LINES)]


def five(**said: object) -> SaidSet:
    return SaidSet(performance=Performance(reps=5), **said)  # type: ignore[arg-type]  # fields of a set


def test_an_exercise_that_stands_twice_goes_on_in_its_second_line() -> None:
    assert planned(five(), five(), five()) == ["a", "b", "c"]


def test_what_is_more_than_planned_has_no_planned_set() -> None:
    assert planned(*[five()] * 5) == ["a", "b", "c", None, None]


def test_the_other_side_belongs_to_the_set_that_was_begun() -> None:
    assert planned(five(side="left"), five(side="left"), five(side="right"), five(side="right")) == ["a", "b", "a", "b"]
