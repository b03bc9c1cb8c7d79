"""Whatever is done to a plan, a version, a trainer or a link: sessions, snapshots and logs stay as they are."""

from collections.abc import Callable

import pytest

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.people.change_coaching import change_coaching
from mesocycle.actions.people.change_settings import change_settings
from mesocycle.actions.people.end_coaching import end_coaching
from mesocycle.actions.people.erase_account import erase_account
from mesocycle.actions.plans.archive_routine import archive_routine
from mesocycle.actions.plans.archive_version import archive_version
from mesocycle.actions.plans.copy_routine import copy_routine
from mesocycle.actions.plans.delete_routine import delete_routine
from mesocycle.actions.plans.delete_version import delete_version
from mesocycle.actions.plans.publish_version import publish_version
from mesocycle.actions.sessions.complete_session import complete_session
from mesocycle.actions.sessions.skip_session import skip_session
from mesocycle.domain.assignment.assignment import AssignmentRequest
from mesocycle.domain.people.user import Role, Sees, Settings, User
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.refusal import VersionInUse
from mesocycle.domain.session.inputs import Completion, Skip
from mesocycle.storage.engine.database import Database
from tests.arrange import ADMIN, a_coaching, a_routine, a_routine_file, a_trainer, a_user, an_act, training_of

Way = Callable[[Database, User, User, RoutineVersion], object]


def _delete_version(db: Database, tom: User, _ann: User, version: RoutineVersion) -> None:
    publish_version(db, version.parent_routine_id, a_routine_file(), an_act(tom))
    with pytest.raises(VersionInUse):
        delete_version(db, version.id, an_act(tom))


def _delete_routine(db: Database, tom: User, _ann: User, version: RoutineVersion) -> None:
    with pytest.raises(VersionInUse):
        delete_routine(db, version.parent_routine_id, an_act(tom))


WAYS: dict[str, Way] = {
    "publish": lambda db, tom, _, v: publish_version(
        db, v.parent_routine_id, a_routine_file(name="Other", duration=2), an_act(tom)
    ),
    "copy": lambda db, tom, _, v: copy_routine(db, v.id, an_act(tom)),
    "delete a version": _delete_version,
    "delete the routine": _delete_routine,
    "archive a version": lambda db, tom, _, v: archive_version(db, v.id, an_act(tom)),
    "archive the routine": lambda db, tom, _, v: archive_routine(db, v.parent_routine_id, an_act(tom)),
    "narrow the coaching": lambda db, tom, ann, _: change_coaching(db, tom.id, an_act(ann), sees=Sees.ASSIGNED),
    "end the coaching": lambda db, tom, ann, _: end_coaching(db, tom.id, an_act(ann)),
    "take the trainer's role away": lambda db, tom, _ann, _v: change_settings(
        db, tom.id, Settings(roles=(Role.ATHLETE,)), an_act(ADMIN)
    ),
    "move to another zone": lambda db, _tom, ann, _v: change_settings(
        db, ann.id, Settings(time_zone="Asia/Tokyo"), an_act(ann)
    ),
    "erase the trainer": lambda db, tom, _ann, _v: erase_account(db, tom.id, an_act(tom)),
}


def test_history_stays_byte_for_byte_whatever_is_done_around_it(db: Database) -> None:
    ann, tom = a_user(db, "ann"), a_trainer(db)
    a_coaching(db, tom, ann)
    version = a_routine(db, tom)
    receipt = assign_routine(db, ann.id, version.id, AssignmentRequest(start_date="2026-01-05"), an_act(tom))
    done, skipped = receipt.created[0].session_id, receipt.created[1].session_id
    complete_session(db, ann.id, done, an_act(ann), given=Completion(as_planned=True))
    skip_session(db, ann.id, skipped, Skip(reason="illness"), an_act(ann))
    before = training_of(db, ann)
    assert before["performed_set"], "the arrangement holds a log, or the claim would be empty"

    for name, way in WAYS.items():
        way(db, tom, ann, version)

        assert training_of(db, ann) == before, name
