"""Taking over past workouts: each item for itself, again without harm, in the athlete's own time and words."""

from concurrent.futures import ThreadPoolExecutor

import msgspec
import pytest

from mesocycle.actions.people.erase_account import erase_account
from mesocycle.actions.reference.set_reference_value import set_reference_value
from mesocycle.domain.assignment.assignment import AssignmentStatus, Origin
from mesocycle.domain.imports.names import How
from mesocycle.domain.imports.result import ImportSource, ItemOutcome
from mesocycle.domain.log.checks import check_log
from mesocycle.domain.plan.lines import each_exercise, sets_of
from mesocycle.domain.plan.rules.version import check_workout
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.plan.text import plan_lines
from mesocycle.domain.plan.words import is_bare
from mesocycle.domain.reading.reject import Reject
from mesocycle.domain.refusal import NotFound, NotPermitted
from mesocycle.domain.session.one_off import as_workout
from mesocycle.domain.session.session import SessionStatus
from mesocycle.domain.session.stored_log import get_log, get_snapshot
from mesocycle.formats.apps.readers import READERS
from mesocycle.formats.text.cells import NOTHING_SAID, SaidUnits
from mesocycle.storage.assignments import assignments
from mesocycle.storage.engine.database import Database
from mesocycle.storage.plans import exercises
from mesocycle.storage.tables.imports import data_import, exercise_choice, import_item
from mesocycle.storage.upkeep.verify import verify
from mesocycle.transfer.history.import_history import import_history
from mesocycle.transfer.imports.undo_import import undo_import
from tests.arrange import a_coaching, a_trainer, a_user, an_act, feed_position, training_of
from tests.transfer.history.past import (
    a_past_run,
    a_past_set,
    a_past_workout,
    ann_in,
    loads_of,
    on_calendar,
    outcomes,
    taken_over,
    weighed,
)

NOW = "2026-01-05T09:00:00.000Z"


BAD = Reject(7, "'abc' is no number", "Mend the row.")


def test_a_past_workout_becomes_a_completed_session_of_an_imported_assignment(db: Database) -> None:
    ann = a_user(db)

    taken_over(db, an_act(ann), a_past_workout())

    (session,) = on_calendar(db)
    with db.read() as read:
        assignment = assignments.get(read, "ann", session.routine_assignment_id)
    assert (assignment.origin, assignment.status) == (Origin.IMPORTED, AssignmentStatus.COMPLETED)
    assert assignment.start_date == "2025-12-01"
    assert (session.status, session.scheduled_date, session.scheduled_time) == (
        SessionStatus.COMPLETED,
        "2025-12-01",
        "18:00",
    )
    assert (session.performed_date, session.started_at, session.duration_minutes, session.notes) == (
        "2025-12-01",
        "2025-12-01T17:00:00.000Z",
        60,
        "hot",
    )


def test_the_snapshot_has_no_target_and_both_snapshot_and_log_keep_our_own_rules(db: Database) -> None:
    taken_over(db, an_act(a_user(db)), a_past_workout(1, a_past_set(5), a_past_set(4)), a_past_run())

    for session in on_calendar(db):
        snapshot = get_snapshot(session)
        check_workout(as_workout(_with_repetitions(snapshot), session.workout_id), 52)
        assert check_log(get_log(session), snapshot) == ()
    lifted = get_snapshot(on_calendar(db)[1])
    assert b'"reps"' not in msgspec.json.encode(lifted)
    assert b'"weight"' not in msgspec.json.encode(lifted)


def test_what_was_done_without_a_plan_is_never_told_as_if_one_had_asked_for_it(db: Database) -> None:
    taken_over(db, an_act(a_user(db)), a_past_workout(1, a_past_set(5), a_past_set(4)))

    snapshot = get_snapshot(on_calendar(db)[0])
    assert all(is_bare(each) for _, exercise in each_exercise(snapshot) for each in sets_of(exercise))
    assert list(plan_lines(snapshot))[-1] == "- Back Squat: 2 sets"


