"""Undoing an import: the calendar is as before, and nothing is lost."""

import pytest

from mesocycle.actions.sessions.note_session import note_session
from mesocycle.domain.imports.past_workout import PastExercise, PastSet, PastWorkout
from mesocycle.domain.imports.result import ImportResult, ImportSource
from mesocycle.domain.log.performance import Performance
from mesocycle.domain.people.act import Act
from mesocycle.domain.plan.workout import WorkoutType
from mesocycle.domain.refusal import NotFound, NotPermitted, SessionRemoved, UndoNotPossible
from mesocycle.domain.session.session import RemovalReason
from mesocycle.domain.sync.feed import ChangeKind
from mesocycle.storage.calendar import as_of as calendar_as_of
from mesocycle.storage.engine.database import Database
from mesocycle.storage.imports import imports
from mesocycle.storage.sessions import sessions, tombstones
from mesocycle.storage.sync import feed
from mesocycle.storage.tables.training import performed_set
from mesocycle.transfer.history.import_history import import_history
from mesocycle.transfer.imports.undo_import import undo_import
from tests.arrange import a_coaching, a_trainer, a_user, an_act

LATER = "2026-01-06T09:00:00.000Z"
LATEST = "2026-01-07T09:00:00.000Z"


def an_import(db: Database, act: Act) -> ImportResult:
    """Take over two workouts of ann's."""
    done = PastSet(performance=Performance(reps=5, weight=100, weight_unit="kg"))
    found = [
        PastWorkout(
            line=2,
            key=day,
            name="Legs",
            type=WorkoutType.STRENGTH,
            start=day,
            exercises=(PastExercise(name="Squat", sets=(done,)),),
        )
        for day in ("2025-12-01", "2025-12-03")
    ]
    return import_history(db, "ann", ImportSource.FITNOTES, {"notes.csv": found}, act)


def test_the_sessions_become_tombstones_with_their_logs_and_notes(db: Database) -> None:
    act = an_act(a_user(db))
    made = an_import(db, act)
    session_id = str(made.items[0].session_id)
    noted = note_session(db, "ann", session_id, "knee", act)

    undone = undo_import(db, "ann", str(made.import_id), an_act(act.actor, LATER))

    with db.read() as read:
        laid = tombstones.find(read, "ann", session_id)
        rows = read.execute(performed_set.select()).all()
        with pytest.raises(SessionRemoved):
            sessions.get(read, "ann", session_id)
    assert (undone.sessions, undone.undone_at, rows) == (2, LATER, [])
    assert laid is not None
    assert (laid.tombstone.reason, laid.tombstone.overdue) == (RemovalReason.UNDONE, False)
    assert (laid.tombstone.session.notes, laid.tombstone.session.performance_log) == ("knee", noted.performance_log)


def test_clients_hear_of_it_and_the_calendar_as_of_before_still_has_the_sessions(db: Database) -> None:
    act = an_act(a_user(db))
    made = an_import(db, act)
    undo_import(db, "ann", str(made.import_id), an_act(act.actor, LATEST))

    with db.read() as read:
        kinds = [change.kind for change in feed.changes(read, "ann", 0, 100).changes]
        then = calendar_as_of.between(read, "ann", "2025-12-01", "2025-12-31", LATER)
        now = calendar_as_of.between(read, "ann", "2025-12-01", "2025-12-31", LATEST)
    assert (kinds.count(ChangeKind.TOMBSTONE), kinds.count(ChangeKind.SESSION)) == (2, 0)
    assert (len(then), now) == (2, [])


def test_an_import_is_undone_once(db: Database) -> None:
    act = an_act(a_user(db))
    made = an_import(db, act)
    undo_import(db, "ann", str(made.import_id), act)

    with pytest.raises(UndoNotPossible) as no:
        undo_import(db, "ann", str(made.import_id), act)

    assert "Import the file again" in no.value.remedy


def test_only_that_import_is_taken_back(db: Database) -> None:
    act = an_act(a_user(db))
    first = an_import(db, act)
    undo_import(db, "ann", str(first.import_id), act)
    second = an_import(db, act)

    with db.read() as read:
        told = {each.id: each.sessions for each in imports.of_user(read, "ann")}
    assert told == {first.import_id: 0, second.import_id: 2}


def test_an_unknown_import_is_not_found(db: Database) -> None:
    act = an_act(a_user(db))

    with pytest.raises(NotFound, match="no such import"):
        undo_import(db, "ann", "import-1", act)


def test_a_trainer_who_may_not_log_can_take_nothing_back(db: Database) -> None:
    ann, tom = a_user(db), a_trainer(db)
    a_coaching(db, tom, ann)
    made = an_import(db, an_act(ann))

    with pytest.raises(NotPermitted):
        undo_import(db, "ann", str(made.import_id), an_act(tom))
