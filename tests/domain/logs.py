"""One snapshot with every kind of place in it, and what may be logged there."""

from hypothesis import strategies as st
from msgspec.structs import replace

from mesocycle.domain.log.entry import EffortEntry, SetEntry
from mesocycle.domain.log.performance import Effort, ExerciseName, Performance, PerformedSet
from mesocycle.domain.plan.lines import Lines
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.plan.workout import CircuitSection, IntervalsSection, TabataExercise, TabataSection, WorkoutType
from tests.builders import a_section, a_set, an_exercise

SNAPSHOT = WorkoutSnapshot(
    name="Everything",
    type=WorkoutType.STRENGTH,
    objective="",
    sections=(
        a_section(
            id="main",
            order_index=0,
            exercises=(
                an_exercise(
                    id="squat",
                    order_index=0,
                    sets=tuple(a_set(id=f"squat-{n}", set_number=n) for n in (1, 2, 3)),
                ),
                an_exercise(
                    id="lunge",
                    order_index=1,
                    name="Lunge",
                    exercise_id="lunge",
                    exercise_variant_id="walking-lunge",
                    sets=(a_set(id="lunge-1", per_side=True),),
                ),
            ),
        ),
        CircuitSection(
            id="circuit",
            name="Circuit",
            order_index=1,
            rounds=3,
            rest_between_rounds="1m",
            exercises=(an_exercise(id="swing", name="Swing", sets=(a_set(id="swing-1"),)),),
        ),
        TabataSection(
            id="tabata",
            name="Tabata",
            order_index=2,
            work_interval="20s",
            rest_interval="10s",
            rounds=8,
            exercises=(
                TabataExercise(
                    id="burpee",
                    exercise_id="burpee",
                    exercise_variant_id="burpee",
                    name="Burpee",
                    order_index=0,
                ),
            ),
        ),
        IntervalsSection(
            id="intervals",
            name="Intervals",
            order_index=3,
            rounds=4,
            work_distance=400,
            rest_duration="90s",
            intensity="vo2max",
        ),
    ),
)
LINES = Lines(SNAPSHOT)


def performed(id_: str, **given: object) -> PerformedSet:
    """Give a performed working set of 5 at 100 kg."""
    plain = PerformedSet(
        id=id_,
        set_number=1,
        set_type="working",
        performance=Performance(reps=5, weight=100, weight_unit="kg"),
    )
    return replace(plain, **given)


def at(minute: int) -> str:
    return f"2026-01-05T{7 + minute // 60:02d}:{minute % 60:02d}:00.000Z"


_PLACES: tuple[tuple[dict[str, object], dict[str, object]], ...] = (
    ({}, {"set_id": "squat-1"}),
    ({}, {"set_id": "squat-2", "set_number": 2}),
    ({}, {"set_id": "squat-3", "set_number": 3}),
    ({"substituted_by": ExerciseName(name="Leg press")}, {"set_id": "squat-3", "set_number": 3}),
    ({}, {"set_id": "lunge-1", "unilateral_side": "left"}),
    ({}, {"set_id": "lunge-1", "unilateral_side": "right"}),
    ({}, {"set_id": "swing-1", "round": 1}),
    ({}, {"set_id": "swing-1", "round": 2}),
    ({"exercise_id": "squat"}, {"added": True, "set_number": 4}),
    ({"exercise_id": "burpee"}, {"round": 3}),
    ({"section_id": "main", "added_exercise_id": "extra", "exercise": ExerciseName(name="Curl")}, {}),
)


@st.composite
def set_entries(draw: st.DrawFn, max_size: int = 12) -> list[SetEntry]:
    """Draw entries as devices make them: an `_id` stays with its set, every deed has its own minute."""
    minutes = draw(st.lists(st.integers(0, 600), unique=True, max_size=max_size))
    entries = []
    for minute in minutes:
        place = draw(st.integers(0, len(_PLACES) - 1))
        where, what = _PLACES[place]
        done = performed(
            f"p{place}-{draw(st.integers(0, 2))}",
            performance=Performance(reps=draw(st.integers(0, 20)), weight=60, weight_unit="kg"),
            performed_at=at(minute),
            **what,
        )
        entries.append(SetEntry(set=done, **where))  # type: ignore[arg-type]  # the table above holds its fields
    return entries


@st.composite
def effort_entries(draw: st.DrawFn) -> list[EffortEntry]:
    """Draw efforts of the intervals: planned ones and laps, every one at its own minute."""
    entries = []
    for minute in draw(st.lists(st.integers(0, 600), unique=True, max_size=8)):
        step = draw(st.sampled_from(["intervals:work", "intervals:recovery", None]))
        round_ = draw(st.integers(1, 4))
        effort = Effort(
            id=f"e-{step and step[10:]}-{round_}-{draw(st.integers(0, 1))}",
            step_id=step,
            round=round_,
            phase="active",
            performance=Performance(duration=draw(st.integers(60, 120))),
            performed_at=at(minute),
        )
        entries.append(EffortEntry(section_id="intervals", effort=effort))
    return entries
