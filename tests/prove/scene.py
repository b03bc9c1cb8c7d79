"""The scene of races and kills: a trainer, a routine of several small versions, athletes who follow it."""

from dataclasses import dataclass
from typing import Any

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.people.accept_coaching import accept_coaching
from mesocycle.actions.people.invite_athlete import invite_athlete
from mesocycle.actions.plans.create_routine import create_routine
from mesocycle.actions.plans.publish_version import publish_version
from mesocycle.domain.assignment.assignment import AssignmentRequest
from mesocycle.domain.assignment.receipt import Receipt
from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.people.user import User
from mesocycle.storage.engine.database import Database
from tests.arrange import a_trainer, a_user, an_act

WISH = AssignmentRequest(start_date="2026-01-05")


@dataclass(frozen=True)
class Scene:
    """A trainer and the versions of one routine of theirs, oldest first."""

    db: Database
    trainer: User
    routine_id: Id
    version_ids: tuple[Id, ...]

    @property
    def coach(self) -> Act:
        """The trainer acting."""
        return an_act(self.trainer)


@dataclass(frozen=True)
class Follower:
    """An athlete who accepted the trainer and follows the first version."""

    act: Act
    receipt: Receipt

    @property
    def id(self) -> Id:
        """The athlete's."""
        return self.act.actor.id

    @property
    def assignment_id(self) -> Id:
        """Of the first version's assignment."""
        return str(self.receipt.new_assignment_id)

    @property
    def session_ids(self) -> tuple[Id, ...]:
        """Of its sessions, by day."""
        return tuple(created.session_id for created in self.receipt.created)


def a_plan(number: int, weeks: int = 4, name: str = "Squats") -> dict[str, Any]:
    """Give the file of a version: Monday and Thursday, its sets telling the versions apart."""
    return {
        "name": name,
        "difficulty": "beginner",
        "goal": "strength",
        "duration": weeks,
        "workouts": [
            {
                "name": f"{title} {number}",
                "type": "strength",
                "objective": f"{title} heavy.",
                "schedule": [{"weekday": weekday}],
                "sections": [
                    {
                        "type": "basic",
                        "name": "Main lift",
                        "exercises": [{"name": exercise, "type": "strength", "sets": f"{2 + number}x5 @ 100kg"}],
                    }
                ],
            }
            for title, weekday, exercise in (
                ("Squat", "monday", "Back Squat"),
                ("Press", "thursday", "Bench Press"),
            )
        ],
    }


def a_scene(db: Database, *, versions: int = 3, weeks: int = 4, name: str = "tom") -> Scene:
    """Add a trainer and publish the versions of a routine."""
    trainer = a_trainer(db, name)
    return published(db, trainer, versions=versions, weeks=weeks)


def published(db: Database, trainer: User, *, versions: int, weeks: int = 4) -> Scene:
    """Publish the versions of one more routine of a trainer who is there."""
    act = an_act(trainer)
    first = create_routine(db, a_plan(1, weeks), act)
    routine_id = first.parent_routine_id
    later = [publish_version(db, routine_id, a_plan(n, weeks), act).id for n in range(2, versions + 1)]
    return Scene(db, trainer, routine_id, (first.id, *later))


def an_athlete(scene: Scene, name: str) -> Act:
    """Add an athlete who is coached by the trainer, and give them acting."""
    act = an_act(a_user(scene.db, name))
    invite_athlete(scene.db, name, scene.coach)
    accept_coaching(scene.db, scene.trainer.id, act)
    return act


def a_follower(scene: Scene, name: str) -> Follower:
    """Add an athlete whom the trainer has assigned the first version."""
    act = an_athlete(scene, name)
    return Follower(act, assign_routine(scene.db, name, scene.version_ids[0], WISH, scene.coach))