def _with_repetitions(snapshot: WorkoutSnapshot) -> WorkoutSnapshot:
    """Put in all that a plan has and a past workout lacks."""
    asked = msgspec.json.encode(snapshot).replace(b'"repType":"fixed"', b'"repType":"fixed","reps":1')
    return msgspec.json.decode(asked, type=WorkoutSnapshot)


def test_a_bad_row_is_told_and_stops_nothing(db: Database) -> None:
    result = taken_over(db, an_act(a_user(db)), a_past_workout(1), BAD, a_past_workout(2))

    assert outcomes(result) == [ItemOutcome.IMPORTED, ItemOutcome.REJECTED, ItemOutcome.IMPORTED]
    assert (result.items[1].file, result.items[1].line, result.items[1].remedy) == ("hevy.csv", 7, "Mend the row.")
    assert len(on_calendar(db)) == 2


def test_importing_again_changes_nothing_not_even_the_feeds_position(db: Database) -> None:
    act = an_act(a_user(db))
    first = taken_over(db, act, a_past_workout(1), a_past_workout(2))
    before = training_of(db, ann_in(db)), position(db)

    again = taken_over(db, act, a_past_workout(1), a_past_workout(2))

    assert outcomes(again) == [ItemOutcome.ALREADY_THERE] * 2
    assert (again.import_id, [item.session_id for item in again.items]) == (
        None,
        [item.session_id for item in first.items],
    )
    assert (training_of(db, ann_in(db)), position(db)) == before


def position(db: Database) -> tuple[str, int]:
    with db.read() as read:
        return feed_position(read, "ann")


def test_a_dry_run_tells_the_same_and_changes_nothing(db: Database) -> None:
    act = an_act(a_user(db))
    before = position(db)

    dry = taken_over(db, act, a_past_workout(1), BAD, dry_run=True)

    assert (dry.dry_run, dry.import_id, position(db), on_calendar(db)) == (True, None, before, [])
    assert outcomes(dry) == outcomes(taken_over(db, act, a_past_workout(1), BAD))


def test_what_is_still_to_come_was_not_done(db: Database) -> None:
    result = taken_over(db, an_act(a_user(db), "2025-12-01T09:00:00.000Z"), a_past_workout(2))

    assert (outcomes(result), on_calendar(db)) == ([ItemOutcome.REJECTED], [])


def test_a_known_name_is_the_librarys_exercise_and_an_unknown_one_the_athletes_own(db: Database) -> None:
    result = taken_over(
        db, an_act(a_user(db)), a_past_workout(1), a_past_workout(2, exercise="Zercher Zombie"), a_past_workout(3)
    )

    names = [get_snapshot(each).sections[0].exercises[0].name for each in on_calendar(db)]  # type: ignore[index]  # there are some
    with db.read() as read:
        own = [each for each in exercises.readable_by(read, "ann") if each.owner_id == "ann"]
    assert names == ["Back Squat", "Zercher Zombie", "Back Squat"]
    assert [(each.name, each.kind) for each in own] == [("Zercher Zombie", "strength")]
    assert [(each.name, each.how) for each in result.exercises] == [
        ("Squat (Barbell)", How.NORMALISED),
        ("Zercher Zombie", How.UNKNOWN),
    ]


def test_a_likely_name_is_suggested_and_not_taken_until_it_was_confirmed(db: Database) -> None:
    result = taken_over(db, an_act(a_user(db)), a_past_workout(1, exercise="Steep Incline Curl (Dumbbell)"))

    (match,) = result.exercises
    assert (match.how, match.suggestions[0].name) == (How.SUGGESTED, "Incline Dumbbell Curl")
    assert get_snapshot(on_calendar(db)[0]).sections[0].exercises[0].name == "Steep Incline Curl (Dumbbell)"  # type: ignore[index]  # there is one


