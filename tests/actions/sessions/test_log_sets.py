"""Many sets of one session, logged at once."""

import sqlalchemy as sa

from mesocycle.domain.people.act import Act
from mesocycle.domain.sync.operations import Operation
from mesocycle.offline.sync import sync
from mesocycle.storage.engine.database import Database
from tests.actions.training import ann_trains, reps_of, rows_of, stored_session
from tests.offline.many import a_set_logged
from tests.offline.phone import an_operation, outcomes


def statements_of(db: Database, batch: list[Operation], act: Act) -> int:
    """Count the statements that a batch takes."""
    heard: list[str] = []

    def note(*said: object) -> None:
        heard.append(str(said[2]))

    sa.event.listen(db.engine, "before_cursor_execute", note)
    sync(db, "ann", act, batch)
    sa.event.remove(db.engine, "before_cursor_execute", note)
    return len(heard)


def test_sets_logged_one_after_the_other_are_written_by_as_many_statements_however_many_they_are(db: Database) -> None:
    _, act, (first, second, *_) = ann_trains(db)

    few = statements_of(db, [a_set_logged(first, number) for number in range(10)], act)
    many = statements_of(db, [a_set_logged(second, number) for number in range(1_000, 1_200)], act)

    assert few == many
    assert len(reps_of(stored_session(db, second))) == len(rows_of(db, second)) == 200


def test_one_set_without_a_place_is_refused_and_the_others_of_its_run_are_logged(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    batch = [
        a_set_logged(first, 1),
        a_set_logged(first, 2, setId="nowhere", added=False),
        a_set_logged(first, 3, performance={"reps": -1}),
        a_set_logged(first, 4),
    ]

    results = sync(db, "ann", act, batch)

    assert outcomes(results) == ["done", "document-not-valid", "document-not-valid", "done"]
    assert set(reps_of(stored_session(db, first))) == {"done-1", "done-4"}


def test_an_id_that_is_an_exercises_already_is_refused_inside_a_run_too(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    curl = {
        "sectionId": "section-1",
        "addedExerciseId": "curl",
        "exercise": {"name": "Curl"},
        "set": {"_id": "c1", "setNumber": 1, "setType": "working", "performance": {"reps": 8}},
    }
    batch = [
        a_set_logged(first, 1),
        an_operation("log-set", first, curl, id_="op-curl"),
        a_set_logged(first, 2, _id="curl"),
    ]

    results = sync(db, "ann", act, batch)

    assert outcomes(results) == ["done", "done", "document-not-valid"]
