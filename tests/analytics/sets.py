"""Sets and sessions of a history, as the storage would give them."""

from msgspec.structs import replace

from mesocycle.domain.history.done import DoneEffort, DoneSession, LikeSets
from mesocycle.domain.plan.workout import WorkoutType

_SET = LikeSets(
    day="2026-01-05",
    exercise_id="squat",
    exercise_variant_id="squat.barbell-back",
    set_type="working",
    reps=5,
    load_kg=100.0,
)
_EFFORT = DoneEffort(movement="run", distance_m=5000.0, duration_s=1500.0)
_SESSION = DoneSession(id="s", day="2026-01-05", type=WorkoutType.RUNNING, duration_min=60.0, rpe=5.0)


def a_lift(**given: object) -> LikeSets:
    """Give one working set of 5 squats at 100 kg on Monday 5 January 2026."""
    return _SET._replace(**given)  # type: ignore[arg-type]  # what a test says of a set


def an_effort(**given: object) -> DoneEffort:
    """Give 5 km run in 25 minutes."""
    return replace(_EFFORT, **given)


def a_done_session(**given: object) -> DoneSession:
    """Give an hour at RPE 5 on Monday 5 January 2026, without efforts."""
    return replace(_SESSION, **given)
