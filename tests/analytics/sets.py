"""Sets and sessions of a history, as the storage would give them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import fsum

from msgspec.structs import replace

from mesocycle.analytics.strength.strength import is_working, volume_kg
from mesocycle.domain.document import Date
from mesocycle.domain.history.done import HARD_RIR, CountedSet, DoneEffort, DoneSession, SetSums
from mesocycle.domain.plan.workout import WorkoutType

_SET = CountedSet(
    day="2026-01-05",
    exercise_id="squat",
    exercise_variant_id="squat.barbell-back",
    set_type="working",
    reps=5,
    load_kg=100.0,
)
_EFFORT = DoneEffort(movement="run", distance_m=5000.0, duration_s=1500.0)
_SESSION = DoneSession(id="s", day="2026-01-05", type=WorkoutType.RUNNING, duration_min=60.0, rpe=5.0)


def a_lift(**given: object) -> CountedSet:
    """Give one working set of 5 squats at 100 kg on Monday 5 January 2026."""
    return _SET._replace(**given)  # type: ignore[arg-type]  # what a test says of a set


def an_effort(**given: object) -> DoneEffort:
    """Give 5 km run in 25 minutes."""
    return replace(_EFFORT, **given)


def a_done_session(**given: object) -> DoneSession:
    """Give an hour at RPE 5 on Monday 5 January 2026, without efforts."""
    return replace(_SESSION, **given)


def is_hard(sets: CountedSet) -> bool:
    """Tell whether sets are hard ones: no warm-up, no drop, near enough to the limit where that is known.

    A drop belongs to the set it was dropped from, so it is not counted again.
    """
    if sets.set_type not in {"working", "failure"}:
        return False
    reserve = sets.rir if sets.rir is not None else None if sets.rpe is None else 10 - sets.rpe
    return reserve is None or reserve <= HARD_RIR


def sum_days(sets: Iterable[CountedSet]) -> list[SetSums]:
    """Sum sets by day and exercise; the database does it for long histories."""
    groups: dict[tuple[Date, str, str], list[CountedSet]] = defaultdict(list)
    for each in sets:
        groups[each.day, each.exercise_id or "", each.exercise_variant_id or ""].append(each)
    return [_day_sets(groups[key]) for key in sorted(groups)]


def _day_sets(alike: Sequence[CountedSet]) -> SetSums:
    working = [each for each in alike if is_working(each)]
    return SetSums(
        day=alike[0].day,
        exercise_id=alike[0].exercise_id,
        exercise_variant_id=alike[0].exercise_variant_id,
        working_sets=sum(each.counts for each in working),
        hard_sets=sum(each.counts for each in alike if is_hard(each)),
        reps=sum((each.reps or 0) * each.sides for each in working),
        volume_kg=fsum(map(volume_kg, working)),
        warmup_volume_kg=fsum(volume_kg(each) for each in alike if not is_working(each)),
        unknown_loads=sum(each.counts for each in working if each.reps is not None and each.load_kg is None),
    )
