"""What was suggested and what was done: a suggestion taken is met, and it can be accepted."""

from typing import Any

import msgspec
import pytest

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.reference.set_reference_value import set_reference_value
from mesocycle.actions.sessions.accept_suggestions import accept_suggestions
from mesocycle.actions.sessions.complete_session import complete_session
from mesocycle.actions.sessions.log_set import log_set
from mesocycle.actions.sessions.put_log import put_log
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.domain.assignment.assignment import AssignmentWish
from mesocycle.domain.log.entry import SetEntry
from mesocycle.domain.log.performance import Performance, PerformedSet, WorkoutPerformanceLog
from mesocycle.domain.people.act import Act
from mesocycle.domain.plan.targets import ReferenceKind
from mesocycle.domain.plan.workout import Exercise, ProgressionMethod
from mesocycle.domain.plan.workout import Progression as Plan
from mesocycle.domain.reference.value import NewReferenceValue
from mesocycle.domain.refusal import NotFound
from mesocycle.domain.session.inputs import Completion
from mesocycle.domain.session.rules import SessionNotScheduled
from mesocycle.reports.compare_session import compare_session
from mesocycle.reports.guide_session import guide_session
from mesocycle.storage.engine.database import Database
from mesocycle.storage.plans import reference_values
from mesocycle.storage.sessions import sessions
from tests.arrange import a_user, an_act, the_versions
from tests.builders import a_section, a_set, a_version, a_workout, an_exercise

GROWS = Plan(increment=10, increment_unit="kg", every="session", applies_to="load")
FIVES = an_exercise(
    sets=tuple(a_set(id=f"set-{number}", set_number=number) for number in (1, 2)),
    progression_method="linear",
    progression=GROWS,
)
MONDAYS = [f"2026-01-{day:02d}T18:00:00.000Z" for day in (5, 12, 19, 26)]


def mondays(db: Database, *lines: Exercise) -> list[tuple[Act, str]]:
    """Let Ann follow four Mondays; gives her act on each evening, and the session."""
    ann = a_user(db, "ann")
    workout = a_workout(sections=(a_section(exercises=lines),))
    the_versions(db, ann, a_version(id="v1", created_by="ann", workouts=(workout,)))
    receipt = assign_routine(db, "ann", "v1", an_act(ann), AssignmentWish(start_date="2026-01-05"))
    return [(an_act(ann, at), made.session_id) for at, made in zip(MONDAYS, receipt.created, strict=True)]


def do(db: Database, act: Act, session_id: str, *, reps: int = 5, weight: float = 100, sets: int = 2) -> None:
    start_session(db, "ann", session_id, act)
    for number in range(1, sets + 1):
        log_set(db, "ann", session_id, act, an_entry(number, reps=reps, weight=weight, weight_unit="kg"))
    complete_session(db, "ann", session_id, act)


def an_entry(number: int, **done: Any) -> SetEntry:  # noqa: ANN401  # fields of a performance
    performed = PerformedSet(
        id=f"done-{number}",
        set_id=f"set-{number}",
        set_number=number,
        set_type="working",
        performance=Performance(**done),
    )
    return SetEntry(set=performed)


def logged(db: Database, session_id: str) -> list[PerformedSet]:
    with db.read() as read:
        log = sessions.get(read, "ann", session_id).performance_log
    assert log is not None
    document = msgspec.json.decode(log, type=WorkoutPerformanceLog)
    return [one for section in document.sections for exercise in section.exercises for one in exercise.sets]


def verdicts(db: Database, act: Act, session_id: str) -> set[str | None]:
    found = compare_session(db, "ann", session_id, act)
    return {line.verdict for section in found.sections for line in section.lines}


def test_what_was_suggested_and_done_is_met(db: Database) -> None:
    (first_act, first), (act, second), *_ = mondays(db, FIVES)
    do(db, first_act, first)

    do(db, act, second, weight=110)

    assert [one.suggested.weight for one in logged(db, second) if one.suggested is not None] == [110, 110]
    assert verdicts(db, act, second) == {"met"}


def test_what_was_neither_planned_nor_suggested_is_over(db: Database) -> None:
    (first_act, first), (act, second), *_ = mondays(db, FIVES)
    do(db, first_act, first)

    do(db, act, second, weight=130)

    assert verdicts(db, act, second) == {"over"}


def test_what_is_planned_is_met_beside_a_suggestion_too(db: Database) -> None:
    (first_act, first), (act, second), *_ = mondays(db, FIVES)
    do(db, first_act, first)

    do(db, act, second)

    assert verdicts(db, act, second) == {"met"}


def test_a_whole_log_says_what_was_suggested_too(db: Database) -> None:
    (first_act, first), (act, second), (_, third), *_ = mondays(db, FIVES)
    do(db, first_act, first)
    do(db, act, second, weight=110)
    start_session(db, "ann", third, act)
    with db.read() as read:
        log = msgspec.json.decode(sessions.get(read, "ann", second).performance_log or b"", type=WorkoutPerformanceLog)
    bare = msgspec.json.decode(msgspec.json.encode(log).replace(b'"suggested"', b'"ignored"'), type=type(log))

    put_log(db, "ann", third, act, bare)

    assert [one.suggested.weight for one in logged(db, third) if one.suggested is not None] == [120, 120]


