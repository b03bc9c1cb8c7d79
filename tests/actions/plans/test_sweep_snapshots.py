"""Sweeping away the snapshots that nothing points at."""

from mesocycle.actions.people.erase_account import erase_account
from mesocycle.actions.plans.sweep_snapshots import sweep_snapshots
from mesocycle.domain.people.user import Role
from mesocycle.storage.engine.database import Database
from tests.actions.erasing import a_trained_month
from tests.arrange import (
    a_routine,
    a_routine_file,
    a_user,
    an_act,
    training_of,
)


def test_the_sweep_takes_the_snapshots_that_only_the_erased_had(db: Database) -> None:
    root, ann, bob = a_user(db, "root", roles=(Role.ADMIN,)), a_user(db, "ann"), a_user(db, "bob")
    shared = a_routine(db, ann, isPublic=True)
    a_trained_month(db, ann, shared.id, ann)
    a_trained_month(db, bob, shared.id, bob)
    lighter = a_routine_file()["workouts"]
    lighter[0]["objective"] = "Squat light"
    a_trained_month(db, ann, a_routine(db, ann, workouts=lighter).id, ann)
    before = training_of(db, bob)
    erase_account(db, ann.id, an_act(ann))

    assert sweep_snapshots(db, an_act(root)) == 1
    assert sweep_snapshots(db, an_act(root)) == 0
    assert training_of(db, bob) == before
