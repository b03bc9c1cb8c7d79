"""Done as planned: the log follows the targets, marks every set, and makes up nothing."""

from itertools import count

from msgspec.structs import replace

from mesocycle.domain.log.as_planned import as_planned
from mesocycle.domain.log.checks import check_log
from mesocycle.domain.log.editing import each_effort, each_set
from mesocycle.domain.log.performance import Performance, PerformedMiniSet, PerformedSet, WorkoutPerformanceLog
from mesocycle.domain.people.user import Units
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.plan.workout import (
    AmrapSection,
    EmomSection,
    Goal,
    MiniSets,
    RunSection,
    Section,
    Step,
    StepsSection,
    WorkoutType,
)
from mesocycle.domain.reference.resolution import resolve
from tests.builders import a_section, a_set, an_exercise
from tests.domain.logs import SNAPSHOT


def planned(*sections: Section) -> WorkoutPerformanceLog:
    return written(WorkoutSnapshot(name="Day", type=WorkoutType.STRENGTH, objective="", sections=sections))


def written(snapshot: WorkoutSnapshot) -> WorkoutPerformanceLog:
    numbers = count()
    resolved = resolve(snapshot, (), "2026-03-10", None, Units.METRIC)
    return as_planned(snapshot, resolved, lambda: f"new-{next(numbers)}")


def sets_of(log: WorkoutPerformanceLog) -> list[PerformedSet]:
    return [one for _, one in each_set(log)]


def test_the_log_fits_its_own_snapshot_and_every_set_is_marked() -> None:
    log = written(SNAPSHOT)

    assert check_log(log, SNAPSHOT) == ()
    assert all(one.as_planned for one in sets_of(log))


def test_a_set_is_done_with_its_repetitions_and_its_typed_weight() -> None:
    (done,) = sets_of(planned(a_section()))

    assert done.performance == Performance(reps=5, weight=100, weight_unit="kg")
    assert done.set_id == "set-1"


def test_of_a_range_or_a_minimum_the_low_end_is_done() -> None:
    open_ended = a_set(rep_type="max", reps=None, reps_min=5)

    (done,) = sets_of(planned(a_section(exercises=(an_exercise(sets=(open_ended,)),))))

    assert done.performance.reps == 5


def test_a_percentage_without_its_value_leaves_the_weight_out() -> None:
    heavy = a_set(weight=None, weight_unit=None, percent_of_training_max=85)

    (done,) = sets_of(planned(a_section(exercises=(an_exercise(sets=(heavy,)),))))

    assert done.performance == Performance(reps=5)


def test_mini_sets_are_each_written_down() -> None:
    cluster = a_set(reps=None, mini_sets=MiniSets(count=3, reps=2, rest="20s"))

    (done,) = sets_of(planned(a_section(exercises=(an_exercise(sets=(cluster,)),))))

    assert done.performance.mini_sets == (PerformedMiniSet(reps=2, rest=20),) * 3


def test_in_rounds_one_set_means_every_round() -> None:
    swings = [one for place, one in each_set(written(SNAPSHOT)) if place.section_id == "circuit"]

    assert [(one.set_id, one.round) for one in swings] == [("swing-1", 1), ("swing-1", 2), ("swing-1", 3)]


def test_in_an_alternating_emom_the_exercises_take_turns() -> None:
    emom = EmomSection(
        id="emom",
        name="EMOM",
        order_index=0,
        emom_duration=4,
        rounds=4,
        alternating=True,
        exercises=(
            an_exercise(id="a", sets=(a_set(id="a1"),)),
            an_exercise(id="b", order_index=1, sets=tuple(a_set(id=f"b{n}", set_number=n) for n in range(1, 5))),
        ),
    )

    done = [(one.set_id, one.round) for one in sets_of(planned(emom))]

    assert done == [("a1", 1), ("a1", 3), ("b2", 2), ("b4", 4)]


def test_nothing_is_made_up_for_an_amrap_or_an_open_step() -> None:
    amrap = AmrapSection(id="amrap", name="AMRAP", order_index=0, time_cap="12m", exercises=(an_exercise(),))
    jog = Step(id="jog", phase="recovery", goal=Goal(open=True))
    steps = StepsSection(id="steps", name="Jog", order_index=1, rounds=1, steps=(jog,))

    assert planned(amrap, steps).sections == ()


def test_a_run_reaches_all_its_aims() -> None:
    run = RunSection(id="run", name="Run", order_index=0, distance=10_000, elevation_gain=200)

    ((_, effort),) = each_effort(planned(run))

    assert effort.step_id == "run:work"
    assert effort.performance == Performance(distance=10_000, elevation_gain=200)


def test_intervals_are_written_round_by_round_with_their_recoveries() -> None:
    efforts = [(one.step_id, one.round) for _, one in each_effort(written(SNAPSHOT))]

    assert efforts[:3] == [("intervals:work", 1), ("intervals:recovery", 1), ("intervals:work", 2)]
    assert len(efforts) == 8


def test_every_entry_has_an_id_of_its_own() -> None:
    log = written(replace(SNAPSHOT, sections=SNAPSHOT.sections[:1]))

    ids = [one.id for one in sets_of(log)]

    assert len(set(ids)) == len(ids) == 4