def test_after_a_step_back_that_was_done_the_load_grows_again(db: Database) -> None:
    (first_act, first), (act, second), (third_act, third), *_ = mondays(
        db,
        an_exercise(
            sets=FIVES.sets,
            progression_method="linear",
            progression=msgspec.structs.replace(GROWS, failures_before_reset=1),
        ),
    )
    do(db, first_act, first, reps=3)
    do(db, act, second, weight=90)

    (line,) = guide_session(db, "ann", third, third_act).lines

    assert line.suggestion.weight == 100


def test_as_planned_takes_the_suggestion_and_says_so(db: Database) -> None:
    (first_act, first), (act, second), *_ = mondays(db, FIVES)
    do(db, first_act, first)

    complete_session(db, "ann", second, act, Completion(as_planned=True))

    (one, other) = logged(db, second)
    assert (one.performance.weight, one.as_planned) == (110, True)
    assert other.suggested is not None
    assert other.suggested.why == "All planned sets were met, so add 10 kg."
    assert verdicts(db, act, second) == {"met"}


def test_a_lighter_set_of_a_pyramid_stays_as_it_is_written(db: Database) -> None:
    sets = (a_set(id="set-1", weight=80), a_set(id="set-2", set_number=2))
    (first_act, first), (act, second), *_ = mondays(db, msgspec.structs.replace(FIVES, sets=sets))
    do(db, first_act, first)

    complete_session(db, "ann", second, act, Completion(as_planned=True))

    assert [one.performance.weight for one in logged(db, second)] == [80, 110]


def test_accepted_loads_become_the_plan_of_that_day_and_of_no_other(db: Database) -> None:
    (first_act, first), (act, second), (_, third), *_ = mondays(db, FIVES)
    do(db, first_act, first)

    found = accept_suggestions(db, "ann", second, act)

    assert found.session.adjusted_from == second
    assert bytes(found.session.workout_snapshot).count(b'"weight":110') == 2
    with db.read() as read:
        assert b'"weight":110' not in bytes(sessions.get(read, "ann", third).workout_snapshot)


def test_accepted_twice_nothing_is_left_to_change(db: Database) -> None:
    (first_act, first), (act, second), *_ = mondays(db, FIVES)
    do(db, first_act, first)
    accepted = accept_suggestions(db, "ann", second, act)

    again = accept_suggestions(db, "ann", accepted.session.id, act)

    assert (again.session, again.lines, again.reference_values) == (accepted.session, (), ())


def a_percentage(method: ProgressionMethod) -> Exercise:
    sets = (a_set(id="set-1", weight=None, weight_unit=None, percent_of_training_max=80),)
    plan = Plan(increment=5, increment_unit="kg", every="session", applies_to="trainingMax")
    return an_exercise(sets=sets, progression_method=method, progression=plan)


def test_a_suggested_training_max_is_accepted_once(db: Database) -> None:
    (first_act, first), (act, second), *_ = mondays(db, a_percentage("percentage"))
    new = NewReferenceValue(
        kind=ReferenceKind.TRAINING_MAX, exercise_id="squat", value=100, unit="kg", valid_from="2026-01-01"
    )
    set_reference_value(db, "ann", new, first_act)
    do(db, first_act, first, weight=80, sets=1)

    accepted = [accept_suggestions(db, "ann", second, act) for _ in range(2)]

    assert [len(each.reference_values) for each in accepted] == [1, 0]
    with db.read() as read:
        latest = reference_values.of_user(read, "ann")[-1]
    assert (latest.value, latest.source, latest.exercise_id) == (105, "estimated", "squat")


def test_loads_of_a_session_that_has_begun_are_not_accepted(db: Database) -> None:
    (first_act, first), (act, second), *_ = mondays(db, FIVES)
    do(db, first_act, first)
    start_session(db, "ann", second, act)

    with pytest.raises(SessionNotScheduled):
        accept_suggestions(db, "ann", second, act)


def test_a_line_that_is_none_is_named_with_those_that_are(db: Database) -> None:
    (act, first), *_ = mondays(db, FIVES)

    with pytest.raises(NotFound) as refused:
        accept_suggestions(db, "ann", first, act, line_ids=("exercise-9",))

    assert "exercise-1" in refused.value.remedy


def test_an_exercise_done_beside_the_line_is_not_said_to_be_new(db: Database) -> None:
    other = msgspec.structs.replace(FIVES, id="exercise-2", order_index=1, sets=(a_set(id="set-3"),))
    (first_act, first), (act, second), *_ = mondays(db, FIVES, other)
    do(db, first_act, first)

    found = {line.line_id: line.suggestion.why for line in guide_session(db, "ann", second, act).lines}

    assert found["exercise-2"] == "No finished session of this plan holds it yet, so do it as it is written."
