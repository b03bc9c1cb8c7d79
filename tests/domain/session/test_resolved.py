"""What a session's plan means on the bar."""

import pytest
from msgspec.structs import replace

from mesocycle.domain.log.editing import EMPTY
from mesocycle.domain.people.user import Role, Units, User
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.plan.targets import ReferenceKind
from mesocycle.domain.plan.workout import WorkoutType
from mesocycle.domain.reference.value import ReferenceValue, UsedReference
from mesocycle.domain.session.resolved import resolve_session
from tests.builders import SOME_INSTANT, a_section, a_session, a_set, an_exercise

ANN = User(
    id="ann",
    email="ann@example.org",
    name="Ann",
    roles=(Role.ATHLETE,),
    time_zone="UTC",
    units=Units.METRIC,
    created_at=SOME_INSTANT,
    updated_at=SOME_INSTANT,
)
HALF = a_set(weight=None, weight_unit=None, percent_of_training_max=50)
PLAN = WorkoutSnapshot(
    name="Squats",
    type=WorkoutType.STRENGTH,
    objective="",
    sections=(a_section(exercises=(an_exercise(sets=(HALF,)),)),),
)


def a_max(value: float, since: str) -> ReferenceValue:
    return ReferenceValue(
        id=f"since-{since}",
        user_id="ann",
        kind=ReferenceKind.TRAINING_MAX,
        exercise_id="squat",
        value=value,
        unit="kg",
        valid_from=since,
        source="tested",
    )


VALUES = (a_max(100, "2026-01-01"), a_max(120, "2026-01-10"), a_max(140, "2026-02-01"))


@pytest.mark.parametrize(
    ("performed", "today", "kilograms"),
    [(None, "2026-01-05", 50), (None, "2026-01-20", 60), ("2026-01-05", "2026-03-01", 50)],
)
def test_the_value_is_that_of_the_day_it_was_done_else_of_its_day_and_of_today_where_that_is_past(
    performed: str | None, today: str, kilograms: float
) -> None:
    found = resolve_session(a_session(performed_date=performed), PLAN, None, ANN, VALUES, today)

    assert [load.weight for load in found.loads.values()] == [kilograms]


def test_what_was_frozen_at_the_start_holds_whatever_was_added_since() -> None:
    used = UsedReference(reference_value_id="since-2026-02-01", kind="trainingMax", value=140, unit="kg")

    found = resolve_session(a_session(), PLAN, replace(EMPTY, references=(used,)), ANN, VALUES, "2026-01-05")

    assert [load.weight for load in found.loads.values()] == [70]
