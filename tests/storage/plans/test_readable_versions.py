"""Who may read a version: its owner, everybody if public, who follows it, whoever coaches those, admins."""

import pytest

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.people.end_coaching import end_coaching
from mesocycle.domain.assignment.assignment import AssignmentRequest
from mesocycle.domain.people.act import Actor
from mesocycle.domain.people.user import Sees
from mesocycle.domain.refusal import NotFound
from mesocycle.storage.engine.database import Database
from mesocycle.storage.plans import readable_versions, routines
from tests.arrange import ADMIN, a_coaching, a_routine, a_trainer, a_user, an_act, an_actor


def may_read(db: Database, actor: Actor, version_id: str) -> bool:
    with db.read() as read:
        try:
            readable_versions.get(read, actor, version_id)
        except NotFound:
            return False
    return True


def test_a_private_version_is_read_by_its_owner_and_admins_alone(db: Database) -> None:
    ann, bob = a_user(db, "ann"), a_user(db, "bob")
    version = a_routine(db, ann)

    assert may_read(db, an_actor(ann), version.id)
    assert may_read(db, ADMIN, version.id)
    assert not may_read(db, an_actor(bob), version.id)


def test_a_public_version_is_read_by_everybody(db: Database) -> None:
    ann, bob = a_user(db, "ann"), a_user(db, "bob")

    assert may_read(db, an_actor(bob), a_routine(db, ann, isPublic=True).id)


def test_who_follows_a_version_reads_it_also_after_the_coaching_has_ended(db: Database) -> None:
    ann, tom = a_user(db, "ann"), a_trainer(db)
    a_coaching(db, tom, ann)
    version = a_routine(db, tom)
    assign_routine(db, ann.id, version.id, AssignmentRequest(), an_act(tom))
    end_coaching(db, tom.id, an_act(ann))

    assert may_read(db, an_actor(ann), version.id)


@pytest.mark.parametrize(("sees", "reads"), [(Sees.ALL, True), (Sees.ASSIGNED, False)])
def test_a_trainer_reads_what_an_athlete_follows_as_far_as_the_athlete_lets_them_see(
    db: Database, sees: Sees, reads: bool
) -> None:
    ann, tom = a_user(db, "ann"), a_trainer(db)
    a_coaching(db, tom, ann, sees=sees)
    version = a_routine(db, ann)
    assign_routine(db, ann.id, version.id, AssignmentRequest(), an_act(ann))

    assert may_read(db, an_actor(tom), version.id) is reads
    with db.read() as read:
        assert bool(routines.listed(read, visible_to=tom.id)) is reads


def test_when_coaching_ends_the_trainer_reads_it_no_more(db: Database) -> None:
    ann, tom = a_user(db, "ann"), a_trainer(db)
    a_coaching(db, tom, ann)
    version = a_routine(db, ann)
    assign_routine(db, ann.id, version.id, AssignmentRequest(), an_act(ann))

    end_coaching(db, tom.id, an_act(ann))

    assert not may_read(db, an_actor(tom), version.id)
