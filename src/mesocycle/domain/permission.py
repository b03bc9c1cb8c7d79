"""Who may do what with whose training: the one place that decides."""

from enum import StrEnum

import msgspec

from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Actor
from mesocycle.domain.people.user import Coaching, CoachingStatus, Role, Sees
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.refusal import NotFound, NotPermitted, VersionArchived
from mesocycle.domain.remedy import Do


class Deed(StrEnum):
    """What can be done with an athlete's training."""

    SEE = "see training"
    PLAN = "assign, replace, pause, shift, cancel or complete assignments"
    ARRANGE = "add, adjust, reschedule or note sessions"
    PERFORM = "move sessions and write logs"
    MEASURE = "set reference values"
    OWN = "change settings, coaching or the account"


class Scope(msgspec.Struct, frozen=True):
    """Which of the athlete's training the actor may touch; None means all of it."""

    assigned_by: Id | None = None


ALL = Scope()

_TRAINER_MAY = frozenset({Deed.SEE, Deed.PLAN, Deed.ARRANGE, Deed.MEASURE})


def scope(actor: Actor, athlete: Id, coaching: Coaching | None, deed: Deed) -> Scope:
    """Give the scope in which the actor may do the deed, or refuse.

    A stranger learns nothing, not even that the athlete exists (`NotFound`); a trainer who may see but
    not do so is told (`NotPermitted`).
    """
    if actor.id == athlete or Role.ADMIN in actor.roles:
        return ALL
    if coaching is None or coaching.status is not CoachingStatus.ACTIVE or coaching.trainer_id != actor.id:
        raise NotFound(
            "There is no such athlete among those you coach.",
            f"Ask the athlete to accept your invitation, or look at {Do('coaching list')}.",
        )
    if deed not in _TRAINER_MAY and not (deed is Deed.PERFORM and coaching.may_log):
        raise NotPermitted(
            f"Only the athlete may {deed.value}.",
            "Ask the athlete to do it" + (", or to allow you to log for them." if deed is Deed.PERFORM else "."),
        )
    return scope_of_link(coaching)


def scope_of_link(coaching: Coaching) -> Scope:
    """Give how much of the athlete's training an active link shows its trainer."""
    return Scope(assigned_by=coaching.trainer_id) if coaching.sees is Sees.ASSIGNED else ALL


def require_copyable(actor: Actor, version: RoutineVersion) -> None:
    """Refuse to copy a version that its owner keeps to themselves."""
    if not version.allow_copy and version.created_by != actor.id and Role.ADMIN not in actor.roles:
        raise NotPermitted(
            f"The owner of {version.name} does not allow copies.",
            "Ask the owner to publish a version with allowCopy.",
        )


def require_self(actor: Actor, user_id: Id) -> None:
    """Refuse whoever is neither the user themselves nor an admin."""
    if actor.id != user_id and Role.ADMIN not in actor.roles:
        raise NotPermitted(
            "Only the users themselves or an admin can do this.",
            f"Ask them or an admin to do it{Do('act as')}.",
        )


def require_author(actor: Actor, owner: Id) -> None:
    """Refuse whoever does not own a routine (or is no admin)."""
    if actor.id != owner and Role.ADMIN not in actor.roles:
        raise NotPermitted(
            "Only the routine's owner may change it.",
            "Copy the routine and change the copy, if copying is allowed.",
        )


def require_trainer(actor: Actor) -> None:
    """Refuse users who are no trainers."""
    if not actor.roles & {Role.TRAINER, Role.ADMIN}:
        raise NotPermitted(
            "Only a trainer can do this.",
            "Ask an admin to give you the role.",
        )


def require_admin(actor: Actor) -> None:
    """Refuse users who are no admins."""
    if Role.ADMIN not in actor.roles:
        raise NotPermitted("Only an admin can do this.", f"Ask one to do it{Do('act as')}.")


def may_read_version(actor: Actor, version: RoutineVersion, *, follows: bool) -> bool:
    """Tell whether a version is the actor's own, public, or one that they or an athlete of theirs follow."""
    return version.created_by == actor.id or version.is_public or follows or Role.ADMIN in actor.roles


def require_assignable(version: RoutineVersion) -> None:
    """Refuse a version that is archived: those who follow it go on, nobody comes to it."""
    if version.is_archived:
        raise VersionArchived(
            f"Version {version.version} of {version.name} is archived.",
            f"Assign a version that is not archived: {Do('routine versions', (version.parent_routine_id,))}.",
        )
