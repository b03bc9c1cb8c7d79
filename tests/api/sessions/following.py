"""What the tests of sessions share."""

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.domain.assignment.receipt import Receipt
from mesocycle.domain.people.user import User
from mesocycle.storage.engine.database import Database
from tests.actions.following import MONDAY, two_versions
from tests.arrange import a_user, an_act, the_versions


def ann_follows(db: Database) -> tuple[User, Receipt]:
    ann = a_user(db)
    the_versions(db, ann, *two_versions("ann"))
    return ann, assign_routine(db, "ann", "v1", MONDAY, an_act(ann))
