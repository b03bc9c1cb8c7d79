"""Which items of a file are new, there already, or someone else's."""

from mesocycle.domain.archive.verification import FindingCode
from mesocycle.domain.imports.past_workout import PastEffort, PastWorkout
from mesocycle.domain.imports.result import ImportSource, ItemOutcome
from mesocycle.domain.log.performance import Performance
from mesocycle.domain.plan.workout import WorkoutType
from mesocycle.domain.reading.reject import Reject
from mesocycle.domain.remedy import Do
from mesocycle.storage.engine.database import Database
from mesocycle.storage.tables.imports import import_item
from mesocycle.storage.upkeep.verify import verify
from mesocycle.transfer.history.import_history import import_history
from mesocycle.transfer.history.items import of_lines
from tests.arrange import a_user, an_act
from tests.transfer.history.past import a_past_set, a_past_workout, on_calendar, outcomes, taken_over


def test_a_later_export_adds_only_what_is_new(db: Database) -> None:
    act = an_act(a_user(db))
    taken_over(db, act, a_past_workout(1))

    result = taken_over(db, act, a_past_workout(1), a_past_workout(2))

    assert outcomes(result) == [ItemOutcome.ALREADY_THERE, ItemOutcome.IMPORTED]
    assert len(on_calendar(db)) == 2


def test_the_same_workout_corrected_elsewhere_is_rejected_and_the_session_named(db: Database) -> None:
    act = an_act(a_user(db))
    first = taken_over(db, act, a_past_workout(1, a_past_set(5), a_past_set(5)))

    result = taken_over(db, act, a_past_workout(1, a_past_set(5), a_past_set(5), a_past_set(4)))

    assert outcomes(result) == [ItemOutcome.REJECTED]
    assert str(first.items[0].session_id) in str(result.items[0].remedy)
    assert str(Do("import undo", (str(first.import_id),))) in str(result.items[0].remedy)


def test_another_workout_of_the_same_time_and_name_is_taken_beside_the_first(db: Database) -> None:
    act = an_act(a_user(db))
    taken_over(db, act, a_past_workout(1, a_past_set(5), a_past_set(5)))

    result = taken_over(db, act, a_past_workout(1, a_past_set(12, 40)))

    assert outcomes(result) == [ItemOutcome.IMPORTED]
    assert len(on_calendar(db)) == 2


def test_of_a_list_some_lines_alone_are_taken_and_one_in_which_nothing_begins_is_told() -> None:
    first, second = Reject(2, "bad", "Mend it."), Reject(5, "bad too", "Mend it.")

    assert list(of_lines([first, second], ())) == [first, second]
    kept, missing = of_lines([first, second], [7, 5, 5])
    assert kept is second
    assert (missing.line, type(missing)) == (7, Reject)


def test_an_item_whose_session_was_lost_behind_the_program_is_found(db: Database) -> None:
    taken_over(db, an_act(a_user(db)), a_past_workout(1))
    db.write_across_owners(lambda connection: connection.execute(import_item.update().values(session_id="none")))

    with db.read() as read:
        (finding,) = verify(read).findings
    assert (finding.code, finding.examples) == (FindingCode.SESSION_MISSING, ("ann/none",))


def test_a_row_of_a_list_that_is_faster_than_anybody_is_asked_and_taken_over_only_when_that_is_said(
    db: Database,
) -> None:
    ann = a_user(db)
    ran = PastEffort(performance=Performance(distance=9_000, duration=60))
    row = PastWorkout(
        line=7,
        key="7",
        name="Run",
        type=WorkoutType.RUNNING,
        start="2025-11-08T12:33:20",
        duration_s=60,
        efforts=(ran,),
        movement="run",
    )

    (asked,) = import_history(db, ann.id, ImportSource.STRAVA, {"list.csv": [row]}, an_act(ann)).items
    (taken,) = import_history(db, ann.id, ImportSource.STRAVA, {"list.csv": [row]}, an_act(ann), apart=True).items

    assert (asked.outcome, asked.reason) == (
        ItemOutcome.UNDECIDED,
        "9.0 km in 1 min is faster than anybody: the device was wrong",
    )
    assert str(Do("say line", said={"line": "7"})) in str(asked.remedy)
    assert taken.outcome is ItemOutcome.IMPORTED
