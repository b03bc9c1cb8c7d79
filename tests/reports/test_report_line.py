"""How well a prescribed line works, over versions and athletes."""

from collections import Counter

import pytest
from msgspec.structs import replace

from mesocycle.actions.assignments.replace_assignment import replace_assignment
from mesocycle.domain.assignment.assignment import ReplacementRequest
from mesocycle.domain.log.performance import ExerciseName, PerformedExercise
from mesocycle.domain.people.user import Sees
from mesocycle.domain.plan.workout import ScheduleEntry
from mesocycle.domain.refusal import NotFound
from mesocycle.reports.compare_session import compare_session
from mesocycle.reports.report_line import report_line
from mesocycle.storage.assignments import assignments
from mesocycle.storage.engine.database import Database
from mesocycle.storage.people import users
from tests.analytics.compared import a_log, performed
from tests.arrange import a_coaching, a_trainer, an_act
from tests.builders import a_section, a_workout, an_exercise
from tests.reports.squats import ANN, LATE, RUN, SETS, WORKOUT, athletes, do, follow, squatted, told


def test_a_line_nobody_ever_did_gets_an_answer(db: Database) -> None:
    athletes(db, "ann")

    found = report_line(db, "routine-1", "set-1", ANN)

    assert (found.total.prescribed, found.total.met_rate, found.total.effort) == (0, None, None)
    assert (found.kind, found.name, found.versions, found.athletes) == ("set", "Back squat", (), ())


def test_a_session_completed_without_a_word_is_unrecorded_and_nothing_of_it_omitted(db: Database) -> None:
    athletes(db, "ann")
    first, second, *_ = follow(db, "ann")
    do(db, "ann", first, None)
    do(db, "ann", second, squatted())

    found = report_line(db, "routine-1", "set-1", ANN)

    assert (found.unrecorded, told(found.total)) == (1, {"prescribed": 1, "met": 1})


def test_sessions_of_workouts_without_the_line_tell_nothing_of_it(db: Database) -> None:
    easy = replace(RUN, id="easy", order_index=0)
    run = a_workout(id="workout-2", order_index=1, schedule=(ScheduleEntry(weekday="tuesday"),), sections=(easy,))
    athletes(db, "ann", workouts=(WORKOUT, run))
    monday, tuesday, *_ = follow(db, "ann")
    do(db, "ann", monday, squatted())
    do(db, "ann", tuesday, None)

    squat, ran_then = (report_line(db, "routine-1", line, ANN) for line in ("set-1", "easy"))

    assert (squat.unrecorded, told(squat.total)) == (0, {"prescribed": 1, "met": 1})
    assert ran_then.unrecorded == 1


def test_the_whole_is_the_sum_over_versions_and_over_athletes_and_equals_the_sessions_own_comparisons(
    db: Database,
) -> None:
    athletes(db, "ann", "ben")
    tom = a_trainer(db)
    done: list[tuple[str, str]] = []
    for name, weights in (("ann", (100, 90)), ("ben", (110, 100))):
        ids = follow(db, name)
        for session_id, weight in zip(ids, weights, strict=False):
            do(db, name, session_id, squatted(weight=weight))
            done.append((name, session_id))
    with db.read() as read:
        people = {name: users.get(read, name) for name in ("ann", "ben")}
    for athlete in people.values():
        a_coaching(db, tom, athlete)
    with db.read() as read:
        old = assignments.live_of_routine(read, ["ann"], "routine-1")["ann"]
    replaced = replace_assignment(
        db, "ann", old.id, "v2", ReplacementRequest(continue_=True), an_act(people["ann"], "2026-01-20T09:00:00.000Z")
    )
    do(db, "ann", replaced.created[0].session_id, squatted(reps=9))
    done.append(("ann", replaced.created[0].session_id))

    found = report_line(db, "routine-1", "section-1", an_act(tom, LATE))

    verdicts: Counter[str] = Counter()
    for name, session_id in done:
        compared = compare_session(db, name, session_id, an_act(tom, LATE))
        verdicts.update(line.verdict for line in compared.sections[0].lines if line.verdict)
    assert [one.version for one in found.versions] == [1, 2]
    assert [one.name for one in found.athletes] == ["Ann", "Ben"]
    for parts in (found.versions, found.athletes):
        for name in ("sessions", "prescribed", "met", "under", "over", "partial", "omitted", "substituted"):
            assert sum(getattr(part.counts, name) for part in parts) == getattr(found.total, name)
    assert {name: count for name, count in told(found.total).items() if name != "prescribed"} == dict(verdicts)


def test_a_trainer_counts_only_what_they_may_see_and_a_stranger_nothing(db: Database) -> None:
    athletes(db, "ann")
    tom = a_trainer(db)
    first, *_ = follow(db, "ann")
    do(db, "ann", first, squatted())
    with db.read() as read:
        ann = users.get(read, "ann")

    stranger = report_line(db, "routine-1", "set-1", an_act(tom, LATE))
    a_coaching(db, tom, ann, sees=Sees.ASSIGNED)
    limited = report_line(db, "routine-1", "set-1", an_act(tom, LATE))

    assert (stranger.total.prescribed, limited.total.prescribed) == (0, 0)


def test_a_line_that_is_none_is_refused_with_the_names_there_are(db: Database) -> None:
    athletes(db, "ann")

    with pytest.raises(NotFound) as refused:
        report_line(db, "routine-1", "deadlift", ANN)

    assert "Back squat" in refused.value.remedy


def test_only_the_days_asked_for_count(db: Database) -> None:
    athletes(db, "ann")
    first, *_ = follow(db, "ann")
    do(db, "ann", first, a_log(PerformedExercise(exercise_id="exercise-1", order_index=0, sets=(performed(reps=5),))))

    found = report_line(db, "routine-1", "set-1", ANN, first="2026-03-01")

    assert found.total.prescribed == 0


def test_what_the_line_leaves_the_choice_of_substitutes_nothing(db: Database) -> None:
    either = a_section(exercises=(an_exercise(name="Back squat or front squat", sets=SETS),))
    athletes(db, "ann", workouts=(a_workout(sections=(either,)),))
    first, second, *_ = follow(db, "ann")
    do(db, "ann", first, squatted(substituted_by=ExerciseName(name="Front Squat")))
    do(db, "ann", second, squatted(substituted_by=ExerciseName(name="Leg press")))

    found = report_line(db, "routine-1", "set-1", ANN)

    assert told(found.total) == {"prescribed": 2, "met": 1, "substituted": 1}
