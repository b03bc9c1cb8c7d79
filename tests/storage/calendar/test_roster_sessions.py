"""The sessions around today of a whole roster, in one statement, and the latest before it."""

from msgspec.structs import replace

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.sessions.complete_session import complete_session
from mesocycle.domain.assignment.assignment import AssignmentRequest
from mesocycle.storage.calendar.roster_sessions import Around, around, latest_before
from mesocycle.storage.engine.database import Database
from tests.actions.following import MONDAY
from tests.arrange import NOW, a_coaching, a_routine, a_trainer, a_user, an_act


def _around(user_id: str, since: str, first: str, last: str) -> Around:
    return Around(user_id=user_id, since=since, first=first, last=last, scope=None)


def test_what_is_still_scheduled_counts_from_further_back_than_what_is_done(db: Database) -> None:
    ann, bob = a_user(db), a_user(db, "bob")
    version = a_routine(db, ann)
    made = assign_routine(db, "ann", version.id, MONDAY, an_act(ann))
    complete_session(db, "ann", made.created[0].session_id, an_act(ann))
    days = ("2026-01-01", "2026-01-10", "2026-01-20")

    with db.read() as read:
        near = around(read, "ann", [_around("ann", *days), _around(bob.id, *days)])
        before = latest_before(read, [_around("ann", *days), _around(bob.id, *days)])

    assert [(each.user_id, each.day, each.status) for each in near] == [
        ("ann", "2026-01-12", "scheduled"),
        ("ann", "2026-01-19", "scheduled"),
    ]
    assert [(each.id, each.day) for each in before] == [(made.created[0].session_id, "2026-01-05")]


def test_of_who_shows_a_trainer_only_what_they_assigned_the_latest_of_that_is_told(db: Database) -> None:
    ann, tom = a_user(db), a_trainer(db)
    a_coaching(db, tom, ann)
    theirs = assign_routine(db, "ann", a_routine(db, tom).id, MONDAY, an_act(tom))
    own = assign_routine(db, "ann", a_routine(db, ann).id, AssignmentRequest(start_date="2026-01-12"), an_act(ann))
    for made, at in ((theirs, NOW), (own, "2026-01-12T09:00:00.000Z")):
        complete_session(db, "ann", made.created[0].session_id, an_act(ann, at))
    asked = Around(user_id="ann", since="2026-02-01", first="2026-02-01", last="2026-02-28", scope=None)

    with db.read() as read:
        (latest,) = latest_before(read, [asked])
        (narrow,) = latest_before(read, [replace(asked, scope=tom.id)])

    assert (latest.id, narrow.id) == (own.created[0].session_id, theirs.created[0].session_id)
