"""Bounds of products: how much a workout, a plan and a log come to once everything is spelled out."""

from datetime import date

import msgspec
import pytest
from msgspec import Raw
from msgspec.structs import replace

from mesocycle.domain.assignment.arrangement import Content, arrange, blank_receipt
from mesocycle.domain.assignment.assignment import AssignmentStatus, Origin, RoutineAssignment
from mesocycle.domain.assignment.pausing import MOST_DAYS, ShiftNotPossible, in_all
from mesocycle.domain.assignment.receipt import ReceiptKind
from mesocycle.domain.assignment.schedule import plan_assignment
from mesocycle.domain.log.checks import check_log
from mesocycle.domain.log.performance import (
    Performance,
    PerformedExercise,
    PerformedMiniSet,
    PerformedSection,
    PerformedSet,
    WorkoutPerformanceLog,
)
from mesocycle.domain.log.size import MOST_ENTRIES, MOST_LOG_BYTES
from mesocycle.domain.plan.placement import MOST_SESSIONS, Begin, TooMuchToSchedule, place
from mesocycle.domain.plan.rules.version import check_workout
from mesocycle.domain.plan.turns import MOST_TURNS, turns_of
from mesocycle.domain.plan.workout import (
    Block,
    CircuitSection,
    Goal,
    MiniSets,
    ScheduleEntry,
    Section,
    Step,
    StepsSection,
    TabataExercise,
    TabataSection,
    Workout,
)
from mesocycle.domain.refusal import DocumentNotValid
from mesocycle.domain.session.stored_log import find_snapshot, stored_text
from tests.builders import a_session, a_set, a_version, a_workout, an_exercise
from tests.domain.logs import SNAPSHOT


def a_step(number: int) -> Step:
    """Give a step of a kilometre."""
    return Step(id=f"step-{number}", phase="active", goal=Goal(distance=1_000))


def steps(rounds: int, inner: int, lines: int) -> StepsSection:
    """Give a section of rounds of a block of rounds."""
    block = Block(id="block", rounds=inner, steps=tuple(map(a_step, range(lines))))
    return StepsSection(id="steps", name="Steps", order_index=0, rounds=rounds, steps=(block,))


def circuit(rounds: int, exercises: int) -> CircuitSection:
    """Give a circuit of one set of each exercise in every round."""
    lines = tuple(an_exercise(id=f"line-{n}", order_index=n, sets=(a_set(id=f"set-{n}"),)) for n in range(exercises))
    return CircuitSection(
        id="circuit", name="Circuit", order_index=0, rounds=rounds, rest_between_rounds="60s", exercises=lines
    )


def tabata(rounds: int, exercises: int) -> TabataSection:
    """Give a tabata."""
    lines = tuple(
        TabataExercise(id=f"line-{n}", exercise_id="burpee", exercise_variant_id="burpee", name="Burpee", order_index=n)
        for n in range(exercises)
    )
    return TabataSection(
        id="tabata",
        name="Tabata",
        order_index=0,
        rounds=rounds,
        work_interval="20s",
        rest_interval="10s",
        exercises=lines,
    )


@pytest.mark.parametrize(
    ("section", "turns"),
    [(steps(1_000, 1_000, 200), 200_000_000), (circuit(1_000, 100), 100_000), (tabata(1_000, 100), 100_000)],
)
def test_rounds_of_rounds_are_counted_without_being_spelled_out(section: Section, turns: int) -> None:
    assert turns_of(section) == turns


@pytest.mark.parametrize("section", [steps(1_000, 1_000, 200), circuit(1_000, 100), tabata(1_000, 100)])
def test_a_workout_of_more_turns_than_anybody_does_is_refused(section: Section) -> None:
    with pytest.raises(DocumentNotValid, match="sets and steps with all their rounds"):
        check_workout(a_workout(sections=(section,)), 4)


@pytest.mark.parametrize("section", [steps(50, 8, 5), circuit(20, 100), tabata(20, 100)])
def test_as_many_turns_as_a_log_holds_entries_are_a_workout(section: Section) -> None:
    assert turns_of(section) == MOST_TURNS
    check_workout(a_workout(sections=(section,)), 4)


def test_small_sets_inside_a_set_count_as_what_they_are() -> None:
    many = a_set(mini_sets=MiniSets(count=10_000, reps=3, rest="20s"))

    with pytest.raises(DocumentNotValid, match="more than 2000"):
        check_workout(a_workout(sections=(replace(circuit(1, 1), exercises=(an_exercise(sets=(many,)),)),)), 4)


def test_a_workout_that_is_longer_than_a_book_is_refused() -> None:
    long = a_workout(
        sections=tuple(replace(steps(1, 1, 100), id=f"s{n}", order_index=n, notes="x" * 10_000) for n in range(50))
    )
    long = replace(long, notes="x" * 10_000)
    texts = tuple(
        replace(
            steps(1, 1, 1),
            id=f"s{n}",
            order_index=n,
            steps=tuple(replace(a_step(s), id=f"{n}-{s}", notes="x" * 10_000) for s in range(3)),
        )
        for n in range(40)
    )

    with pytest.raises(DocumentNotValid, match="bytes long, more than 1000000"):
        check_workout(replace(long, sections=texts), 4)


def test_a_session_from_elsewhere_of_more_rounds_than_anybody_does_is_kept_and_not_computed_with() -> None:
    foreign = replace(SNAPSHOT, sections=(steps(2**31 - 1, 2**31 - 1, 2),))

    assert find_snapshot(a_session(workout_snapshot=Raw(msgspec.json.encode(foreign)))) is None
    assert find_snapshot(a_session(workout_snapshot=Raw(msgspec.json.encode(SNAPSHOT)))) == SNAPSHOT