def test_a_confirmed_name_is_kept_for_the_next_import_and_for_nobody_else(db: Database) -> None:
    ann, bob = a_user(db), a_user(db, "bob")
    curls = "Steep Incline Curl (Dumbbell)"
    taken_over(db, an_act(ann), a_past_workout(1, exercise=curls), choices={curls: "biceps-curl.incline"})

    later = taken_over(db, an_act(ann), a_past_workout(2, exercise=curls.upper()))
    others = taken_over(db, an_act(bob), a_past_workout(2, exercise=curls), user_id="bob")

    assert [each.how for each in later.exercises] == [How.CHOSEN]
    assert [each.how for each in others.exercises] == [How.SUGGESTED]


def test_a_choice_of_an_exercise_that_is_none_is_refused_before_anything_is_done(db: Database) -> None:
    act = an_act(a_user(db))

    with pytest.raises(NotFound, match="no such exercise"):
        taken_over(db, act, a_past_workout(1), choices={"Squat": "gone"})

    assert on_calendar(db) == []


def test_a_trainer_imports_for_an_athlete_only_where_they_may_log(db: Database) -> None:
    ann, tom = a_user(db), a_trainer(db)
    a_coaching(db, tom, ann)

    with pytest.raises(NotPermitted):
        taken_over(db, an_act(tom), a_past_workout(1))

    assert on_calendar(db) == []


def test_an_undone_import_comes_back_as_it_was_corrected_and_not_as_the_file_has_it(db: Database) -> None:
    act = an_act(a_user(db))
    first = taken_over(db, act, a_past_workout(1), a_past_workout(2))
    before = training_of(db, ann_in(db))["performed_set"]
    undo_import(db, "ann", str(first.import_id), act)

    again = taken_over(db, act, a_past_workout(1), a_past_workout(2))

    assert outcomes(again) == [ItemOutcome.BROUGHT_BACK] * 2
    assert {item.session_id for item in again.items} == {item.session_id for item in first.items}
    assert training_of(db, ann_in(db))["performed_set"] == before


def test_after_an_undo_a_name_confirmed_meanwhile_makes_new_sessions_with_the_right_exercise(db: Database) -> None:
    act = an_act(a_user(db))
    curls = "Steep Incline Curl (Dumbbell)"
    first = taken_over(db, act, a_past_workout(1, exercise=curls))
    undo_import(db, "ann", str(first.import_id), act)

    again = taken_over(db, act, a_past_workout(1, exercise=curls), choices={curls: "biceps-curl.incline"})

    (session,) = on_calendar(db)
    assert (outcomes(again), session.id == first.items[0].session_id) == ([ItemOutcome.IMPORTED], False)
    assert get_snapshot(session).sections[0].exercises[0].name == "Incline Dumbbell Curl"  # type: ignore[index]  # there is one


def test_a_second_source_has_its_own_assignment_and_an_earlier_workout_moves_its_beginning(db: Database) -> None:
    act = an_act(a_user(db))
    taken_over(db, act, a_past_workout(9))
    taken_over(db, act, a_past_workout(3))
    import_history(db, "ann", ImportSource.STRONG, {"strong.csv": [a_past_workout(9)]}, act)

    with db.read() as read:
        found = [each for each in assignments.of_user(read, "ann") if each.origin is Origin.IMPORTED]
    assert {(each.notes_for_user, each.start_date) for each in found} == {
        ("Imported from Hevy", "2025-12-03"),
        ("Imported from Strong", "2025-12-09"),
    }


def test_whatever_was_imported_undone_and_brought_back_the_database_is_sound(db: Database) -> None:
    act = an_act(a_user(db))
    first = taken_over(db, act, a_past_workout(1), a_past_run())
    undo_import(db, "ann", str(first.import_id), act)
    taken_over(db, act, a_past_workout(1))

    with db.read() as read:
        assert verify(read).findings == ()