def daily(workouts: int, weeks: int = 52) -> tuple[Workout, ...]:
    """Give workouts that fall on every day of so many weeks."""
    return tuple(
        a_workout(id=f"w{n}", order_index=n, schedule=(ScheduleEntry(day=1, repeat_every=1),)) for n in range(workouts)
    )


def test_one_assignment_puts_no_more_on_the_calendar_than_twenty_years_of_days() -> None:
    version = a_version(duration=52, workouts=daily(100))

    with pytest.raises(TooMuchToSchedule, match="more than 7500 sessions"):
        place(version, Begin(start_date=date(2026, 1, 5), cycles=20))


def test_twenty_years_of_one_workout_a_day_are_a_plan() -> None:
    version = a_version(duration=52, workouts=daily(1))

    placed = place(version, Begin(start_date=date(2026, 1, 5), cycles=20)).placed

    assert len(placed) == 7_280 < MOST_SESSIONS


def test_a_schedule_that_names_each_day_hundreds_of_times_is_given_up() -> None:
    entries = (ScheduleEntry(day=1, repeat_every=1),) * 400
    version = a_version(duration=52, workouts=(a_workout(schedule=entries),))

    with pytest.raises(TooMuchToSchedule):
        place(version, Begin(start_date=date(2026, 1, 5), cycles=20))


def test_sessions_that_are_too_long_together_are_refused_as_a_plan() -> None:
    long = steps(1, 1, 1)
    sections = tuple(
        replace(long, id=f"s{n}", order_index=n, notes="x" * 10_000, steps=(a_step(n),)) for n in range(50)
    )
    workout = a_workout(sections=sections, schedule=(ScheduleEntry(day=1, repeat_every=1),))
    version = a_version(duration=52, workouts=(workout,))
    begin = Begin(start_date=date(2026, 1, 5))
    receipt = blank_receipt(
        receipt_id="r",
        kind=ReceiptKind.ASSIGNMENT,
        user_id="ann",
        at="2026-01-05T09:00:00.000Z",
        by="ann",
        dry_run=True,
    )

    with pytest.raises(TooMuchToSchedule, match="too long with all that"):
        arrange(
            receipt,
            today="2026-01-05",
            content=Content(version),
            schedule=plan_assignment(version, begin, None),
            new=an_assignment(),
            new_id=lambda: "id",
        )


def an_assignment(shift_days: int = 0) -> RoutineAssignment:
    """Give an assignment that has been shifted."""
    return RoutineAssignment(
        id="a",
        user_id="ann",
        parent_routine_id="r",
        routine_version_id="v",
        assigned_by="ann",
        origin=Origin.ASSIGNED,
        status=AssignmentStatus.ACTIVE,
        start_date="2026-01-05",
        start_week=1,
        start_day=1,
        shift_days=shift_days,
        pauses=(),
        cycles=1,
        created_at="2026-01-05T09:00:00.000Z",
        updated_at="2026-01-05T09:00:00.000Z",
    )


def test_shifts_are_bounded_all_together_and_not_each_alone() -> None:
    assert in_all(an_assignment(MOST_DAYS - 1), 1) == MOST_DAYS
    with pytest.raises(ShiftNotPossible, match="in all"):
        in_all(an_assignment(MOST_DAYS), 1)


def a_log_of(*sets: PerformedSet) -> WorkoutPerformanceLog:
    """Give a log of sets added to the squats."""
    exercise = PerformedExercise(exercise_id="squat", order_index=0, sets=sets)
    return WorkoutPerformanceLog(sections=(PerformedSection(section_id="main", order_index=0, exercises=(exercise,)),))


def an_added_set(number: int, **given: object) -> PerformedSet:
    """Give an added set."""
    made = PerformedSet(id=f"s{number}", added=True, set_number=1, set_type="working", performance=Performance(reps=1))
    return replace(made, **given)


def test_a_log_of_more_sets_than_a_workout_may_have_is_refused() -> None:
    full = a_log_of(*map(an_added_set, range(MOST_ENTRIES)))
    over = a_log_of(*map(an_added_set, range(MOST_ENTRIES + 1)))

    assert check_log(full, SNAPSHOT) == ()
    assert [error.path for error in check_log(over, SNAPSHOT)] == ["sections"]


def test_the_small_sets_of_a_log_count_too() -> None:
    minis = (PerformedMiniSet(reps=1),) * MOST_ENTRIES

    over = check_log(a_log_of(an_added_set(1, performance=Performance(mini_sets=minis))), SNAPSHOT)

    assert [error.path for error in over] == ["sections"]


def test_a_log_is_no_longer_than_it_can_be_read_at_every_look() -> None:
    long = a_log_of(an_added_set(1, notes="x" * MOST_LOG_BYTES))

    with pytest.raises(DocumentNotValid, match="longer than 2000000 bytes"):
        stored_text(a_session(), long)


def test_a_longer_log_from_elsewhere_may_stay_and_shrink() -> None:
    stands = a_log_of(an_added_set(1, notes="x" * (MOST_LOG_BYTES + 100)))
    session = a_session(performance_log=Raw(msgspec.json.encode(stands)))

    shorter = stored_text(session, a_log_of(an_added_set(1, notes="x" * (MOST_LOG_BYTES + 50))))

    assert shorter is not None
    assert len(shorter) > MOST_LOG_BYTES