def test_an_erased_account_takes_its_imports_and_choices_with_it(db: Database) -> None:
    ann, _ = a_user(db), a_user(db, "bob")
    taken_over(db, an_act(ann), a_past_workout(1), choices={"Beuge": "squat.barbell-back"})

    erase_account(db, "ann", an_act(ann))

    with db.read() as read:
        left = {table.name: read.execute(table.select()).all() for table in (data_import, import_item, exercise_choice)}
    assert left == {"data_import": [], "import_item": [], "exercise_choice": []}


def test_two_imports_of_one_file_at_once_take_each_workout_once(db: Database) -> None:
    act = an_act(a_user(db))
    items = [a_past_workout(day) for day in range(1, 9)]

    with ThreadPoolExecutor(4) as threads:
        results = list(threads.map(lambda _: taken_over(db, act, *items), range(4)))

    taken = [outcome for result in results for outcome in outcomes(result)]
    assert (taken.count(ItemOutcome.IMPORTED), taken.count(ItemOutcome.ALREADY_THERE)) == (8, 24)
    assert len({result.import_id for result in results} - {None}) == 1
    assert len(on_calendar(db)) == 8


@pytest.mark.parametrize("name", ["Pull Up (Assisted)", "Klimmzug (unterst\u00fctzt)", "Tractions (Assist\u00e9)"])
@pytest.mark.parametrize("source", [ImportSource.HEVY, ImportSource.STRONG, ImportSource.FITNOTES, ImportSource.JEFIT])
def test_help_is_taken_off_the_body_whatever_program_and_language_tell_of_it(
    db: Database, name: str, source: ImportSource
) -> None:
    act = an_act(a_user(db))
    set_reference_value(db, "ann", weighed(80, "2025-01-01"), act)
    found = list(READERS[source](helped(source, name, 30), SaidUnits(weight="kg")))

    import_history(db, "ann", source, {"file": found}, act)

    assert [(load, added) for _, load, added in loads_of(db)] == [(50, -30)]


def helped(source: ImportSource, name: str, kg: int) -> bytes:
    """Give an export of one set with a positive number that is help."""
    rows = {
        ImportSource.HEVY: (
            "title,start_time,end_time,exercise_title,set_index,set_type,weight_kg,reps",
            f'Pull,"1 Dec 2025, 07:00","1 Dec 2025, 08:00",{name},0,normal,{kg},8',
        ),
        ImportSource.STRONG: (
            "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,RPE",
            f"2025-12-01 17:36:08,B,1h,{name},1,{kg},8,0,0,",
        ),
        ImportSource.FITNOTES: (
            "Date,Exercise,Category,Weight (kgs),Reps,Distance,Distance Unit,Time,Comment",
            f"2025-12-01,{name},Back,{kg},8,,,,",
        ),
        ImportSource.JEFIT: (
            *("### SETTING ###", "mass", "kg", "", "### EXERCISE LOGS ###", "logs,mydate,eid,ename,belongsession"),
            f"{kg}x8,2025-12-01,1,{name},0",
        ),
    }
    return "\n".join(rows[source]).encode()


@pytest.mark.parametrize("name", ["Unassisted Pull Up", "Pull Up (non-assisted)", "Pull Up", "Assistance Squat"])
def test_no_help_is_seen_where_there_is_none(db: Database, name: str) -> None:
    found = list(READERS[ImportSource.HEVY](helped(ImportSource.HEVY, name, 30), NOTHING_SAID))

    import_history(db, "ann", ImportSource.HEVY, {"file": found}, an_act(a_user(db)))

    assert [added or load for _, load, added in loads_of(db)] == [30]


def test_a_workout_left_open_for_days_is_taken_over_without_its_length_and_says_so(db: Database) -> None:
    left_open = msgspec.structs.replace(a_past_workout(1), duration_s=45 * 3600)

    (item,) = taken_over(db, an_act(a_user(db)), left_open).items

    (session,) = on_calendar(db)
    assert (session.duration_minutes, session.completed_at) == (None, None)
    assert (item.outcome, "open for 45 h 0 min" in (item.reason or "")) == (ItemOutcome.IMPORTED, True)
